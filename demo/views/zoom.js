// Frequency ranges, zoomed along the axis that shows them.
import { frequencyAxis } from 'specgram/view';

/**
 * A frequency range made wider or narrower about a frequency that keeps its place.
 * @param {{ low: number, high: number }} range Hz @param {import('specgram/view').FrequencyScale} scale
 * @param {number} factor below 1 zooms in @param {number | undefined} about Hz (default: the axis's middle)
 * @param {{ low: number, high: number }} limits Hz
 */
export function zoomed({ low, high }, scale, factor, about, limits) {
  const axis = frequencyAxis(scale, low, high);
  const kept = about === undefined ? 0.5 : axis.to(about);
  return {
    low: Math.max(limits.low, axis.from(kept - kept * factor)),
    high: Math.min(limits.high, axis.from(kept + (1 - kept) * factor)),
  };
}

/**
 * A frequency range moved along its axis.
 * @param {{ low: number, high: number }} range Hz @param {import('specgram/view').FrequencyScale} scale
 * @param {number} share of the axis, upwards
 * @param {{ low: number, high: number }} limits Hz
 */
export function panned({ low, high }, scale, share, limits) {
  const axis = frequencyAxis(scale, low, high);
  const [least, most] = [axis.to(limits.low), axis.to(limits.high) - 1];
  const by = Math.max(Math.min(0, least), Math.min(Math.max(0, most), share));
  return { low: Math.max(limits.low, axis.from(by)), high: Math.min(limits.high, axis.from(1 + by)) };
}
