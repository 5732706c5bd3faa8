// WAV files -> samples.

import { bytesOf } from '../base/bytes.js';
import { rangeError, show } from '../base/errors.js';
import { findChunks, readFormat } from './wav-header.js';

/** A decoded file. It has what AudioBuffer has, so whatever takes an AudioBuffer takes it. */
export class WavAudio {
  /**
   * @param {object} fields
   * @param {number} fields.sampleRate
   * @param {Float32Array<ArrayBuffer>[]} fields.channels
   * @param {number} fields.length
   * @param {number} fields.bitDepth
   * @param {import('./wav-header.js').WavFormat} fields.format
   * @param {number} fields.missing
   */
  constructor({ sampleRate, channels, length, bitDepth, format, missing }) {
    /** Hz */
    this.sampleRate = sampleRate;
    /**
     * one array a channel; integers are divided by their full scale, so they lie in [-1, 1), as do A-law and mu-law;
     * floats are as they stand, NaN too
     */
    this.channels = channels;
    /** samples a channel */
    this.length = length;
    /** of the file: 8, 16, 24, 32 or 64; 24 bits that are kept in 4 bytes are 32 */
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

/**
 * Decodes a WAV, RIFX or RF64 file: PCM of 8 to 32 bits, float of 32 or 64 bits, A-law and mu-law. ID3 tags in front
 * are passed over.
 *
 * A file that was cut short, or whose sizes were never filled in (0, or numbers just below 2 or 4 GiB, as streaming
 * writers leave them), gives the samples that are there. Memory follows the bytes present, never what a header claims.
 * @param {ArrayBufferLike | ArrayBufferView} bytes
 * @throws {Error} code `E_DECODE`: what was wrong, at which byte
 */
export function decodeWav(bytes) {
  const file = bytesOf(bytes);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const { fmt, data, little } = findChunks(view);
  const { sampleRate, channelCount, bytesPerSample, bitDepth, format } = readFormat(view, fmt, little);
  const frameBytes = channelCount * bytesPerSample;
  const length = Math.floor((data.end - data.start) / frameBytes);
  const read = readerOf(view, format, bytesPerSample, little);
  const channels = Array.from({ length: channelCount }, (_, channel) => {
    const samples = new Float32Array(length);
    read(samples, data.start + channel * bytesPerSample, frameBytes);
    return samples;
  });
  const missing = Math.floor(data.promised / frameBytes) - length;
  return new WavAudio({ sampleRate, channels, length, bitDepth, format, missing });
}

/**
 * What fills `samples` from every `step`-th byte.
 * @param {DataView} view
 * @param {import('./wav-header.js').WavFormat} format
 * @param {number} bytesPerSample
 * @param {boolean} little
 * @returns {(samples: Float32Array, at: number, step: number) => void}
 */
function readerOf(view, format, bytesPerSample, little) {
  // One loop a format: a function called for each sample would take several times as long.
  if (format === 'float' && bytesPerSample === 4) {
    return (samples, at, step) => {
      for (let i = 0; i < samples.length; i++, at += step) samples[i] = view.getFloat32(at, little);
    };
  }
  if (format === 'float') {
    return (samples, at, step) => {
      for (let i = 0; i < samples.length; i++, at += step) samples[i] = view.getFloat64(at, little);
    };
  }
  if (bytesPerSample === 1) {
    const levels = Float32Array.from({ length: 256 }, (_, byte) => levelOf(byte, format));
    return (samples, at, step) => {
      for (let i = 0; i < samples.length; i++, at += step) samples[i] = levels[view.getUint8(at)];
    };
  }
  if (bytesPerSample === 2) {
    return (samples, at, step) => {
      for (let i = 0; i < samples.length; i++, at += step) samples[i] = view.getInt16(at, little) / 0x8000;
    };
  }
  if (bytesPerSample === 3) {
    const [high, low] = little ? [2, 0] : [0, 1];
    return (samples, at, step) => {
      for (let i = 0; i < samples.length; i++, at += step)
        samples[i] = ((view.getInt8(at + high) << 16) | view.getUint16(at + low, little)) / 0x800000;
    };
  }
  return (samples, at, step) => {
    for (let i = 0; i < samples.length; i++, at += step) samples[i] = view.getInt32(at, little) / 0x80000000;
  };
}

/**
 * What a byte stands for: unsigned PCM, or the logarithmic codes of telephony (ITU-T G.711, 1988), a sign, three bits
 * of exponent and four of mantissa, as 13 and 14 bits that fill 16.
 * @param {number} byte
 * @param {import('./wav-header.js').WavFormat} format
 */
function levelOf(byte, format) {
  if (format === 'pcm') return (byte - 0x80) / 0x80;
  const code = format === 'A-law' ? byte ^ 0x55 : ~byte & 0xff;
  const [exponent, mantissa] = [(code >> 4) & 7, code & 15];
  const [isPositive, steps] = [format === 'A-law' ? code & 0x80 : !(code & 0x80), 2 * mantissa + 33];
  let size = (steps << (exponent + 2)) - 132; // of mu-law
  if (format === 'A-law') size = exponent > 0 ? steps << (exponent + 2) : (steps - 32) << 3;
  return (isPositive ? size : 0 - size) / 0x8000;
}
