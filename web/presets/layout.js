// Rows to the axes that a model wants.

import { place } from '../base/out.js';

/**
 * @param {import('./clip.js').Rows} rows
 * @param {string} layout
 * @param {unknown} [out] an earlier result to write over
 * @returns {{ data: Float32Array<ArrayBuffer>, shape: number[] }}
 */
export function laidOut({ data, frames, bins, patches }, layout, out) {
  const axes = layout.split(' ');
  const sizes = { batch: 1, channel: 1, samples: frames, patches: patches ?? 1, frames, bins };
  const isTurned = axes.indexOf('bins') >= 0 && axes.indexOf('bins') < axes.indexOf('frames');
  const shape = axes.map((axis) => {
    const size = sizes[/** @type {keyof typeof sizes} */ (axis)];
    return axis === 'channel' && patches ? patches : size;
  });
  if (!isTurned && (out === undefined || out === null)) return { data, shape };
  const result = place(out, shape, { samples: data });
  if (isTurned) turned(data, frames, bins, result);
  else result.set(data);
  return { data: result, shape };
}

/**
 * [frames][bins] to [bins][frames], in squares that stay in the cache.
 * @param {Float32Array} data
 * @param {number} frames
 * @param {number} bins
 * @param {Float32Array<ArrayBuffer>} out
 */
function turned(data, frames, bins, out) {
  const tile = 32;
  for (let t0 = 0; t0 < frames; t0 += tile)
    for (let k0 = 0; k0 < bins; k0 += tile)
      for (let k = k0; k < Math.min(bins, k0 + tile); k++)
        for (let t = t0; t < Math.min(frames, t0 + tile); t++) out[k * frames + t] = data[t * bins + k];
}
