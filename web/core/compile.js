// The wasm file, wherever it lies, to a compiled module: what the caller gave, then the file beside the package's
// modules, then its inline copy, for bundlers that leave files behind.

/*! specgram.wasm contains KissFFT, Copyright (c) 2003-2010 Mark Borgerding, BSD-3-Clause, and parts of Emscripten and
musl, MIT: see THIRD_PARTY_NOTICES */

import { inlineWasm, scalarWasm, simdWasm } from '../assets.js';
import { bytesOf, isBuffer } from '../base/bytes.js';
import { failure, forbidden, show, typeError } from '../base/errors.js';
import { entries } from '../base/option-bag.js';
import { isAddress } from '../base/realms.js';
import { abortable, takeSignal, throwIfAborted } from '../base/signals.js';
import { tagOf } from '../base/tag.js';

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
  const { wasm, signal: given } = entries(options, ['wasm', 'signal']);
  const signal = takeSignal(given);
  throwIfAborted(signal);
  const own = new AbortController(); // fetch takes the signals of its own realm alone
  return abortable(compileGiven(wasm, own.signal), signal).finally(() => own.abort());
}

/**
 * @param {unknown} wasm
 * @param {AbortSignal} signal
 */
async function compileGiven(wasm, signal) {
  if (wasm === undefined) {
    packaged ??= compilePackaged().catch((error) => {
      packaged = undefined;
      throw error;
    });
    return packaged;
  }
  if (tagOf(wasm) === 'WebAssembly.Module') return /** @type {WebAssembly.Module} */ (wasm);
  if (isBuffer(wasm) || ArrayBuffer.isView(wasm)) return compileBytes(bytesOf(wasm), 'the given bytes');
  if (isAddress(wasm)) return compileBytes(await read(() => wasm, signal), String(wasm));
  throw typeError(`wasm must be an address, bytes or a WebAssembly.Module, got ${show(wasm)}`);
}

/** (module (func (result v128) i32.const 0 i8x16.splat)) */
const SIMD_PROBE = [
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b],
  ...[3, 2, 1, 0, 10, 8, 1, 6, 0, 0x41, 0, 0xfd, 0x0f, 0x0b],
];

async function compilePackaged() {
  const simd = WebAssembly.validate(Uint8Array.from(SIMD_PROBE));
  const bytes = await read(simd ? simdWasm : scalarWasm).catch(async (cause) => {
    const { inlineBytes } = await import('./inline-bytes.js').catch(() => {
      throw cause;
    });
    return inlineBytes(simd, cause, inlineWasm);
  });
  return compileBytes(bytes, 'the packaged file');
}

/** What a wasm file begins with: 0, 'asm'. */
const MAGIC = [0, 0x61, 0x73, 0x6d];

/**
 * Reads a wasm file; throws E_LOAD for whatever is not one.
 * @param {() => string | URL} addressOf throws where it is not to be had: a script may have no address of its own
 * @param {AbortSignal} [signal]
 * @returns {Promise<Uint8Array>}
 */
async function read(addressOf, signal) {
  /** @type {string | URL} */
  let address = 'the wasm file';
  try {
    address = addressOf();
    const fs = /** @type {any} */ (globalThis).process?.getBuiltinModule?.('node:fs');
    const file = fs && (await (await import('./file.js')).readFile(fs, address)); // Node's fetch takes none
    const bytes = bytesOf(file ?? (await fetchBytes(address, signal)));
    if (MAGIC.every((byte, i) => bytes[i] === byte)) return bytes;
    throw new Error('it is not a wasm file');
  } catch (cause) {
    throw notLoaded(address, cause);
  }
}

/** @param {string | URL} what @param {unknown} cause */
const notLoaded = (what, cause) =>
  failure(`could not load ${what}: ${/** @type {Error} */ (cause).message}`, 'E_LOAD', { cause });

/**
 * @param {string | URL} address
 * @param {AbortSignal} [signal]
 */
async function fetchBytes(address, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  return await response.arrayBuffer();
}

/**
 * @param {ArrayBuffer | Uint8Array} bytes
 * @param {string} source
 */
async function compileBytes(bytes, source) {
  try {
    return await WebAssembly.compile(/** @type {BufferSource} */ (bytes));
  } catch (cause) {
    throw forbidden(cause) ?? notLoaded(source, cause);
  }
}
