// Rows to the axes that a model wants.

/**
 * @param {import('./clip.js').Rows} rows
 * @param {string} layout
 * @returns {{ data: Float32Array<ArrayBuffer>, shape: number[] }}
 */
export function laidOut({ data, frames, bins, patches }, layout) {
  const axes = layout.split(' ');
  const sizes = { batch: 1, channel: 1, samples: frames, patches: patches ?? 1, frames, bins };
  const isTurned = axes.indexOf('bins') >= 0 && axes.indexOf('bins') < axes.indexOf('frames');
  const shape = axes.map((axis) => {
    const size = sizes[/** @type {keyof typeof sizes} */ (axis)];
    return axis === 'channel' && patches ? patches : size;
  });
  return { data: isTurned ? turned(data, frames, bins) : data, shape };
}

/** [frames][bins] to [bins][frames], in squares that stay in the cache. */
function turned(/** @type {Float32Array} */ data, /** @type {number} */ frames, /** @type {number} */ bins) {
  const out = new Float32Array(data.length);
  const tile = 32;
  for (let t0 = 0; t0 < frames; t0 += tile)
    for (let k0 = 0; k0 < bins; k0 += tile)
      for (let k = k0; k < Math.min(bins, k0 + tile); k++)
        for (let t = t0; t < Math.min(frames, t0 + tile); t++) out[k * frames + t] = data[t * bins + k];
  return out;
}
