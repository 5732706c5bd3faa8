// The constant-Q family's methods, their tuning estimated where it is asked for.

import { takeSamples } from '../base/samples.js';
import { completePlan } from '../core/facts.js';
import { makePlan, optionsOf } from '../core/options.js';
import { CONSTANT_Q } from '../generated/kinds.js';
import { griffinLimCqt, icqt, insgt } from './constantq-inverse.js';
import { withRate } from './method.js';
import { analyse, part } from './offline.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('./offline.js').Progress} Progress
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('./engine.js').TensorLike} TensorLike
 * @typedef {Record<string, any>} Options
 * @typedef {Float32Array | Float64Array} Numbers
 */

/**
 * The long methods of the family, as generators that yield their progress.
 * @param {Core} core
 */
export function constantQ(core) {
  const of =
    (/** @type {string} */ kind, /** @type {Options} */ defaults = {}) =>
    (/** @type {Samples} */ samples, /** @type {Options | undefined} */ options) =>
      tuned(core, CONSTANT_Q[kind], samples, options, defaults);
  return {
    cqt: of('cqt'),
    vqt: of('vqt'),
    pseudoCqt: of('pseudoCqt'),
    hybridCqt: of('hybridCqt'),
    chroma: of('chroma', { tuning: null }),
    chromaCens: of('chromaCens', { tuning: null }),
    nsgt: of('nsgt'),
    estimateTuning: (/** @type {Samples} */ samples, /** @type {Options | undefined} */ options) => {
      const { channel, ...own } = optionsOf(CONSTANT_Q.estimateTuning, options, ['channel']);
      const taken = takeSamples(samples, channel);
      return estimateTuning(core, taken.samples, withRate(own, taken.sampleRate));
    },
    insgt: (/** @type {TensorLike} */ S, /** @type {Options} */ options) => insgt(core, S, options),
    icqt: (/** @type {TensorLike} */ C, /** @type {Options} */ options) => icqt(core, C, options),
    griffinLimCqt: (/** @type {TensorLike} */ C, /** @type {Options} */ options) => griffinLimCqt(core, C, options),
  };
}

/**
 * Rows of a kind, from all of a sound.
 * @param {Core} core
 * @param {import('../core/options.js').Kind} kind
 * @param {Samples} given
 * @param {Options | undefined} options
 * @param {Options} defaults that are not the table's
 * @returns {Generator<Progress, import('../base/spectrogram.js').Spectrogram, void>}
 */
export function* tuned(core, kind, given, options, defaults) {
  const { channel, ...own } = { ...defaults, ...optionsOf(kind, options, ['channel', 'out']) };
  const { samples, sampleRate: known } = takeSamples(given, channel);
  own.sampleRate ??= known;
  if (own.tuning !== null) return yield* analyse(core, [makePlan(kind, own)], samples);
  const { fields } = completePlan(core, makePlan(kind, { ...own, tuning: 0 }));
  const { binsPerOctave } = fields;
  own.tuning = yield* part(estimateTuning(core, samples, { sampleRate: own.sampleRate, binsPerOctave }), 0, 2);
  return yield* part(analyse(core, [makePlan(kind, own)], samples), 1, 2);
}

/**
 * By how many bins the sound's pitches lie off A4 = 440 Hz.
 * @param {Core} core
 * @param {Numbers} samples
 * @param {Options} options
 * @returns {Generator<Progress, number, void>}
 */
function* estimateTuning(core, samples, options) {
  const plan = makePlan(CONSTANT_Q.estimateTuning, options, []);
  return yield* tuningOf(analyse(core, [plan], samples), plan);
}

/**
 * What the core's one row of a tuning stands for.
 * @param {Generator<Progress, import('../base/spectrogram.js').Spectrogram, void>} rows
 * @param {Plan} plan of the stage
 * @returns {Generator<Progress, number, void>}
 */
export function* tuningOf(rows, plan) {
  const [bins] = (yield* rows).data;
  const places = Math.ceil(1 / plan.fields.resolution);
  // in single precision it is only near the place that the core means; 0 is none
  return bins === 0 ? 0 : Math.round((bins + 0.5) * places) / places - 0.5;
}
