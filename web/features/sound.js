// Samples to samples: a whole sound through stages of sound.

import { place } from '../base/out.js';
import { takeSamples } from '../base/samples.js';
import { makePlan, optionsOf } from '../core/options.js';
import { Stream } from '../core/stream.js';
import { ML } from '../generated/ml.js';
import { ofSamples } from '../engine/method.js';
import { into, transfer } from '../engine/offline.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('../engine/offline.js').Progress} Progress
 */

/**
 * @param {Core} core
 * @param {Plan} plan
 * @param {Float32Array | Float64Array} samples
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
function* process(core, plan, samples) {
  const stream = new Stream(core, [plan]);
  try {
    const result = place(stream.out, [stream.count(samples.length)], { samples });
    yield* transfer(stream, samples, into(result));
    return result;
  } finally {
    stream.free();
  }
}

/** The steps of the methods that give sound for sound. @param {Core} core */
export const sound = (core) => ({
  preemphasis: ofSamples(ML.preemphasis, (plan, samples) => process(core, plan, samples)),
  deemphasis: ofSamples(ML.deemphasis, (plan, samples) => process(core, plan, samples)),
  resample: (
    /** @type {Samples} */ samples,
    /** @type {number} */ from,
    /** @type {number} */ to,
    /** @type {object | undefined} */ options,
  ) => {
    const { channel, out } = optionsOf(NONE, options, ['channel', 'out']);
    return process(core, makePlan(ML.resample, { from, to, out }), takeSamples(samples, channel).samples);
  },
});

const NONE = { name: 'resample', options: [] };
