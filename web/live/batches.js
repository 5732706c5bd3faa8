// Columns from the audio thread to the page by messages, where memory cannot be shared: a few buffers go back and
// forth, each full of consecutive columns, and none is made on the way.

/**
 * Consecutive columns, and the writer's counters at the last of them.
 * @typedef {object} Batch
 * @property {Float32Array<ArrayBuffer>} data [count][columnLength]
 * @property {number} count
 * @property {number} firstIndex
 * @property {number} samples analysed so far
 * @property {number} nonFinite so far
 */

const INTERVAL = 0.032; // seconds between two messages, at least

/**
 * Buffers that go back in one message: every message leaves some garbage on the audio thread, of which there should be
 * none.
 */
export const RETURNED = 8;

export class ColumnBatches {
  #port;
  #columnLength;
  #columns;
  #period;
  #endless;
  /** @type {Float32Array<ArrayBuffer>[]} */
  #free = [];
  /** @type {Float32Array<ArrayBuffer> | null} */
  #filling = null;
  #waited = 0;
  #message = {
    type: 'columns',
    data: /** @type {Float32Array<ArrayBuffer> | null} */ (null),
    count: 0,
    firstIndex: 0,
    samples: 0,
    nonFinite: 0,
  };
  #transfer = [/** @type {ArrayBuffer} */ (/** @type {unknown} */ (null))];

  /**
   * @param {MessagePort} port
   * @param {number} columnLength floats
   * @param {number} limit columns that may wait; Infinity offline, where the page cannot keep up and nothing may be
   *   lost
   * @param {number} sampleRate
   * @param {number} hopLength
   */
  constructor(port, columnLength, limit, sampleRate, hopLength) {
    this.#port = port;
    this.#columnLength = columnLength;
    this.#period = INTERVAL * sampleRate;
    this.#endless = limit === Infinity;
    this.#columns = Math.max(1, Math.min(limit, Math.ceil(this.#period / hopLength)));
    const buffers = this.#endless ? 0 : Math.ceil(limit / this.#columns) + RETURNED - 1;
    for (let i = 0; i < buffers; i++) this.#free.push(this.#make());
  }

  /**
   * Adds a column, or leaves it out where all buffers are under way.
   * @param {Float32Array} column
   * @param {number} index
   * @param {number} samples
   * @param {number} nonFinite
   */
  put(column, index, samples, nonFinite) {
    const message = this.#message;
    if (this.#filling !== null && index !== message.firstIndex + message.count) this.post();
    if (this.#filling === null) {
      const buffer = this.#free.length > 0 ? this.#free.pop() : this.#endless ? this.#make() : undefined;
      if (buffer === undefined) return;
      this.#filling = buffer;
      message.firstIndex = index;
      message.count = 0;
    }
    this.#filling.set(column, message.count * this.#columnLength);
    message.count++;
    message.samples = samples;
    message.nonFinite = nonFinite;
    if (message.count === this.#columns) this.post();
  }

  /** Lets time pass; posts what has waited long enough. @param {number} samples */
  tick(samples) {
    this.#waited += samples;
    if (this.#waited >= this.#period) this.post();
  }

  /** Posts what there is. */
  post() {
    this.#waited = 0;
    if (this.#filling === null) return;
    this.#message.data = this.#filling;
    this.#transfer[0] = this.#filling.buffer;
    this.#filling = null;
    this.#port.postMessage(this.#message, this.#transfer);
  }

  /** Takes buffers back. @param {Float32Array<ArrayBuffer>[]} buffers */
  recycle(buffers) {
    for (let i = 0; i < buffers.length; i++) this.#free.push(buffers[i]);
  }

  #make() {
    return new Float32Array(this.#columns * this.#columnLength);
  }
}
