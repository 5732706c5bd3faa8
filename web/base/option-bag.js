// Option bags as callers write them: only known names get in, and a wrong one is told the name that was meant.

import { reading, show, typeError } from './errors.js';
import { tagOf } from './tag.js';

/**
 * The entries of what is given as an option bag; none, where nothing is given. What a bag inherits counts, as from a
 * class or from `Object.create(defaults)`, but nothing of the prototype that all objects have.
 * @param {unknown} options
 * @returns {Record<string, unknown>} null-prototyped
 */
export function bag(options = {}) {
  const all = Object.create(null);
  const kind = typeof options === 'object' && options !== null ? tagOf(options) : '';
  if (kind !== 'Object' && kind !== 'Module') {
    const got = show(options);
    throw typeError(`options must be an object, got ${got === 'an object' ? `a ${kind}` : got}`);
  }
  const given = /** @type {Record<string, unknown>} */ (options);
  reading('options', () => {
    for (let at = given; at && (at === given || !Object.hasOwn(at, 'hasOwnProperty')); at = Object.getPrototypeOf(at)) {
      for (const [name, { enumerable, get }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
        if ((enumerable || (get && at !== given)) && !(name in all)) all[name] = given[name];
    }
  });
  return all;
}

/**
 * An option bag's entries, after a look at every name.
 * @param {unknown} options
 * @param {readonly string[]} known
 * @param {readonly string[]} [nulls] those of which null may be an answer of its own
 * @returns {Record<string, unknown>} null-prototyped; without the entries that leave the default: undefined, and null
 */
export function entries(options, known, nulls = []) {
  const own = bag(options);
  for (const name of Object.keys(own)) {
    if (!known.includes(name)) throw typeError(`unknown option '${name.slice(0, 40)}'${didYouMean(name, known)}`);
    if (own[name] === undefined || (own[name] === null && !nulls.includes(name))) delete own[name];
  }
  return own;
}

/** Names that other libraries use for the same thing. @type {Record<string, string>} */
const ALIASES = {
  fftsize: 'nFft',
  windowsize: 'winLength',
  hopsize: 'hopLength',
  stepsize: 'hopLength',
  sr: 'sampleRate',
  fs: 'sampleRate',
  rate: 'sampleRate',
  url: 'wasm',
  path: 'wasm',
  module: 'wasm',
  wasmurl: 'wasm',
  melnorm: 'norm',
  melspectrogram: 'mel',
  padding: 'padMode',
  hanning: 'hann',
  rect: 'boxcar',
  rectangular: 'boxcar',
  ones: 'boxcar',
  zero: 'constant',
  zeros: 'constant',
  replicate: 'edge',
};

/**
 * " (did you mean 'x'?)", or nothing when no known name is near.
 * @param {string} word
 * @param {readonly string[]} known
 */
export function didYouMean(word, known) {
  const plain = (/** @type {string} */ s) => s.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
  const wanted = plain(word.slice(0, 40));
  const alias = Object.hasOwn(ALIASES, wanted) ? ALIASES[wanted] : '';
  let best = known.includes(alias)
    ? alias
    : (known.find((name) => wanted.length > 2 && plain(name).startsWith(wanted)) ?? '');
  let bestDistance = best ? 0 : Math.min(3, Math.ceil(wanted.length / 3)) + 1;
  for (const name of known) {
    const d = distance(wanted, plain(name));
    if (d < bestDistance) [best, bestDistance] = [name, d];
  }
  return best ? ` (did you mean '${best}'?)` : '';
}

/**
 * Damerau's and Levenshtein's distance: insertions, deletions, substitutions and swaps of neighbours from a to b.
 * @param {string} a
 * @param {string} b
 */
function distance(a, b) {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + Number(a[i - 1] !== b[j - 1]));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
