// Columns of power, magnitude or dB -> a ring of the newest columns as 16-bit levels, whose oldest columns drop.
// A level is 1/128 dB, finer than any colour step or reading, at half the memory of float32 and an index into a table of colours.

import { coded } from './errors.js';

/** @typedef {'power' | 'magnitude' | 'db'} Unit */

/** A cell that holds nothing, and one that is silent or not a number. Louder levels are larger numbers. */
export const NO_DATA = 0;
export const SILENCE = 1;

const STEPS = 128; // a dB
const LOWEST = -256; // dB of level 0

/** The level's dB; NaN for no data, -Infinity for silence. @param {number} level */
export const levelToDb = (level) => (level > SILENCE ? level / STEPS + LOWEST : level === SILENCE ? -Infinity : Number.NaN);

const MANTISSA_BITS = 12;
const FRACTION_BITS = 8;

/**
 * Tables whose sum is the level of a float32 times 2^FRACTION_BITS: one by its sign and exponent, one by its mantissa's
 * first bits. The error, 3e-4 dB of a power, is far below a step, and every engine gets the same integers.
 * @param {number} decibels of a factor of ten
 */
function logTables(decibels) {
  const scale = decibels * Math.log10(2) * STEPS * 2 ** FRACTION_BITS;
  const offset = (-LOWEST * STEPS + 0.5) * 2 ** FRACTION_BITS;
  const exponents = new Int32Array(512).fill(-(2 ** 30));
  for (let e = 1; e < 255; e++) exponents[e] = Math.round((e - 127) * scale + offset);
  const mantissas = Int32Array.from({ length: 1 << MANTISSA_BITS }, (_, i) =>
    Math.round(Math.log2(1 + (i + 0.5) / (1 << MANTISSA_BITS)) * scale),
  );
  return { exponents, mantissas };
}

/** @type {Map<Unit, ReturnType<typeof logTables>>} */
const TABLES = new Map();

/**
 * Writes the levels of float32 values. NaN, zero and negative power are silence, infinity is the highest level.
 * @param {Float32Array} values
 * @param {number} from
 * @param {Uint16Array} levels
 * @param {number} at
 * @param {number} count
 * @param {Unit} unit
 */
export function writeLevels(values, from, levels, at, count, unit) {
  if (unit === 'db') {
    for (let i = 0; i < count; i++) {
      const level = Math.floor((values[from + i] - LOWEST) * STEPS + 0.5);
      levels[at + i] = level > SILENCE ? Math.min(level, 65535) : SILENCE;
    }
    return;
  }
  let tables = TABLES.get(unit);
  if (!tables) TABLES.set(unit, (tables = logTables(unit === 'power' ? 10 : 20)));
  const { exponents, mantissas } = tables;
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < count; i++) {
    const word = bits[from + i];
    let level = (exponents[word >>> 23] + mantissas[(word >>> (23 - MANTISSA_BITS)) & ((1 << MANTISSA_BITS) - 1)]) >> FRACTION_BITS;
    if (word === 0x7f800000 || level > 65535) level = 65535;
    levels[at + i] = level > SILENCE ? level : SILENCE;
  }
}

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
   */
  constructor(bins, capacity, unit) {
    this.bins = bins;
    this.capacity = capacity;
    this.unit = unit;
    this.#isGap = new Uint8Array(Math.ceil(capacity / BLOCK) * BLOCK);
  }

  /** @param {Float32Array} data [count][bins] @param {number} count */
  append(data, count) {
    const skipped = Math.max(0, count - this.capacity);
    this.end += skipped;
    for (let row = skipped; row < count; row++) {
      const block = this.block(this.end, true);
      writeLevels(data, row * this.bins, block, this.offset(this.end), this.bins, this.unit);
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

  /** The block of levels that a column with data is in. @param {number} column @param {boolean} [make] @returns {Uint16Array} */
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
    throw coded(new Error(`no memory for ${2 * length} bytes more of history: keep fewer columns (history)`, { cause }), 'E_NO_MEMORY');
  }
}
