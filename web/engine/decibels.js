// Values to decibels and back, in the core's arithmetic, block by block.

import { typeError } from '../base/errors.js';
import { checkAttached, isFloats } from '../base/floats.js';
import { notNegative, numberThat, positive } from '../base/number-checks.js';
import { entries } from '../base/option-bag.js';
import { place } from '../base/out.js';
import { Spectrogram } from '../base/spectrogram.js';
import { isSpectrogram, takeTensor } from '../base/tensor.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('./base.js').TensorLike} TensorLike
 * @typedef {import('../base/out.js').Out} Out
 *
 * @typedef {object} DbOptions
 * @property {number | 'max'} [ref] what reads 0 dB: a number, or the loudest value (default 1)
 * @property {number} [amin] smaller values count as this much (default 1e-10 for power, 1e-5 for amplitude)
 * @property {number | null} [topDb] nothing lies further below the loudest value than this; null for no limit (default
 *   80)
 * @property {Out} [out] an earlier result of the same shape to write over; S itself too
 */

const BLOCK = 65536; // floats that cross into memory at a time

/**
 * A copy of S, or S itself where it is `out`, whose values `map` has changed in place.
 * @param {TensorLike | Float32Array | Float64Array} S
 * @param {unknown} out
 * @param {string} unit
 * @param {(x: Float32Array<ArrayBuffer>) => void} map
 * @returns {any}
 */
function mapValues(S, out, unit, map) {
  const isBare = isFloats(S);
  if (isBare) checkAttached('S', S);
  const { data, shape, unit: own } = isBare ? { data: S, shape: [S.length] } : takeTensor(S);
  if (own === 'complex') throw typeError('S must hold real values, got complex ones: take a spectrogram');
  const copy = place(out, shape);
  copy.set(data);
  map(copy);
  if (isBare) return copy;
  return isSpectrogram(S) ? new Spectrogram({ ...S, data: copy, unit }) : { data: copy, shape: [...shape] };
}

/**
 * S in dB.
 * @param {Core} core
 * @param {TensorLike | Float32Array | Float64Array} S
 * @param {10 | 20} perDecade 10 for power, 20 for amplitude
 * @param {unknown} options
 */
export function toDb(core, S, perDecade, options) {
  const { ref, amin, topDb, out } = levelOptions(options, perDecade === 10 ? 1e-10 : 1e-5);
  return mapValues(S, out, 'dB', (x) => {
    const loudest = greatest(x, perDecade === 20);
    const zero = ref === 'max' ? loudest : Math.abs(ref);
    const convert = (/** @type {Float32Array<ArrayBuffer>} */ values, /** @type {number} */ least) =>
      inBlocks(core, values, (at, n) => core.calls.sg_to_db(at, n, perDecade, amin, zero, least));
    const [top] = convert(Float32Array.of(loudest), -Infinity);
    convert(x, topDb === null ? -Infinity : top - topDb);
  });
}

/**
 * S, in dB, as power or amplitude.
 * @param {Core} core
 * @param {TensorLike | Float32Array | Float64Array} S
 * @param {10 | 20} perDecade
 * @param {unknown} options
 */
export function fromDb(core, S, perDecade, options) {
  const { ref = 1, out } = entries(options, ['ref', 'out']);
  const zero = notNegative('ref', ref);
  return mapValues(S, out, perDecade === 10 ? 'power' : 'magnitude', (x) =>
    inBlocks(core, x, (at, n) => core.calls.sg_from_db(at, n, perDecade, zero)),
  );
}

/**
 * The dB of the loudest power.
 * @param {Core} core
 * @param {Float32Array} x
 * @param {number} amin
 * @param {number} ref
 */
export const loudestDb = (core, x, amin, ref) =>
  inBlocks(core, Float32Array.of(greatest(x, false)), (at, n) =>
    core.calls.sg_to_db(at, n, 10, amin, ref, -Infinity),
  )[0];

/**
 * Lends x to the core, block by block, to be changed in place.
 * @param {Core} core
 * @param {Float32Array<ArrayBuffer>} x
 * @param {(at: number, n: number) => void} change
 */
function inBlocks(core, x, change) {
  const room = Math.min(x.length, BLOCK);
  core.scratch(4 * room, (at) => {
    for (let done = 0; done < x.length; done += room) {
      const block = x.subarray(done, done + room);
      core.floats.set(block, at >>> 2);
      change(at, block.length);
      block.set(core.floats.subarray(at >>> 2, (at >>> 2) + block.length));
    }
  });
  return x;
}

/**
 * The options of levels, after a look at each, with their defaults.
 * @param {unknown} options
 * @param {number} aminDefault
 * @returns {{ ref: number | 'max', amin: number, topDb: number | null, out: unknown }}
 */
export function levelOptions(options, aminDefault) {
  const all = entries(options, ['ref', 'amin', 'topDb', 'out'], ['topDb']);
  const { ref = 1, amin = aminDefault, topDb = 80, out } = all;
  return {
    ref: ref === 'max' ? ref : numberThat("a number or 'max'", (value) => !Number.isNaN(value))('ref', ref),
    amin: positive('amin', amin),
    topDb: topDb === null ? topDb : numberThat('at least 0, or null', (value) => value >= 0)('topDb', topDb),
    out,
  };
}

/**
 * The greatest value that is finite, or 0 where none is above it.
 * @param {Float32Array} x
 * @param {boolean} ofEitherSign
 */
function greatest(x, ofEitherSign) {
  let max = 0;
  for (let i = 0; i < x.length; i++) {
    const value = ofEitherSign ? Math.abs(x[i]) : x[i];
    if (value > max && value < Infinity) max = value;
  }
  return max;
}
