// Columns from the audio thread to the page through shared memory: one writer, one reader, neither ever waits.
// Each slot carries its column's index and the writer's counters, and becomes visible as a whole.

const HEADER = 8; // bytes: columns written, columns taken, both modulo 2^32
const FACTS = 3; // doubles a slot: index, samples, nonFinite

export class ColumnRing {
  #counters;
  #facts;
  #data;
  #mask;

  /**
   * @param {SharedArrayBuffer} memory as `memoryFor` makes it
   * @param {number} columnLength floats
   * @param {number} limit columns that may wait
   */
  constructor(memory, columnLength, limit) {
    const slots = slotsFor(limit);
    this.memory = memory;
    this.columnLength = columnLength;
    this.limit = limit;
    this.#mask = slots - 1;
    this.#counters = new Int32Array(memory, 0, 2);
    this.#facts = new Float64Array(memory, HEADER, slots * FACTS);
    this.#data = new Float32Array(memory, HEADER + 8 * slots * FACTS, slots * columnLength);
  }

  /**
   * @param {number} columnLength
   * @param {number} limit
   */
  static memoryFor(columnLength, limit) {
    return new SharedArrayBuffer(HEADER + slotsFor(limit) * (8 * FACTS + 4 * columnLength));
  }

  /** Columns that wait. */
  get length() {
    return (Atomics.load(this.#counters, 0) - Atomics.load(this.#counters, 1)) | 0;
  }

  /**
   * Writer: adds a column, or leaves it out where the ring is full.
   * @param {Float32Array} column
   * @param {number} index
   * @param {number} samples
   * @param {number} nonFinite
   */
  put(column, index, samples, nonFinite) {
    if (this.length >= this.limit) return;
    const head = Atomics.load(this.#counters, 0);
    const slot = head & this.#mask;
    this.#data.set(column, slot * this.columnLength);
    this.#facts[slot * FACTS] = index;
    this.#facts[slot * FACTS + 1] = samples;
    this.#facts[slot * FACTS + 2] = nonFinite;
    Atomics.store(this.#counters, 0, (head + 1) | 0);
  }

  /**
   * Reader: takes the columns that wait, as far as their indices follow one another; null when there is none.
   * @returns {import('./batches.js').Batch | null}
   */
  take() {
    const waiting = this.length;
    if (!waiting) return null;
    const tail = Atomics.load(this.#counters, 1);
    const slotOf = (/** @type {number} */ i) => (tail + i) & this.#mask;
    const factAt = (/** @type {number} */ i, /** @type {number} */ fact) => this.#facts[slotOf(i) * FACTS + fact];
    const firstIndex = factAt(0, 0);
    let count = 1;
    while (count < waiting && factAt(count, 0) === firstIndex + count) count++;
    const data = new Float32Array(count * this.columnLength);
    for (let i = 0; i < count; i++) {
      const from = slotOf(i) * this.columnLength;
      data.set(this.#data.subarray(from, from + this.columnLength), i * this.columnLength);
    }
    const batch = { data, count, firstIndex, samples: factAt(count - 1, 1), nonFinite: factAt(count - 1, 2) };
    Atomics.store(this.#counters, 1, (tail + count) | 0);
    return batch;
  }
}

/** Slots are a power of two, so that counters may wrap. @param {number} limit */
function slotsFor(limit) {
  return 2 ** Math.ceil(Math.log2(limit));
}
