// Made by scripts/generate.mjs from src/tables: change those.

/**
 * @typedef {object} Field of the core
 * @property {string} name of the option
 * @property {string} [key] what it is called in a plan, where that is not its name
 * @property {'boolean' | 'matrix'} [is]
 * @property {readonly string[]} [words] in the order of the core's enumeration
 * @property {Readonly<Record<string, number>>} [codes] words, and null, that stand for numbers nobody else may give
 * @property {number} [unset] what stands for "not given"
 * @property {string} [nulls] what it must be where null, an answer elsewhere, is none
 *
 * @typedef {object} Kind
 * @property {string} name
 * @property {'analysis' | 'synthesis' | 'sound' | 'rows'} [role]
 * @property {readonly Field[]} options that may be said
 * @property {boolean} [invertible] its results remember how they were made
 * @property {Readonly<Record<string, unknown>>} [remembers] and that, where it was not said
 * @property {readonly string[]} [undoes] kinds
 * @property {number} [least] samples that make sense
 *
 * @typedef {Readonly<Record<string, Kind>>} Kinds
 */

/** @type {Field} */
const sampleRateField = { name: 'sampleRate', unset: 0 };
/** @type {Field} */
const nFftField = { name: 'nFft', unset: 0 };
/** @type {Field} */
const winLengthField = { name: 'winLength', unset: 0 };
/** @type {Field} */
const hopLengthField = { name: 'hopLength', unset: 0 };
/** @type {Field} */
const windowField = { name: 'window' };
/** @type {Field} */
const centerField = { name: 'center', is: 'boolean' };
/** @type {Field} */
const padModeField = { name: 'padMode', words: ['constant', 'reflect', 'edge', 'symmetric', 'linear_ramp'] };
/** @type {Field} */
const powerField = { name: 'power' };
/** @type {Field} */
const scalingField = { name: 'scaling', words: ['none', 'magnitude', 'psd'] };
/** @type {Field} */
const nMelsField = { name: 'nMels' };
/** @type {Field} */
const fMinField = { name: 'fMin' };
/** @type {Field} */
const fMaxField = { name: 'fMax', unset: 0 };
/** @type {Field} */
const htkField = { name: 'htk', is: 'boolean' };
/** @type {Field} */
const normField = { name: 'norm', codes: { slaney: -1, null: 0 } };
/** @type {Field} */
const onNolaField = { name: 'onNola', words: ['librosa', 'throw'] };
/** @type {Field} */
const lengthField = { name: 'length', unset: -1 };
/** @type {Field} */
const refPowerField = { name: 'refPower' };
/** @type {Field} */
const reassignTimesField = { name: 'reassignTimes', is: 'boolean' };
/** @type {Field} */
const reassignFrequenciesField = { name: 'reassignFrequencies', is: 'boolean' };
/** @type {Field} */
const timeOriginField = { name: 'timeOrigin', words: ['exact', 'librosa'] };
/** @type {Field} */
const fillNanField = { name: 'fillNan', is: 'boolean' };
/** @type {Field} */
const clipField = { name: 'clip', is: 'boolean' };
/** @type {Field} */
const frequencyScaleField = { name: 'frequencyScale', words: ['linear', 'log', 'mel'] };
/** @type {Field} */
const heightField = { name: 'height', unset: 0 };
/** @type {Field} */
const derivativeField = { name: 'method', key: 'derivative', words: ['phase', 'derivative'] };
/** @type {Field} */
const binsPerOctaveField = { name: 'binsPerOctave' };
/** @type {Field} */
const nBinsField = { name: 'nBins', unset: 0 };
/** @type {Field} */
const tuningField = { name: 'tuning', nulls: 'a number of bins where it cannot be estimated from a whole sound' };
/** @type {Field} */
const filterScaleField = { name: 'filterScale' };
/** @type {Field} */
const filterNormField = { name: 'norm', key: 'filterNorm', codes: { null: 0 } };
/** @type {Field} */
const scaleField = { name: 'scale', is: 'boolean' };
/** @type {Field} */
const lowLatencyField = { name: 'lowLatency', is: 'boolean' };
/** @type {Field} */
const gammaField = { name: 'gamma', codes: { null: -1 } };
/** @type {Field} */
const nOctavesField = { name: 'nOctaves' };
/** @type {Field} */
const nChromaField = { name: 'nChroma' };
/** @type {Field} */
const thresholdField = { name: 'threshold' };
/** @type {Field} */
const chromaNormField = { name: 'norm', key: 'chromaNorm', codes: { null: 0 } };
/** @type {Field} */
const winLenSmoothField = { name: 'winLenSmooth', codes: { null: -1 } };
/** @type {Field} */
const rowNormField = { name: 'norm', key: 'rowNorm', codes: { null: 0 } };
/** @type {Field} */
const resolutionField = { name: 'resolution' };
/** @type {Field} */
const nIterField = { name: 'nIter' };
/** @type {Field} */
const momentumField = { name: 'momentum' };
/** @type {Field} */
const seedField = { name: 'seed' };
/** @type {Field} */
const toleranceField = { name: 'tolerance' };
/** @type {Field} */
const aminField = { name: 'amin' };
/** @type {Field} */
const offsetField = { name: 'offset' };
/** @type {Field} */
const baseField = { name: 'base', words: ['e', '10', '2'] };
/** @type {Field} */
const dbAminField = { name: 'amin', key: 'dbAmin', unset: 0 };
/** @type {Field} */
const refField = { name: 'ref' };
/** @type {Field} */
const minDbField = { name: 'minDb', codes: { null: -1e300 } };
/** @type {Field} */
const perDecadeField = { name: 'perDecade', unset: 0 };
/** @type {Field} */
const widthField = { name: 'width' };
/** @type {Field} */
const orderField = { name: 'order' };
/** @type {Field} */
const modeField = { name: 'mode', words: ['interp', 'nearest', 'mirror', 'constant', 'wrap'] };
/** @type {Field} */
const gainDbField = { name: 'gainDb', codes: { null: -1e300 } };

/** @type {Kind} */
const stftKind = { name: 'stft', role: 'analysis', invertible: true, options: [sampleRateField, nFftField,
  winLengthField, hopLengthField, windowField, centerField, padModeField] };
/** @type {Kind} */
const spectrogramKind = { name: 'spectrogram', role: 'analysis', invertible: true, options: [sampleRateField,
  nFftField, winLengthField, hopLengthField, windowField, centerField, padModeField, powerField, scalingField] };
/** @type {Kind} */
const melKind = { name: 'mel', role: 'analysis', options: [sampleRateField, nFftField, winLengthField, hopLengthField,
  windowField, centerField, padModeField, powerField, nMelsField, fMinField, fMaxField, htkField, normField] };
/** @type {Kind} */
const istftKind = { name: 'istft', role: 'synthesis', undoes: ['stft', 'spectrogram'], options: [nFftField,
  winLengthField, hopLengthField, windowField, centerField, onNolaField, lengthField] };
/** @type {Kind} */
const melFilterbankKind = { name: 'melFilterbank', options: [sampleRateField, nFftField, nMelsField, fMinField,
  fMaxField, htkField, normField] };
/** @type {Kind} */
const reassignmentKind = { name: 'reassignment', options: [sampleRateField, nFftField, winLengthField, hopLengthField,
  windowField, centerField, padModeField, refPowerField, reassignTimesField, reassignFrequenciesField, timeOriginField,
  fillNanField, clipField] };
/** @type {Kind} */
const reassignedKind = { name: 'reassigned', role: 'analysis', options: [sampleRateField, nFftField, winLengthField,
  hopLengthField, windowField, centerField, padModeField, fMinField, fMaxField, htkField, refPowerField,
  reassignTimesField, reassignFrequenciesField, timeOriginField, frequencyScaleField, heightField] };
/** @type {Kind} */
const instantaneousFrequencyKind = { name: 'instantaneousFrequency', role: 'analysis', options: [sampleRateField,
  nFftField, winLengthField, hopLengthField, windowField, centerField, padModeField, derivativeField] };
/** @type {Kind} */
const synchrosqueezeKind = { name: 'synchrosqueeze', role: 'analysis', invertible: true, options: [sampleRateField,
  nFftField, winLengthField, hopLengthField, windowField, centerField, padModeField, refPowerField] };
/** @type {Kind} */
const unsqueezeKind = { name: 'unsqueeze', role: 'synthesis', undoes: ['synchrosqueeze'], options: [nFftField,
  winLengthField, hopLengthField, windowField, centerField, onNolaField, lengthField] };
/** @type {Kind} */
const cqtKind = { name: 'cqt', role: 'analysis', invertible: true, least: 1, options: [sampleRateField, hopLengthField,
  windowField, padModeField, fMinField, binsPerOctaveField, nBinsField, tuningField, filterScaleField, filterNormField,
  scaleField, lowLatencyField] };
/** @type {Kind} */
const vqtKind = { name: 'vqt', role: 'analysis', invertible: true, remembers: { gamma: null }, least: 1,
  options: [sampleRateField, hopLengthField, windowField, padModeField, fMinField, binsPerOctaveField, nBinsField,
  tuningField, filterScaleField, filterNormField, gammaField, scaleField, lowLatencyField] };
/** @type {Kind} */
const pseudoCqtKind = { name: 'pseudoCqt', role: 'analysis', invertible: true, least: 1, options: [sampleRateField,
  hopLengthField, windowField, padModeField, fMinField, binsPerOctaveField, nBinsField, tuningField, filterScaleField,
  filterNormField, scaleField] };
/** @type {Kind} */
const hybridCqtKind = { name: 'hybridCqt', role: 'analysis', invertible: true, least: 1, options: [sampleRateField,
  hopLengthField, windowField, padModeField, fMinField, binsPerOctaveField, nBinsField, tuningField, filterScaleField,
  filterNormField, scaleField] };
/** @type {Kind} */
const chromaKind = { name: 'chroma', role: 'analysis', least: 1, options: [sampleRateField, hopLengthField,
  windowField, padModeField, fMinField, binsPerOctaveField, nOctavesField, nBinsField, tuningField, filterScaleField,
  nChromaField, thresholdField, chromaNormField] };
/** @type {Kind} */
const chromaCensKind = { name: 'chromaCens', role: 'analysis', least: 1, options: [sampleRateField, hopLengthField,
  windowField, padModeField, fMinField, binsPerOctaveField, nOctavesField, nBinsField, tuningField, filterScaleField,
  nChromaField, thresholdField, winLenSmoothField, rowNormField] };
/** @type {Kind} */
const pitchClassesKind = { name: 'pitchClasses', role: 'rows', options: [fMinField, binsPerOctaveField, nChromaField,
  thresholdField, chromaNormField] };
/** @type {Kind} */
const quantiseKind = { name: 'quantise', role: 'rows', options: [] };
/** @type {Kind} */
const smoothKind = { name: 'smooth', role: 'rows', options: [winLenSmoothField] };
/** @type {Kind} */
const normaliseKind = { name: 'normalise', role: 'rows', options: [rowNormField] };
/** @type {Kind} */
const estimateTuningKind = { name: 'estimateTuning', least: 0, options: [sampleRateField, nFftField, fMinField,
  fMaxField, binsPerOctaveField, resolutionField] };
/** @type {Kind} */
const tuningKind = { name: 'tuning', role: 'rows', options: [sampleRateField, nFftField, fMinField, fMaxField,
  binsPerOctaveField, resolutionField] };
/** @type {Kind} */
const nsgtKind = { name: 'nsgt', role: 'analysis', invertible: true, least: 1, options: [sampleRateField, nFftField,
  fMinField, binsPerOctaveField, nBinsField, tuningField] };
/** @type {Kind} */
const icqtKind = { name: 'icqt', role: 'synthesis', undoes: ['cqt', 'vqt'], least: 1, options: [sampleRateField,
  hopLengthField, windowField, fMinField, lengthField, binsPerOctaveField, nBinsField, tuningField, filterScaleField,
  filterNormField, gammaField, scaleField] };
/** @type {Kind} */
const icqtLeastSquaresKind = { name: 'icqtLeastSquares', undoes: ['cqt', 'vqt'], least: 1, options: [sampleRateField,
  hopLengthField, windowField, fMinField, lengthField, binsPerOctaveField, nBinsField, tuningField, filterScaleField,
  filterNormField, gammaField, scaleField, nIterField] };
/** @type {Kind} */
const griffinLimCqtKind = { name: 'griffinLimCqt', undoes: ['cqt', 'vqt', 'pseudoCqt', 'hybridCqt'], least: 1,
  options: [sampleRateField, hopLengthField, windowField, fMinField, lengthField, binsPerOctaveField, nBinsField,
  tuningField, filterScaleField, filterNormField, gammaField, scaleField, momentumField, nIterField, seedField] };
/** @type {Kind} */
const insgtKind = { name: 'insgt', role: 'synthesis', undoes: ['nsgt'], least: 1, options: [sampleRateField, nFftField,
  fMinField, lengthField, binsPerOctaveField, nBinsField, tuningField] };
/** @type {Kind} */
const rtpghiKind = { name: 'rtpghi', role: 'synthesis', undoes: ['stft', 'spectrogram'], options: [nFftField,
  winLengthField, hopLengthField, windowField, centerField, onNolaField, lengthField, toleranceField] };
/** @type {Kind} */
const griffinLimKind = { name: 'griffinLim', undoes: ['stft', 'spectrogram'], options: [nFftField, winLengthField,
  hopLengthField, windowField, centerField, padModeField, onNolaField, lengthField, momentumField, toleranceField,
  nIterField, seedField] };
/** @type {Kind} */
const pghiKind = { name: 'pghi', undoes: ['stft', 'spectrogram'], options: [nFftField, winLengthField, hopLengthField,
  windowField, centerField, padModeField, onNolaField, lengthField, toleranceField, seedField] };
/** @type {Kind} */
const pghiPhaseKind = { name: 'pghiPhase', undoes: ['stft', 'spectrogram'], options: [nFftField, winLengthField,
  hopLengthField, windowField, centerField, padModeField, onNolaField, lengthField, toleranceField, seedField] };
/** @type {Kind} */
const logKind = { name: 'log', role: 'rows', options: [aminField, offsetField, baseField] };
/** @type {Kind} */
const dbKind = { name: 'db', role: 'rows', options: [dbAminField, refField, minDbField, perDecadeField] };
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

// What goes live, of every family but that of ml.js: analyses, and what may stand behind them in a chain.
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
  fbank: 'samples',
  preemphasis: 'samples',
  deemphasis: 'samples',
  resample: 'rates',
  mfcc: 'samples',
  mfccToMel: 'spectrogram',
  melToStft: 'spectrogram',
  melToAudio: 'spectrogram',
  delta: 'spectrogram',
  pcen: 'spectrogram',
  spectralCentroid: 'samples',
  spectralBandwidth: 'samples',
  spectralRolloff: 'samples',
  spectralFlatness: 'samples',
  spectralContrast: 'samples',
  polyFeatures: 'samples',
  rms: 'samples',
  zeroCrossingRate: 'samples',
  chromaStft: 'samples',
  tonnetz: 'samples',
  chromaFilterbank: 'options',
  yin: 'samples',
  pyin: 'samples',
  onsetStrength: 'samples',
  spectralFlux: 'samples',
  tempogram: 'samples',
  tempo: 'samples',
});
