// Frequency scales both ways, for zooming: equal steps of what `to` gives are equal steps up the axis.

/** @type {Record<string, { to: (hz: number) => number, from: (place: number) => number }>} */
export const scales = {
  linear: { to: (hz) => hz, from: (place) => place },
  log: { to: (hz) => Math.log(Math.max(hz, 1)), from: (place) => Math.exp(place) },
  mel: { to: (hz) => Math.log1p(Math.max(hz, 0) / 700), from: (place) => 700 * Math.expm1(place) },
};

/**
 * A frequency range made wider or narrower about a frequency that keeps its place.
 * @param {{ low: number, high: number }} range Hz @param {string} scale @param {number} factor below 1 zooms in
 * @param {number} about Hz @param {{ low: number, high: number }} limits Hz
 */
export function zoomed(range, scale, factor, about, limits) {
  const { to, from } = scales[scale];
  const kept = to(about);
  const low = Math.max(limits.low, from(kept - (kept - to(range.low)) * factor));
  const high = Math.min(limits.high, from(kept + (to(range.high) - kept) * factor));
  return { low, high };
}
