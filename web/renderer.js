// Columns of a spectrogram -> a picture on a canvas, live or a stretch of time, with axes, colour bar, cursor and playhead.

import {
  FREQUENCY_SCALES, decibelTicks, formatFrequency, formatTime, frequencyAxis, frequencyTicks, noteName, noteTicks, plainNumber, timeTicks,
} from './axes.js';
import { colormaps } from './colormaps.js';
import { rangeError, show, stateError, typeError } from './errors.js';
import { History, levelToDb } from './history.js';
import { didYouMean, entries } from './options.js';
import { Picture, colorLevels, edges, loudestColumn, makeCanvas, rowsOf } from './picture.js';

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
 * @property {'power' | 'magnitude' | 'db'} unit of the columns (default 'power')
 * @property {number | null} history columns to keep (default: what 64 MB hold)
 *
 * @typedef {object} LookOptions
 * @property {number} startTime s of column 0's middle (default 0)
 * @property {number} gainDb added to what the columns say: 20 log10(2 / sum of the window) lets a full-scale sine read 0 dB (default 0)
 * @property {number} minDb the colour map's lowest colour, and everything below it (default -80)
 * @property {number} maxDb its highest (default 0)
 * @property {ColormapName | ArrayLike<number>} colormap a name, or 256 x 3 bytes of red, green, blue (default 'viridis')
 * @property {import('./axes.js').FrequencyScale} frequencyScale (default 'linear')
 * @property {boolean} htk HTK's mel scale in place of Slaney's (default false)
 * @property {number | null} fMin Hz at the bottom (default: where the data begin; logarithmic: 20 Hz or the first bin above 0)
 * @property {number | null} fMax Hz at the top (default: where the data end)
 * @property {boolean} interpolate straight lines in dB between cells larger than a pixel (default true), or blocks
 * @property {{ start: number, end: number } | 'live'} view seconds, or the newest column at the right edge (default 'live')
 * @property {number | null} span s across while live (default: one column a CSS pixel)
 * @property {{ time: number, frequency: number } | null} cursor a crosshair (default none)
 * @property {number | null} playhead s of a vertical line (default none)
 * @property {boolean} axes ticks and labels (default true)
 * @property {boolean} colorBar (default true)
 * @property {boolean} notes the frequency axis names notes in place of Hz (default false)
 * @property {number} a4 Hz of the note A4 (default 440)
 * @property {'auto' | 'light' | 'dark'} theme (default 'auto': as the reader's system has it)
 * @property {Partial<RendererColors>} colors in place of the theme's
 * @property {number | null} pixelRatio device pixels a CSS pixel (default: the screen's, at most 2)
 *
 * @typedef {DataOptions & LookOptions} AllOptions
 * @typedef {Pick<DataOptions, 'sampleRate' | 'hopLength' | 'frequencies'> & Partial<AllOptions>} RendererOptions
 */

/** @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Context */

const HISTORY_BYTES = 64e6;
// Firefox draws nothing on a canvas wider than 32,767 px, Chromium from 65,536 px on; area is memory. Larger ones are scaled.
const MAX_SIDE = 32767;
const MAX_AREA = 2 ** 26;
const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
const LINE = 12; // px of a label's height
const NARROW = 480; // px of width below which labels are short

/** @type {Record<'light' | 'dark' | 'forced', RendererColors>} */
const THEMES = {
  light: { background: '#ffffff', text: '#33333d', empty: '#e9e9ee', gap: '#8a8a99' },
  dark: { background: '#0e0e12', text: '#d6d6de', empty: '#1b1b22', gap: '#6d6d7c' },
  forced: { background: 'Canvas', text: 'CanvasText', empty: 'Canvas', gap: 'CanvasText' },
};

/** @type {LookOptions & Pick<DataOptions, 'unit' | 'history'>} */
const DEFAULTS = {
  unit: 'power', history: null, startTime: 0, gainDb: 0, minDb: -80, maxDb: 0, colormap: 'viridis', frequencyScale: 'linear', htk: false,
  fMin: null, fMax: null, interpolate: true, view: 'live', span: null, cursor: null, playhead: null, axes: true, colorBar: true,
  notes: false, a4: 440, theme: 'auto', colors: {}, pixelRatio: null,
};

/** @typedef {(name: string, value: any) => unknown} Check what is given to what is kept; throws where it is wrong */

/** @param {string} what @param {(value: number) => boolean} allows @returns {Check} */
const numberThat = (what, allows) => (name, value) => {
  if (typeof value !== 'number') throw typeError(`${name} must be ${what}, got ${show(value)}`);
  if (!allows(value)) throw rangeError(`${name} must be ${what}, got ${show(value)}`);
  return value;
};
const finite = numberThat('a finite number', Number.isFinite);
const positive = numberThat('a number above 0', (value) => value > 0 && value < Infinity);
const notNegative = numberThat('a number, 0 or above', (value) => value >= 0 && value < Infinity);

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
  if (!Array.isArray(value) && !(ArrayBuffer.isView(value) && !(value instanceof DataView))) {
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
    throw typeError(`${name} must be one of ${Object.keys(colormaps).join(', ')}, got ${show(value)}${didYouMean(value, Object.keys(colormaps))}`);
  }
  const bytes = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
  if (!bytes) throw typeError(`${name} must be a name or 768 bytes, got ${show(value)}`);
  const list = /** @type {ArrayLike<number>} */ (value);
  if (list.length !== 768) throw rangeError(`${name} must have 768 bytes (256 colours), got ${list.length}`);
  return Uint8ClampedArray.from(list);
}

/** @type {Check} */
function viewOf(name, value) {
  if (value === 'live') return value;
  if (typeof value !== 'object' || value === null) throw typeError(`${name} must be 'live' or { start, end }, got ${show(value)}`);
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
function colorsOf(name, value) {
  const colors = entries(value, Object.keys(THEMES.light));
  for (const [key, color] of Object.entries(colors)) {
    if (typeof color !== 'string') throw typeError(`${name}.${key} must be a CSS colour, got ${show(color)}`);
  }
  return colors;
}

/** @type {Record<keyof AllOptions, Check>} */
const CHECKS = {
  sampleRate: positive,
  hopLength: positive,
  frequencies: ascending,
  unit: oneOf(['power', 'magnitude', 'db']),
  history: orNull(numberThat('an integer from 1 to 16777216', (value) => Number.isInteger(value) && value >= 1 && value <= 2 ** 24)),
  startTime: finite,
  gainDb: finite,
  minDb: finite,
  maxDb: finite,
  colormap: colorTable,
  frequencyScale: oneOf(FREQUENCY_SCALES),
  htk: boolean,
  fMin: orNull(notNegative),
  fMax: orNull(positive),
  interpolate: boolean,
  view: viewOf,
  span: orNull(positive),
  cursor: cursorOf,
  playhead: orNull(finite),
  axes: boolean,
  colorBar: boolean,
  notes: boolean,
  a4: positive,
  theme: oneOf(['auto', 'light', 'dark']),
  colors: colorsOf,
  pixelRatio: orNull(numberThat('a number above 0, at most 8', (value) => value > 0 && value <= 8)),
};
const NAMES = Object.keys(CHECKS);
const DATA_OPTIONS = ['sampleRate', 'hopLength', 'frequencies', 'unit', 'history'];
const REQUIRED = ['sampleRate', 'hopLength', 'frequencies'];
const COLOR_OPTIONS = ['colormap', 'minDb', 'maxDb', 'gainDb'];
/** What may change without a new layout or new levels. */
const LIGHT_OPTIONS = ['view', 'cursor', 'playhead', 'startTime'];

/**
 * @param {unknown} given
 * @param {AllOptions} before
 * @returns {{ options: AllOptions, changed: string[] }}
 */
function merged(given, before) {
  const own = entries(given, NAMES);
  const options = /** @type {any} */ ({ ...before });
  /** @type {string[]} */
  const changed = [];
  for (const name of Object.keys(own)) {
    const value = CHECKS[/** @type {keyof AllOptions} */ (name)](name, own[name]);
    if (same(value, options[name])) continue;
    options[name] = value;
    changed.push(name);
  }
  const { minDb, maxDb, fMin, fMax } = options;
  if (!(maxDb > minDb)) throw rangeError(`maxDb must be above minDb (${minDb}), got ${maxDb}`);
  if (fMin !== null && fMax !== null && !(fMax > fMin)) throw rangeError(`fMax must be above fMin (${fMin}), got ${fMax}`);
  return { options, changed };
}

/** @param {any} a @param {any} b whether two checked values of an option are equal @returns {boolean} */
function same(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]));
}

/**
 * The range that the frequency axis shows.
 * @param {AllOptions} options
 */
function shownRange({ frequencies, sampleRate, frequencyScale, fMin, fMax }) {
  const [lowest, highest] = edges(frequencies);
  const high = fMax ?? Math.max(Math.min(highest, sampleRate / 2), frequencies[frequencies.length - 1]);
  let low = fMin ?? (frequencies[0] === 0 ? 0 : lowest);
  if (frequencyScale === 'log' && !(low > 0)) {
    const first = Array.prototype.find.call(frequencies, (hz) => hz > 0) ?? 1;
    low = Math.max(first, 20);
  }
  return low < high ? { low, high } : { low: high / 2, high };
}

/**
 * Where everything is. Lengths are CSS pixels, but for those of the picture.
 * @typedef {object} Layout
 * @property {number} width
 * @property {number} height
 * @property {number} ratioX device pixels a CSS pixel
 * @property {number} ratioY
 * @property {{ x: number, y: number, width: number, height: number }} plot
 * @property {{ x: number, y: number, width: number, height: number }} pixels of the plot, in device pixels
 * @property {boolean} axes
 * @property {{ x: number, width: number } | null} bar
 * @property {boolean} compact
 * @property {{ value: number, place: number, label: string }[]} frequencies
 * @property {{ value: number, place: number }[]} frequencyMarks
 * @property {{ value: number, place: number, label: string }[]} levels
 */

/**
 * What is drawn on: the screen, or for a moment an image to export.
 * @typedef {object} Surface
 * @property {Layout | null} layout null: to be made anew
 * @property {Picture | null} picture
 * @property {boolean} pictureStale its rows, size or data are not those of the options
 * @property {number} columnsPerPixel
 * @property {number} left the pixel of the picture at the plot's left edge
 */

/** @returns {Surface} */
const newSurface = () => ({ layout: null, picture: null, pictureStale: true, columnsPerPixel: 1, left: 0 });

export class SpectrogramRenderer {
  #canvas;
  /** @type {CanvasRenderingContext2D} */
  #context;
  /** @type {AllOptions} */
  #options;
  /** @type {History} */
  #history;
  #surface = newSurface();
  /** @type {import('./axes.js').FrequencyAxis} */
  #axis = frequencyAxis('linear', 0, 1);
  #colors = new Uint32Array(65536);
  /** @type {RendererColors} */
  #theme = THEMES.light;
  #colorsStale = true;
  #screenRatio = 1;
  #frame = 0; // the animation frame asked for
  #closed = false;
  /** @type {(() => void)[]} */
  #endings = [];
  /** @type {{ width: number, height: number, pixelWidth: number, pixelHeight: number } | null} */
  #box = null;
  #stats = { columns: 0, gaps: 0, drawn: 0, skipped: 0, frames: 0, lastDrawMs: 0 };
  #seen = 0; // the column after the last that a picture was drawn with

  /**
   * Draws on a canvas, which should have a size by CSS; its own width and height follow that.
   * @param {HTMLCanvasElement} canvas
   * @param {RendererOptions} options
   */
  constructor(canvas, options) {
    if (typeof (/** @type {any} */ (canvas)?.getContext) !== 'function') throw typeError(`canvas must be a canvas element, got ${show(canvas)}`);
    const given = entries(options, NAMES);
    for (const name of REQUIRED) if (given[name] === undefined) throw typeError(`${name} must be given`);
    this.#options = merged(given, /** @type {AllOptions} */ (DEFAULTS)).options;
    const context = canvas.getContext('2d');
    if (!context) throw stateError('the canvas has another kind of context already', 'E_CANVAS');
    this.#canvas = canvas;
    this.#context = context;
    this.#history = this.#newHistory();
    this.#watch();
    this.#request();
  }

  #newHistory() {
    const { frequencies, history, unit } = this.#options;
    const bins = frequencies.length;
    return new History(bins, history ?? Math.max(64, Math.floor(HISTORY_BYTES / 2 / bins)), unit);
  }

  /** Notices new sizes, screens, themes and lost contexts. */
  #watch() {
    pinSize(this.#canvas);
    if (typeof ResizeObserver === 'function') {
      const observer = new ResizeObserver((entriesSeen) => {
        const { contentBoxSize: [css], devicePixelContentBoxSize: [pixels] = [] } = entriesSeen[entriesSeen.length - 1];
        this.#box = { width: css.inlineSize, height: css.blockSize, pixelWidth: pixels?.inlineSize ?? 0, pixelHeight: pixels?.blockSize ?? 0 };
        this.#relayout();
      });
      try {
        observer.observe(this.#canvas, { box: 'device-pixel-content-box' });
      } catch {
        observer.observe(this.#canvas); // WebKit has no such box
      }
      this.#endings.push(() => observer.disconnect());
    }
    const relayout = () => this.#relayout();
    this.#listen(this.#canvas, 'contextrestored', () => {
      this.#surface.picture = null;
      this.#relayout();
    });
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) this.#listen(matchMedia(query), 'change', relayout);
    this.#listen(window, 'resize', relayout); // also when the ratio of device pixels changes
  }

  /** @param {EventTarget} target @param {string} type @param {() => void} listener */
  #listen(target, type, listener) {
    target.addEventListener(type, listener);
    this.#endings.push(() => target.removeEventListener(type, listener));
  }

  #relayout() {
    this.#forget();
    this.#request();
  }

  /** Lets layout, picture and colours be made anew. */
  #forget() {
    this.#surface.layout = null;
    this.#surface.pictureStale = this.#colorsStale = true;
  }

  #request() {
    if (this.#frame || this.#closed) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  }

  #open() {
    if (this.#closed) throw stateError('this renderer is closed');
  }

  /**
   * Takes columns; they are drawn on the next animation frame.
   * @param {ArrayLike<number>} data [count][bins], row-major
   * @param {number} [count] (default: all that data holds)
   */
  append(data, count = data?.length / this.#history.bins) {
    this.#open();
    const { bins } = this.#history;
    if (typeof data !== 'object' || !(data?.length >= 0)) throw typeError(`data must be a Float32Array, got ${show(data)}`);
    if (typeof count !== 'number') throw typeError(`count must be a number, got ${show(count)}`);
    if (!(Number.isInteger(count) && count >= 0)) throw rangeError(`count must be an integer, 0 or above, got ${count}`);
    if (data.length < count * bins) throw rangeError(`data must hold count x bins (${count} x ${bins}) values, got ${data.length}`);
    this.#history.append(data instanceof Float32Array ? data : Float32Array.from(data), count);
    this.#stats.columns += count;
    this.#request();
  }

  /** Says that columns are missing: they are hatched, and time goes on. @param {number} columns */
  gap(columns) {
    this.#open();
    numberThat('an integer, 0 or above', (value) => Number.isSafeInteger(value) && value >= 0)('columns', columns);
    this.#history.gap(columns);
    this.#stats.gaps += columns;
    this.#request();
  }

  /**
   * Changes options; what is drawn already follows. All are checked before any is taken.
   * @param {Partial<AllOptions>} options
   */
  set(options) {
    this.#open();
    const { options: next, changed } = merged(options, this.#options);
    if (changed.length === 0) return;
    this.#options = next;
    if (changed.some((name) => DATA_OPTIONS.includes(name))) this.clear();
    if (changed.every((name) => COLOR_OPTIONS.includes(name))) {
      this.#colorsStale = true;
      this.#surface.layout = null;
    } else if (!changed.every((name) => LIGHT_OPTIONS.includes(name))) this.#relayout();
    this.#request();
  }

  /** The options in force. */
  get options() {
    return { ...this.#options };
  }

  /** Forgets all columns; the next one is column 0, at startTime. */
  clear() {
    this.#open();
    this.#history = this.#newHistory();
    this.#seen = 0;
    this.#surface.pictureStale = true;
    this.#request();
  }

  /** Looks at the canvas's size again; a ResizeObserver does so too. */
  resize() {
    this.#open();
    this.#relayout();
  }

  /** Draws now, not on the next animation frame. */
  draw() {
    this.#open();
    this.#paint();
  }

  /** The place of the plot, CSS pixels in the canvas. */
  get plot() {
    return { ...this.#measured().plot };
  }

  get stats() {
    return { ...this.#stats };
  }

  /** Stops drawing and lets go of everything; the last picture stays. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    cancelAnimationFrame(this.#frame);
    for (const end of this.#endings.splice(0)) end();
    this.#surface.picture = null;
    this.#history.clear();
  }

  /** The layout, brought up to date, with the stretch of time in view. */
  #measured() {
    this.#open();
    const surface = this.#surface;
    if (this.#screenRatio !== globalThis.devicePixelRatio) this.#forget();
    if (!surface.layout) {
      this.#screenRatio = globalThis.devicePixelRatio;
      this.#theme = themeOf(this.#options);
      this.#fit(layoutOf(this.#context, this.#options, this.#size()));
    }
    this.#aim();
    return /** @type {Layout} */ (surface.layout);
  }

  /** @param {Layout} layout */
  #fit(layout) {
    const { low, high } = shownRange(this.#options);
    this.#axis = frequencyAxis(this.#options.frequencyScale, low, high, this.#options.htk);
    this.#surface.layout = layout;
    const { picture } = this.#surface;
    if (picture?.width !== layout.pixels.width || picture?.height !== layout.pixels.height) this.#surface.pictureStale = true;
  }

  /** The canvas's size: CSS pixels and device pixels. */
  #size() {
    const canvas = this.#canvas;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const ratio = this.#options.pixelRatio ?? Math.min(globalThis.devicePixelRatio || 1, 2);
    const box = this.#box;
    const known = box && Math.round(box.width) === width && Math.round(box.height) === height ? box : null;
    // A browser that emulates another screen tells the box in pixels of its own: it must fit the ratio, but for rounding.
    const fits = known && Math.abs(known.pixelWidth - known.width * ratio) < 2 && Math.abs(known.pixelHeight - known.height * ratio) < 2;
    if (fits && this.#options.pixelRatio === null && ratio === globalThis.devicePixelRatio) {
      return limited(known.width, known.height, known.pixelWidth, known.pixelHeight);
    }
    return limited(known?.width ?? width, known?.height ?? height, Math.round(width * ratio), Math.round(height * ratio));
  }

  /** Which stretch of time the plot shows, in whole pixels, so that what scrolls stays sharp. */
  #aim() {
    const { view, span, startTime } = this.#options;
    const surface = this.#surface;
    const { pixels, ratioX } = /** @type {Layout} */ (surface.layout);
    const width = Math.max(1, pixels.width);
    const seconds = this.#options.hopLength / this.#options.sampleRate;
    const across = view === 'live' ? span : view.end - view.start;
    const wanted = across === null ? 1 / ratioX : across / seconds / width;
    // A window that moves has not the same length to the last bit; that is no reason to draw everything anew.
    if (!(Math.abs(wanted / surface.columnsPerPixel - 1) < 1e-9)) {
      surface.columnsPerPixel = wanted;
      surface.pictureStale = true;
    }
    const scale = surface.columnsPerPixel;
    if (view === 'live') surface.left = Math.ceil((this.#history.end - 0.5) / scale) - width;
    else surface.left = Math.round((view.start - startTime) / seconds / scale);
  }

  /** @param {number} x CSS px */
  #timeAt(x) {
    const { layout, left, columnsPerPixel } = this.#surface;
    const { plot, ratioX } = /** @type {Layout} */ (layout);
    const { startTime, hopLength, sampleRate } = this.#options;
    return startTime + (((x - plot.x) * ratioX + left) * columnsPerPixel * hopLength) / sampleRate;
  }

  /** @param {number} time s */
  #xOf(time) {
    const { layout, left, columnsPerPixel } = this.#surface;
    const { plot, ratioX } = /** @type {Layout} */ (layout);
    const { startTime, hopLength, sampleRate } = this.#options;
    return plot.x + (((time - startTime) * sampleRate) / hopLength / columnsPerPixel - left) / ratioX;
  }

  /**
   * What lies at a place: its time and frequency, and the nearest bin's dB in the loudest of the columns drawn there.
   * @param {number} x CSS pixels in the canvas
   * @param {number} y
   * @returns {{ time: number, frequency: number, db: number, bin: number, column: number } | null} null outside the plot; db is NaN where there is no data
   */
  valueAt(x, y) {
    const { plot, pixels, ratioX } = this.#measured();
    if (!(x >= plot.x && x <= plot.x + plot.width && y >= plot.y && y <= plot.y + plot.height) || plot.width * plot.height === 0) return null;
    const frequency = this.#axis.from(1 - (y - plot.y) / plot.height);
    const bin = nearest(this.#options.frequencies, frequency);
    const pixel = Math.min(Math.floor((x - plot.x) * ratioX), pixels.width - 1);
    const column = loudestColumn(this.#history, bin, this.#surface.left + pixel, this.#surface.columnsPerPixel);
    return { time: this.#timeAt(x), frequency, db: levelToDb(this.#history.level(column, bin)) + this.#options.gainDb, bin, column };
  }

  /**
   * Where a time and a frequency are drawn: the inverse of valueAt. Outside the plot for what is not shown.
   * @param {number} time s
   * @param {number} frequency Hz
   * @returns {{ x: number, y: number }} CSS pixels in the canvas
   */
  positionOf(time, frequency) {
    const { plot } = this.#measured();
    return { x: this.#xOf(time), y: plot.y + (1 - this.#axis.to(frequency)) * plot.height };
  }

  /** The picture, with size, rows and colours as the options have them. */
  #prepared() {
    const surface = this.#surface;
    const { pixels, ratioX } = /** @type {Layout} */ (surface.layout);
    const { frequencies, interpolate, minDb, maxDb, gainDb, colormap } = this.#options;
    if (this.#colorsStale) {
      const table = typeof colormap === 'string' ? colormaps[colormap] : colormap;
      colorLevels(this.#colors, table, minDb - gainDb, maxDb - gainDb, wordOf(this.#theme.empty));
      if (!surface.pictureStale) surface.picture?.recolor();
      this.#colorsStale = false;
    }
    if (surface.picture && !surface.pictureStale) return surface.picture;
    const options = {
      width: pixels.width, height: pixels.height, interpolate, colors: this.#colors, columnsPerPixel: surface.columnsPerPixel,
      rows: rowsOf(frequencies, this.#axis, pixels.height, interpolate),
      gapColor: wordOf(this.#theme.gap), hatch: Math.max(1, Math.round(2 * ratioX)),
    };
    if (surface.picture) surface.picture.configure(this.#history, options);
    else surface.picture = new Picture(this.#history, options);
    surface.pictureStale = false;
    return surface.picture;
  }

  #paint() {
    const began = performance.now();
    const canvas = this.#canvas;
    const layout = this.#measured();
    const { width, height, ratioX, ratioY, pixels } = layout;
    const [pixelWidth, pixelHeight] = [Math.round(width * ratioX), Math.round(height * ratioY)];
    if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
    if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
    if (pixels.width === 0 || pixels.height === 0) return;
    this.#stats.skipped += Math.max(0, this.#history.first - this.#seen);
    this.#seen = this.#history.end;
    this.#stats.drawn += this.#compose(this.#context, layout);
    this.#stats.frames++;
    this.#stats.lastDrawMs = performance.now() - began;
  }

  /**
   * @param {Context} context
   * @param {Layout} layout
   * @returns {number} columns of pixels that were drawn anew
   */
  #compose(context, layout) {
    const { width, height, ratioX, ratioY, plot, pixels } = layout;
    const { cursor, playhead } = this.#options;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.save();
    context.beginPath();
    context.rect(pixels.x, pixels.y, pixels.width, pixels.height);
    context.clip();
    const drawn = this.#prepared().draw(context, pixels.x, pixels.y, this.#surface.left);
    context.setTransform(ratioX, 0, 0, ratioY, 0, 0);
    if (playhead !== null) line(context, layout, this.#xOf(playhead), null, 2);
    if (cursor) {
      const { x, y } = this.positionOf(cursor.time, cursor.frequency);
      line(context, layout, x, y, 1);
    }
    context.restore();
    context.setTransform(ratioX, 0, 0, ratioY, 0, 0);
    for (const [x, y, w, h] of [
      [0, 0, width, plot.y], [0, plot.y, plot.x, plot.height], [0, plot.y + plot.height, width, height - plot.y - plot.height],
      [plot.x + plot.width, plot.y, width - plot.x - plot.width, plot.height],
    ]) {
      context.clearRect(x, y, w, h);
      context.fillStyle = this.#theme.background;
      context.fillRect(x, y, w, h);
    }
    context.font = FONT;
    if (layout.axes) this.#drawAxes(context, layout);
    if (layout.bar) this.#drawBar(context, layout);
    return drawn;
  }

  /** @param {Context} context @param {Layout} layout */
  #drawAxes(context, layout) {
    const { plot, compact, frequencies, frequencyMarks } = layout;
    const { notes, startTime } = this.#options;
    const bottom = plot.y + plot.height;
    const [start, end] = [this.#timeAt(plot.x), this.#timeAt(plot.x + plot.width)];
    const clock = end >= 60;
    const tags = this.#tags(context, layout, (end - start) / plot.width, clock);
    context.fillStyle = this.#theme.text;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (const { place } of frequencyMarks) bar(context, layout, plot.x - 4, bottom - place * plot.height, 3, 0);
    for (const { place, label } of frequencies) {
      const y = bottom - place * plot.height;
      bar(context, layout, plot.x - 6, y, 5, 0);
      if (!tags.some((tag) => tag.upright && Math.abs(tag.y - y) < LINE + 4)) context.fillText(label, plot.x - 9, y + 0.5);
    }
    const unit = compact && !notes ? 'Hz' : '';
    const free = unit ? context.measureText(unit).width + 8 : 0;
    context.textBaseline = 'top';
    context.textAlign = 'left';
    if (!tags.some((tag) => !tag.upright && tag.x - tag.width / 2 < free)) context.fillText(unit, 2, bottom + 8);
    context.textAlign = 'center';
    const { major, minor, step } = timeTicks(start, end, (compact ? 64 : 88) / plot.width);
    const first = Math.min(0, startTime) - 1e-9; // before the sound there is no time worth a label
    for (const { value, place } of minor) if (value >= first) bar(context, layout, plot.x + place * plot.width, bottom + 1, 0, 3);
    for (const { value, place } of major) {
      if (value < first) continue;
      const x = plot.x + place * plot.width;
      const label = formatTime(value, step, clock);
      const half = context.measureText(label).width / 2;
      bar(context, layout, x, bottom + 1, 0, 5);
      if (x - half > free && !tags.some((tag) => !tag.upright && Math.abs(tag.x - x) < tag.width / 2 + half + 2)) context.fillText(label, x, bottom + 8);
    }
    for (const { x, y, width, label } of tags) {
      context.fillStyle = this.#theme.text;
      context.beginPath();
      context.roundRect(x - width / 2, y - 9, width, 18, 3);
      context.fill();
      context.fillStyle = this.#theme.background;
      context.textBaseline = 'middle';
      context.fillText(label, x, y + 0.5);
    }
  }

  /**
   * The cursor's frequency and time, on boxes over the axes. Labels that they would cover are not drawn.
   * @param {Context} context
   * @param {Layout} layout
   * @param {number} pixel s
   * @param {boolean} clock
   * @returns {{ x: number, y: number, width: number, label: string, upright: boolean }[]} x, y: of the middle
   */
  #tags(context, { plot, width, height, compact }, pixel, clock) {
    const { cursor, notes, a4 } = this.#options;
    if (!cursor) return [];
    const { x, y } = this.positionOf(cursor.time, cursor.frequency);
    const bottom = plot.y + plot.height;
    const tags = [];
    if (y >= plot.y && y <= bottom) {
      const named = notes && cursor.frequency > 0;
      const label = named ? noteName(cursor.frequency, a4) : formatFrequency(Number(cursor.frequency.toPrecision(4)), compact);
      const wide = context.measureText(label).width + 8;
      tags.push({ x: Math.max(plot.x - 6 - wide / 2, wide / 2), y: Math.max(9, Math.min(height - 9, y)), width: wide, label, upright: true });
    }
    if (x >= plot.x && x <= plot.x + plot.width) {
      const label = formatTime(cursor.time, 10 ** Math.floor(Math.log10(pixel)), clock);
      const wide = context.measureText(label).width + 8;
      tags.push({ x: Math.max(wide / 2, Math.min(width - wide / 2, x)), y: Math.min(height - 9, bottom + 14), width: wide, label, upright: false });
    }
    return tags;
  }

  /** @param {Context} context @param {Layout} layout */
  #drawBar(context, layout) {
    const { plot, levels, ratioY } = layout;
    const { colormap } = this.#options;
    const { x, width } = /** @type {{ x: number, width: number }} */ (layout.bar);
    const table = typeof colormap === 'string' ? colormaps[colormap] : colormap;
    const rows = Math.min(256, Math.round(plot.height * ratioY));
    for (let row = 0; row < rows; row++) {
      const i = 3 * Math.floor(((rows - 0.5 - row) / rows) * 256);
      context.fillStyle = `rgb(${table[i]},${table[i + 1]},${table[i + 2]})`;
      context.fillRect(x, plot.y + (row / rows) * plot.height, width, plot.height * (1 - row / rows));
    }
    context.fillStyle = this.#theme.text;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    for (const { place, label } of levels) {
      const y = plot.y + (1 - place) * plot.height;
      bar(context, layout, x + width + 1, y, 4, 0);
      context.fillText(label, x + width + 8, y + 0.5);
    }
  }

  /**
   * The picture with its axes as an image file.
   * @param {{ scale?: number, type?: string }} [options] scale: pixels a CSS pixel (default: as on the screen)
   * @returns {Promise<Blob>}
   */
  async toBlob(options = {}) {
    this.#open();
    const own = entries(options, ['scale', 'type']);
    const screen = this.#measured();
    const scale = own.scale === undefined ? screen.ratioX : /** @type {number} */ (CHECKS.pixelRatio('scale', own.scale));
    const { width, height } = screen;
    const size = limited(width, height, Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
    const canvas = makeCanvas(size.pixelWidth, size.pixelHeight);
    const context = /** @type {Context} */ (canvas.getContext('2d'));
    const onScreen = this.#surface;
    this.#surface = newSurface();
    try {
      this.#fit(layoutOf(context, this.#options, size));
      const layout = this.#measured();
      if (layout.pixels.width && layout.pixels.height) this.#compose(context, layout);
    } finally {
      this.#surface = onScreen;
    }
    const type = String(own.type ?? 'image/png');
    if ('convertToBlob' in canvas) return canvas.convertToBlob({ type });
    return new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(stateError('the picture is too large to be encoded', 'E_CANVAS'))), type);
    });
  }
}

/**
 * A canvas without a size by CSS is as large as its pixels, and would grow with every screen of more pixels: its size is held.
 * @param {HTMLCanvasElement} canvas
 */
function pinSize(canvas) {
  const { clientWidth, clientHeight, width, height } = canvas;
  canvas.width = width + 16;
  const grows = canvas.clientWidth !== clientWidth;
  canvas.width = width;
  canvas.height = height + 16;
  const growsDown = canvas.clientHeight !== clientHeight;
  canvas.height = height;
  if (grows) canvas.style.width = `${clientWidth}px`;
  if (growsDown) canvas.style.height = `${clientHeight}px`;
}

/** A size that browsers can draw. @param {number} width CSS px @param {number} height @param {number} pixelWidth @param {number} pixelHeight */
function limited(width, height, pixelWidth, pixelHeight) {
  const fit = Math.min(1, MAX_SIDE / pixelWidth, MAX_SIDE / pixelHeight, Math.sqrt(MAX_AREA / (pixelWidth * pixelHeight)));
  if (!(fit < 1)) return { width, height, pixelWidth, pixelHeight };
  return { width, height, pixelWidth: Math.max(1, Math.floor(pixelWidth * fit)), pixelHeight: Math.max(1, Math.floor(pixelHeight * fit)) };
}

/** @param {AllOptions} options @returns {RendererColors} */
function themeOf({ theme, colors }) {
  const matches = (/** @type {string} */ query) => typeof matchMedia === 'function' && matchMedia(query).matches;
  if (matches('(forced-colors: active)')) return THEMES.forced;
  const dark = theme === 'auto' ? matches('(prefers-color-scheme: dark)') : theme === 'dark';
  return { ...(dark ? THEMES.dark : THEMES.light), ...colors };
}

/**
 * @param {Context} context to measure labels with
 * @param {AllOptions} options
 * @param {{ width: number, height: number, pixelWidth: number, pixelHeight: number }} size
 * @returns {Layout}
 */
function layoutOf(context, options, { width, height, pixelWidth, pixelHeight }) {
  const ratioX = pixelWidth / width || 1;
  const ratioY = pixelHeight / height || 1;
  const room = width >= 160 && height >= 90;
  const axes = options.axes && room;
  const colorBar = options.colorBar && room;
  const compact = width < NARROW;
  const { low, high } = shownRange(options);
  const axis = frequencyAxis(options.frequencyScale, low, high, options.htk);
  const top = axes || colorBar ? 8 : 0;
  const bottom = axes ? 24 : top;
  const inner = Math.max(1, height - top - bottom);
  const gap = (LINE + (compact ? 10 : 16)) / inner;

  context.font = FONT;
  const widest = (/** @type {{ label: string }[]} */ list) => Math.ceil(Math.max(0, ...list.map(({ label }) => context.measureText(label).width)));
  const { major, minor } = options.notes ? noteTicks(axis, (LINE + 4) / inner, options.a4) : frequencyTicks(axis, gap);
  const frequencies = major.map((tick) => ({ ...tick, label: options.notes ? noteName(tick.value, options.a4) : formatFrequency(tick.value, compact) }));
  const unit = (/** @type {number} */ i, /** @type {number} */ last) => (i === last ? ' dB' : '');
  const levels = decibelTicks(options.minDb, options.maxDb, (LINE + 24) / inner)
    .map((tick, i, { length }) => ({ ...tick, label: plainNumber(tick.value) + unit(i, length - 1) }));

  // Room for the usual labels, so that zooming and sliding levels do not move the plot.
  const usual = (/** @type {string} */ label) => context.measureText(label).width;
  const left = axes ? Math.ceil(Math.max(widest(frequencies), usual(options.notes ? 'C♯4' : compact ? '20k' : '20 kHz'))) + 10 : 0;
  const bar = compact ? { gap: 8, width: 8 } : { gap: 14, width: 12 };
  const right = colorBar ? bar.gap + bar.width + 8 + Math.ceil(Math.max(widest(levels), usual('−100'))) : axes ? 10 : 0;
  // Whole device pixels, so that the picture's pixels are the screen's.
  const x = Math.round(left * ratioX);
  const y = Math.round(top * ratioY);
  const pixels = {
    x, y, width: Math.max(0, Math.round((width - right) * ratioX) - x), height: Math.max(0, Math.round((height - bottom) * ratioY) - y),
  };
  const plot = { x: x / ratioX, y: y / ratioY, width: pixels.width / ratioX, height: pixels.height / ratioY };
  return {
    width, height, ratioX, ratioY, plot, pixels, axes, compact, frequencies, frequencyMarks: minor, levels,
    bar: colorBar ? { x: plot.x + plot.width + bar.gap, width: bar.width } : null,
  };
}

/** The index of the frequency nearest to one. @param {ArrayLike<number>} frequencies @param {number} hz */
function nearest(frequencies, hz) {
  let [low, high] = [0, frequencies.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frequencies[middle] + frequencies[middle + 1]) / 2 <= hz) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A tick of one CSS pixel's thickness on whole device pixels. @param {Context} context @param {Layout} layout @param {number} x @param {number} y @param {number} width 0: thin @param {number} height 0: thin */
function bar(context, { ratioX, ratioY }, x, y, width, height) {
  const [thinX, thinY] = [Math.max(1, Math.floor(ratioX)) / ratioX, Math.max(1, Math.floor(ratioY)) / ratioY];
  const left = width ? x : Math.round((x - thinX / 2) * ratioX) / ratioX;
  const top = height ? y : Math.round((y - thinY / 2) * ratioY) / ratioY;
  context.fillRect(left, top, width || thinX, height || thinY);
}

/**
 * Lines through the plot that stand out from light and dark alike: white between black.
 * @param {Context} context
 * @param {Layout} layout
 * @param {number} x of an upright line, CSS px
 * @param {number | null} y of a level line
 * @param {number} width
 */
function line(context, { plot, ratioX, ratioY }, x, y, width) {
  const whole = (/** @type {number} */ at, /** @type {number} */ ratio) => (Math.floor(at * ratio) + (Math.round(width * ratio) % 2) / 2) / ratio;
  for (const [color, extra] of /** @type {[string, number][]} */ ([['rgba(0, 0, 0, 0.6)', 2], ['#fff', 0]])) {
    context.strokeStyle = color;
    context.lineWidth = width + extra;
    context.beginPath();
    context.moveTo(whole(x, ratioX), plot.y);
    context.lineTo(whole(x, ratioX), plot.y + plot.height);
    if (y !== null) {
      context.moveTo(plot.x, whole(y, ratioY));
      context.lineTo(plot.x + plot.width, whole(y, ratioY));
    }
    context.stroke();
  }
}

/** @type {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | undefined} */
let probe;

/** A CSS colour as a little-endian word of red, green, blue, alpha. @param {string} color */
function wordOf(color) {
  probe ??= /** @type {OffscreenCanvasRenderingContext2D} */ (makeCanvas(1, 1).getContext('2d', { willReadFrequently: true }));
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = color;
  probe.fillRect(0, 0, 1, 1);
  return new Uint32Array(probe.getImageData(0, 0, 1, 1).data.buffer)[0];
}
