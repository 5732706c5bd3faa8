// Sound of several channels to its channels one by one, and what is made of each to one result.

import { rangeError, reading, show } from './errors.js';
import { floatsOf, isFloats } from './floats.js';
import { checkApart } from './out.js';
import { isArray } from './realms.js';
import { takeSamples } from './samples.js';
import { Spectrogram } from './spectrogram.js';

/**
 * @typedef {import('./samples.js').AudioBufferLike} AudioBufferLike
 * @typedef {Float32Array | Float64Array} Floats
 */

/**
 * What an AudioBuffer would be of these channels.
 * @param {readonly Floats[]} channels
 * @param {number | undefined} sampleRate
 * @returns {AudioBufferLike}
 */
const bufferOf = (channels, sampleRate) =>
  /** @type {any} */ ({
    numberOfChannels: channels.length,
    length: channels[0].length,
    sampleRate,
    getChannelData: (/** @type {number} */ c) => channels[c],
  });

/**
 * The channels of a sound where each is wanted, or else the sound as takeSamples takes it.
 * @param {any} given also [channels][n]
 * @param {unknown} channel 'all', or one of takeSamples
 * @returns {{ each: AudioBufferLike[] } | { each: null, samples: any }}
 */
export function channelsOf(given, channel) {
  const isRows = reading(
    'samples',
    () => isArray(given) && given.length > 0 && given.every((row) => isFloats(row) || isArray(row)),
  );
  const wantsAll = channel === 'all' || (isRows && (channel ?? null) === null);
  if (!isRows && !wantsAll) return { each: null, samples: given };
  const { isBuffer, count, rate } = reading('samples', () => {
    const isBuffer = !isRows && typeof given?.getChannelData === 'function';
    const count = isRows ? given.length : isBuffer ? given.numberOfChannels : 1;
    return { isBuffer, count, rate: isBuffer ? given.sampleRate : undefined };
  });
  const floats = (/** @type {any} */ row, /** @type {number} */ c) =>
    isFloats(row) ? row : floatsOf(`samples[${c}]`, row);
  const rows = isRows ? /** @type {Floats[]} */ (given.map(floats)) : null;
  if (rows) {
    const odd = rows.findIndex(({ length }) => length !== rows[0].length);
    if (odd >= 0) {
      const lengths = `${rows[0].length} and, of channel ${odd}, ${rows[odd].length}`;
      throw rangeError(`samples must have channels of one length, got ${lengths}`);
    }
    if (!wantsAll) return { each: null, samples: bufferOf(rows, undefined) };
  }
  if (isBuffer && !(Number.isInteger(count) && count >= 1))
    throw rangeError(`samples must have channels, got ${show(count)}`);
  const read = (/** @type {number} */ c) => (rows ? rows[c] : takeSamples(given, c).samples);
  return { each: Array.from({ length: count }, (_, c) => bufferOf([read(c)], rate)) };
}

/** The arrays of results. */
const ARRAYS = ['data', 'frequencies', 'times', 'magnitudes'];

/**
 * What the result of each channel is written over: its part of an earlier result of all.
 * @param {any} out
 * @param {readonly AudioBufferLike[]} channels
 * @returns {{ out?: object }[]}
 */
export function partsOf(out, channels) {
  if (out === undefined || out === null) return channels.map(() => ({}));
  const all = reading('out', () => Object.fromEntries(ARRAYS.map((name) => [name, isFloats(out) ? out : out[name]])));
  const shape = reading('out', () => out.shape && [...out.shape]);
  const sounds = Object.fromEntries(channels.map((channel, c) => [`samples[${c}]`, channel.getChannelData(0)]));
  for (const name of ARRAYS) if (isFloats(all[name])) checkApart(`out.${name}`, all[name], sounds);
  const own = shape?.[0] === channels.length ? shape.slice(1) : shape;
  /** @type {(array: any, c: number) => any} what cannot be parted is refused as it is */
  const part = (array, c) => {
    const length = array?.length / channels.length;
    return isFloats(array) && Number.isInteger(length) ? array.subarray(c * length, (c + 1) * length) : array;
  };
  const parts = (/** @type {number} */ c) => Object.fromEntries(ARRAYS.map((name) => [name, part(all[name], c)]));
  return channels.map((_, c) => ({ out: { ...parts(c), shape: own } }));
}

/**
 * Results of channels with a leading axis.
 * @param {readonly any[]} results of one kind and size each
 * @param {any} [out] an earlier result, whose parts they lie in
 * @returns {any} a Spectrogram of several channels; { data, shape } of samples or numbers
 */
export function sideBySide(results, out) {
  const [first] = results;
  const joined = (/** @type {string} */ name, /** @type {(result: any) => Floats} */ read) => {
    if (out) return isFloats(out) ? out : out[name];
    const parts = results.map(read);
    const all = new /** @type {any} */ (parts[0].constructor)(parts.length * parts[0].length);
    for (const [c, part] of parts.entries()) all.set(part, c * part.length);
    return all;
  };
  if (typeof first === 'number') return { data: Float64Array.from(results), shape: [results.length] };
  if (isFloats(first)) return { data: joined('data', (result) => result), shape: [results.length, first.length] };
  const own = first.data ? ['data'] : ['frequencies', 'times', 'magnitudes'];
  const made = {
    ...first,
    ...Object.fromEntries(own.map((name) => [name, joined(name, (result) => result[name])])),
    shape: [results.length, ...first.shape],
    nonFinite: results.reduce((sum, { nonFinite }) => sum + nonFinite, 0),
  };
  return first.data ? new Spectrogram({ ...made, channels: results.length }) : made;
}
