// Arrays to NumPy's .npy files and back. Format: NEP 1 (Kern 2007) and numpy.lib.format, versions 1.0 to 3.0.

import { bytesOf, decodeError } from '../base/bytes.js';
import { rangeError, reading, show, typeError } from '../base/errors.js';
import { checkAttached } from '../base/floats.js';
import { entries } from '../base/option-bag.js';
import { isArray } from '../base/realms.js';
import { tagOf } from '../base/tag.js';
import { readLiteral } from './python-literal.js';

/**
 * @typedef {Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Int8Array<ArrayBuffer> | Uint8Array<ArrayBuffer> |
 *   Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> |
 *   BigInt64Array<ArrayBuffer> | BigUint64Array<ArrayBuffer>} NpyData
 */

/** The array type of each of NumPy's type codes; complex and half floats are dealt with by name. */
const TYPES = new Map(
  /** @type {[string, any][]} */ ([
    ['f4', Float32Array],
    ['f8', Float64Array],
    ['i1', Int8Array],
    ['u1', Uint8Array],
    ['i2', Int16Array],
    ['u2', Uint16Array],
    ['i4', Int32Array],
    ['u4', Uint32Array],
    ['i8', BigInt64Array],
    ['u8', BigUint64Array],
    ['b1', Uint8Array],
    ['f2', Uint16Array],
    ['c8', Float32Array],
    ['c16', Float64Array],
  ]),
);

const MAX_DIMENSIONS = 64; // NumPy's own
const MAX_HEADER = 0xffff;
const MAGIC = '\x93NUMPY';

/** NumPy's sign of this machine's byte order. */
const byteOrder = () => (new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? '<' : '>');

/**
 * Encodes an array, or any result of the engine, as a .npy file that `numpy.load` reads: version 1.0, C order, little
 * endian (as JavaScript's arrays are on all but a few machines).
 *
 * Complex results (`unit` 'complex', `[frames, bins, 2]`) become NumPy's complex64 `[frames, bins]`; `complex` true or
 * false decides it for plain arrays.
 * @param {{ data: ArrayBufferView, shape: readonly number[], unit?: string }} array
 * @param {{ complex?: boolean }} [options]
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function encodeNpy(array, options = {}) {
  const { data, shape, unit } = reading('array', () => ({
    data: array?.data,
    shape: array?.shape,
    unit: array?.unit,
  }));
  const { complex = unit === 'complex' } = entries(options, ['complex']);
  if (!isArray(shape) || !shape.every((n) => Number.isSafeInteger(n) && n >= 0)) {
    throw typeError(
      `shape must be an array of whole numbers, got ${isArray(shape) ? `[${shape.map(show).join(', ')}]` : show(shape)}`,
    );
  }
  if (shape.length > MAX_DIMENSIONS) {
    throw rangeError(`shape must have at most ${MAX_DIMENSIONS} dimensions, got ${shape.length}`);
  }
  const tag = ArrayBuffer.isView(data) ? tagOf(data).replace('Clamped', '') : '';
  const [code] = [...TYPES].find(([, { name }]) => name === tag) ?? [];
  if (!code) {
    throw typeError(`data must be a typed array, got ${show(data)}`);
  }
  checkAttached('data', /** @type {Float32Array} */ (data));
  const { length } = /** @type {NpyData} */ (data);
  const wanted = shape.reduce((product, n) => product * n, 1);
  if (length !== wanted) {
    throw rangeError(`data must have ${wanted} numbers for shape [${shape.join(', ')}], got ${length}`);
  }
  if (complex && (shape.at(-1) !== 2 || code[0] !== 'f')) {
    throw rangeError(`complex data must be floats of shape [..., 2], got ${code} of [${shape.join(', ')}]`);
  }
  const order = code.endsWith('1') ? '|' : byteOrder();
  const descr = order + (complex ? { f4: 'c8', f8: 'c16' }[code] : code);
  const sizes = complex ? shape.slice(0, -1) : shape;
  const tuple = `(${sizes.join(', ')}${sizes.length === 1 ? ',' : ''})`;
  const dict = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const dataStart = Math.ceil((10 + dict.length + 1) / 64) * 64; // numbers start aligned, as the format asks
  const header = `${dict.padEnd(dataStart - 11)}\n`;
  const file = new Uint8Array(dataStart + data.byteLength);
  for (const [i, char] of [...`${MAGIC}\x01\x00`].entries()) file[i] = char.charCodeAt(0);
  new DataView(file.buffer).setUint16(8, header.length, true);
  for (let i = 0; i < header.length; i++) file[10 + i] = header.charCodeAt(i);
  file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), dataStart);
  return file;
}

/**
 * Decodes a .npy file: integers, floats, complex numbers and booleans of either byte order.
 *
 * `data` is always in C order (a Fortran-ordered file is rearranged). Complex arrays get a last dimension of 2 (re, im)
 * and `unit` 'complex'; half floats become Float32Array, booleans Uint8Array, 64-bit integers BigInt arrays.
 * @param {ArrayBufferLike | ArrayBufferView} bytes
 * @returns {{ data: NpyData, shape: number[], unit?: 'complex' }}
 * @throws {Error} code `E_DECODE`: what was wrong
 */
export function decodeNpy(bytes) {
  const file = bytesOf(bytes);
  const { descr, fortran, shape, dataStart } = readHeader(file);
  const [, order, code] = /** @type {RegExpExecArray} */ (/^([<>|=]?)(.*)$/s.exec(descr));
  const Type = TYPES.get(code);
  if (!Type) {
    throw decodeError(`.npy type must be one of ${[...TYPES.keys()].join(', ')} after a byte order, got '${descr}'`);
  }
  const parts = code[0] === 'c' ? 2 : 1; // numbers an element
  const elements = shape.reduce((product, n) => product * n, 1);
  const byteLength = elements * parts * Type.BYTES_PER_ELEMENT;
  const present = file.byteLength - dataStart;
  if (!(byteLength <= present)) {
    throw decodeError(
      `.npy shape (${shape.join(', ')}) needs ${byteLength} bytes from byte ${dataStart}, got ${present}`,
    );
  }
  const copy = file.slice(dataStart, dataStart + byteLength); // aligned, and not tied to the file's buffer
  if ((order === '<' || order === '>') && order !== byteOrder()) swapBytes(copy, Type.BYTES_PER_ELEMENT);
  let data = new Type(copy.buffer);
  if (code === 'f2') data = Float32Array.from(data, fromHalf);
  if (fortran) data = toCOrder(data, shape, parts);
  return parts === 2 ? { data, shape: [...shape, 2], unit: 'complex' } : { data, shape };
}

/**
 * The fields of the header, a Python dictionary.
 * @param {Uint8Array} file
 */
function readHeader(file) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 10 || latin1(file, 0, 6) !== MAGIC)
    throw decodeError('not a .npy file: it must start with \\x93NUMPY');
  const [version, minor] = [file[6], file[7]];
  if (version < 1 || version > 3 || minor !== 0)
    throw decodeError(`.npy version at byte 6 must be 1.0, 2.0 or 3.0, got ${version}.${minor}`);
  const start = version === 1 ? 10 : 12;
  if (file.length < start) throw decodeError(`.npy header is cut short at byte ${file.length}`);
  const dataStart = start + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (dataStart > file.length)
    throw decodeError(`.npy header must end at byte ${dataStart}, but the file ends at ${file.length}`);
  if (dataStart - start > MAX_HEADER) {
    throw decodeError(`.npy header must be at most ${MAX_HEADER} bytes, got ${dataStart - start}`);
  }
  const { descr, fortran, shape } = readFields(latin1(file, start, dataStart));
  if (shape.length > MAX_DIMENSIONS) {
    throw decodeError(`.npy shape must have at most ${MAX_DIMENSIONS} dimensions, got ${shape.length}`);
  }
  return { descr, fortran, shape, dataStart };
}

const FIELDS = ['descr', 'fortran_order', 'shape'];

/**
 * The header's dictionary, which must have the three fields of the format and, as NumPy has it, no others.
 * @param {string} header
 */
function readFields(header) {
  /** @param {string} rule */
  const refused = (rule) => decodeError(`.npy header must ${rule}, got ${JSON.stringify(header.slice(0, 80))}`);
  let fields;
  try {
    fields = /** @type {import('./python-literal.js').Dictionary | null} */ (readLiteral(header))?.dictionary;
  } catch (error) {
    throw refused(`be a Python dictionary (${/** @type {Error} */ (error).message})`);
  }
  if (fields?.size !== FIELDS.length || !FIELDS.every((name) => fields.has(name)))
    throw refused('name descr, fortran_order and shape, and nothing else');
  const [descr, fortran, shape] = FIELDS.map((name) => fields.get(name));
  if (Array.isArray(descr)) throw decodeError('.npy file holds records: only plain numbers can be read');
  if (typeof descr !== 'string') throw refused('name its type as descr');
  if (typeof fortran !== 'boolean') throw refused('say True or False as fortran_order');
  const sizes = /** @type {import('./python-literal.js').Tuple | null} */ (shape)?.tuple;
  if (!sizes?.every((size) => Number.isSafeInteger(size) && Number(size) >= 0))
    throw refused('have a tuple of sizes as shape');
  return { descr, fortran, shape: sizes.map(Number) };
}

/**
 * @param {Uint8Array} file
 * @param {number} start
 * @param {number} end
 */
function latin1(file, start, end) {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(file[i]);
  return text;
}

/**
 * Reverses the bytes of every number, in place.
 * @param {Uint8Array} bytes
 * @param {number} size of a number
 */
function swapBytes(bytes, size) {
  for (let i = 0; i < bytes.length; i += size) bytes.subarray(i, i + size).reverse();
}

/**
 * An IEEE 754 half float's value from its bits.
 * @param {number} bits
 */
function fromHalf(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent ? 2 ** (exponent - 25) * (1024 + fraction) : 2 ** -24 * fraction);
}

/**
 * Rearranges elements whose first index runs fastest so that the last one does.
 * @param {any} data
 * @param {number[]} shape
 * @param {number} parts numbers an element
 */
function toCOrder(data, shape, parts) {
  const out = new data.constructor(data.length);
  const index = shape.map(() => 0);
  const strides = shape.map((_, d) => shape.slice(0, d).reduce((product, n) => product * n, parts));
  let from = 0;
  for (let to = 0; to < data.length; to += parts) {
    for (let part = 0; part < parts; part++) out[to + part] = data[from + part];
    for (let d = shape.length - 1; d >= 0; d--) {
      from += strides[d];
      if (++index[d] < shape[d]) break;
      from -= strides[d] * shape[d];
      index[d] = 0;
    }
  }
  return out;
}
