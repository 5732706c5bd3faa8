// Made by scripts/generate.mjs from src/tables: change those.

/**
 * @typedef {number | null | readonly [of: string, by: number, plus?: number]} Usual
 *
 * @typedef {object} Field of the core
 * @property {string} name of the option
 * @property {string} [key] what it is called in a plan, where that is not its name
 * @property {number} at its number
 * @property {'boolean'} [is]
 * @property {readonly string[]} [words] in the order of the core's enumeration
 * @property {Readonly<Record<string, number>>} [codes] words, and null, that stand for numbers nobody else may give
 * @property {number} [unset] what stands for "not given"
 * @property {string} [nulls] what it must be where null, an answer elsewhere, is none
 * @property {Usual} [usual] what holds where it is not given: a number (none: 0), or a share of another field, [name,
 *   divisor, what is added]; null: C alone knows
 *
 * @typedef {object} Kind
 * @property {string} name
 * @property {'analysis' | 'synthesis' | 'rows'} [role]
 * @property {readonly Field[]} options that may be said
 * @property {readonly Field[]} [hidden] fields that are made of other options
 * @property {Readonly<Record<string, Usual>>} [usual] by keys, where it differs from the fields'
 * @property {boolean} [invertible] its results remember how they were made
 * @property {Readonly<Record<string, unknown>>} [remembers] and that, where it was not said
 * @property {readonly string[]} [undoes] kinds
 * @property {number} [least] samples that make sense
 *
 * @typedef {Readonly<Record<string, Kind>>} Kinds
 */

/** @type {Field} */
const sampleRateField = { name: 'sampleRate', at: 0, unset: 0 };
/** @type {Field} */
const nFftField = { name: 'nFft', at: 1, unset: 0, usual: 2048 };
/** @type {Field} */
const winLengthField = { name: 'winLength', at: 2, unset: 0, usual: ['nFft', 1] };
/** @type {Field} */
const hopLengthField = { name: 'hopLength', at: 3, unset: 0, usual: ['winLength', 4] };
/** @type {Field} */
const windowField = { name: 'window', at: 4, usual: 1 };
/** @type {Field} */
const windowParameterField = { name: 'windowParameter', at: 5 };
/** @type {Field} */
const windowValuesField = { name: 'windowValues', at: 6 };
/** @type {Field} */
const centerField = { name: 'center', at: 7, is: 'boolean', usual: 1 };
/** @type {Field} */
const padModeField = { name: 'padMode', at: 8, words: ['constant', 'reflect', 'edge', 'symmetric', 'linear_ramp'] };
/** @type {Field} */
const powerField = { name: 'power', at: 9, usual: 2 };
/** @type {Field} */
const scalingField = { name: 'scaling', at: 10, words: ['none', 'magnitude', 'psd'] };
/** @type {Field} */
const nMelsField = { name: 'nMels', at: 11, usual: 128 };
/** @type {Field} */
const fMinField = { name: 'fMin', at: 12 };
/** @type {Field} */
const fMaxField = { name: 'fMax', at: 13, unset: 0 };
/** @type {Field} */
const htkField = { name: 'htk', at: 14, is: 'boolean' };
/** @type {Field} */
const normField = { name: 'norm', at: 15, codes: { slaney: -1, null: 0 }, usual: -1 };
/** @type {Field} */
const onNolaField = { name: 'onNola', at: 16, words: ['librosa', 'throw'], usual: 1 };
/** @type {Field} */
const lengthField = { name: 'length', at: 17, unset: -1 };
/** @type {Field} */
const binsPerOctaveField = { name: 'binsPerOctave', at: 18, usual: 12 };
/** @type {Field} */
const nOctavesField = { name: 'nOctaves', at: 19, usual: 7 };
/** @type {Field} */
const nBinsField = { name: 'nBins', at: 20, unset: 0, usual: 84 };
/** @type {Field} */
const tuningField = { name: 'tuning', at: 21,
  nulls: 'a number of bins where it cannot be estimated from a whole sound' };
/** @type {Field} */
const filterScaleField = { name: 'filterScale', at: 22, usual: 1 };
/** @type {Field} */
const filterNormField = { name: 'norm', key: 'filterNorm', at: 23, codes: { null: 0 }, usual: 1 };
/** @type {Field} */
const gammaField = { name: 'gamma', at: 24, codes: { null: -1 } };
/** @type {Field} */
const scaleField = { name: 'scale', at: 25, is: 'boolean', usual: 1 };
/** @type {Field} */
const lowLatencyField = { name: 'lowLatency', at: 26, is: 'boolean' };
/** @type {Field} */
const nChromaField = { name: 'nChroma', at: 27, usual: 12 };
/** @type {Field} */
const thresholdField = { name: 'threshold', at: 28 };
/** @type {Field} */
const chromaNormField = { name: 'norm', key: 'chromaNorm', at: 29, codes: { null: 0 }, usual: Infinity };
/** @type {Field} */
const refPowerField = { name: 'refPower', at: 30, usual: 1e-6 };
/** @type {Field} */
const reassignTimesField = { name: 'reassignTimes', at: 31, is: 'boolean', usual: 1 };
/** @type {Field} */
const reassignFrequenciesField = { name: 'reassignFrequencies', at: 32, is: 'boolean', usual: 1 };
/** @type {Field} */
const timeOriginField = { name: 'timeOrigin', at: 33, words: ['exact', 'librosa'] };
/** @type {Field} */
const fillNanField = { name: 'fillNan', at: 34, is: 'boolean' };
/** @type {Field} */
const clipField = { name: 'clip', at: 35, is: 'boolean', usual: 1 };
/** @type {Field} */
const frequencyScaleField = { name: 'frequencyScale', at: 36, words: ['linear', 'log', 'mel'] };
/** @type {Field} */
const heightField = { name: 'height', at: 37, unset: 0, usual: ['nFft', 2, 1] };
/** @type {Field} */
const columnStepField = { name: 'columnStep', at: 38, unset: 0 };
/** @type {Field} */
const derivativeField = { name: 'method', key: 'derivative', at: 39, words: ['phase', 'derivative'] };
/** @type {Field} */
const momentumField = { name: 'momentum', at: 40, usual: 0.99 };
/** @type {Field} */
const toleranceField = { name: 'tolerance', at: 41, usual: 1e-6 };
/** @type {Field} */
const aminField = { name: 'amin', at: 42, usual: 1e-10 };
/** @type {Field} */
const offsetField = { name: 'offset', at: 43 };
/** @type {Field} */
const baseField = { name: 'base', at: 44, words: ['e', '10', '2'] };
/** @type {Field} */
const dbAminField = { name: 'amin', key: 'dbAmin', at: 45, unset: 0 };
/** @type {Field} */
const refField = { name: 'ref', at: 46, usual: 1 };
/** @type {Field} */
const minDbField = { name: 'minDb', at: 47, codes: { null: -1e300 }, usual: -1e300 };
/** @type {Field} */
const gainDbField = { name: 'gainDb', at: 48, codes: { null: -1e300 }, usual: -1e300 };
/** @type {Field} */
const widthField = { name: 'width', at: 49, usual: 9 };
/** @type {Field} */
const orderField = { name: 'order', at: 50, usual: 1 };
/** @type {Field} */
const modeField = { name: 'mode', at: 51, words: ['interp', 'nearest', 'mirror', 'constant'] };
/** @type {Field} */
const winLenSmoothField = { name: 'winLenSmooth', at: 52, codes: { null: -1 }, usual: 41 };
/** @type {Field} */
const rowNormField = { name: 'norm', key: 'rowNorm', at: 53, codes: { null: 0 }, usual: 2 };
/** @type {Field} */
const resolutionField = { name: 'resolution', at: 54, usual: 0.01 };
/** @type {Field} */
const nIterField = { name: 'nIter', at: 55, usual: 32 };
/** @type {Field} */
const initField = { name: 'initialPhases', key: 'init', at: 56, usual: 1 };
/** @type {Field} */
const seedField = { name: 'seed', at: 57 };
/** @type {Field} */
const nFramesField = { name: 'nFrames', at: 58, unset: 0 };

/** All of them, in the order of their numbers. */
export const FIELDS = [
  sampleRateField, nFftField, winLengthField, hopLengthField, windowField, windowParameterField, windowValuesField,
    centerField, padModeField, powerField, scalingField, nMelsField, fMinField, fMaxField, htkField, normField,
    onNolaField, lengthField, binsPerOctaveField, nOctavesField, nBinsField, tuningField, filterScaleField,
    filterNormField, gammaField, scaleField, lowLatencyField, nChromaField, thresholdField, chromaNormField,
    refPowerField, reassignTimesField, reassignFrequenciesField, timeOriginField, fillNanField, clipField,
    frequencyScaleField, heightField, columnStepField, derivativeField, momentumField, toleranceField, aminField,
    offsetField, baseField, dbAminField, refField, minDbField, gainDbField, widthField, orderField, modeField,
    winLenSmoothField, rowNormField, resolutionField, nIterField, initField, seedField, nFramesField,
];

/** @type {Kind} */
const stftKind = { name: 'stft', role: 'analysis', invertible: true, options: [sampleRateField, nFftField,
  winLengthField, hopLengthField, windowField, centerField, padModeField], hidden: [windowParameterField,
  windowValuesField] };
/** @type {Kind} */
const spectrogramKind = { name: 'spectrogram', role: 'analysis', invertible: true, options: [sampleRateField,
  nFftField, winLengthField, hopLengthField, windowField, centerField, padModeField, powerField, scalingField],
  hidden: [windowParameterField, windowValuesField] };
/** @type {Kind} */
const melKind = { name: 'mel', role: 'analysis', usual: { hopLength: 512 }, options: [sampleRateField, nFftField,
  winLengthField, hopLengthField, windowField, centerField, padModeField, powerField, nMelsField, fMinField, fMaxField,
  htkField, normField], hidden: [windowParameterField, windowValuesField] };
/** @type {Kind} */
const istftKind = { name: 'istft', role: 'synthesis', undoes: ['stft', 'spectrogram'], options: [nFftField,
  winLengthField, hopLengthField, windowField, centerField, onNolaField, lengthField], hidden: [windowParameterField,
  windowValuesField, nFramesField] };
/** @type {Kind} */
const melFilterbankKind = { name: 'melFilterbank', options: [sampleRateField, nFftField, nMelsField, fMinField,
  fMaxField, htkField, normField] };
/** @type {Kind} */
const reassignmentKind = { name: 'reassignment', options: [sampleRateField, nFftField, winLengthField, hopLengthField,
  windowField, centerField, padModeField, refPowerField, reassignTimesField, reassignFrequenciesField, timeOriginField,
  fillNanField, clipField], hidden: [windowParameterField, windowValuesField] };
/** @type {Kind} */
const reassignedKind = { name: 'reassigned', role: 'analysis', options: [sampleRateField, nFftField, winLengthField,
  hopLengthField, windowField, centerField, padModeField, fMinField, fMaxField, htkField, refPowerField,
  reassignTimesField, reassignFrequenciesField, timeOriginField, frequencyScaleField, heightField],
  hidden: [windowParameterField, windowValuesField, columnStepField] };
/** @type {Kind} */
const instantaneousFrequencyKind = { name: 'instantaneousFrequency', role: 'analysis', options: [sampleRateField,
  nFftField, winLengthField, hopLengthField, windowField, centerField, padModeField, derivativeField],
  hidden: [windowParameterField, windowValuesField] };
/** @type {Kind} */
const synchrosqueezeKind = { name: 'synchrosqueeze', role: 'analysis', usual: { hopLength: ['winLength', 32] },
  invertible: true, options: [sampleRateField, nFftField, winLengthField, hopLengthField, windowField, centerField,
  padModeField, refPowerField], hidden: [windowParameterField, windowValuesField] };
/** @type {Kind} */
const unsqueezeKind = { name: 'unsqueeze', role: 'synthesis', usual: { hopLength: ['winLength', 32] },
  undoes: ['synchrosqueeze'], options: [nFftField, winLengthField, hopLengthField, windowField, centerField,
  onNolaField, lengthField], hidden: [windowParameterField, windowValuesField, nFramesField] };
/** @type {Kind} */
const cqtKind = { name: 'cqt', role: 'analysis', usual: { hopLength: 512, fMin: 32.70319566257483 }, invertible: true,
  least: 1, options: [sampleRateField, hopLengthField, windowField, padModeField, fMinField, binsPerOctaveField,
  nBinsField, tuningField, filterScaleField, filterNormField, scaleField, lowLatencyField],
  hidden: [windowParameterField] };
/** @type {Kind} */
const vqtKind = { name: 'vqt', role: 'analysis', usual: { hopLength: 512, fMin: 32.70319566257483, gamma: -1 },
  invertible: true, remembers: { gamma: null }, least: 1, options: [sampleRateField, hopLengthField, windowField,
  padModeField, fMinField, binsPerOctaveField, nBinsField, tuningField, filterScaleField, filterNormField, gammaField,
  scaleField, lowLatencyField], hidden: [windowParameterField] };
/** @type {Kind} */
const pseudoCqtKind = { name: 'pseudoCqt', role: 'analysis', usual: { hopLength: 512, fMin: 32.70319566257483 },
  invertible: true, least: 1, options: [sampleRateField, hopLengthField, windowField, padModeField, fMinField,
  binsPerOctaveField, nBinsField, tuningField, filterScaleField, filterNormField, scaleField],
  hidden: [windowParameterField] };
/** @type {Kind} */
const hybridCqtKind = { name: 'hybridCqt', role: 'analysis', usual: { hopLength: 512, fMin: 32.70319566257483 },
  invertible: true, least: 1, options: [sampleRateField, hopLengthField, windowField, padModeField, fMinField,
  binsPerOctaveField, nBinsField, tuningField, filterScaleField, filterNormField, scaleField],
  hidden: [windowParameterField] };
/** @type {Kind} */
const chromaKind = { name: 'chroma', role: 'analysis', usual: { hopLength: 512, fMin: 32.70319566257483,
  binsPerOctave: 36, nBins: null }, least: 1, options: [sampleRateField, hopLengthField, windowField, padModeField,
  fMinField, binsPerOctaveField, nOctavesField, nBinsField, tuningField, filterScaleField, nChromaField,
  thresholdField, chromaNormField], hidden: [windowParameterField] };
/** @type {Kind} */
const chromaCensKind = { name: 'chromaCens', role: 'analysis', usual: { hopLength: 512, fMin: 32.70319566257483,
  binsPerOctave: 36, nBins: null }, least: 1, options: [sampleRateField, hopLengthField, windowField, padModeField,
  fMinField, binsPerOctaveField, nOctavesField, nBinsField, tuningField, filterScaleField, nChromaField,
  thresholdField, winLenSmoothField, rowNormField], hidden: [windowParameterField] };
/** @type {Kind} */
const pitchClassesKind = { name: 'pitchClasses', role: 'rows', usual: { fMin: 32.70319566257483 }, options: [fMinField,
  binsPerOctaveField, nChromaField, thresholdField, chromaNormField] };
/** @type {Kind} */
const quantiseKind = { name: 'quantise', role: 'rows', options: [] };
/** @type {Kind} */
const smoothKind = { name: 'smooth', role: 'rows', options: [winLenSmoothField] };
/** @type {Kind} */
const normaliseKind = { name: 'normalise', role: 'rows', options: [rowNormField] };
/** @type {Kind} */
const estimateTuningKind = { name: 'estimateTuning', usual: { fMin: 150, fMax: 4000 }, least: 0,
  options: [sampleRateField, nFftField, fMinField, fMaxField, binsPerOctaveField, resolutionField],
  hidden: [windowParameterField, windowValuesField] };
/** @type {Kind} */
const tuningKind = { name: 'tuning', role: 'rows', usual: { fMin: 150, fMax: 4000 }, options: [sampleRateField,
  nFftField, fMinField, fMaxField, binsPerOctaveField, resolutionField] };
/** @type {Kind} */
const nsgtKind = { name: 'nsgt', role: 'analysis', usual: { nFft: null, fMin: 32.70319566257483, nBins: null },
  invertible: true, least: 1, options: [sampleRateField, nFftField, fMinField, binsPerOctaveField, nBinsField,
  tuningField] };
/** @type {Kind} */
const icqtKind = { name: 'icqt', role: 'synthesis', usual: { hopLength: 512, fMin: 32.70319566257483 }, undoes: ['cqt',
  'vqt'], least: 1, options: [sampleRateField, hopLengthField, windowField, fMinField, lengthField, binsPerOctaveField,
  nBinsField, tuningField, filterScaleField, filterNormField, gammaField, scaleField], hidden: [windowParameterField,
  nFramesField] };
/** @type {Kind} */
const icqtLeastSquaresKind = { name: 'icqtLeastSquares', usual: { hopLength: 512, fMin: 32.70319566257483, nIter: 16 },
  undoes: ['cqt', 'vqt'], least: 1, options: [sampleRateField, hopLengthField, windowField, fMinField, lengthField,
  binsPerOctaveField, nBinsField, tuningField, filterScaleField, filterNormField, gammaField, scaleField, nIterField],
  hidden: [windowParameterField, nFramesField] };
/** @type {Kind} */
const griffinLimCqtKind = { name: 'griffinLimCqt', usual: { hopLength: 512, fMin: 32.70319566257483 }, undoes: ['cqt',
  'vqt', 'pseudoCqt', 'hybridCqt'], least: 1, options: [sampleRateField, hopLengthField, windowField, fMinField,
  lengthField, binsPerOctaveField, nBinsField, tuningField, filterScaleField, filterNormField, gammaField, scaleField,
  momentumField, nIterField, seedField], hidden: [windowParameterField, initField, nFramesField] };
/** @type {Kind} */
const insgtKind = { name: 'insgt', role: 'synthesis', usual: { nFft: null, fMin: 32.70319566257483, nBins: null },
  undoes: ['nsgt'], least: 1, options: [sampleRateField, nFftField, fMinField, lengthField, binsPerOctaveField,
  nBinsField, tuningField], hidden: [nFramesField] };
/** @type {Kind} */
const rtpghiKind = { name: 'rtpghi', role: 'synthesis', undoes: ['stft', 'spectrogram'], options: [nFftField,
  winLengthField, hopLengthField, windowField, centerField, onNolaField, lengthField, toleranceField],
  hidden: [windowParameterField, windowValuesField, nFramesField] };
/** @type {Kind} */
const griffinLimKind = { name: 'griffinLim', undoes: ['stft', 'spectrogram'], options: [nFftField, winLengthField,
  hopLengthField, windowField, centerField, padModeField, onNolaField, lengthField, momentumField, toleranceField,
  nIterField, seedField], hidden: [windowParameterField, windowValuesField, initField, nFramesField] };
/** @type {Kind} */
const pghiKind = { name: 'pghi', undoes: ['stft', 'spectrogram'], options: [nFftField, winLengthField, hopLengthField,
  windowField, centerField, padModeField, onNolaField, lengthField, toleranceField, seedField],
  hidden: [windowParameterField, windowValuesField, nFramesField] };
/** @type {Kind} */
const pghiPhaseKind = { name: 'pghiPhase', undoes: ['stft', 'spectrogram'], options: [nFftField, winLengthField,
  hopLengthField, windowField, centerField, padModeField, onNolaField, lengthField, toleranceField, seedField],
  hidden: [windowParameterField, windowValuesField, nFramesField] };
/** @type {Kind} */
const logKind = { name: 'log', role: 'rows', options: [aminField, offsetField, baseField] };
/** @type {Kind} */
const dbKind = { name: 'db', role: 'rows', options: [dbAminField, refField, minDbField] };
/** @type {Kind} */
const deltaKind = { name: 'delta', role: 'rows', options: [widthField, orderField, modeField] };
/** @type {Kind} */
const gainKind = { name: 'gain', role: 'rows', options: [gainDbField] };
/** @type {Kind} */
const phaseKind = { name: 'phase', role: 'rows', options: [] };
/** @type {Kind} */
const frequencyOffsetKind = { name: 'frequencyOffset', role: 'rows', options: [] };

/** @type {Kinds} */
export const FOURIER = {
  stft: stftKind, spectrogram: spectrogramKind, mel: melKind, istft: istftKind, melFilterbank: melFilterbankKind,
};

/** @type {Kinds} */
export const REASSIGNMENT = {
  reassignment: reassignmentKind, reassigned: reassignedKind, instantaneousFrequency: instantaneousFrequencyKind,
    synchrosqueeze: synchrosqueezeKind, unsqueeze: unsqueezeKind, frequencyOffset: frequencyOffsetKind,
};

/** @type {Kinds} */
export const CONSTANT_Q = {
  cqt: cqtKind, vqt: vqtKind, pseudoCqt: pseudoCqtKind, hybridCqt: hybridCqtKind, chroma: chromaKind,
    chromaCens: chromaCensKind, pitchClasses: pitchClassesKind, quantise: quantiseKind, smooth: smoothKind,
    normalise: normaliseKind, estimateTuning: estimateTuningKind, tuning: tuningKind, nsgt: nsgtKind, icqt: icqtKind,
    icqtLeastSquares: icqtLeastSquaresKind, griffinLimCqt: griffinLimCqtKind, insgt: insgtKind,
};

/** @type {Kinds} */
export const RETRIEVAL = {
  rtpghi: rtpghiKind, griffinLim: griffinLimKind, pghi: pghiKind, pghiPhase: pghiPhaseKind,
};

/** @type {Kinds} */
export const ROWS = {
  log: logKind, db: dbKind, delta: deltaKind, gain: gainKind, phase: phaseKind,
};

// What goes live, whatever its family: analyses, and what may stand behind them in a chain.
/** @type {Kinds} */
export const LIVE = {
  stft: stftKind, spectrogram: spectrogramKind, mel: melKind, reassigned: reassignedKind,
    instantaneousFrequency: instantaneousFrequencyKind, synchrosqueeze: synchrosqueezeKind, cqt: cqtKind, vqt: vqtKind,
    pseudoCqt: pseudoCqtKind, hybridCqt: hybridCqtKind, chroma: chromaKind, chromaCens: chromaCensKind,
    pitchClasses: pitchClassesKind, quantise: quantiseKind, smooth: smoothKind, normalise: normaliseKind,
    tuning: tuningKind, nsgt: nsgtKind, log: logKind, db: dbKind, delta: deltaKind, gain: gainKind, phase: phaseKind,
    frequencyOffset: frequencyOffsetKind,
};

/**
 * The methods that take long, by what they are given first; options come last. The engine runs them in steps, and the
 * pool has each of them.
 */
export const METHODS = /** @type {const} */ ({
  analyse: 'chain',
  stft: 'samples',
  spectrogram: 'samples',
  melSpectrogram: 'samples',
  melFilterbank: 'options',
  istft: 'spectrogram',
  cqt: 'samples',
  vqt: 'samples',
  pseudoCqt: 'samples',
  hybridCqt: 'samples',
  chroma: 'samples',
  chromaCens: 'samples',
  estimateTuning: 'samples',
  nsgt: 'samples',
  icqt: 'spectrogram',
  insgt: 'spectrogram',
  griffinLimCqt: 'spectrogram',
  reassignedSpectrogram: 'samples',
  reassignedImage: 'samples',
  instantaneousFrequency: 'samples',
  synchrosqueeze: 'samples',
  inverseSynchrosqueeze: 'spectrogram',
  griffinLim: 'spectrogram',
  pghi: 'spectrogram',
});
