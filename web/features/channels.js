// Methods of samples, for each channel of a sound.

import { channelsOf, partsOf, sideBySide } from '../base/channels.js';
import { bag } from '../base/option-bag.js';
import { part } from '../engine/offline.js';
import { METHODS } from '../generated/kinds.js';

/** Where each kind of method has its options. @type {Partial<Record<string, number>>} */
const PLACES = { samples: 1, chain: 2, rates: 3 };

/**
 * Steps that take [channels][n] and channel 'all' too.
 * @template {Record<string, (...given: any[]) => Generator<any, any, void>>} T
 * @param {T} steps
 * @returns {T}
 */
export function ofChannels(steps) {
  const of = (/** @type {string} */ name, /** @type {T[string]} */ run) => {
    const place = PLACES[METHODS[/** @type {keyof typeof METHODS} */ (name)]];
    if (place === undefined) return run;
    return (/** @type {any[]} */ ...given) => {
      const { channel, out, ...own } = bag(given[place]);
      const taken = channelsOf(given[0], channel);
      const among = (/** @type {any} */ samples, /** @type {any} */ options) =>
        run(samples, ...given.slice(1, place), options, ...given.slice(place + 1));
      if (taken.each) {
        const parts = partsOf(out, taken.each);
        return every(
          taken.each.map((samples, c) => () => among(samples, { ...own, ...parts[c] })),
          out,
        );
      }
      return taken.samples === given[0] ? run(...given) : among(taken.samples, given[place]);
    };
  };
  return /** @type {T} */ (
    Object.fromEntries(Object.entries(steps).map(([name, run]) => [name, of(name, /** @type {T[string]} */ (run))]))
  );
}

/**
 * One after the other.
 * @param {(() => Generator<any, any, void>)[]} runs
 * @param {unknown} out whose parts their results were written over
 */
function* every(runs, out) {
  const results = [];
  for (const [c, run] of runs.entries()) results.push(yield* part(run(), c, runs.length));
  return sideBySide(results, out);
}
