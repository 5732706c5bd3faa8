// A long sound to parts whose rows can be worked apart, and their rows to those of the whole.

import { allocate } from '../base/out.js';

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
const CELLS = ['frequencies', 'times', 'magnitudes'];

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
  #rows;
  /** @type {any} */
  result = null;

  /** @param {number} rows */
  constructor(rows) {
    this.#rows = rows;
  }

  /**
   * @param {any} part a spectrogram's facts, or reassigned cells
   * @param {Stretch} stretch its rows
   */
  add(part, { from, rows }) {
    const names = part.data ? ['data', 'times'] : CELLS;
    if (!this.result) {
      this.result = { ...part, shape: [this.#rows, ...part.shape.slice(1)], nonFinite: 0 };
      for (const name of names)
        this.result[name] = allocate((part[name].length / rows) * this.#rows, part[name].constructor);
    }
    for (const name of names) this.result[name].set(part[name], (part[name].length / rows) * from);
    this.result.nonFinite += part.nonFinite;
  }
}
