// Rows to what a stage makes of them when it has them all: written, worked on step by step, read. Generators that yield
// their progress.

import { stateError } from '../base/errors.js';
import { stopWork, workStep } from '../core/work.js';
import { place } from '../base/out.js';
import { into, transfer } from './offline.js';

/**
 * @typedef {import('../core/stream.js').Stream} Stream
 * @typedef {import('./offline.js').Progress} Progress
 * @typedef {import('../generated/types.js').GriffinLimOptions} GriffinLimOptions
 */

/**
 * @param {Stream} stream
 * @param {Float32Array | Float64Array} rows
 * @param {number} frames
 * @param {number} parts that all of it is told as, reading is the last; 1: shares are told, as the core has them
 * @param {GriffinLimOptions['onIteration']} [onIteration]
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
export function* solve(stream, rows, frames, parts, onIteration) {
  const [count, unit] = [stream.count(frames), stream.outputUnit];
  const result = place(stream.out, unit > 1 ? [count, unit] : [count], { 'S.data': rows });
  const take = into(result);
  for (const _ of transfer(stream, rows, take)) yield { done: 0, total: parts }; // the least part
  let iterations = 0;
  for (;;) {
    if (stream.core.closed) throw stateError('the engine is closed');
    const step = workStep(stream);
    if (!step) break;
    if (step.iteration > iterations && onIteration?.(iterations++, step.convergence) === false) stopWork(stream);
    yield { done: parts === 1 ? step.done / step.total : step.done, total: parts };
  }
  for (const _ of transfer(stream, rows.subarray(0, 0), take)) yield { done: Math.max(1, parts - 1), total: parts };
  return result;
}
