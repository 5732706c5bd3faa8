// Calls of the methods of pitch and rhythm.

export const RHYTHMS = ['yin', 'pyin', 'onsetStrength', 'spectralFlux', 'tempogram', 'tempo'];

const mel = { sampleRate: 16000, nMels: 40 };

/**
 * @param {any} sg
 * @param {Float32Array} x
 * @param {any} buffer of 44.1 kHz
 * @returns {[string, ...any[]][]}
 */
export const rhythmCalls = (sg, x, buffer) => [
  ['yin', x, { sampleRate: 16000 }],
  ['pyin', buffer, { hopLength: 1000 }],
  ['onsetStrength', x, { ...mel, lag: 2 }],
  ['onsetStrength', sg.powerToDb(sg.melSpectrogram(x, mel)), { nFft: 1024 }],
  ['spectralFlux', x, mel],
  ['tempogram', buffer, { winLength: 20 }],
  ['tempo', x, { sampleRate: 16000, acSize: 1 }],
  ['tempo', sg.onsetStrength(x, mel), { acSize: 1 }],
];
