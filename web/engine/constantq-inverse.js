// Constant-Q spectra back to sound: the sliced transform's inverse, least squares for the plain ones, and Griffin-Lim's
// way from magnitudes, as generators that yield their progress.

import { Stream } from '../core/stream.js';
import { rangeError, show, stateError, typeError } from '../base/errors.js';
import { isFloats } from '../base/floats.js';
import { allocate, into, part, transfer } from './offline.js';
import { entries } from '../base/option-bag.js';
import { SG_LENGTH_FRAMES } from '../generated/fields.js';
import { CONSTANT_Q } from '../generated/kinds.js';
import { inversePlan } from './inverse.js';
import {
  checkIteration,
  checkIterations,
  checkMagnitudes,
  checkValues,
  ITERATION,
  splitIteration,
} from './retrieval.js';
import { takeTensor } from '../base/spectrogram.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('./offline.js').Progress} Progress
 * @typedef {import('./engine.js').TensorLike} TensorLike
 * @typedef {Record<string, any>} Options
 * @typedef {Float32Array | Float64Array} Numbers
 *
 * @typedef {object} GriffinLimCqtOwnOptions
 * @property {number} [nIter] (default 32)
 * @property {number} [momentum] 0 is the plain algorithm (default 0.99)
 * @property {'random' | null | Float32Array | Float64Array | { data: Float32Array | Float64Array, shape: readonly
 *   number[] }} [init]
 *   the phases to start from: random (default), all zero (null), or your own, radians [frames, bins], row-major
 * @property {number} [seed] of random phases, an integer from 0 (default 0)
 * @property {(iteration: number, convergence: number) => unknown} [onIteration] called after each iteration, with the
 *   spectral convergence: how far the sound's magnitudes are from S, as a share of S. Where it returns false, the
 *   iteration ends and the sound so far is returned
 *
 * @typedef {import('../generated/types.js').InverseCqtOptions & GriffinLimCqtOwnOptions} GriffinLimCqtOptions
 */

const TINY = 1.17549435e-38;

/**
 * @param {Core} core
 * @param {TensorLike} S of `nsgt`
 * @param {Options} options
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
export function* insgt(core, S, options) {
  const { data, shape } = takeTensor(S);
  const plan = inversePlan(CONSTANT_Q.insgt, S, entries(options, CONSTANT_Q.insgt.options));
  const stream = new Stream(core, [plan]);
  try {
    checkPlaces(plan, S, 1);
    const values = stream.inputUnit / 2;
    if (shape.length !== 3 || shape[1] !== values || shape[2] !== 2) {
      throw rangeError(`S must be of shape [slices, ${values}, 2] with these options, got [${shape.join(', ')}]`);
    }
    const length = plan.fields.length ?? Math.max(0, shape[0] - 1) * stream.hopLength;
    const samples = allocate(length);
    yield* transfer(stream, data, into(samples));
    return samples;
  } finally {
    stream.free();
  }
}

/** The way to and fro between a sound of n samples and its transform: C = A x and, weighted, the transpose of A. */
class Pair {
  #core;
  #there;
  #back;
  /** Passes of the whole work, one way or the other, and of them those begun: for its progress. */
  passes = 1;
  #begun = 0;

  /** @param {Core} core @param {Plan} plan of 'icqt' @param {number} frames @param {number} n samples */
  constructor(core, plan, frames, n) {
    this.#core = core;
    this.frames = frames;
    this.n = n;
    /** @type {Record<string, number>} */
    const { length: _, ...fields } = plan.fields;
    this.#there = new Stream(core, [{ ...plan, kind: 'vqt', fields }]);
    try {
      this.#back = new Stream(core, [{ ...plan, kind: 'icqt', fields: { ...plan.fields, length: n } }]);
    } catch (error) {
      this.#there.free();
      throw error;
    }
  }

  free() {
    this.#there.free();
    this.#back.free();
  }

  /** Frames of n samples; S may have others. */
  get framesOfSound() {
    return this.#there.count(this.n);
  }

  /** Between two passes anything may have happened. */
  #check() {
    if (this.#core.closed) throw stateError('the engine is closed');
  }

  /** @param {Numbers} samples @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>} [frames][bins][2] */
  *analyse(samples) {
    this.#check();
    const unit = this.#there.outputUnit;
    const data = allocate(Math.max(this.frames, this.framesOfSound) * unit);
    this.#there.reset();
    yield* part(transfer(this.#there, samples, into(data)), this.#begun++, this.passes);
    return data.subarray(0, this.frames * unit);
  }

  /** @param {Numbers} rows @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>} */
  *spread(rows) {
    this.#check();
    const samples = allocate(this.n);
    this.#back.reset();
    yield* part(transfer(this.#back, rows, into(samples)), this.#begun++, this.passes);
    return samples;
  }

  /** How many passes `refine` makes. @param {number} steps @param {boolean} fromZero */
  static refining(steps, fromZero) {
    return 1 + (fromZero ? 0 : 2) + 2 * steps;
  }

  /**
   * Steps of conjugate gradients from x towards the sound whose transform is nearest to the rows, in place. Started
   * from
   * 0, they lead to the faintest of all such sounds.
   * @param {Numbers} rows
   * @param {Float32Array} x
   * @param {number} steps
   * @param {boolean} fromZero whether x is silence
   */
  *refine(rows, x, steps, fromZero) {
    const residual = yield* this.spread(rows);
    if (!fromZero) subtract(residual, yield* this.spread(yield* this.analyse(x)), 1);
    const direction = residual.slice();
    let energy = dot(residual, residual);
    const enough = 1e-14 * energy;
    for (let step = 0; step < steps && energy > enough; step++) {
      const image = yield* this.spread(yield* this.analyse(direction));
      const length = energy / dot(direction, image);
      subtract(x, direction, -length);
      subtract(residual, image, length);
      const next = dot(residual, residual);
      for (let i = 0; i < direction.length; i++) direction[i] = residual[i] + (next / energy) * direction[i];
      energy = next;
    }
  }
}

/** x -= by * y @param {Numbers} x @param {Numbers} y @param {number} by */
function subtract(x, y, by) {
  for (let i = 0; i < x.length; i++) x[i] -= by * y[i];
}

/** @param {Numbers} x @param {Numbers} y */
function dot(x, y) {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

/**
 * Refuses a plan whose bins lie elsewhere than those of S, as far as S says where.
 * @param {Plan} plan of an inverse, which the core has judged
 * @param {TensorLike} S
 * @param {number} [edges] frequencies at either end that are no bins
 */
function checkPlaces({ fields: { sampleRate, fMin, binsPerOctave, tuning = 0 } }, S, edges = 0) {
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
 * The way to and fro that S was made by.
 * @param {Core} core
 * @param {'icqt' | 'griffinLimCqt'} kind
 * @param {TensorLike} S
 * @param {Options} own
 * @param {readonly number[]} shape of S
 */
function pairOf(core, kind, S, own, [frames, bins]) {
  if (S.delays) throw typeError('S must be made without lowLatency: all bins of a frame of one moment');
  if (frames < 1 || bins < 1) throw rangeError(`S must have at least 1 frame and 1 bin, got ${frames} and ${bins}`);
  if (own.nBins !== undefined && own.nBins !== bins)
    throw rangeError(`nBins must be the ${bins} that S has, got ${show(own.nBins)}`);
  const plan = inversePlan(CONSTANT_Q[kind], S, { ...own, nBins: bins });
  plan.got.frames = `${frames}`;
  const pair = new Pair(core, plan, frames, plan.fields.length ?? (frames - 1) * plan.fields.hopLength);
  try {
    checkPlaces(plan, S);
    return { pair, plan };
  } catch (error) {
    pair.free();
    throw error;
  }
}

/**
 * @param {Core} core
 * @param {TensorLike} S of `cqt` or `vqt`
 * @param {Options} options
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
export function* icqt(core, S, options) {
  const { nIter, ...own } = entries(options, [...CONSTANT_Q.icqt.options, 'nIter']);
  const steps = checkIterations(nIter ?? 16);
  const { data, shape } = takeTensor(S);
  if (shape.length !== 3 || shape[2] !== 2)
    throw rangeError(`S must be complex, of shape [frames, bins, 2], got [${shape.join(', ')}]`);
  const { pair } = pairOf(core, 'icqt', S, own, shape);
  try {
    if (steps === 0) return yield* pair.spread(data);
    const samples = allocate(pair.n);
    pair.passes = Pair.refining(steps, true);
    yield* pair.refine(data, samples, steps, true);
    return samples;
  } finally {
    pair.free();
  }
}

/**
 * Griffin and Lim's algorithm between sound and constant-Q transform, as librosa's griffinlim_cqt, with momentum after
 * Perraudin, Balazs, Søndergaard: A fast Griffin-Lim algorithm (2013). Its way back is two steps of least squares from
 * the sound before.
 * @param {Core} core
 * @param {TensorLike} S magnitudes
 * @param {Options} options
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
export function* griffinLimCqt(core, S, options) {
  const { own, iteration } = splitIteration(entries(options, [...CONSTANT_Q.griffinLimCqt.options, ...ITERATION]));
  const { data, shape } = takeTensor(S);
  checkMagnitudes({ ...S, shape }, 1);
  checkValues(data, shape[1]);
  const { nIter, init, phases, seed, onIteration } = checkIteration(iteration, shape, ['random']);
  const { pair, plan } = pairOf(core, 'griffinLimCqt', S, own, shape);
  try {
    if (pair.framesOfSound !== shape[0]) core.check(SG_LENGTH_FRAMES, plan);
    const random = xorshift(seed);
    const angle = (/** @type {number} */ i) => (phases ? phases[i] : init === null ? 0 : 2 * Math.PI * random());
    const { momentum } = plan.fields;
    return yield* invert(pair, data, { steps: nIter, share: momentum / (1 + momentum), angle, onIteration });
  } finally {
    pair.free();
  }
}

/**
 * @param {Pair} pair
 * @param {Numbers} wanted magnitudes
 * @param {{ steps: number, share: number, angle: (i: number) => number, onIteration?:
 *   GriffinLimCqtOptions['onIteration'] }} options
 */
function* invert(pair, wanted, { steps, share, angle, onIteration }) {
  const guess = allocate(2 * wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    const phase = angle(i);
    guess[2 * i] = wanted[i] * Math.cos(phase);
    guess[2 * i + 1] = wanted[i] * Math.sin(phase);
  }
  const samples = allocate(pair.n);
  pair.passes = Pair.refining(2 * REFINE, steps === 0);
  for (let step = 0; step < steps; step++) pair.passes += Pair.refining(REFINE, step === 0) + 1;
  let before = new Float32Array(guess.length);
  for (let step = 0; step < steps; step++) {
    yield* pair.refine(guess, samples, REFINE, step === 0);
    const rebuilt = yield* pair.analyse(samples);
    for (let i = 0; i < wanted.length; i++) {
      const re = rebuilt[2 * i] - share * before[2 * i];
      const im = rebuilt[2 * i + 1] - share * before[2 * i + 1];
      const scale = wanted[i] / (Math.hypot(re, im) + TINY);
      guess[2 * i] = re * scale;
      guess[2 * i + 1] = im * scale;
    }
    before = rebuilt;
    if (onIteration?.(step, convergence(rebuilt, wanted)) === false) break;
  }
  yield* pair.refine(guess, samples, 2 * REFINE, steps === 0);
  return samples;
}

const REFINE = 2; // steps of least squares in each iteration

/** ||rebuilt| - wanted| / |wanted| @param {Numbers} rebuilt complex @param {Numbers} wanted */
function convergence(rebuilt, wanted) {
  let [error, energy] = [0, 0];
  for (let i = 0; i < wanted.length; i++) {
    error += (Math.hypot(rebuilt[2 * i], rebuilt[2 * i + 1]) - wanted[i]) ** 2;
    energy += wanted[i] ** 2;
  }
  return Math.sqrt(error / (energy || 1));
}

/** Numbers from 0 to 1 (Marsaglia: Xorshift RNGs, 2003). @param {number} seed an integer from 0 to 2^53 - 1 */
function xorshift(seed) {
  let state = (seed ^ Math.floor(seed / 2 ** 32) ^ 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
