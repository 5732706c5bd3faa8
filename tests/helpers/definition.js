// The definitions in float64, written to be obviously right: windows, padding, STFT and its inverse, mel, decibels.
// Slow on purpose; only the DFT has a fast form, which accuracy.test.js compares with the plain sum.

/** @typedef {{ re: Float64Array, im: Float64Array }} Spectrum one frame, [floor(nFft / 2) + 1] */

/**
 * sum over n of x[n] e^(-2 pi i k n / N), for all k, as written.
 * @param {ArrayLike<number>} x real
 * @returns {Spectrum} all N values
 */
export function dftSum(x) {
  const N = x.length;
  const re = new Float64Array(N);
  const im = new Float64Array(N);
  for (let k = 0; k < N; k++) {
    for (let n = 0; n < N; n++) {
      const angle = (-2 * Math.PI * ((k * n) % N)) / N;
      re[k] += x[n] * Math.cos(angle);
      im[k] += x[n] * Math.sin(angle);
    }
  }
  return { re, im };
}

/** @type {Map<number, Spectrum>} e^(-2 pi i k / N) */
const rootsOf = new Map();

/** @param {number} N */
function roots(N) {
  let found = rootsOf.get(N);
  if (!found) {
    const angle = (/** @type {number} */ k) => (-2 * Math.PI * k) / N;
    found = {
      re: Float64Array.from({ length: N }, (_, k) => Math.cos(angle(k))),
      im: Float64Array.from({ length: N }, (_, k) => Math.sin(angle(k))),
    };
    rootsOf.set(N, found);
  }
  return found;
}

/**
 * The same by Cooley and Tukey: with p the smallest prime factor of N, p transforms of every p-th value. Short ones are
 * sums as written: X[k] = sum over r of e^(-2 pi i k r / N) part_r[k], where a part is a value or a transform.
 * @param {Float64Array} re @param {Float64Array} im @returns {Spectrum} all N values
 */
export function dft(re, im, N = re.length, start = 0, step = 1) {
  let p = 2;
  while (p < N && N % p) p++;
  if (N <= 16) p = N;
  const M = N / p;
  const w = roots(N);
  const out = { re: new Float64Array(N), im: new Float64Array(N) };
  for (let r = 0; r < p; r++) {
    const part = M > 1 ? dft(re, im, M, start + r * step, step * p) : null;
    const [a, b] = [re[start + r * step], im[start + r * step]];
    for (let k = 0, m = 0, at = 0; k < N; k++) {
      const partRe = part ? part.re[m] : a;
      const partIm = part ? part.im[m] : b;
      out.re[k] += partRe * w.re[at] - partIm * w.im[at];
      out.im[k] += partRe * w.im[at] + partIm * w.re[at];
      if (++m === M) m = 0;
      at += r;
      if (at >= N) at -= N;
    }
  }
  return out;
}

/** I0, the modified Bessel function, by its power series. @param {number} x */
function besselI0(x) {
  let sum = 1;
  for (let k = 1, term = 1; term > 1e-18 * sum; k++) sum += term *= (x / (2 * k)) ** 2;
  return sum;
}

/** Chebyshev's polynomial of order n. @param {number} n @param {number} x */
function chebyshev(n, x) {
  if (Math.abs(x) <= 1) return Math.cos(n * Math.acos(x));
  return (x < 0 && n % 2 ? -1 : 1) * Math.cosh(n * Math.acosh(Math.abs(x)));
}

/**
 * Dolph's window: the transform of Chebyshev's polynomial, summed as written.
 * @param {number} M
 * @param {number} attenuation dB
 */
function chebwin(M, attenuation) {
  const x0 = Math.cosh(Math.acosh(10 ** (attenuation / 20)) / (M - 1));
  const p = Float64Array.from({ length: M }, (_, k) => chebyshev(M - 1, x0 * Math.cos((Math.PI * k) / M)));
  const w = Array.from({ length: M }, (_, i) => {
    const offset = 2 * i - (M - 1); // twice the samples from the middle
    return p.reduce((sum, value, k) => sum + value * Math.cos((Math.PI * ((k * offset) % (2 * M))) / M), 0);
  });
  const most = Math.max(...w);
  return w.map((value) => value / most);
}

/** @param {number[]} a @returns {(i: number, M: number) => number} */
const cosines =
  (...a) =>
  (i, M) =>
    a.reduce((sum, value, k) => sum + (-1) ** k * value * Math.cos((2 * Math.PI * k * i) / (M - 1)), 0);
/** From -1 at the first sample to 1 at the last. @param {number} i @param {number} M */
const place = (i, M) => (2 * i) / (M - 1) - 1;

/**
 * Sample i of the symmetric window of M >= 2 samples.
 * @type {Record<string, (i: number, M: number, parameter: number) => number>}
 */
export const SHAPES = {
  boxcar: () => 1,
  hann: cosines(0.5, 0.5),
  hamming: cosines(0.54, 0.46),
  blackman: cosines(0.42, 0.5, 0.08),
  nuttall: cosines(0.3635819, 0.4891775, 0.1365995, 0.0106411),
  blackmanharris: cosines(0.35875, 0.48829, 0.14128, 0.01168),
  flattop: cosines(0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368),
  bartlett: (i, M) => 1 - Math.abs(place(i, M)),
  parzen: (i, M) => {
    const u = Math.abs(i - (M - 1) / 2) / (M / 2);
    return Math.abs(i - (M - 1) / 2) <= (M - 1) / 4 ? 1 - 6 * u ** 2 + 6 * u ** 3 : 2 * (1 - u) ** 3;
  },
  bohman: (i, M) => {
    const u = Math.abs(place(i, M));
    return u < 1 ? (1 - u) * Math.cos(Math.PI * u) + Math.sin(Math.PI * u) / Math.PI : 0;
  },
  cosine: (i, M) => Math.sin((Math.PI * (i + 0.5)) / M),
  barthann: (i, M) => 0.62 - 0.24 * Math.abs(place(i, M)) + 0.38 * Math.cos(Math.PI * place(i, M)),
  lanczos: (i, M) => {
    const u = place(i, M);
    return u === 0 ? 1 : Math.sin(Math.PI * u) / (Math.PI * u);
  },
  povey: (i, M) => Math.max(0, 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (M - 1))) ** 0.85,
  kaiser: (i, M, beta) => besselI0(beta * Math.sqrt(1 - place(i, M) ** 2)) / besselI0(beta),
  tukey: (i, M, share) => {
    const fromEnd = Math.min(i, M - 1 - i);
    const taper = (share * (M - 1)) / 2;
    return fromEnd < taper ? 0.5 - 0.5 * Math.cos((Math.PI * fromEnd) / taper) : 1;
  },
  gaussian: (i, M, deviation) => Math.exp(-0.5 * ((i - (M - 1) / 2) / deviation) ** 2),
};

/**
 * A window in float64; the periodic one is the symmetric one of n + 1 samples without its last.
 * @param {string | readonly [string, number]} spec @param {number} n @param {{ periodic?: boolean }} [options] @returns
 *   {Float64Array}
 */
export function windowOf(spec, n, { periodic = true } = {}) {
  const [name, parameter] = typeof spec === 'string' ? [spec, 0] : spec;
  const M = periodic ? n + 1 : n;
  if (n === 1) return Float64Array.of(1);
  if (name === 'chebwin') return Float64Array.from(chebwin(M, parameter).slice(0, n));
  return Float64Array.from({ length: n }, (_, i) => SHAPES[name](i, M, parameter));
}

/**
 * The value that padding puts at place i of a signal; numpy.pad's modes. @param {ArrayLike<number>} x @param {number} i
 * also below 0 and above
 * x.length - 1 @param {string} mode @param {number} pad samples on each side
 */
export function padded(x, i, mode, pad) {
  const n = x.length;
  if (i >= 0 && i < n) return x[i];
  if (mode === 'constant' || n === 0) return 0;
  const edge = i < 0 ? x[0] : x[n - 1];
  if (mode === 'edge') return edge;
  if (mode === 'linear_ramp') return edge * (1 - (i < 0 ? -i : i - (n - 1)) / pad);
  while (i < 0 || i >= n) {
    if (n === 1) return x[0];
    if (mode === 'reflect') i = i < 0 ? -i : 2 * (n - 1) - i;
    else i = i < 0 ? -1 - i : 2 * n - 1 - i;
  }
  return x[i];
}

/**
 * @param {ArrayLike<number>} window
 * @param {number} nFft
 * @returns {Float64Array} the window in the middle of a frame
 */
export function centred(window, nFft) {
  const frame = new Float64Array(nFft);
  frame.set(window, Math.floor((nFft - window.length) / 2));
  return frame;
}

/** @param {number} nFft */
export const binsOf = (nFft) => Math.floor(nFft / 2) + 1;

/** @typedef {{ nFft: number, hopLength: number, window: Float64Array, center?: boolean, padMode?: string }} Framing */

/**
 * X[t][k] = sum over i of w[i] x[t hop + i - pad] e^(-2 pi j k i / nFft).
 * @param {ArrayLike<number>} x @param {Framing} framing @returns {Spectrum[]} one a frame
 */
export function stft(x, { nFft, hopLength, window, center = true, padMode = 'constant' }) {
  const w = centred(window, nFft);
  const pad = center ? Math.floor(nFft / 2) : 0;
  const frames = Math.max(0, 1 + Math.floor((x.length + 2 * pad - nFft) / hopLength));
  const frame = (/** @type {number} */ t) =>
    Float64Array.from({ length: nFft }, (_, i) => w[i] * padded(x, t * hopLength + i - pad, padMode, pad));
  // Two real frames are one complex one: a + i b has the spectrum A + i B, and A and B are symmetric.
  return Array.from({ length: frames }, (_, t) => t).flatMap((t) => {
    if (t % 2) return [];
    const { re, im } = dft(frame(t), t + 1 < frames ? frame(t + 1) : new Float64Array(nFft));
    const half = (/** @type {Float64Array} */ values, /** @type {number} */ sign, /** @type {number} */ mirrored) =>
      values.slice(0, binsOf(nFft)).map((value, k) => (sign * value + mirrored * values[(nFft - k) % nFft]) / 2);
    const first = { re: half(re, 1, 1), im: half(im, 1, -1) };
    const second = { re: half(im, 1, 1), im: half(re, -1, 1) };
    return t + 1 < frames ? [first, second] : [first];
  });
}

/**
 * y[i] = sum over t of w[i - t hop] x_t[i - t hop] / sum over t of w[i - t hop]^2, from the first frame's middle (or
 * start) on.
 * @param {Spectrum[]} X @param {Framing & { length?: number }} framing
 */
export function istft(X, { nFft, hopLength, window, center = true, length }) {
  const w = centred(window, nFft);
  const pad = center ? Math.floor(nFft / 2) : 0;
  const total = nFft + hopLength * (X.length - 1);
  const sums = new Float64Array(total);
  const weights = new Float64Array(total);
  X.forEach(({ re, im }, t) => {
    // The inverse is the conjugate's transform, conjugated; only the real part of the ends counts.
    const fullRe = Float64Array.from({ length: nFft }, (_, k) => re[Math.min(k, nFft - k)]);
    const fullIm = Float64Array.from({ length: nFft }, (_, k) =>
      k === 0 || 2 * k === nFft ? 0 : k < nFft / 2 ? -im[k] : im[nFft - k],
    );
    const frame = dft(fullRe, fullIm).re;
    for (let i = 0; i < nFft; i++) {
      sums[t * hopLength + i] += (w[i] * frame[i]) / nFft;
      weights[t * hopLength + i] += w[i] ** 2;
    }
  });
  const n = length ?? Math.max(0, total - 2 * pad);
  return Float64Array.from({ length: n }, (_, i) =>
    i + pad < total && weights[i + pad] > 1e-300 ? sums[i + pad] / weights[i + pad] : 0,
  );
}

/**
 * Triangles over equally spaced points of the mel scale, at the exact frequencies of the bins.
 * @param {{ sampleRate: number, nFft: number, nMels: number, fMin?: number, fMax?: number, htk?: boolean, norm?:
 *   'slaney' | null }} options
 * @returns {Float64Array[]} [nMels][floor(nFft / 2) + 1]
 */
export function melFilterbank({
  sampleRate,
  nFft,
  nMels,
  fMin = 0,
  fMax = sampleRate / 2,
  htk = false,
  norm = 'slaney',
}) {
  const step = Math.log(6.4) / 27;
  const toMel = (/** @type {number} */ hz) =>
    htk ? 2595 * Math.log10(1 + hz / 700) : hz < 1000 ? (3 * hz) / 200 : 15 + Math.log(hz / 1000) / step;
  const toHz = (/** @type {number} */ mel) =>
    htk ? 700 * (10 ** (mel / 2595) - 1) : mel < 15 ? (200 * mel) / 3 : 1000 * Math.exp(step * (mel - 15));
  const edges = Array.from({ length: nMels + 2 }, (_, i) =>
    toHz(toMel(fMin) + ((toMel(fMax) - toMel(fMin)) * i) / (nMels + 1)),
  );
  return Array.from({ length: nMels }, (_, m) => {
    const [low, middle, high] = edges.slice(m, m + 3);
    const scale = norm === 'slaney' ? 2 / (high - low) : 1;
    return Float64Array.from({ length: binsOf(nFft) }, (_, k) => {
      const hz = (k * sampleRate) / nFft;
      return scale * Math.max(0, Math.min((hz - low) / (middle - low), (high - hz) / (high - middle)));
    });
  });
}

/** @param {Spectrum} spectrum @param {Float64Array[]} bank @param {number} [power] @returns {Float64Array} [nMels] */
export function melOf({ re, im }, bank, power = 2) {
  const powers = re.map((value, k) => (value ** 2 + im[k] ** 2) ** (power / 2));
  return Float64Array.from(bank, (weights) => {
    let sum = 0;
    for (let k = 0; k < powers.length; k++) sum += weights[k] * powers[k];
    return sum;
  });
}
