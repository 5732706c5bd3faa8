// The picture on the page: which stretch of time it shows, how it is zoomed and panned, and what lies under the cursor.
import { SpectrogramRenderer } from 'specgram';
import { scales, zoomed } from './scales.js';

/**
 * @typedef {object} Cell what lies at a place of the picture
 * @property {number} time s @property {number} frequency Hz @property {number} db
 * @property {number} [value] what is drawn besides the level @property {string} [unit] of that
 */
/**
 * @typedef {Pick<SpectrogramRenderer['options'], 'minDb' | 'maxDb' | 'colormap' | 'frequencyScale' | 'notes' | 'a4' |
 *   'theme' | 'colors'> & { fMin: number, fMax: number }} Look
 */
/**
 * @typedef {object} Axes of the numbers that are coming
 * @property {number} sampleRate @property {number} hopLength @property {ArrayLike<number>} frequencies
 * @property {number} startTime s @property {number} history columns to keep @property {number} gainDb
 * @property {'power' | 'db' | 'radians' | 'hertz'} unit @property {number | null} valueRange Hz
 * @property {boolean} [sharp] a sine is a single bin, so that no parabola leads to its peak
 * @property {Partial<Look>} [look] in place of what the settings ask for
 */

const MIN_SPAN = 0.02; // s across
const EDGE = 24; // px between two fingers, at least, for a pinch in that direction
const DARK = '#0f0d14'; // under colours that fade where it is quiet, in either theme
const SHORTEST_PAGE = 1; // s: shorter ones would turn too quickly to be read, and flicker
const READ_EVERY = 100; // ms: numbers that change faster cannot be read

/**
 * Fires 'window' when the stretch of time changes, 'cursor' when what is under it may have, 'nudge' when a key moved
 * it, 'pin' when
 * it is pinned or let go, and 'follow' when the picture starts or stops to follow the newest column.
 */
export class View extends EventTarget {
  /** @type {SpectrogramRenderer | null} */
  renderer = null;
  /** @type {{ start: number, end: number }} s shown */
  window = { start: 0, end: 10 };
  /** @type {{ start: number, end: number }} s that there is something to show of */
  bounds = { start: 0, end: 10 };
  /** @type {'live' | 'whole'} */
  mode = 'live';
  following = true;
  paged = false;
  /** @type {Cell | null} */
  cursor = null;
  pinned = false;
  snap = true;
  /** @type {{ x: number, y: number } | null} where a resting pointer reads a moving picture, CSS px */
  #pointer = null;
  #readAt = 0;
  /** @type {ArrayLike<number>} */
  #frequencies = [];

  /**
   * @param {HTMLCanvasElement} canvas @param {HTMLElement} plot the focusable element around it
   * @param {import('../app/settings.js').Settings} settings
   */
  constructor(canvas, plot, settings) {
    super();
    this.canvas = canvas;
    this.plot = plot;
    this.settings = settings;
    this.#gestures();
  }

  /** Starts an empty picture. @param {Axes} axes */
  begin(axes) {
    this.#frequencies = axes.frequencies;
    const { look = {}, sharp = false, ...data } = axes;
    this.#sharp = sharp;
    this.unit = axes.unit;
    this.#own = look;
    const options = { ...data, ...this.#look(axes.sampleRate), view: this.window, playhead: null };
    if (this.renderer) {
      this.renderer.set(options);
      this.renderer.clear();
    } else this.renderer = new SpectrogramRenderer(this.canvas, options);
    this.showCursor();
  }

  /** @type {Axes['unit']} */
  unit = 'power';
  /** @type {Partial<Look>} */
  #own = {};
  #sharp = false;

  /** Hz from bin to bin, at the lower and at the upper end. */
  get spacing() {
    const [f, n] = [this.#frequencies, this.#frequencies.length];
    return n < 2 ? { least: 0, most: 0 } : { least: f[1] - f[0], most: f[n - 1] - f[n - 2] };
  }

  /** @type {'light' | 'dark'} */
  theme = 'dark';
  sampleRate = 44100;

  /**
   * What the settings ask for, as the renderer names it.
   * @param {number} sampleRate
   * @returns {Look}
   */
  #look(sampleRate) {
    this.sampleRate = sampleRate;
    const { settings } = this;
    const style = getComputedStyle(document.documentElement);
    const css = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    const top = sampleRate / 2;
    const log = settings.text('scale') === 'log';
    const high = Math.min(settings.number('high'), top);
    const low = Math.min(Math.max(settings.number('low'), log ? 20 : 0), high - 10);
    return {
      minDb: settings.number('floor'),
      maxDb: settings.number('ceiling'),
      colormap:
        this.unit === 'radians'
          ? 'hue'
          : this.unit === 'hertz'
            ? 'diverging'
            : /** @type {Look['colormap']} */ (settings.text('colors')),
      frequencyScale: /** @type {Look['frequencyScale']} */ (settings.text('scale')),
      fMin: low,
      fMax: high,
      notes: settings.text('labels') === 'notes',
      a4: settings.number('a4'),
      theme: this.theme,
      colors: { background: css('--panel'), text: css('--soft'), empty: this.unit === 'power' ? css('--back') : DARK },
      ...this.#own,
    };
  }

  get frequencies() {
    return this.#frequencies;
  }

  /**
   * The moment that is looked at, s: the cursor's; else the newest in sight, or of a whole track where it plays, or the
   * middle.
   */
  get moment() {
    if (this.cursor) return this.cursor.time;
    const { start, end } = this.window;
    if (this.mode === 'live') return Math.min(this.bounds.end, end) - 1e-6;
    const playhead = this.renderer?.options.playhead;
    return typeof playhead === 'number' && playhead >= start && playhead < end ? playhead : (start + end) / 2;
  }

  /** What is drawn, how. */
  get look() {
    return this.#look(this.sampleRate);
  }

  /** Redraws by the settings. */
  restyle() {
    this.renderer?.set(this.#look(this.sampleRate));
    this.showCursor();
  }

  /** @param {boolean} value */
  follow(value) {
    if (this.following === value) return;
    this.following = value;
    this.dispatchEvent(new Event('follow'));
  }

  /** The newest moment, s: the window moves with it, or turns to a new page. @param {number} edge */
  advance(edge) {
    if (!this.following) return;
    const span = this.settings.number('span');
    const start = this.paged ? Math.floor(edge / span) * span : edge - span;
    this.#show(start, start + span);
  }

  /** Shows this stretch, moved into the bounds. @param {number} start @param {number} end */
  show(start, end) {
    const all = this.bounds.end - this.bounds.start;
    const span = Math.max(MIN_SPAN, this.mode === 'whole' ? Math.min(end - start, all) : Math.min(end - start, 120));
    let from = start;
    if (this.mode === 'whole') from = Math.max(this.bounds.start, Math.min(from, this.bounds.end - span));
    else from = Math.max(this.bounds.start - 0.5 * span, Math.min(from, this.bounds.end - span));
    this.#show(from, from + span);
  }

  /** @param {number} start @param {number} end */
  #show(start, end) {
    if (start === this.window.start && end === this.window.end) return;
    this.window = { start, end };
    this.renderer?.set({ view: this.window });
    this.dispatchEvent(new Event('window'));
    const now = performance.now();
    if (!this.#pointer || this.pinned || now - this.#readAt < READ_EVERY) return;
    this.#readAt = now;
    this.#read();
  }

  /**
   * Zooms in time about a place.
   * @param {number} factor below 1 zooms in
   * @param {number} [time] s; default: the middle, or the newest moment while following it
   */
  zoom(factor, time) {
    const { start, end } = this.window;
    if (this.following && this.mode === 'live') {
      const span = Math.min(120, Math.max(0.5, (end - start) * factor));
      this.settings.set({ span: Math.round(span * 100) / 100 });
      return;
    }
    const about = time ?? this.cursor?.time ?? (start + end) / 2;
    const kept = Math.min(end, Math.max(start, about));
    this.show(kept - (kept - start) * factor, kept + (end - kept) * factor);
  }

  /** @param {number} seconds to the right is later */
  pan(seconds) {
    const { start, end } = this.window;
    if (this.mode === 'live') {
      const back = end + seconds < this.bounds.end - 0.02 * (end - start);
      if (!back) return this.follow(true);
      this.follow(false);
    }
    this.show(start + seconds, end + seconds);
  }

  /**
   * Shows where a track is playing, and turns the page when it leaves the window, unless that is a close look.
   * @param {number} position s
   * @param {boolean} playing
   */
  playAt(position, playing) {
    this.renderer?.set({ playhead: playing || position > 0 ? position : null });
    const { start, end } = this.window;
    if (playing && end - start >= SHORTEST_PAGE && (position > end || position < start))
      this.show(position, position + end - start);
  }

  /** Everything (whole), or the newest moment (live). */
  reset() {
    if (this.mode === 'whole') this.show(this.bounds.start, this.bounds.end);
    else this.follow(true);
  }

  /** @param {number} factor below 1 zooms in @param {number} [frequency] Hz that stays where it is */
  zoomFrequency(factor, frequency) {
    const { fMin, fMax, frequencyScale } = this.#look(this.sampleRate);
    const { to, from } = scales[frequencyScale];
    const about = frequency ?? this.cursor?.frequency ?? from((to(fMin) + to(fMax)) / 2);
    const limits = { low: frequencyScale === 'log' ? 20 : 0, high: this.sampleRate / 2 };
    const { low, high } = zoomed({ low: fMin, high: fMax }, frequencyScale, factor, about, limits);
    if (high - low >= 50 || factor > 1) this.settings.set({ low: Math.round(low), high: Math.round(high) });
  }

  /**
   * Sets the cursor to the sound at a place of the canvas, or to the peak beside it.
   * @param {{ x: number, y: number }} at CSS px
   */
  #read(at = /** @type {{ x: number, y: number }} */ (this.#pointer)) {
    const place = this.renderer?.valueAt(at.x, at.y);
    const cell = place ? { ...place, unit: this.unit } : null;
    this.cursor = cell && this.snap ? this.peakNear(cell) : cell;
    this.showCursor();
  }

  /** Reads the cursor's place anew, after other columns came there. */
  reread() {
    if (this.pinned && this.cursor && this.renderer)
      this.#read(this.renderer.positionOf(this.cursor.time, this.cursor.frequency));
    else if (this.#pointer) this.#read();
  }

  showCursor() {
    this.renderer?.set({ cursor: this.cursor && { time: this.cursor.time, frequency: this.cursor.frequency } });
    this.dispatchEvent(new Event('cursor'));
  }

  /**
   * The strongest bin within 10 px; where a sine is a lobe, its place and height read off the parabola through it and
   * its neighbours in dB
   * (Smith and Serra 1987, "PARSHL"). Of an offset from the bins, the frequency that it means.
   * @param {Cell & { bin: number }} cell
   * @returns {Cell}
   */
  peakNear(cell) {
    if (this.unit === 'hertz' && cell.value) return { ...cell, frequency: this.#frequencies[cell.bin] + cell.value };
    if (this.unit !== 'power') return cell;
    const renderer = /** @type {SpectrogramRenderer} */ (this.renderer);
    const { x, y: middle } = renderer.positionOf(cell.time, cell.frequency);
    const level = (/** @type {number} */ bin) => {
      const { y } = renderer.positionOf(cell.time, this.#frequencies[bin]);
      return renderer.valueAt(x, y)?.db ?? -Infinity;
    };
    let best = cell.bin;
    let bestDb = level(best);
    for (const step of [-1, 1]) {
      for (let bin = cell.bin + step; bin >= 0 && bin < this.#frequencies.length; bin += step) {
        if (Math.abs(renderer.positionOf(cell.time, this.#frequencies[bin]).y - middle) > 10) break;
        const db = level(bin);
        if (db > bestDb) [best, bestDb] = [bin, db];
      }
    }
    const [left, right] = [level(best - 1), level(best + 1)];
    const bend = left - 2 * bestDb + right;
    const seen =
      this.settings.number('floor') + 0.15 * (this.settings.number('ceiling') - this.settings.number('floor'));
    if (this.#sharp)
      return bestDb > seen
        ? this.#gathered(cell, best, bestDb, left > right ? best - 1 : best + 1, Math.max(left, right))
        : cell;
    // no peak, or one of the noise
    if (!(bestDb > seen && bestDb > left && bestDb > right) || !Number.isFinite(bend)) return cell;
    const shift = (0.5 * (left - right)) / bend;
    const step =
      shift < 0
        ? this.#frequencies[best] - this.#frequencies[best - 1]
        : this.#frequencies[best + 1] - this.#frequencies[best];
    return {
      time: cell.time,
      frequency: this.#frequencies[best] + shift * step,
      db: bestDb - 0.25 * (left - right) * shift,
    };
  }

  /**
   * A sine that shares its energy between two bins, by how near it is to each.
   * @param {Cell} cell
   * @param {number} bin
   * @param {number} db
   * @param {number} other bin
   * @param {number} otherDb
   */
  #gathered(cell, bin, db, other, otherDb) {
    const [power, more] = [10 ** (db / 10), 10 ** (otherDb / 10)];
    const frequency = (power * this.#frequencies[bin] + (more && more * this.#frequencies[other])) / (power + more);
    return { ...cell, bin, frequency, db: 10 * Math.log10(power + more) };
  }

  /** Moves the cursor by whole pixels, as the keyboard does. @param {number} dx @param {number} dy */
  nudge(dx, dy) {
    if (!this.renderer) return;
    const { x, y, width, height } = this.renderer.plot;
    const from = this.#pointer ?? { x: x + width / 2, y: y + height / 2 };
    this.#pointer = {
      x: Math.max(x + 0.5, Math.min(x + width - 0.5, from.x + dx)),
      y: Math.max(y + 0.5, Math.min(y + height - 0.5, from.y + dy)),
    };
    this.pinned = false;
    this.#read();
    this.dispatchEvent(new Event('nudge'));
  }

  /** @param {boolean} [value] */
  pin(value = !this.pinned) {
    this.pinned = value && this.cursor !== null;
    if (!this.pinned && this.#pointer) this.#read();
    this.dispatchEvent(new Event('pin'));
  }

  toggleSnap() {
    this.snap = !this.snap;
    if (this.#pointer && !this.pinned) this.#read();
  }

  leave() {
    if (this.pinned) return;
    this.#pointer = null;
    this.cursor = null;
    this.showCursor();
  }

  /** Wheel, drag and pinch on the plot; a press without movement pins the cursor. */
  #gestures() {
    const { plot } = this;
    /** @type {Map<number, { x: number, y: number }>} */
    const fingers = new Map();
    let moved = 0;
    let spread = { x: 0, y: 0 };
    const place = (/** @type {MouseEvent} */ event) => {
      const box = this.canvas.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const secondsPerPixel = () => (this.window.end - this.window.start) / (this.renderer?.plot.width || 1);
    const spreadOf = () => {
      const [a, b] = [...fingers.values()];
      return { x: Math.abs(a.x - b.x), y: Math.abs(a.y - b.y) };
    };

    plot.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        const unit = event.deltaMode === 1 ? 16 : 1;
        const at = place(event);
        const cell = this.renderer?.valueAt(at.x, at.y);
        const beside = this.renderer && at.x < this.renderer.plot.x;
        if (event.altKey || beside) this.zoomFrequency(1.0015 ** (event.deltaY * unit), cell?.frequency);
        else if (event.ctrlKey || event.metaKey) this.zoom(1.004 ** (event.deltaY * unit), cell?.time);
        else
          this.pan(
            (Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY) * unit * secondsPerPixel(),
          );
      },
      { passive: false },
    );

    plot.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || event.target instanceof HTMLButtonElement) return;
      plot.focus({ preventScroll: true });
      plot.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, place(event));
      if (fingers.size === 1) moved = 0;
      if (fingers.size === 2) spread = spreadOf();
    });
    plot.addEventListener('pointermove', (event) => {
      const now = place(event);
      const before = fingers.get(event.pointerId);
      if (!before) {
        this.#pointer = now;
        if (!this.pinned) this.#read();
        return;
      }
      fingers.set(event.pointerId, now);
      moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
      if (moved < 5) return;
      plot.classList.add('dragging');
      if (fingers.size === 1) this.pan((before.x - now.x) * secondsPerPixel());
      else if (fingers.size === 2) {
        const next = spreadOf();
        const middle = [...fingers.values()].reduce((sum, { x, y }) => ({ x: sum.x + x / 2, y: sum.y + y / 2 }), {
          x: 0,
          y: 0,
        });
        const cell = this.renderer?.valueAt(middle.x, middle.y);
        if (spread.x > spread.y && spread.x > EDGE && next.x > EDGE) this.zoom(spread.x / next.x, cell?.time);
        else if (spread.y > EDGE && next.y > EDGE) this.zoomFrequency(spread.y / next.y, cell?.frequency);
        spread = next;
      }
    });
    const lift = (/** @type {PointerEvent} */ event) => {
      if (!fingers.delete(event.pointerId)) return;
      if (fingers.size) return;
      plot.classList.remove('dragging');
      if (moved < 5 && event.type === 'pointerup') {
        this.#pointer = place(event);
        const wasPinned = this.pinned;
        this.pinned = false;
        this.#read();
        this.pin(this.cursor !== null && !(wasPinned && event.pointerType === 'mouse'));
      }
    };
    plot.addEventListener('pointerup', lift);
    plot.addEventListener('pointercancel', lift);
    plot.addEventListener('pointerleave', () => {
      if (!fingers.size) this.leave();
    });
    plot.addEventListener('dblclick', () => this.reset());
  }
}
