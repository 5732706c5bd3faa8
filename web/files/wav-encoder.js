// Samples -> WAV files.

import { rangeError, reading, show, typeError } from '../base/errors.js';
import { checkAttached, checkNumbers, howToScale, isFloats } from '../base/floats.js';
import { entries } from '../base/option-bag.js';
import { isArray } from '../base/realms.js';
import { EXTENSIBLE, FLOAT, MAX_CHANNELS, MAX_RATE, PCM, UNKNOWN_SIZE } from './wav-header.js';

/** @typedef {import('../base/samples.js').AudioBufferLike} AudioBufferLike */

const GUID_END = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]; // of a sub-format, behind its tag

/**
 * Encodes samples as a WAV file.
 *
 * 'float32' (the default) keeps every value as it is, also beyond ±1, so that `decodeWav` gives it back bit for bit.
 * Integer formats round x * 2^(bits - 1) to the nearest (halves upwards), without dither, and clamp to full scale; 8,
 * 16 and 24 bits that came from `decodeWav` are given back bit for bit. NaN and infinities become 0. More than two
 * channels make the file WAVE_FORMAT_EXTENSIBLE, with no loudspeaker named.
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
  const { file, dataStart } = emptyFile({
    sampleRate,
    channelCount: channels.length,
    length: channels[0].length,
    bytesPerSample,
    isFloat,
  });
  const view = new DataView(file.buffer);
  const frameBytes = channels.length * bytesPerSample;
  for (const [i, channel] of channels.entries()) {
    writeSamples(view, dataStart + i * bytesPerSample, frameBytes, channel, isFloat ? 0 : bitDepth);
  }
  return file;
}

/**
 * A file of silence: its header, and room for its samples.
 * @param {{ sampleRate: number, channelCount: number, length: number, bytesPerSample: number, isFloat: boolean }}
 *   format
 * @throws {RangeError} code `E_TOO_LARGE`
 */
function emptyFile({ sampleRate, channelCount, length, bytesPerSample, isFloat }) {
  const frameBytes = channelCount * bytesPerSample;
  const dataSize = length * frameBytes;
  const isExtensible = channelCount > 2;
  const formatSize = isExtensible ? 40 : isFloat ? 18 : 16;
  const dataStart = 12 + 8 + formatSize + (isFloat ? 12 : 0) + 8; // float needs a fact chunk
  const fileSize = dataStart + dataSize + (dataSize % 2);
  if (fileSize - 8 >= UNKNOWN_SIZE) {
    const got = `${fileSize} bytes of samples and header`;
    throw rangeError(`a WAV file holds less than 4 GiB, got ${got}`, 'E_TOO_LARGE');
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
  view.setUint16(22, channelCount, true);
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
    putName(file, dataStart - 20, 'fact');
    view.setUint32(dataStart - 16, 4, true);
    view.setUint32(dataStart - 12, length, true);
  }
  putName(file, dataStart - 8, 'data');
  view.setUint32(dataStart - 4, dataSize, true);
  return { file, dataStart };
}

/**
 * @param {ArrayLike<number> | ArrayLike<number>[] | AudioBufferLike} samples
 * @returns {ArrayLike<number>[]}
 */
function channelsOf(samples) {
  const audio = /** @type {AudioBufferLike} */ (samples);
  const list = /** @type {ArrayLike<number>[]} */ (samples);
  let channels = [/** @type {ArrayLike<number>} */ (samples)];
  const count = reading('samples', () => (typeof audio?.getChannelData === 'function' ? audio.numberOfChannels : null));
  if (count !== null) {
    checkCount(count);
    channels = Array.from({ length: count }, (_, channel) => reading('samples', () => audio.getChannelData(channel)));
  } else if (isArray(list) && typeof reading('samples', () => list[0]) === 'object') {
    channels = list;
  } else if (!isNumeric(samples)) {
    throw typeError(
      `samples must be a Float32Array, an array of channels or an AudioBuffer, got ${show(samples)}${howToScale(samples)}`,
    );
  }
  checkCount(channels.length);
  for (const [i, channel] of channels.entries()) {
    if (!isNumeric(channel))
      throw typeError(`channel ${i} must be a Float32Array, got ${show(channel)}${howToScale(channel)}`);
    if (isFloats(channel)) checkAttached(`channel ${i}`, channel);
    else checkNumbers(`channel ${i}`, channel);
    if (channel.length !== channels[0].length) {
      const rule = `channels must have one length: channel 0 has ${channels[0].length} samples`;
      throw rangeError(`${rule}, channel ${i} has ${channel.length}`);
    }
  }
  return channels;
}

/** @param {number} count of channels */
function checkCount(count) {
  if (!(Number.isInteger(count) && count >= 1 && count <= MAX_CHANNELS))
    throw rangeError(`samples must have 1 to ${MAX_CHANNELS} channels, got ${show(count)}`);
}

/** @param {unknown} x */
function isNumeric(x) {
  return isFloats(x) || isArray(x);
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
 * @param {Uint8Array} file
 * @param {number} at
 * @param {string} name
 */
function putName(file, at, name) {
  for (let i = 0; i < name.length; i++) file[at + i] = name.charCodeAt(i);
}
