// Where a pool's results go: an earlier result, memory that is shared with the Workers, or new memory.

import { notSupported, show, typeError } from '../base/errors.js';
import { isFloats } from '../base/floats.js';
import { allocate, place } from '../base/out.js';
import { Spectrogram } from '../base/spectrogram.js';
import { isTensor } from '../base/tensor.js';

/** What a result's values are in. */
const CELLS = /** @type {const} */ (['frequencies', 'times', 'magnitudes']);

/** Whether memory can be shared with Workers: in Node, and in pages that are isolated. */
export const canShare = () => typeof SharedArrayBuffer === 'function' && globalThis.crossOriginIsolated !== false;

/** @param {ArrayBufferView} view */
export const isShared = ({ buffer }) => Object.prototype.toString.call(buffer) === '[object SharedArrayBuffer]';

/** @param {any} result @returns {readonly string[]} */
export const arraysOf = (result) => (result.data ? ['data'] : CELLS);

export class Target {
  #out;
  #shared;
  /** @type {Record<string, ArrayBufferView>} */
  #given = {};

  /**
   * @param {unknown} out an earlier result, or nothing
   * @param {unknown} shared
   * @param {any} given samples or a spectrogram, which must not lie there
   */
  constructor(out, shared, given) {
    if (shared !== undefined && typeof shared !== 'boolean')
      throw typeError(`shared must be true or false, got ${show(shared)}`);
    if (shared && !canShare()) throw notSupported('shared needs a page that is isolated (COOP and COEP)', 'E_SHARED');
    this.#out = out ?? undefined;
    this.#shared = shared === true;
    if (isFloats(given)) this.#given.samples = given;
    else if (isTensor(given) && isFloats(given.data)) this.#given['S.data'] = given.data;
  }

  /**
   * One of a result's arrays.
   * @param {string} name
   * @param {readonly number[]} shape
   * @returns {any}
   */
  array(name, shape) {
    const Type = name === 'times' ? Float64Array : Float32Array;
    if (this.#out !== undefined) return place(this.#out, shape, this.#given, name, Type);
    const floats = shape.reduce((a, b) => a * b, 1);
    if (!this.#shared) return allocate(floats, Type);
    return new /** @type {any} */ (Type)(new SharedArrayBuffer(floats * Type.BYTES_PER_ELEMENT));
  }

  /**
   * A result that a Worker gave, where it is to be.
   * @param {any} result
   */
  take(result) {
    if (this.#out === undefined && !this.#shared) return result;
    if (typeof result === 'number') throw typeError('out and shared are for results of arrays, got a number');
    const put = (/** @type {string} */ name, /** @type {any} */ from, /** @type {readonly number[]} */ shape) => {
      const to = this.array(name, shape);
      to.set(from);
      return to;
    };
    if (isFloats(result)) return put('data', result, [result.length]);
    const arrays = arraysOf(result).map((name) => [name, put(name, result[name], result.shape)]);
    const made = { ...result, ...Object.fromEntries(arrays) };
    return result instanceof Spectrogram ? new Spectrogram(made) : made;
  }
}
