// Magnitudes of an STFT to a sound that has them: Griffin-Lim and phase gradient heap integration.

import { rangeError, show, typeError } from '../base/errors.js';
import { entries } from '../base/option-bag.js';
import { completePlan, tellFrames } from '../core/facts.js';
import { namesOf, optionsOf } from '../core/options.js';
import { Stream } from '../core/stream.js';
import { RETRIEVAL } from '../generated/kinds.js';
import { checkBins, fourierInverse } from './inverse.js';
import { besideEachOther, checkIteration, checkMagnitudes, checkValues } from './magnitudes.js';
import { solve } from './solve.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('../generated/types.js').GriffinLimOptions} GriffinLimOptions
 * @typedef {import('./base.js').Tensor} Tensor
 * @typedef {import('./base.js').TensorLike} TensorLike
 * @typedef {import('./offline.js').Progress} Progress
 */

/**
 * @param {Core} core
 * @param {TensorLike} S magnitudes, [frames, bins]
 * @param {GriffinLimOptions | undefined} options
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
export function* griffinLim(core, S, options) {
  const names = namesOf(RETRIEVAL.griffinLim);
  const given = entries(options, [...names, 'init', 'onIteration', 'out'], [...names, 'init']);
  const { init: start = 'random', onIteration: hook, ...own } = given;
  const plan = retrievalPlan(core, RETRIEVAL.griffinLim, S, own);
  const { init, phases, onIteration } = checkIteration(start, hook, S.shape, ['random', 'pghi']);
  plan.fields.init = init;
  return yield* search(core, plan, S, completePlan(core, plan).fields.nIter + 2, phases, onIteration);
}

/**
 * @param {Core} core
 * @param {TensorLike} S magnitudes, [frames, bins]
 * @param {import('../generated/types.js').PghiOptions | undefined} options
 * @returns {Generator<Progress, Float32Array<ArrayBuffer> | Tensor, void>}
 */
export function* pghi(core, S, options) {
  const { output = 'samples', ...own } = optionsOf(RETRIEVAL.pghi, options, ['output', 'out']);
  const plan = retrievalPlan(core, RETRIEVAL.pghi, S, own);
  if (output !== 'samples' && output !== 'phase')
    throw typeError(`output must be 'samples' or 'phase', got ${show(output)}`);
  if (output === 'phase') plan.kind = 'pghiPhase';
  const result = yield* search(core, plan, S, 2);
  return output === 'phase' ? { data: result, shape: [...S.shape] } : result;
}

/**
 * @param {Core} core
 * @param {import('../core/options.js').Kind} kind
 * @param {TensorLike} S
 * @param {Record<string, unknown>} options what the core reads
 */
function retrievalPlan(core, kind, S, options) {
  checkMagnitudes(S);
  const { scaling = 'none' } = S.options ?? {};
  if (scaling !== 'none') throw rangeError(`S must be of scaling 'none', got ${show(scaling)}`);
  const plan = fourierInverse(kind, S, options);
  tellFrames(core, plan, S.shape[0]);
  return plan;
}

/**
 * @param {Core} core
 * @param {Plan} plan
 * @param {TensorLike} S
 * @param {number} parts of the work
 * @param {Float32Array | Float64Array | null} [phases] to start from
 * @param {GriffinLimOptions['onIteration']} [onIteration]
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
function* search(core, plan, S, parts, phases, onIteration) {
  const [frames, bins] = S.shape;
  const stream = new Stream(core, [plan]);
  try {
    checkBins(plan, bins);
    checkValues(S.data, bins);
    const rows = phases ? besideEachOther(S.data, phases, bins) : S.data;
    return yield* solve(stream, rows, frames, parts, onIteration);
  } finally {
    stream.free();
  }
}
