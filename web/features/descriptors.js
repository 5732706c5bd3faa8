// What describes frames by a few numbers: of samples, or of a spectrogram that there is.

import { place } from '../base/out.js';
import { Spectrogram } from '../base/spectrogram.js';
import { completePlan } from '../core/facts.js';
import { makePlan, number, optionsOf } from '../core/options.js';
import { CONSTANT_Q, FOURIER } from '../generated/kinds.js';
import { ML } from '../generated/ml.js';
import { tuned, tuningOf } from '../engine/constantq.js';
import { toDb } from '../engine/decibels.js';
import { filterbank } from '../engine/fourier.js';
import { analysis, ofSamples } from '../engine/method.js';
import { analyse, part } from '../engine/offline.js';
import { analyseRows, ofEither } from '../engine/rows.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Kind} Kind
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('../generated/types.js').ChromaFilterbankOptions} ChromaFilterbankOptions
 * @typedef {import('../engine/base.js').TensorLike} TensorLike
 * @typedef {import('../engine/offline.js').Progress} Progress
 * @typedef {import('../engine/rows.js').Wanted} Wanted
 * @typedef {Record<string, any>} Options
 * @typedef {Generator<Progress, Spectrogram, void>} Steps
 */

const MAGNITUDES = { what: 'a magnitude spectrogram', units: ['magnitude'], kinds: ['spectrogram'], fourier: true };
const LEVELS = { what: 'a spectrogram', units: ['magnitude', 'power'], kinds: ['spectrogram'], fourier: true };
const POWERS = { what: 'a power spectrogram', units: ['power'], kinds: ['spectrogram'], fourier: true };
const CHROMA = { what: 'chroma', units: ['power'], kinds: ['chroma', 'chromaCens', 'chromaStft'] };

/**
 * The long methods of the family, as generators that yield their progress.
 * @param {Core} core
 */
export function descriptors(core) {
  const over =
    (/** @type {string} */ gives, /** @type {Wanted} */ wanted = MAGNITUDES) =>
    (/** @type {TensorLike} */ S, /** @type {Plan} */ plan) =>
      analyseRows(core, S, [plan], { ...wanted, gives, positive: true });
  const either = (/** @type {string} */ kind, /** @type {string} */ stage) =>
    ofEither(analysis(core, ML[kind]), ofRows(ML[stage], over(kind)));
  return {
    spectralCentroid: either('spectralCentroid', 'centroid'),
    spectralBandwidth: either('spectralBandwidth', 'bandwidth'),
    spectralRolloff: either('spectralRolloff', 'rolloff'),
    spectralFlatness: either('spectralFlatness', 'flatness'),
    spectralContrast: ofEither(
      ofSamples(
        ML.spectralContrast,
        (plan, x, topDb) => contrasts(core, analyse(core, [plan], x), plan, topDb),
        'topDb',
        ['topDb'],
      ),
      ofRows(
        ML.contrast,
        (S, plan, topDb) => contrasts(core, over('spectralContrast')(S, plan), plan, topDb),
        'topDb',
        ['topDb'],
      ),
    ),
    polyFeatures: either('polyFeatures', 'polynomial'),
    rms: ofEither(
      analysis(core, ML.rms),
      ofRows(
        ML.spectrumRms,
        (S, plan, length) => {
          if (length !== undefined) plan.fields.nFft = number('frameLength', length);
          return over('rms', LEVELS)(S, plan);
        },
        'frameLength',
      ),
    ),
    zeroCrossingRate: analysis(core, ML.zeroCrossingRate),
    chromaStft: ofEither(
      ofSamples(
        ML.chromaStft,
        (plan, x, tuning) => chroma(core, (...plans) => analyse(core, plans, x), [spectrumOf(plan)], plan, tuning),
        'tuning',
      ),
      ofRows(
        ML.chromaFilters,
        (S, plan, tuning) => chroma(core, (one) => over('chromaStft', POWERS)(S, one), [], plan, tuning),
        'tuning',
      ),
    ),
    tonnetz: ofEither(
      (/** @type {Samples} */ samples, /** @type {Options | undefined} */ options) =>
        tuned(core, ML.tonnetz, samples, options, { tuning: null }),
      ofRows(ML.tonalCentroid, over('tonnetz', CHROMA)),
    ),
    chromaFilterbank: (/** @type {ChromaFilterbankOptions} */ options) =>
      filterbank(core, makePlan(ML.chromaFilterbank, options), 'sg_chroma_filterbank', 'nChroma'),
  };
}

/**
 * A method of S: what a stage makes of it, by the stage's options and what they say of S itself.
 * @template T
 * @param {Kind} stage
 * @param {(S: TensorLike, plan: Plan, other: unknown) => T} run
 * @param {string} [other] an option beside these
 * @param {readonly string[]} [nulls] that, where null is an answer of its own
 */
function ofRows(stage, run, other = '', nulls = []) {
  const axis = FOURIER.stft.options.filter(({ name }) => ['sampleRate', 'nFft', 'hopLength'].includes(name));
  const kind = { ...stage, options: [...stage.options, ...axis] };
  return (/** @type {TensorLike} */ S, /** @type {object | undefined} */ options) => {
    const { [other]: more, ...own } = optionsOf(kind, options, other ? [other, 'out'] : ['out'], nulls);
    return run(S, makePlan(kind, own), more);
  };
}

/**
 * Peaks less valleys, each in dB and nothing further below the greatest of them than topDb.
 * @param {Core} core
 * @param {Steps} steps that the plan leads to
 * @param {Plan} plan
 * @param {unknown} topDb
 * @returns {Steps}
 */
function* contrasts(core, steps, plan, topDb) {
  if (plan.fields.linear) return yield* steps;
  plan.fields.contrastParts = 1;
  const { out } = plan;
  plan.out = undefined; // two parts are more than it takes
  const S = yield* part(steps, 0, 1);
  const [frames, both] = S.shape;
  const bands = both / 2;
  const half = (/** @type {number} */ from) => {
    const values = new Float32Array(frames * bands);
    for (let t = 0; t < frames; t++) values.set(S.data.subarray(t * both + from, t * both + from + bands), t * bands);
    return toDb(core, values, 10, { topDb, out: values });
  };
  const data = place(out, [frames, bands]);
  const [peaks, valleys] = [half(0), half(bands)];
  for (let i = 0; i < data.length; i++) data[i] = peaks[i] - valleys[i];
  return new Spectrogram({
    ...S,
    data,
    shape: [frames, bands],
    frequencies: S.frequencies.slice(0, bands),
    unit: 'dB',
  });
}

/** What a chain from a spectrogram on begins with. @param {Plan} plan */
const spectrumOf = (plan) => ({ ...plan, kind: 'spectrogram', reads: [] });

/**
 * Chroma, its tuning estimated where it is not said.
 * @param {Core} core
 * @param {(...plans: Plan[]) => Steps} run
 * @param {Plan[]} first what comes before the estimate
 * @param {Plan} plan
 * @param {unknown} tuning
 * @returns {Steps}
 */
function* chroma(core, run, first, plan, tuning) {
  if (tuning !== null && tuning !== undefined) {
    plan.fields.tuning = number('tuning', tuning);
    return yield* run(plan);
  }
  const { fields } = completePlan(core, { ...plan, fields: { ...plan.fields } });
  for (const before of first) before.fields = fields;
  const { sampleRate, nFft } = plan.fields; // as far as they are said of S
  const estimate = makePlan(CONSTANT_Q.tuning, { binsPerOctave: fields.nChroma, sampleRate, nFft });
  plan.fields.tuning = yield* part(tuningOf(run(...first, estimate), estimate), 0, 2);
  return yield* part(run(plan), 1, 2);
}
