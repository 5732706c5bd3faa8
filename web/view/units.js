// Columns in the units that the engine gives -> columns in those that the history keeps.

import { rangeError, show, typeError } from '../base/errors.js';

/** @typedef {import('./history.js').Unit} KeptUnit */
/** @typedef {KeptUnit | 'dB' | 'complex' | 'Hz' | (typeof PLAIN)[number]} Unit */

/** Units of the engine whose values are shown as they are, as decibels are. */
export const PLAIN = /** @type {const} */ ([
  ...['log', 'scaled', 'cepstrum', 'normalised', 'ratio', 'coefficient', 'onset', 'autocorrelation', 'BPM'],
]);

const isPlain = (/** @type {Unit} */ unit) => /** @type {readonly string[]} */ (PLAIN).includes(unit);

/** @param {Unit} unit @returns {KeptUnit} */
export const keptUnit = (unit) =>
  unit === 'dB' || isPlain(unit)
    ? 'db'
    : unit === 'complex'
      ? 'power'
      : unit === 'Hz'
        ? 'hertz'
        : /** @type {KeptUnit} */ (unit);

/** What stands at the colour bar. @param {{ unit: Unit, labels?: { value?: string } | null }} options */
export const valueLabel = ({ unit, labels }) => labels?.value ?? (isPlain(unit) ? unit : 'dB');

/** Whether a cell is two numbers: re and im, or a value and its power. @param {Unit} unit */
const isDouble = (unit) => unit === 'complex' || unit === 'radians' || unit === 'hertz';

/**
 * @param {Float32Array} data [count][bins], or [count][bins][2]
 * @param {number} count
 * @param {Unit} unit
 * @param {ArrayLike<number>} frequencies of the bins
 */
export function keptColumns(data, count, unit, frequencies) {
  const cells = count * frequencies.length;
  if (unit === 'complex') {
    const powers = new Float32Array(cells);
    for (let i = 0; i < cells; i++) powers[i] = data[2 * i] ** 2 + data[2 * i + 1] ** 2;
    return powers;
  }
  if (unit !== 'Hz') return data;
  const pairs = new Float32Array(2 * cells).fill(Infinity); // of no power that could let them fade
  for (let i = 0; i < cells; i++) pairs[2 * i] = data[i] - frequencies[i % frequencies.length];
  return pairs;
}

/**
 * The numbers of what is appended: its own, or those of a spectrogram, which must be in the renderer's unit.
 * @param {ArrayLike<number> | { data: ArrayLike<number>, unit?: string | undefined }} columns
 * @param {Unit} unit
 * @returns {ArrayLike<number>}
 */
export function dataOf(columns, unit) {
  if (typeof columns !== 'object' || columns === null || !('data' in columns)) return columns;
  const own = columns.unit;
  if (typeof own === 'string' && own.toLowerCase() !== unit.toLowerCase())
    throw rangeError(`unit must be ${show(own)}, that of what is appended, got ${show(unit)}`);
  return columns.data;
}

/**
 * How many columns are given, after a look at both arguments.
 * @param {ArrayLike<number>} data
 * @param {number | undefined} given
 * @param {Unit} unit
 * @param {number} bins
 */
export function countOf(data, given, unit, bins) {
  const columnLength = isDouble(unit) ? 2 * bins : bins;
  if (typeof data !== 'object' || !(data?.length >= 0))
    throw typeError(`data must be a Float32Array, got ${show(data)}`);
  const count = given ?? data.length / columnLength;
  if (given === undefined && !Number.isInteger(count))
    throw rangeError(`data must hold columns of ${columnLength} values, got ${data.length}`);
  if (typeof count !== 'number') throw typeError(`count must be a number, got ${show(count)}`);
  if (!(Number.isInteger(count) && count >= 0)) throw rangeError(`count must be an integer, 0 or above, got ${count}`);
  if (data.length < count * columnLength) {
    const cells = isDouble(unit) ? 'bins x 2' : 'bins';
    throw rangeError(`data must hold count x ${cells} (${count} x ${columnLength}) values, got ${data.length}`);
  }
  return count;
}
