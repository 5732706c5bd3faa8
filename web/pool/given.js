// What a method of the pool is given, to what its Workers are posted.

import { show, typeError } from '../base/errors.js';
import { bag } from '../base/option-bag.js';
import { isTypedArray } from '../base/realms.js';
import { takeSignal } from '../base/signals.js';
import { readTensor } from '../base/tensor.js';

/** @typedef {import('./pool.js').JobHooks} JobHooks */

/** Options for the pool and options for the engine. @param {unknown} options */
export function split(options) {
  const { signal, onProgress: told, ...own } = bag(options);
  const onProgress = told ?? undefined;
  /** @type {JobHooks} */
  const job = { signal: takeSignal(signal ?? undefined), onProgress: /** @type {any} */ (onProgress) };
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw typeError(`onProgress must be a function, got ${show(onProgress)}`);
  }
  if (typeof own.onIteration === 'function') {
    job.onIteration = /** @type {JobHooks['onIteration']} */ (own.onIteration);
    delete own.onIteration; // a function cannot be posted: the Worker has one of its own
  }
  return { own, job };
}

/** What the engine reads of a spectrogram. @param {any} S */
export function plain(S) {
  const { data, times, frequencies, ...others } = readTensor(S);
  return { ...others, data: compact(data), times: compact(times), frequencies: compact(frequencies) };
}

/** Posting a view posts all of its buffer: what is left out here is not. @param {any} view */
export function compact(view) {
  return isTypedArray(view) && view.byteLength < view.buffer.byteLength
    ? /** @type {Float32Array} */ (view).slice()
    : view;
}

/**
 * The progress of parts that run side by side, told as the whole's.
 * @param {number} count
 * @param {JobHooks['onProgress']} onProgress
 */
export function ofParts(count, onProgress) {
  const shares = Array(count).fill(0);
  return (/** @type {number} */ part) =>
    onProgress &&
    ((/** @type {import('../engine/offline.js').Progress} */ { done, total }) => {
      shares[part] = total > 0 ? done / total : 0;
      onProgress({ done: shares.reduce((sum, share) => sum + share, 0), total: count });
    });
}
