// A spectrogram on a canvas: of a source by an analysis, or of numbers that someone else brings; its look, its stretch
// of time, and what lies at its places.
import { SpectrogramRenderer } from 'specgram';
import { formatTime, frequencyAxis } from 'specgram/view';
import { decibel, hertz, note, plainNumber } from '../ui/format.js';
import { isSigned } from './analysis.js';
import { firstFrom, loudestOf } from './bins.js';
import { axisOf, colorsOf, fitted, lowestOf, USUAL } from './look.js';
import { TimeWindow } from './time-window.js';
import { Whole } from './whole.js';
import { panned, zoomed } from './zoom.js';

/** @typedef {import('./look.js').Look} Look */
/**
 * @typedef {object} Axes of the numbers that are coming
 * @property {number} sampleRate @property {number} hopLength @property {ArrayLike<number>} frequencies
 * @property {number} startTime s @property {number} history columns to keep
 * @property {import('./analysis.js').Unit} unit 0 dB being a full-scale sine
 * @property {number | null} [valueRange] Hz
 * @property {boolean} [sharp] a sine is a single bin, so that no parabola leads to its peak
 * @property {ArrayLike<number>} [shares] what each bin's 0 dB is of a full-scale sine's energy, where bins add up to it
 * @property {number | null} [period] s after which the sound begins anew
 * @property {readonly string[] | undefined} [names] of bins that stand one above the other, whatever their frequencies
 * @property {{ unit: string } | undefined} [plain] numbers that are no dB, and what they are called
 * @property {boolean} [again] whether they are the same numbers, more or less finely
 * @property {Partial<Look>} [look] in place of the figure's
 */
/**
 * @typedef {object} Cell what lies at a place of the picture
 * @property {number} time s @property {number} frequency Hz @property {number} db
 * @property {number} [value] what is drawn besides the level @property {string} [unit] of that
 */

const NARROWEST = 50; // Hz that zooming leaves from end to end
const ROUND = 100; // parts of a Hz: so that what is zoomed about stays where it is
const FARTHEST = 255; // what the renderer keeps of numbers that are no dB
const FINEST = 0.001; // s that a moment is read to

/**
 * Fires 'begin' when the numbers are others, `detail.again` where only their fineness is, 'look' when it looks
 * otherwise, 'filled' when columns came that were asked for, and 'range' when its frequencies were zoomed or panned.
 */
export class Figure extends EventTarget {
  /** @type {SpectrogramRenderer | null} */
  renderer = null;
  /** @type {ArrayLike<number>} Hz of the bins */
  frequencies = [];
  sampleRate = 44100;
  /** @type {import('./analysis.js').Unit} what is seen */
  unit = 'power';
  sharp = false;
  /** @type {ArrayLike<number> | undefined} */
  shares = undefined;
  /** @type {readonly string[] | null} of bins that have no place along the frequency axis */
  names = null;
  /** @type {{ unit: string } | null} of numbers that are no dB */
  plain = null;
  /** @type {Promise<void>} settles when what is being drawn is there */
  drawn = Promise.resolve();
  #look;
  /** @type {Partial<Look>} that the numbers ask for */
  #own = {};
  /** @type {{ fMin: number, fMax: number }} Hz, as they were before they were moved along */
  #home;

  /**
   * @param {HTMLCanvasElement} canvas with a size by CSS
   * @param {import('../sources/source.js').Source | null} [source] is drawn as a whole
   * @param {import('./analysis.js').Analysis} [analysis] (default: a plain STFT)
   * @param {Partial<Look>} [look]
   * @param {TimeWindow} [time] is shared with another figure, if it is given
   */
  constructor(canvas, source = null, analysis = { transform: 'stft' }, look = {}, time = new TimeWindow()) {
    super();
    this.canvas = canvas;
    this.time = time;
    this.#look = { ...USUAL, ...look };
    this.#home = this.#look;
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
  begin({ look = {}, sharp = false, shares, names, plain, valueRange = null, period = null, again = false, ...data }) {
    this.names = names ?? null;
    if (names) data.frequencies = Float64Array.from(names, (_, bin) => bin + 0.5);
    this.frequencies = data.frequencies;
    this.sampleRate = data.sampleRate;
    this.unit = data.unit === 'complex' ? 'power' : data.unit;
    this.sharp = sharp;
    this.shares = shares;
    this.plain = plain ?? null;
    this.#own = {
      ...(names && axisOf(names)),
      ...((names || plain) && { labels: { bins: names, value: plain?.unit } }),
      ...look,
    };
    const options = { ...data, valueRange, period, ...this.#drawn(), view: this.#view, playhead: null };
    if (this.renderer) {
      this.renderer.set(options);
      this.renderer.clear();
    } else this.renderer = new SpectrogramRenderer(this.canvas, options);
    this.dispatchEvent(new CustomEvent('begin', { detail: { again } }));
  }

  /** Shows nothing: what was there is no more, and what was to come cannot. */
  empty() {
    this.renderer?.clear();
    this.renderer?.set({ playhead: null, period: null });
    this.dispatchEvent(new CustomEvent('begin', { detail: { again: false } }));
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
    const { fMin, fMax } = this.#look;
    this.#look = { ...this.#look, ...look };
    if (this.#look.fMin !== fMin || this.#look.fMax !== fMax) this.#home = this.#look;
    this.#restyle();
  }

  #restyle() {
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
    const { renderer, unit } = this;
    const cell = renderer?.valueAt(x, y);
    if (!renderer || !cell) return null;
    // what is drawn there is the loudest of the bins that share its row
    const levels = isSigned(unit) ? null : renderer.levelsAt(cell.time);
    const [from, to] = [0.5, -0.5].map((half) => firstFrom(this.frequencies, this.frequencyAt(y + half)));
    const bin = (levels && loudestOf(levels, from, to)) ?? cell.bin;
    return { ...cell, unit, bin, db: levels ? levels[bin] : cell.db };
  }

  /** The dB of all bins at a moment, in sight or not; null where none is known. @param {number} time s */
  levelsAt(time) {
    return this.renderer?.levelsAt(time) ?? null;
  }

  /** The dB of all bins at the moment that is looked at. */
  get levels() {
    return this.levelsAt(this.moment);
  }

  get axis() {
    const { frequencyScale, fMin, fMax } = this.look;
    return frequencyAxis(frequencyScale, fMin, fMax);
  }

  /** A level in words, or what stands in its place. @param {number} db */
  levelText(db) {
    if (!this.plain) return decibel(db);
    if (Math.abs(db) > FARTHEST) return db < 0 ? `below −${FARTHEST}` : `above ${FARTHEST}`;
    return `${plainNumber(db)} ${this.plain.unit}`.trim();
  }

  /** A frequency in words, and the note that it is; or the name of the bin there. @param {number} hz */
  wordsOf(hz) {
    if (!this.names) return { place: hertz(hz), note: note(hz, this.look.a4) };
    return { place: this.names[Math.max(0, Math.min(this.names.length - 1, Math.floor(hz)))], note: '' };
  }

  /** @param {number} y CSS px, also beside the plot */
  frequencyAt(y) {
    const { plot } = /** @type {SpectrogramRenderer} */ (this.renderer);
    return this.axis.from(1 - (y - plot.y) / plot.height);
  }

  /** @param {number} x CSS px, also beside the plot */
  timeAt(x) {
    const { plot } = /** @type {SpectrogramRenderer} */ (this.renderer);
    return this.time.start + ((x - plot.x) / plot.width) * this.time.seconds;
  }

  /** s that a moment is read to: what a pixel is, and no coarser than the ms. */
  get #fineness() {
    const pixel = this.time.seconds / (this.renderer?.plot.width || 1);
    let step = FINEST;
    while (step > pixel && step > 1e-6) step /= 10;
    return step;
  }

  /** A moment as the axis writes it. @param {number} time s @param {number} [step] s that are told apart */
  momentText(time, step = this.#fineness) {
    const period = this.renderer?.options.period ?? null;
    return formatTime(period ? time % period : time, step, (period ?? this.time.end) >= 60);
  }

  get #limits() {
    return { low: lowestOf(this.look.frequencyScale), high: this.sampleRate / 2 };
  }

  /** @param {number} factor below 1 zooms in @param {number} [about] Hz that stays where it is */
  zoomFrequency(factor, about) {
    const { fMin, fMax, frequencyScale } = this.look;
    const { low, high } = zoomed({ low: fMin, high: fMax }, frequencyScale, factor, about, this.#limits);
    if (high - low >= NARROWEST || factor > 1) this.#move(low, high);
  }

  /** @param {number} share of the axis, upwards */
  panFrequency(share) {
    const { fMin, fMax, frequencyScale } = this.look;
    const { low, high } = panned({ low: fMin, high: fMax }, frequencyScale, share, this.#limits);
    this.#move(low, high);
  }

  /**
   * Shows a stretch of time and a range of frequencies.
   * @param {{ start: number, end: number, low: number, high: number }} box s and Hz
   */
  showBox({ start, end, low, high }) {
    if (this.time.mode === 'live') this.time.follow(false);
    this.time.show(start, end);
    if (high - low >= NARROWEST) this.#move(Math.max(this.#limits.low, low), Math.min(this.#limits.high, high));
  }

  /** Everything, or back to now; and the frequencies as they were before they were zoomed and panned. */
  reset() {
    this.time.reset();
    this.#move(this.#home.fMin, this.#home.fMax);
  }

  /** @param {number} low Hz @param {number} high */
  #move(low, high) {
    if (this.names) return; // all of them are in sight
    const [fMin, fMax] = [low, high].map((hz) => Math.round(ROUND * hz) / ROUND);
    if (fMin === this.#look.fMin && fMax === this.#look.fMax) return;
    this.#look = { ...this.#look, fMin, fMax };
    this.#restyle();
    this.dispatchEvent(new Event('range'));
  }

  /** Lets go of canvas and source. */
  close() {
    this.whole.stop();
    this.renderer?.close();
    this.renderer = null;
  }
}
