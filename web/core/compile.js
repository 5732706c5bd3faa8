// The wasm file, wherever it lies, to a compiled module: what the caller gave, then the file beside the package's
// modules, then its inline copy, for bundlers that leave files behind.

/*! specgram.wasm contains KissFFT, Copyright (c) 2003-2010 Mark Borgerding, BSD-3-Clause, and parts of Emscripten and
musl, MIT: see THIRD_PARTY_NOTICES */

import { inlineWasm, scalarWasm, simdWasm } from '../assets.js';
import { bytesOf } from '../base/bytes.js';
import { coded, forbidden, show, typeError } from '../base/errors.js';
import { entries } from '../base/option-bag.js';

/**
 * @typedef {object} LoadOptions
 * @property {string | URL | ArrayBuffer | ArrayBufferView | WebAssembly.Module} [wasm] its address, its bytes or what
 *   they
 *   compile to (default: the packaged file, with SIMD where there is SIMD)
 * @property {AbortSignal} [signal]
 */

/** @type {Promise<WebAssembly.Module> | undefined} one for all callers */
let packaged;

/**
 * Compiles the engine's module.
 * @param {LoadOptions} [options]
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(options) {
  const { wasm, signal } = /** @type {LoadOptions} */ (entries(options, ['wasm', 'signal']));
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw typeError(`signal must be an AbortSignal, got ${show(signal)}`);
  signal?.throwIfAborted();
  if (wasm === undefined) {
    packaged ??= compilePackaged().catch((error) => {
      packaged = undefined;
      throw error;
    });
    return abortable(packaged, signal);
  }
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (wasm instanceof ArrayBuffer || ArrayBuffer.isView(wasm))
    return abortable(compileBytes(bytesOf(wasm), 'the given bytes'), signal);
  if (typeof wasm === 'string' || wasm instanceof URL) {
    return compileBytes(await abortable(read(wasm, signal), signal), String(wasm));
  }
  throw typeError(`wasm must be an address, bytes or a WebAssembly.Module, got ${show(wasm)}`);
}

/** (module (func (result v128) i32.const 0 i8x16.splat)) */
const SIMD_PROBE = [
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b],
  ...[3, 2, 1, 0, 10, 8, 1, 6, 0, 0x41, 0, 0xfd, 0x0f, 0x0b],
];

async function compilePackaged() {
  const simd = WebAssembly.validate(Uint8Array.from(SIMD_PROBE));
  const url = simd ? simdWasm() : scalarWasm();
  let bytes;
  try {
    bytes = await read(url);
  } catch (cause) {
    if (!simd) throw withoutSimd(/** @type {Error} */ (cause));
    const inline = await inlineWasm().catch(() => {
      throw cause;
    });
    bytes = Uint8Array.from(atob(inline.wasm), (character) => character.charCodeAt(0));
  }
  return compileBytes(bytes, String(url));
}

/** @param {Error} cause */
function withoutSimd(cause) {
  const advice = 'serve specgram-scalar.wasm there, or give it as `wasm`';
  return coded(
    new Error(`${cause.message}; there is no WebAssembly SIMD here, which the inline copy needs: ${advice}`, { cause }),
    'E_LOAD',
  );
}

/**
 * Reads a wasm file; throws E_LOAD for whatever is not one.
 * @param {string | URL} address
 * @param {AbortSignal} [signal]
 * @returns {Promise<ArrayBuffer | Uint8Array<ArrayBuffer>>}
 */
async function read(address, signal) {
  let reason = 'it is not a wasm file';
  let cause;
  try {
    const bytes = (await readFile(address)) ?? (await fetchBytes(address, signal));
    if (new DataView(bytes instanceof ArrayBuffer ? bytes : bytes.buffer).getUint32(0) === 0x0061736d) return bytes;
  } catch (error) {
    signal?.throwIfAborted();
    cause = error;
    // a RangeError: fewer than 4 bytes
    if (!(error instanceof RangeError)) reason = /** @type {Error} */ (error).message;
  }
  throw coded(new Error(`could not load ${address}: ${reason}`, { cause }), 'E_LOAD');
}

/**
 * A file: address where there is a file system to ask (Node's fetch takes none); otherwise undefined.
 * @param {string | URL} address
 * @returns {Promise<Uint8Array<ArrayBuffer> | undefined>}
 */
async function readFile(address) {
  const fs = /** @type {any} */ (globalThis).process?.getBuiltinModule?.('node:fs');
  if (!fs || !String(address).startsWith('file:')) return undefined;
  return Uint8Array.from(await fs.promises.readFile(new URL(address)));
}

/**
 * @param {string | URL} address
 * @param {AbortSignal} [signal]
 */
async function fetchBytes(address, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  return response.arrayBuffer();
}

/**
 * @param {ArrayBuffer | Uint8Array} bytes
 * @param {string} source
 */
async function compileBytes(bytes, source) {
  try {
    return await WebAssembly.compile(/** @type {BufferSource} */ (bytes));
  } catch (cause) {
    throw (
      forbidden(cause) ??
      coded(new Error(`could not load ${source}: ${/** @type {Error} */ (cause).message}`, { cause }), 'E_LOAD')
    );
  }
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
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
