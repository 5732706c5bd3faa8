// A whole sound to its pitch by pYIN, which keeps ways through all of its frames and must know how many there are.

import { Stream } from '../core/stream.js';
import { analyse } from '../engine/offline.js';

/**
 * @param {import('../core/core.js').Core} core
 * @param {import('../core/options.js').Plan} plan
 * @param {Float32Array | Float64Array} samples
 */
export function* pyin(core, plan, samples) {
  const stream = new Stream(core, [{ ...plan, kind: 'yin', fields: { ...plan.fields } }]);
  plan.fields.nFrames = Math.max(1, stream.count(samples.length));
  stream.free();
  return yield* analyse(core, [plan], samples);
}
