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
