// The plan of an inverse: what its spectrogram remembers of how it was made, and on top what is given now.

import { rangeError, typeError } from '../base/errors.js';
import { isFloats } from '../base/floats.js';
import { isSilent, KINDS, makePlan } from '../core/options.js';

/**
 * @typedef {Record<string, unknown>} Options
 * @typedef {import('./engine.js').TensorLike} TensorLike
 */

/** What an inverse undoes: kinds of S. @type {Record<string, readonly string[]>} */
const UNDOES = {
  istft: ['stft', 'spectrogram'],
  retrieval: ['stft', 'spectrogram'],
  unsqueeze: ['synchrosqueeze'],
  icqt: ['cqt', 'vqt'],
  griffinLimCqt: ['cqt', 'vqt', 'pseudoCqt', 'hybridCqt'],
  insgt: ['nsgt'],
};

/**
 * The plan of an inverse: what S was made with, and on top what is given now.
 * @param {string} kind
 * @param {TensorLike} S
 * @param {Options} own
 */
export function inversePlan(kind, S, own) {
  if (S.kind !== undefined && !UNDOES[kind].includes(S.kind)) {
    throw typeError(`S must be of kind ${UNDOES[kind].map((name) => `'${name}'`).join(' or ')}, got '${S.kind}'`);
  }
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
  if (isFloats(S.frequencies) && S.frequencies.length !== bins) {
    throw rangeError(
      `S must have a bin for each of its ${S.frequencies.length} frequencies, got ${bins}: bins that are left out must be 0`,
    );
  }
  const plan = inversePlan(kind, { ...S, options: { ...S.options, nFft } }, own);
  if (isSilent('nFft', own.nFft)) plan.got.nFft = `${nFft} from S's ${bins} bins`;
  return plan;
}
