// A cell of a picture -> the peak beside it: where a sine's frequency and level are, between the bins that show it.

import { isSigned } from './analysis.js';
import { firstFrom, loudestOf } from './bins.js';

const NEAR = 10; // px
const SEEN = 0.15; // of the way from floor to ceiling: peaks below are the noise's

/** @typedef {import('./figure.js').Cell} Cell */
/** @typedef {import('./figure.js').Figure} Figure */

/**
 * The strongest peak within 10 px. Of an offset from the bins, the frequency that it means.
 * @param {Figure} figure
 * @param {Cell & { bin: number }} cell
 * @returns {Cell}
 */
export function peakNear(figure, cell) {
  const { frequencies, names, unit, renderer } = figure;
  if (names) return { ...cell, frequency: frequencies[cell.bin] };
  if (unit === 'hertz' && cell.value) return { ...cell, frequency: frequencies[cell.bin] + cell.value };
  const levels = isSigned(unit) ? null : figure.levelsAt(cell.time);
  if (!levels || !renderer) return cell;
  const { y } = renderer.positionOf(cell.time, cell.frequency);
  const [from, to] = [NEAR, -NEAR].map((px) => firstFrom(frequencies, figure.frequencyAt(y + px)));
  return peakOf(figure, levels, loudestOf(levels, from, to) ?? cell.bin, cell);
}

/**
 * The peak of a bin that is louder than its neighbours: where a sine is a lobe, its place and height read off the
 * parabola through it and its neighbours in dB (Smith and Serra 1987, "PARSHL"). What is no peak, or one of the noise,
 * is the cell.
 * @param {Figure} figure
 * @param {ArrayLike<number>} levels dB of the bins
 * @param {number} best bin
 * @param {Cell} cell
 * @returns {Cell}
 */
export function peakOf({ frequencies, look: { minDb, maxDb }, names, sharp, shares }, levels, best, cell) {
  if (names) return cell;
  const level = (/** @type {number} */ bin) => levels[bin] ?? -Infinity;
  const bestDb = level(best);
  const [left, right] = [level(best - 1), level(best + 1)];
  if (!(bestDb > minDb + SEEN * (maxDb - minDb))) return cell;
  if (sharp) {
    const [beside, besideDb] = left > right ? [best - 1, left] : [best + 1, right];
    return shared(cell, frequencies, [best, bestDb], [beside, besideDb]);
  }
  if (!(bestDb >= left && bestDb >= right)) return cell;
  if (shares) return gathered(cell, frequencies, shares, levels, best);
  const bend = left - 2 * bestDb + right;
  if (!(bestDb > left && bestDb > right) || !Number.isFinite(bend)) return cell;
  const shift = (0.5 * (left - right)) / bend;
  const step = shift < 0 ? frequencies[best] - frequencies[best - 1] : frequencies[best + 1] - frequencies[best];
  return {
    time: cell.time,
    frequency: frequencies[best] + shift * step,
    db: bestDb - 0.25 * (left - right) * shift,
  };
}

/**
 * A sine that shares its energy between two bins, by how near it is to each.
 * @param {Cell} cell
 * @param {ArrayLike<number>} frequencies
 * @param {[bin: number, db: number]} best
 * @param {[bin: number, db: number]} beside
 */
function shared(cell, frequencies, [bin, db], [other, otherDb]) {
  const share = 10 ** ((otherDb - db) / 10); // of the stronger one's power
  const more = share > 0 ? share : 0;
  const frequency = (frequencies[bin] + (more && more * frequencies[other])) / (1 + more);
  return { ...cell, frequency, db: db + 10 * Math.log10(1 + more) };
}

/**
 * A sine whose energy is what all bins of its hill have together; its frequency is their mean.
 * @param {Cell} cell
 * @param {ArrayLike<number>} frequencies
 * @param {ArrayLike<number>} shares
 * @param {ArrayLike<number>} levels dB
 * @param {number} best bin
 */
function gathered(cell, frequencies, shares, levels, best) {
  let [energy, moment] = [0, 0];
  const add = (/** @type {number} */ bin) => {
    const own = shares[bin] > 0 ? shares[bin] * 10 ** (levels[bin] / 10) : 0;
    energy += own;
    moment += own * frequencies[bin];
  };
  add(best);
  for (const step of [-1, 1])
    for (let bin = best + step; levels[bin] > -Infinity && levels[bin] <= levels[bin - step]; bin += step) add(bin);
  return energy > 0 ? { ...cell, frequency: moment / energy, db: 10 * Math.log10(energy) } : cell;
}
