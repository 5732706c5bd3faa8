// The frequencies of the bins and an axis -> which bins each row of pixels shows. A row shows the loudest of the bins
// whose places fall in it, and where none does, the straight line in dB between its neighbours: no peak vanishes, and
// none is shown twice.

/** @typedef {import('./axes.js').FrequencyAxis} FrequencyAxis */

export const WEIGHT_BITS = 12;
export const ONE = 1 << WEIGHT_BITS;

/**
 * Which bins each row of pixels shows. A row has the loudest of bins from[row] to to[row]; where from > to, none falls
 * in it, and it lies between bins to[row] and from[row], weight[row] / 4096 of the way; both are -1 beyond the data.
 * @typedef {{ from: Int32Array, to: Int32Array, weight: Int32Array, lowest: number, highest: number }} Rows
 */

/**
 * @param {ArrayLike<number>} frequencies Hz of the bins, ascending
 * @param {FrequencyAxis} axis
 * @param {number} height rows, the first at the top
 * @param {boolean} interpolate
 * @returns {Rows}
 */
export function rowsOf(frequencies, axis, height, interpolate) {
  const bins = frequencies.length;
  const from = new Int32Array(height).fill(bins);
  const to = new Int32Array(height).fill(-1);
  const weight = new Int32Array(height);
  for (let bin = 0; bin < bins; bin++) {
    const place = axis.to(frequencies[bin]);
    if (!(place >= -1e-9 && place <= 1 + 1e-9)) continue;
    const row = Math.min(height - 1, Math.max(0, Math.floor((1 - place) * height)));
    from[row] = Math.min(from[row], bin);
    to[row] = bin;
  }
  const [low, high] = edges(frequencies);
  let upper = bins;
  for (let row = 0; row < height; row++) {
    if (from[row] <= to[row]) continue;
    const hz = axis.from(1 - (row + 0.5) / height);
    while (upper > 0 && frequencies[upper - 1] > hz) upper--;
    const inside = hz >= low && hz <= high;
    from[row] = inside ? Math.min(upper, bins - 1) : -1;
    to[row] = inside ? Math.max(0, upper - 1) : -1;
    if (from[row] <= to[row]) continue;
    const share = (hz - frequencies[to[row]]) / (frequencies[from[row]] - frequencies[to[row]]);
    weight[row] = interpolate ? Math.round(share * ONE) : share < 0.5 ? 0 : ONE;
  }
  let [lowest, highest] = [bins, -1];
  for (let row = 0; row < height; row++) {
    if (from[row] < 0) continue;
    lowest = Math.min(lowest, from[row], to[row]);
    highest = Math.max(highest, from[row], to[row]);
  }
  return { from, to, weight, lowest, highest };
}

/**
 * The lowest and the highest frequency of the data: the outermost bins reach as far out as in.
 * @param {ArrayLike<number>} frequencies
 * @returns {[number, number]} Hz
 */
export function edges(frequencies) {
  const last = frequencies.length - 1;
  if (last === 0) return [frequencies[0] / Math.SQRT2, frequencies[0] * Math.SQRT2];
  const low = frequencies[0] - (frequencies[1] - frequencies[0]) / 2;
  return [Math.max(0, low), frequencies[last] + (frequencies[last] - frequencies[last - 1]) / 2];
}

/** The bin whose frequency is nearest to one. @param {ArrayLike<number>} frequencies @param {number} hz */
export function nearestBin(frequencies, hz) {
  let [low, high] = [0, frequencies.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frequencies[middle] + frequencies[middle + 1]) / 2 <= hz) low = middle + 1;
    else high = middle;
  }
  return low;
}
