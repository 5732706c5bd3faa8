// Every kind and every method, one row each. A kind is what the core makes by one name from one bag of options: a stage
// (src/stages), or a chain of them. A method is what the engine and the pool do with a kind, all at once.

/**
 * @typedef {import('./options.js').Value} Value
 *
 * @typedef {object} Kind
 * @property {string} name
 * @property {readonly string[]} [chain] the stages that it stands for; none: it is one itself
 * @property {readonly string[]} [reads] of a stage: groups of options (see options.js), beside those that name it
 * @property {'fourier' | 'constantQ' | 'reassignment' | 'retrieval' | 'rows' | 'ml'} family ml: what models are
 *   fed with, which specgram/fourier leaves out
 * @property {'analysis' | 'synthesis' | 'sound' | 'rows' | 'offline'} role analyses and syntheses go live; sound
 *   (samples to samples) stands before an analysis in a chain, or goes live like a synthesis; rows stand behind an
 *   analysis
 * @property {string} [type] of its option bag in JavaScript, where it goes live
 * @property {readonly string[]} [required] options of that bag
 * @property {Record<string, Value>} [fixed] C fields of its stages that it does not offer, and their values
 * @property {Record<string, string>} [names] C fields by the names of options that are not those in options.js
 * @property {Record<string, Value>} [defaults] where they differ from its stages'
 * @property {boolean} [hidden] JavaScript does not list it: it makes its plan of what it has
 * @property {boolean} [invertible] its results remember how they were made
 * @property {Record<string, Value>} [remembers] and that, where it was not said
 * @property {readonly string[]} [undoes] kinds
 * @property {number} [least] samples that it makes sense of
 * @property {number} [apart] samples: each row is made of the samples around it alone, the same wherever the sound
 *   begins at a multiple of these and of the hop. A long sound can then be worked in parts
 * @property {Record<string, string>} [texts] defaults of options, in words
 * @property {Record<string, string>} [says] what options are, where that differs from options.js
 */

const OCTAVES = 2 ** 11; // samples between two of the lowest octave, at the most that there are

const says = { sampleRate: 'Hz; required, unless samples is an AudioBuffer' };
const peaks = { fMin: 'Hz from which on peaks are looked for', fMax: 'Hz up to which peaks are looked for' };
const voices = { fMin: 'Hz of the lowest voice, above 0', fMax: 'Hz of the highest voice' };
const magnitudes = { undoes: ['stft', 'spectrogram'], texts: { nFft: 'as S was made, or 2 * (bins - 1)' } };
const retrieval = {
  reads: ['frames', 'synthesis', 'retrieval'],
  family: /** @type {const} */ ('retrieval'),
  role: /** @type {const} */ ('offline'),
  ...magnitudes,
};
const pitches = { family: /** @type {const} */ ('constantQ'), least: 1, required: ['sampleRate'], says };
const estimated = { texts: { tuning: 'null; live: 0' } };
const slices = { texts: { nFft: 'long enough for fMin', nBins: 'as many as fit below sampleRate / 2' } };

const heard = { sampleRate: 'Hz; required, unless M has one' };
const own = {
  says: { sampleRate: 'Hz', hopLength: 'samples from row to row' },
  texts: { sampleRate: "the rows' own", hopLength: "the rows' own, or else 512" },
};
const descriptor = {
  family: /** @type {const} */ ('ml'),
  role: /** @type {const} */ ('analysis'),
  fixed: { power: 1, scaling: 'none' },
  defaults: { hopLength: 512 },
};
const inHz = { ...descriptor, required: ['sampleRate'], says };

/** @type {readonly Kind[]} */
export const KINDS = [
  {
    name: 'stft',
    reads: ['frames', 'sound'],
    apart: 1,
    family: 'fourier',
    role: 'analysis',
    type: 'StftOptions',
    invertible: true,
  },
  {
    name: 'spectrogram',
    reads: ['frames', 'sound', 'power'],
    apart: 1,
    family: 'fourier',
    role: 'analysis',
    type: 'SpectrogramOptions',
    invertible: true,
  },
  {
    name: 'mel',
    reads: ['frames', 'sound', 'power', 'bank'],
    apart: 1,
    family: 'fourier',
    role: 'analysis',
    type: 'MelSpectrogramOptions',
    required: ['sampleRate'],
    says,
  },
  {
    name: 'istft',
    reads: ['frames', 'synthesis'],
    family: 'fourier',
    role: 'synthesis',
    type: 'InverseOptions',
    ...magnitudes,
  },
  {
    name: 'melFilterbank',
    reads: ['bank'],
    family: 'fourier',
    role: 'offline',
    required: ['sampleRate'],
    says: { sampleRate: 'Hz' },
  },

  {
    name: 'reassignment',
    reads: ['frames', 'sound', 'reassign'],
    apart: 1,
    family: 'reassignment',
    role: 'offline',
    required: ['sampleRate'],
    says,
  },
  {
    name: 'reassigned',
    reads: ['frames', 'sound', 'reassign', 'grid'],
    family: 'reassignment',
    role: 'analysis',
    type: 'ReassignedOptions',
    required: ['sampleRate'],
    says,
  },
  {
    name: 'instantaneousFrequency',
    reads: ['frames', 'sound'],
    apart: 1,
    family: 'reassignment',
    role: 'analysis',
    type: 'InstantaneousFrequencyOptions',
    required: ['sampleRate'],
    says,
  },
  {
    name: 'synchrosqueeze',
    reads: ['frames', 'sound'],
    apart: 1,
    family: 'reassignment',
    role: 'analysis',
    type: 'SynchrosqueezeOptions',
    invertible: true,
  },
  {
    name: 'unsqueeze',
    reads: ['frames', 'synthesis'],
    family: 'reassignment',
    role: 'synthesis',
    type: 'InverseSynchrosqueezeOptions',
    ...magnitudes,
    undoes: ['synchrosqueeze'],
  },

  {
    name: 'cqt',
    reads: ['constantQ', 'padding'],
    apart: OCTAVES,
    role: 'analysis',
    type: 'CqtOptions',
    invertible: true,
    ...pitches,
  },
  {
    name: 'vqt',
    reads: ['constantQ', 'padding'],
    apart: OCTAVES,
    role: 'analysis',
    type: 'VqtOptions',
    invertible: true,
    remembers: { gamma: null },
    ...pitches,
  },
  {
    name: 'pseudoCqt',
    reads: ['constantQ', 'padding'],
    apart: 1,
    role: 'analysis',
    type: 'PseudoCqtOptions',
    invertible: true,
    ...pitches,
  },
  {
    name: 'hybridCqt',
    reads: ['constantQ', 'padding'],
    apart: OCTAVES,
    role: 'analysis',
    type: 'PseudoCqtOptions',
    invertible: true,
    ...pitches,
  },
  {
    name: 'chroma',
    chain: ['cqt', 'pitchClasses'],
    apart: OCTAVES,
    role: 'analysis',
    type: 'ChromaOptions',
    fixed: { filter_norm: 1, scale: true, low_latency: false },
    ...pitches,
    ...estimated,
  },
  {
    name: 'chromaCens',
    chain: ['cqt', 'pitchClasses', 'quantise', 'smooth', 'normalise'],
    role: 'analysis',
    type: 'ChromaCensOptions',
    fixed: { chroma_norm: 1, filter_norm: 1, scale: true, low_latency: false },
    ...pitches,
    ...estimated,
  },
  { name: 'pitchClasses', reads: [], family: 'constantQ', role: 'rows', type: 'PitchClassesOptions', apart: 1 },
  { name: 'quantise', reads: [], family: 'constantQ', role: 'rows', type: 'QuantiseOptions', apart: 1 },
  { name: 'smooth', reads: [], family: 'constantQ', role: 'rows', type: 'SmoothOptions' },
  { name: 'normalise', reads: [], family: 'constantQ', role: 'rows', type: 'NormaliseOptions', apart: 1 },
  {
    name: 'estimateTuning',
    chain: ['spectrogram', 'tuning'],
    role: 'offline',
    fixed: {
      win_length: 'nFft',
      hop_length: 'winLength / 4',
      window: 'hann',
      center: true,
      pad_mode: 'constant',
      power: 1,
      scaling: 'none',
    },
    ...pitches,
    least: 0,
    says: { ...says, ...peaks },
  },
  { name: 'tuning', reads: [], family: 'constantQ', role: 'rows', type: 'TuningStageOptions', says: peaks },
  {
    name: 'nsgt',
    reads: ['slices'],
    role: 'analysis',
    type: 'NsgtOptions',
    invertible: true,
    ...pitches,
    ...slices,
  },
  {
    name: 'icqt',
    reads: ['constantQ', 'synthesis'],
    role: 'synthesis',
    type: 'InverseCqtOptions',
    undoes: ['cqt', 'vqt'],
    texts: { nBins: 'as many as S has' },
    ...pitches,
  },
  {
    name: 'icqtLeastSquares',
    reads: ['constantQ', 'synthesis'],
    role: 'offline',
    undoes: ['cqt', 'vqt'],
    texts: { nBins: 'as many as S has' },
    ...pitches,
    says: {
      ...says,
      nIter:
        "steps towards the least squares; 0: one pass of the weighted transpose, as the live synthesiser's (it is not " +
        "librosa's icqt, which weighs otherwise)",
    },
  },
  {
    name: 'griffinLimCqt',
    reads: ['constantQ', 'synthesis'],
    role: 'offline',
    undoes: ['cqt', 'vqt', 'pseudoCqt', 'hybridCqt'],
    texts: { nBins: 'as many as S has' },
    ...pitches,
  },
  {
    name: 'insgt',
    reads: ['slices', 'synthesis'],
    role: 'synthesis',
    type: 'InverseNsgtOptions',
    undoes: ['nsgt'],
    ...pitches,
    ...slices,
  },

  {
    name: 'rtpghi',
    reads: ['frames', 'synthesis'],
    family: 'retrieval',
    role: 'synthesis',
    type: 'RtpghiOptions',
    ...magnitudes,
  },
  { name: 'griffinLim', ...retrieval },
  { name: 'pghi', ...retrieval },
  { name: 'pghiPhase', ...retrieval },

  { name: 'log', reads: [], family: 'rows', role: 'rows', type: 'LogOptions', apart: 1 },
  { name: 'db', reads: [], family: 'rows', role: 'rows', type: 'DbStageOptions', apart: 1 },
  { name: 'delta', reads: [], family: 'rows', role: 'rows', type: 'DeltaOptions' },
  { name: 'gain', reads: [], family: 'rows', role: 'rows', type: 'GainOptions', apart: 1 },
  { name: 'phase', reads: [], family: 'rows', role: 'rows', type: 'NoOptions', apart: 1 },
  { name: 'frequencyOffset', reads: [], family: 'reassignment', role: 'rows', type: 'NoOptions', apart: 1 },

  {
    name: 'fbank',
    reads: ['frames', 'sound', 'framing', 'power', 'bank'],
    apart: 1,
    family: 'ml',
    role: 'analysis',
    type: 'FbankOptions',
    required: ['sampleRate'],
    says,
  },
  // what rows that there are begin with
  { name: 'given', reads: [], family: 'ml', role: 'offline', hidden: true },
  { name: 'affine', reads: [], family: 'ml', role: 'rows', type: 'AffineOptions', apart: 1 },
  {
    name: 'weighting',
    reads: [],
    apart: 1,
    family: 'ml',
    role: 'rows',
    type: 'WeightingOptions',
    says: { minDb: 'no frequency counts less than this; null: no limit' },
  },
  {
    name: 'specAugment',
    reads: [],
    family: 'ml',
    role: 'offline',
    type: 'SpecAugmentOptions',
    says: { seed: 'of what is drawn, an integer from 0: the same gives the same' },
  },
  { name: 'preemphasis', reads: [], family: 'ml', role: 'sound', type: 'PreemphasisOptions' },
  { name: 'deemphasis', reads: [], family: 'ml', role: 'sound', type: 'DeemphasisOptions' },
  { name: 'amplify', reads: [], family: 'ml', role: 'sound', type: 'AmplifyOptions' },
  { name: 'resample', reads: [], family: 'ml', role: 'sound', type: 'ResampleStageOptions' },
  { name: 'melBands', reads: ['bank'], family: 'ml', role: 'rows', type: 'MelBandsOptions', apart: 1 },
  { name: 'dct', reads: [], family: 'ml', role: 'rows', type: 'DctOptions', apart: 1 },
  { name: 'idct', reads: [], family: 'ml', role: 'rows', type: 'IdctOptions', says: { nMels: 'bands' }, apart: 1 },
  { name: 'pcen', reads: [], family: 'ml', role: 'rows', type: 'PcenOptions', ...own },
  {
    name: 'mfcc',
    chain: ['mel', 'db', 'dct'],
    apart: 1,
    family: 'ml',
    role: 'analysis',
    type: 'MfccOptions',
    required: ['sampleRate'],
    fixed: { per_decade: 10, energy: 'none', dct_energy: false },
    names: { melNorm: 'norm', norm: 'dct_norm' },
    texts: { topDb: '80; live: null' },
    says,
  },
  {
    name: 'melInverse',
    reads: ['bank', 'power'],
    family: 'ml',
    role: 'offline',
    required: ['sampleRate'],
    fixed: { n_mels: 128 },
    says: { ...heard, power: 'the exponent of |X| that M holds' },
    texts: { power: "M's own, or else 2" },
  },
  {
    name: 'melToAudio',
    chain: ['melInverse', 'griffinLim'],
    family: 'ml',
    role: 'offline',
    required: ['sampleRate'],
    fixed: { n_mels: 128 },
    says: { ...heard, power: 'the exponent of |X| that M holds' },
    texts: { power: "M's own, or else 2" },
  },

  { name: 'centroid', reads: [], family: 'ml', role: 'rows', type: 'NoOptions', apart: 1 },
  { name: 'bandwidth', reads: [], family: 'ml', role: 'rows', type: 'BandwidthOptions', apart: 1 },
  { name: 'rolloff', reads: [], family: 'ml', role: 'rows', type: 'RolloffOptions', apart: 1 },
  { name: 'flatness', reads: ['power'], family: 'ml', role: 'rows', type: 'FlatnessOptions', apart: 1 },
  { name: 'contrast', reads: [], family: 'ml', role: 'rows', type: 'ContrastOptions', apart: 1 },
  { name: 'polynomial', reads: [], family: 'ml', role: 'rows', type: 'PolynomialOptions', apart: 1 },
  { name: 'spectrumRms', reads: [], family: 'ml', role: 'rows', type: 'NoOptions', apart: 1 },
  { name: 'chromaFilters', reads: [], family: 'ml', role: 'rows', type: 'ChromaFiltersOptions', apart: 1 },
  { name: 'tonalCentroid', reads: [], family: 'ml', role: 'rows', type: 'NoOptions', apart: 1 },
  { name: 'spectralCentroid', chain: ['spectrogram', 'centroid'], type: 'SpectralCentroidOptions', apart: 1, ...inHz },
  {
    name: 'spectralBandwidth',
    chain: ['spectrogram', 'bandwidth'],
    type: 'SpectralBandwidthOptions',
    apart: 1,
    ...inHz,
  },
  { name: 'spectralRolloff', chain: ['spectrogram', 'rolloff'], type: 'SpectralRolloffOptions', apart: 1, ...inHz },
  {
    name: 'spectralFlatness',
    chain: ['spectrogram', 'flatness'],
    apart: 1,
    type: 'SpectralFlatnessOptions',
    ...descriptor,
    fixed: { scaling: 'none' },
    says: { power: 'the exponent of the magnitudes whose flatness is taken' },
  },
  // valleys lie far below peaks
  { name: 'fineSpectrogram', reads: ['frames', 'sound'], family: 'ml', role: 'offline', hidden: true },
  {
    name: 'spectralContrast',
    chain: ['fineSpectrogram', 'contrast'],
    apart: 1,
    type: 'SpectralContrastOptions',
    ...inHz,
    fixed: {},
  },
  { name: 'polyFeatures', chain: ['spectrogram', 'polynomial'], type: 'PolyFeaturesOptions', apart: 1, ...inHz },
  {
    name: 'chromaStft',
    chain: ['spectrogram', 'chromaFilters'],
    apart: 1,
    type: 'ChromaStftOptions',
    ...inHz,
    ...estimated,
    fixed: { power: 2, scaling: 'none' },
  },
  {
    name: 'chromaFilterbank',
    reads: [],
    family: 'ml',
    role: 'offline',
    required: ['sampleRate'],
    says: { sampleRate: 'Hz' },
  },
  {
    name: 'tonnetz',
    chain: ['cqt', 'pitchClasses', 'tonalCentroid'],
    apart: OCTAVES,
    role: 'analysis',
    type: 'TonnetzOptions',
    fixed: { filter_norm: 1, scale: true, low_latency: false },
    ...pitches,
    ...estimated,
    family: 'ml',
  },
  { name: 'rms', reads: [], family: 'ml', role: 'analysis', type: 'RmsOptions', apart: 1 },
  {
    name: 'zeroCrossingRate',
    reads: [],
    apart: 1,
    family: 'ml',
    role: 'analysis',
    type: 'ZeroCrossingRateOptions',
    least: 1,
    says: { threshold: 'samples up to this far below 0 count as positive' },
  },
  {
    name: 'yin',
    reads: ['pitch'],
    apart: 1,
    family: 'ml',
    role: 'analysis',
    type: 'YinOptions',
    required: ['sampleRate'],
    says: { ...says, ...voices },
  },
  {
    name: 'pyin',
    reads: ['pitch'],
    family: 'ml',
    role: 'offline',
    required: ['sampleRate'],
    says: { ...says, ...voices, resolution: 'from pitch to pitch, semitones' },
  },
  { name: 'onset', reads: [], family: 'ml', role: 'rows', type: 'OnsetOptions' },
  { name: 'tempogram', reads: [], family: 'ml', role: 'rows', type: 'TempogramOptions' },
  { name: 'tempo', reads: [], family: 'ml', role: 'rows', type: 'TempoOptions' },
];

/**
 * @typedef {object} Method
 * @property {string} name
 * @property {string} [kind] none: it is given with the call
 * @property {'samples' | 'chain' | 'rates' | 'spectrogram' | 'options'} takes what it is given first; options come
 *   last. chain: samples and the stages; rates: samples and two sample rates
 * @property {string} [type] of its options in JavaScript
 */

/** @type {readonly Method[]} */
export const METHODS = [
  { name: 'analyse', takes: 'chain' },
  { name: 'stft', kind: 'stft', takes: 'samples', type: 'StftOptions' },
  { name: 'spectrogram', kind: 'spectrogram', takes: 'samples', type: 'SpectrogramOptions' },
  { name: 'melSpectrogram', kind: 'mel', takes: 'samples', type: 'MelSpectrogramOptions' },
  { name: 'melFilterbank', kind: 'melFilterbank', takes: 'options', type: 'MelFilterbankOptions' },
  { name: 'istft', kind: 'istft', takes: 'spectrogram', type: 'InverseOptions' },
  { name: 'cqt', kind: 'cqt', takes: 'samples', type: 'CqtOptions' },
  { name: 'vqt', kind: 'vqt', takes: 'samples', type: 'VqtOptions' },
  { name: 'pseudoCqt', kind: 'pseudoCqt', takes: 'samples', type: 'PseudoCqtOptions' },
  { name: 'hybridCqt', kind: 'hybridCqt', takes: 'samples', type: 'PseudoCqtOptions' },
  { name: 'chroma', kind: 'chroma', takes: 'samples', type: 'ChromaOptions' },
  { name: 'chromaCens', kind: 'chromaCens', takes: 'samples', type: 'ChromaCensOptions' },
  { name: 'estimateTuning', kind: 'estimateTuning', takes: 'samples', type: 'TuningOptions' },
  { name: 'nsgt', kind: 'nsgt', takes: 'samples', type: 'NsgtOptions' },
  { name: 'icqt', kind: 'icqtLeastSquares', takes: 'spectrogram', type: 'InverseCqtOptions' },
  { name: 'insgt', kind: 'insgt', takes: 'spectrogram', type: 'InverseNsgtOptions' },
  { name: 'griffinLimCqt', kind: 'griffinLimCqt', takes: 'spectrogram', type: 'GriffinLimCqtOptions' },
  { name: 'reassignedSpectrogram', kind: 'reassignment', takes: 'samples', type: 'ReassignedSpectrogramOptions' },
  { name: 'reassignedImage', kind: 'reassigned', takes: 'samples', type: 'ReassignedImageOptions' },
  {
    name: 'instantaneousFrequency',
    kind: 'instantaneousFrequency',
    takes: 'samples',
    type: 'InstantaneousFrequencyOptions',
  },
  { name: 'synchrosqueeze', kind: 'synchrosqueeze', takes: 'samples', type: 'SynchrosqueezeOptions' },
  { name: 'inverseSynchrosqueeze', kind: 'unsqueeze', takes: 'spectrogram', type: 'InverseSynchrosqueezeOptions' },
  { name: 'griffinLim', kind: 'griffinLim', takes: 'spectrogram', type: 'GriffinLimOptions' },
  { name: 'pghi', kind: 'pghi', takes: 'spectrogram', type: 'PghiOptions' },
  { name: 'fbank', kind: 'fbank', takes: 'samples', type: 'FbankOptions' },
  { name: 'preemphasis', kind: 'preemphasis', takes: 'samples', type: 'PreemphasisOptions' },
  { name: 'deemphasis', kind: 'deemphasis', takes: 'samples', type: 'DeemphasisOptions' },
  { name: 'resample', takes: 'rates' },
  { name: 'mfcc', kind: 'mfcc', takes: 'samples', type: 'MfccOptions' },
  { name: 'mfccToMel', kind: 'idct', takes: 'spectrogram', type: 'MfccToMelOptions' },
  { name: 'melToStft', kind: 'melInverse', takes: 'spectrogram', type: 'MelToStftOptions' },
  { name: 'melToAudio', kind: 'melToAudio', takes: 'spectrogram', type: 'MelToAudioOptions' },
  { name: 'delta', kind: 'delta', takes: 'spectrogram', type: 'DeltaOptions' },
  { name: 'pcen', kind: 'pcen', takes: 'spectrogram', type: 'PcenOptions' },
  { name: 'spectralCentroid', kind: 'spectralCentroid', takes: 'samples', type: 'SpectralCentroidOptions' },
  { name: 'spectralBandwidth', kind: 'spectralBandwidth', takes: 'samples', type: 'SpectralBandwidthOptions' },
  { name: 'spectralRolloff', kind: 'spectralRolloff', takes: 'samples', type: 'SpectralRolloffOptions' },
  { name: 'spectralFlatness', kind: 'spectralFlatness', takes: 'samples', type: 'SpectralFlatnessOptions' },
  { name: 'spectralContrast', kind: 'spectralContrast', takes: 'samples', type: 'SpectralContrastOptions' },
  { name: 'polyFeatures', kind: 'polyFeatures', takes: 'samples', type: 'PolyFeaturesOptions' },
  { name: 'rms', kind: 'rms', takes: 'samples', type: 'RmsOptions' },
  { name: 'zeroCrossingRate', kind: 'zeroCrossingRate', takes: 'samples', type: 'ZeroCrossingRateOptions' },
  { name: 'chromaStft', kind: 'chromaStft', takes: 'samples', type: 'ChromaStftOptions' },
  { name: 'tonnetz', kind: 'tonnetz', takes: 'samples', type: 'TonnetzOptions' },
  { name: 'chromaFilterbank', kind: 'chromaFilterbank', takes: 'options', type: 'ChromaFilterbankOptions' },
  { name: 'yin', kind: 'yin', takes: 'samples', type: 'YinOptions' },
  { name: 'pyin', kind: 'pyin', takes: 'samples', type: 'PyinOptions' },
  { name: 'onsetStrength', takes: 'samples' },
  { name: 'spectralFlux', takes: 'samples' },
  { name: 'tempogram', takes: 'samples' },
  { name: 'tempo', takes: 'samples' },
];
