// Where a word is in rows of features as they come, by one recording of it: subsequence dynamic time warping (Müller
// 2007, "Information Retrieval for Music and Motion", chapter 4). The word may be said up to twice as fast or slow. A
// trained model takes the place of this file.

/** @typedef {{ sum: number, count: number }} Path through the word and the sound: how alike its points are, all together */

const QUIET = 3; // so far below the recording's loudest row there is no word: 30 dB in these features

export class WordDetector {
  #word;
  /** The best paths to each row of the word, from the newest row of the sound and from the one before it. */
  #paths;

  /** @param {Float32Array[]} recording of the word, a row for every 10 ms */
  constructor(recording) {
    const levels = recording.map(mean);
    const least = Math.max(...levels) - QUIET;
    const loud = levels.flatMap((level, i) => (level > least ? [i] : []));
    this.#word = recording.slice(loud[0], loud[loud.length - 1] + 1).map(shapeOf);
    this.#paths = [0, 1].map(() => this.#word.map(() => ({ sum: -Infinity, count: 1 })));
  }

  /** Takes the next row. @param {Float32Array} row @returns {number} how like the word is what ends here, up to 1 */
  hear(row) {
    const heard = shapeOf(row);
    const [newest, before] = this.#paths;
    /** @type {Path[]} */
    const paths = this.#word.map((wanted, i) => {
      const { sum, count } = i === 0 ? { sum: 0, count: 0 } : best(newest[i - 1], before[i - 1], newest[i - 2]);
      return { sum: sum + likeness(wanted, heard), count: count + 1 };
    });
    this.#paths = [paths, newest];
    return Math.max(0, average(paths[paths.length - 1]));
  }
}

const average = (/** @type {Path} */ { sum, count }) => sum / count;

/** @param {...(Path | undefined)} paths the first is there */
const best = (...paths) => /** @type {Path} */ (paths.reduce((a, b) => (a && b && average(b) > average(a) ? b : a)));

/** @param {Float32Array} row */
const mean = (row) => row.reduce((sum, x) => sum + x, 0) / row.length;

/** A row whatever its loudness: no mean, length 1. @param {Float32Array} row */
function shapeOf(row) {
  const level = mean(row);
  const length = Math.hypot(...row.map((x) => x - level)) || 1;
  return row.map((x) => (x - level) / length);
}

/** The cosine of the angle between two shapes. @param {Float32Array} a @param {Float32Array} b */
const likeness = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);
