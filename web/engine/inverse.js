// The plan of an inverse: what its spectrogram remembers of how it was made, and on top what is given now.

import { rangeError, show, typeError } from '../base/errors.js';
import { isFloats } from '../base/floats.js';
import { isSilent, makePlan } from '../core/options.js';

/**
 * @typedef {Record<string, unknown>} Options
 * @typedef {import('./engine.js').TensorLike} TensorLike
 * @typedef {import('../core/options.js').Kind} Kind
 * @typedef {import('../core/options.js').Plan} Plan
 */

/**
 * The plan of an inverse: what S was made with, and on top what is given now.
 * @param {Kind} kind
 * @param {TensorLike} S
 * @param {Options} own
 */
export function inversePlan(kind, S, own) {
  const { undoes = [] } = kind;
  if (S.kind !== undefined && !undoes.includes(S.kind)) {
    throw typeError(`S must be of kind ${undoes.map(show).join(' or ')}, got ${show(S.kind)}`);
  }
  const { options = {} } = S;
  const { hopLength = options.hopLength, sampleRate = options.sampleRate } = S;
  const made = /** @type {Options} */ ({ ...options, hopLength, sampleRate });
  /** @type {Options} */
  const all = { ...own };
  for (const field of kind.options) {
    const { name } = field;
    const wasEstimated = name === 'tuning' && own.tuning === null && made.tuning !== undefined;
    if (wasEstimated || isSilent(field, own[name])) all[name] = made[name];
  }
  return makePlan(kind, all);
}

/**
 * The plan of an inverse of Fourier frames, whose size S remembers or its bins tell.
 * @param {Kind} kind
 * @param {TensorLike} S
 * @param {Options} own
 */
export function fourierInverse(kind, S, own) {
  const bins = S.shape[1];
  const told = own.nFft ?? S.options?.nFft ?? null;
  const nFft = told ?? (bins === 1 ? 1 : 2 * (bins - 1));
  if (isFloats(S.frequencies) && S.frequencies.length !== bins) {
    throw rangeError(
      `S must have a bin for each of its ${S.frequencies.length} frequencies, got ${bins}: bins that are left out must be 0`,
    );
  }
  const plan = inversePlan(kind, { ...S, options: { ...S.options, nFft } }, own);
  if (told === null) plan.got.nFft = `${nFft} from S's ${bins} bins`;
  return plan;
}

/** @param {number} nFft */
const binsOf = (nFft) => Math.floor(nFft / 2) + 1;

/**
 * @param {Plan} plan of an inverse of Fourier frames, in range
 * @param {number} bins that there are
 */
export function checkBins({ fields: { nFft } }, bins) {
  if (binsOf(nFft) !== bins) throw rangeError(`nFft ${nFft} goes with ${binsOf(nFft)} bins, got ${bins}`);
}
