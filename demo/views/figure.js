// A spectrogram on a canvas: of a source by an analysis, or of numbers that someone else brings; its look, its stretch
// of time, and what lies at its places.
import { SpectrogramRenderer } from 'specgram';
import { colorsOf, fitted, lowestOf, USUAL } from './look.js';
import { TimeWindow } from './time-window.js';
import { Whole } from './whole.js';
import { zoomed } from './zoom.js';

/** @typedef {import('./look.js').Look} Look */
/**
 * @typedef {object} Axes of the numbers that are coming
 * @property {number} sampleRate @property {number} hopLength @property {ArrayLike<number>} frequencies
 * @property {number} startTime s @property {number} history columns to keep
 * @property {import('./analysis.js').Unit} unit 0 dB being a full-scale sine
 * @property {number | null} [valueRange] Hz
 * @property {boolean} [sharp] a sine is a single bin, so that no parabola leads to its peak
 * @property {Partial<Look>} [look] in place of the figure's
 */
/**
 * @typedef {object} Cell what lies at a place of the picture
 * @property {number} time s @property {number} frequency Hz @property {number} db
 * @property {number} [value] what is drawn besides the level @property {string} [unit] of that
 */

const NARROWEST = 50; // Hz that zooming leaves from end to end

/**
 * Fires 'begin' when the numbers are others, 'look' when it looks otherwise, 'filled' when columns came that were asked
 * for, and 'range' when its frequencies were zoomed.
 */
export class Figure extends EventTarget {
  time = new TimeWindow();
  /** @type {SpectrogramRenderer | null} */
  renderer = null;
  /** @type {ArrayLike<number>} Hz of the bins */
  frequencies = [];
  sampleRate = 44100;
  /** @type {import('./analysis.js').Unit} what is seen */
  unit = 'power';
  sharp = false;
  /** @type {Promise<void>} settles when what is being drawn is there */
  drawn = Promise.resolve();
  #look;
  /** @type {Partial<Look>} that the numbers ask for */
  #own = {};

  /**
   * @param {HTMLCanvasElement} canvas with a size by CSS
   * @param {import('../sources/source.js').Source | null} [source] is drawn as a whole
   * @param {import('./analysis.js').Analysis} [analysis] (default: a plain STFT)
   * @param {Partial<Look>} [look]
   */
  constructor(canvas, source = null, analysis = { transform: 'stft' }, look = {}) {
    super();
    this.canvas = canvas;
    this.#look = { ...USUAL, ...look };
    this.whole = new Whole(this);
    this.time.addEventListener('window', () => this.renderer?.set({ view: this.#view }));
    if (source) void this.draw(source, analysis);
  }

  /**
   * Draws a source as a whole. Settles when all of it was analysed, or given up.
   * @param {import('../sources/source.js').Source} source
   * @param {import('./analysis.js').Analysis} analysis
   * @param {{ start: number, end: number } | null} [stretch] s in sight (default: everything)
   */
  draw(source, analysis, stretch = null) {
    this.drawn = this.whole.show(source, analysis, stretch);
    return this.drawn;
  }

  get #view() {
    return { start: this.time.start, end: this.time.end };
  }

  /** Starts an empty picture. @param {Axes} axes */
  begin({ look = {}, sharp = false, valueRange = null, ...data }) {
    this.frequencies = data.frequencies;
    this.sampleRate = data.sampleRate;
    this.unit = data.unit === 'complex' ? 'power' : data.unit;
    this.sharp = sharp;
    this.#own = look;
    const options = { ...data, valueRange, ...this.#drawn(), view: this.#view, playhead: null };
    if (this.renderer) {
      this.renderer.set(options);
      this.renderer.clear();
    } else this.renderer = new SpectrogramRenderer(this.canvas, options);
    this.dispatchEvent(new Event('begin'));
  }

  /** @param {Float32Array} columns @param {number} [count] */
  append(columns, count) {
    this.renderer?.append(columns, count);
  }

  /** @param {number} columns that are missing */
  gap(columns) {
    this.renderer?.gap(columns);
  }

  /** Says that the columns in sight have come, for who reads them. */
  filled() {
    this.dispatchEvent(new Event('filled'));
  }

  /** What is drawn, how. @returns {Look} */
  get look() {
    return { ...fitted(this.#look, this.sampleRate), ...this.#own };
  }
  #drawn() {
    return { ...this.look, colors: colorsOf(this.canvas, this.unit) };
  }

  /** Changes the look of what is there. @param {Partial<Look>} look */
  set(look) {
    this.#look = { ...this.#look, ...look };
    this.renderer?.set(this.#drawn());
    this.dispatchEvent(new Event('look'));
  }

  /** The moment that is looked at, s: the newest in sight, or of a whole sound where it plays, or the middle. */
  get moment() {
    const { start, end, bounds, mode } = this.time;
    if (mode === 'live') return Math.min(bounds.end, end) - 1e-6;
    const { playhead = null } = this.renderer?.options ?? {};
    return playhead !== null && playhead >= start && playhead < end ? playhead : (start + end) / 2;
  }

  /** Shows where it is playing, or nothing. @param {number | null} position s */
  set playhead(position) {
    this.renderer?.set({ playhead: position });
  }

  /**
   * What lies at a place of the canvas, if that is in the picture.
   * @param {{ x: number, y: number }} at CSS px
   * @returns {(Cell & { bin: number }) | null}
   */
  cellAt({ x, y }) {
    const cell = this.renderer?.valueAt(x, y);
    return cell ? { ...cell, unit: this.unit } : null;
  }

  /** @param {number} factor below 1 zooms in @param {number} [about] Hz that stays where it is */
  zoomFrequency(factor, about) {
    const { fMin, fMax, frequencyScale } = this.look;
    const limits = { low: lowestOf(frequencyScale), high: this.sampleRate / 2 };
    const { low, high } = zoomed({ low: fMin, high: fMax }, frequencyScale, factor, about, limits);
    if (high - low < NARROWEST && factor <= 1) return;
    this.set({ fMin: Math.round(low), fMax: Math.round(high) });
    this.dispatchEvent(new Event('range'));
  }

  /** Lets go of canvas and source. */
  close() {
    this.whole.stop();
    this.renderer?.close();
    this.renderer = null;
  }
}
