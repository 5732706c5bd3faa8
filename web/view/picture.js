// Columns of levels -> pixels. Both axes follow one rule: a pixel shows the loudest of the values whose places fall in
// it,
// and where none does, the straight line in dB between its neighbours. So no peak vanishes and none is shown twice.

import { NO_DATA, SILENCE } from './levels.js';

/** @typedef {import('./axes.js').FrequencyAxis} FrequencyAxis */
/** @typedef {import('./history.js').History} History */

const WEIGHT_BITS = 12;
const ONE = 1 << WEIGHT_BITS;

/**
 * Which bins each row of pixels shows. A row has the loudest of bins from[row] to to[row]; where from > to, none falls
 * in it, and it lies between bins to[row] and from[row], weight[row] / 4096 of the way; both are -1 beyond the data.
 * @typedef {{ from: Int32Array, to: Int32Array, weight: Int32Array, lowest: number, highest: number }} Rows
 */

/**
 * @param {ArrayLike<number>} frequencies Hz of the bins, ascending
 * @param {FrequencyAxis} axis
 * @param {number} height rows, the first at the top
 * @param {boolean} interpolate
 * @returns {Rows}
 */
export function rowsOf(frequencies, axis, height, interpolate) {
  const bins = frequencies.length;
  const from = new Int32Array(height).fill(bins);
  const to = new Int32Array(height).fill(-1);
  const weight = new Int32Array(height);
  for (let bin = 0; bin < bins; bin++) {
    const place = axis.to(frequencies[bin]);
    if (!(place >= -1e-9 && place <= 1 + 1e-9)) continue;
    const row = Math.min(height - 1, Math.max(0, Math.floor((1 - place) * height)));
    from[row] = Math.min(from[row], bin);
    to[row] = bin;
  }
  const [low, high] = edges(frequencies);
  let upper = bins;
  for (let row = 0; row < height; row++) {
    if (from[row] <= to[row]) continue;
    const hz = axis.from(1 - (row + 0.5) / height);
    while (upper > 0 && frequencies[upper - 1] > hz) upper--;
    const inside = hz >= low && hz <= high;
    from[row] = inside ? Math.min(upper, bins - 1) : -1;
    to[row] = inside ? Math.max(0, upper - 1) : -1;
    if (from[row] <= to[row]) continue;
    const share = (hz - frequencies[to[row]]) / (frequencies[from[row]] - frequencies[to[row]]);
    weight[row] = interpolate ? Math.round(share * ONE) : share < 0.5 ? 0 : ONE;
  }
  let [lowest, highest] = [bins, -1];
  for (let row = 0; row < height; row++) {
    if (from[row] < 0) continue;
    lowest = Math.min(lowest, from[row], to[row]);
    highest = Math.max(highest, from[row], to[row]);
  }
  return { from, to, weight, lowest, highest };
}

/**
 * The lowest and the highest frequency of the data: the outermost bins reach as far out as in.
 * @param {ArrayLike<number>} frequencies
 * @returns {[number, number]} Hz
 */
export function edges(frequencies) {
  const last = frequencies.length - 1;
  if (last === 0) return [frequencies[0] / Math.SQRT2, frequencies[0] * Math.SQRT2];
  const low = frequencies[0] - (frequencies[1] - frequencies[0]) / 2;
  return [Math.max(0, low), frequencies[last] + (frequencies[last] - frequencies[last - 1]) / 2];
}

/**
 * The colour of every level, as little-endian words of red, green, blue, alpha.
 * @param {Uint32Array} colors out: 65536
 * @param {ArrayLike<number>} table 256 x 3
 * @param {number} minDb
 * @param {number} maxDb
 * @param {number} empty the word for no data
 */
export function colorLevels(colors, table, minDb, maxDb, empty) {
  const words = new Uint32Array(256);
  for (let i = 0; i < 256; i++) {
    words[i] = ((255 << 24) | (table[3 * i + 2] << 16) | (table[3 * i + 1] << 8) | table[3 * i]) >>> 0;
  }
  const scale = 256 / (maxDb - minDb);
  for (let level = 0; level < 65536; level++) {
    const index = Math.floor((level / 128 - 256 - minDb) * scale);
    colors[level] = words[index < 0 ? 0 : index > 255 ? 255 : index];
  }
  colors[SILENCE] = words[0];
  colors[NO_DATA] = empty;
}

const TILE = 128; // pixels; a change copies one tile, not the whole picture
/** What a column of pixels shows. */
const EMPTY = 0;
const DATA = 1;
const GAP = 2;

/**
 * @param {number} width
 * @param {number} height
 * @returns {OffscreenCanvas | HTMLCanvasElement}
 */
export function makeCanvas(width, height) {
  if (typeof OffscreenCanvas === 'function') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

/**
 * @typedef {object} PictureOptions
 * @property {number} width px
 * @property {number} height px
 * @property {Rows} rows
 * @property {number} columnsPerPixel
 * @property {boolean} interpolate
 * @property {(a: number, b: number) => number} louder which of two cells is shown where there is room for one
 * @property {Uint32Array} colors of the levels
 * @property {number} gapColor a word; gaps are hatched with it on the colour of no data
 * @property {number} hatch px, the width of a stripe
 */

/**
 * Pixel p of the picture shows columns p * columnsPerPixel to (p + 1) * columnsPerPixel, whatever part is on screen;
 * so scrolling draws only what is new. Pixels are kept as levels too, so that other colours need no second look at the
 * data.
 */
export class Picture {
  /** @type {PictureOptions} */
  #options;
  /** @type {History} */
  #history;
  #ring = 0; // pixels: whole tiles, one more than the width needs
  #levels = new Uint16Array(0); // [ring][height]
  #kinds = new Uint8Array(0);
  /**
   * @type {{ canvas: OffscreenCanvas | HTMLCanvasElement, context: CanvasRenderingContext2D |
   *   OffscreenCanvasRenderingContext2D }[]}
   */
  #tiles = [];
  /** @type {ImageData | null} */
  #image = null;
  #words = new Uint32Array(0);
  #column = new Uint16Array(0); // of bins, scratch
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
    this.configure(history, options);
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
    const old = this.#options;
    if (this.#tiles.length === 0 || old.width !== width || old.height !== height) {
      const tiles = Math.ceil(width / TILE) + 1;
      this.#ring = tiles * TILE;
      this.#levels = new Uint16Array(this.#ring * height);
      this.#kinds = new Uint8Array(this.#ring);
      this.#tiles = Array.from({ length: tiles }, () => {
        const canvas = makeCanvas(TILE, height);
        const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
        return { canvas, context };
      });
      this.#image = this.#tiles[0].context.createImageData(TILE, height);
      this.#words = new Uint32Array(this.#image.data.buffer);
    }
    if (this.#column.length !== history.bins) this.#column = new Uint16Array(history.bins);
    this.#history = history;
    this.#options = options;
    this.invalidate();
  }

  /** Forgets what is drawn, after a change of the history that is not growth. */
  invalidate() {
    this.#from = this.#to = 0;
  }

  /** Paints every pixel anew from the levels, after a change of colours. */
  recolor() {
    this.#paint(this.#from, this.#to);
  }

  /**
   * Brings pixels left to left + width up to date and draws them.
   * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context in device pixels, clipped to the plot
   * @param {number} x where the first pixel goes
   * @param {number} y
   * @param {number} left
   * @returns {number} columns of pixels that were drawn anew
   */
  draw(context, x, y, left) {
    const drawn = this.#update(left, left + this.#options.width);
    const first = Math.floor(left / TILE);
    const last = Math.floor((left + this.#options.width - 1) / TILE);
    for (let tile = first; tile <= last; tile++) {
      context.drawImage(this.#tiles[this.#slot(tile * TILE) / TILE].canvas, x + tile * TILE - left, y);
    }
    return drawn;
  }

  /** @param {number} p where pixel p is in the ring */
  #slot(p) {
    return ((p % this.#ring) + this.#ring) % this.#ring;
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
    for (let p = from; p < to; p++) this.#compute(p);
    this.#paint(from, to);
    return Math.max(0, to - from);
  }

  /** The levels of one column of pixels. @param {number} p */
  #compute(p) {
    const slot = this.#slot(p);
    const kind = this.#gather(p);
    this.#kinds[slot] = kind;
    if (kind !== DATA) return;
    const { rows, height, louder } = this.#options;
    const { from, to, weight } = rows;
    const column = this.#column;
    const levels = this.#levels;
    const at = slot * height;
    for (let row = 0; row < height; row++) {
      const a = from[row];
      const b = to[row];
      if (a > b) {
        const low = column[b];
        levels[at + row] = low + (((column[a] - low) * weight[row]) >> WEIGHT_BITS);
      } else if (a < 0) {
        levels[at + row] = NO_DATA;
      } else {
        let loudest = column[a];
        for (let bin = a + 1; bin <= b; bin++) loudest = louder(loudest, column[bin]);
        levels[at + row] = loudest;
      }
    }
  }

  /** The bins of one column of pixels, into #column. @param {number} p */
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
    const out = this.#column;
    for (let bin = lowest; bin <= highest; bin++) out[bin] = block[at + bin];
  }

  /** @param {number} column */
  #louder(column) {
    const {
      rows: { lowest, highest },
      louder,
    } = this.#options;
    const block = this.#history.block(column);
    const at = this.#history.offset(column);
    const out = this.#column;
    for (let bin = lowest; bin <= highest; bin++) out[bin] = louder(out[bin], block[at + bin]);
  }

  /** @param {number} column @param {number} weight */
  #blend(column, weight) {
    const { lowest, highest } = this.#options.rows;
    const block = this.#history.block(column);
    const at = this.#history.offset(column);
    const out = this.#column;
    for (let bin = lowest; bin <= highest; bin++) out[bin] += ((block[at + bin] - out[bin]) * weight) >> WEIGHT_BITS;
  }

  /** Colours pixels from..to into their tiles. @param {number} from @param {number} to */
  #paint(from, to) {
    const { height, colors, gapColor, hatch } = this.#options;
    const words = this.#words;
    const levels = this.#levels;
    for (let p = from; p < to; ) {
      const slot = this.#slot(p);
      const x = slot % TILE;
      const width = Math.min(TILE - x, to - p);
      for (let i = 0; i < width; i++) {
        const kind = this.#kinds[slot + i];
        const at = (slot + i) * height;
        if (kind === DATA) {
          for (let row = 0, word = x + i; row < height; row++, word += TILE) words[word] = colors[levels[at + row]];
        } else {
          const empty = colors[NO_DATA];
          const period = 4 * hatch;
          const phase = (((p + i) % period) + period) % period;
          for (let row = 0, word = x + i; row < height; row++, word += TILE) {
            words[word] = kind === GAP && (phase + row) % period < hatch ? gapColor : empty;
          }
        }
      }
      this.#tiles[(slot - x) / TILE].context.putImageData(
        /** @type {ImageData} */ (this.#image),
        0,
        0,
        x,
        0,
        width,
        height,
      );
      p += width;
    }
  }
}

/**
 * The larger of two levels, without a branch: noise would mislead any prediction of it.
 * @param {number} a
 * @param {number} b
 */
export function louderLevel(a, b) {
  const less = a - b;
  return a - (less & (less >> 31));
}

/**
 * The loudest column that pixel p shows of a bin; the nearest where it shows none of its own.
 * @param {History} history
 * @param {number} bin
 * @param {number} p
 * @param {number} columnsPerPixel
 * @param {PictureOptions['louder']} louder
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

/** @type {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | undefined} */
let probe;

/** A CSS colour as a little-endian word of red, green, blue, alpha. @param {string} color */
export function wordOf(color) {
  probe ??= /** @type {OffscreenCanvasRenderingContext2D} */ (
    makeCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  );
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = color;
  probe.fillRect(0, 0, 1, 1);
  return new Uint32Array(probe.getImageData(0, 0, 1, 1).data.buffer)[0];
}
