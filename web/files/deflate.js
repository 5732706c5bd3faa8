// Bytes deflated and inflated (RFC 1951) by the platform: by its streams, or by Node's zlib where those are missing.

import { notSupported } from '../base/errors.js';

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function deflate(bytes) {
  const stream = streamOf(globalThis.CompressionStream);
  if (!stream) return new Uint8Array(zlib().deflateRawSync(bytes));
  return collect(stream, bytes, Infinity);
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} size of what they are to become: no more is made than shows that it is wrong
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function inflate(bytes, size) {
  const stream = streamOf(globalThis.DecompressionStream);
  if (!stream) return new Uint8Array(zlib().inflateRawSync(bytes, { maxOutputLength: size + 1 }));
  return collect(stream, bytes, size);
}

/**
 * @param {(new (format: 'deflate-raw') => GenericTransformStream) | undefined} Stream
 * @returns {GenericTransformStream | undefined} where there is such a stream, and it knows the format
 */
function streamOf(Stream) {
  try {
    return Stream && new Stream('deflate-raw');
  } catch {
    return undefined;
  }
}

function zlib() {
  const { process } = /** @type {any} */ (globalThis);
  const module = process?.getBuiltinModule?.('node:zlib');
  if (!module) throw notSupported("deflated arrays need the browser's CompressionStream", 'E_NO_DEFLATE');
  return module;
}

/**
 * What a stream makes of bytes, up to more than `most` of it.
 * @param {GenericTransformStream} stream
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} most
 */
async function collect({ readable, writable }, bytes, most) {
  const writer = writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  written.catch(() => {}); // the reader hears of it too
  const reader = readable.getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
    if (size > most) {
      reader.cancel().catch(() => {});
      break;
    }
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
