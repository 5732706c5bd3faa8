// Bins by their frequencies: which ones lie in a range, and which of them is the loudest.

/** The first bin at or above a frequency. @param {ArrayLike<number>} frequencies ascending @param {number} hz */
export function firstFrom(frequencies, hz) {
  let [low, high] = [0, frequencies.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (frequencies[middle] < hz) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The loudest bin from..to, or undefined where there is none.
 * @param {ArrayLike<number>} levels dB
 * @param {number} from
 * @param {number} to after the last
 */
export function loudestOf(levels, from, to) {
  if (from >= to) return undefined;
  let best = from;
  for (let bin = from + 1; bin < to; bin++) if (!(levels[bin] <= levels[best])) best = bin;
  return best;
}
