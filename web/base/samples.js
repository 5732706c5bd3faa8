// Sound as callers hold it (typed arrays, arrays, AudioBuffers) to one channel of numbers.

import { rangeError, reading, show, typeError } from './errors.js';
import { checkAttached, floatsOf, howToScale, isFloats } from './floats.js';
import { isArray } from './realms.js';

/**
 * @typedef {{ readonly numberOfChannels: number, readonly length: number, readonly sampleRate: number,
 *   getChannelData(channel: number): Float32Array }} AudioBufferLike
 * @typedef {Float32Array | Float64Array | readonly number[] | AudioBufferLike |
 *   readonly (Float32Array | Float64Array | readonly number[])[]} Samples mono, or with a `channel` to take; several
 *   channels, [channels][n], give results with a leading axis
 */

/**
 * @param {unknown} samples
 * @param {unknown} [given] channel of an AudioBuffer: a number, or 'mix' for the mean of all
 * @returns {{ samples: Float32Array | Float64Array, sampleRate?: number }} samples may be the caller's own: read only
 */
export function takeSamples(samples, given) {
  const channel = given ?? 0;
  if (channel !== 'mix' && typeof channel !== 'number') {
    throw typeError(`channel must be a number or 'mix', got ${show(channel)}`);
  }
  if (isFloats(samples)) {
    checkAttached('samples', samples);
    return { samples };
  }
  if (isArray(samples)) return { samples: floatsOf('samples', samples) };
  const buffer = /** @type {Partial<AudioBufferLike> | null | undefined} */ (samples);
  const { count, sampleRate } = reading('samples', () => {
    const isBuffer = typeof buffer?.getChannelData === 'function';
    return { count: isBuffer ? buffer.numberOfChannels : undefined, sampleRate: buffer?.sampleRate };
  });
  if (typeof count === 'number')
    return { samples: takeChannel(/** @type {AudioBufferLike} */ (samples), count, channel), sampleRate };
  const advice = howToScale(samples);
  throw typeError(
    `samples must be a Float32Array, a Float64Array, an array or an AudioBuffer, got ${show(samples)}${advice}`,
  );
}

/**
 * @param {AudioBufferLike} buffer
 * @param {number} count of its channels
 * @param {number | 'mix'} channel
 */
function takeChannel(buffer, count, channel) {
  const last = count - 1;
  if (!(Number.isInteger(count) && count >= 1)) throw rangeError(`samples must have channels, got ${count}`);
  if (channel !== 'mix' && !(Number.isInteger(channel) && channel >= 0 && channel <= last)) {
    throw rangeError(`channel must be 'mix' or an integer from 0 to ${last}, got ${channel}`);
  }
  const read = (/** @type {number} */ c) => {
    const data = reading('samples', () => buffer.getChannelData(c));
    if (!isFloats(data)) throw typeError(`samples.getChannelData(${c}) must give a Float32Array, got ${show(data)}`);
    checkAttached('samples', data);
    return data;
  };
  if (channel !== 'mix') return read(channel);
  const channels = Array.from({ length: count }, (_, c) => read(c));
  const odd = channels.findIndex(({ length }) => length !== channels[0].length);
  if (odd >= 0) {
    const lengths = `${channels[0].length} and, of channel ${odd}, ${channels[odd].length}`;
    throw rangeError(`samples must have channels of one length, got ${lengths}`);
  }
  const mixed = new Float32Array(channels[0].length);
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
