// A method of a long sound, divided among the Workers of a pool: the same bytes as in one.

import { Spectrogram } from '../base/spectrogram.js';
import { reasonOf } from '../base/signals.js';
import { compact, kept, ofParts, stretchOf } from './given.js';
import { partsOf, Whole } from './parts.js';

/**
 * @typedef {import('./pool.js').JobHooks} JobHooks
 * @typedef {Float32Array | Float64Array} Numbers
 */

/**
 * Runs the method in parts, if its rows can be had apart, or whole.
 * @param {Numbers} samples
 * @param {number} workers
 * @param {JobHooks} job
 * @param {import('./target.js').Target} target where the result goes
 * @param {(samples: Numbers, hooks: JobHooks, share?: import('./protocol.js').Share, transfer?: ArrayBuffer[]) =>
 *   Promise<any>} run has a Worker do it
 */
export async function divided(samples, workers, job, target, run) {
  const sound = kept(samples);
  const { length } = sound;
  const survey = await run(new Float32Array(), { signal: job.signal }, { length });
  const parts = survey ? partsOf(survey, length, workers) : [];
  if (parts.length < 2) return target.take(await run(compact(sound), job));
  const whole = new Whole(survey, target);
  const sizes = parts.map(({ first, last }) => last - first);
  const told = ofParts(sizes, job.onProgress);
  await together(job.signal, (signal) => {
    const left = parts.entries();
    const work = async () => {
      for (const [index, part] of left) {
        const out = whole.placeOf(part.stretch);
        const once = () => {
          const stretch = stretchOf(sound, part.begin, part.end);
          const own = stretch.buffer === sound.buffer ? [] : [/** @type {ArrayBuffer} */ (stretch.buffer)];
          return run(stretch, { signal, onProgress: told(index) }, { part, out }, own);
        };
        const made = await once().catch((error) => (isDeath(error) ? once() : Promise.reject(error)));
        whole.add(made, part.stretch, out !== undefined);
      }
    };
    return Array.from({ length: workers }, work);
  });
  const { result } = whole;
  return survey.cells ? result : new Spectrogram(result);
}

/** Whether a Worker died, and another one may do its part. @param {{ code?: string }} error */
const isDeath = ({ code }) => code === 'E_ENGINE';

/**
 * Works that end together: where one fails, or they are stopped, all do.
 * @param {AbortSignal | undefined} outer
 * @param {(signal: AbortSignal) => Promise<void>[]} begin
 */
async function together(outer, begin) {
  const stop = new AbortController();
  const stopped = () => stop.abort(outer && reasonOf(outer));
  outer?.addEventListener('abort', stopped, { once: true });
  try {
    await Promise.all(begin(stop.signal));
  } catch (error) {
    stop.abort(error);
    throw error;
  } finally {
    outer?.removeEventListener('abort', stopped);
  }
}
