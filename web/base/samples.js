// Sound as callers hold it (typed arrays, arrays, AudioBuffers) to one channel of numbers.

import { rangeError, show, typeError } from './errors.js';
import { checkAttached, floatsOf, isFloats } from './floats.js';

/**
 * @typedef {{ readonly numberOfChannels: number, readonly length: number, readonly sampleRate: number,
 *   getChannelData(channel: number): Float32Array }} AudioBufferLike
 * @typedef {Float32Array | Float64Array | readonly number[] | AudioBufferLike} Samples mono, or with a `channel` to
 *   take
 */

/**
 * @param {unknown} samples
 * @param {unknown} [channel] of an AudioBuffer: a number, or 'mix' for the mean of all
 * @returns {{ samples: Float32Array | Float64Array, sampleRate?: number }} samples may be the caller's own: read only
 */
export function takeSamples(samples, channel = 0) {
  if (channel !== 'mix' && typeof channel !== 'number') {
    throw typeError(`channel must be a number or 'mix', got ${show(channel)}`);
  }
  if (isFloats(samples)) {
    checkAttached('samples', samples);
    return { samples };
  }
  if (Array.isArray(samples)) return { samples: floatsOf('samples', samples) };
  if (isAudioBuffer(samples)) return { samples: takeChannel(samples, channel), sampleRate: samples.sampleRate };
  throw typeError(`samples must be a Float32Array, a Float64Array, an array or an AudioBuffer, got ${show(samples)}`);
}

/**
 * @param {unknown} samples
 * @returns {samples is AudioBufferLike}
 */
function isAudioBuffer(samples) {
  const buffer = /** @type {Partial<AudioBufferLike> | null | undefined} */ (samples);
  return typeof buffer?.getChannelData === 'function' && typeof buffer.numberOfChannels === 'number';
}

/**
 * @param {AudioBufferLike} buffer
 * @param {number | 'mix'} channel
 */
function takeChannel(buffer, channel) {
  const last = buffer.numberOfChannels - 1;
  if (channel !== 'mix' && !(Number.isInteger(channel) && channel >= 0 && channel <= last)) {
    throw rangeError(`channel must be 'mix' or an integer from 0 to ${last}, got ${channel}`);
  }
  if (channel !== 'mix') return buffer.getChannelData(channel);
  const channels = Array.from({ length: last + 1 }, (_, c) => buffer.getChannelData(c));
  const mixed = new Float32Array(buffer.length);
  mix(channels, 0, mixed.length, mixed, 0);
  return mixed;
}

/**
 * Writes the mean of all channels' samples `from` .. `to` into `out`, from `at` on.
 * @param {readonly Float32Array[]} channels
 * @param {number} from
 * @param {number} to
 * @param {Float32Array} out
 * @param {number} at
 */
export function mix(channels, from, to, out, at) {
  for (let i = from; i < to; i++) {
    let sum = 0;
    for (let c = 0; c < channels.length; c++) sum += channels[c][i];
    out[at + i - from] = sum / channels.length;
  }
}

/**
 * Writes one channel's samples `from` .. `to` into `out`, from `at` on, without a view in between.
 * @param {Float32Array} channel
 * @param {number} from
 * @param {number} to
 * @param {Float32Array} out
 * @param {number} at
 */
export function copy(channel, from, to, out, at) {
  for (let i = from; i < to; i++) out[at + i - from] = channel[i];
}
