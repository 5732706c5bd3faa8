// Sound from the magnitudes of ten seconds: Griffin-Lim beside librosa, and PGHI beside one inverse and one forward
// STFT.

import { timed } from './measure.js';

const OURS = 'specgram, Griffin-Lim, 32 iterations';
const LIBROSA = 'librosa, Griffin-Lim, 32 iterations';
const PGHI = 'specgram, PGHI';
const ONCE = 'specgram, inverse STFT and STFT';

/** @param {import('./run.js').Kit} kit @returns {Promise<import('./measure.js').Contest>} */
export async function contest({ sg, samples, sampleRate, askPython }) {
  const seconds = 10;
  const sound = samples.slice(0, seconds * sampleRate);
  const S = sg.spectrogram(sound, { power: 1 });
  const spectrum = sg.stft(sound);
  return {
    title: 'Sound from magnitudes, 10 seconds at 22,050 Hz, 2048/512, one thread',
    seconds,
    contenders: [
      { name: OURS, run: timed(() => sg.griffinLim(S)) },
      { name: LIBROSA, run: askPython('librosa-griffinlim', 2048, 512) },
      { name: PGHI, run: timed(() => sg.pghi(S)) },
      { name: ONCE, run: timed(() => sg.stft(sg.istft(spectrum)).data) },
    ],
    bounds: [
      { of: OURS, to: LIBROSA, atMost: 0.33 },
      { of: PGHI, to: ONCE, atMost: 8 },
    ],
  };
}
