// A value and its power -> one 16-bit cell, and cells -> colours: the value's colour, dimmed where the power is low.
// The power's step is the cell's upper part.

import { NO_DATA, SILENCE } from './levels.js';

const VALUES = 1023; // an odd number: 0 is one of them
const MIDDLE = (VALUES - 1) / 2;
const FIRST = SILENCE + 1;
const LEVELS = 64;
const STEP = 2; // dB
const LOWEST = -STEP * (LEVELS - 1); // dB of the faintest, and the loudest is 0 dB

/**
 * Writes the cells of pairs of value and power. What is not a number or has no power is silence.
 * @param {Float32Array} pairs
 * @param {number} from
 * @param {Uint16Array} cells
 * @param {number} at
 * @param {number} count cells
 * @param {number} range values beyond -range and range are those
 */
export function writeTints(pairs, from, cells, at, count, range) {
  for (let i = 0; i < count; i++) {
    const value = pairs[from + 2 * i];
    const power = pairs[from + 2 * i + 1];
    if (!(power > 0) || Number.isNaN(value)) {
      cells[at + i] = SILENCE;
      continue;
    }
    const level = Math.floor((10 * Math.log10(power) - LOWEST) / STEP + 0.5);
    const place = Math.floor(MIDDLE + (MIDDLE * value) / range + 0.5);
    cells[at + i] =
      FIRST + VALUES * Math.max(0, Math.min(LEVELS - 1, level)) + Math.max(0, Math.min(VALUES - 1, place));
  }
}

const stepOf = (/** @type {number} */ cell) => Math.floor((cell - FIRST) / VALUES);

/**
 * The louder of two cells, and of equally loud ones the first: a value has no say in which is seen.
 * @param {number} a
 * @param {number} b
 */
export const louderTint = (a, b) => (stepOf(b) > stepOf(a) ? b : a);

/** NaN where there is none. @param {number} cell @param {number} range */
export const tintToValue = (cell, range) =>
  cell < FIRST ? Number.NaN : ((((cell - FIRST) % VALUES) - MIDDLE) / MIDDLE) * range;

/** NaN for no data, -Infinity for silence. @param {number} cell */
export const tintToDb = (cell) =>
  cell >= FIRST ? stepOf(cell) * STEP + LOWEST : cell === SILENCE ? Number.NEGATIVE_INFINITY : Number.NaN;

/**
 * The colour of every cell, as little-endian words of red, green, blue, alpha.
 * @param {Uint32Array} colors out: 65536
 * @param {ArrayLike<number>} table 256 x 3
 * @param {number} minDb the ground's colour up to here
 * @param {number} maxDb the value's colour in full from here on
 * @param {number} ground the word for no data
 */
export function colorTints(colors, table, minDb, maxDb, ground) {
  colors.fill(ground);
  for (let level = 0; level < LEVELS; level++) {
    const share = Math.max(0, Math.min(1, (level * STEP + LOWEST - minDb) / (maxDb - minDb)));
    for (let value = 0; value < VALUES; value++) {
      const at = 3 * Math.min(255, Math.floor((value / VALUES) * 256));
      let word = 255 << 24;
      for (let channel = 0; channel < 3; channel++) {
        const under = (ground >>> (8 * channel)) & 255;
        word |= Math.round(under + (table[at + channel] - under) * share) << (8 * channel);
      }
      colors[FIRST + level * VALUES + value] = word >>> 0;
    }
  }
  colors[NO_DATA] = ground;
}
