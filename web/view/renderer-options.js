// The renderer's option bag -> its options, each checked by name, type and range, with a default for what is not given.

import { FREQUENCY_SCALES } from './axes.js';
import { limited } from './canvas-size.js';
import { colormaps } from './colormaps.js';
import { rangeError, show, typeError } from '../base/errors.js';
import { finite, notNegative, numberThat, positive } from '../base/number-checks.js';
import { didYouMean, entries } from '../base/option-bag.js';
import { isArray, isTypedArray } from '../base/realms.js';
import { PLAIN } from './units.js';

/**
 * @typedef {keyof typeof colormaps} ColormapName
 *
 * @typedef {object} RendererColors CSS colours
 * @property {string} background around the plot
 * @property {string} text labels and ticks
 * @property {string} empty the plot where there is no data
 * @property {string} gap the stripes over columns that are missing
 *
 * @typedef {object} DataOptions what the columns mean; setting one of them anew clears the picture
 * @property {number} sampleRate Hz
 * @property {number} hopLength samples from column to column
 * @property {ArrayLike<number>} frequencies Hz of the bins, ascending: an STFT's, mel bands', a constant-Q transform's
 * @property {import('./units.js').Unit} unit of the columns, as the engine says it: 'power', 'magnitude', 'dB' (or
 *   'db'), 'complex', of which the power is shown, or 'Hz', an instantaneous frequency, of which the distance from its
 *   bin's is (default 'power'); 'log', 'cepstrum' and the like are shown as they are, from minDb to maxDb. 'radians'
 *   and 'hertz' are signed values that come with their power, [bins][2] a column: the value is the colour, which fades
 *   where the power is low. Powers count in steps of 2 dB from -126 to 0 dB. Phases want the colour map 'hue',
 *   differences 'diverging'
 * @property {number | null} valueRange 'hertz' and 'Hz': the colour map goes from -valueRange to valueRange (default:
 *   the first two bins' distance)
 * @property {number | null} history columns to keep (default: what 64 MB hold)
 *
 * @typedef {object} LookOptions
 * @property {number} startTime s of column 0's middle (default 0)
 * @property {number | null} period s after which the sound begins anew: the time axis counts from there (default none)
 * @property {number} gainDb added to what the columns say: 20 log10(2 / sum of the window) lets a full-scale sine read
 *   0 dB (default 0)
 * @property {number} minDb the colour map's lowest colour, and everything below it (default -80); of pairs: where they
 *   have faded away
 * @property {number} maxDb its highest (default 0); of pairs: where they are full
 * @property {ColormapName | ArrayLike<number>} colormap a name, or 256 x 3 bytes of red, green, blue (default
 *   'viridis')
 * @property {import('./axes.js').FrequencyScale} frequencyScale (default 'linear')
 * @property {boolean} htk HTK's mel scale in place of Slaney's (default false)
 * @property {number | null} fMin Hz at the bottom (default: where the data begin; logarithmic: 20 Hz or the first bin
 *   above 0)
 * @property {number | null} fMax Hz at the top (default: where the data end)
 * @property {boolean} interpolate straight lines in dB between cells larger than a pixel (default true), or blocks;
 *   pairs are blocks always
 * @property {{ start: number, end: number } | 'live'} view seconds, or the newest column at the right edge (default
 *   'live')
 * @property {number | null} span s across while live (default: one column a CSS pixel)
 * @property {{ time: number, frequency: number } | null} cursor a crosshair (default none)
 * @property {number | null} playhead s of a vertical line (default none)
 * @property {boolean} axes ticks and labels (default true)
 * @property {boolean} colorBar (default true)
 * @property {boolean} notes the frequency axis names notes in place of Hz (default false)
 * @property {{ bins?: readonly string[], time?: string, value?: string } | null} labels what stands at the axes of
 *   numbers that are not Hz, s and dB: a name for each bin (pitch classes, coefficients), what is counted in place of
 *   s (frames), and the unit of the colour bar, '' where there is none (default null)
 * @property {number} a4 Hz of the note A4 (default 440)
 * @property {'auto' | 'light' | 'dark'} theme (default 'auto': as the reader's system has it)
 * @property {Partial<RendererColors>} colors in place of the theme's
 * @property {number | null} pixelRatio device pixels a CSS pixel (default: the screen's, at most 2)
 *
 * @typedef {object} ImageOptions
 * @property {number} [scale] pixels a CSS pixel (default: as on the screen)
 * @property {number} [width] CSS px (default: the canvas's)
 * @property {number} [height]
 * @property {Partial<LookOptions>} [look] in place of what is on the screen
 *
 * @typedef {DataOptions & LookOptions} AllOptions
 * @typedef {{ sampleRate: number | undefined, hopLength: number, frequencies: ArrayLike<number>,
 *   unit?: import('./units.js').Unit | (string & {}) | undefined }} NaturalOptions as analyses tell them: they may know
 *   no sample rate and have units that are refused
 * @typedef {NaturalOptions & { [K in Exclude<keyof AllOptions, keyof NaturalOptions>]?: AllOptions[K] | undefined }}
 *   RendererOptions
 */

/** @typedef {(name: string, value: any) => unknown} Check what is given to what is kept; throws where it is wrong */

export const pixelRatio = /* @__PURE__ */ numberThat('a number above 0, at most 8', (value) => value > 0 && value <= 8);

/** @param {Check} check @returns {Check} */
const orNull = (check) => (name, value) => (value === null ? null : check(name, value));

/** @type {Check} */
function boolean(name, value) {
  if (typeof value !== 'boolean') throw typeError(`${name} must be true or false, got ${show(value)}`);
  return value;
}

/** @param {readonly string[]} known @returns {Check} */
const oneOf = (known) => (name, value) => {
  if (known.includes(value)) return value;
  const hint = typeof value === 'string' ? didYouMean(value, known) : '';
  throw typeError(`${name} must be ${known.map((word) => `'${word}'`).join(' or ')}, got ${show(value)}${hint}`);
};

/** @type {Check} */
function ascending(name, value) {
  if (!Array.isArray(value) && !isTypedArray(value)) {
    throw typeError(`${name} must be an array of Hz, got ${show(value)}`);
  }
  const list = Float64Array.from(/** @type {any} */ (value));
  if (list.length === 0) throw rangeError(`${name} must have at least one value, got none`);
  const wrong = list.findIndex((hz, i) => !(hz >= 0 && hz < Infinity && (i === 0 || hz > list[i - 1])));
  if (wrong >= 0) throw rangeError(`${name} must ascend from 0 Hz or above, got ${list[wrong]} at ${wrong}`);
  return list;
}

/** @type {Check} */
function colorTable(name, value) {
  if (typeof value === 'string') {
    if (Object.hasOwn(colormaps, value)) return value;
    throw typeError(
      `${name} must be one of ${Object.keys(colormaps).join(', ')}, got ${show(value)}${didYouMean(value, Object.keys(colormaps))}`,
    );
  }
  if (!Array.isArray(value) && !isTypedArray(value))
    throw typeError(`${name} must be a name or 768 bytes, got ${show(value)}`);
  const list = /** @type {ArrayLike<number>} */ (value);
  if (list.length !== 768) throw rangeError(`${name} must have 768 bytes (256 colours), got ${list.length}`);
  return Uint8ClampedArray.from(list);
}

/** @type {Check} */
function viewOf(name, value) {
  if (value === 'live') return value;
  if (typeof value !== 'object' || value === null)
    throw typeError(`${name} must be 'live' or { start, end }, got ${show(value)}`);
  const { start, end } = value;
  finite(`${name}.start`, start);
  finite(`${name}.end`, end);
  if (!(end > start)) throw rangeError(`${name}.end must be after ${name}.start (${start}), got ${end}`);
  return { start, end };
}

/** @type {Check} */
function cursorOf(name, value) {
  if (value === null) return null;
  if (typeof value !== 'object') throw typeError(`${name} must be { time, frequency } or null, got ${show(value)}`);
  return { time: finite(`${name}.time`, value.time), frequency: finite(`${name}.frequency`, value.frequency) };
}

/** @type {Check} */
function labelsOf(name, value) {
  const labels = entries(value, ['bins', 'time', 'value']);
  const { bins, ...words } = labels;
  for (const [key, word] of Object.entries(words))
    if (word !== undefined && typeof word !== 'string')
      throw typeError(`${name}.${key} must be text, got ${show(word)}`);
  const isList = isArray(bins) && /** @type {unknown[]} */ (bins).every((bin) => typeof bin === 'string');
  if (bins !== undefined && !isList) throw typeError(`${name}.bins must be an array of text, got ${show(bins)}`);
  return labels;
}

/** @type {Check} */
function colorsOf(name, value) {
  const colors = entries(value, ['background', 'text', 'empty', 'gap']);
  for (const [key, color] of Object.entries(colors)) {
    if (typeof color !== 'string') throw typeError(`${name}.${key} must be a CSS colour, got ${show(color)}`);
  }
  return colors;
}

/** Each option's check, and what holds where it is not given; one without that must be. */
function optionTable() {
  const columns = (/** @type {number} */ value) => Number.isInteger(value) && value >= 1 && value <= 2 ** 24;
  return /** @satisfies {Record<keyof AllOptions, [check: Check, usual?: unknown]>} */ ({
    sampleRate: [positive],
    hopLength: [positive],
    frequencies: [ascending],
    unit: [oneOf(['power', 'magnitude', 'dB', 'db', 'complex', 'Hz', 'radians', 'hertz', ...PLAIN]), 'power'],
    valueRange: [orNull(positive), null],
    history: [orNull(numberThat('an integer from 1 to 16777216', columns)), null],
    startTime: [finite, 0],
    period: [orNull(positive), null],
    gainDb: [finite, 0],
    minDb: [finite, -80],
    maxDb: [finite, 0],
    colormap: [colorTable, 'viridis'],
    frequencyScale: [oneOf(FREQUENCY_SCALES), 'linear'],
    htk: [boolean, false],
    fMin: [orNull(notNegative), null],
    fMax: [orNull(positive), null],
    interpolate: [boolean, true],
    view: [viewOf, 'live'],
    span: [orNull(positive), null],
    cursor: [cursorOf, null],
    playhead: [orNull(finite), null],
    axes: [boolean, true],
    colorBar: [boolean, true],
    notes: [boolean, false],
    labels: [orNull(labelsOf), null],
    a4: [positive, 440],
    theme: [oneOf(['auto', 'light', 'dark']), 'auto'],
    colors: [colorsOf, {}],
    pixelRatio: [orNull(pixelRatio), null],
  });
}

/** The names of those that say how data look, not what they are. */
const lookOptions = () => Object.keys(OPTIONS).filter((name) => !DATA_OPTIONS.includes(name));

/** @type {Record<string, [check: Check, usual?: unknown]>} */
const OPTIONS = /* @__PURE__ */ optionTable();
export const DATA_OPTIONS = ['sampleRate', 'hopLength', 'frequencies', 'unit', 'valueRange', 'history'];
export const COLOR_OPTIONS = ['colormap', 'minDb', 'maxDb', 'gainDb'];
export const LOOK_OPTIONS = /* @__PURE__ */ lookOptions();
/** What may change without a new layout or new levels. */
export const LIGHT_OPTIONS = ['view', 'cursor', 'playhead', 'startTime'];

/**
 * The options of a new renderer.
 * @param {unknown} given
 * @returns {AllOptions}
 */
export function firstOptions(given) {
  const own = entries(given, Object.keys(OPTIONS), Object.keys(OPTIONS));
  /** @type {Record<string, unknown>} */
  const usual = {};
  for (const [name, [, value]] of Object.entries(OPTIONS)) {
    if (value === undefined && own[name] === undefined) throw typeError(`${name} must be given`);
    usual[name] = value;
  }
  return changedOptions(own, /** @type {any} */ (usual)).options;
}

/**
 * Options with some changed, and the names of those that now have another value.
 * @param {unknown} given
 * @param {AllOptions} before
 * @returns {{ options: AllOptions, changed: string[] }}
 */
export function changedOptions(given, before) {
  const own = entries(given, Object.keys(OPTIONS), Object.keys(OPTIONS));
  const options = /** @type {any} */ ({ ...before });
  /** @type {string[]} */
  const changed = [];
  for (const name of Object.keys(own)) {
    const value = OPTIONS[name][0](name, own[name]);
    if (same(value, options[name])) continue;
    options[name] = value;
    changed.push(name);
  }
  const { minDb, maxDb, fMin, fMax, labels, frequencies } = options;
  if (!(maxDb > minDb)) throw rangeError(`maxDb must be above minDb (${minDb}), got ${maxDb}`);
  if (fMin !== null && fMax !== null && !(fMax > fMin))
    throw rangeError(`fMax must be above fMin (${fMin}), got ${fMax}`);
  if (labels?.bins && frequencies && labels.bins.length !== frequencies.length)
    throw rangeError(`labels.bins must name ${frequencies.length} bins, got ${labels.bins.length}`);
  return { options, changed };
}

/** @param {any} a @param {any} b whether two checked values of an option are equal @returns {boolean} */
function same(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]));
}

const LONGEST = 65536; // CSS pixels of a side: the labels of a longer one would take for ever

/**
 * The size of an image.
 * @param {Record<string, unknown>} given
 * @param {{ width: number, height: number, ratioX: number }} screen
 */
export function imageSize(given, screen) {
  const own = (/** @type {'width' | 'height'} */ name) => {
    const length = given[name] === undefined ? screen[name] : /** @type {number} */ (positive(name, given[name]));
    if (length > LONGEST) throw rangeError(`${name} must be at most ${LONGEST} CSS pixels, got ${length}`);
    return length;
  };
  const scale = given.scale === undefined ? screen.ratioX : /** @type {number} */ (pixelRatio('scale', given.scale));
  const [width, height] = [own('width'), own('height')];
  const [pixelWidth, pixelHeight] = [width, height].map((length) => Math.max(1, Math.round(length * scale)));
  return limited(width, height, pixelWidth, pixelHeight);
}

/** The 256 x 3 bytes of a colour map. @param {AllOptions} options @returns {ArrayLike<number>} */
export const tableOf = ({ colormap }) => (typeof colormap === 'string' ? colormaps[colormap] : colormap);

/** How far from 0 the values of pairs go. @param {AllOptions} options */
export function rangeOf({ unit, valueRange, frequencies }) {
  if (unit === 'radians') return Math.PI;
  return valueRange ?? (frequencies.length > 1 ? frequencies[1] - frequencies[0] : 1);
}
