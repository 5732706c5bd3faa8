// Magnitudes to sound: Griffin-Lim and phase gradient heap integration, iteration by iteration, as generators that
// yield after each, where work can be timed, shown and stopped.

import { rangeError, show, stateError, typeError } from '../base/errors.js';
import { checkAttached, isFloats } from '../base/floats.js';
import { fourierInverse } from './inverse.js';
import { allocate } from './offline.js';
import { bag, entries } from '../base/option-bag.js';
import { namesOf } from '../core/options.js';
import { RETRIEVAL } from '../generated/kinds.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('./engine.js').TensorLike} TensorLike
 * @typedef {{ done: number, total: number }} Progress
 */

export const INITS = { zero: 0, random: 1, phases: 2, pghi: 3 };
const BLOCK = 65536; // floats that cross at a time, as far as that is a row at least
const ITERATIONS_MAX = 100000;

/** What an iteration reads itself, not the core. */
export const ITERATION = ['nIter', 'init', 'seed', 'onIteration'];

/**
 * @param {Core} core
 * @param {TensorLike} S magnitudes, [frames, bins]
 * @param {import('../generated/types.js').GriffinLimOptions | undefined} options
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
export function* griffinLim(core, S, options) {
  const { own, iteration } = splitIteration(bag(options));
  const plan = retrievalPlan(RETRIEVAL.retrieval, S, own, ITERATION);
  const { nIter, init, phases, seed, onIteration } = checkIteration(iteration, S.shape, ['random', 'pghi']);
  const start = phases
    ? INITS.phases
    : init === null
      ? INITS.zero
      : /** @type {Record<string, number>} */ (INITS)[/** @type {string} */ (init)];
  const retrieval = new Retrieval(core, plan, S);
  try {
    const total = nIter + 2;
    yield* retrieval.load(total);
    if (phases) retrieval.setPhases(phases);
    retrieval.start(start, seed);
    yield { done: 1, total };
    for (let i = 0; i < nIter; i++) {
      const convergence = retrieval.iterate();
      if (onIteration?.(i, convergence) === false) break;
      yield { done: i + 2, total };
    }
    return retrieval.samples();
  } finally {
    retrieval.free();
  }
}

/**
 * @param {Core} core
 * @param {TensorLike} S magnitudes, [frames, bins]
 * @param {import('../generated/types.js').PghiOptions | undefined} options
 * @returns {Generator<Progress, Float32Array<ArrayBuffer> | { data: Float32Array<ArrayBuffer>, shape: number[] },
 *   void>}
 */
export function* pghi(core, S, options) {
  const { seed, output = 'samples', ...rest } = /** @type {any} */ (bag(options));
  const plan = retrievalPlan(RETRIEVAL.pghi, S, rest, ['seed', 'output']);
  if (output !== 'samples' && output !== 'phase')
    throw typeError(`output must be 'samples' or 'phase', got ${show(output)}`);
  const retrieval = new Retrieval(core, plan, S);
  try {
    yield* retrieval.load(2);
    retrieval.start(INITS.pghi, seedOf(seed));
    yield { done: 1, total: 2 };
    return output === 'phase' ? { data: retrieval.phases(), shape: [...S.shape] } : retrieval.samples();
  } finally {
    retrieval.free();
  }
}

/**
 * @param {import('../core/options.js').Kind} kind
 * @param {TensorLike} S
 * @param {Record<string, unknown>} options what the core reads
 * @param {readonly string[]} others options that it does not
 */
function retrievalPlan(kind, S, options, others) {
  checkMagnitudes(S);
  entries(options, [...namesOf(kind), ...others]);
  const { scaling = 'none' } = S.options ?? {};
  if (scaling !== 'none') throw rangeError(`S must be of scaling 'none', got '${scaling}'`);
  return fourierInverse(kind, S, options);
}

/**
 * @template {Record<string, unknown>} O
 * @param {O} options
 */
export function splitIteration({ nIter, init, seed, onIteration, ...own }) {
  return { own, iteration: { nIter, init, seed, onIteration } };
}

/**
 * The options of an iteration, after a look at each, with their defaults.
 * @param {{ nIter?: unknown, init?: unknown, seed?: unknown, onIteration?: unknown }} options
 * @param {readonly number[]} shape of S
 * @param {readonly string[]} words that `init` may be
 */
export function checkIteration({ nIter, init = 'random', seed, onIteration }, shape, words) {
  if (onIteration !== undefined && typeof onIteration !== 'function') {
    throw typeError(`onIteration must be a function, got ${show(onIteration)}`);
  }
  return {
    nIter: checkIterations(nIter ?? 32),
    init,
    phases: phasesOf(init, shape, words),
    seed: seedOf(seed),
    onIteration: /** @type {import('../generated/types.js').GriffinLimOptions['onIteration']} */ (onIteration),
  };
}

/** @param {unknown} nIter */
export function checkIterations(nIter) {
  if (typeof nIter !== 'number') throw typeError(`nIter must be a number, got ${show(nIter)}`);
  if (!(Number.isInteger(nIter) && nIter >= 0 && nIter <= ITERATIONS_MAX)) {
    throw rangeError(`nIter must be an integer from 0 to ${ITERATIONS_MAX}, got ${nIter}`);
  }
  return nIter;
}

/**
 * That S has the form of magnitudes; what it holds is looked at where it is read.
 * @param {TensorLike} S
 * @param {number} [leastBins] an STFT has 2
 */
export function checkMagnitudes({ shape, unit }, leastBins = 2) {
  const got = `of shape [${shape.join(', ')}]`;
  if (unit === 'complex' || (shape.length === 3 && shape[2] === 2)) {
    throw typeError(
      `S must hold magnitudes, [frames, bins], got complex values ${got}: take their absolute values, or make S with power 1`,
    );
  }
  if (unit !== undefined && unit !== 'magnitude') {
    throw typeError(
      `S must hold magnitudes, got the unit ${show(unit)}: take ${unit === 'dB' ? 'dbToAmplitude of them' : 'power 1'}`,
    );
  }
  if (shape.length !== 2 || shape[1] < leastBins)
    throw rangeError(`S must hold magnitudes, [frames, bins], got values ${got}`);
}

/**
 * That numbers of S are magnitudes.
 * @param {Float32Array | Float64Array} values
 * @param {number} bins of S
 * @param {number} [first] of the values in S
 */
export function checkValues(values, bins, first = 0) {
  const bad = values.findIndex((x) => !(x >= 0 && x <= 1e18));
  if (bad >= 0)
    throw rangeError(`S must hold magnitudes, from 0 to 1e18, got ${values[bad]} at ${place(first + bad, bins)}`);
}

/**
 * The user's own phases, or null where `init` is a word.
 * @param {unknown} init
 * @param {readonly number[]} shape of S
 * @param {readonly string[]} words
 */
function phasesOf(init, shape, words) {
  if (init === null || words.includes(/** @type {string} */ (init))) return null;
  const { data, shape: given } = isFloats(init)
    ? { data: init, shape }
    : /** @type {Partial<TensorLike>} */ (init ?? {});
  if (!isFloats(data) || !Array.isArray(given)) {
    throw typeError(
      `init must be ${words.map(show).join(', ')}, null or phases, a Float32Array or { data, shape }, got ${show(init)}`,
    );
  }
  checkAttached('init', data);
  if (isFloats(init) && data.length !== shape[0] * shape[1]) {
    throw rangeError(`init must have a phase for each of S's ${shape[0] * shape[1]} values, got ${data.length}`);
  }
  if (given.length !== 2 || given[0] !== shape[0] || given[1] !== shape[1] || data.length !== shape[0] * shape[1]) {
    throw rangeError(`init must have the shape of S, [${shape.join(', ')}], got [${given.join(', ')}]`);
  }
  const bad = data.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) throw rangeError(`init must hold finite phases, got ${data[bad]} at ${place(bad, shape[1])}`);
  return data;
}

/** @param {unknown} seed */
function seedOf(seed = 0) {
  if (typeof seed !== 'number') throw typeError(`seed must be a number, got ${show(seed)}`);
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw rangeError(`seed must be an integer from 0 to 2^53 - 1, got ${seed}`);
  return seed;
}

/** A phase less whole turns, which single precision has no digits for. @param {number} x radians */
export const withoutTurns = (x) => x - 2 * Math.PI * Math.round(x / (2 * Math.PI));

/** @param {number} index @param {number} bins */
const place = (index, bins) => `[${Math.floor(index / bins)}, ${index % bins}]`;

/** The core's object of that name, and a stage for what crosses. */
class Retrieval {
  #core;
  #S;
  #plan;
  #handle = 0;
  #stage = 0;

  /**
   * @param {Core} core
   * @param {Plan} plan
   * @param {TensorLike} S
   */
  constructor(core, plan, S) {
    const [frames, bins] = S.shape;
    this.#core = core;
    this.#S = S;
    this.#plan = plan;
    plan.got.frames = `${frames}`;
    core.configure(plan, (config) =>
      core.scratch(4, (out) => {
        const status = core.calls.sg_retrieval_create(out, config, frames);
        this.#handle = new Uint32Array(core.floats.buffer, out, 1)[0];
        return status;
      }),
    );
    this.rowsAtOnce = Math.max(1, Math.floor(BLOCK / bins));
    if (plan.fields.nFft !== 2 * (bins - 1)) {
      this.free();
      throw rangeError(`nFft ${plan.fields.nFft} goes with ${plan.fields.nFft / 2 + 1} bins, got ${bins}`);
    }
    try {
      this.#stage = core.allocate(4 * this.rowsAtOnce * bins);
    } catch (error) {
      this.free();
      throw error;
    }
  }

  /** All magnitudes into the core. @param {number} total @returns {Generator<Progress, void, void>} */
  *load(total) {
    for (const { first, count, floats, at } of this.#blocks(this.#S.data)) {
      if (this.#core.calls.sg_retrieval_magnitudes(this.#handle, this.#stage, first, count) !== 0)
        checkValues(floats, this.#S.shape[1], at);
      yield { done: 0, total };
    }
  }

  /** @param {Float32Array | Float64Array} phases */
  setPhases(phases) {
    for (const { first, count } of this.#blocks(phases, withoutTurns)) {
      this.#core.calls.sg_retrieval_phases(this.#handle, this.#stage, first, count);
    }
  }

  /** @param {number} init @param {number} seed */
  start(init, seed) {
    this.#core.calls.sg_retrieval_start(this.#handle, init, seed);
  }

  iterate() {
    if (this.#core.closed) throw stateError('the engine is closed');
    return this.#core.calls.sg_retrieval_iterate(this.#handle);
  }

  /** The sound as it stands. */
  samples() {
    if (this.#core.closed) throw stateError('the engine is closed');
    const { hopLength, center, nFft, length } = this.#plan.fields;
    const frames = this.#S.shape[0];
    const samples = allocate(length ?? hopLength * (frames - 1) + (center === 0 ? nFft : 0));
    const room = this.rowsAtOnce * this.#S.shape[1];
    this.#core.calls.sg_retrieval_rewind(this.#handle);
    for (let made = 0, count = 0; made < samples.length; made += count) {
      count =
        this.#core.calls.sg_retrieval_read(this.#handle, this.#stage, Math.min(room, samples.length - made)) >>> 0;
      if (count === 0) break;
      samples.set(this.#core.floats.subarray(this.#stage >>> 2, (this.#stage >>> 2) + count), made);
    }
    return samples;
  }

  /** The phases as they stand, radians. */
  phases() {
    const [frames, bins] = this.#S.shape;
    const phases = allocate(frames * bins);
    for (let first = 0; first < frames; first += this.rowsAtOnce) {
      const count = Math.min(this.rowsAtOnce, frames - first);
      this.#core.calls.sg_retrieval_read_phases(this.#handle, this.#stage, first, count);
      phases.set(this.#core.floats.subarray(this.#stage >>> 2, (this.#stage >>> 2) + count * bins), first * bins);
    }
    return phases;
  }

  free() {
    if (this.#handle === 0 || this.#core.closed) return;
    this.#core.calls.sg_retrieval_destroy(this.#handle);
    this.#core.free(this.#stage);
    this.#handle = 0;
  }

  /**
   * Puts rows on the stage, block by block.
   * @param {Float32Array | Float64Array} data
   * @param {(x: number) => number} [map]
   */
  *#blocks(data, map) {
    const [frames, bins] = this.#S.shape;
    for (let first = 0; first < frames; first += this.rowsAtOnce) {
      const count = Math.min(this.rowsAtOnce, frames - first);
      const at = first * bins;
      const floats = data.subarray(at, at + count * bins);
      this.#core.floats.set(map ? floats.map(map) : floats, this.#stage >>> 2);
      yield { first, count, floats, at };
    }
  }
}
