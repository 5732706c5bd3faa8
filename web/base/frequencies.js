// Hertz to mels, MIDI numbers and octaves, and back; the frequencies of an FFT's bins and of mel bands. As librosa has
// them. Mel scales: Slaney, "Auditory Toolbox", 1998 (linear below 1 kHz, then 27 steps to a factor of 6.4); HTK:
// O'Shaughnessy, "Speech Communication", 1987.

import { reading, show, typeError } from './errors.js';
import { checkAttached } from './floats.js';
import { finite, notNegative, positive, wholeNumber } from './number-checks.js';
import { entries } from './option-bag.js';
import { isArray, isTypedArray } from './realms.js';

/**
 * @typedef {number | ArrayLike<number>} Numbers
 *
 * @typedef {object} MelScaleOptions
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's (default false)
 *
 * @typedef {object} PitchOptions
 * @property {number} [a4] Hz of the note A4 (default 440)
 *
 * @typedef {object} OctaveOptions
 * @property {number} [tuning] how far A4 lies above 440 Hz, in bins (default 0)
 * @property {number} [binsPerOctave] (default 12)
 *
 * @typedef {object} FftFrequencyOptions
 * @property {number} sampleRate Hz
 * @property {number} [nFft] (default 2048)
 *
 * @typedef {object} MelFrequencyOptions
 * @property {number} [nMels] (default 128)
 * @property {number} [fMin] Hz of the first (default 0)
 * @property {number} fMax Hz of the last
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's (default false)
 */

const HZ_PER_MEL = 200 / 3; // below the corner
const CORNER_HZ = 1000;
const CORNER_MEL = CORNER_HZ / HZ_PER_MEL;
const LOG_STEP = 0.06875177742094912; // ln 6.4 / 27
const A4 = 440; // Hz
const A4_MIDI = 69;

/** @type {{ slaney: MelScale, htk: MelScale }} the scales of single numbers, for loops: nothing is checked */
export const MEL_SCALES = {
  slaney: {
    toMel: (hz) => (hz < CORNER_HZ ? hz / HZ_PER_MEL : CORNER_MEL + Math.log(hz / CORNER_HZ) / LOG_STEP),
    toHz: (mel) => (mel < CORNER_MEL ? mel * HZ_PER_MEL : CORNER_HZ * Math.exp(LOG_STEP * (mel - CORNER_MEL))),
  },
  htk: {
    toMel: (hz) => 2595 * Math.log10(1 + hz / 700),
    toHz: (mel) => 700 * (10 ** (mel / 2595) - 1),
  },
};
/** @typedef {{ toMel: (hz: number) => number, toHz: (mel: number) => number }} MelScale */

/** A single frequency's MIDI number, unchecked. @param {number} hz @param {number} [a4] Hz */
export const midiOf = (hz, a4 = A4) => 12 * Math.log2(hz / a4) + A4_MIDI;

/** A single MIDI number's frequency, unchecked. @param {number} midi @param {number} [a4] Hz */
export const hertzOf = (midi, a4 = A4) => a4 * 2 ** ((midi - A4_MIDI) / 12);

/**
 * Frequencies to mels.
 * @template {Numbers} T
 * @param {T} hz
 * @param {MelScaleOptions} [options]
 */
export const hzToMel = (hz, options) => eachOf('hz', hz, melScale(options).toMel);

/**
 * Mels to frequencies.
 * @template {Numbers} T
 * @param {T} mels
 * @param {MelScaleOptions} [options]
 */
export const melToHz = (mels, options) => eachOf('mels', mels, melScale(options).toHz);

/**
 * Frequencies to MIDI numbers, not rounded: 69 is A4.
 * @template {Numbers} T
 * @param {T} hz
 * @param {PitchOptions} [options]
 */
export function hzToMidi(hz, options) {
  const a4 = pitchOf(entries(options, ['a4']));
  return eachOf('hz', hz, (one) => midiOf(one, a4));
}

/**
 * MIDI numbers, whole or not, to frequencies.
 * @template {Numbers} T
 * @param {T} midi
 * @param {PitchOptions} [options]
 */
export function midiToHz(midi, options) {
  const a4 = pitchOf(entries(options, ['a4']));
  return eachOf('midi', midi, (one) => hertzOf(one, a4));
}

/**
 * Frequencies to octaves above A0: 440 Hz is 4.
 * @template {Numbers} T
 * @param {T} hz
 * @param {OctaveOptions} [options]
 */
export function hzToOctaves(hz, options) {
  const { tuning = 0, binsPerOctave = 12 } = entries(options, ['tuning', 'binsPerOctave']);
  const shift = finite('tuning', tuning) / positive('binsPerOctave', binsPerOctave);
  return eachOf('hz', hz, (one) => Math.log2(one / (A4 / 16)) - shift);
}

/**
 * The frequencies of an FFT's bins, from 0 Hz to half the sample rate.
 * @param {FftFrequencyOptions} options
 * @returns {Float64Array<ArrayBuffer>} [nFft / 2 + 1]
 */
export function fftFrequencies(options) {
  const { sampleRate, nFft = 2048 } = entries(options, ['sampleRate', 'nFft']);
  const [rate, size] = [positive('sampleRate', sampleRate), wholeNumber('nFft', nFft)];
  return Float64Array.from({ length: Math.floor(size / 2) + 1 }, (_, k) => (k * rate) / size);
}

/**
 * Frequencies that are evenly spaced in mels. The centres of n mel bands are all but the first and the last of n + 2.
 * @param {MelFrequencyOptions} options
 * @returns {Float64Array<ArrayBuffer>} [nMels]
 */
export function melFrequencies(options) {
  const { nMels = 128, fMin = 0, fMax, htk } = entries(options, ['nMels', 'fMin', 'fMax', 'htk']);
  const { toMel, toHz } = melScale({ htk: /** @type {boolean | undefined} */ (htk) });
  const count = wholeNumber('nMels', nMels);
  const [low, high] = [toMel(notNegative('fMin', fMin)), toMel(positive('fMax', fMax))];
  const step = count > 1 ? (high - low) / (count - 1) : 0;
  return Float64Array.from({ length: count }, (_, i) => toHz(low + i * step));
}

/** @param {MelScaleOptions | undefined} options */
function melScale(options) {
  const { htk = false } = entries(options, ['htk']);
  if (typeof htk !== 'boolean') throw typeError(`htk must be true or false, got ${show(htk)}`);
  return MEL_SCALES[htk ? 'htk' : 'slaney'];
}

/** @param {Record<string, unknown>} options */
export const pitchOf = ({ a4 = A4 }) => positive('a4', a4);

/**
 * A function of one number, of one or of each of many.
 * @template {Numbers} T
 * @param {string} name
 * @param {T} given
 * @param {(one: number) => number} f
 * @returns {T extends number ? number : Float64Array<ArrayBuffer>}
 */
export function eachOf(name, given, f) {
  /** @type {unknown} */
  const result = typeof given === 'number' ? f(given) : Float64Array.from(numbersOf(name, given), f);
  return /** @type {T extends number ? number : Float64Array<ArrayBuffer>} */ (result);
}

/** @param {string} name @param {unknown} given @returns {ArrayLike<number>} */
export function numbersOf(name, given) {
  const list = /** @type {ArrayLike<unknown>} */ (given);
  if (isTypedArray(given)) checkAttached(name, given);
  const isList = isArray(given) || isTypedArray(given);
  if (!isList || reading(name, () => Array.prototype.some.call(list, (one) => typeof one !== 'number')))
    throw typeError(`${name} must be a number or an array of numbers, got ${show(given)}`);
  return /** @type {ArrayLike<number>} */ (list);
}
