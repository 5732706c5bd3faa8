// Made by scripts/generate.mjs from src/tables: change those.

/** samples */
export const FFT_MAX = 262144;
/** samples */
export const HOP_MAX = 65536;
/** mel bands */
export const MELS_MAX = 4096;
/** bins of a constant-Q transform */
export const BINS_MAX = 4096;
/** bins an octave */
export const PER_OCTAVE_MAX = 1024;
/** rows of a reassigned image */
export const HEIGHT_MAX = 16384;
/** Hz */
export const RATE_MAX = 10000000;
/** frames of a fit */
export const WIDTH_MAX = 1023;
/** of a derivative */
export const ORDER_MAX = 16;
/** stages of a chain */
export const STEPS_MAX = 8;
/** frames that are smoothed together */
export const SMOOTH_MAX = 65536;
/** steps or rounds of what comes nearer to a sound */
export const ITERATIONS_MAX = 100000;

/** In the order of the core's enumeration; those from FIRST_PARAMETRIC on take a parameter. */
export const WINDOWS = [
  'boxcar', 'hann', 'hamming', 'blackman', 'nuttall', 'blackmanharris', 'flattop', 'bartlett', 'parzen', 'bohman',
    'cosine', 'barthann', 'lanczos', 'povey', 'kaiser', 'tukey', 'chebwin', 'gaussian',
];
export const FIRST_PARAMETRIC = 14;

/**
 * The core's fields, in the order of their numbers. Of each: what it is, where it is no number; words and null that
 * stand for numbers, which nobody else may give; the number that stands for "not given"; what it must be where null, an
 * answer elsewhere, is none; and what holds where it is not given: a number, or a share of another field, [name,
 * divisor, what is added].
 * @typedef {object} Field
 * @property {'boolean'} [is]
 * @property {readonly string[]} [words]
 * @property {Readonly<Record<string, number>>} [codes]
 * @property {number} [unset]
 * @property {string} [nulls]
 * @property {Usual} [usual]
 *
 * @typedef {number | null | readonly [of: string, by: number, plus?: number]} Usual
 *
 * @type {Readonly<Record<string, Field>>}
 */
export const FIELDS = {
  sampleRate: { unset: 0 },
  nFft: { unset: 0, usual: 2048 },
  winLength: { unset: 0, usual: ['nFft', 1] },
  hopLength: { unset: 0, usual: ['winLength', 4] },
  window: { usual: 1 },
  windowParameter: { usual: 0 },
  windowValues: {},
  center: { is: 'boolean', usual: 1 },
  padMode: { words: ['constant', 'reflect', 'edge', 'symmetric', 'linear_ramp'], usual: 0 },
  power: { usual: 2 },
  scaling: { words: ['none', 'magnitude', 'psd'], usual: 0 },
  nMels: { usual: 128 },
  fMin: { usual: 0 },
  fMax: { unset: 0 },
  htk: { is: 'boolean', usual: 0 },
  norm: { codes: { slaney: -1, null: 0 }, usual: -1 },
  onNola: { words: ['librosa', 'throw'], usual: 1 },
  length: { unset: -1 },
  binsPerOctave: { usual: 12 },
  nOctaves: { usual: 7 },
  nBins: { unset: 0, usual: 84 },
  tuning: { nulls: 'a number of bins where it cannot be estimated from a whole sound', usual: 0 },
  filterScale: { usual: 1 },
  filterNorm: { codes: { null: 0 }, usual: 1 },
  gamma: { codes: { null: -1 }, usual: 0 },
  scale: { is: 'boolean', usual: 1 },
  lowLatency: { is: 'boolean', usual: 0 },
  nChroma: { usual: 12 },
  threshold: { usual: 0 },
  chromaNorm: { codes: { null: 0 }, usual: Infinity },
  refPower: { usual: 1e-6 },
  reassignTimes: { is: 'boolean', usual: 1 },
  reassignFrequencies: { is: 'boolean', usual: 1 },
  timeOrigin: { words: ['exact', 'librosa'], usual: 0 },
  fillNan: { is: 'boolean', usual: 0 },
  clip: { is: 'boolean', usual: 1 },
  frequencyScale: { words: ['linear', 'log', 'mel'], usual: 0 },
  height: { unset: 0, usual: ['nFft', 2, 1] },
  columnStep: { unset: 0 },
  derivative: { words: ['phase', 'derivative'], usual: 0 },
  momentum: { usual: 0.99 },
  tolerance: { usual: 1e-6 },
  amin: { usual: 1e-10 },
  offset: { usual: 0 },
  base: { words: ['e', '10', '2'], usual: 0 },
  dbAmin: { unset: 0 },
  ref: { usual: 1 },
  minDb: { codes: { null: -1e300 }, usual: -1e300 },
  gainDb: { codes: { null: -1e300 }, usual: -1e300 },
  width: { usual: 9 },
  order: { usual: 1 },
  mode: { words: ['interp', 'nearest', 'mirror', 'constant'], usual: 0 },
  winLenSmooth: { codes: { null: -1 }, usual: 41 },
  rowNorm: { codes: { null: 0 }, usual: 2 },
  resolution: { usual: 0.01 },
  nIter: { usual: 32 },
  init: { usual: 1 },
  seed: { usual: 0 },
  nFrames: { unset: 0 },
};

/**
 * The core's statuses from 1 on: the class of the error, its code, and the options that its sentence speaks of.
 * @type {readonly (readonly string[])[]}
 */
export const STATUSES = [
  ['Error', 'E_NO_MEMORY'],
  ['TypeError', 'E_CONFIG'],
  ['TypeError', 'E_CONFIG'],
  ['Error', 'E_NOLA', 'hopLength', 'winLength'],
  ['RangeError', 'E_CONFIG', 'winLength', 'nFft'],
  ['RangeError', 'E_CONFIG', 'fMin', 'fMax', 'sampleRate'],
  ['RangeError', 'E_CONFIG'],
  ['RangeError', 'E_CONFIG'],
  ['TypeError', 'E_CONFIG'],
  ['RangeError', 'E_TOO_LARGE'],
  ['RangeError', 'E_CONFIG', 'fMin'],
  ['RangeError', 'E_CONFIG', 'hopLength', 'winLength'],
  ['RangeError', 'E_CONFIG', 'frames'],
  ['RangeError', 'E_CONFIG', 'length', 'hopLength', 'frames'],
  ['RangeError', 'E_CONFIG'],
  ['RangeError', 'E_CONFIG'],
  ['RangeError', 'E_CONFIG', 'fMin'],
  ['RangeError', 'E_CONFIG', 'nBins', 'binsPerOctave', 'fMin', 'tuning', 'sampleRate'],
  ['RangeError', 'E_CONFIG', 'fMin', 'binsPerOctave', 'filterScale', 'sampleRate'],
  ['RangeError', 'E_CONFIG', 'padMode'],
  ['RangeError', 'E_CONFIG'],
  ['TypeError', 'E_CONFIG'],
  ['RangeError', 'E_CONFIG'],
  ['RangeError', 'E_CONFIG', 'nBins', 'nOctaves', 'fMin', 'binsPerOctave', 'sampleRate'],
  ['TypeError', 'E_CONFIG'],
  ['TypeError', 'E_CONFIG'],
  ['TypeError', 'E_CONFIG'],
  ['RangeError', 'E_CONFIG', 'order', 'width'],
];
export const SG_NO_MEMORY = 1;
export const SG_NO_SUCH_KIND = 2;
export const SG_NO_SUCH_FIELD = 3;
export const SG_NOLA = 4;
export const SG_WIN_ABOVE_FFT = 5;
export const SG_F_ORDER = 6;
export const SG_NOTHING_MOVES = 7;
export const SG_WINDOW_SUM = 8;
export const SG_NEEDS_RATE = 9;
export const SG_TOO_LARGE = 10;
export const SG_LOG_ZERO = 11;
export const SG_HOP_ABOVE_WINDOW = 12;
export const SG_FEW_FRAMES = 13;
export const SG_LENGTH_FRAMES = 14;
export const SG_NOT_MAGNITUDES = 15;
export const SG_WINDOW_CENTRE = 16;
export const SG_F_MIN = 17;
export const SG_ABOVE_NYQUIST = 18;
export const SG_FILTER_LONG = 19;
export const SG_LATE_PADDING = 20;
export const SG_STEPS = 21;
export const SG_DOES_NOT_FOLLOW = 22;
export const SG_ROW_LENGTH = 23;
export const SG_MANY_BINS = 24;
export const SG_NEEDS_REAL = 25;
export const SG_NEEDS_COMPLEX = 26;
export const SG_NO_FULL_SCALE = 27;
export const SG_ORDER_ABOVE_WIDTH = 28;
export const SG_BAD_FIELD = 100;
