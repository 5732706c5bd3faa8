// The columns of what is heard, from a SpectrogramNode on the audio thread, numbered from the feed's sample 0 on.
import { SpectrogramNode } from 'specgram';

/** @typedef {{ data: Float32Array<ArrayBuffer>, count: number, index: number }} Batch columns, from index on */
/**
 * @typedef {object} Layout
 * @property {number} hopLength samples
 * @property {number} rowLength floats a column
 * @property {number} reach samples before its own that a column hears
 */

export class HeardColumns {
  #node;
  #sink;
  #line;
  #layout;
  #first = Number.NaN; // the column that the node's column 0 is
  /** @type {Batch[]} of which only the node's own number is known yet */
  #waiting = [];

  /**
   * @param {SpectrogramNode} node
   * @param {import('../sources/feed.js').Line} line
   * @param {Layout} layout
   */
  constructor(node, line, layout) {
    this.#node = node;
    this.#line = line;
    this.#layout = layout;
    this.#sink = new GainNode(line.context, { gain: 0 });
  }

  /**
   * @param {import('../sources/feed.js').Line} line
   * @param {import('specgram').SpectrogramNodeOptions} options
   * @param {Layout} layout
   */
  static async create(line, options, layout) {
    return new HeardColumns(await SpectrogramNode.create(line.context, options), line, layout);
  }

  /** @param {(batch: Batch) => void} onColumns @param {(error: Error) => void} onError */
  start(onColumns, onError) {
    const { context, input } = this.#line;
    const { hopLength, rowLength, reach } = this.#layout;
    // Beside what is heard, not in its way: settings can change without a click. The silent end keeps it running.
    input.connect(this.#node).connect(this.#sink).connect(context.destination);
    // Columns before this one reach back to before the node's sound, or to before a gap in it.
    let clean = Math.ceil(reach / hopLength);
    this.#node.addEventListener('columns', ({ detail: { data, count, firstIndex, dropped } }) => {
      if (dropped > 0) clean = firstIndex + Math.ceil(reach / hopLength);
      const skip = Math.max(0, clean - firstIndex);
      if (skip >= count) return;
      this.#waiting.push({ data: data.subarray(skip * rowLength), count: count - skip, index: firstIndex + skip });
      if (!this.#begun()) return;
      for (const batch of this.#waiting.splice(0)) onColumns({ ...batch, index: batch.index + this.#first });
    });
    this.#node.addEventListener('error', (event) => onError(/** @type {ErrorEvent} */ (event).error));
  }

  /** Whether it is known where its columns belong. */
  #begun() {
    const { startTime } = this.#node;
    const { context, origin } = this.#line;
    if (Number.isNaN(this.#first) && startTime >= 0)
      this.#first = Math.round((startTime * context.sampleRate - origin) / this.#layout.hopLength);
    return !Number.isNaN(this.#first);
  }

  /** Time went on without samples. @param {number} seconds */
  skip(seconds) {
    this.#first += Math.round((seconds * this.#line.context.sampleRate) / this.#layout.hopLength);
  }

  close() {
    this.#node.close();
    this.#sink.disconnect();
  }
}
