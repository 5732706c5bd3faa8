// Columns in the units that the engine gives -> columns in those that the history keeps.

/** @typedef {import('./history.js').Unit} KeptUnit */
/** @typedef {KeptUnit | 'dB' | 'complex' | 'Hz'} Unit */

/** @param {Unit} unit @returns {KeptUnit} */
export const keptUnit = (unit) =>
  unit === 'dB' ? 'db' : unit === 'complex' ? 'power' : unit === 'Hz' ? 'hertz' : unit;

/** Whether a cell is two numbers: re and im, or a value and its power. @param {Unit} unit */
export const isDouble = (unit) => unit === 'complex' || unit === 'radians' || unit === 'hertz';

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
