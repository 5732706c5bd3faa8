// Reassignment in float64, written to be obviously right: three windowed transforms of each frame, and two quotients;
// and the image, which gathers the energy of the cells where they say it belongs.
import { binsOf, centred, stft, windowOf } from './definition.js';

/**
 * @typedef {object} Cells
 * @property {number} sampleRate @property {number} nFft @property {number} hopLength
 * @property {number} [winLength] @property {any} [window] @property {boolean} [center] @property {string} [padMode]
 */

/**
 * @param {Float32Array} x
 * @param {Cells} options
 * @returns {{ frequencies: Float64Array, times: Float64Array, magnitudes: Float64Array }} [frames][floor(nFft / 2) +
 *   1]; exact origin of time, which is counted from sample 0, or from the first frame's middle where it is not centred
 */
export function reassigned(
  x,
  { sampleRate, nFft, hopLength, winLength = nFft, window = 'hann', center = true, padMode = 'constant' },
) {
  const w = centred(windowOf(window, winLength), nFft);
  const derivative = w.map((_, i) => (w[(i + 1) % nFft] - w[(i + nFft - 1) % nFft]) / 2);
  const weighted = w.map((value, i) => value * (i - Math.floor(nFft / 2)));
  const [X, D, T] = [w, derivative, weighted].map((values) =>
    stft(x, { nFft, hopLength, window: values, center, padMode }),
  );
  const bins = binsOf(nFft);
  const size = X.length * bins;
  const result = {
    frequencies: new Float64Array(size),
    times: new Float64Array(size),
    magnitudes: new Float64Array(size),
  };
  X.forEach(({ re, im }, t) => {
    for (let k = 0; k < bins; k++) {
      const power = re[k] ** 2 + im[k] ** 2;
      const imD = (D[t].im[k] * re[k] - D[t].re[k] * im[k]) / power;
      const reT = (T[t].re[k] * re[k] + T[t].im[k] * im[k]) / power;
      result.frequencies[t * bins + k] = (k / nFft - imD / (2 * Math.PI)) * sampleRate;
      result.times[t * bins + k] = (t * hopLength + reT) / sampleRate;
      result.magnitudes[t * bins + k] = Math.sqrt(power);
    }
  });
  return result;
}

const toHtk = (/** @type {number} */ hz) => 2595 * Math.log10(1 + hz / 700);
const toSlaney = (/** @type {number} */ hz) =>
  hz < 1000 ? (3 * hz) / 200 : 15 + (27 * Math.log(hz / 1000)) / Math.log(6.4);

/**
 * The energy of the cells, shared by distance among the two columns and the two rows around its place. No cell moves in
 * time by more than half a window; cells below refPower do not move; frequencies stay within 0 and half the rate, and
 * what lies beyond the axis is left out; what lies before the first column or after the last is theirs.
 * @param {Float32Array} x
 * @param {Cells & { columns: number, step: number, height: number, fMin?: number, fMax?: number, frequencyScale?:
 * string,   htk?: boolean, refPower?: number, timeOrigin?: string, reassignTimes?: boolean, reassignFrequencies?:
 * boolean,   limit?: number }} options
 *   step: samples from column to column; limit: of moves, samples
 * @returns {Float64Array} [columns][height]
 */
export function image(x, options) {
  const { sampleRate, nFft, hopLength, winLength = nFft, columns, step, height } = options;
  const { fMin = 0, fMax = sampleRate / 2, frequencyScale = 'linear', htk = false, refPower = 1e-6 } = options;
  const { timeOrigin = 'exact', reassignTimes = true, reassignFrequencies = true } = options;
  const { limit = Math.floor((winLength + 1) / 2) } = options;
  const first = frequencyScale === 'log' && fMin === 0 ? 32.70319566 : fMin;
  const scale = { linear: (/** @type {number} */ hz) => hz, log: Math.log2, mel: htk ? toHtk : toSlaney }[
    frequencyScale
  ];
  const between = (/** @type {number} */ low, /** @type {number} */ value, /** @type {number} */ high) =>
    Math.min(high, Math.max(low, value));
  const cells = reassigned(x, options);
  const bins = binsOf(nFft);
  const result = new Float64Array(columns * height);
  cells.magnitudes.forEach((magnitude, i) => {
    const power = magnitude ** 2;
    if (!(power > 0)) return;
    const moves = power >= refPower;
    const centre = Math.floor(i / bins) * hopLength;
    const hz = moves && reassignFrequencies ? cells.frequencies[i] : ((i % bins) * sampleRate) / nFft;
    const late =
      moves && reassignTimes
        ? cells.times[i] * sampleRate - centre + (timeOrigin === 'librosa' && nFft % 2 === 0 ? 0.5 : 0)
        : 0;
    const heard = between(0, hz, sampleRate / 2);
    if (heard < fMin || heard > fMax) return;
    const column = between(0, (centre + between(-limit, late, limit)) / step, columns - 1);
    const row = between(
      0,
      heard > first ? ((height - 1) * (scale(heard) - scale(first))) / (scale(fMax) - scale(first)) : 0,
      height - 1,
    );
    for (const [t, inTime] of shares(column, columns)) {
      for (const [r, inFrequency] of shares(row, height)) result[t * height + r] += power * inTime * inFrequency;
    }
  });
  return result;
}

/** The points around a place and what is theirs. @param {number} place @param {number} points */
function shares(place, points) {
  const below = Math.min(points - 1, Math.floor(place));
  const above = Math.min(points - 1, below + 1);
  return [
    [below, 1 - (place - below)],
    [above, place - below],
  ];
}
