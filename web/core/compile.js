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
  if (wasm === undefined) {
    packaged ??= compilePackaged().catch((error) => {
      packaged = undefined;
      throw error;
    });
    return abortable(packaged, signal);
  }
  if (tagOf(wasm) === 'WebAssembly.Module') return /** @type {WebAssembly.Module} */ (wasm);
  if (isBuffer(wasm) || ArrayBuffer.isView(wasm))
    return abortable(compileBytes(bytesOf(wasm), 'the given bytes'), signal);
  if (isAddress(wasm)) {
    const own = signal && new AbortController(); // fetch takes the signals of its own realm alone
    const compiled = read(() => wasm, own?.signal).then((bytes) => compileBytes(bytes, String(wasm)));
    return abortable(compiled, signal).finally(() => own?.abort());
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
  let bytes;
  try {
    bytes = await read(simd ? simdWasm : scalarWasm);
  } catch (cause) {
    if (!simd) throw withoutSimd(/** @type {Error} */ (cause));
    const inline = await inlineWasm().catch(() => {
      throw cause;
    });
    bytes = Uint8Array.from(atob(inline.wasm), (character) => character.charCodeAt(0));
  }
  return compileBytes(bytes, 'the packaged file');
}

/** @param {Error} cause */
function withoutSimd(cause) {
  const advice = 'serve specgram-scalar.wasm there, or give it as `wasm`';
  return failure(
    `${cause.message}; there is no WebAssembly SIMD here, which the inline copy needs: ${advice}`,
    'E_LOAD',
    { cause },
  );
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
    const bytes = (await readFile(address)) ?? bytesOf(await fetchBytes(address, signal));
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
 * A file: address where there is a file system to ask (Node's fetch takes none); otherwise undefined.
 * @param {string | URL} address
 * @returns {Promise<Uint8Array<ArrayBuffer> | undefined>}
 */
async function readFile(address) {
  const fs = /** @type {any} */ (globalThis).process?.getBuiltinModule?.('node:fs');
  if (!fs) return undefined;
  if (!URL.canParse(address, globalThis.location?.href))
    throw new Error('outside of pages an address is whole: pathToFileURL(path), of a file');
  if (!String(address).startsWith('file:')) return undefined;
  return Uint8Array.from(await fs.promises.readFile(new URL(address)));
}

/**
 * @param {string | URL} address
 * @param {AbortSignal} [signal]
 */
async function fetchBytes(address, signal) {
  const response = await fetch(address, signal && { signal });
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
