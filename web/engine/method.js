// What a method is given, to what it runs: options by its kind's row, samples of one channel, or a spectrogram.

import { rangeError } from '../base/errors.js';
import { takeSamples } from '../base/samples.js';
import { takeTensor } from '../base/tensor.js';
import { makePlan, optionsOf } from '../core/options.js';
import { fourierInverse } from './inverse.js';
import { analyse, synthesise } from './offline.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Kind} Kind
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('./base.js').TensorLike} TensorLike
 */

/**
 * @param {Record<string, unknown>} options
 * @param {number | undefined} sampleRate of the AudioBuffer
 */
export const withRate = (options, sampleRate) => ({ ...options, sampleRate: options.sampleRate ?? sampleRate });

/**
 * A method of samples.
 * @template T
 * @param {Kind} kind
 * @param {(plan: Plan, samples: Float32Array | Float64Array, other: unknown) => T} run
 * @param {string} [other] an option beside its kind's and the channel, which the core does not read
 * @param {readonly string[]} [nulls] that, where null is an answer of its own
 */
export const ofSamples =
  (kind, run, other = 'channel', nulls = []) =>
  (/** @type {Samples} */ samples, /** @type {object | undefined} */ options) => {
    const { channel, [other]: more, ...own } = optionsOf(kind, options, ['channel', 'out', other], nulls);
    const taken = takeSamples(samples, channel);
    return run(makePlan(kind, withRate(own, taken.sampleRate)), taken.samples, more);
  };

/** An analysis. @param {Core} core @param {Kind} kind */
export const analysis = (core, kind) => ofSamples(kind, (plan, samples) => analyse(core, [plan], samples));

/** The inverse of complex Fourier frames. @param {Core} core @param {Kind} kind */
export const inverse = (core, kind) => (/** @type {TensorLike} */ S, /** @type {object | undefined} */ options) => {
  const tensor = takeTensor(S);
  const { data, shape } = tensor;
  if (shape.length !== 3 || shape[2] !== 2)
    throw rangeError(`S must be complex, of shape [frames, bins, 2], got [${shape.join(', ')}]`);
  const plan = fourierInverse(kind, tensor, optionsOf(kind, options, ['out']));
  return synthesise(core, plan, { data, shape });
};
