// Constant-Q spectra back to sound: the options of their inverses, held against what S remembers, and the core's stages
// run, as generators that yield their progress.

import { rangeError, show, typeError } from '../base/errors.js';
import { isFloats } from '../base/floats.js';
import { allocate, FLOATS_MAX, place } from '../base/out.js';
import { takeTensor } from '../base/tensor.js';
import { entries } from '../base/option-bag.js';
import { tellFrames } from '../core/facts.js';
import { namesOf, optionsOf } from '../core/options.js';
import { Stream } from '../core/stream.js';
import { CONSTANT_Q } from '../generated/kinds.js';
import { inversePlan } from './inverse.js';
import { besideEachOther, checkIteration, checkMagnitudes, checkValues } from './magnitudes.js';
import { into, transfer } from './offline.js';
import { solve } from './solve.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('./offline.js').Progress} Progress
 * @typedef {import('./engine.js').TensorLike} TensorLike
 * @typedef {Record<string, any>} Options
 * @typedef {Float32Array | Float64Array} Numbers
 * @typedef {import('../generated/types.js').GriffinLimCqtOptions} GriffinLimCqtOptions
 */

/**
 * @param {Core} core
 * @param {TensorLike} given S, of `nsgt`
 * @param {Options} options
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
export function* insgt(core, given, options) {
  const S = takeTensor(given);
  const { data, shape } = S;
  const plan = inversePlan(CONSTANT_Q.insgt, S, optionsOf(CONSTANT_Q.insgt, options, ['out']));
  tellFrames(core, plan, shape[0]);
  const stream = new Stream(core, [plan]);
  try {
    checkPlaces(plan, S, 1);
    const values = stream.inputUnit / 2;
    if (shape.length !== 3 || shape[1] !== values || shape[2] !== 2) {
      throw rangeError(`S must be of shape [slices, ${values}, 2] with these options, got [${shape.join(', ')}]`);
    }
    const { length: given } = plan.fields;
    const length = given >= 0 ? given : Math.max(0, shape[0] - 1) * stream.facts.hopLength;
    const samples = place(stream.out, [length], { 'S.data': data });
    yield* transfer(stream, data, into(samples));
    return samples;
  } finally {
    stream.free();
  }
}

/**
 * Refuses a plan whose bins lie elsewhere than those of S, as far as S says where.
 * @param {Plan} plan of an inverse, which the core has judged
 * @param {TensorLike} S
 * @param {number} [edges] frequencies at either end that are no bins
 */
function checkPlaces({ fields: { sampleRate, fMin, binsPerOctave, tuning } }, S, edges = 0) {
  if (typeof S.sampleRate === 'number' && sampleRate !== S.sampleRate) {
    throw rangeError(`sampleRate must be the ${S.sampleRate} that S has, got ${sampleRate}`);
  }
  if (!isFloats(S.frequencies)) return;
  const frequencies = S.frequencies.subarray(edges, S.frequencies.length - edges);
  const last = frequencies.length - 1;
  const is = (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(a - b) <= PLACE_ERROR * Math.abs(b);
  const octaves = Math.log2(frequencies[last] / frequencies[0]);
  if (last > 0 && !is(last / binsPerOctave, octaves)) {
    throw rangeError(`binsPerOctave must be the ${round(last / octaves)} that S has, got ${binsPerOctave}`);
  }
  if (last >= 0 && !is(fMin * 2 ** (tuning / binsPerOctave), frequencies[0])) {
    throw rangeError(
      `fMin and tuning must give the lowest bin that S has, ${round(frequencies[0])} Hz, got fMin ${round(fMin)}, tuning ${tuning}`,
    );
  }
}

const PLACE_ERROR = 1e-5; // far below a bin, far above what single precision loses

/** As messages show it. @param {number} hz */
const round = (hz) => Number(hz.toPrecision(6));

/**
 * What S was made by, and what is given now, with the number of its frames and bins.
 * @param {Core} core
 * @param {'icqtLeastSquares' | 'griffinLimCqt'} kind
 * @param {TensorLike} S
 * @param {Options} own
 * @param {readonly number[]} shape of S
 */
function planOf(core, kind, S, own, [frames, bins]) {
  if (S.delays) throw typeError('S must be made without lowLatency: all bins of a frame of one moment');
  if (frames < 1 || bins < 1) throw rangeError(`S must have at least 1 frame and 1 bin, got ${frames} and ${bins}`);
  if ((own.nBins ?? bins) !== bins) throw rangeError(`nBins must be the ${bins} that S has, got ${show(own.nBins)}`);
  const plan = inversePlan(CONSTANT_Q[kind], S, { ...own, nBins: bins });
  tellFrames(core, plan, frames);
  return plan;
}

/**
 * @param {Core} core
 * @param {TensorLike} given S, of `cqt` or `vqt`
 * @param {Options} options
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
export function* icqt(core, given, options) {
  const own = optionsOf(CONSTANT_Q.icqtLeastSquares, options, ['out']);
  const S = takeTensor(given);
  const { data, shape } = S;
  if (shape.length !== 3 || shape[2] !== 2)
    throw rangeError(`S must be complex, of shape [frames, bins, 2], got [${shape.join(', ')}]`);
  const plan = planOf(core, 'icqtLeastSquares', S, own, shape);
  if (plan.fields.nIter === 0) plan.kind = 'icqt'; // the same, and no need to have all of S first
  return yield* invert(core, plan, S, data, shape[0]);
}

/**
 * Griffin and Lim's algorithm between sound and constant-Q transform, as librosa's griffinlim_cqt.
 * @param {Core} core
 * @param {TensorLike} magnitudes
 * @param {Options} options
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
export function* griffinLimCqt(core, magnitudes, options) {
  const known = namesOf(CONSTANT_Q.griffinLimCqt);
  const given = entries(options, [...known, 'init', 'onIteration', 'out'], [...known, 'init']);
  const { init: start = 'random', onIteration: hook, ...own } = given;
  const S = takeTensor(magnitudes);
  const { data, shape } = S;
  checkMagnitudes(S, 1);
  checkValues(data, shape[1]);
  const { init, phases, onIteration } = checkIteration(start, hook, shape, ['random']);
  const plan = planOf(core, 'griffinLimCqt', S, own, shape);
  plan.fields.init = init;
  const rows = phases ? besideEachOther(data, phases, shape[1]) : data;
  return yield* invert(core, plan, S, rows, shape[0], onIteration);
}

/**
 * Rows to a sound, by a stage that takes each as it comes, or by one that works when it has them all.
 * @param {Core} core
 * @param {Plan} plan
 * @param {TensorLike} S
 * @param {Numbers} rows of S
 * @param {number} frames of S
 * @param {GriffinLimCqtOptions['onIteration']} [onIteration]
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
function* invert(core, plan, S, rows, frames, onIteration) {
  if (plan.fields.length > FLOATS_MAX) allocate(plan.fields.length); // says what is too large
  const stream = new Stream(core, [plan]);
  try {
    checkPlaces(plan, S);
    if (plan.kind !== 'icqt') return yield* solve(stream, rows, frames, 1, onIteration);
    const samples = place(stream.out, [stream.count(frames)], { 'S.data': rows });
    yield* transfer(stream, rows, into(samples));
    return samples;
  } finally {
    stream.free();
  }
}
