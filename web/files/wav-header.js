// The chunks before a WAV file's samples -> where the samples lie, and in what format.
// Format: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft 1991), WAVE_FORMAT_EXTENSIBLE
// (Microsoft 2001), RF64 (EBU Tech 3306), ID3v2.4.0 (id3.org 2000).

import { decodeError } from '../base/bytes.js';

export const PCM = 1;
export const FLOAT = 3;
const A_LAW = 6;
const MU_LAW = 7;
export const EXTENSIBLE = 0xfffe;
export const UNKNOWN_SIZE = 0xffffffff;
export const MAX_CHANNELS = 1024;
export const MAX_RATE = 10_000_000;
const FORMAT_NAMES = new Map([
  [2, 'Microsoft ADPCM'],
  [0x11, 'IMA ADPCM'],
  [0x55, 'MP3'],
]);

/** @typedef {'pcm' | 'float' | 'A-law' | 'mu-law'} WavFormat */

/** @type {Map<number, WavFormat>} */
const READABLE = /* @__PURE__ */ new Map([
  [PCM, 'pcm'],
  [FLOAT, 'float'],
  [A_LAW, 'A-law'],
  [MU_LAW, 'mu-law'],
]);

/** What programs write that cannot come back to fill a size in: just below 2 or 4 GiB, or nothing at all. */
const isPlaceholder = (/** @type {number} */ size) =>
  (size > 0x7fff0000 && size <= 0x80000000) || (size > 0xffff0000 && size <= UNKNOWN_SIZE) || size > 2 ** 53;

/**
 * Where the file begins behind the ID3 tags that taggers put in front.
 * @param {DataView} view
 */
function afterTags(view) {
  let at = 0;
  while (fourCC(view, at).startsWith('ID3') && at + 10 <= view.byteLength) {
    const [a, b, c, d] = [6, 7, 8, 9].map((i) => view.getUint8(at + i) & 0x7f);
    const footer = view.getUint8(at + 5) & 0x10 ? 10 : 0;
    at += 10 + (a << 21) + (b << 14) + (c << 7) + d + footer;
  }
  return at;
}

/**
 * Where the format and the samples stand.
 * @param {DataView} view
 */
export function findChunks(view) {
  const begin = afterTags(view);
  const id = fourCC(view, begin);
  if (!['RIFF', 'RIFX', 'RF64', 'BW64'].includes(id) || fourCC(view, begin + 8) !== 'WAVE') {
    if (view.byteLength === 0) throw decodeError('not a WAV file: it is empty');
    const shown = Math.max(0, Math.min(12, view.byteLength - begin));
    const start = Array.from({ length: shown }, (_, i) => hex(view.getUint8(begin + i), 2)).join(' ');
    const found = shown > 0 ? start : 'the end of the file';
    throw decodeError(`not a WAV file: expected "RIFF", a size and "WAVE" at byte ${begin}, got ${found}`);
  }
  const little = id !== 'RIFX';
  const riffSize = view.getUint32(begin + 4, little);
  /** @type {{ start: number, size: number } | undefined} */
  let fmt;
  /** @type {{ start: number, end: number, promised: number } | undefined} */
  let data;
  let longSize = UNKNOWN_SIZE; // of the samples, from RF64's ds64 chunk
  let at = begin + 12;
  while (at + 8 <= view.byteLength && !(fmt && data)) {
    const chunk = fourCC(view, at);
    const start = at + 8;
    const rest = view.byteLength - start;
    let size = view.getUint32(at + 4, little);
    if (chunk === 'ds64' && start + 16 <= view.byteLength) longSize = Number(view.getBigUint64(start + 8, little));
    if (chunk === 'fmt ') fmt ??= { start, size: Math.min(size, rest) };
    if (chunk === 'data') {
      if (size === UNKNOWN_SIZE) size = longSize;
      // 0 is meant only if the file's own size counts something behind these samples; else nobody came back to it.
      const zeroIsMeant = riffSize !== UNKNOWN_SIZE && start < begin + 8 + riffSize;
      if ((size > rest && isPlaceholder(size)) || (size === 0 && !zeroIsMeant)) size = rest;
      data ??= { start, end: Math.min(start + size, view.byteLength), promised: size };
    }
    at = nextChunk(view, start + size);
  }
  if (!fmt) throw decodeError(`WAV file without a "fmt " chunk: looked up to byte ${Math.min(at, view.byteLength)}`);
  if (!data) throw decodeError(`WAV file without a "data" chunk: looked up to byte ${Math.min(at, view.byteLength)}`);
  return { fmt, data, little };
}

/**
 * Chunks start at even bytes; some writers forget the padding byte.
 * @param {DataView} view
 * @param {number} end of the chunk before
 */
function nextChunk(view, end) {
  const padded = end + (end % 2);
  return /^[ -~]{4}$/.test(fourCC(view, padded)) ? padded : end;
}

/**
 * @param {DataView} view
 * @param {{ start: number, size: number }} fmt
 * @param {boolean} little whether numbers are little endian
 */
export function readFormat(view, { start, size }, little) {
  if (size < 16) throw decodeError(`"fmt " chunk at byte ${start} must have 16 bytes or more, got ${size}`);
  let tag = view.getUint16(start, little);
  if (tag === EXTENSIBLE) {
    if (size < 26)
      throw decodeError(`extensible "fmt " chunk at byte ${start} must have 26 bytes or more, got ${size}`);
    tag = view.getUint16(start + 24, little); // the first two bytes of the sub-format's GUID
  }
  const format = READABLE.get(tag);
  if (!format) {
    const name = FORMAT_NAMES.has(tag) ? ` (${FORMAT_NAMES.get(tag)})` : '';
    const known = Array.from(READABLE, ([number, readable]) => `0x${hex(number, 4)} (${readable})`).join(' or ');
    throw decodeError(`WAV format at byte ${start} must be ${known}, got 0x${hex(tag, 4)}${name}`);
  }
  const channelCount = view.getUint16(start + 2, little);
  if (channelCount < 1 || channelCount > MAX_CHANNELS) {
    throw decodeError(`number of channels at byte ${start + 2} must be 1 to ${MAX_CHANNELS}, got ${channelCount}`);
  }
  const sampleRate = view.getUint32(start + 4, little);
  if (sampleRate < 1 || sampleRate > MAX_RATE) {
    throw decodeError(`sample rate at byte ${start + 4} must be 1 to ${MAX_RATE} Hz, got ${sampleRate}`);
  }
  const bytesPerSample = readSampleSize(view, start, format, channelCount, little);
  // 12 bits, say, stand in the upper bits of 2 bytes: as a 16-bit file whose last 4 bits are 0.
  return { sampleRate, channelCount, bytesPerSample, bitDepth: 8 * bytesPerSample, format };
}

/**
 * Bytes a sample: its bits tell. The size of a block of all channels is what writers get wrong, and counts only where
 * it gives 24 bits the 4 bytes that they are often kept in.
 * @param {DataView} view
 * @param {number} start of the "fmt " chunk
 * @param {WavFormat} format
 * @param {number} channelCount
 * @param {boolean} little
 */
function readSampleSize(view, start, format, channelCount, little) {
  const bits = view.getUint16(start + 14, little);
  const isPcm = format === 'pcm';
  const allowed = isPcm ? '1 to 32' : format === 'float' ? '32 or 64' : '8';
  if (isPcm ? bits < 1 || bits > 32 : !allowed.split(' or ').includes(`${bits}`)) {
    const name = isPcm ? 'PCM' : format;
    throw decodeError(`bits per sample at byte ${start + 14} must be ${allowed} for ${name}, got ${bits}`);
  }
  const bytes = Math.ceil(bits / 8);
  return bytes === 3 && view.getUint16(start + 12, little) === 4 * channelCount ? 4 : bytes;
}

/**
 * Four characters, or fewer at the end of the file.
 * @param {DataView} view
 * @param {number} at
 */
function fourCC(view, at) {
  let name = '';
  for (let i = at; i < Math.min(at + 4, view.byteLength); i++) name += String.fromCharCode(view.getUint8(i));
  return name;
}

/**
 * @param {number} x
 * @param {number} digits
 */
export function hex(x, digits) {
  return x.toString(16).padStart(digits, '0');
}
