// Columns of a spectrogram -> a picture on a canvas, live or a stretch of time, with axes, colour bar, cursor and
// playhead.

import { closing } from '../base/closing.js';
import { show, stateError, typeError } from '../base/errors.js';
import { isFloat32 } from '../base/floats.js';
import { finite, numberThat } from '../base/number-checks.js';
import { entries } from '../base/option-bag.js';
import { drawMarks, drawSurroundings } from './axis-drawing.js';
import { contextOf, encoded, makeCanvas, wordOf } from './canvas.js';
import { sizeOf } from './canvas-size.js';
import { History, isPaired } from './history.js';
import { layoutOf } from './layout.js';
import { colorLevels, levelToDb, louderLevel } from './levels.js';
import { Picture } from './picture.js';
import { levelsOfPixel, loudestColumn } from './pixel-column.js';
import {
  COLOR_OPTIONS,
  changedOptions,
  DATA_OPTIONS,
  firstOptions,
  LIGHT_OPTIONS,
  imageSize,
  LOOK_OPTIONS,
  rangeOf,
  tableOf,
} from './renderer-options.js';
import { nearestBin, rowsOf } from './rows.js';
import { colorTints, louderTint, tintToDb, tintToValue } from './signed-cells.js';
import { Surface } from './surface.js';
import { themeOf } from './theme.js';
import { countOf, dataOf, keptColumns, keptUnit } from './units.js';
import { watch } from './watch.js';

/** @typedef {import('./layout.js').Context} Context */
/** @typedef {import('./layout.js').Layout} Layout */
/** @typedef {import('./renderer-options.js').AllOptions} AllOptions */
/** @typedef {import('./renderer-options.js').RendererOptions} RendererOptions */
/** @typedef {import('./renderer-options.js').RendererColors} RendererColors */
/** @typedef {import('./renderer-options.js').ImageOptions} ImageOptions */

const HISTORY_BYTES = 64e6;

export class SpectrogramRenderer extends /* @__PURE__ */ closing(class {}) {
  #canvas;
  /** @type {Context} */
  #context;
  /** @type {AllOptions} */
  #options;
  /** @type {History} */
  #history;
  #surface = new Surface();
  #colors = new Uint32Array(65536);
  /** @type {RendererColors} */
  #theme;
  #colorsStale = true;
  #screenRatio = 1;
  #frame = 0; // the animation frame asked for
  #closed = false;
  #unwatch;
  /** @type {import('./canvas-size.js').Size | null} */
  #box = null;
  #stats = { columns: 0, gaps: 0, drawn: 0, skipped: 0, frames: 0, lastDrawMs: 0 };
  #seen = 0; // the column after the last that a picture was drawn with

  /**
   * Draws on a canvas, which should have a size by CSS; its own width and height follow that. An OffscreenCanvas, of a
   * page or in a Worker, keeps its own size, of `pixelRatio` (1, if it is not given) pixels a unit of length.
   * @param {HTMLCanvasElement | OffscreenCanvas} canvas
   * @param {RendererOptions} options
   */
  constructor(canvas, options) {
    super();
    if (typeof (/** @type {any} */ (canvas)?.getContext) !== 'function')
      throw typeError(`canvas must be a canvas element, got ${show(canvas)}`);
    this.#options = firstOptions(options);
    this.#canvas = canvas;
    this.#context = contextOf(canvas);
    this.#history = this.#newHistory();
    this.#theme = themeOf(this.#options);
    this.#unwatch = watch(
      canvas,
      (box) => {
        this.#box = box ?? this.#box;
        this.#relayout();
      },
      () => {
        this.#surface.picture = null;
        this.#relayout();
      },
    );
    this.#request();
  }

  #newHistory() {
    const { frequencies, history, unit } = this.#options;
    const bins = frequencies.length;
    return new History(
      bins,
      history ?? Math.max(64, Math.floor(HISTORY_BYTES / 2 / bins)),
      keptUnit(unit),
      rangeOf(this.#options),
    );
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
    if (this.#frame) return;
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
   * @param {ArrayLike<number> | { data: ArrayLike<number>, unit?: string | undefined }} columns [count][bins],
   *   row-major; [count][bins][2] where they are complex or pairs of value and power; or a spectrogram, in this unit
   * @param {number} [given] count of columns (default: all that there are)
   */
  append(columns, given) {
    this.#open();
    const { frequencies, unit } = this.#options;
    const data = dataOf(columns, unit);
    const count = countOf(data, given, unit, frequencies.length);
    this.#history.append(
      keptColumns(isFloat32(data) ? data : Float32Array.from(data), count, unit, frequencies),
      count,
    );
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
   * @param {Partial<RendererOptions>} options
   */
  set(options) {
    this.#open();
    const { options: next, changed } = changedOptions(options, this.#options);
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

  /** forgotten: columns that `history` has no room for any more, since the picture was last cleared. */
  get stats() {
    return { ...this.#stats, forgotten: this.#history.first };
  }

  /** Stops drawing and lets go of everything; the last picture stays. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    cancelAnimationFrame(this.#frame);
    this.#unwatch();
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
      surface.fit(layoutOf(this.#context, this.#options, sizeOf(this.#canvas, this.#box, this.#options.pixelRatio)));
    }
    surface.aim(this.#options, this.#history.end);
    return /** @type {Layout} */ (surface.layout);
  }

  /**
   * What lies at a place: its time and frequency, and the nearest bin's dB in the loudest of the columns drawn there.
   * Of pairs also its value, and the dB in steps of 2; of 'Hz' the value alone.
   * @param {number} x CSS pixels in the canvas
   * @param {number} y
   * @returns {{ time: number, frequency: number, db: number, value?: number, bin: number, column: number } | null} null
   *   outside the plot; db is NaN where there is no data
   */
  valueAt(x, y) {
    const { plot, pixels, ratioX, axis } = this.#measured();
    if (
      !(x >= plot.x && x <= plot.x + plot.width && y >= plot.y && y <= plot.y + plot.height) ||
      plot.width * plot.height === 0
    )
      return null;
    const frequency = axis.from(1 - (y - plot.y) / plot.height);
    const bin = nearestBin(this.#options.frequencies, frequency);
    const pixel = Math.min(Math.floor((x - plot.x) * ratioX), pixels.width - 1);
    const column = loudestColumn(
      this.#history,
      bin,
      this.#surface.left + pixel,
      this.#surface.columnsPerPixel,
      louderOf(this.#history),
    );
    const level = this.#history.level(column, bin);
    const { unit, gainDb } = this.#options;
    const place = { time: this.#surface.timeAt(x, this.#options), frequency, bin, column };
    if (!isPaired(keptUnit(unit))) return { ...place, db: levelToDb(level) + gainDb };
    return {
      ...place,
      db: unit === 'Hz' ? Number.NaN : tintToDb(level) + gainDb,
      value: tintToValue(level, this.#history.range),
    };
  }

  /**
   * The dB of every bin as a time is drawn: the loudest of the columns that share its pixel. Null where none is kept;
   * of the moment after the newest column, that one.
   * @param {number} time s
   * @returns {Float32Array<ArrayBuffer> | null}
   */
  levelsAt(time) {
    finite('time', time);
    this.#measured();
    const pixel = this.#surface.pixelAt(time, this.#options);
    const toDb = isPaired(this.#history.unit) ? tintToDb : levelToDb;
    const dbOf = (/** @type {number} */ cell) => toDb(cell) + this.#options.gainDb;
    return levelsOfPixel(this.#history, pixel, this.#surface.columnsPerPixel, louderOf(this.#history), dbOf);
  }

  /**
   * Where a time and a frequency are drawn: the inverse of valueAt. Outside the plot for what is not shown.
   * @param {number} time s
   * @param {number} frequency Hz
   * @returns {{ x: number, y: number }} CSS pixels in the canvas
   */
  positionOf(time, frequency) {
    const { plot, axis } = this.#measured();
    return { x: this.#surface.xOf(time, this.#options), y: plot.y + (1 - axis.to(frequency)) * plot.height };
  }

  /** The picture, with size, rows and colours as the options have them. */
  #prepared() {
    const surface = this.#surface;
    const { pixels, ratioX, axis } = /** @type {Layout} */ (surface.layout);
    const { frequencies, minDb, maxDb, gainDb } = this.#options;
    const paired = isPaired(this.#history.unit);
    const interpolate = this.#options.interpolate && !paired;
    if (this.#colorsStale) {
      const color = paired ? colorTints : colorLevels;
      color(this.#colors, tableOf(this.#options), minDb - gainDb, maxDb - gainDb, wordOf(this.#theme.empty));
      if (!surface.pictureStale) surface.picture?.recolor();
      this.#colorsStale = false;
    }
    if (surface.picture && !surface.pictureStale) return surface.picture;
    const options = {
      width: pixels.width,
      height: pixels.height,
      interpolate,
      colors: this.#colors,
      columnsPerPixel: surface.columnsPerPixel,
      rows: rowsOf(frequencies, axis, pixels.height, interpolate),
      louder: louderOf(this.#history),
      gapColor: wordOf(this.#theme.gap),
      hatch: Math.max(1, Math.round(2 * ratioX)),
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
    const { ratioX, ratioY, plot, pixels } = layout;
    const [start, end] = [plot.x, plot.x + plot.width].map((x) => this.#surface.timeAt(x, this.#options));
    const scene = { context, layout, options: this.#options, theme: this.#theme, start, end };
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.save();
    context.beginPath();
    context.rect(pixels.x, pixels.y, pixels.width, pixels.height);
    context.clip();
    const drawn = this.#prepared().draw(context, pixels.x, pixels.y, this.#surface.left);
    context.setTransform(ratioX, 0, 0, ratioY, 0, 0);
    drawMarks(scene);
    context.restore();
    context.setTransform(ratioX, 0, 0, ratioY, 0, 0);
    drawSurroundings(scene);
    return drawn;
  }

  /** The picture with its axes, on a canvas of its own. @param {ImageOptions} [options] */
  toCanvas(options = {}) {
    this.#open();
    const own = entries(options, ['scale', 'width', 'height', 'look']);
    const size = imageSize(own, this.#measured());
    const look = changedOptions(entries(own.look ?? {}, LOOK_OPTIONS, LOOK_OPTIONS), this.#options).options;
    const canvas = makeCanvas(size.pixelWidth, size.pixelHeight);
    const context = /** @type {Context} */ (canvas.getContext('2d'));
    const onScreen = { surface: this.#surface, options: this.#options, theme: this.#theme };
    [this.#surface, this.#options, this.#theme, this.#colorsStale] = [new Surface(), look, themeOf(look), true];
    try {
      this.#surface.fit(layoutOf(context, look, size));
      const layout = this.#measured();
      if (layout.pixels.width && layout.pixels.height) this.#compose(context, layout);
    } finally {
      [this.#surface, this.#options, this.#theme] = [onScreen.surface, onScreen.options, onScreen.theme];
      this.#colorsStale = true;
    }
    return canvas;
  }

  /**
   * The picture with its axes as an image file.
   * @param {ImageOptions & { type?: string }} [options]
   * @returns {Promise<Blob>}
   */
  async toBlob(options = {}) {
    const { type = 'image/png', ...image } = entries(options, ['type', 'scale', 'width', 'height', 'look']);
    const canvas = this.toCanvas(image);
    return encoded(canvas, String(type));
  }
}

/** Which of two cells is shown where there is room for one. @param {History} history */
const louderOf = (history) => (isPaired(history.unit) ? louderTint : louderLevel);
