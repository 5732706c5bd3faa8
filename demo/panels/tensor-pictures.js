// Pages of frames by bins to a picture, and below it to a second of what became of them, in the same colours and on the
// same axes; with what is under the pointer or the arrow keys.
import { Cursor } from '../views/cursor.js';
import { Figure } from '../views/figure.js';
import { listenForGestures } from '../views/gestures.js';

/** @typedef {import('./tensor.js').Pages} Pages */
/**
 * @typedef {object} Axis what is counted along it: frames; or pages, where there are several, each around its number
 * @property {number} rate columns a count @property {number} start of column 0's middle @property {number} gap columns
 *   between two pages
 */

const GAP = 0.04; // of a page, between two
const STEPS = /** @type {Record<string, [dx: number, dy: number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});
const HINT = matchMedia('(pointer: coarse)').matches
  ? 'Tap the picture to read its values. Two fingers zoom.'
  : 'Point at the picture, or move with the arrow keys, to read its values. Ctrl + wheel zooms.';

export class TensorPictures {
  /** @type {(Pages & Axis & { after: Float32Array[] | null, mask?: Uint8Array | undefined }) | null} */
  #shown = null;
  /** @type {Parameters<Figure['begin']>[0] | null} */
  #axes = null;

  /**
   * @param {HTMLElement} plot around both canvases
   * @param {HTMLCanvasElement} before
   * @param {HTMLCanvasElement} after
   * @param {(words: string) => void} tell what is under the pointer
   */
  constructor(plot, before, after, tell) {
    this.plot = plot;
    this.before = new Figure(before);
    this.after = new Figure(after, null, undefined, {}, this.before.time);
    this.figures = [this.before, this.after];
    this.cursor = new Cursor(this.before, this.after);
    this.tell = tell;
    listenForGestures(plot, this.cursor);
    this.cursor.addEventListener('cursor', () => tell(this.#words));
    plot.addEventListener('keydown', (event) => {
      const step = STEPS[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const by = event.shiftKey ? 10 : 1;
      this.cursor.nudge(by * step[0], by * step[1]);
    });
  }

  /** @param {Partial<import('../views/look.js').Look>} look */
  set(look) {
    for (const figure of this.figures) figure.set(look);
  }

  /** Makes room for none, one or both. @param {0 | 1 | 2} count */
  lay(count) {
    this.figures.forEach((figure, i) => {
      figure.canvas.hidden = i >= count;
    });
    this.plot.classList.toggle('apart', count === 2);
    for (const side of this.plot.querySelectorAll('.side')) /** @type {HTMLElement} */ (side).hidden = count < 2;
    for (const { renderer } of this.figures) renderer?.resize();
    if (count < 2) this.cursor.turnTo(this.before);
    if (!count) this.empty();
  }

  empty() {
    this.#shown = null;
    this.cursor.release();
    for (const figure of this.figures) figure.empty();
  }

  /** @param {Pages} pages @param {{ least: number, most: number, unit: string, mask?: Uint8Array | undefined }} values */
  draw({ pages, frames, bins }, { least, most, unit, mask }) {
    const apart = pages.length > 1;
    const gap = apart ? Math.ceil(GAP * frames) : 0;
    const columns = pages.length * (frames + gap) - gap;
    const rate = apart ? frames + gap : 1;
    const start = apart ? 0.5 / rate - 0.5 : 0;
    const names = Array.from({ length: bins }, (_, bin) => String(bin));
    this.#shown = { pages, frames, bins, after: null, rate, start, gap, mask };
    const { time } = this.before;
    time.bounds = { start: start - 0.5 / rate, end: start + (columns - 0.5) / rate };
    time.reset();
    this.#axes = {
      ...{ sampleRate: rate, hopLength: 1, frequencies: [], startTime: start, history: columns, unit: 'dB', names },
      look: {
        minDb: least,
        maxDb: most > least ? most : least + 1,
        labels: { bins: names, time: apart ? 'patch' : 'frame', value: unit },
      },
    };
    this.#fill(this.before, pages);
    this.cursor.release();
    this.tell(this.#words);
  }

  /** @param {Float32Array[]} pages the same, augmented */
  drawAfter(pages) {
    if (!this.#shown) return;
    this.#shown.after = pages;
    this.#fill(this.after, pages);
    this.tell(this.#words);
  }

  /** @param {Figure} figure @param {Float32Array[]} pages */
  #fill(figure, pages) {
    if (!this.#axes || !this.#shown) return;
    figure.begin({ ...this.#axes });
    for (const [i, page] of pages.entries()) {
      if (i > 0) figure.gap(this.#shown.gap);
      figure.append(page);
    }
    figure.filled();
  }

  /** What is under the cursor. */
  get #words() {
    const shown = this.#shown;
    if (!shown) return '';
    const { cell } = this.cursor;
    if (!cell) return HINT;
    const { pages, after, frames, bins, rate, start, gap, mask } = shown;
    const column = Math.round((cell.time - start) * rate);
    const [page, frame] = [Math.floor(column / (frames + gap)), column % (frames + gap)];
    const bin = Math.max(0, Math.min(bins - 1, Math.floor(cell.frequency)));
    if (!pages[page] || !(frame >= 0 && frame < frames)) return 'Between two patches';
    const wordsOf = (/** @type {Float32Array} */ data) => valueText(data[frame * bins + bin]);
    const isPadding = mask?.[frame] === 0;
    return [
      pages.length > 1 ? `Patch ${page}` : '',
      `Frame ${frame}`,
      `Bin ${bin}`,
      wordsOf(pages[page]) + (after && this.after.canvas.clientHeight ? ` → ${wordsOf(after[page])}` : ''),
      isPadding ? 'padding' : '',
    ]
      .filter(Boolean)
      .join(' · ');
  }
}

const valueText = (/** @type {number} */ value) => value.toPrecision(5).replace('-', '−');
