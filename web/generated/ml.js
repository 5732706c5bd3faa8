// Made by scripts/generate.mjs from src/tables: change those.

/**
 * @typedef {import('./kinds.js').Field} Field
 * @typedef {import('./kinds.js').Kind} Kind
 * @typedef {import('./kinds.js').Kinds} Kinds
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
const padBeforeField = { name: 'padBefore', codes: { null: -1000000 } };
/** @type {Field} */
const padAfterField = { name: 'padAfter', codes: { null: -1000000 } };
/** @type {Field} */
const alignField = { name: 'align', words: ['center', 'start'] };
/** @type {Field} */
const periodicField = { name: 'periodic', is: 'boolean' };
/** @type {Field} */
const removeDcField = { name: 'removeDc', is: 'boolean' };
/** @type {Field} */
const framePreemphasisField = { name: 'framePreemphasis' };
/** @type {Field} */
const filtersField = { name: 'filters', is: 'matrix' };
/** @type {Field} */
const bankRateField = { name: 'bankRate', unset: 0 };
/** @type {Field} */
const bfloat16Field = { name: 'bfloat16', is: 'boolean' };
/** @type {Field} */
const powerOffsetField = { name: 'powerOffset' };
/** @type {Field} */
const energyField = { name: 'energy', words: ['none', 'first', 'last'] };
/** @type {Field} */
const energyOfField = { name: 'energyOf', words: ['frame', 'spectrum'] };
/** @type {Field} */
const energyFloorField = { name: 'energyFloor' };
/** @type {Field} */
const powerField = { name: 'power' };
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
const trianglesField = { name: 'triangles', words: ['hz', 'kaldi', 'tf', 'speechbrain', 'floorBin'] };
/** @type {Field} */
const minField = { name: 'min', codes: { null: -1e300 } };
/** @type {Field} */
const addField = { name: 'add' };
/** @type {Field} */
const multiplyField = { name: 'multiply' };
/** @type {Field} */
const minDbField = { name: 'minDb', codes: { null: -1e300 } };
/** @type {Field} */
const curveField = { name: 'curve', words: ['A', 'B', 'C', 'D', 'Z'] };
/** @type {Field} */
const seedField = { name: 'seed' };
/** @type {Field} */
const freqMaskParamField = { name: 'freqMaskParam' };
/** @type {Field} */
const nFreqMasksField = { name: 'nFreqMasks' };
/** @type {Field} */
const timeMaskParamField = { name: 'timeMaskParam' };
/** @type {Field} */
const nTimeMasksField = { name: 'nTimeMasks' };
/** @type {Field} */
const timeWarpField = { name: 'timeWarp' };
/** @type {Field} */
const warpModeField = { name: 'warpMode', words: ['bicubic', 'bilinear'] };
/** @type {Field} */
const maskShareField = { name: 'p', key: 'maskShare' };
/** @type {Field} */
const maskValueField = { name: 'maskValue', codes: { mean: -1e300 } };
/** @type {Field} */
const coefField = { name: 'coef' };
/** @type {Field} */
const firstField = { name: 'first', words: ['librosa', 'keep', 'skip'] };
/** @type {Field} */
const firstWasField = { name: 'first', key: 'firstWas', words: ['librosa', 'keep'] };
/** @type {Field} */
const factorField = { name: 'factor' };
/** @type {Field} */
const fromField = { name: 'from', unset: 0 };
/** @type {Field} */
const toField = { name: 'to', unset: 0 };
/** @type {Field} */
const nMfccField = { name: 'nMfcc' };
/** @type {Field} */
const dctTypeField = { name: 'dctType' };
/** @type {Field} */
const dctNormField = { name: 'norm', key: 'dctNorm', codes: { ortho: 1, null: 0 } };
/** @type {Field} */
const lifterField = { name: 'lifter' };
/** @type {Field} */
const lifterFromField = { name: 'lifterFrom' };
/** @type {Field} */
const dctEnergyField = { name: 'energy', key: 'dctEnergy', is: 'boolean' };
/** @type {Field} */
const htkCompatField = { name: 'htkCompat', is: 'boolean' };
/** @type {Field} */
const pcenGainField = { name: 'gain', key: 'pcenGain' };
/** @type {Field} */
const biasField = { name: 'bias' };
/** @type {Field} */
const pcenPowerField = { name: 'power', key: 'pcenPower' };
/** @type {Field} */
const timeConstantField = { name: 'timeConstant' };
/** @type {Field} */
const epsField = { name: 'eps' };
/** @type {Field} */
const smoothingField = { name: 'b', key: 'smoothing', unset: 0 };
/** @type {Field} */
const maxSizeField = { name: 'maxSize' };
/** @type {Field} */
const normAs_melNormField = { name: 'melNorm', key: 'norm', codes: { slaney: -1, null: 0 } };
/** @type {Field} */
const dbAminField = { name: 'amin', key: 'dbAmin', unset: 0 };
/** @type {Field} */
const refField = { name: 'ref' };
/** @type {Field} */
const topDbField = { name: 'topDb', codes: { null: -1 } };
/** @type {Field} */
const onNolaField = { name: 'onNola', words: ['librosa', 'throw'] };
/** @type {Field} */
const lengthField = { name: 'length', unset: -1 };
/** @type {Field} */
const momentumField = { name: 'momentum' };
/** @type {Field} */
const toleranceField = { name: 'tolerance' };
/** @type {Field} */
const nIterField = { name: 'nIter' };
/** @type {Field} */
const spreadOrderField = { name: 'p', key: 'spreadOrder' };
/** @type {Field} */
const spreadNormField = { name: 'norm', key: 'spreadNorm', is: 'boolean' };
/** @type {Field} */
const rollPercentField = { name: 'rollPercent' };
/** @type {Field} */
const aminField = { name: 'amin' };
/** @type {Field} */
const nBandsField = { name: 'nBands' };
/** @type {Field} */
const quantileField = { name: 'quantile' };
/** @type {Field} */
const linearField = { name: 'linear', is: 'boolean' };
/** @type {Field} */
const fitOrderField = { name: 'order', key: 'fitOrder' };
/** @type {Field} */
const tuningField = { name: 'tuning', nulls: 'a number of bins where it cannot be estimated from a whole sound' };
/** @type {Field} */
const nChromaField = { name: 'nChroma' };
/** @type {Field} */
const chromaNormField = { name: 'norm', key: 'chromaNorm', codes: { null: 0 } };
/** @type {Field} */
const ctroctField = { name: 'ctroct' };
/** @type {Field} */
const octwidthField = { name: 'octwidth', codes: { null: -1 } };
/** @type {Field} */
const baseCField = { name: 'baseC', is: 'boolean' };
/** @type {Field} */
const filterNormField = { name: 'norm', key: 'filterNorm', codes: { null: 0 } };
/** @type {Field} */
const binsPerOctaveField = { name: 'binsPerOctave' };
/** @type {Field} */
const nOctavesField = { name: 'nOctaves' };
/** @type {Field} */
const nBinsField = { name: 'nBins', unset: 0 };
/** @type {Field} */
const filterScaleField = { name: 'filterScale' };
/** @type {Field} */
const thresholdField = { name: 'threshold' };
/** @type {Field} */
const frameLengthField = { name: 'frameLength' };
/** @type {Field} */
const troughThresholdField = { name: 'troughThreshold' };
/** @type {Field} */
const resolutionField = { name: 'resolution' };
/** @type {Field} */
const nThresholdsField = { name: 'nThresholds' };
/** @type {Field} */
const boltzmannParameterField = { name: 'boltzmannParameter' };
/** @type {Field} */
const maxTransitionRateField = { name: 'maxTransitionRate' };
/** @type {Field} */
const switchProbField = { name: 'switchProb' };
/** @type {Field} */
const noTroughProbField = { name: 'noTroughProb' };
/** @type {Field} */
const fillNaField = { name: 'fillNa', codes: { null: -1e300 } };
/** @type {Field} */
const lagField = { name: 'lag' };
/** @type {Field} */
const aggregateField = { name: 'aggregate', words: ['mean', 'median'] };
/** @type {Field} */
const detrendField = { name: 'detrend', is: 'boolean' };
/** @type {Field} */
const onsetCenterField = { name: 'center', key: 'onsetCenter', is: 'boolean' };
/** @type {Field} */
const rowNormField = { name: 'norm', key: 'rowNorm', codes: { null: 0 } };
/** @type {Field} */
const tempoLengthField = { name: 'winLength', key: 'tempoLength' };
/** @type {Field} */
const startBpmField = { name: 'startBpm' };
/** @type {Field} */
const stdBpmField = { name: 'stdBpm' };
/** @type {Field} */
const maxTempoField = { name: 'maxTempo', codes: { null: -1 } };

/** @type {Kind} */
const fbankKind = { name: 'fbank', role: 'analysis', options: [sampleRateField, nFftField, winLengthField,
  hopLengthField, windowField, centerField, padModeField, padBeforeField, padAfterField, alignField, periodicField,
  removeDcField, framePreemphasisField, filtersField, bankRateField, bfloat16Field, powerOffsetField, energyField,
  energyOfField, energyFloorField, powerField, nMelsField, fMinField, fMaxField, htkField, normField, trianglesField] };
/** @type {Kind} */
const affineKind = { name: 'affine', role: 'rows', options: [minField, addField, multiplyField] };
/** @type {Kind} */
const weightingKind = { name: 'weighting', role: 'rows', options: [minDbField, curveField] };
/** @type {Kind} */
const specAugmentKind = { name: 'specAugment', options: [seedField, freqMaskParamField, nFreqMasksField,
  timeMaskParamField, nTimeMasksField, timeWarpField, warpModeField, maskShareField, maskValueField] };
/** @type {Kind} */
const preemphasisKind = { name: 'preemphasis', role: 'sound', options: [sampleRateField, coefField, firstField] };
/** @type {Kind} */
const deemphasisKind = { name: 'deemphasis', role: 'sound', options: [sampleRateField, coefField, firstWasField] };
/** @type {Kind} */
const amplifyKind = { name: 'amplify', role: 'sound', options: [sampleRateField, factorField] };
/** @type {Kind} */
const resampleKind = { name: 'resample', role: 'sound', options: [sampleRateField, fromField, toField] };
/** @type {Kind} */
const melBandsKind = { name: 'melBands', role: 'rows', options: [sampleRateField, nMelsField, fMinField, fMaxField,
  htkField, normField] };
/** @type {Kind} */
const dctKind = { name: 'dct', role: 'rows', options: [nMfccField, dctTypeField, dctNormField, lifterField,
  lifterFromField, dctEnergyField, htkCompatField] };
/** @type {Kind} */
const idctKind = { name: 'idct', role: 'rows', options: [nMelsField, dctTypeField, dctNormField, lifterField,
  lifterFromField] };
/** @type {Kind} */
const pcenKind = { name: 'pcen', role: 'rows', options: [sampleRateField, hopLengthField, pcenGainField, biasField,
  pcenPowerField, timeConstantField, epsField, smoothingField, maxSizeField] };
/** @type {Kind} */
const mfccKind = { name: 'mfcc', role: 'analysis', options: [sampleRateField, nFftField, winLengthField,
  hopLengthField, windowField, centerField, padModeField, powerField, nMelsField, fMinField, fMaxField, htkField,
  normAs_melNormField, dbAminField, refField, minDbField, topDbField, nMfccField, dctTypeField, dctNormField,
  lifterField, lifterFromField, htkCompatField] };
/** @type {Kind} */
const melInverseKind = { name: 'melInverse', options: [sampleRateField, nFftField, powerField, fMinField, fMaxField,
  htkField, normField] };
/** @type {Kind} */
const melToAudioKind = { name: 'melToAudio', options: [sampleRateField, nFftField, winLengthField, hopLengthField,
  windowField, centerField, padModeField, powerField, fMinField, fMaxField, htkField, normField, onNolaField,
  lengthField, momentumField, toleranceField, nIterField, seedField] };
/** @type {Kind} */
const centroidKind = { name: 'centroid', role: 'rows', options: [] };
/** @type {Kind} */
const bandwidthKind = { name: 'bandwidth', role: 'rows', options: [spreadOrderField, spreadNormField] };
/** @type {Kind} */
const rolloffKind = { name: 'rolloff', role: 'rows', options: [rollPercentField] };
/** @type {Kind} */
const flatnessKind = { name: 'flatness', role: 'rows', options: [powerField, aminField] };
/** @type {Kind} */
const contrastKind = { name: 'contrast', role: 'rows', options: [fMinField, nBandsField, quantileField, linearField] };
/** @type {Kind} */
const polynomialKind = { name: 'polynomial', role: 'rows', options: [fitOrderField] };
/** @type {Kind} */
const spectrumRmsKind = { name: 'spectrumRms', role: 'rows', options: [] };
/** @type {Kind} */
const chromaFiltersKind = { name: 'chromaFilters', role: 'rows', options: [tuningField, nChromaField, chromaNormField,
  ctroctField, octwidthField, baseCField] };
/** @type {Kind} */
const tonalCentroidKind = { name: 'tonalCentroid', role: 'rows', options: [] };
/** @type {Kind} */
const spectralCentroidKind = { name: 'spectralCentroid', role: 'analysis', options: [sampleRateField, nFftField,
  winLengthField, hopLengthField, windowField, centerField, padModeField] };
/** @type {Kind} */
const spectralBandwidthKind = { name: 'spectralBandwidth', role: 'analysis', options: [sampleRateField, nFftField,
  winLengthField, hopLengthField, windowField, centerField, padModeField, spreadOrderField, spreadNormField] };
/** @type {Kind} */
const spectralRolloffKind = { name: 'spectralRolloff', role: 'analysis', options: [sampleRateField, nFftField,
  winLengthField, hopLengthField, windowField, centerField, padModeField, rollPercentField] };
/** @type {Kind} */
const spectralFlatnessKind = { name: 'spectralFlatness', role: 'analysis', options: [sampleRateField, nFftField,
  winLengthField, hopLengthField, windowField, centerField, padModeField, powerField, aminField] };
/** @type {Kind} */
const spectralContrastKind = { name: 'spectralContrast', role: 'analysis', options: [sampleRateField, nFftField,
  winLengthField, hopLengthField, windowField, centerField, padModeField, fMinField, nBandsField, quantileField,
  linearField] };
/** @type {Kind} */
const polyFeaturesKind = { name: 'polyFeatures', role: 'analysis', options: [sampleRateField, nFftField,
  winLengthField, hopLengthField, windowField, centerField, padModeField, fitOrderField] };
/** @type {Kind} */
const chromaStftKind = { name: 'chromaStft', role: 'analysis', options: [sampleRateField, nFftField, winLengthField,
  hopLengthField, windowField, centerField, padModeField, tuningField, nChromaField, chromaNormField, ctroctField,
  octwidthField, baseCField] };
/** @type {Kind} */
const chromaFilterbankKind = { name: 'chromaFilterbank', options: [sampleRateField, nFftField, tuningField,
  filterNormField, nChromaField, ctroctField, octwidthField, baseCField] };
/** @type {Kind} */
const tonnetzKind = { name: 'tonnetz', role: 'analysis', least: 1, options: [sampleRateField, hopLengthField,
  windowField, padModeField, fMinField, binsPerOctaveField, nOctavesField, nBinsField, tuningField, filterScaleField,
  nChromaField, thresholdField, chromaNormField] };
/** @type {Kind} */
const rmsKind = { name: 'rms', role: 'analysis', options: [sampleRateField, hopLengthField, centerField, padModeField,
  frameLengthField] };
/** @type {Kind} */
const zeroCrossingRateKind = { name: 'zeroCrossingRate', role: 'analysis', least: 1, options: [sampleRateField,
  hopLengthField, centerField, thresholdField, frameLengthField] };
/** @type {Kind} */
const yinKind = { name: 'yin', role: 'analysis', options: [sampleRateField, hopLengthField, centerField, padModeField,
  fMinField, fMaxField, frameLengthField, troughThresholdField] };
/** @type {Kind} */
const pyinKind = { name: 'pyin', options: [sampleRateField, hopLengthField, centerField, padModeField, fMinField,
  fMaxField, resolutionField, frameLengthField, nThresholdsField, boltzmannParameterField, maxTransitionRateField,
  switchProbField, noTroughProbField, fillNaField] };
/** @type {Kind} */
const onsetKind = { name: 'onset', role: 'rows', options: [nFftField, maxSizeField, lagField, aggregateField,
  detrendField, onsetCenterField] };
/** @type {Kind} */
const tempogramKind = { name: 'tempogram', role: 'rows', options: [windowField, centerField, rowNormField,
  tempoLengthField] };
/** @type {Kind} */
const tempoKind = { name: 'tempo', role: 'rows', options: [startBpmField, stdBpmField, maxTempoField] };

// What models are fed with.
/** @type {Kinds} */
export const ML = {
  fbank: fbankKind, affine: affineKind, weighting: weightingKind, specAugment: specAugmentKind,
    preemphasis: preemphasisKind, deemphasis: deemphasisKind, amplify: amplifyKind, resample: resampleKind,
    melBands: melBandsKind, dct: dctKind, idct: idctKind, pcen: pcenKind, mfcc: mfccKind, melInverse: melInverseKind,
    melToAudio: melToAudioKind, centroid: centroidKind, bandwidth: bandwidthKind, rolloff: rolloffKind,
    flatness: flatnessKind, contrast: contrastKind, polynomial: polynomialKind, spectrumRms: spectrumRmsKind,
    chromaFilters: chromaFiltersKind, tonalCentroid: tonalCentroidKind, spectralCentroid: spectralCentroidKind,
    spectralBandwidth: spectralBandwidthKind, spectralRolloff: spectralRolloffKind,
    spectralFlatness: spectralFlatnessKind, spectralContrast: spectralContrastKind, polyFeatures: polyFeaturesKind,
    chromaStft: chromaStftKind, chromaFilterbank: chromaFilterbankKind, tonnetz: tonnetzKind, rms: rmsKind,
    zeroCrossingRate: zeroCrossingRateKind, yin: yinKind, pyin: pyinKind, onset: onsetKind, tempogram: tempogramKind,
    tempo: tempoKind,
};
