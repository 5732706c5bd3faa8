// Mel-frequency cepstra of a sound or of mel bands, and back to mel bands.

import { takeSamples } from '../base/samples.js';
import { takeTensor } from '../base/tensor.js';
import { completePlan } from '../core/facts.js';
import { makePlan, optionsOf, pick } from '../core/options.js';
import { fromDb, levelOptions, loudestDb } from '../engine/decibels.js';
import { withRate } from '../engine/method.js';
import { analyse, part } from '../engine/offline.js';
import { analyseRows } from '../engine/rows.js';
import { FOURIER, ROWS } from '../generated/kinds.js';
import { ML } from '../generated/ml.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('../engine/base.js').TensorLike} TensorLike
 * @typedef {import('../engine/offline.js').Progress} Progress
 * @typedef {Record<string, any>} Options
 * @typedef {Generator<Progress, import('../base/spectrogram.js').Spectrogram, void>} Rows
 */

/**
 * Mel cepstra of a sound. Where levels are cut so far below the loudest of all, that is sought first.
 * @param {Core} core
 * @param {Samples} given
 * @param {Options | undefined} options
 * @returns {Rows}
 */
export function* mfcc(core, given, options) {
  const { channel, topDb = 80, ...all } = /** @type {Options} */ (optionsOf(ML.mfcc, options, ['channel', 'out']));
  const { samples, sampleRate } = takeSamples(given, channel);
  const own = /** @type {Options} */ (withRate(all, sampleRate));
  const whole = makePlan(ML.mfcc, own);
  if (topDb === null) return yield* analyse(core, [whole], samples);
  const [ref, amin] = [own.ref ?? 1, own.amin ?? 1e-10];
  levelOptions({ topDb }, amin);
  completePlan(core, whole); // which judges all of them
  const mel = makePlan(FOURIER.mel, { ...pick(FOURIER.mel, own), norm: own.melNorm });
  const M = yield* part(analyse(core, [mel], samples), 0, 2);
  const least = Math.max(loudestDb(core, M.data, amin, ref) - topDb, own.minDb ?? -1e6, -1e6);
  const db = makePlan(ROWS.db, { amin, ref, perDecade: 10, minDb: least });
  const plans = [db, makePlan(ML.dct, { ...pick(ML.dct, own), out: own.out })];
  return yield* part(analyseRows(core, M, plans, { what: 'mel', gives: 'mfcc' }), 1, 2);
}

/**
 * Cepstra of mel bands in dB, or of their logarithms.
 * @param {Core} core
 * @param {TensorLike} S
 * @param {Options | undefined} options
 * @returns {Rows}
 */
export function mfccOfRows(core, S, options) {
  const own = /** @type {Options} */ (optionsOf(ML.mfcc, options, ['channel', 'out']));
  const plan = makePlan(ML.dct, { ...pick(ML.dct, own), out: own.out });
  const wanted = { what: 'a mel spectrogram in dB', units: ['dB', 'log'], kinds: ['mel', 'fbank'], gives: 'mfcc' };
  return analyseRows(core, S, [plan], wanted);
}

/**
 * Powers of mel bands that have these cepstra.
 * @param {Core} core
 * @param {unknown} given
 * @param {Options | undefined} options
 * @returns {Rows}
 */
export function* mfccToMel(core, given, options) {
  const { ref, ...own } = /** @type {Options} */ (optionsOf(ML.idct, options, ['ref', 'out']));
  const wanted = { what: 'cepstra', units: ['cepstrum'], gives: 'mel' };
  const levels = yield* analyseRows(core, takeTensor(given), [makePlan(ML.idct, own)], wanted);
  return fromDb(core, levels, 10, { ref, out: levels });
}
