// What a method is given, to what it runs: options by its kind's row, samples of one channel, or a spectrogram.

import { rangeError } from '../base/errors.js';
import { entries } from '../base/option-bag.js';
import { takeSamples } from '../base/samples.js';
import { takeTensor } from '../base/spectrogram.js';
import { makePlan, namesOf } from '../core/options.js';
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
 * A method of samples: options that the core does not read are left to `run`.
 * @template T
 * @param {Kind} kind
 * @param {readonly string[]} others
 * @param {(plan: Plan, samples: Float32Array | Float64Array, others: Record<string, unknown>) => T} run
 */
export const ofSamples =
  (kind, others, run) => (/** @type {Samples} */ samples, /** @type {object | undefined} */ options) => {
    const { channel, ...own } = entries(options, [...namesOf(kind), 'channel', ...others], namesOf(kind));
    const taken = takeSamples(samples, channel);
    const left = Object.fromEntries(others.map((name) => [name, own[name]]));
    for (const name of others) delete own[name];
    return run(makePlan(kind, withRate(own, taken.sampleRate)), taken.samples, left);
  };

/** An analysis. @param {Core} core @param {Kind} kind */
export const analysis = (core, kind) => ofSamples(kind, [], (plan, samples) => analyse(core, [plan], samples));

/** The inverse of complex Fourier frames. @param {Core} core @param {Kind} kind */
export const inverse = (core, kind) => (/** @type {TensorLike} */ S, /** @type {object | undefined} */ options) => {
  const tensor = takeTensor(S);
  const { data, shape } = tensor;
  if (shape.length !== 3 || shape[2] !== 2)
    throw rangeError(`S must be complex, of shape [frames, bins, 2], got [${shape.join(', ')}]`);
  const plan = fourierInverse(kind, tensor, entries(options, namesOf(kind), namesOf(kind)));
  return synthesise(core, plan, { data, shape });
};
