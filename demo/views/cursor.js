// What is looked at in figures that share their time: the place under a pointer or moved by keys, snapped to the peak
// beside it, pinned.
import { firstFrom, loudestOf } from './bins.js';
import { isSigned } from './analysis.js';
import { peakNear, peakOf } from './peaks.js';

const READ_EVERY = 100; // ms: numbers that change faster cannot be read

/** @typedef {import('./figure.js').Figure} Figure */

/**
 * Fires 'cursor' when what is under it may have changed, 'nudge' when a key moved it, 'pin' when it is pinned or let
 * go.
 */
export class Cursor extends EventTarget {
  /** @type {import('./figure.js').Cell | null} */
  cell = null;
  pinned = false;
  snap = true;
  /** @type {{ x: number, y: number } | null} where a resting pointer reads a moving picture, CSS px */
  #pointer = null;
  #readAt = 0;
  /** @type {Float32Array | null} dB of all bins at the pinned moment, as they were seen last */
  #column = null;

  /** @param {Figure} figure that is looked at first @param {...Figure} others */
  constructor(figure, ...others) {
    super();
    this.figure = figure;
    this.figures = [figure, ...others];
    for (const each of this.figures) {
      each.addEventListener('begin', (event) => {
        if (each === this.figure && !(/** @type {CustomEvent} */ (event).detail.again)) this.#forget();
      });
      each.addEventListener('look', () => each === this.figure && this.#looksOtherwise());
      each.addEventListener('filled', () => each === this.figure && this.#reread());
    }
    figure.time.addEventListener('window', () => {
      const now = performance.now();
      if (!this.#pointer || this.pinned || now - this.#readAt < READ_EVERY) return;
      this.#readAt = now;
      this.#read();
    });
  }

  /** The moment that is looked at, s. */
  get moment() {
    return this.cell?.time ?? this.figure.moment;
  }

  /** The dB of all bins at the moment that is looked at, also where a pinned one is no longer in sight. */
  get levels() {
    const found = this.figure.levelsAt(this.moment);
    if (found || !this.pinned) this.#column = found;
    return this.#column;
  }

  /** Looks at another figure, unless its place is pinned. @param {Figure} figure */
  turnTo(figure) {
    if (!this.pinned) this.figure = figure;
  }

  /** Follows a pointer to a place of the canvas. @param {{ x: number, y: number }} at CSS px */
  point(at) {
    this.#pointer = at;
    if (!this.pinned) this.#read();
  }

  /** Pins what is there, or lets it go. @param {{ x: number, y: number }} at CSS px @param {boolean} mayLetGo */
  press(at, mayLetGo) {
    const wasPinned = this.pinned;
    this.pinned = false;
    this.point(at);
    this.pin(this.cell !== null && !(wasPinned && mayLetGo));
  }

  /** Moves by whole pixels. @param {number} dx @param {number} dy */
  nudge(dx, dy) {
    const { renderer } = this.figure;
    if (!renderer) return;
    const { x, y, width, height } = renderer.plot;
    const pinnedAt = this.pinned && this.cell ? renderer.positionOf(this.cell.time, this.cell.frequency) : null;
    const from = pinnedAt ?? this.#pointer ?? { x: x + width / 2, y: y + height / 2 };
    this.pinned = false;
    this.point({
      x: Math.max(x + 0.5, Math.min(x + width - 0.5, from.x + dx)),
      y: Math.max(y + 0.5, Math.min(y + height - 0.5, from.y + dy)),
    });
    this.dispatchEvent(new Event('nudge'));
  }

  /** @param {boolean} [value] */
  pin(value = !this.pinned) {
    this.pinned = value && this.cell !== null;
    if (!this.pinned && this.#pointer) this.#read();
    this.dispatchEvent(new Event('pin'));
  }

  /** Lets go of a place that there is no more, as of another sound. */
  release() {
    if (this.pinned) {
      this.pinned = false;
      this.dispatchEvent(new Event('pin'));
    }
    this.leave();
  }

  toggleSnap() {
    this.snap = !this.snap;
    if (this.#pointer && !this.pinned) this.#read();
  }

  leave() {
    if (this.pinned) return;
    this.#pointer = null;
    this.cell = null;
    this.#show();
  }

  #read(at = /** @type {{ x: number, y: number }} */ (this.#pointer)) {
    const cell = this.figure.cellAt(at);
    this.cell = cell && this.snap ? peakNear(this.figure, cell) : cell;
    this.#show();
  }

  /** The numbers are others: what was read of the old ones holds no more. */
  #forget() {
    const { cell } = this;
    this.#column = null;
    this.cell = cell && { time: cell.time, frequency: cell.frequency, db: Number.NaN };
    this.#show();
  }

  /** Another axis has another frequency under a resting pointer; what is pinned is what it is. */
  #looksOtherwise() {
    if (this.#pointer && !this.pinned) this.#read();
    else this.#show();
  }

  /** Reads its place anew, after other columns came there. What is pinned stays at its moment and frequency. */
  #reread() {
    if (this.pinned && this.cell) this.#readPinned(this.cell);
    else if (this.#pointer) this.#read();
  }

  /** @param {import('./figure.js').Cell} cell */
  #readPinned(cell) {
    const { figure } = this;
    const { frequencies, renderer, unit } = figure;
    const { time, frequency } = cell;
    if (isSigned(unit)) {
      const at = renderer?.positionOf(time, frequency);
      const found = at && figure.cellAt(at);
      if (found) this.cell = { ...found, time, frequency };
    } else {
      const levels = figure.levelsAt(time);
      if (!levels) return;
      const above = firstFrom(frequencies, frequency);
      const best = loudestOf(levels, Math.max(0, above - 1), Math.min(levels.length, above + 1)) ?? 0;
      const place = { time, frequency, db: levels[best] };
      this.cell = { ...(this.snap ? peakOf(figure, levels, best, place) : place), time, frequency, unit };
    }
    this.#show();
  }

  #show() {
    const { cell } = this;
    for (const { renderer } of this.figures)
      renderer?.set({ cursor: cell && { time: cell.time, frequency: cell.frequency } });
    this.dispatchEvent(new Event('cursor'));
  }
}
