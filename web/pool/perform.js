// A long method of the engine in its steps, with pauses between them.

/**
 * @typedef {import('../base/spectrogram.js').Spectrogram} Spectrogram
 * @typedef {import('../engine/base.js').Tensor} Tensor
 * @typedef {import('../engine/offline.js').Progress} Progress
 * @typedef {import('../engine/reassignment.js').Reassigned} Reassigned
 * @typedef {Spectrogram | Reassigned | Tensor | Float32Array<ArrayBuffer> | number} Result
 */

/**
 * Runs a method, with a pause wherever `pause` returns a promise; ended by whatever `pause` throws.
 * @param {import('../engine/engine.js').Engine} engine
 * @param {import('../engine/engine.js').Method} method
 * @param {readonly any[]} given
 * @param {(progress: Progress) => Promise<void> | undefined} pause
 * @returns {Promise<Result>}
 */
export async function perform(engine, method, given, pause) {
  const start = /** @type {(...given: readonly any[]) => Generator<Progress, Result, void>} */ (engine.steps[method]);
  const steps = start(...given);
  try {
    for (;;) {
      const step = engine.run(() => steps.next());
      if (step.done) return step.value;
      const paused = pause(step.value);
      if (paused) await paused;
    }
  } finally {
    steps.return(/** @type {any} */ (undefined));
  }
}
