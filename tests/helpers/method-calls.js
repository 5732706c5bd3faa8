// A call of each long method of the engine.

import { DESCRIPTORS } from './descriptor-calls.js';

const sampleRate = 22050;

/** What each long method can be given, of a sound x. @param {any} sg @param {Float32Array} x */
export function givenTo(sg, x) {
  const nFft = 1024;
  const notes = { sampleRate, hopLength: 2048 };
  const magnitudes = sg.spectrogram(x, { nFft, power: 1 });
  const squeezed = sg.synchrosqueeze(x, { nFft, hopLength: 256 });
  const cqt = sg.cqt(x, notes);
  const heights = sg.hybridCqt(x, notes);
  const frames = { sampleRate, nFft };
  const M = sg.melSpectrogram(x, frames);
  return /** @type {Record<string, any[]>} */ ({
    ...Object.fromEntries(
      ['stft', 'spectrogram', 'melSpectrogram', 'reassignedSpectrogram', 'reassignedImage', 'synchrosqueeze'].map(
        (method) => [method, [x, frames]],
      ),
    ),
    instantaneousFrequency: [x, frames],
    ...Object.fromEntries(
      ['cqt', 'vqt', 'pseudoCqt', 'hybridCqt', 'chroma', 'chromaCens'].map((method) => [method, [x, notes]]),
    ),
    analyse: [x, ['mel', ['delta', {}]], { sampleRate }],
    estimateTuning: [x, { sampleRate, nFft }],
    nsgt: [x, { sampleRate }],
    istft: [sg.stft(x, { nFft })],
    inverseSynchrosqueeze: [squeezed],
    icqt: [cqt],
    insgt: [sg.nsgt(x, { sampleRate })],
    griffinLim: [magnitudes, { nIter: 2 }],
    griffinLimCqt: [heights, { nIter: 2 }],
    pghi: [magnitudes],
    melFilterbank: [frames],
    ...{ fbank: [x, frames], preemphasis: [x], deemphasis: [x], resample: [x, sampleRate, 11025] },
    ...{ mfcc: [x, frames], mfccToMel: [sg.mfcc(x, frames)], delta: [M, { mode: 'wrap' }], pcen: [M] },
    ...Object.fromEntries([...DESCRIPTORS, 'onsetStrength', 'spectralFlux'].map((method) => [method, [x, frames]])),
    ...{
      zeroCrossingRate: [x],
      rms: [magnitudes],
      yin: [x, { sampleRate }],
      pyin: [x, { sampleRate }],
      tonnetz: [x, notes],
      chromaFilterbank: [frames],
    },
    ...{ tempogram: [x, { sampleRate, winLength: 20 }], tempo: [x, { sampleRate, acSize: 1 }] },
    ...{ melToStft: [M], melToAudio: [M, { nIter: 2 }] },
  });
}
