// Calls of the methods that describe frames, of samples and of spectrograms.

export const DESCRIPTORS = [
  'spectralCentroid',
  'spectralBandwidth',
  'spectralRolloff',
  'spectralFlatness',
  'spectralContrast',
  'polyFeatures',
  'rms',
  'zeroCrossingRate',
  'chromaStft',
  'tonnetz',
];

/**
 * @param {any} sg
 * @param {Float32Array} x
 * @param {any} buffer of 44.1 kHz
 * @param {any} magnitudes of x
 * @returns {[string, ...any[]][]}
 */
export const descriptorCalls = (sg, x, buffer, magnitudes) => [
  ['spectralCentroid', x, { sampleRate: 16000 }],
  ['spectralCentroid', magnitudes, { sampleRate: 16000 }],
  ['spectralBandwidth', x, { sampleRate: 16000, p: 1 }],
  ['spectralRolloff', buffer],
  ['spectralFlatness', x],
  ['spectralContrast', x, { sampleRate: 16000, nBands: 5 }],
  ['spectralContrast', magnitudes, { sampleRate: 44100, topDb: null }],
  ['polyFeatures', x, { sampleRate: 16000, order: 2 }],
  ['rms', x],
  ['rms', magnitudes],
  ['zeroCrossingRate', x],
  ['chromaStft', x, { sampleRate: 16000 }],
  ['chromaStft', magnitudes, { sampleRate: 16000 }],
  ['tonnetz', x, { sampleRate: 16000, nOctaves: 4 }],
  ['tonnetz', sg.chromaStft(x, { sampleRate: 16000, tuning: 0 })],
  ['chromaFilterbank', { sampleRate: 16000, nChroma: 24 }],
];
