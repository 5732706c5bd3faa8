// Arrays of floats as callers hold them: of this page or of a frame's, and whether their memory is still theirs.

import { reading, show, typeError } from './errors.js';
import { tagOf } from './tag.js';

/**
 * Whether x is one.
 * @param {unknown} x
 * @returns {x is Float32Array | Float64Array}
 */
export function isFloats(x) {
  if (!ArrayBuffer.isView(x)) return false;
  const tag = tagOf(x);
  return tag === 'Float32Array' || tag === 'Float64Array';
}

/**
 * @param {unknown} x
 * @returns {x is Float32Array}
 */
export const isFloat32 = (x) => ArrayBuffer.isView(x) && tagOf(x) === 'Float32Array';

/**
 * Throws where the memory was transferred to another thread, or has shrunk away: such an array looks like an empty one.
 * @param {string} name
 * @param {ArrayBufferView & ArrayLike<unknown>} x a typed array
 */
export function checkAttached(name, x) {
  if (x.length > 0) return;
  try {
    /** @type {Float32Array} */ (x).keys(); // throws, where `length` does not
  } catch {
    throw typeError(`${name} must have its memory, got an array whose buffer was transferred or has shrunk`);
  }
}

/** What makes samples of whole numbers, as a sentence goes on; '' of anything else. @param {unknown} x */
export function howToScale(x) {
  const bits = Number(/^Int(\d+)Array$/.exec(show(x))?.[1]);
  return bits ? `: divide by ${2 ** (bits - 1)}, and samples lie from -1 to 1` : '';
}

/**
 * Throws where a plain array holds something else than numbers.
 * @param {string} name
 * @param {ArrayLike<unknown>} list
 */
export function checkNumbers(name, list) {
  /** @type {unknown} */
  let odd;
  const bad = reading(name, () => Array.prototype.findIndex.call(list, (x) => typeof (odd = x) !== 'number'));
  if (bad >= 0) throw typeError(`${name} must hold numbers, got ${show(odd)} at ${bad}`);
}

/**
 * A plain array's numbers.
 * @param {string} name
 * @param {readonly unknown[]} list
 */
export function floatsOf(name, list) {
  checkNumbers(name, list);
  return Float32Array.from(/** @type {readonly number[]} */ (list));
}
