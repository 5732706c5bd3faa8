// Columns of power, magnitude or dB -> 16-bit levels, and levels -> colours. A level is 1/128 dB, finer than any colour
// step or reading, at half the memory of float32 and an index into a table of colours.

/** @typedef {'power' | 'magnitude' | 'db'} LevelUnit */

/** A cell that holds nothing, and one that is silent or not a number. Louder levels are larger numbers. */
export const NO_DATA = 0;
export const SILENCE = 1;

const STEPS = 128; // a dB
const LOWEST = -256; // dB of level 0

/** The level's dB; NaN for no data, -Infinity for silence. @param {number} level */
export const levelToDb = (level) =>
  level > SILENCE ? level / STEPS + LOWEST : level === SILENCE ? -Infinity : Number.NaN;

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

/** @type {Map<LevelUnit, ReturnType<typeof logTables>>} */
const TABLES = new Map();

/**
 * Writes the levels of float32 values. NaN, zero and negative power are silence, infinity is the highest level.
 * @param {Float32Array} values
 * @param {number} from
 * @param {Uint16Array} levels
 * @param {number} at
 * @param {number} count
 * @param {LevelUnit} unit
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
    let level =
      (exponents[word >>> 23] + mantissas[(word >>> (23 - MANTISSA_BITS)) & ((1 << MANTISSA_BITS) - 1)]) >>
      FRACTION_BITS;
    if (word === 0x7f800000 || level > 65535) level = 65535;
    levels[at + i] = level > SILENCE ? level : SILENCE;
  }
}

/**
 * The colour of every level, as little-endian words of red, green, blue, alpha.
 * @param {Uint32Array} colors out: 65536
 * @param {ArrayLike<number>} table 256 x 3
 * @param {number} minDb
 * @param {number} maxDb
 * @param {number} empty the word for no data
 */
export function colorLevels(colors, table, minDb, maxDb, empty) {
  const words = new Uint32Array(256);
  for (let i = 0; i < 256; i++) {
    words[i] = ((255 << 24) | (table[3 * i + 2] << 16) | (table[3 * i + 1] << 8) | table[3 * i]) >>> 0;
  }
  const scale = 256 / (maxDb - minDb);
  for (let level = 0; level < 65536; level++) {
    const index = Math.floor((level / STEPS + LOWEST - minDb) * scale);
    colors[level] = words[index < 0 ? 0 : index > 255 ? 255 : index];
  }
  colors[SILENCE] = words[0];
  colors[NO_DATA] = empty;
}

/**
 * The larger of two levels, without a branch: noise would mislead any prediction of it.
 * @param {number} a
 * @param {number} b
 */
export function louderLevel(a, b) {
  const less = a - b;
  return a - (less & (less >> 31));
}
