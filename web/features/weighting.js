// How loud frequencies count, by the core.

import { rangeError } from '../base/errors.js';
import { numbersOf } from '../base/frequencies.js';
import { bag } from '../base/option-bag.js';
import { place } from '../base/out.js';
import { doublesOf } from '../core/core.js';
import { makePlan } from '../core/options.js';
import { ML } from '../generated/ml.js';

/**
 * @param {import('../core/core.js').Core} core
 * @param {string} curve
 * @param {any} frequencies Hz
 * @param {{ minDb?: number | null } | undefined} options
 * @returns {any} dB
 */
export function weighting(core, curve, frequencies, options) {
  const plan = makePlan(ML.weighting, { ...bag(options), curve });
  core.configure([plan], () => {}); // which completes its fields
  const { fields } = plan;
  const isOne = typeof frequencies === 'number';
  const values = Float64Array.from(isOne ? [frequencies] : numbersOf('frequencies', frequencies));
  const odd = values.find((hz) => !Number.isFinite(hz));
  if (odd !== undefined) throw rangeError(`frequencies must be finite numbers, got ${odd}`);
  const levels = place(plan.out, [values.length], {}, 'data', Float64Array);
  return core.scratch(8 * values.length + 8, (at) => {
    doublesOf(core).set(values, at >>> 3);
    core.calls.sg_weigh(at, values.length, fields.curve, fields.minDb);
    levels.set(doublesOf(core).subarray(at >>> 3, (at >>> 3) + values.length));
    return isOne ? levels[0] : levels;
  });
}
