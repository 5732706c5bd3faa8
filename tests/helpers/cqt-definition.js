// The constant-Q and variable-Q transforms in float64, by their definition and in no other way: every value is one
// inner product of the whole signal, at its full rate, with a windowed exponential. What stands on them likewise: the
// weighted transpose, least squares, Griffin-Lim, and librosa's pseudo and hybrid forms. Slow on purpose.
import { dft, padded, stft, windowOf } from './definition.js';

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

/**
 * @typedef {object} Way
 * @property {ReturnType<typeof filtersOf>} filters @property {number} sampleRate @property {number} hopLength
 * @property {number} binsPerOctave @property {number} n samples @property {number} frames
 */

/**
 * y[n] = sum over t and b of weight_b (re C re g_b + im C im g_b)[n - t hop], with
 * weight_b = 2 hop (f_b ln 2 / binsPerOctave) / (rate sum |g_b|^2): the transpose, so weighted that it nearly inverts.
 * @param {ArrayLike<number>} C [frames][bins][2] @param {Way} way
 */
export function spread(C, { filters, sampleRate, hopLength, binsPerOctave, n, frames }) {
  const y = new Float64Array(n);
  filters.forEach(({ first, re, im, frequency }, b) => {
    const energy = re.reduce((sum, value, i) => sum + value ** 2 + im[i] ** 2, 0);
    const weight = (2 * hopLength * frequency * Math.LN2) / binsPerOctave / (sampleRate * energy);
    for (let t = 0; t < frames; t++) {
      const [a, c] = [C[2 * (t * filters.length + b)], C[2 * (t * filters.length + b) + 1]];
      for (let i = 0, at = t * hopLength + first; i < re.length; i++, at++)
        if (at >= 0 && at < n) y[at] += weight * (a * re[i] + c * im[i]);
    }
  });
  return y;
}

/**
 * C of a sound, as many frames as the way has: zeros beyond those of the sound.
 * @param {ArrayLike<number>} x
 * @param {Way} way
 */
export function analyse(x, { filters, hopLength, frames }) {
  const C = new Float64Array(2 * frames * filters.length);
  const heard = Math.min(frames, 1 + Math.floor(x.length / hopLength));
  cqt(x, filters, { hopLength, frames: Array.from({ length: heard }, (_, t) => t) }).forEach((row, t) =>
    C.set(row, t * row.length),
  );
  return C;
}

/**
 * Steps of conjugate gradients (Hestenes, Stiefel 1952) from x towards the sound whose transform is nearest to C.
 * @param {ArrayLike<number>} C @param {Float64Array} x @param {number} steps @param {Way} way
 */
export function refine(C, x, steps, way) {
  const dot = (/** @type {Float64Array} */ a, /** @type {Float64Array} */ b) =>
    a.reduce((sum, v, i) => sum + v * b[i], 0);
  const there = spread(analyse(x, way), way);
  const residual = spread(C, way).map((value, i) => value - there[i]);
  const direction = residual.slice();
  const sound = Float64Array.from(x);
  for (let step = 0; step < steps; step++) {
    const image = spread(analyse(direction, way), way);
    const energy = dot(residual, residual);
    const length = energy / dot(direction, image);
    for (let i = 0; i < sound.length; i++) {
      sound[i] += length * direction[i];
      residual[i] -= length * image[i];
    }
    const next = dot(residual, residual);
    for (let i = 0; i < sound.length; i++) direction[i] = residual[i] + (next / energy) * direction[i];
  }
  return sound;
}

/**
 * Griffin and Lim's algorithm with momentum (Perraudin, Balazs, Sondergaard 2013) from given phases; each way back is
 * two steps of least squares from the sound before, the last one four.
 * @param {ArrayLike<number>} magnitudes @param {ArrayLike<number>} phases radians @param {{ nIter: number, momentum:
 *   number, way: Way }} options
 */
export function griffinLim(magnitudes, phases, { nIter, momentum, way }) {
  let guess = Float64Array.from({ length: 2 * magnitudes.length }, (_, i) =>
    i % 2 ? magnitudes[i >> 1] * Math.sin(phases[i >> 1]) : magnitudes[i >> 1] * Math.cos(phases[i >> 1]),
  );
  let sound = new Float64Array(way.n);
  let before = new Float64Array(guess.length);
  for (let i = 0; i < nIter; i++) {
    sound = refine(guess, sound, 2, way);
    const rebuilt = analyse(sound, way);
    const ahead = rebuilt.map((value, j) => value - (momentum / (1 + momentum)) * before[j]);
    guess = ahead.map((value, j) => {
      const size = Math.hypot(ahead[j & ~1], ahead[j | 1]);
      return size > 0 ? (magnitudes[j >> 1] * value) / size : 0;
    });
    before = rebuilt;
  }
  return refine(guess, sound, 4, way);
}

/**
 * librosa's pseudo_cqt: the magnitudes of an STFT's bins, weighted by the magnitudes of the filters' spectra.
 * @param {ArrayLike<number>} x @param {Filters & { hopLength: number, padMode?: string, from?: number }} options
 *   from: the first bin wanted, the only ones then that decide on the size
 * @returns {Float64Array[]} [frames][bins]
 */
export function pseudoCqt(x, { hopLength, padMode = 'constant', from = 0, scale = true, ...options }) {
  const filters = filtersOf({ ...options, scale: false }).slice(from);
  const nFft = Math.max(2 ** Math.ceil(Math.log2(filters[0].length)), 2 ** (1 + Math.ceil(Math.log2(hopLength))));
  const rows = stft(x, { nFft, hopLength, window: windowOf('hann', nFft), padMode });
  const sizes = rows.map(({ re, im }) => re.map((value, k) => Math.hypot(value, im[k])));
  const weights = filters.map(({ re, im, length }) => {
    const parts = [re, im].map((part) => {
      const padded = new Float64Array(nFft);
      padded.set(part);
      return padded;
    });
    const B = dft(parts[0], parts[1]);
    const gain = scale ? 1 / Math.sqrt(nFft) : Math.sqrt(length / nFft);
    // A filter is its conjugate played backwards: its spectrum is where librosa's is.
    return B.re.slice(0, nFft / 2 + 1).map((_, k) => {
      const at = (nFft - k) % nFft;
      return (gain * Math.hypot(B.re[at], B.im[at])) / nFft;
    });
  });
  return sizes.map((row) =>
    Float64Array.from(weights, (weight) => weight.reduce((sum, value, k) => sum + value * row[k], 0)),
  );
}

/**
 * librosa's hybrid_cqt: the magnitudes of the transform itself, and pseudo ones where a filter's length, rounded up to
 * a power of two, is below two hops.
 * @param {ArrayLike<number>} x @param {Filters & { hopLength: number, padMode?: string }} options
 */
export function hybridCqt(x, options) {
  const { hopLength, padMode = 'constant', nBins } = options;
  const filters = filtersOf(options);
  const whole = filters.filter(({ length }) => 2 ** Math.ceil(Math.log2(length)) >= 2 * hopLength);
  const frames = Array.from({ length: 1 + Math.floor(x.length / hopLength) }, (_, t) => t);
  const exact = whole.length > 0 ? cqt(x, whole, { hopLength, frames, padMode }) : [];
  const pseudo = whole.length < nBins ? pseudoCqt(x, { ...options, from: whole.length }) : [];
  return frames.map((t) => [
    ...whole.map((_, b) => Math.hypot(exact[t][2 * b], exact[t][2 * b + 1])),
    ...(pseudo[t] ?? []),
  ]);
}
