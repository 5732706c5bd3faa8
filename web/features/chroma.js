// Pitch classes of a spectrogram that there is.

import { makePlan, optionsOf, pick } from '../core/options.js';
import { analyseRows } from '../engine/rows.js';
import { CONSTANT_Q } from '../generated/kinds.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../engine/base.js').TensorLike} TensorLike
 * @typedef {import('../engine/offline.js').Progress} Progress
 * @typedef {Record<string, any>} Options
 * @typedef {Generator<Progress, import('../base/spectrogram.js').Spectrogram, void>} Rows
 */

/**
 * Chroma, or CENS, of a constant-Q transform.
 * @param {Core} core
 * @param {'chroma' | 'chromaCens'} gives
 * @param {TensorLike} S
 * @param {Options | undefined} options
 * @returns {Rows}
 */
export function chromaOfRows(core, gives, S, options) {
  const own = /** @type {Options} */ (optionsOf(CONSTANT_Q[gives], options, ['channel', 'out']));
  const made = /** @type {Options} */ (S.options ?? {});
  const binsPerOctave = own.binsPerOctave ?? made.binsPerOctave ?? (S.kind === undefined ? 36 : 12);
  const fMin = own.fMin ?? made.fMin;
  const classes = { ...pick(CONSTANT_Q.pitchClasses, own), binsPerOctave, fMin };
  const { out } = own;
  const smooth = () => [
    makePlan(CONSTANT_Q.pitchClasses, { ...classes, norm: 1 }),
    makePlan(CONSTANT_Q.quantise, {}),
    makePlan(CONSTANT_Q.smooth, pick(CONSTANT_Q.smooth, own)),
    makePlan(CONSTANT_Q.normalise, { ...pick(CONSTANT_Q.normalise, own), out }),
  ];
  const plans = gives === 'chroma' ? [makePlan(CONSTANT_Q.pitchClasses, { ...classes, out })] : smooth();
  const kinds = ['cqt', 'vqt', 'pseudoCqt', 'hybridCqt'];
  const what = 'a constant-Q transform, complex or its magnitudes';
  return analyseRows(core, S, plans, { what, units: ['magnitude', 'complex'], kinds, gives });
}
