// AbortSignals of any realm, and of those (jsdom's) that know no throwIfAborted and no reason.

import { reading, show, typeError } from './errors.js';

/**
 * @param {unknown} signal
 * @returns {AbortSignal | undefined}
 */
export function takeSignal(signal) {
  if (signal === undefined) return undefined;
  const given = /** @type {any} */ (signal);
  const isSignal = reading(
    'signal',
    () =>
      typeof given?.aborted === 'boolean' &&
      typeof given.addEventListener === 'function' &&
      typeof given.removeEventListener === 'function',
  );
  if (!isSignal) throw typeError(`signal must be an AbortSignal, got ${show(signal)}`);
  return given;
}

/** What an aborted signal's work is rejected with. @param {AbortSignal} signal */
export const reasonOf = ({ reason = new DOMException('the work was aborted', 'AbortError') }) => reason;

/** @param {AbortSignal | undefined} signal */
export function throwIfAborted(signal) {
  if (signal?.aborted) throw reasonOf(signal);
}

/**
 * What the promise gives, unless the signal stops the wait.
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export function abortable(promise, signal) {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(reasonOf(signal));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
