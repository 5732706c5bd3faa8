// A file's bytes as callers hold them (ArrayBuffer, typed array, Buffer) to one Uint8Array, and the error of files that
// cannot be read.

import { failure, show, typeError } from './errors.js';
import { tagOf } from './tag.js';

/**
 * Views `bytes` as a Uint8Array without copying.
 * @param {ArrayBufferLike | ArrayBufferView} bytes
 * @returns {Uint8Array}
 */
export function bytesOf(bytes) {
  try {
    if (ArrayBuffer.isView(bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (isBuffer(bytes)) return new Uint8Array(bytes);
  } catch {
    throw typeError(`bytes must have their memory, got ${show(bytes)} that was transferred`);
  }
  throw typeError(`bytes must be an ArrayBuffer, a Uint8Array or a Buffer, got ${show(bytes)}`);
}

/**
 * @param {unknown} x
 * @returns {x is ArrayBufferLike}
 */
export const isBuffer = (x) => tagOf(x) === 'ArrayBuffer' || tagOf(x) === 'SharedArrayBuffer';

/** A file that cannot be read: what was wrong, at which byte. @param {string} message */
export const decodeError = (message) => failure(message, 'E_DECODE');
