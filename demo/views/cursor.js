// What is looked at in a figure: the place under a pointer or moved by keys, snapped to the peak beside it, pinned.
import { peakNear } from './peaks.js';

const READ_EVERY = 100; // ms: numbers that change faster cannot be read

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

  /** @param {import('./figure.js').Figure} figure */
  constructor(figure) {
    super();
    this.figure = figure;
    for (const type of ['begin', 'look']) figure.addEventListener(type, () => this.#show());
    figure.addEventListener('filled', () => this.#reread());
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
    const from = this.#pointer ?? { x: x + width / 2, y: y + height / 2 };
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

  /** Reads its place anew, after other columns came there. */
  #reread() {
    const { renderer } = this.figure;
    if (this.pinned && this.cell && renderer) this.#read(renderer.positionOf(this.cell.time, this.cell.frequency));
    else if (this.#pointer) this.#read();
  }

  #show() {
    const { cell } = this;
    this.figure.renderer?.set({ cursor: cell && { time: cell.time, frequency: cell.frequency } });
    this.dispatchEvent(new Event('cursor'));
  }
}
