// WAV files to samples and samples to WAV files.
// Format: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft 1991), WAVE_FORMAT_EXTENSIBLE
// (Microsoft 2001), RF64 (EBU Tech 3306).

import { bytesOf, decodeError } from '../base/bytes.js';
import { coded, rangeError, show, typeError } from '../base/errors.js';
import { entries } from '../base/option-bag.js';

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
const GUID_END = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]; // of a sub-format, behind its tag
const UNKNOWN_SIZE = 0xffffffff;
const MAX_CHANNELS = 1024;
const MAX_RATE = 10_000_000;
const FORMAT_NAMES = new Map([
  [2, 'Microsoft ADPCM'],
  [6, 'A-law'],
  [7, 'mu-law'],
  [0x11, 'IMA ADPCM'],
  [0x55, 'MP3'],
]);

/** A decoded file. It has what AudioBuffer has, so whatever takes an AudioBuffer takes it. */
export class WavAudio {
  /**
   * @param {object} fields
   * @param {number} fields.sampleRate
   * @param {Float32Array<ArrayBuffer>[]} fields.channels
   * @param {number} fields.length
   * @param {number} fields.bitDepth
   * @param {'pcm' | 'float'} fields.format
   * @param {number} fields.missing
   */
  constructor({ sampleRate, channels, length, bitDepth, format, missing }) {
    /** Hz */
    this.sampleRate = sampleRate;
    /**
     * one array a channel; integers are divided by their full scale, so they lie in [-1, 1); floats are as they stand,
     * NaN too
     */
    this.channels = channels;
    /** samples a channel */
    this.length = length;
    /** of the file: 8, 16, 24, 32 or 64 */
    this.bitDepth = bitDepth;
    /** of the file */
    this.format = format;
    /** samples a channel that the header promises and the file does not have: above 0 where it was cut short */
    this.missing = missing;
  }

  get numberOfChannels() {
    return this.channels.length;
  }

  /** Seconds. */
  get duration() {
    return this.length / this.sampleRate;
  }

  /** @param {number} channel */
  getChannelData(channel) {
    const data = this.channels[channel];
    if (data) return data;
    throw rangeError(`channel must be an integer from 0 to ${this.channels.length - 1}, got ${show(channel)}`);
  }
}

/** @typedef {import('../base/samples.js').AudioBufferLike} AudioBufferLike */

/**
 * Decodes a WAV or RF64 file: PCM of 8 to 32 bits, float of 32 or 64 bits.
 *
 * A file that was cut short, or whose sizes were never filled in (0 or 0xFFFFFFFF, as streaming writers leave them),
 * gives the samples that are there. Memory follows the bytes present, never what a header claims.
 * @param {ArrayBufferLike | ArrayBufferView} bytes
 * @throws {Error} code `E_DECODE`: what was wrong, at which byte
 */
export function decodeWav(bytes) {
  const file = bytesOf(bytes);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const { fmt, data } = findChunks(view);
  const { sampleRate, channelCount, bytesPerSample, bitDepth, format } = readFormat(view, fmt);
  const frameBytes = channelCount * bytesPerSample;
  const length = Math.floor((data.end - data.start) / frameBytes);
  const channels = Array.from({ length: channelCount }, (_, channel) => {
    const samples = new Float32Array(length);
    readSamples(samples, view, data.start + channel * bytesPerSample, frameBytes, bytesPerSample, format);
    return samples;
  });
  const missing = Math.floor(data.promised / frameBytes) - length;
  return new WavAudio({ sampleRate, channels, length, bitDepth, format, missing });
}

/**
 * Where the format and the samples stand.
 * @param {DataView} view
 */
function findChunks(view) {
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
      // 0 is meant only if the file's own size counts something behind these samples; else nobody came back to fill it
      // in.
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
function readFormat(view, { start, size }) {
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
 * Fills `samples` from every `step`-th byte.
 * @param {Float32Array} samples
 * @param {DataView} view
 * @param {number} at
 * @param {number} step
 * @param {number} bytesPerSample
 * @param {'pcm' | 'float'} format
 */
function readSamples(samples, view, at, step, bytesPerSample, format) {
  const n = samples.length;
  if (format === 'float' && bytesPerSample === 4) {
    for (let i = 0; i < n; i++, at += step) samples[i] = view.getFloat32(at, true);
  } else if (format === 'float') {
    for (let i = 0; i < n; i++, at += step) samples[i] = view.getFloat64(at, true);
  } else if (bytesPerSample === 1) {
    for (let i = 0; i < n; i++, at += step) samples[i] = (view.getUint8(at) - 0x80) / 0x80;
  } else if (bytesPerSample === 2) {
    for (let i = 0; i < n; i++, at += step) samples[i] = view.getInt16(at, true) / 0x8000;
  } else if (bytesPerSample === 3) {
    for (let i = 0; i < n; i++, at += step)
      samples[i] = ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 0x800000;
  } else {
    for (let i = 0; i < n; i++, at += step) samples[i] = view.getInt32(at, true) / 0x80000000;
  }
}

/**
 * Encodes samples as a WAV file.
 *
 * 'float32' (the default) keeps every value as it is, also beyond ±1, so that `decodeWav` gives it back bit for bit.
 * Integer
 * formats round x * 2^(bits - 1) to the nearest (halves upwards), without dither, and clamp to full scale; 8, 16 and 24
 * bits
 * that came from `decodeWav` are given back bit for bit. NaN and infinities become 0. More than two channels make the
 * file
 * WAVE_FORMAT_EXTENSIBLE, with no loudspeaker named.
 * @param {ArrayLike<number> | ArrayLike<number>[] | AudioBufferLike} samples one channel, an array of channels of one
 *   length, or an AudioBuffer
 * @param {{ sampleRate?: number, bitDepth?: 8 | 16 | 24 | 32 | 'float32' }} [options] `sampleRate` (Hz) may be left out
 *   where `samples` has it
 * @returns {Uint8Array<ArrayBuffer>}
 * @throws {RangeError} code `E_TOO_LARGE` for what does not fit a WAV file's 4 GiB
 */
export function encodeWav(samples, options = {}) {
  const channels = channelsOf(samples);
  const own = entries(options, ['sampleRate', 'bitDepth']);
  const { sampleRate = /** @type {Partial<AudioBufferLike>} */ (samples).sampleRate, bitDepth = 'float32' } = own;
  if (typeof sampleRate !== 'number') throw typeError(`sampleRate must be a number, got ${show(sampleRate)}`);
  if (!Number.isInteger(sampleRate) || sampleRate < 1 || sampleRate > MAX_RATE) {
    throw rangeError(`sampleRate must be an integer from 1 to ${MAX_RATE}, got ${sampleRate}`);
  }
  if (bitDepth !== 'float32' && bitDepth !== 8 && bitDepth !== 16 && bitDepth !== 24 && bitDepth !== 32) {
    throw rangeError(`bitDepth must be 8, 16, 24, 32 or 'float32', got ${show(bitDepth)}`);
  }
  const isFloat = bitDepth === 'float32';
  const bytesPerSample = isFloat ? 4 : bitDepth / 8;
  const frameBytes = channels.length * bytesPerSample;
  const length = channels[0].length;
  const dataSize = length * frameBytes;
  const isExtensible = channels.length > 2;
  const formatSize = isExtensible ? 40 : isFloat ? 18 : 16;
  const headSize = 12 + 8 + formatSize + (isFloat ? 12 : 0) + 8; // float needs a fact chunk
  const fileSize = headSize + dataSize + (dataSize % 2);
  if (fileSize - 8 >= UNKNOWN_SIZE) {
    throw coded(
      new RangeError(`a WAV file holds less than 4 GiB, got ${fileSize} bytes of samples and header`),
      'E_TOO_LARGE',
    );
  }

  const file = new Uint8Array(fileSize);
  const view = new DataView(file.buffer);
  putName(file, 0, 'RIFF');
  view.setUint32(4, fileSize - 8, true);
  putName(file, 8, 'WAVE');
  putName(file, 12, 'fmt ');
  const tag = isFloat ? FLOAT : PCM;
  view.setUint32(16, formatSize, true);
  view.setUint16(20, isExtensible ? EXTENSIBLE : tag, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, 8 * bytesPerSample, true);
  if (isExtensible) {
    view.setUint16(36, formatSize - 18, true);
    view.setUint16(38, 8 * bytesPerSample, true);
    view.setUint16(44, tag, true);
    file.set(GUID_END, 46);
  }
  if (isFloat) {
    putName(file, headSize - 20, 'fact');
    view.setUint32(headSize - 16, 4, true);
    view.setUint32(headSize - 12, length, true);
  }
  putName(file, headSize - 8, 'data');
  view.setUint32(headSize - 4, dataSize, true);
  for (const [i, channel] of channels.entries()) {
    writeSamples(view, headSize + i * bytesPerSample, frameBytes, channel, isFloat ? 0 : bitDepth);
  }
  return file;
}

/**
 * @param {ArrayLike<number> | ArrayLike<number>[] | AudioBufferLike} samples
 * @returns {ArrayLike<number>[]}
 */
function channelsOf(samples) {
  const audio = /** @type {AudioBufferLike} */ (samples);
  const list = /** @type {ArrayLike<number>[]} */ (samples);
  let channels = [/** @type {ArrayLike<number>} */ (samples)];
  if (typeof audio?.getChannelData === 'function') {
    channels = Array.from({ length: audio.numberOfChannels }, (_, channel) => audio.getChannelData(channel));
  } else if (Array.isArray(list) && typeof list[0] === 'object') {
    channels = list;
  } else if (!isNumeric(samples)) {
    throw typeError(`samples must be a Float32Array, an array of channels or an AudioBuffer, got ${show(samples)}`);
  }
  if (channels.length < 1 || channels.length > MAX_CHANNELS) {
    throw rangeError(`samples must have 1 to ${MAX_CHANNELS} channels, got ${channels.length}`);
  }
  for (const [i, channel] of channels.entries()) {
    if (!isNumeric(channel)) throw typeError(`channel ${i} must be a Float32Array, got ${show(channel)}`);
    if (channel.length !== channels[0].length) {
      const rule = `channels must have one length: channel 0 has ${channels[0].length} samples`;
      throw rangeError(`${rule}, channel ${i} has ${channel.length}`);
    }
  }
  return channels;
}

/** @param {unknown} x */
function isNumeric(x) {
  return x instanceof Float32Array || x instanceof Float64Array || Array.isArray(x);
}

/**
 * @param {DataView} view
 * @param {number} at
 * @param {number} step
 * @param {ArrayLike<number>} samples
 * @param {number} bits 0: float
 */
function writeSamples(view, at, step, samples, bits) {
  const scale = 2 ** (bits - 1);
  for (let i = 0; i < samples.length; i++, at += step) {
    const x = Number.isFinite(Math.fround(samples[i])) ? samples[i] : 0;
    if (bits === 0) {
      view.setFloat32(at, x, true);
      continue;
    }
    const level = Math.max(-scale, Math.min(scale - 1, Math.round(x * scale)));
    if (bits === 8) view.setUint8(at, level + 0x80);
    else if (bits === 16) view.setInt16(at, level, true);
    else if (bits === 32) view.setInt32(at, level, true);
    else {
      view.setInt16(at, level, true);
      view.setInt8(at + 2, level >> 16);
    }
  }
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
 * @param {Uint8Array} file
 * @param {number} at
 * @param {string} name
 */
function putName(file, at, name) {
  for (let i = 0; i < name.length; i++) file[at + i] = name.charCodeAt(i);
}

/**
 * @param {number} x
 * @param {number} digits
 */
function hex(x, digits) {
  return x.toString(16).padStart(digits, '0');
}
