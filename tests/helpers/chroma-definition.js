// Pitch classes and tuning in float64, as librosa 0.11 defines them: chroma_cqt, chroma_cens, estimate_tuning.
import { cqt, filtersOf } from './cqt-definition.js';
import { stft, windowOf } from './definition.js';

const C4 = 440 * 2 ** (-9 / 12); // Hz

/**
 * The p-norm of a row. @param {ArrayLike<number>} row @param {number} p
 */
export function pNorm(row, p) {
  const sizes = Array.from(row, Math.abs);
  return p === Infinity ? Math.max(...sizes) : sizes.reduce((sum, value) => sum + value ** p, 0) ** (1 / p);
}

/**
 * @typedef {import('./cqt-definition.js').Filters & { nChroma?: number, threshold?: number, norm?: number | null,
 *   hopLength: number, nOctaves?: number, padMode?: string }} Chroma
 */

/**
 * Class of each bin: bin 0 is of the class nearest to fMin, class 0 is C, and a class has the bins around its note.
 * @param {{ fMin?: number, nBins: number, binsPerOctave: number, nChroma: number }} options @returns {number[]}
 */
export function classesOf({ fMin = 32.70319566257483, nBins, binsPerOctave, nChroma }) {
  const merge = binsPerOctave / nChroma;
  const octaves = Math.log2(fMin / C4);
  const first = Math.floor((octaves - Math.floor(octaves)) * nChroma + 0.5);
  return Array.from({ length: nBins }, (_, b) => (first + Math.floor((b + Math.floor(merge / 2)) / merge)) % nChroma);
}

/**
 * Rows without a norm, for `frames`. @param {ArrayLike<number>} x @param {Chroma} options @param {number[]} frames
 * @returns {Float64Array[]}
 */
export function chromaSums(x, options, frames) {
  const { nChroma = 12, nOctaves = 7, binsPerOctave, hopLength, padMode } = options;
  const nBins = nOctaves * binsPerOctave;
  const filters = filtersOf({ ...options, nBins, norm: 1, scale: true });
  const classes = classesOf({ ...options, nBins, nChroma });
  return cqt(x, filters, { hopLength, frames, padMode }).map((row) => {
    const sums = new Float64Array(nChroma);
    classes.forEach((k, b) => {
      sums[k] += Math.hypot(row[2 * b], row[2 * b + 1]);
    });
    return sums;
  });
}

/**
 * What is below the threshold becomes 0, and the row's norm 1. @param {Float64Array} sums @param {number} threshold
 * @param {number | null} norm
 */
export function normalised(sums, threshold, norm) {
  const row = sums.map((value) => (value < threshold ? 0 : value));
  const size = norm === null ? 1 : pNorm(row, norm);
  return row.map((value) => (size > 0 ? value / size : value));
}

/**
 * CENS of chroma rows of norm 1: a quarter for each of .05, .1, .2 and .4 that a value exceeds; smoothed along time by
 * a symmetric Hann window of length + 2 points that add up to 1, zeros beyond the ends; each frame's norm is 1.
 * @param {ArrayLike<number>[]} rows @param {{ winLenSmooth?: number | null, norm?: number | null }} options
 */
export function cens(rows, { winLenSmooth = 41, norm = 2 }) {
  const steps = rows.map((row) => Array.from(row, (v) => [0.05, 0.1, 0.2, 0.4].filter((step) => v > step).length / 4));
  const n = (winLenSmooth ?? 0) + 2;
  const w = windowOf('hann', n, { periodic: false });
  const total = w.reduce((a, b) => a + b, 0);
  const smooth = steps.map((row, t) =>
    winLenSmooth
      ? Float64Array.from(row, (_, k) =>
          w.reduce((sum, weight, i) => sum + (weight / total) * (steps[t + Math.floor(n / 2) - i]?.[k] ?? 0), 0),
        )
      : Float64Array.from(row),
  );
  return smooth.map((row) => normalised(row, 0, norm));
}

/**
 * The peaks of a sound's STFT magnitudes, each placed by the parabola through it and its neighbours, from 150 Hz up to
 * 4 kHz and above a tenth of their frame's loudest. @param {ArrayLike<number>} x @param {{ sampleRate: number, nFft?:
 * number }} options
 */
export function pitchesOf(x, { sampleRate, nFft = 2048 }) {
  /** @type {{ hz: number, height: number }[]} */
  const peaks = [];
  for (const { re, im } of stft(x, { nFft, hopLength: nFft / 4, window: windowOf('hann', nFft) })) {
    const S = re.map((value, k) => Math.hypot(value, im[k]));
    const least = 0.1 * Math.max(...S);
    const heard = S.map((value) => (value > least ? value : 0));
    for (let k = 1; k < nFft / 2; k++) {
      const hz = (k * sampleRate) / nFft;
      if (hz < 150 || hz >= Math.min(4000, sampleRate / 2)) continue;
      if (!(heard[k] > heard[k - 1] && heard[k] >= heard[k + 1])) continue;
      const slope = (S[k + 1] - S[k - 1]) / 2;
      const bend = S[k + 1] - 2 * S[k] + S[k - 1];
      const shift = Math.abs(slope) < Math.abs(bend) ? -slope / bend : 0;
      peaks.push({ hz: ((k + shift) * sampleRate) / nFft, height: S[k] + (slope * shift) / 2 });
    }
  }
  return peaks;
}

/**
 * Counts of the deviations from A4 = 440 Hz, in steps of `resolution` from -1/2 bin on, of the louder half of the
 * peaks.
 * @param {ArrayLike<number>} x @param {{ sampleRate: number, nFft?: number, binsPerOctave?: number, resolution?: number
 *   }} options
 */
export function tuningCounts(x, { binsPerOctave = 12, resolution = 0.01, ...options }) {
  const peaks = pitchesOf(x, options);
  const heights = peaks.map(({ height }) => height).sort((a, b) => a - b);
  const middle = (heights[(heights.length - 1) >> 1] + heights[heights.length >> 1]) / 2;
  const counts = new Array(Math.ceil(1 / resolution)).fill(0);
  for (const { hz, height } of peaks) {
    if (height < middle) continue;
    const bins = binsPerOctave * Math.log2(hz / 440);
    counts[Math.floor((bins - Math.floor(bins + 0.5) + 0.5) * counts.length)]++;
  }
  return counts;
}
