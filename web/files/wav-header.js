// The chunks before a WAV file's samples -> where the samples lie, and in what format.
// Format: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft 1991), WAVE_FORMAT_EXTENSIBLE
// (Microsoft 2001), RF64 (EBU Tech 3306).

import { decodeError } from '../base/bytes.js';

export const PCM = 1;
export const FLOAT = 3;
export const EXTENSIBLE = 0xfffe;
export const UNKNOWN_SIZE = 0xffffffff;
export const MAX_CHANNELS = 1024;
export const MAX_RATE = 10_000_000;
const FORMAT_NAMES = new Map([
  [2, 'Microsoft ADPCM'],
  [6, 'A-law'],
  [7, 'mu-law'],
  [0x11, 'IMA ADPCM'],
  [0x55, 'MP3'],
]);

/**
 * Where the format and the samples stand.
 * @param {DataView} view
 */
export function findChunks(view) {
  const id = fourCC(view, 0);
  if (!(id === 'RIFF' || id === 'RF64' || id === 'BW64') || fourCC(view, 8) !== 'WAVE') {
    if (view.byteLength === 0) throw decodeError('not a WAV file: it is empty');
    const start = Array.from({ length: Math.min(12, view.byteLength) }, (_, i) => hex(view.getUint8(i), 2)).join(' ');
    throw decodeError(`not a WAV file: expected "RIFF", a size and "WAVE" at byte 0, got ${start}`);
  }
  const riffSize = view.getUint32(4, true);
  /** @type {{ start: number, size: number } | undefined} */
  let fmt;
  /** @type {{ start: number, end: number, promised: number } | undefined} */
  let data;
  let longSize = UNKNOWN_SIZE; // of the samples, from RF64's ds64 chunk
  let at = 12;
  while (at + 8 <= view.byteLength && !(fmt && data)) {
    const chunk = fourCC(view, at);
    const start = at + 8;
    let size = view.getUint32(at + 4, true);
    if (chunk === 'ds64' && start + 16 <= view.byteLength) longSize = Number(view.getBigUint64(start + 8, true));
    if (chunk === 'fmt ') fmt ??= { start, size: Math.min(size, view.byteLength - start) };
    if (chunk === 'data') {
      if (size === UNKNOWN_SIZE) size = longSize;
      // 0 is meant only if the file's own size counts something behind these samples; else nobody came back to it.
      const zeroIsMeant = riffSize !== UNKNOWN_SIZE && start < 8 + riffSize;
      if (size === UNKNOWN_SIZE || (size === 0 && !zeroIsMeant)) size = view.byteLength - start;
      data ??= { start, end: Math.min(start + size, view.byteLength), promised: size };
    }
    at = nextChunk(view, start + size);
  }
  if (!fmt) throw decodeError(`WAV file without a "fmt " chunk: looked up to byte ${Math.min(at, view.byteLength)}`);
  if (!data) throw decodeError(`WAV file without a "data" chunk: looked up to byte ${Math.min(at, view.byteLength)}`);
  return { fmt, data };
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
 */
export function readFormat(view, { start, size }) {
  if (size < 16) throw decodeError(`"fmt " chunk at byte ${start} must have 16 bytes or more, got ${size}`);
  let tag = view.getUint16(start, true);
  if (tag === EXTENSIBLE) {
    if (size < 26)
      throw decodeError(`extensible "fmt " chunk at byte ${start} must have 26 bytes or more, got ${size}`);
    tag = view.getUint16(start + 24, true); // the first two bytes of the sub-format's GUID
  }
  if (tag !== PCM && tag !== FLOAT) {
    const name = FORMAT_NAMES.has(tag) ? ` (${FORMAT_NAMES.get(tag)})` : '';
    throw decodeError(
      `WAV format at byte ${start} must be PCM (0x0001) or float (0x0003), got 0x${hex(tag, 4)}${name}`,
    );
  }
  const channelCount = view.getUint16(start + 2, true);
  if (channelCount < 1 || channelCount > MAX_CHANNELS) {
    throw decodeError(`number of channels at byte ${start + 2} must be 1 to ${MAX_CHANNELS}, got ${channelCount}`);
  }
  const sampleRate = view.getUint32(start + 4, true);
  if (sampleRate < 1 || sampleRate > MAX_RATE) {
    throw decodeError(`sample rate at byte ${start + 4} must be 1 to ${MAX_RATE} Hz, got ${sampleRate}`);
  }
  const bits = view.getUint16(start + 14, true);
  const bytesPerSample = Math.ceil(bits / 8);
  if (tag === FLOAT ? bits !== 32 && bits !== 64 : bits < 1 || bits > 32) {
    const allowed = tag === FLOAT ? '32 or 64 for float' : '1 to 32 for PCM';
    throw decodeError(`bits per sample at byte ${start + 14} must be ${allowed}, got ${bits}`);
  }
  const blockAlign = view.getUint16(start + 12, true);
  if (blockAlign !== 0 && blockAlign !== channelCount * bytesPerSample) {
    const sum = `${channelCount} channels of ${bytesPerSample} bytes`;
    throw decodeError(
      `block size at byte ${start + 12} must be ${channelCount * bytesPerSample} for ${sum}, got ${blockAlign}`,
    );
  }
  /** @type {'pcm' | 'float'} */
  const format = tag === FLOAT ? 'float' : 'pcm';
  // 12 bits, say, stand in the upper bits of 2 bytes: as a 16-bit file whose last 4 bits are 0.
  return { sampleRate, channelCount, bytesPerSample, bitDepth: 8 * bytesPerSample, format };
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
