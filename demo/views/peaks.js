// A cell of a picture -> the peak beside it: where a sine's frequency and level are, between the bins that show it.

import { isSigned } from './analysis.js';

const NEAR = 10; // px
const SEEN = 0.15; // of the way from floor to ceiling: peaks below are the noise's

/** @typedef {import('./figure.js').Cell} Cell */

/**
 * The strongest bin within 10 px; where a sine is a lobe, its place and height read off the parabola through it and its
 * neighbours in dB (Smith and Serra 1987, "PARSHL"). Of an offset from the bins, the frequency that it means.
 * @param {import('./figure.js').Figure} figure
 * @param {Cell & { bin: number }} cell
 * @returns {Cell}
 */
export function peakNear(figure, cell) {
  const { frequencies, unit, renderer } = figure;
  if (unit === 'hertz' && cell.value) return { ...cell, frequency: frequencies[cell.bin] + cell.value };
  if (isSigned(unit) || !renderer) return cell;
  const { x, y: middle } = renderer.positionOf(cell.time, cell.frequency);
  const placeOf = (/** @type {number} */ bin) => renderer.positionOf(cell.time, frequencies[bin]).y;
  const level = (/** @type {number} */ bin) => renderer.valueAt(x, placeOf(bin))?.db ?? -Infinity;
  let best = cell.bin;
  let bestDb = level(best);
  for (const step of [-1, 1]) {
    for (let bin = cell.bin + step; bin >= 0 && bin < frequencies.length; bin += step) {
      if (Math.abs(placeOf(bin) - middle) > NEAR) break;
      const db = level(bin);
      if (db > bestDb) [best, bestDb] = [bin, db];
    }
  }
  const { minDb, maxDb } = figure.look;
  const [left, right] = [level(best - 1), level(best + 1)];
  const isSeen = bestDb > minDb + SEEN * (maxDb - minDb);
  if (figure.sharp) {
    const [beside, besideDb] = left > right ? [best - 1, left] : [best + 1, right];
    return isSeen ? shared(cell, frequencies, [best, bestDb], [beside, besideDb]) : cell;
  }
  const bend = left - 2 * bestDb + right;
  // no peak, or one of the noise
  if (!(isSeen && bestDb > left && bestDb > right) || !Number.isFinite(bend)) return cell;
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
  return { ...cell, bin, frequency, db: db + 10 * Math.log10(1 + more) };
}
