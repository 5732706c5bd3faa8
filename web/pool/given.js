// What a method of the pool is given, to what its Workers are posted.

import { show, typeError } from '../base/errors.js';
import { bag } from '../base/option-bag.js';
import { isTypedArray } from '../base/realms.js';
import { takeSignal } from '../base/signals.js';
import { readTensor } from '../base/tensor.js';
import { canShare, isShared } from './target.js';

/** @typedef {import('./pool.js').JobHooks} JobHooks */

/** Options for the pool and options for the engine. @param {unknown} options */
export function split(options) {
  const { signal, onProgress: told, out, shared, ...own } = bag(options);
  const onProgress = told ?? undefined;
  /** @type {JobHooks} */
  const job = {
    signal: takeSignal(signal ?? undefined),
    onProgress: /** @type {any} */ (onProgress),
    out,
    shared: /** @type {any} */ (shared ?? undefined),
  };
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

const KEPT = 2 ** 25; // bytes of a sound that are worth a copy

/**
 * A sound as it is now, where callers may fill their array anew while it is worked; a very long one, or one whose
 * memory is shared, is read where it is.
 * @param {Float32Array | Float64Array} samples
 * @returns {Float32Array | Float64Array}
 */
export function kept(samples) {
  if (isShared(samples) || samples.byteLength > KEPT) return samples;
  if (!canShare()) return samples.slice();
  const Type = /** @type {typeof Float32Array} */ (samples.constructor);
  const copy = new Type(new SharedArrayBuffer(samples.byteLength));
  copy.set(samples);
  return copy;
}

/**
 * Samples to be posted: where they are, or a copy that can be handed over.
 * @param {Float32Array | Float64Array} samples
 * @param {number} begin
 * @param {number} end
 */
export const stretchOf = (samples, begin, end) =>
  isShared(samples) ? samples.subarray(begin, end) : samples.slice(begin, end);

const BETWEEN = 50; // ms from one report to the next, but for that of a part's end

/**
 * The progress of parts that run side by side, told as the whole's.
 * @param {readonly number[]} sizes of the parts
 * @param {JobHooks['onProgress']} onProgress
 */
export function ofParts(sizes, onProgress) {
  const shares = sizes.map(() => 0);
  const sum = (/** @type {number[]} */ values) => values.reduce((all, value) => all + value, 0);
  const total = sum([...sizes]);
  let told = -Infinity;
  return (/** @type {number} */ part) =>
    onProgress &&
    ((/** @type {import('../engine/offline.js').Progress} */ progress) => {
      const share = progress.total > 0 ? progress.done / progress.total : 0;
      shares[part] = Math.max(shares[part], share); // a part may begin again
      const done = sum(sizes.map((size, i) => size * shares[i]));
      const now = performance.now();
      if (share < 1 && now - told < BETWEEN) return;
      told = now;
      onProgress({ done, total });
    });
}
