// The mel spectrogram of three minutes beside our own STFT, whose spectra it gathers while they are still in registers.

import { timed } from './measure.js';

const OURS = 'specgram';
const STFT = "specgram's STFT magnitude";

/** @param {import('./run.js').Kit} kit @returns {import('./measure.js').Contest} */
export function contest({ sg, samples, sampleRate, seconds, askPython }) {
  const work = 'mel';
  return {
    title: 'Mel spectrogram, 128 bands, 3 minutes at 22,050 Hz, 2048/512, one thread',
    seconds,
    contenders: [
      { name: OURS, work, run: timed(() => sg.melSpectrogram(samples, { sampleRate, nMels: 128 }).data) },
      { name: STFT, run: timed(() => sg.spectrogram(samples, { power: 1 }).data) },
      { name: 'librosa', work, run: askPython('librosa-mel', 2048, 512, 128) },
    ],
    bounds: [{ of: OURS, to: STFT, atMost: 1.2 }],
  };
}
