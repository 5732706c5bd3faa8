// Every cell's frequency, time and magnitude for three minutes, beside librosa.

import { timed } from './measure.js';

const OURS = 'specgram';
const REUSED = 'specgram, in the arrays of the run before';
const LIBROSA = 'librosa';

/** @param {import('./run.js').Kit} kit @returns {Promise<import('./measure.js').Contest>} */
export async function contest({ sg, samples, sampleRate, seconds, askPython }) {
  const work = 'reassigned magnitudes';
  const out = sg.reassignedSpectrogram(samples, { sampleRate });
  return {
    title: 'Reassigned spectrogram, 3 minutes at 22,050 Hz, 2048/512, one thread',
    seconds,
    contenders: [
      { name: OURS, work, run: timed(() => sg.reassignedSpectrogram(samples, { sampleRate }).magnitudes) },
      { name: REUSED, work, run: timed(() => sg.reassignedSpectrogram(samples, { sampleRate, out }).magnitudes) },
      { name: LIBROSA, work, run: askPython('librosa-reassigned', 2048, 512) },
      { name: 'specgram, as an image', run: timed(() => sg.reassignedImage(samples, { sampleRate }).data) },
    ],
    bounds: [
      { of: OURS, to: LIBROSA, atMost: 0.25 },
      { of: REUSED, to: LIBROSA, atMost: 0.25 },
    ],
  };
}
