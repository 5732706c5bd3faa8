// How rows change, and each band over its own past.

import { isFloats } from '../base/floats.js';
import { allocate, place } from '../base/out.js';
import { Spectrogram } from '../base/spectrogram.js';
import { takeTensor } from '../base/tensor.js';
import { completePlan } from '../core/facts.js';
import { makePlan, optionsOf } from '../core/options.js';
import { analyseRows } from '../engine/rows.js';
import { ROWS } from '../generated/kinds.js';
import { ML } from '../generated/ml.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../engine/offline.js').Progress} Progress
 * @typedef {Record<string, any>} Options
 * @typedef {Generator<Progress, import('../base/spectrogram.js').Spectrogram, void>} Rows
 */

/**
 * How rows change.
 * @param {Core} core
 * @param {unknown} given
 * @param {Options | undefined} options
 * @returns {Rows}
 */
export function* delta(core, given, options) {
  const S = takeTensor(given);
  const { mode, out, ...own } = /** @type {Options} */ (optionsOf(ROWS.delta, options, ['out']));
  const wanted = { what: 'a spectrogram' };
  const [frames, ...others] = S.shape;
  if (mode !== 'wrap' || !(frames > 0))
    return yield* analyseRows(core, S, [makePlan(ROWS.delta, { mode, ...own, out })], wanted);
  const plan = completePlan(core, makePlan(ROWS.delta, { ...own, mode: 'constant' }));
  const half = Math.floor(plan.fields.width / 2);
  const row = S.data.length / frames;
  const result = place(out, S.shape, { 'S.data': S.data });
  const data = allocate((frames + 2 * half) * row); // the other end's frames at both ends
  for (let t = -half; t < frames + half; t++) {
    const from = (((t % frames) + frames) % frames) * row;
    data.set(S.data.subarray(from, from + row), (t + half) * row);
  }
  const wrapped = { ...S, data, shape: [frames + 2 * half, ...others], times: undefined };
  const made = yield* analyseRows(core, wrapped, [plan], wanted);
  result.set(made.data.subarray(half * row, (half + frames) * row));
  return new Spectrogram({
    ...made,
    data: result,
    shape: [frames, ...others],
    times: isFloats(S.times) ? Float64Array.from(S.times) : made.times.slice(0, frames),
  });
}

/**
 * Each band over its own past.
 * @param {Core} core
 * @param {unknown} given
 * @param {Options | undefined} options
 * @returns {Rows}
 */
export function pcen(core, given, options) {
  const S = takeTensor(given);
  const plan = makePlan(ML.pcen, options);
  const wanted = { what: 'a spectrogram of powers or magnitudes', units: ['power', 'magnitude'] };
  return analyseRows(core, { ...S, hopLength: S.hopLength ?? 512 }, [plan], wanted);
}
