// Columns of values -> a ring of the newest columns as 16-bit cells, whose oldest columns drop: levels, or tints where
// values are signed and come with their power.

import { failure } from '../base/errors.js';
import { NO_DATA, writeLevels } from './levels.js';
import { writeTints } from './signed-cells.js';

/**
 * @typedef {import('./levels.js').LevelUnit | 'radians' | 'hertz'} Unit the last two: pairs of that value and its power
 */

/**
 * Whether a cell is a value and its power, not a level alone.
 * @param {Unit} unit
 * @returns {unit is 'radians' | 'hertz'}
 */
export const isPaired = (unit) => unit === 'radians' || unit === 'hertz';

const BLOCK = 64; // columns

export class History {
  /** The oldest column that is kept, and the one after the newest. */
  first = 0;
  end = 0;
  /** @type {Uint16Array[]} */
  #blocks = [];
  /** @type {Uint8Array} */
  #isGap;

  /**
   * Takes memory as columns arrive, not at once.
   * @param {number} bins
   * @param {number} capacity columns
   * @param {Unit} unit
   * @param {number} [range] of the values, where cells are pairs
   */
  constructor(bins, capacity, unit, range = Math.PI) {
    this.bins = bins;
    this.capacity = capacity;
    this.unit = unit;
    this.range = range;
    /** Floats a column. */
    this.columnLength = isPaired(unit) ? 2 * bins : bins;
    this.#isGap = new Uint8Array(Math.ceil(capacity / BLOCK) * BLOCK);
  }

  /** @param {Float32Array} data [count][bins], or [count][bins][2] @param {number} count */
  append(data, count) {
    const skipped = Math.max(0, count - this.capacity);
    this.end += skipped;
    for (let row = skipped; row < count; row++) {
      const block = this.block(this.end, true);
      const from = row * this.columnLength;
      if (isPaired(this.unit)) writeTints(data, from, block, this.offset(this.end), this.bins, this.range);
      else writeLevels(data, from, block, this.offset(this.end), this.bins, this.unit);
      this.#isGap[this.end % this.#isGap.length] = 0;
      this.end++;
    }
    this.#drop();
  }

  /** Lets columns be missing. @param {number} count */
  gap(count) {
    const skipped = Math.max(0, count - this.capacity);
    for (let i = skipped; i < count; i++) this.#isGap[(this.end + i) % this.#isGap.length] = 1;
    this.end += count;
    this.#drop();
  }

  #drop() {
    this.first = Math.max(this.first, this.end - this.capacity);
  }

  clear() {
    this.first = this.end = 0;
    this.#blocks = [];
  }

  /** What is known of a column. @param {number} column @returns {'data' | 'gap' | 'none'} */
  kind(column) {
    if (column < this.first || column >= this.end) return 'none';
    return this.#isGap[column % this.#isGap.length] ? 'gap' : 'data';
  }

  /**
   * The block of levels that a column with data is in.
   * @param {number} column
   * @param {boolean} [make]
   * @returns {Uint16Array}
   */
  block(column, make = false) {
    const index = Math.floor((column % this.#isGap.length) / BLOCK);
    if (make && !this.#blocks[index]) this.#blocks[index] = allocate(BLOCK * this.bins);
    return this.#blocks[index];
  }

  /** Where the column's levels begin in its block. @param {number} column */
  offset(column) {
    return (column % BLOCK) * this.bins;
  }

  /** @param {number} column @param {number} bin */
  level(column, bin) {
    return this.kind(column) === 'data' ? this.block(column)[this.offset(column) + bin] : NO_DATA;
  }
}

/** @param {number} length */
function allocate(length) {
  try {
    return new Uint16Array(length);
  } catch (cause) {
    const advice = 'keep fewer columns (history)';
    throw failure(`no memory for ${2 * length} bytes more of history: ${advice}`, 'E_NO_MEMORY', { cause });
  }
}
