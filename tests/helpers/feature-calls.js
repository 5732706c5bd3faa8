// Calls of the methods that make features for models, of sounds and of spectrograms that there are.

const mel = { sampleRate: 16000, nMels: 40 };

/**
 * A name, and what the method is given.
 * @param {any} sg
 * @param {Float32Array} x
 * @param {object} buffer an AudioBuffer
 * @returns {[string, ...any[]][]}
 */
export function featureCalls(sg, x, buffer) {
  const M = sg.melSpectrogram(x, mel);
  const C = sg.cqt(x, { sampleRate: 16000, nBins: 36 });
  return [
    ['mfcc', x, { ...mel, nMfcc: 13 }],
    ['mfcc', buffer, { nMels: 30, topDb: null, channel: 'mix' }],
    ['mfcc', sg.powerToDb(M), { nMfcc: 13 }],
    ['melSpectrogram', sg.spectrogram(x, { sampleRate: 16000 }), { nMels: 40 }],
    ['chroma', C],
    ['chromaCens', C, { winLenSmooth: 5 }],
    ['mfccToMel', sg.mfcc(x, mel), { nMels: 40 }],
    ['melToStft', M],
    ['melToAudio', M, { nIter: 2, seed: 3 }],
    ['delta', sg.mfcc(x, mel), { mode: 'wrap' }],
    ['pcen', M, { timeConstant: 0.1 }],
  ];
}

/**
 * The same, of a longer sound.
 * @param {any} sg
 * @param {object} buffer
 * @returns {[string, any[]][]}
 */
export function longFeatureCalls(sg, buffer) {
  const M = sg.melSpectrogram(buffer);
  return [
    ['mfcc', [buffer, {}]],
    ['mfcc', [buffer, { topDb: null }]],
    ['mfccToMel', [sg.mfcc(buffer)]],
    ['melToStft', [M]],
    ...[0, 2].map((nIter) => /** @type {[string, any[]]} */ (['melToAudio', [M, { nIter }]])),
    ...['interp', 'wrap'].map((mode) => /** @type {[string, any[]]} */ (['delta', [M, { mode }]])),
    ['pcen', [M]],
  ];
}
