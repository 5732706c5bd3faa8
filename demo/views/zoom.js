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
