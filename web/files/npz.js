// Named arrays to NumPy's .npz files and back: ZIP files (PKWARE's APPNOTE 6.3.10) of .npy files, stored or deflated.

import { bytesOf, decodeError } from '../base/bytes.js';
import { rangeError, reading, show, typeError } from '../base/errors.js';
import { entries } from '../base/option-bag.js';
import { tagOf } from '../base/tag.js';
import { crc32 } from './crc.js';
import { deflate, inflate } from './deflate.js';
import { decodeNpy, encodeNpy } from './npy.js';

/**
 * @typedef {{ data: ArrayBufferView, shape: readonly number[], unit?: string }} ArrayLikeNpy
 * @typedef {{ data: import('./npy.js').NpyData, shape: number[], unit?: 'complex' }} NpyArray
 *
 * @typedef {object} Entry of the directory
 * @property {string} name
 * @property {number} flags
 * @property {number} method
 * @property {number} crc
 * @property {number} packed bytes
 * @property {number} size bytes
 * @property {number} at of its own header
 */

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const UTF_8 = 0x800;
const FULL = 0xffffffff;
const VERSION = 20; // that can inflate
const DAY_ONE = 0x21; // 1 January 1980, so that the same arrays are the same bytes
const MAX_COMMENT = 0xffff;
const RATIO = 1032; // no deflated byte says more

/**
 * Encodes arrays, or results of the engine, as a .npz file that `numpy.load` reads, each under its name.
 * @param {Readonly<Record<string, ArrayLikeNpy>>} arrays by name
 * @param {{ deflate?: boolean }} [options] deflate: smaller, and slower to make (as numpy.savez_compressed)
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function encodeNpz(arrays, options) {
  const { deflate: isPacked = false } = entries(options, ['deflate']);
  if (typeof isPacked !== 'boolean') throw typeError(`deflate must be true or false, got ${show(isPacked)}`);
  if (typeof arrays !== 'object' || arrays === null || tagOf(arrays) !== 'Object')
    throw typeError(`arrays must be an object of arrays by their names, got ${show(arrays)}`);
  const files = reading('arrays', () => Object.entries(arrays)).map(([name, array]) => {
    if (name === '') throw rangeError('an array of a .npz file must have a name');
    return { name: new TextEncoder().encode(`${name}.npy`), file: encodeNpy(array) };
  });
  /** @type {Uint8Array[]} */
  const bodies = [];
  /** @type {Uint8Array[]} */
  const directory = [];
  let at = 0;
  for (const { name, file } of files) {
    const crc = crc32(file);
    const body = isPacked ? await deflate(file) : file;
    const method = isPacked ? DEFLATED : STORED;
    const common = [VERSION, 2, UTF_8, 2, method, 2, 0, 2, DAY_ONE, 2, crc, 4, body.length, 4, file.length, 4];
    const local = pack(LOCAL, 4, ...common, name.length, 2, 0, 2);
    bodies.push(local, name, body);
    directory.push(pack(CENTRAL, 4, VERSION, 2, ...common, name.length, 2, 0, 4, 0, 4, 0, 4, at, 4), name);
    at += local.length + name.length + body.length;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  if (files.length >= 0xffff || at + length >= FULL)
    throw rangeError(`a .npz file must have less than 65535 arrays and 4 GiB, got ${files.length} of ${at} bytes`);
  const end = pack(END, 4, 0, 4, files.length, 2, files.length, 2, length, 4, at, 4, 0, 2);
  return join([...bodies, ...directory, end]);
}

/**
 * Decodes a .npz file, as `numpy.savez` and `numpy.savez_compressed` write them, to its arrays by name.
 * @param {ArrayBufferLike | ArrayBufferView} bytes
 * @param {{ maxBytes?: number }} [options] maxBytes: what all arrays together may have (default 2^30), as a small file
 *   may be made to become a large one
 * @returns {Promise<Record<string, NpyArray>>}
 * @throws {Error} code `E_DECODE`: what was wrong
 */
export async function decodeNpz(bytes, options) {
  const { maxBytes = 2 ** 30 } = entries(options, ['maxBytes']);
  if (typeof maxBytes !== 'number' || !(maxBytes >= 0))
    throw rangeError(`maxBytes must be a number of at least 0, got ${show(maxBytes)}`);
  const file = bytesOf(bytes);
  const list = readDirectory(file);
  const total = list.reduce((sum, { size }) => sum + size, 0);
  if (!(total <= maxBytes)) throw decodeError(`.npz arrays need ${total} bytes, and maxBytes is ${maxBytes}`);
  /** @type {[string, NpyArray][]} */
  const arrays = [];
  for (const entry of list) {
    const name = entry.name.replace(/\.npy$/, '');
    if (arrays.some(([other]) => other === name)) throw decodeError(`.npz file has two arrays called ${show(name)}`);
    const content = await readEntry(file, entry);
    try {
      arrays.push([name, decodeNpy(content)]);
    } catch (error) {
      throw decodeError(`${show(entry.name)}: ${/** @type {Error} */ (error).message}`);
    }
  }
  return Object.fromEntries(arrays);
}

/** @param {Uint8Array} file @param {Entry} entry */
async function readEntry(file, { name, flags, method, crc, packed, size, at }) {
  const refused = (/** @type {string} */ why) => decodeError(`${show(name)} in the .npz file ${why}`);
  if (flags & ENCRYPTED) throw refused('is encrypted');
  if (method !== STORED && method !== DEFLATED) throw refused(`is packed by method ${method}: 0 or 8 can be read`);
  if (method === STORED ? size !== packed : size > packed * RATIO) throw refused(`cannot have ${size} bytes`);
  const header = reader(file, at);
  if (header.u32() !== LOCAL) throw refused(`must have its header at byte ${at}`);
  header.skip(22);
  const start = at + 30 + header.u16() + header.u16();
  if (start + packed > file.length)
    throw refused(`must end at byte ${start + packed}: the file ends at ${file.length}`);
  const body = file.slice(start, start + packed);
  const content = method === STORED ? body : await inflated(body, size, refused);
  if (content.length !== size) throw refused(`must have ${size} bytes, got ${content.length}`);
  if (crc32(content) !== crc) throw refused('is damaged: its checksum is another one');
  return content;
}

/** @param {Uint8Array<ArrayBuffer>} body @param {number} size @param {(why: string) => Error} refused */
async function inflated(body, size, refused) {
  try {
    return await inflate(body, size);
  } catch (error) {
    if (/** @type {any} */ (error).name === 'NotSupportedError') throw error;
    throw refused(`is damaged: ${/** @type {Error} */ (error).message}`);
  }
}

/** What the directory at the end of the file lists. @param {Uint8Array} file @returns {Entry[]} */
function readDirectory(file) {
  const end = findEnd(file);
  const fields = reader(file, end + 10);
  let [count, , start] = [fields.u16(), fields.u32(), fields.u32()];
  const locator = end >= 20 ? reader(file, end - 20) : undefined;
  if (locator?.u32() === LOCATOR_64) {
    locator.skip(4);
    const at = locator.u64();
    const large = reader(file, at);
    if (large.u32() !== END_64) throw decodeError(`.npz directory's end must stand at byte ${at}`);
    large.skip(28);
    count = large.u64();
    large.skip(8);
    start = large.u64();
  }
  const list = [];
  const directory = reader(file, start);
  for (let i = 0; i < count; i++) list.push(readListed(directory));
  return list.filter(({ name, size }) => !(name.endsWith('/') && size === 0)); // folders
}

/** @param {ReturnType<typeof reader>} directory @returns {Entry} */
function readListed(directory) {
  if (directory.u32() !== CENTRAL) throw decodeError(`.npz directory is damaged before byte ${directory.at()}`);
  directory.skip(4);
  const [flags, method] = [directory.u16(), directory.u16()];
  directory.skip(4);
  const [crc, packed, size] = [directory.u32(), directory.u32(), directory.u32()];
  const [nameLength, extraLength, commentLength] = [directory.u16(), directory.u16(), directory.u16()];
  directory.skip(8);
  const at = directory.u32();
  const name = new TextDecoder().decode(directory.bytes(nameLength));
  const extra = directory.bytes(extraLength);
  directory.skip(commentLength);
  const [largeSize, largePacked, largeAt] = readLarge(extra, [size, packed, at]);
  return { name, flags, method, crc, packed: largePacked, size: largeSize, at: largeAt };
}

/**
 * Sizes that did not fit stand, in their order, in an extra field of their own (ZIP64).
 * @param {Uint8Array} extra
 * @param {number[]} sizes
 */
function readLarge(extra, sizes) {
  const all = reader(extra, 0);
  while (all.at() + 4 <= extra.length) {
    const [id, length] = [all.u16(), all.u16()];
    const field = reader(all.bytes(length), 0);
    if (id === 1) return sizes.map((size) => (size === FULL ? field.u64() : size));
  }
  return sizes;
}

/** Where the end of the directory is told, which is behind all but a comment. @param {Uint8Array} file */
function findEnd(file) {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - MAX_COMMENT); at--) {
    const fields = reader(file, at);
    if (fields.u32() !== END) continue;
    fields.skip(16);
    if (at + 22 + fields.u16() === file.length) return at;
  }
  throw decodeError('not a .npz file, or cut short: it must end with a ZIP directory');
}

/** Reads little-endian numbers one after the other. @param {Uint8Array} file @param {number} start */
function reader(file, start) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = start;
  const take = (/** @type {number} */ n) => {
    if (!(at + n <= file.length)) throw decodeError(`.npz file is damaged or cut short: nothing at byte ${at}`);
    at += n;
    return at - n;
  };
  return {
    at: () => at,
    skip: take,
    u16: () => view.getUint16(take(2), true),
    u32: () => view.getUint32(take(4), true),
    u64: () => Number(view.getBigUint64(take(8), true)),
    bytes: (/** @type {number} */ n) => file.subarray(take(n), at),
  };
}

/** Little-endian numbers, each behind it how many bytes it has. @param {readonly number[]} pairs */
function pack(...pairs) {
  const bytes = [];
  for (let i = 0; i < pairs.length; i += 2) for (let b = 0; b < pairs[i + 1]; b++) bytes.push(pairs[i] >>> (8 * b));
  return Uint8Array.from(bytes);
}

/** @param {readonly Uint8Array[]} parts */
function join(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
