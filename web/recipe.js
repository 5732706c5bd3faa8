// What a transform was made with, which its result remembers, and the plan of an inverse that reads it.

import { isSilent, KINDS, makePlan } from './options.js';

/**
 * @typedef {Record<string, unknown>} Options
 * @typedef {import('./engine.js').TensorLike} TensorLike
 * @typedef {import('./options.js').Plan} Plan
 */

/**
 * What a result remembers: the options that were given, as they were then.
 * @param {Plan} plan
 * @returns {Readonly<Options>}
 */
export function recipeOf({ kind, given }) {
  const { window, ...others } = Object.fromEntries(Object.entries(given).filter(([name, value]) => !isSilent(name, value)));
  /** @type {Options} */
  const recipe = { ...(kind === 'vqt' ? { gamma: null } : {}), ...others };
  if (ArrayBuffer.isView(window)) recipe.window = /** @type {Float32Array} */ (window).slice();
  else if (window !== undefined) recipe.window = Array.isArray(window) ? Object.freeze([...window]) : window;
  return Object.freeze(recipe);
}

/**
 * The plan of an inverse: what S was made with, and on top what is given now.
 * @param {string} kind
 * @param {TensorLike} S
 * @param {Options} own
 */
export function inversePlan(kind, S, own) {
  const { hopLength, sampleRate, options } = S;
  const made = /** @type {Options} */ ({ ...options });
  if (hopLength !== undefined) made.hopLength = hopLength;
  if (sampleRate !== undefined) made.sampleRate = sampleRate;
  /** @type {Options} */
  const all = { ...own };
  for (const name of KINDS[kind].options) {
    const wasEstimated = name === 'tuning' && own.tuning === null && made.tuning !== undefined;
    if (wasEstimated || isSilent(name, own[name])) all[name] = made[name];
  }
  return makePlan(kind, all);
}

/**
 * The plan of an inverse of Fourier frames, whose size S's bins tell.
 * @param {string} kind
 * @param {TensorLike} S
 * @param {Options} own
 */
export function fourierInverse(kind, S, own) {
  const bins = S.shape[1];
  const nFft = 2 * (bins - 1);
  const plan = inversePlan(kind, { ...S, options: { ...S.options, nFft } }, own);
  if (isSilent('nFft', own.nFft)) plan.got.nFft = `${nFft} from S's ${bins} bins`;
  return plan;
}
