// Where a result goes: memory of its own, or that of an earlier result, which costs no time to make.

import { failure, rangeError, reading, show, typeError } from './errors.js';
import { checkAttached, isFloats } from './floats.js';
import { tagOf } from './tag.js';

/**
 * @typedef {typeof Float32Array | typeof Float64Array} Type
 * @typedef {Float32Array<ArrayBuffer> | { data: Float32Array<ArrayBuffer>, shape?: readonly number[] }} Out an earlier
 *   result, or its array
 */

/**
 * @template {Type} T
 * @typedef {T extends typeof Float64Array ? Float64Array<ArrayBuffer> : Float32Array<ArrayBuffer>} Floats
 */

export const FLOATS_MAX = 2 ** 30;

/**
 * An array for a result, or an error that says how large it would be.
 * @template {Type} [T=typeof Float32Array]
 * @param {number} floats
 * @param {T} [Type]
 * @returns {Floats<T>}
 */
export function allocate(floats, Type = /** @type {any} */ (Float32Array)) {
  const size = `${(floats * Type.BYTES_PER_ELEMENT * 1e-9).toPrecision(3)} GB`;
  if (floats > FLOATS_MAX) {
    const most = `${FLOATS_MAX * 4e-9} GB`;
    throw rangeError(`the result would take ${size}, at most ${most}: use an analyser`, 'E_TOO_LARGE');
  }
  try {
    return /** @type {any} */ (new Type(floats));
  } catch (cause) {
    throw failure(`not enough memory for a result of ${size}`, 'E_NO_MEMORY', { cause });
  }
}

/**
 * The array that a result goes to: that of an earlier one where it fits and nothing else lies there, or a new one.
 * @template {Type} [T=typeof Float32Array]
 * @param {any} out an earlier result, or its array; or nothing
 * @param {readonly number[]} shape of the result
 * @param {Record<string, ArrayBufferView>} [others] what must not lie where it does, by their names
 * @param {string} [name] of the array in a result
 * @param {T} [Type]
 * @returns {Floats<T>}
 */
export function place(out, shape, others = {}, name = 'data', Type = /** @type {any} */ (Float32Array)) {
  const floats = shape.reduce((a, b) => a * b, 1);
  if (out === undefined || out === null) return allocate(floats, Type);
  const path = isFloats(out) ? 'out' : `out.${name}`;
  const wanted = shape.join(', ');
  const [array, got = ''] = reading('out', () => (isFloats(out) ? [out] : [out[name], out.shape?.join(', ')]));
  if (!isFloats(array) || tagOf(array) !== Type.name)
    throw typeError(`out must be an earlier result, ${path} a ${Type.name}, got ${show(array)}`);
  checkAttached(path, array);
  if (array.length !== floats || (got || wanted) !== wanted) {
    const values = `${array.length}${got && ` of shape [${got}]`}`;
    throw rangeError(`out must be a result of shape [${wanted}], ${path} of ${floats} values, got ${values}`);
  }
  checkApart(path, array, others);
  return /** @type {any} */ (array);
}

/**
 * Throws where an array shares memory with another.
 * @param {string} path of the array
 * @param {ArrayBufferView} array
 * @param {Record<string, ArrayBufferView>} others
 */
export function checkApart(path, array, others) {
  const end = array.byteOffset + array.byteLength;
  for (const [name, { buffer, byteOffset, byteLength }] of Object.entries(others))
    if (array.buffer === buffer && array.byteOffset < byteOffset + byteLength && byteOffset < end)
      throw rangeError(`${path} must have memory of its own, got that of ${name}`);
}
