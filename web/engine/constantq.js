// What stands on the core's constant-Q transforms: tuning, the pseudo and hybrid forms, and chroma.

import { Analyser } from '../live/analyser.js';
import { griffinLimCqt, icqt, insgt } from './constantq-inverse.js';
import { Stream } from '../core/stream.js';
import { rangeError, show, typeError } from '../base/errors.js';
import { allocate, analyse, part } from './offline.js';
import { entries } from '../base/option-bag.js';
import { check, makePlan, number } from '../core/options.js';
import { CONSTANT_Q, FOURIER } from '../generated/kinds.js';
import { takeSamples } from '../base/samples.js';
import { Spectrogram } from '../base/spectrogram.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('./offline.js').Progress} Progress
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('./engine.js').TensorLike} TensorLike
 * @typedef {Record<string, any>} Options
 * @typedef {Float32Array | Float64Array} Numbers
 *
 * @typedef {object} TuningOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [binsPerOctave] (default 12)
 * @property {number} [resolution] of the estimate, bins (default 0.01)
 * @property {number} [nFft] (default 2048)
 * @property {number | 'mix'} [channel] which channel of an AudioBuffer (default 0)
 */

const A4 = 440;
const RESOLUTION_MIN = 1e-6; // of a bin, to which tuning is estimated
const TINY = 1.17549435e-38;

/**
 * The long methods of the family, as generators that yield their progress.
 * @param {Core} core
 */
export function constantQ(core) {
  return {
    cqt: (/** @type {Samples} */ samples, /** @type {Options} */ options) => tuned(core, 'cqt', samples, options),
    vqt: (/** @type {Samples} */ samples, /** @type {Options} */ options) => tuned(core, 'vqt', samples, options),
    chroma: (/** @type {Samples} */ samples, /** @type {Options} */ options) =>
      tuned(core, 'chroma', samples, { tuning: null, ...options }),
    chromaCens: (/** @type {Samples} */ samples, /** @type {Options} */ options) => chromaCens(core, samples, options),
    pseudoCqt: (/** @type {Samples} */ samples, /** @type {Options} */ options) =>
      magnitudes(core, 'pseudoCqt', samples, options),
    hybridCqt: (/** @type {Samples} */ samples, /** @type {Options} */ options) =>
      magnitudes(core, 'hybridCqt', samples, options),
    estimateTuning: (/** @type {Samples} */ samples, /** @type {Options} */ options) => {
      const { channel, ...own } = entries(options, ['sampleRate', 'binsPerOctave', 'resolution', 'nFft', 'channel']);
      const taken = takeSamples(samples, channel);
      return estimateTuning(core, taken.samples, { sampleRate: taken.sampleRate, ...own });
    },
    nsgt: (/** @type {Samples} */ samples, /** @type {Options} */ options) => tuned(core, 'nsgt', samples, options),
    insgt: (/** @type {TensorLike} */ S, /** @type {Options} */ options) => insgt(core, S, options),
    icqt: (/** @type {TensorLike} */ C, /** @type {Options} */ options) => icqt(core, C, options),
    griffinLimCqt: (/** @type {TensorLike} */ C, /** @type {Options} */ options) => griffinLimCqt(core, C, options),
  };
}

/**
 * Sound and options of one call, the tuning estimated where it is asked for.
 * @param {Core} core
 * @param {string} kind
 * @param {Samples} samples
 * @param {Options} options
 * @param {readonly string[]} [known] the options that there are
 * @returns {Generator<Progress, { samples: Numbers, own: Options, rest: <T>(steps: Generator<Progress, T, void>) =>
 *   Generator<Progress, T, void> }, void>}
 *   rest: what else there is to do, its progress behind the estimate's
 */
function* take(core, kind, samples, options, known = CONSTANT_Q[kind].options) {
  const { channel, ...own } = entries(options, [...known, 'channel']);
  const taken = takeSamples(samples, channel);
  own.sampleRate ??= taken.sampleRate;
  const estimated = own.tuning === null;
  if (estimated) {
    const { sampleRate, binsPerOctave = CONSTANT_Q[kind].usual?.binsPerOctave } = /** @type {any} */ (own);
    own.tuning = yield* part(estimateTuning(core, taken.samples, { sampleRate, binsPerOctave }), 0, 2);
  }
  return { samples: taken.samples, own, rest: (steps) => (estimated ? part(steps, 1, 2) : steps) };
}

/**
 * @param {Core} core
 * @param {string} kind
 * @param {Samples} given
 * @param {Options} options
 */
function* tuned(core, kind, given, options) {
  const { samples, own, rest } = yield* take(core, kind, given, options);
  return yield* rest(analyse(core, [makePlan(CONSTANT_Q[kind], own)], samples));
}

/**
 * By how many bins the sound's pitches lie off A4 = 440 Hz: the peaks of its spectrogram's frames, each placed by a
 * parabola, vote in a histogram (librosa's estimate_tuning).
 * @param {Core} core
 * @param {Numbers} samples
 * @param {Options} options
 * @returns {Generator<Progress, number, void>}
 */
function* estimateTuning(core, samples, { sampleRate: rate, binsPerOctave = 12, resolution = 0.01, nFft = 2048 }) {
  if (!(number('binsPerOctave', binsPerOctave) > 0 && Number.isInteger(binsPerOctave))) {
    throw rangeError(`binsPerOctave must be an integer above 0, got ${show(binsPerOctave)}`);
  }
  if (!(number('resolution', resolution) >= RESOLUTION_MIN && resolution < 1)) {
    throw rangeError(`resolution must be at least ${RESOLUTION_MIN} and below 1, got ${show(resolution)}`);
  }
  const plan = makePlan(FOURIER.spectrogram, { nFft, power: 1, sampleRate: rate });
  const { sampleRate } = plan.fields;
  if (sampleRate === undefined) throw typeError('sampleRate must be given, in Hz');
  const [fMin, fMax, threshold] = [150, Math.min(4000, sampleRate / 2), 0.1];
  /** @type {number[]} */
  const pitches = [];
  /** @type {number[]} */
  const heights = [];
  const column = (/** @type {Float32Array} */ S) => {
    const least = threshold * S.reduce((a, b) => Math.max(a, b), 0);
    const at = (/** @type {number} */ k) => (S[k] > least ? S[k] : 0);
    for (
      let k = Math.max(1, Math.ceil((fMin * nFft) / sampleRate));
      k < S.length && (k * sampleRate) / nFft < fMax;
      k++
    ) {
      if (!(at(k) > at(k - 1) && (k + 1 === S.length || at(k) >= at(k + 1)))) continue;
      const inside = k + 1 < S.length;
      const bend = inside ? S[k + 1] + S[k - 1] - 2 * S[k] : 0;
      const slope = inside ? (S[k + 1] - S[k - 1]) / 2 : S[k] - S[k - 1];
      const shift = Math.abs(slope) < Math.abs(bend) ? -slope / bend : 0;
      pitches.push(((k + shift) * sampleRate) / nFft);
      heights.push(S[k] + 0.5 * slope * shift);
    }
  };
  yield* eachColumn(core, plan, samples, column);
  if (pitches.length === 0) return 0;
  const middle = median(heights);
  const counts = new Uint32Array(Math.ceil(1 / resolution));
  pitches.forEach((hz, i) => {
    if (heights[i] < middle) return;
    const bins = binsPerOctave * Math.log2(hz / A4);
    const residual = bins - Math.floor(bins + 0.5); // -0.5 to 0.5
    counts[Math.min(counts.length - 1, Math.floor((residual + 0.5) * counts.length))]++;
  });
  return counts.indexOf(counts.reduce((a, b) => Math.max(a, b))) / counts.length - 0.5;
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = Float64Array.from(values).sort();
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/**
 * Calls back with every column of an analysis, which is never there as a whole.
 * @param {Core} core
 * @param {Plan} plan
 * @param {Numbers} samples
 * @param {(column: Float32Array<ArrayBuffer>, index: number) => void} onColumn
 * @returns {Generator<Progress, number, void>} how many samples were not let in
 */
function* eachColumn(core, plan, samples, onColumn) {
  const analyser = new Analyser(core, [plan]);
  try {
    for (let done = 0; done < samples.length; done += BLOCK) {
      analyser.push(samples.subarray(done, done + BLOCK), onColumn);
      yield { done, total: samples.length };
    }
    analyser.flush(onColumn);
    return analyser.nonFinite;
  } finally {
    analyser.close();
  }
}

const BLOCK = 65536;

/**
 * librosa's pseudo_cqt and hybrid_cqt: magnitudes of STFT frames weighted by magnitudes of filters, for all bins or for
 * those whose filters are shorter than two hops.
 * @param {Core} core
 * @param {'pseudoCqt' | 'hybridCqt'} kind
 * @param {Samples} given
 * @param {Options} options
 * @returns {Generator<Progress, Spectrogram, void>}
 */
function* magnitudes(core, kind, given, options) {
  const { samples, own, rest } = yield* take(core, 'cqt', given, options, CONSTANT_Q[kind].options);
  const plan = makePlan(CONSTANT_Q.cqt, own);
  const filters = filtersOf(core, plan);
  const { hopLength } = plan.fields;
  if (samples.length === 0) throw rangeError(`samples must be at least 1 long for ${kind}, got 0`);
  const whole =
    kind === 'pseudoCqt'
      ? 0
      : filters.filter(({ length }) => 2 ** Math.ceil(Math.log2(length)) >= 2 * hopLength).length;
  const passes = whole > 0 && whole < filters.length ? 2 : 1;
  const frames = 1 + Math.floor(samples.length / hopLength);
  const data = allocate(frames * filters.length);
  let nonFinite = 0;
  if (whole > 0) {
    const below = { ...plan, fields: { ...plan.fields, nBins: whole } };
    const column = (/** @type {Float32Array} */ C, /** @type {number} */ t) => {
      for (let b = 0; b < whole; b++) data[t * filters.length + b] = Math.hypot(C[2 * b], C[2 * b + 1]);
    };
    nonFinite = yield* rest(part(eachColumn(core, below, samples, column), 0, passes));
  }
  if (whole < filters.length) {
    const above = filters.slice(whole);
    const [size, bands] = bandsOf(core, plan, above);
    const stft = makePlan(FOURIER.spectrogram, { nFft: size, hopLength, power: 1, padMode: own.padMode });
    const column = (/** @type {Float32Array} */ S, /** @type {number} */ t) => {
      bands.forEach(({ first, weights }, b) => {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) sum += weights[k] * S[first + k];
        data[t * filters.length + whole + b] = sum;
      });
    };
    nonFinite = yield* rest(part(eachColumn(core, stft, samples, column), passes - 1, passes));
  }
  return new Spectrogram({
    data,
    shape: [frames, filters.length],
    times: Float64Array.from({ length: frames }, (_, t) => (t * hopLength) / plan.fields.sampleRate),
    frequencies: Float64Array.from(filters, ({ frequency }) => frequency),
    sampleRate: plan.fields.sampleRate,
    hopLength,
    unit: 'magnitude',
    kind,
    nonFinite,
    options: plan.recipe,
  });
}

/**
 * Frequencies and lengths of a plan's filters, which the core has judged.
 * @param {Core} core
 * @param {Plan} plan of 'cqt'
 */
function filtersOf(core, plan) {
  const stream = new Stream(core, [plan]);
  const { frequencies } = stream.describe();
  stream.free();
  const { sampleRate, binsPerOctave, filterScale = 1 } = plan.fields;
  const ratio = 2 ** (2 / binsPerOctave);
  const q = (filterScale * (ratio + 1)) / (ratio - 1);
  return Array.from(frequencies, (frequency) => ({ frequency, length: (q * sampleRate) / frequency }));
}

/**
 * The magnitudes of filters' spectra, as runs of weights over the bins of an STFT of one size.
 * @param {Core} core
 * @param {Plan} plan of 'cqt'
 * @param {{ frequency: number, length: number }[]} filters
 * @returns {[number, { first: number, weights: Float64Array }[]]}
 */
function bandsOf(core, plan, filters) {
  const { hopLength, sampleRate, filterNorm: norm, scale = 1, window = 1, windowParameter = 0 } = plan.fields;
  const size = Math.max(2 ** Math.ceil(Math.log2(filters[0].length)), 2 ** (1 + Math.ceil(Math.log2(hopLength))));
  const spectrum = new Analyser(core, [makePlan(FOURIER.stft, { nFft: size, window: 'boxcar', center: false })]);
  try {
    const bands = filters.map(({ frequency, length }) => {
      const count = Math.floor(length / 2) + Math.ceil(length / 2);
      const shape = windowValues(core, count, window, windowParameter);
      const total =
        norm === 0
          ? 1
          : norm === Infinity
            ? shape.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
            : shape.reduce((sum, value) => sum + Math.abs(value) ** norm, 0) ** (1 / norm);
      const gain = (length / size / total) * (scale ? 1 / Math.sqrt(size) : Math.sqrt(length / size));
      const parts = [Math.cos, Math.sin].map((wave) => {
        const filter = new Float32Array(size);
        shape.forEach((value, i) => {
          filter[i] = value * wave(2 * Math.PI * (((frequency / sampleRate) * i) % 1));
        });
        return filter;
      });
      /** @type {Float32Array[]} */
      const spectra = [];
      for (const part of parts) {
        spectrum.reset();
        spectrum.push(part, (column) => spectra.push(column.slice()));
      }
      const [a, b] = spectra;
      const magnitude = Float64Array.from(
        { length: size / 2 + 1 },
        (_, k) => gain * Math.hypot(a[2 * k] - b[2 * k + 1], a[2 * k + 1] + b[2 * k]),
      );
      const least = RUN_MIN * magnitude.reduce((x, y) => Math.max(x, y), 0);
      let [first, last] = [0, size / 2];
      while (first < last && !(magnitude[first] > least)) first++;
      while (last > first && !(magnitude[last] > least)) last--;
      return { first, weights: magnitude.slice(first, last + 1) };
    });
    return [size, bands];
  } finally {
    spectrum.close();
  }
}

const RUN_MIN = 1e-6; // of a filter's greatest weight: what lies beyond the last such one is left out

/** @param {Core} core @param {number} n @param {number} kind @param {number} parameter */
function windowValues(core, n, kind, parameter) {
  return core.scratch(8 * n, (at) => {
    core.calls.sg_window(at, n, kind, parameter, 1);
    return Float64Array.from(core.doubles.subarray(at >>> 3, (at >>> 3) + n));
  });
}

/**
 * Chroma energy normalised statistics (Müller, Ewert: Chroma Toolbox, 2011), as librosa's chroma_cens: chroma rounded
 * to
 * quarters, smoothed over time, and normalised.
 * @param {Core} core
 * @param {Samples} samples
 * @param {Options} options
 * @returns {Generator<Progress, Spectrogram, void>}
 */
function* chromaCens(core, samples, options) {
  const {
    norm = 2,
    winLenSmooth = 41,
    ...rest
  } = entries(options, [...CONSTANT_Q.chroma.options, 'channel', 'winLenSmooth']);
  const length = /** @type {number} */ (winLenSmooth ?? 0);
  if (!(Number.isInteger(length) && length >= 0 && length <= 65536)) {
    throw rangeError(`winLenSmooth must be null or an integer from 0 to 65536, got ${show(winLenSmooth)}`);
  }
  if (!(check('norm', norm, 'chromaNorm') >= 0))
    throw rangeError(`norm must be null, a number above 0 or Infinity, got ${show(norm)}`);
  const S = yield* tuned(core, 'chroma', samples, { tuning: null, ...rest, norm: 1 });
  const [frames, classes] = S.shape;
  const steps = S.data.map((value) => [0.4, 0.2, 0.1, 0.05].filter((step) => value > step).length / 4);
  const window = Float64Array.from(
    { length: length + 2 },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (length + 1)),
  );
  const total = window.reduce((a, b) => a + b, 0);
  if (length > 0) {
    const centre = (length + 2) >> 1; // as scipy.ndimage.convolve
    for (let t = 0; t < frames; t++) {
      for (let k = 0; k < classes; k++) {
        let sum = 0;
        for (let i = Math.max(0, t + centre - frames + 1); i < window.length && i <= t + centre; i++)
          sum += window[i] * steps[(t + centre - i) * classes + k];
        S.data[t * classes + k] = sum / total;
      }
    }
  } else {
    S.data.set(steps);
  }
  for (let t = 0; t < frames; t++)
    normalise(S.data.subarray(t * classes, (t + 1) * classes), /** @type {number | null} */ (norm));
  return new Spectrogram({ ...S, kind: 'chromaCens', nonFinite: S.nonFinite });
}

/** @param {Float32Array} row @param {number | null} p */
function normalise(row, p) {
  if (p === null) return;
  const size =
    p === Infinity
      ? row.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
      : row.reduce((sum, x) => sum + Math.abs(x) ** p, 0) ** (1 / p);
  if (size > TINY)
    row.forEach((x, k) => {
      row[k] = x / size;
    });
}
