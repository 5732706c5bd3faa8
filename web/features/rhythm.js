// Sound to its rhythm: onsets, their autocorrelation (the tempogram) and its tempo; of samples, or of the step before
// where somebody has it.

import { bag, entries } from '../base/option-bag.js';
import { takeSamples } from '../base/samples.js';
import { isTensor, takeTensor } from '../base/tensor.js';
import { completePlan } from '../core/facts.js';
import { makePlan, namesOf, number } from '../core/options.js';
import { FOURIER } from '../generated/kinds.js';
import { ML } from '../generated/ml.js';
import { toDb } from '../engine/decibels.js';
import { withRate } from '../engine/method.js';
import { analyse, part } from '../engine/offline.js';
import { analyseRows } from '../engine/rows.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('../base/spectrogram.js').Spectrogram} Spectrogram
 * @typedef {import('../generated/types.js').MelSpectrogramOptions} MelOptions
 * @typedef {import('../generated/types.js').OnsetOptions} OnsetOptions
 * @typedef {import('../engine/base.js').TensorLike} TensorLike
 * @typedef {import('../engine/offline.js').Progress} Progress
 *
 * @typedef {Partial<Omit<MelOptions, 'center'>> & OnsetOptions & { topDb?: number | null,
 *   out?: import('../base/out.js').Out }} OnsetStrengthOptions topDb as powerToDb's
 * @typedef {Omit<OnsetStrengthOptions, 'center' | 'window' | 'winLength' | 'norm'>} RhythmOptions of the onsets; frames
 *   are 512 samples apart, also those of a plain { data, shape }
 * @typedef {RhythmOptions & import('../generated/types.js').TempogramOptions} TempogramOptions
 * @typedef {RhythmOptions & import('../generated/types.js').TempoOptions & { acSize?: number }} TempoOptions acSize:
 *   seconds of the tempogram's window (default 8)
 */

/** What each stage stands behind, and the method that ends with it. @type {import('../engine/rows.js').Wanted[]} */
const STEPS = [
  { what: 'decibels', units: ['dB', 'log', 'scaled'], gives: 'onsetStrength' },
  { what: 'onset strength', units: ['onset'], gives: 'tempogram' },
  { what: 'a tempogram', units: ['autocorrelation'], gives: 'tempo' },
];

/**
 * The first so many of onset, tempogram and tempo, over the mel spectrogram of samples in decibels, or over what one of
 * them stands behind.
 * @param {Core} core
 * @param {number} count
 * @param {Samples | TensorLike} first
 * @param {unknown} options those of the last stage, and of what comes before
 * @returns {Generator<Progress, Spectrogram, void>}
 */
export function* rhythm(core, count, first, options) {
  const { nFft: size, out, ...own } = bag(/** @type {object | undefined} */ (options));
  const kinds = [ML.onset, ML.tempogram, ML.tempo].slice(0, count);
  const seconds = count === 3 ? number('acSize', own.acSize ?? 8) : 0;
  if (count === 3) delete own.acSize;
  /** @type {Record<string, unknown>} */
  const last = { out };
  for (const name of namesOf(kinds[count - 1])) {
    last[name] = own[name];
    delete own[name];
  }
  /** @type {(nFft: unknown, sampleRate: number, hopLength: number) => Plan[]} */
  const plans = (nFft, sampleRate, hopLength) => {
    const winLength = Math.floor(Math.floor(seconds * sampleRate) / hopLength);
    const before = [{ nFft }, count === 3 ? { winLength } : {}, {}];
    return kinds.map((kind, i) => makePlan(kind, i === count - 1 ? { ...last, ...before[i] } : before[i]));
  };
  const { gives } = STEPS[count - 1];

  if (isTensor(first)) {
    const S = takeTensor(first);
    const { unit, shape } = S;
    const { sampleRate = S.sampleRate ?? 0, hopLength = S.hopLength ?? 512 } = entries(own, [
      'sampleRate',
      'hopLength',
    ]);
    const told = { sampleRate: number('sampleRate', sampleRate), hopLength: number('hopLength', hopLength) };
    const step = unit === undefined ? 1 + Number(shape[1] > 1) : STEPS.findIndex(({ units }) => units?.includes(unit));
    const from = Math.max(0, Math.min(count - 1, step));
    const left = plans(size, told.sampleRate, told.hopLength).slice(from);
    Object.assign(left[0].fields, told);
    return yield* analyseRows(core, S, left, { ...STEPS[from], gives });
  }
  const { channel, topDb, ...mel } = own;
  const taken = takeSamples(first, channel);
  const plan = makePlan(FOURIER.mel, withRate({ ...mel, nFft: size }, taken.sampleRate));
  const { sampleRate, hopLength } = completePlan(core, plan).fields;
  const stages = plans(size, sampleRate, hopLength);
  const M = yield* part(analyse(core, [plan], taken.samples), 0, 2);
  const levels = toDb(core, M, 10, { topDb, out: M });
  return yield* part(analyseRows(core, levels, stages, { ...STEPS[0], gives }), 1, 2);
}
