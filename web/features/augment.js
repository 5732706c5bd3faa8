// SpecAugment: a spectrogram warped in time and masked, by the core, on a copy.

import { rangeError } from '../base/errors.js';
import { place } from '../base/out.js';
import { Spectrogram } from '../base/spectrogram.js';
import { isSpectrogram, takeTensor } from '../base/tensor.js';
import { doublesOf } from '../core/core.js';
import { makePlan } from '../core/options.js';
import { ML } from '../generated/ml.js';

/**
 * @typedef {object} Masks what was drawn
 * @property {[start: number, end: number][]} time masks of frames, the end not among them
 * @property {[start: number, end: number][]} frequency masks of bins, likewise
 * @property {[from: number, to: number] | null} warp the frame that was moved, and where to
 */

/**
 * @param {import('../core/core.js').Core} core
 * @param {any} S [frames, bins]
 * @param {unknown} options
 */
export function specAugment(core, S, options) {
  const { data, shape } = takeTensor(S);
  const [frames, bins] = shape;
  if (shape.length !== 2) throw rangeError(`S must be of shape [frames, bins], got [${shape.join(', ')}]`);
  const plan = makePlan(ML.specAugment, options);
  const result = place(plan.out, shape);
  return core.configure([plan], ([, config]) => {
    const { nTimeMasks, nFreqMasks } = plan.fields;
    const count = 1 + nTimeMasks + nFreqMasks;
    return core.scratch(16 * count + 4 * data.length, (at) => {
      const values = (at >>> 2) + 4 * count;
      core.floats.set(data, values);
      core.check(core.calls.sg_augment(4 * values, frames, bins, config, at), plan);
      const drawn = Array.from({ length: count }, (_, i) => pair(doublesOf(core), (at >>> 3) + 2 * i));
      const [warp] = drawn;
      result.set(core.floats.subarray(values, values + data.length));
      const made = {
        data: result,
        shape: [...shape],
        masks: {
          time: drawn.slice(1, 1 + nTimeMasks),
          frequency: drawn.slice(1 + nTimeMasks),
          warp: warp[1] > 0 ? warp : null,
        },
      };
      return isSpectrogram(S) ? new Spectrogram({ ...S, ...made }) : made;
    });
  });
}

/** @param {Float64Array} doubles @param {number} at @returns {[number, number]} */
const pair = (doubles, at) => [doubles[at], doubles[at + 1]];
