// A long sound to parts whose rows can be worked apart, and their rows to those of the whole.

import { isShared } from './target.js';

/**
 * @typedef {import('./survey.js').Survey} Survey
 * @typedef {import('../engine/offline.js').Stretch} Stretch
 *
 * @typedef {object} Part samples from `begin` to `end` make the rows of `stretch`; those from `first` to `last` are its
 *   own, the others are other parts' too
 * @property {number} begin
 * @property {number} end
 * @property {number} first
 * @property {number} last
 * @property {Stretch} stretch
 */

const ROUNDS = 2; // parts for each Worker, so that one that is late does not keep all waiting
const OVERLAP = 8; // a part is at least so many times what it hears twice
const SAMPLES = 2 ** 21; // of a part, as far as that allows
const FLOATS = 2 ** 23; // and of its rows

/**
 * @param {Survey} survey
 * @param {number} length samples
 * @param {number} workers
 * @returns {Part[]}
 */
export function partsOf({ rows, rowLength, hopLength, grid, before, after }, length, workers) {
  const step = grid / hopLength;
  const lead = Math.ceil(before / grid) * grid;
  const most = Math.min(SAMPLES / hopLength, FLOATS / rowLength);
  const least = (OVERLAP * (lead + after)) / hopLength;
  const size = Math.ceil(Math.max(least, Math.min(most, rows / (ROUNDS * workers))) / step) * step;
  /** @type {Part[]} */
  const parts = [];
  for (let from = 0; from < rows; from += size) {
    const to = Math.min(rows, from + size);
    const first = from * hopLength;
    const last = to === rows ? length : Math.min(length, to * hopLength);
    const begin = Math.max(0, first - lead);
    const end = to === rows ? length : Math.min(length, last + after);
    const stretch = { of: length, from, rows: to - from, before: (first - begin) / hopLength, ends: end === length };
    parts.push({ begin, end, first, last, stretch });
  }
  return parts;
}

/** What parts become, in whatever order they come. */
export class Whole {
  #arrays;
  #rows;
  /** @type {any} */
  #facts = null;
  #nonFinite = 0;

  /**
   * @param {Survey} survey
   * @param {import('./target.js').Target} target
   */
  constructor({ rows, shape, cells }, target) {
    this.#rows = rows;
    const names = cells ? ['frequencies', 'times', 'magnitudes'] : ['data'];
    this.#arrays = Object.fromEntries(names.map((name) => [name, target.array(name, shape)]));
    this.shape = shape;
  }

  /**
   * What a part's Worker may write to, where its memory is shared.
   * @param {Stretch} stretch
   */
  placeOf({ from, rows }) {
    const all = Object.entries(this.#arrays);
    if (!all.every(([, array]) => isShared(array))) return undefined;
    const part = (/** @type {any} */ array) => {
      const length = array.length / this.#rows;
      return array.subarray(length * from, length * (from + rows));
    };
    const arrays = all.map(([name, array]) => [name, part(array)]);
    return { ...Object.fromEntries(arrays), shape: [rows, ...this.shape.slice(1)] };
  }

  /**
   * @param {any} part a spectrogram's facts, or reassigned cells
   * @param {Stretch} stretch its rows
   * @param {boolean} isThere it was written where it belongs
   */
  add(part, { from, rows }, isThere) {
    if (!this.#facts) this.#facts = { ...part };
    if (part.data) {
      if (this.#facts.times.length !== this.#rows) this.#facts.times = new Float64Array(this.#rows);
      this.#facts.times.set(part.times, from);
    }
    this.#nonFinite += part.nonFinite;
    if (isThere) return;
    for (const [name, array] of Object.entries(this.#arrays)) array.set(part[name], (part[name].length / rows) * from);
  }

  get result() {
    return { ...this.#facts, ...this.#arrays, shape: [...this.shape], nonFinite: this.#nonFinite };
  }
}
