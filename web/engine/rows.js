// A spectrogram that there is, through stages of rows: what live follows an analysis, over rows that somebody has.

import { rangeError, show, typeError } from '../base/errors.js';
import { isFloats } from '../base/floats.js';
import { isTensor, takeTensor } from '../base/tensor.js';
import { Stream } from '../core/stream.js';
import { UNITS } from '../generated/units.js';
import { checkBins } from './inverse.js';
import { checkValues } from './magnitudes.js';
import { gather, PAIRS } from './offline.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('../base/spectrogram.js').Spectrogram} Spectrogram
 * @typedef {import('./base.js').TensorLike} TensorLike
 * @typedef {import('./offline.js').Progress} Progress
 *
 * @typedef {object} Wanted what S may be
 * @property {string} what that is, as messages name it
 * @property {readonly string[]} [units] the first is what a plain { data, shape } is believed to hold, 'power' stands
 *   for every |X|^p; none: any
 * @property {readonly string[]} [kinds] of its first stage; none: any
 * @property {boolean} [raised] its stages are told of which power of |X| its values are
 * @property {boolean} [positive] none of its values is below 0
 * @property {boolean} [fourier] its bins are those of Fourier frames, from 0 Hz to half the sample rate
 * @property {string} [gives] the kind of the result, where that is not all its stages
 */

const POWER = 2; // the core's SG_POWER

/**
 * Runs stages over S.
 * @param {Core} core
 * @param {TensorLike} S as takeTensor gives it
 * @param {readonly Plan[]} plans of stages of rows; what they say of sampleRate, hopLength and nFft holds for S too
 * @param {Wanted} wanted
 * @returns {Generator<Progress, Spectrogram, void>}
 */
export function* analyseRows(core, S, plans, wanted) {
  const given = givenPlan(S, plans, wanted);
  if (wanted.positive) checkValues(S.data, S.shape[1]);
  const stream = new Stream(core, [given, ...plans]);
  try {
    const { kind, delays, times } = S;
    const [frames, bins] = S.shape;
    const rows = stream.count(frames);
    if (rows === 0) {
      const least = frames === 0 ? 'at least 1 frame' : 'as many frames as every stage needs';
      throw rangeError(`S must have ${least}, got ${frames}`);
    }
    const made = yield* gather(stream, S.data, {
      kind: wanted.gives ?? [...(kind === undefined ? [] : [kind]), ...plans.map((plan) => plan.kind)].join(', '),
      sampleRate: given.fields.sampleRate,
    });
    const isTimed = isFloats(times) && times.length === rows && S.sampleRate === given.fields.sampleRate;
    if (isTimed && stream.facts.hopLength === given.fields.columnStep) made.times.set(times);
    const { emptyBands = 0, nonFinite = 0 } = /** @type {Partial<Spectrogram>} */ (S);
    made.emptyBands ||= emptyBands;
    made.nonFinite += nonFinite;
    if (delays && made.frequencies.length === bins) made.delays = Int32Array.from(delays);
    return made;
  } finally {
    stream.free();
  }
}

/**
 * The plan of the source of S's rows.
 * @param {TensorLike} S
 * @param {readonly Plan[]} plans
 * @param {Wanted} wanted
 * @returns {Plan}
 */
function givenPlan(S, plans, { what, units = UNITS, kinds, fourier, raised }) {
  const { shape, kind, frequencies, times, options } = S;
  const isPlainPair = shape.length === 3 && shape[2] === 2 && units.includes('complex');
  const unit = S.unit ?? (isPlainPair ? 'complex' : units[0] || 'power');
  const exponent = exponentOf(unit);
  if (kind !== undefined && kinds && !kinds.includes(kind.split(', ')[0])) {
    throw typeError(`S must be ${what}, got kind ${show(kind)}`);
  }
  const quantity = exponent > 0 ? POWER : UNITS.indexOf(unit);
  if (quantity < 1 || !(units === UNITS || units.includes(unit) || (exponent > 0 && units.includes('power')))) {
    throw typeError(`S must be ${what}, got the unit ${show(unit)}`);
  }
  const [, bins, parts = 1] = shape;
  if (shape.length !== (PAIRS.includes(unit) ? 3 : 2) || !(bins > 0) || parts > 2) {
    const wantedShape = PAIRS.includes(unit) ? '[frames, bins, 2]' : '[frames, bins]';
    throw rangeError(`S must be ${what}, of shape ${wantedShape}, got [${shape.join(', ')}]`);
  }
  const hz = isFloats(frequencies) ? Float64Array.from(frequencies) : undefined;
  if (hz && hz.length !== bins)
    throw rangeError(`S must have a bin for each of its ${hz.length} frequencies, got ${bins}`);
  const told = (/** @type {'sampleRate' | 'hopLength' | 'nFft'} */ name) =>
    plans.map(({ fields }) => fields[name]).find((value) => value !== undefined);
  const sampleRate = told('sampleRate') ?? S.sampleRate;
  const hopLength = told('hopLength') ?? S.hopLength;
  const nFft = told('nFft') ?? /** @type {number | undefined} */ (options?.nFft) ?? Math.max(1, 2 * (bins - 1));
  if (fourier) checkBins(/** @type {any} */ ({ fields: { nFft } }), bins);
  const known = { sampleRate, hopLength, nFft: fourier ? nFft : undefined, power: raised ? exponent : undefined };
  for (const { fields, reads } of plans)
    for (const [name, value] of Object.entries(known))
      if (value !== undefined && reads.includes(name)) fields[name] ??= value;
  /** @type {Record<string, number>} */
  const fields = { rowLength: bins * parts, quantity, nFft: fourier ? nFft : 1, columnStep: hopLength ?? 1 };
  if (exponent > 0) fields.power = exponent;
  if (sampleRate !== undefined) fields.sampleRate = sampleRate;
  if (isFloats(times) && times.length > 0) fields.rowOrigin = times[0] * (S.sampleRate ?? 1);
  return {
    kind: 'given',
    fields,
    reads: [],
    // Fourier frames' follow from nFft: S may not have known its sample rate
    arrays: hz && !fourier ? { frequencies: hz } : {},
    got: { sampleRate: show(sampleRate), columnStep: show(hopLength), rowLength: show(bins * parts) },
    least: 0,
  };
}

/** Of magnitudes and their powers; 0 of others. @param {string} unit */
const exponentOf = (unit) =>
  unit === 'power' ? 2 : unit === 'magnitude' ? 1 : unit.startsWith('|X|^') ? Number(unit.slice(4)) : 0;

/**
 * A method of samples, or of a spectrogram that there is.
 * @template S, O, T, U
 * @param {(samples: S, options: O) => T} ofSamples
 * @param {(S: TensorLike, options: O) => U} ofRows
 */
export const ofEither = (ofSamples, ofRows) => (/** @type {S | TensorLike} */ first, /** @type {O} */ options) =>
  isTensor(first) ? ofRows(takeTensor(first), options) : ofSamples(/** @type {S} */ (first), options);
