// Mel bands of a spectrogram that there is, and from mel bands back to spectra and sound.

import { entries } from '../base/option-bag.js';
import { takeTensor } from '../base/tensor.js';
import { makePlan, namesOf, optionsOf, pick } from '../core/options.js';
import { griffinLim } from '../engine/retrieval.js';
import { analyseRows } from '../engine/rows.js';
import { part } from '../engine/offline.js';
import { FOURIER, RETRIEVAL } from '../generated/kinds.js';
import { ML } from '../generated/ml.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../engine/base.js').TensorLike} TensorLike
 * @typedef {import('../engine/offline.js').Progress} Progress
 * @typedef {Record<string, any>} Options
 * @typedef {Generator<Progress, import('../base/spectrogram.js').Spectrogram, void>} Rows
 */

const LEVELS = ['power', 'magnitude'];
const MEL = { what: 'a mel spectrogram of powers or magnitudes', units: LEVELS, kinds: ['mel'], raised: true };

/**
 * Mel bands of a spectrogram.
 * @param {Core} core
 * @param {TensorLike} S
 * @param {Options | undefined} options
 * @returns {Rows}
 */
export function melOfRows(core, S, options) {
  const own = optionsOf(FOURIER.mel, options, ['channel', 'out']);
  const { nFft, power, hopLength } = /** @type {Options} */ (own);
  const known = {
    ...S,
    hopLength: hopLength ?? S.hopLength,
    options: { nFft: nFft ?? S.options?.nFft },
    unit: S.unit ?? (power ? `|X|^${power}` : undefined),
  };
  const plan = makePlan(ML.melBands, { ...pick(ML.melBands, own), out: own.out });
  const what = 'a spectrogram of powers or magnitudes';
  return analyseRows(core, known, [plan], { what, units: LEVELS, kinds: ['spectrogram'], fourier: true, gives: 'mel' });
}

/**
 * Magnitudes that have these mel bands.
 * @param {Core} core
 * @param {unknown} given
 * @param {Options | undefined} options
 * @returns {Rows}
 */
export const melToStft = (core, given, options) =>
  analyseRows(core, takeTensor(given), [makePlan(ML.melInverse, options)], { ...MEL, gives: 'spectrogram' });

/**
 * A sound that has these mel bands.
 * @param {Core} core
 * @param {unknown} given
 * @param {Options | undefined} options
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
export function* melToAudio(core, given, options) {
  const names = namesOf(ML.melToAudio);
  const all = entries(options, [...names, 'init', 'onIteration', 'out'], [...names, 'init']);
  const { init, onIteration, out, ...own } = /** @type {Options} */ (all);
  const M = takeTensor(given);
  const S = yield* part(melToStft(core, M, pick(ML.melInverse, own)), 0, 2);
  const { hopLength } = M; // where nobody knows it, it follows from nFft
  const search = { ...pick(RETRIEVAL.griffinLim, own), nFft: own.nFft ?? 2048, onIteration, out };
  if (init !== undefined) Object.assign(search, { init });
  return yield* part(griffinLim(core, { ...S, hopLength }, search), 1, 2);
}
