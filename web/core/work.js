// What a stage can only do when all has been written, step by step: solvers and iterations.

import { doublesOf } from './core.js';

/** @typedef {import('./stream.js').Stream} Stream */

/** The core's sg_progress. */
const PROGRESS = /** @type {const} */ (['done', 'total', 'iteration', 'convergence']);

/**
 * Does a step and says how far it is, or null where there is none left.
 * @param {Stream} stream
 */
export function workStep({ core, handle }) {
  return core.scratch(8 * PROGRESS.length, (at) => {
    try {
      if (core.calls.sg_stream_work(handle, at) === 0) return null;
    } catch (error) {
      throw core.failure(error);
    }
    const told = doublesOf(core).subarray(at >>> 3);
    return /** @type {Record<(typeof PROGRESS)[number], number>} */ (
      Object.fromEntries(PROGRESS.map((name, i) => [name, told[i]]))
    );
  });
}

/** Says that no iteration is to follow those that are complete. @param {Stream} stream */
export function stopWork({ core, handle }) {
  if (!core.closed) core.calls.sg_stream_stop(handle); // whoever is told of an iteration may close the engine
}
