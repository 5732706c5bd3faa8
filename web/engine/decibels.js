// Values to decibels and back, in the core's arithmetic, block by block.

import { rangeError, show, typeError } from '../base/errors.js';
import { checkAttached, isFloats } from '../base/floats.js';
import { entries } from '../base/option-bag.js';
import { isSpectrogram, Spectrogram, takeTensor } from '../base/spectrogram.js';
import { number } from '../core/options.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('./base.js').TensorLike} TensorLike
 *
 * @typedef {object} DbOptions
 * @property {number | 'max'} [ref] what reads 0 dB: a number, or the loudest value (default 1)
 * @property {number} [amin] smaller values count as this much (default 1e-10 for power, 1e-5 for amplitude)
 * @property {number | null} [topDb] nothing lies further below the loudest value than this; null for no limit (default
 *   80)
 */

const BLOCK = 65536; // floats that cross into memory at a time

/**
 * A copy of S whose values `map` has changed in place.
 * @param {TensorLike | Float32Array | Float64Array} S
 * @param {string} unit
 * @param {(x: Float32Array<ArrayBuffer>) => void} map
 * @returns {any}
 */
function mapValues(S, unit, map) {
  if (isFloats(S)) {
    checkAttached('S', S);
    const data = Float32Array.from(S);
    map(data);
    return data;
  }
  const { data, shape, unit: own } = takeTensor(S);
  if (own === 'complex') throw typeError('S must hold real values, got complex ones: take a spectrogram');
  const copy = new Float32Array(data);
  map(copy);
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
  const { ref, amin, topDb } = dbOptions(options, perDecade === 10 ? 1e-10 : 1e-5);
  return mapValues(S, 'dB', (x) => {
    const loudest = perDecade === 20 ? Math.max(greatest(x, 1), greatest(x, -1)) : greatest(x, 1);
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
  const ref = refOption(options);
  return mapValues(S, perDecade === 10 ? 'power' : 'magnitude', (x) =>
    inBlocks(core, x, (at, n) => core.calls.sg_from_db(at, n, perDecade, ref)),
  );
}

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
 * @returns {{ ref: number | 'max', amin: number, topDb: number | null }}
 */
function dbOptions(options, aminDefault) {
  const { ref = 1, amin: least = aminDefault, topDb = 80 } = entries(options, ['ref', 'amin', 'topDb'], ['topDb']);
  if (ref !== 'max' && typeof ref !== 'number') throw typeError(`ref must be a number or 'max', got ${show(ref)}`);
  if (Number.isNaN(ref)) throw rangeError(`ref must be a number or 'max', got NaN`);
  const amin = number('amin', least);
  if (!(amin > 0 && amin < Infinity)) throw rangeError(`amin must be above 0 and finite, got ${amin}`);
  if (topDb !== null && typeof topDb !== 'number')
    throw typeError(`topDb must be a number or null, got ${show(topDb)}`);
  if (topDb !== null && !(topDb >= 0)) throw rangeError(`topDb must be at least 0, or null, got ${topDb}`);
  return { ref, amin, topDb };
}

/** @param {unknown} options */
function refOption(options) {
  const { ref: given = 1 } = entries(options, ['ref']);
  const ref = number('ref', given);
  if (!(ref >= 0 && ref < Infinity)) throw rangeError(`ref must be at least 0 and finite, got ${ref}`);
  return ref;
}

/**
 * The greatest of x times sign that is finite, or 0 where none is above it.
 * @param {Float32Array} x
 * @param {1 | -1} sign
 */
function greatest(x, sign) {
  let max = 0;
  for (let i = 0; i < x.length; i++) {
    const value = sign * x[i];
    if (value > max && value < Infinity) max = value;
  }
  return max;
}
