// Made by scripts/generate.mjs from src/tables: change those.

/**
 * A kind: the options that may be said to it, those of them whose fields have other names, defaults that differ from
 * those of the fields (null: C alone knows it), whether its rows are complex, whether its results remember how they
 * were made and with what where it was not said, the kinds that it undoes, and the least samples that make sense.
 * @typedef {object} Kind
 * @property {string} name
 * @property {readonly string[]} options
 * @property {Readonly<Record<string, string>>} [fields]
 * @property {Readonly<Record<string, import('./fields.js').Usual>>} [usual]
 * @property {boolean} [complex]
 * @property {boolean} [invertible]
 * @property {Readonly<Record<string, unknown>>} [remembers]
 * @property {readonly string[]} [undoes]
 * @property {number} [least]
 */

/** @type {Readonly<Record<string, Kind>>} */
export const FOURIER = {
  stft: { name: 'stft', options: ['sampleRate', 'nFft', 'winLength', 'hopLength', 'window', 'center', 'padMode'],
    complex: true, invertible: true },
  spectrogram: { name: 'spectrogram', options: ['sampleRate', 'nFft', 'winLength', 'hopLength', 'window', 'center',
    'padMode', 'power', 'scaling'], invertible: true },
  mel: { name: 'mel', options: ['sampleRate', 'nFft', 'winLength', 'hopLength', 'window', 'center', 'padMode', 'power',
    'nMels', 'fMin', 'fMax', 'htk', 'norm'], usual: { hopLength: 512 } },
  istft: { name: 'istft', options: ['nFft', 'winLength', 'hopLength', 'window', 'center', 'onNola', 'length'],
    undoes: ['stft', 'spectrogram'] },
  melFilterbank: { name: 'melFilterbank', options: ['sampleRate', 'nFft', 'nMels', 'fMin', 'fMax', 'htk', 'norm'] },
};

/** @type {Readonly<Record<string, Kind>>} */
export const REASSIGNMENT = {
  reassignment: { name: 'reassignment', options: ['sampleRate', 'nFft', 'winLength', 'hopLength', 'window', 'center',
    'padMode', 'refPower', 'reassignTimes', 'reassignFrequencies', 'timeOrigin', 'fillNan', 'clip'] },
  reassigned: { name: 'reassigned', options: ['sampleRate', 'nFft', 'winLength', 'hopLength', 'window', 'center',
    'padMode', 'fMin', 'fMax', 'htk', 'refPower', 'reassignTimes', 'reassignFrequencies', 'timeOrigin',
    'frequencyScale', 'height'] },
  instantaneousFrequency: { name: 'instantaneousFrequency', options: ['sampleRate', 'nFft', 'winLength', 'hopLength',
    'window', 'center', 'padMode', 'method'], fields: { method: 'derivative' } },
  synchrosqueeze: { name: 'synchrosqueeze', options: ['sampleRate', 'nFft', 'winLength', 'hopLength', 'window',
    'center', 'padMode', 'refPower'], usual: { hopLength: ['winLength', 32] }, complex: true, invertible: true },
  unsqueeze: { name: 'unsqueeze', options: ['nFft', 'winLength', 'hopLength', 'window', 'center', 'length'],
    usual: { hopLength: ['winLength', 32] }, undoes: ['synchrosqueeze'] },
};

/** @type {Readonly<Record<string, Kind>>} */
export const CONSTANT_Q = {
  cqt: { name: 'cqt', options: ['sampleRate', 'hopLength', 'window', 'padMode', 'fMin', 'binsPerOctave', 'nBins',
    'tuning', 'filterScale', 'norm', 'scale', 'lowLatency'], fields: { norm: 'filterNorm' }, usual: { hopLength: 512,
    fMin: 32.70319566257483 }, complex: true, invertible: true, least: 1 },
  vqt: { name: 'vqt', options: ['sampleRate', 'hopLength', 'window', 'padMode', 'fMin', 'binsPerOctave', 'nBins',
    'tuning', 'filterScale', 'norm', 'gamma', 'scale', 'lowLatency'], fields: { norm: 'filterNorm' },
    usual: { hopLength: 512, fMin: 32.70319566257483, gamma: -1 }, complex: true, invertible: true,
    remembers: { gamma: null }, least: 1 },
  pseudoCqt: { name: 'pseudoCqt', options: ['sampleRate', 'hopLength', 'window', 'padMode', 'fMin', 'binsPerOctave',
    'nBins', 'tuning', 'filterScale', 'norm', 'scale'], fields: { norm: 'filterNorm' }, usual: { hopLength: 512,
    fMin: 32.70319566257483 }, invertible: true, least: 1 },
  hybridCqt: { name: 'hybridCqt', options: ['sampleRate', 'hopLength', 'window', 'padMode', 'fMin', 'binsPerOctave',
    'nBins', 'tuning', 'filterScale', 'norm', 'scale'], fields: { norm: 'filterNorm' }, usual: { hopLength: 512,
    fMin: 32.70319566257483 }, invertible: true, least: 1 },
  chroma: { name: 'chroma', options: ['sampleRate', 'hopLength', 'window', 'padMode', 'fMin', 'binsPerOctave',
    'nOctaves', 'nBins', 'tuning', 'filterScale', 'nChroma', 'threshold', 'norm'], fields: { norm: 'chromaNorm' },
    usual: { hopLength: 512, fMin: 32.70319566257483, binsPerOctave: 36, nBins: null }, least: 1 },
  chromaCens: { name: 'chromaCens', options: ['sampleRate', 'hopLength', 'window', 'padMode', 'fMin', 'binsPerOctave',
    'nOctaves', 'nBins', 'tuning', 'filterScale', 'nChroma', 'threshold', 'winLenSmooth', 'norm'],
    fields: { norm: 'rowNorm' }, usual: { hopLength: 512, fMin: 32.70319566257483, binsPerOctave: 36, nBins: null },
    least: 1 },
  estimateTuning: { name: 'estimateTuning', options: ['sampleRate', 'nFft', 'binsPerOctave', 'resolution'], least: 0 },
  nsgt: { name: 'nsgt', options: ['sampleRate', 'nFft', 'fMin', 'binsPerOctave', 'nBins', 'tuning'],
    usual: { nFft: null, fMin: 32.70319566257483, nBins: null }, complex: true, invertible: true, least: 1 },
  icqt: { name: 'icqt', options: ['sampleRate', 'hopLength', 'window', 'fMin', 'length', 'binsPerOctave', 'nBins',
    'tuning', 'filterScale', 'norm', 'gamma', 'scale'], fields: { norm: 'filterNorm' }, usual: { hopLength: 512,
    fMin: 32.70319566257483 }, undoes: ['cqt', 'vqt'], least: 1 },
  icqtLeastSquares: { name: 'icqtLeastSquares', options: ['sampleRate', 'hopLength', 'window', 'fMin', 'length',
    'binsPerOctave', 'nBins', 'tuning', 'filterScale', 'norm', 'gamma', 'scale', 'nIter'],
    fields: { norm: 'filterNorm' }, usual: { hopLength: 512, fMin: 32.70319566257483, nIter: 16 }, undoes: ['cqt',
    'vqt'], least: 1 },
  griffinLimCqt: { name: 'griffinLimCqt', options: ['sampleRate', 'hopLength', 'window', 'fMin', 'length',
    'binsPerOctave', 'nBins', 'tuning', 'filterScale', 'norm', 'gamma', 'scale', 'momentum', 'nIter', 'seed'],
    fields: { norm: 'filterNorm' }, usual: { hopLength: 512, fMin: 32.70319566257483 }, undoes: ['cqt', 'vqt',
    'pseudoCqt', 'hybridCqt'], least: 1 },
  insgt: { name: 'insgt', options: ['sampleRate', 'nFft', 'fMin', 'length', 'binsPerOctave', 'nBins', 'tuning'],
    usual: { nFft: null, fMin: 32.70319566257483, nBins: null }, undoes: ['nsgt'], least: 1 },
};

/** @type {Readonly<Record<string, Kind>>} */
export const ROWS = {
  quantise: { name: 'quantise', options: [] },
  smooth: { name: 'smooth', options: ['winLenSmooth'] },
  normalise: { name: 'normalise', options: ['norm'], fields: { norm: 'rowNorm' } },
  tuning: { name: 'tuning', options: ['sampleRate', 'nFft', 'binsPerOctave', 'resolution'] },
  log: { name: 'log', options: ['amin', 'offset', 'base'] },
  db: { name: 'db', options: ['amin', 'ref', 'minDb'], fields: { amin: 'dbAmin' } },
  delta: { name: 'delta', options: ['width', 'order', 'mode'] },
  gain: { name: 'gain', options: ['gainDb'] },
  phase: { name: 'phase', options: [] },
  frequencyOffset: { name: 'frequencyOffset', options: [] },
};

/** @type {Readonly<Record<string, Kind>>} */
export const RETRIEVAL = {
  rtpghi: { name: 'rtpghi', options: ['nFft', 'winLength', 'hopLength', 'window', 'center', 'length', 'tolerance'],
    undoes: ['stft', 'spectrogram'] },
  retrieval: { name: 'retrieval', options: ['nFft', 'winLength', 'hopLength', 'window', 'center', 'padMode', 'length',
    'momentum', 'tolerance'], undoes: ['stft', 'spectrogram'] },
};

/** Kinds that go live. */
export const ANALYSES = [
  'stft', 'spectrogram', 'mel', 'reassigned', 'instantaneousFrequency', 'synchrosqueeze', 'cqt', 'vqt', 'pseudoCqt',
    'hybridCqt', 'chroma', 'chromaCens', 'nsgt',
];
export const SYNTHESES = [
  'istft', 'unsqueeze', 'icqt', 'insgt', 'rtpghi',
];
/** Kinds that stand behind an analysis in a chain. */
export const ROW_STAGES = [
  'quantise', 'smooth', 'normalise', 'tuning', 'log', 'db', 'delta', 'gain', 'phase', 'frequencyOffset',
];

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
