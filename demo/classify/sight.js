// A clip as the model sees it: as it is, and with the masks of the turns in which it is taken.
import { make } from '../ui/make.js';
import { augment, maskSeed } from './augment.js';
import { drawPatch } from './patch-drawing.js';

const TURNS = 3; // that are shown

/**
 * @param {HTMLElement} place
 * @param {import('specgram').Engine} engine
 * @param {{ patch: import('./patch.js').Patch, name: string, index: number, seed: number }} clip index: among those
 *   that are learnt
 */
export function showSight(place, engine, { patch, name, index, seed }) {
  const turns = Array.from({ length: TURNS }, (_, turn) => ({
    patch: augment(engine, patch, maskSeed(seed, turn, index)),
    words: `Turn ${turn + 1}, with masks`,
  }));
  place.replaceChildren(
    ...[{ patch, words: 'As it is' }, ...turns].map((sight) => {
      const canvas = make('canvas', { className: 'patch', role: 'img', 'aria-label': `${name}: ${sight.words}` });
      drawPatch(canvas, sight.patch);
      return make('figure', {}, canvas, make('figcaption', {}, sight.words));
    }),
  );
}
