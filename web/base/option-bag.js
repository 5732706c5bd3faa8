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
  const kind = tagOf(options);
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

/** What else other libraries call it, without what didYouMean finds by itself. @type {Record<string, string>} */
const ALIASES = {
  nFft: 'fftsize',
  winLength: 'windowsize',
  hopLength: 'hopsize stepsize',
  sampleRate: 'sr fs rate',
  wasm: 'url path module wasmurl',
  norm: 'melnorm',
  mel: 'melspectrogram',
  padMode: 'padding',
  hann: 'hanning',
  boxcar: 'rect rectangular ones',
  constant: 'zero zeros',
  edge: 'replicate',
  cosine: 'sine',
  kaiser_bessel_derived: 'kbd',
};

/**
 * " (did you mean 'x'?)", or nothing when no known name is near.
 * @param {unknown} word
 * @param {readonly string[]} known
 */
export function didYouMean(word, known) {
  if (typeof word !== 'string') return '';
  const plain = (/** @type {string} */ name) => name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
  const wanted = plain(word.slice(0, 40));
  let best =
    known.find((name) => ALIASES[name]?.split(' ').includes(wanted)) ??
    known.find((name) => wanted.length > 2 && plain(name).startsWith(wanted));
  for (let edits = 0; !best && edits <= 3 && edits < wanted.length / 3 + 1; edits++)
    best = known.find((name) => isNear(wanted, plain(name), edits));
  return best ? ` (did you mean '${best}'?)` : '';
}

/**
 * Whether a becomes b by so many edits: of a letter that is left out, added or another, or of two that are swapped.
 * @param {string} a
 * @param {string} b
 * @param {number} edits
 * @returns {boolean}
 */
function isNear(a, b, edits) {
  if (a === b) return true;
  if (a && a[0] === b[0]) return isNear(a.slice(1), b.slice(1), edits);
  const isSwap = a[0] === b[1] && a[1] === b[0];
  const past = (/** @type {number} */ i, /** @type {number} */ j) => isNear(a.slice(i), b.slice(j), edits - 1);
  return edits > 0 && (past(1, 0) || past(0, 1) || past(1, 1) || (isSwap && past(2, 2)));
}
