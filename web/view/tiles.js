// Cells -> pixels on a ring of small canvases: a change copies one of them, not the whole picture.

import { makeCanvas } from './canvas.js';
import { NO_DATA } from './levels.js';
import { DATA, GAP } from './pixel-column.js';

const TILE = 128; // px

/**
 * @typedef {object} TileColors
 * @property {Uint32Array} colors of the cells
 * @property {number} gapColor a word; gaps are hatched with it on the colour of no data
 * @property {number} hatch px, the width of a stripe
 */

export class Tiles {
  #tiles;
  #image;
  #words;

  /** @param {number} width px that must fit, wherever they begin @param {number} height px */
  constructor(width, height) {
    const count = Math.ceil(width / TILE) + 1;
    this.#tiles = Array.from({ length: count }, () => {
      const canvas = makeCanvas(TILE, height);
      return { canvas, context: /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d')) };
    });
    this.#image = this.#tiles[0].context.createImageData(TILE, height);
    this.#words = new Uint32Array(this.#image.data.buffer);
    this.height = height;
    /** Pixels of the ring. */
    this.length = count * TILE;
    this.cells = new Uint16Array(this.length * height); // [length][height]
    this.kinds = new Uint8Array(this.length);
  }

  /** Where pixel p is in the ring. @param {number} p */
  slot(p) {
    return ((p % this.length) + this.length) % this.length;
  }

  /** Colours pixels from..to. @param {number} from @param {number} to @param {TileColors} look */
  paint(from, to, { colors, gapColor, hatch }) {
    const { cells, height, kinds } = this;
    const words = this.#words;
    for (let p = from; p < to; ) {
      const slot = this.slot(p);
      const x = slot % TILE;
      const width = Math.min(TILE - x, to - p);
      for (let i = 0; i < width; i++) {
        const kind = kinds[slot + i];
        const at = (slot + i) * height;
        if (kind === DATA) {
          for (let row = 0, word = x + i; row < height; row++, word += TILE) words[word] = colors[cells[at + row]];
        } else {
          const empty = colors[NO_DATA];
          const period = 4 * hatch;
          const phase = (((p + i) % period) + period) % period;
          for (let row = 0, word = x + i; row < height; row++, word += TILE) {
            words[word] = kind === GAP && (phase + row) % period < hatch ? gapColor : empty;
          }
        }
      }
      this.#tiles[(slot - x) / TILE].context.putImageData(this.#image, 0, 0, x, 0, width, height);
      p += width;
    }
  }

  /**
   * Draws pixels left to left + width.
   * @param {import('./layout.js').Context} context in device pixels, clipped to the plot
   * @param {number} x where the first pixel goes
   * @param {number} y
   * @param {number} left
   * @param {number} width
   */
  draw(context, x, y, left, width) {
    const first = Math.floor(left / TILE);
    const last = Math.floor((left + width - 1) / TILE);
    for (let tile = first; tile <= last; tile++) {
      context.drawImage(this.#tiles[this.slot(tile * TILE) / TILE].canvas, x + tile * TILE - left, y);
    }
  }
}
