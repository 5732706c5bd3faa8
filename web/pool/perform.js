// A long method of the engine in its steps, with pauses between them: of a whole sound, or of a part of one.

import { surveyOf } from './survey.js';

/**
 * @typedef {import('../base/spectrogram.js').Spectrogram} Spectrogram
 * @typedef {import('../engine/base.js').Tensor} Tensor
 * @typedef {import('../engine/offline.js').Progress} Progress
 * @typedef {import('../engine/reassignment.js').Reassigned} Reassigned
 * @typedef {Spectrogram | Reassigned | Tensor | Float32Array<ArrayBuffer> | number} Result
 * @typedef {Progress | (Progress & { stream: import('../core/stream.js').Stream })} Step
 */

/**
 * Runs a method, with a pause wherever `pause` returns a promise; ended by whatever `pause` throws.
 * @param {import('../engine/engine.js').Engine} engine
 * @param {import('../engine/engine.js').Method} method
 * @param {readonly any[]} given
 * @param {(progress: Progress) => Promise<void> | undefined} pause
 * @param {import('../engine/offline.js').Stretch} [stretch] of a sound that `survey` found to have parts
 * @returns {Promise<Result>}
 */
export async function perform(engine, method, given, pause, stretch) {
  const steps = start(engine, method, given);
  try {
    for (let offered = false; ; ) {
      const step = engine.run(() => steps.next(offered ? stretch : undefined));
      if (step.done) return step.value;
      offered = 'stream' in step.value;
      const paused = pause(step.value);
      if (paused) await paused;
    }
  } finally {
    steps.return(/** @type {any} */ (undefined));
  }
}

/**
 * Begins a method of samples, and looks whether its rows can be had in parts.
 * @param {import('../engine/engine.js').Engine} engine
 * @param {import('../engine/engine.js').Method} method
 * @param {readonly any[]} given the samples left out
 * @param {number} length how many there are
 */
export function survey(engine, method, given, length) {
  const steps = start(engine, method, given);
  try {
    const { value } = engine.run(() => steps.next());
    return value && typeof value === 'object' && 'stream' in value ? surveyOf(value.stream, length) : null;
  } finally {
    steps.return(/** @type {any} */ (undefined));
  }
}

/**
 * @param {import('../engine/engine.js').Engine} engine
 * @param {import('../engine/engine.js').Method} method
 * @param {readonly any[]} given
 */
function start(engine, method, given) {
  const begin = /** @type {(...given: readonly any[]) => Generator<Step, Result, any>} */ (engine.steps[method]);
  return begin(...given);
}
