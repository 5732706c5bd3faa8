// Columns of the history -> one column of pixels, and what it shows. Along time the rule is that of the rows: a pixel
// has the loudest of the columns whose places fall in it, and where none does, it lies between its neighbours.

import { NO_DATA } from './levels.js';
import { ONE, WEIGHT_BITS } from './rows.js';

/** @typedef {import('./history.js').History} History */

/** What a column of pixels shows. */
export const EMPTY = 0;
export const DATA = 1;
export const GAP = 2;

/**
 * @typedef {object} PixelOptions
 * @property {import('./rows.js').Rows} rows
 * @property {number} columnsPerPixel pixel p shows columns p * columnsPerPixel to (p + 1) * columnsPerPixel
 * @property {boolean} interpolate
 * @property {(a: number, b: number) => number} louder which of two cells is shown where there is room for one
 */

export class PixelColumn {
  #history;
  #options;
  #bins; // scratch

  /** @param {History} history @param {PixelOptions} options */
  constructor(history, options) {
    this.#history = history;
    this.#options = options;
    this.#bins = new Uint16Array(history.bins);
  }

  /**
   * Writes the cells of pixel p, one a row, and returns what they show; no cells where there are no data.
   * @param {number} p
   * @param {Uint16Array} cells
   * @param {number} at
   */
  write(p, cells, at) {
    const kind = this.#gather(p);
    if (kind !== DATA) return kind;
    const { rows, louder } = this.#options;
    const { from, to, weight } = rows;
    const bins = this.#bins;
    for (let row = 0; row < from.length; row++) {
      const a = from[row];
      const b = to[row];
      if (a > b) {
        const low = bins[b];
        cells[at + row] = low + (((bins[a] - low) * weight[row]) >> WEIGHT_BITS);
      } else if (a < 0) {
        cells[at + row] = NO_DATA;
      } else {
        let loudest = bins[a];
        for (let bin = a + 1; bin <= b; bin++) loudest = louder(loudest, bins[bin]);
        cells[at + row] = loudest;
      }
    }
    return DATA;
  }

  /** The bins of pixel p. @param {number} p */
  #gather(p) {
    const history = this.#history;
    const { columnsPerPixel, interpolate } = this.#options;
    const a = Math.ceil(p * columnsPerPixel);
    const b = Math.ceil((p + 1) * columnsPerPixel);
    if (a < b) {
      let kind = EMPTY;
      for (let column = Math.max(a, history.first); column < Math.min(b, history.end); column++) {
        if (history.kind(column) === 'gap') return GAP;
        if (kind === EMPTY) this.#copy(column);
        else this.#louder(column);
        kind = DATA;
      }
      return kind;
    }
    const middle = (p + 0.5) * columnsPerPixel;
    const left = Math.floor(middle);
    const share = middle - left;
    const nearest = share < 0.5 ? left : left + 1;
    const kind = history.kind(nearest);
    if (kind !== 'data') return kind === 'gap' ? GAP : EMPTY;
    this.#copy(nearest);
    const other = nearest === left ? left + 1 : left;
    if (interpolate && history.kind(other) === 'data')
      this.#blend(other, Math.round((share < 0.5 ? share : 1 - share) * ONE));
    return DATA;
  }

  /** @param {number} column */
  #copy(column) {
    const { lowest, highest } = this.#options.rows;
    const block = this.#history.block(column);
    const at = this.#history.offset(column);
    const bins = this.#bins;
    for (let bin = lowest; bin <= highest; bin++) bins[bin] = block[at + bin];
  }

  /** @param {number} column */
  #louder(column) {
    const {
      rows: { lowest, highest },
      louder,
    } = this.#options;
    const block = this.#history.block(column);
    const at = this.#history.offset(column);
    const bins = this.#bins;
    for (let bin = lowest; bin <= highest; bin++) bins[bin] = louder(bins[bin], block[at + bin]);
  }

  /** @param {number} column @param {number} weight */
  #blend(column, weight) {
    const { lowest, highest } = this.#options.rows;
    const block = this.#history.block(column);
    const at = this.#history.offset(column);
    const bins = this.#bins;
    for (let bin = lowest; bin <= highest; bin++) bins[bin] += ((block[at + bin] - bins[bin]) * weight) >> WEIGHT_BITS;
  }
}

/**
 * The loudest column that pixel p shows of a bin; the nearest where it shows none of its own.
 * @param {History} history
 * @param {number} bin
 * @param {number} p
 * @param {number} columnsPerPixel
 * @param {PixelOptions['louder']} louder
 */
export function loudestColumn(history, bin, p, columnsPerPixel, louder) {
  const from = Math.ceil(p * columnsPerPixel);
  const to = Math.ceil((p + 1) * columnsPerPixel);
  if (from >= to) return Math.round((p + 0.5) * columnsPerPixel);
  let loudest = Math.max(from, Math.min(to - 1, history.first));
  let most = history.level(loudest, bin);
  for (let column = loudest + 1; column < Math.min(to, history.end); column++) {
    const level = history.level(column, bin);
    if (louder(most, level) === most) continue;
    [loudest, most] = [column, level];
  }
  return loudest;
}

/**
 * The dB of every bin that pixel p shows; null where it has no data. What is a little beyond the newest column, as a
 * moment in the air is, has that one's.
 * @param {History} history
 * @param {number} p
 * @param {number} columnsPerPixel
 * @param {PixelOptions['louder']} louder
 * @param {(cell: number) => number} toDb
 */
export function levelsOfPixel(history, p, columnsPerPixel, louder, toDb) {
  const from = Math.ceil(p * columnsPerPixel);
  const to = Math.max(from + 1, Math.ceil((p + 1) * columnsPerPixel));
  const nearest = from < (p + 1) * columnsPerPixel ? from : Math.round((p + 0.5) * columnsPerPixel);
  const newest = history.end - 1;
  const late = nearest > newest && nearest - newest <= 2 + columnsPerPixel;
  const [first, last] = late ? [newest, newest] : [nearest, nearest + (to - from) - 1];
  /** @type {Uint16Array | null} */
  let cells = null;
  for (let column = Math.max(first, history.first); column <= Math.min(last, newest); column++) {
    if (history.kind(column) !== 'data') continue;
    const at = history.offset(column);
    const block = history.block(column).subarray(at, at + history.bins);
    if (cells) for (let bin = 0; bin < cells.length; bin++) cells[bin] = louder(cells[bin], block[bin]);
    else cells = block.slice();
  }
  return cells && Float32Array.from(cells, toDb);
}
