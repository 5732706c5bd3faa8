// Option bags to the numbers that the C core reads: names, types, enumerations and the defaults that depend on
// other options. Ranges are the core's to judge; what it refuses comes back as one of its own sentences.

import { rangeError, show, typeError } from '../base/errors.js';
import { checkAttached, isFloats } from '../base/floats.js';
import { bag, didYouMean, entries } from '../base/option-bag.js';

export { bag, didYouMean, entries };

/**
 * @typedef {'boxcar' | 'hann' | 'hamming' | 'blackman' | 'nuttall' | 'blackmanharris' | 'flattop' | 'bartlett' |
 *   'parzen'
 *   | 'bohman' | 'cosine' | 'barthann' | 'lanczos' | 'povey'} WindowName
 * @typedef {'kaiser' | 'tukey' | 'chebwin' | 'gaussian'} ParametricWindowName
 * @typedef {WindowName | readonly [WindowName] | readonly [ParametricWindowName, number] | number | ArrayLike<number>}
 *   Window
 *   a name, a name and its parameter, Kaiser's beta alone, or the values themselves
 *
 * @typedef {object} FramingOptions
 * @property {number} [nFft] samples a frame: even, no prime factor above 5 (default 2048)
 * @property {number} [hopLength] samples from frame to frame (default winLength / 4; mel: 512)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {Window} [window] (default 'hann', periodic)
 * @property {boolean} [center] frame t is centred on sample t * hopLength (default true), or starts there
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends
 *   (default 'constant': zeros)
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 *
 * @typedef {object} PowerOptions
 * @property {number} [power] the exponent of |X|: 2 is power, 1 magnitude (default 2)
 *
 * @typedef {object} ScalingOptions
 * @property {'none' | 'magnitude' | 'psd'} [scaling] as SciPy's ShortTimeFFT (default 'none'); 'psd' needs sampleRate
 *
 * @typedef {object} MelBankOptions
 * @property {number} [nMels] bands (default 128)
 * @property {number} [fMin] Hz (default 0)
 * @property {number} [fMax] Hz (default sampleRate / 2)
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's (default false)
 * @property {'slaney' | number | null} [norm] divide each band by half its width in Hz, by its p-norm, or not at all
 *   (default 'slaney')
 *
 * @typedef {object} ConstantQOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [hopLength] samples from frame to frame, any number (default 512)
 * @property {number} [fMin] Hz of bin 0 (default 32.70319566, the note C1)
 * @property {number} [nBins] (default 84)
 * @property {number} [binsPerOctave] (default 12)
 * @property {number | null} [tuning] bins by which all lie higher (default 0); null: estimated from the sound
 * @property {number} [filterScale] shorter filters below 1, longer ones above (default 1)
 * @property {number | null} [norm] each filter's p-norm is 1 (default 1); null: its window's peak is
 * @property {Exclude<Window, ArrayLike<number>>} [window] (default 'hann')
 * @property {boolean} [scale] divide by the root of each filter's length (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends
 *   (default 'constant': zeros)
 *
 * @typedef {object} LatencyOption
 * @property {boolean} [lowLatency] no column waits for its filters: they end at the column's own sample in place of
 *   lying
 *   around it, so `latency` is 1 sample. The price: the bins of a column are of different moments, bin b `delays[b]`
 *   samples
 *   before the column's: half its filter's length and, for decimation, at most a twentieth of it and 20 samples. Low
 *   notes
 *   come late, a click is a curve, there is no inverse, and padMode must not mirror: for display (default false)
 *
 * @typedef {object} GammaOption
 * @property {number | null} [gamma] Hz added to each filter's bandwidth (default null: in proportion to the ear's)
 *
 * @typedef {object} ChromaOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {number} [fMin] Hz of bin 0 (default 32.70319566, the note C1)
 * @property {number} [nChroma] pitch classes; must divide binsPerOctave (default 12)
 * @property {number} [nOctaves] (default 7)
 * @property {number} [binsPerOctave] (default 36)
 * @property {number | null} [norm] each frame's p-norm is 1 (default Infinity: its greatest value is); null: none
 * @property {number} [threshold] smaller values become 0 (default 0)
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default null; live:
 *   0)
 * @property {number} [filterScale] (default 1)
 * @property {Exclude<Window, ArrayLike<number>>} [window] (default 'hann')
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] (default 'constant')
 * @property {number | 'mix'} [channel] which channel of an AudioBuffer (default 0)
 *
 * @typedef {object} NsgtOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [fMin] Hz of the first bin above 0 (default 32.70319566)
 * @property {number} [binsPerOctave] (default 12)
 * @property {number} [nBins] (default: as many as fit below sampleRate / 2); one band below and one above come on top
 * @property {number} [tuning] bins by which all lie higher (default 0)
 * @property {number} [nFft] samples a slice; slices are nFft / 2 apart (default: long enough for fMin)
 * @property {number | 'mix'} [channel] which channel of an AudioBuffer (default 0)
 *
 * @typedef {object} IcqtOptions
 * @property {number} [length] samples to return (default: up to the last frame's centre)
 * @property {number} [nIter] steps of refinement (default 16); 0: one pass, as librosa
 *
 * @typedef {object} ChannelOption
 * @property {number | 'mix'} [channel] which channel of an AudioBuffer (default 0)
 *
 * @typedef {FramingOptions & ChannelOption} StftOptions
 * @typedef {FramingOptions & PowerOptions & ScalingOptions & ChannelOption} SpectrogramOptions
 * @typedef {FramingOptions & PowerOptions & MelBankOptions & ChannelOption} MelSpectrogramOptions
 * @typedef {{ sampleRate: number, nFft?: number } & MelBankOptions} MelFilterbankOptions
 * @typedef {ConstantQOptions & LatencyOption & ChannelOption} CqtOptions
 * @typedef {ConstantQOptions & ChannelOption} PseudoCqtOptions
 * @typedef {ChromaOptions & { winLenSmooth?: number | null }} ChromaCensOptions winLenSmooth: frames (default 41);
 *   norm: 2 by default
 * @typedef {Omit<ConstantQOptions, 'padMode' | 'nBins'> & GammaOption & IcqtOptions} InverseCqtOptions
 * @typedef {Omit<NsgtOptions, 'channel'> & { length?: number }} InverseNsgtOptions
 * @typedef {ConstantQOptions & GammaOption & LatencyOption & ChannelOption} VqtOptions
 *
 * @typedef {object} InverseOptions
 * @property {number} [nFft] (default 2 * (bins - 1))
 * @property {number} [hopLength] (default the spectrogram's own, or else winLength / 4)
 * @property {number} [winLength] (default the spectrogram's own, or else nFft)
 * @property {Window} [window] (default the spectrogram's own, or else 'hann')
 * @property {boolean} [center] (default the spectrogram's own, or else true)
 * @property {number} [length] samples to return (default: all that the frames cover)
 * @property {'throw' | 'librosa'} [onNola] what to do where the windows leave samples uncovered (default 'throw')
 *
 * @typedef {object} ReassignOptions
 * @property {number} [refPower] cells of less power stay where they are (default 1e-6)
 * @property {boolean} [reassignTimes] (default true)
 * @property {boolean} [reassignFrequencies] (default true)
 * @property {'exact' | 'librosa'} [timeOrigin] librosa's times are half a sample late (default 'exact')
 *
 * @typedef {object} CellOptions
 * @property {boolean} [fillNan] cells below refPower get their own centre in place of NaN (default false)
 * @property {boolean} [clip] nothing lies outside 0 .. sampleRate / 2 and the sound's duration (default true)
 * @property {import('../engine/reassignment.js').Reassigned} [out] an earlier result of the same shape, whose arrays
 *   are written over
 *   and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 *
 * @typedef {object} GridOptions
 * @property {number} [height] rows (default nFft / 2 + 1)
 * @property {number} [fMin] Hz, of the first row (default 0; a logarithmic axis then begins at C1, 32.7 Hz, in whose
 *   row is all below)
 * @property {number} [fMax] Hz, of the last row (default sampleRate / 2)
 * @property {'linear' | 'log' | 'mel'} [frequencyScale] (default 'linear')
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's (default false)
 *
 * @typedef {FramingOptions & ReassignOptions & CellOptions & ChannelOption} ReassignedSpectrogramOptions
 * @typedef {FramingOptions & ReassignOptions & GridOptions & ChannelOption} ReassignedOptions
 * @typedef {ReassignedOptions & { width?: number }} ReassignedImageOptions width: columns over the whole sound
 *   (default: one a hop)
 * @typedef {FramingOptions & ChannelOption & { method?: 'phase' | 'derivative' }} InstantaneousFrequencyOptions
 *   method: the phase's advance from frame to frame, less the expected, or the window's derivative (default 'phase')
 * @typedef {FramingOptions & ChannelOption & { refPower?: number }} SynchrosqueezeOptions hopLength's default is
 *   winLength / 32
 * @typedef {Omit<InverseOptions, 'onNola'>} InverseSynchrosqueezeOptions
 *
 * @typedef {object} MagnitudeOptions
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] (default the spectrogram's own,
 *   or else 'constant')
 * @property {number} [tolerance] of PGHI: fainter cells than this share of the loudest get noise for a phase (default
 *   1e-6)
 * @property {number} [seed] of noise, an integer from 0 (default 0)
 *
 * @typedef {Omit<InverseOptions, 'onNola'> & MagnitudeOptions & { output?: 'samples' | 'phase' }} PghiOptions
 * @typedef {Omit<InverseOptions, 'onNola'> & { tolerance?: number }} RtpghiOptions
 * @typedef {Omit<InverseOptions, 'onNola'> & MagnitudeOptions & GriffinLimOwnOptions} GriffinLimOptions
 *
 * @typedef {object} GriffinLimOwnOptions
 * @property {number} [nIter] iterations (default 32)
 * @property {number} [momentum] of fast Griffin-Lim; 0 is plain Griffin-Lim (default 0.99)
 * @property {'random' | 'pghi' | null | Float32Array | Float64Array | { data: Float32Array | Float64Array, shape:
 *   readonly number[] }} [init]
 *   the phases to start from: random (default), PGHI's, all zero (null), or your own, radians [frames, bins], row-major
 * @property {(iteration: number, convergence: number) => unknown} [onIteration] called after each iteration, with the
 *   spectral convergence of the sound that it started from: how far that sound's magnitudes are from S, as a share of
 *   S.
 *   Where it returns false, the iteration ends and the sound so far is returned
 */

/**
 * What one object of the core is made from. Plain data: it can be posted to a Worker or an AudioWorklet.
 * @typedef {object} Plan
 * @property {string} kind
 * @property {Record<string, number>} fields the core's numbers by their names
 * @property {Float32Array<ArrayBuffer> | null} windowValues a window of the user's own
 * @property {Readonly<Record<string, unknown>>} [recipe] of what has a way back: the options as they were given
 * @property {Record<string, string>} got what was given, as messages show it
 */

/** In the order of the core's enumeration; the last four take a parameter. */
export const WINDOWS = [
  ...['boxcar', 'hann', 'hamming', 'blackman', 'nuttall', 'blackmanharris', 'flattop'],
  ...['bartlett', 'parzen', 'bohman', 'cosine', 'barthann', 'lanczos', 'povey'],
  ...['kaiser', 'tukey', 'chebwin', 'gaussian'],
];
const FIRST_PARAMETRIC = WINDOWS.indexOf('kaiser');
const CUSTOM_WINDOW = WINDOWS.length;

const FFT_MAX = 262144;
const BINS_MAX = 4096; // of the constant-Q family
const PER_OCTAVE_MAX = 1024;

/** Kinds that go live. */
export const ANALYSES = [
  'stft',
  'spectrogram',
  'mel',
  'reassigned',
  'instantaneousFrequency',
  'synchrosqueeze',
  'cqt',
  'vqt',
  'chroma',
  'nsgt',
];
export const SYNTHESES = ['istft', 'unsqueeze', 'rtpghi', 'icqt', 'insgt'];

export const PAD_MODES = ['constant', 'reflect', 'edge', 'symmetric', 'linear_ramp'];

const FREQUENCY_SCALES = ['linear', 'log', 'mel'];

/** @typedef {(name: string, value: unknown) => number} Check what is given to the number that the core reads */

/** @type {Check} */
export function number(name, value) {
  if (typeof value !== 'number') throw typeError(`${name} must be a number, got ${show(value)}`);
  return value;
}

// The core takes 0 (or a negative length) for "not given". Who gives it means it, and NaN is refused everywhere.
/** @type {Check} */
const nonZero = (name, value) => number(name, value) || Number.NaN;
/** @type {Check} */
const count = (name, value) => (number(name, value) >= 0 && Number.isInteger(value) ? Number(value) : Number.NaN);

/** @type {Check} */
function boolean(name, value) {
  if (typeof value !== 'boolean') throw typeError(`${name} must be true or false, got ${show(value)}`);
  return Number(value);
}

/**
 * @param {readonly string[]} known in the order of the core's enumeration
 * @returns {Check}
 */
function oneOf(known) {
  return (name, value) => {
    const index = known.indexOf(/** @type {string} */ (value));
    if (index >= 0) return index;
    const hint = typeof value === 'string' ? didYouMean(value, known) : '';
    throw typeError(`${name} must be ${known.map((word) => `'${word}'`).join(' or ')}, got ${show(value)}${hint}`);
  };
}

/** @type {Check} */
function melNorm(name, value) {
  if (value === 'slaney') return -1;
  if (value === null) return 0;
  if (typeof value !== 'number') throw typeError(`${name} must be 'slaney', null or a number, got ${show(value)}`);
  return value > 0 ? value : Number.NaN;
}

/** @type {Check} */
export function filterNorm(name, value) {
  if (value === null) return 0;
  if (typeof value !== 'number') throw typeError(`${name} must be null or a number, got ${show(value)}`);
  if (!(value > 0)) throw rangeError(`${name} must be null, a number above 0 or Infinity, got ${value}`);
  return value;
}

/** @type {Check} */
const gamma = (name, value) => (value === null ? -1 : number(name, value) >= 0 ? Number(value) : Number.NaN);

/** @type {Check} */
function tuning(name, value) {
  if (value === null)
    throw typeError(`${name} must be a number of bins where it cannot be estimated from a whole sound, got null`);
  return number(name, value);
}

/** Chroma counts octaves where the core counts bins. @param {Record<string, unknown>} own */
function octavesToBins(own) {
  const octaves = number('nOctaves', own.nOctaves ?? 7);
  if (!(Number.isInteger(octaves) && octaves >= 1 && octaves <= 32)) {
    throw rangeError(`nOctaves must be an integer from 1 to 32, got ${octaves}`);
  }
  const perOctave = number('binsPerOctave', own.binsPerOctave ?? 36);
  const most = Math.min(PER_OCTAVE_MAX, Math.floor(BINS_MAX / octaves));
  if (own.nBins === undefined && !(Number.isInteger(perOctave) && perOctave >= 1 && perOctave <= most)) {
    throw rangeError(`binsPerOctave must be an integer from 1 to ${most} with nOctaves ${octaves}, got ${perOctave}`);
  }
  own.nBins ??= octaves * perOctave;
  own.nOctaves = undefined;
}

/**
 * As many bins as fit below half the rate, and slices long enough to tell the lowest two apart.
 * @param {Record<string, unknown>} own
 */
function fitSlices(own) {
  const rate = number('sampleRate', own.sampleRate ?? Number.NaN);
  const fMin = number('fMin', own.fMin ?? SLICED_DEFAULTS.fMin);
  const ratio = 2 ** (1 / number('binsPerOctave', own.binsPerOctave ?? SLICED_DEFAULTS.binsPerOctave));
  if (!(rate > 0 && fMin > 0 && ratio > 1)) return; // the core says what is wrong
  const fit = Math.max(1, Math.ceil(Math.log(rate / 2 / fMin) / Math.log(ratio) - 1e-9));
  if (own.nBins === undefined && !(fit <= BINS_MAX)) {
    throw rangeError(
      `nBins must be at most ${BINS_MAX}, got the ${fit} from fMin ${fMin} to sampleRate ${rate} / 2 by binsPerOctave ${own.binsPerOctave ?? SLICED_DEFAULTS.binsPerOctave}`,
    );
  }
  own.nBins ??= fit;
  const samples = (4 * rate) / (fMin * (ratio - 1 / ratio));
  own.nFft ??= Math.min(FFT_MAX, Math.max(64, 2 ** Math.ceil(Math.log2(samples))));
}

/** @type {Record<string, Check>} */
const CHECKS = {
  nFft: number,
  hopLength: number,
  winLength: number,
  power: number,
  nMels: number,
  fMin: number,
  fMax: nonZero,
  sampleRate: nonZero,
  length: count,
  center: boolean,
  htk: boolean,
  padMode: oneOf(PAD_MODES),
  scaling: oneOf(['none', 'magnitude', 'psd']),
  onNola: oneOf(['librosa', 'throw']),
  refPower: number,
  reassignTimes: boolean,
  reassignFrequencies: boolean,
  fillNan: boolean,
  clip: boolean,
  timeOrigin: oneOf(['exact', 'librosa']),
  frequencyScale: oneOf(FREQUENCY_SCALES),
  height: number,
  method: oneOf(['phase', 'derivative']),
  momentum: number,
  tolerance: number,
  norm: melNorm,
  nBins: number,
  binsPerOctave: number,
  filterScale: number,
  gamma,
  scale: boolean,
  lowLatency: boolean,
  tuning,
  nChroma: number,
  threshold: number,
};

/** Options to which null is an answer of its own. */
const NULLABLE = ['norm', 'tuning', 'gamma'];

/** Whether a value leaves the default. @param {string} name @param {unknown} value */
export const isSilent = (name, value) => value === undefined || (value === null && !NULLABLE.includes(name));

const FRAMES = ['nFft', 'hopLength', 'winLength', 'window', 'center'];
const FRAMING = [...FRAMES, 'padMode', 'sampleRate'];
const MEL_BANK = ['nMels', 'fMin', 'fMax', 'htk', 'norm'];
const REASSIGN = [...FRAMING, 'refPower', 'reassignTimes', 'reassignFrequencies', 'timeOrigin'];
const MAGNITUDES = [...FRAMES, 'length', 'tolerance'];
/** What all of the family takes. */
export const CONSTANT_Q = [
  'sampleRate',
  'hopLength',
  'fMin',
  'nBins',
  'binsPerOctave',
  'tuning',
  'filterScale',
  'norm',
  'window',
  'scale',
  'padMode',
];
const INVERSE = [...CONSTANT_Q.filter((name) => name !== 'padMode'), 'gamma', 'length'];
const C1 = 32.70319566257483;
const EQUAL = { fMin: C1, nBins: 84, binsPerOctave: 12, norm: 1 };
const constantQ = { hopLength: 512, defaults: EQUAL, checks: { norm: filterNorm }, complex: true, least: 1 };
const SLICED = ['sampleRate', 'nFft', 'fMin', 'nBins', 'binsPerOctave', 'tuning'];
const SLICED_DEFAULTS = { fMin: C1, binsPerOctave: 12 };

/**
 * What may be said to each kind, and its hop's default: so many samples, or below 1 that share of the window; defaults
 * and checks that differ from the core's and from CHECKS; whether its rows are complex; whether there is a way back,
 * which
 * the result then remembers; the least samples that it makes sense of. `prepare` turns options into others, or fills in
 * those that follow from others.
 * @type {Record<string, { options: readonly string[], hopLength: number, defaults?: Record<string, number>,
 *   checks?: Record<string, Check>, complex?: boolean, invertible?: boolean, least?: number, prepare?: (own:
 *   Record<string, unknown>) => void }>}
 */
export const KINDS = {
  stft: { options: FRAMING, hopLength: 1 / 4, complex: true, invertible: true },
  spectrogram: { options: [...FRAMING, 'power', 'scaling'], hopLength: 1 / 4, invertible: true },
  mel: { options: [...FRAMING, 'power', ...MEL_BANK], hopLength: 512 },
  reassignment: { options: [...REASSIGN, 'fillNan', 'clip'], hopLength: 1 / 4 },
  reassigned: { options: [...REASSIGN, 'height', 'fMin', 'fMax', 'frequencyScale', 'htk'], hopLength: 1 / 4 },
  instantaneousFrequency: { options: [...FRAMING, 'method'], hopLength: 1 / 4 },
  synchrosqueeze: { options: [...FRAMING, 'refPower'], hopLength: 1 / 32, complex: true, invertible: true },
  cqt: { options: [...CONSTANT_Q, 'lowLatency'], ...constantQ, invertible: true },
  vqt: { options: [...CONSTANT_Q, 'gamma', 'lowLatency'], ...constantQ, invertible: true },
  chroma: {
    options: [...CONSTANT_Q.filter((name) => name !== 'scale'), 'nChroma', 'nOctaves', 'threshold'],
    ...constantQ,
    defaults: { ...EQUAL, norm: Infinity, binsPerOctave: 36 },
    complex: false,
    prepare: octavesToBins,
  },
  nsgt: {
    options: SLICED,
    hopLength: 512,
    defaults: SLICED_DEFAULTS,
    complex: true,
    invertible: true,
    least: 1,
    prepare: fitSlices,
  },
  istft: { options: [...FRAMES, 'length', 'onNola'], hopLength: 1 / 4 },
  unsqueeze: { options: [...FRAMES, 'length'], hopLength: 1 / 32 },
  rtpghi: { options: MAGNITUDES, hopLength: 1 / 4 },
  retrieval: { options: [...MAGNITUDES, 'padMode', 'momentum'], hopLength: 1 / 4 },
  icqt: { options: INVERSE, ...constantQ, defaults: { ...EQUAL, gamma: 0 } },
  griffinLimCqt: { options: [...INVERSE, 'momentum'], ...constantQ, defaults: { ...EQUAL, gamma: 0, momentum: 0.99 } },
  insgt: { options: [...SLICED, 'length'], hopLength: 512, defaults: SLICED_DEFAULTS, prepare: fitSlices },
  melFilterbank: { options: ['sampleRate', 'nFft', ...MEL_BANK], hopLength: 512 },
};

/**
 * Checks the options of one kind and lays them out for the core.
 * @param {string} kind a row of KINDS
 * @param {unknown} options
 * @param {Record<string, number>} [defaults] what holds where the options are silent
 * @returns {Plan}
 */
export function makePlan(kind, options, defaults) {
  const { options: known, hopLength, defaults: usual, checks, prepare, invertible } = KINDS[kind];
  const own = entries(options, known);
  const given = { ...own };
  prepare?.(own);
  /** @type {Record<string, number>} without a prototype, so that nothing but what is put in is read from it */
  const fields = Object.assign(Object.create(null), usual, defaults);
  /** @type {Plan} */
  const plan = { kind, fields, windowValues: null, got: Object.create(null) };
  for (const name of known) {
    const value = own[name];
    if (isSilent(name, value) || name === 'window') continue;
    plan.got[name] = show(value);
    fields[name] = (checks?.[name] ?? CHECKS[name])(name, value);
  }
  fields.nFft ??= 2048;
  fields.winLength ??= fields.nFft;
  // what is wrong with winLength is said of it
  fields.hopLength ??= hopLength >= 1 ? hopLength : Math.max(1, Math.floor(fields.winLength * hopLength)) || 1;
  if (known.includes('reassignTimes')) setReassign(fields);
  if (known.includes('height')) fields.height ??= fields.nFft / 2 + 1;
  if (own.window !== undefined && own.window !== null) setWindow(plan, own.window);
  if (invertible) plan.recipe = recipeOf(kind, given);
  return plan;
}

/**
 * Options that were judged, as plain data that nobody can change.
 * @param {string} kind
 * @param {Record<string, unknown>} given
 */
function recipeOf(kind, given) {
  /** @type {Record<string, unknown>} */
  const recipe = kind === 'vqt' ? { gamma: null } : {};
  for (const [name, value] of Object.entries(given)) {
    if (!isSilent(name, value))
      recipe[name] =
        typeof value === 'object' && value !== null
          ? Object.freeze(Array.from(/** @type {ArrayLike<unknown>} */ (value)))
          : value;
  }
  return Object.freeze(recipe);
}

/** What is moved, as the core numbers it. @param {Record<string, number>} fields */
function setReassign(fields) {
  const { reassignFrequencies = 1, reassignTimes = 1 } = fields;
  if (!reassignFrequencies && !reassignTimes)
    throw rangeError('reassignTimes and reassignFrequencies must not both be false');
  delete fields.reassignFrequencies;
  delete fields.reassignTimes;
  fields.reassign = reassignFrequencies + 2 * reassignTimes;
}

/**
 * @param {Plan} plan
 * @param {unknown} window
 */
function setWindow(plan, window) {
  const { kind, parameter, values } = parseWindow(window);
  const { winLength } = plan.fields;
  if (values && !KINDS[plan.kind].options.includes('winLength')) {
    throw typeError(`window must be a name, [name, parameter] or a number for ${plan.kind}, got ${show(window)}`);
  }
  if (values && values.length !== winLength) {
    throw rangeError(`window must have winLength (${winLength}) values, got ${values.length}`);
  }
  plan.fields.window = kind;
  plan.fields.windowParameter = parameter;
  plan.windowValues = values;
  plan.got.windowParameter = `${parameter} for '${WINDOWS[kind]}'`;
}

/**
 * A window as the core numbers it.
 * @param {unknown} window
 * @returns {{ kind: number, parameter: number, values: Float32Array<ArrayBuffer> | null }}
 */
export function parseWindow(window) {
  if (isFloats(window)) checkAttached('window', window);
  if (typeof window === 'number') return { kind: FIRST_PARAMETRIC, parameter: window, values: null };
  const list = typeof window === 'string' ? [window] : window;
  if (ArrayBuffer.isView(list) && !(list instanceof DataView)) {
    return { kind: CUSTOM_WINDOW, parameter: 0, values: Float32Array.from(/** @type {any} */ (list), Number) };
  }
  if (!Array.isArray(list) || list.length === 0) {
    throw typeError(`window must be a name, [name, parameter], a number or an array of values, got ${show(window)}`);
  }
  if (typeof list[0] === 'number') {
    if (!list.every((value) => typeof value === 'number')) throw typeError('window must hold numbers only');
    return { kind: CUSTOM_WINDOW, parameter: 0, values: Float32Array.from(list) };
  }
  const [name, parameter = 0] = list;
  const kind = WINDOWS.indexOf(name);
  if (kind < 0) {
    const hint = typeof name === 'string' ? didYouMean(name, WINDOWS) : '';
    throw typeError(`window must be one of ${WINDOWS.join(', ')}, got ${show(name)}${hint}`);
  }
  const wanted = kind >= FIRST_PARAMETRIC ? 2 : 1;
  if (list.length !== wanted) {
    throw typeError(
      wanted === 2
        ? `window '${name}' needs its parameter: ['${name}', number]`
        : `window '${name}' takes no parameter`,
    );
  }
  return { kind, parameter: number(`the parameter of window '${name}'`, parameter), values: null };
}
