// What is drawn on, the screen or for a moment an image to export: its layout, its picture, and the stretch of time
// that it shows, in whole pixels, so that what scrolls stays sharp.

/**
 * @typedef {import('./layout.js').Layout} Layout
 * @typedef {import('./renderer-options.js').AllOptions} AllOptions
 */

const NARROWEST = 1e-6; // columns a pixel
const WIDEST = 1e15;
const FURTHEST = 2 ** 52; // pixels are counted, and doubles count to 2^53

/** @param {number} value @param {number} low @param {number} high */
const within = (value, low, high) => Math.min(high, Math.max(low, value));

export class Surface {
  /** @type {Layout | null} null: to be made anew */
  layout = null;
  /** @type {import('./picture.js').Picture | null} */
  picture = null;
  /** Whether the picture's rows, size or data are not those of the options. */
  pictureStale = true;
  columnsPerPixel = 1;
  /** The pixel of the picture at the plot's left edge. */
  left = 0;

  /** Takes another layout. @param {Layout} layout */
  fit(layout) {
    this.layout = layout;
    const { width, height } = layout.pixels;
    if (this.picture?.width !== width || this.picture?.height !== height) this.pictureStale = true;
  }

  /**
   * Which stretch of time the plot shows.
   * @param {AllOptions} options
   * @param {number} end the column after the newest
   */
  aim({ hopLength, sampleRate, span, startTime, view }, end) {
    const { pixels, ratioX } = /** @type {Layout} */ (this.layout);
    const width = Math.max(1, pixels.width);
    const seconds = hopLength / sampleRate;
    const across = view === 'live' ? span : view.end - view.start;
    const wanted = across === null ? 1 / ratioX : within(across / seconds / width, NARROWEST, WIDEST);
    // A window that moves has not the same length to the last bit; that is no reason to draw everything anew.
    if (!(Math.abs(wanted / this.columnsPerPixel - 1) < 1e-9)) {
      this.columnsPerPixel = wanted;
      this.pictureStale = true;
    }
    const scale = this.columnsPerPixel;
    const left =
      view === 'live' ? Math.ceil((end - 0.5) / scale) - width : Math.round((view.start - startTime) / seconds / scale);
    this.left = within(left, -FURTHEST, FURTHEST);
  }

  /** The time at x. @param {number} x CSS px @param {AllOptions} options */
  timeAt(x, { hopLength, sampleRate, startTime }) {
    const { plot, ratioX } = /** @type {Layout} */ (this.layout);
    return startTime + (((x - plot.x) * ratioX + this.left) * this.columnsPerPixel * hopLength) / sampleRate;
  }

  /** The pixel of the picture that a time falls in. @param {number} time s @param {AllOptions} options */
  pixelAt(time, { hopLength, sampleRate, startTime }) {
    return Math.floor(((time - startTime) * sampleRate) / hopLength / this.columnsPerPixel);
  }

  /** Where a time is. @param {number} time s @param {AllOptions} options */
  xOf(time, { hopLength, sampleRate, startTime }) {
    const { plot, ratioX } = /** @type {Layout} */ (this.layout);
    return plot.x + (((time - startTime) * sampleRate) / hopLength / this.columnsPerPixel - this.left) / ratioX;
  }
}
