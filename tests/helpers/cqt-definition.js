// The constant-Q and variable-Q transforms in float64, by their definition and in no other way: every value is one
// inner
// product of the whole signal, at its full rate, with a windowed exponential. Slow on purpose.
import { padded, windowOf } from './definition.js';

/**
 * @typedef {object} Filters
 * @property {number} sampleRate @property {number} [fMin] @property {number} nBins @property {number} binsPerOctave
 * @property {number} [gamma] Hz; null: as the ear's @property {number} [filterScale] @property {number | null} [norm]
 * @property {boolean} [scale] @property {string | [string, number]} [window] @property {number} [tuning]
 */

/**
 * Bin b's filter: what a frame's samples are multiplied by, from sample `first` on, counted from the frame's centre.
 * librosa takes the samples from floor(-N/2) to floor(N/2) - 1 of w e^(i omega n) and, by multiplying spectra without a
 * conjugate, plays them backwards.
 * @param {Filters & { gamma?: number | null }} options
 * @returns {{ first: number, re: Float64Array, im: Float64Array, frequency: number, length: number }[]}
 */
export function filtersOf({
  sampleRate,
  fMin = 32.70319566257483,
  nBins,
  binsPerOctave,
  gamma = 0,
  filterScale = 1,
  norm = 1,
  scale = true,
  window = 'hann',
  tuning = 0,
}) {
  const ratio = 2 ** (2 / binsPerOctave);
  const alpha = (ratio - 1) / (ratio + 1);
  const widening = gamma ?? (alpha * 24.7) / 0.108;
  return Array.from({ length: nBins }, (_, b) => {
    const frequency = fMin * 2 ** ((b + tuning) / binsPerOctave);
    const N = ((filterScale / alpha) * sampleRate) / (frequency + widening / alpha);
    const [from, to] = [Math.floor(-N / 2), Math.floor(N / 2)]; // without `to`
    const w = windowOf(window, to - from);
    const sum =
      norm === null
        ? 1
        : norm === Infinity
          ? Math.max(...w.map(Math.abs))
          : w.reduce((s, v) => s + Math.abs(v) ** norm, 0) ** (1 / norm);
    const factor = N / sum / (scale ? Math.sqrt(N) : 1);
    const re = new Float64Array(w.length);
    const im = new Float64Array(w.length);
    for (let n = from; n < to; n++) {
      // sample m = -n of the frame
      const angle = 2 * Math.PI * (((frequency / sampleRate) * n) % 1);
      re[to - 1 - n] = factor * w[n - from] * Math.cos(angle);
      im[to - 1 - n] = factor * w[n - from] * Math.sin(angle);
    }
    return { first: 1 - to, re, im, frequency, length: N };
  });
}

/**
 * C[t][b] for some frames t, or with delays (samples, for each filter) the same at t hop - delay.
 * @param {ArrayLike<number>} x @param {ReturnType<typeof filtersOf>} filters @param {{ hopLength: number, frames:
 *   number[], padMode?: string, delays?: ArrayLike<number> }} options
 * @returns {Float64Array[]} a row each: re, im of bin 0, ...
 */
export function cqt(x, filters, { hopLength, frames, padMode = 'constant', delays = new Int32Array(filters.length) }) {
  const reach =
    Math.max(...filters.map(({ first, re }) => Math.max(-first, first + re.length))) + Math.max(...Array.from(delays));
  const around = new Float64Array(x.length + 2 * reach);
  for (let i = 0; i < around.length; i++) around[i] = padded(x, i - reach, padMode, reach);
  return frames.map((t) => {
    const row = new Float64Array(2 * filters.length);
    filters.forEach(({ first, re, im }, b) => {
      let [sumRe, sumIm] = [0, 0];
      for (let i = 0, at = t * hopLength - delays[b] + reach + first; i < re.length; i++, at++) {
        sumRe += around[at] * re[i];
        sumIm += around[at] * im[i];
      }
      row[2 * b] = sumRe;
      row[2 * b + 1] = sumIm;
    });
    return row;
  });
}
