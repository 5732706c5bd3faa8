// Which pixels of the picture are up to date, and which must be computed and coloured anew.

import { PixelColumn } from './pixel-column.js';
import { Tiles } from './tiles.js';

/** @typedef {import('./history.js').History} History */

/**
 * @typedef {{ width: number, height: number } & import('./pixel-column.js').PixelOptions &
 *   import('./tiles.js').TileColors} PictureOptions width, height: px
 */

/**
 * Pixel p shows the same columns whatever part is on screen, so scrolling draws only what is new. Pixels are kept as
 * cells too, so that other colours need no second look at the data.
 */
export class Picture {
  #options;
  #history;
  #tiles;
  #column;
  /** Pixels that hold what the history says. */
  #from = 0;
  #to = 0;
  /** What the history was then. */
  #first = 0;
  #end = 0;

  /** @param {History} history @param {PictureOptions} options */
  constructor(history, options) {
    this.#history = history;
    this.#options = options;
    this.#tiles = new Tiles(options.width, options.height);
    this.#column = new PixelColumn(history, options);
  }

  get width() {
    return this.#options.width;
  }

  get height() {
    return this.#options.height;
  }

  /** @param {History} history @param {PictureOptions} options */
  configure(history, options) {
    const { width, height } = options;
    if (this.width !== width || this.height !== height) this.#tiles = new Tiles(width, height);
    this.#column = new PixelColumn(history, options);
    this.#history = history;
    this.#options = options;
    this.#from = this.#to = 0;
  }

  /** Paints every pixel anew from its cells, after a change of colours. */
  recolor() {
    this.#tiles.paint(this.#from, this.#to, this.#options);
  }

  /**
   * Brings pixels left to left + width up to date and draws them.
   * @param {import('./layout.js').Context} context in device pixels, clipped to the plot
   * @param {number} x where the first pixel goes
   * @param {number} y
   * @param {number} left
   * @returns {number} columns of pixels that were drawn anew
   */
  draw(context, x, y, left) {
    const drawn = this.#update(left, left + this.width);
    this.#tiles.draw(context, x, y, left, this.width);
    return drawn;
  }

  /** @param {number} from @param {number} to */
  #update(from, to) {
    const { columnsPerPixel } = this.#options;
    const { first, end } = this.#history;
    const kept = Math.max(this.#from, from);
    let keptTo = Math.min(this.#to, to);
    // The pixels after the last column stood empty, and those since the column before it were drawn without their
    // neighbour.
    if (end !== this.#end) keptTo = Math.min(keptTo, Math.floor((this.#end - 1) / columnsPerPixel));
    let drawn = 0;
    if (kept < keptTo) {
      drawn = this.#fill(from, kept) + this.#fill(keptTo, to);
      if (first !== this.#first) {
        const gone = Math.max(kept, Math.floor((this.#first - 1) / columnsPerPixel));
        drawn += this.#fill(gone, Math.min(keptTo, Math.ceil((first + 1) / columnsPerPixel)));
      }
    } else drawn = this.#fill(from, to);
    this.#from = from;
    this.#to = to;
    this.#first = first;
    this.#end = end;
    return drawn;
  }

  /** @param {number} from @param {number} to */
  #fill(from, to) {
    const tiles = this.#tiles;
    for (let p = from; p < to; p++) {
      const slot = tiles.slot(p);
      tiles.kinds[slot] = this.#column.write(p, tiles.cells, slot * tiles.height);
    }
    tiles.paint(from, to, this.#options);
    return Math.max(0, to - from);
  }
}
