// The magnitude spectrogram of three minutes, by the public call and by the fastest peers.

import { pffftSpectrogram } from './pffft.js';
import { timed } from './measure.js';

const OURS = 'specgram';
const FFTW = 'FFTW, native C';
const PFFFT = 'pffft-wasm, SIMD';

/** @param {import('./run.js').Kit} kit @returns {Promise<import('./measure.js').Contest>} */
export async function contest({ sg, samples, seconds, askFftw, askPython }) {
  const work = 'magnitude';
  const pffft = await pffftSpectrogram(2048, 512);
  return {
    title: 'STFT magnitude, 3 minutes at 22,050 Hz, 2048/512, one thread',
    seconds,
    contenders: [
      { name: OURS, work, run: timed(() => sg.spectrogram(samples, { power: 1 }).data) },
      { name: FFTW, work, run: askFftw('stft', 2048, 512) },
      { name: PFFFT, work, run: timed(() => pffft(samples)) },
      { name: 'SciPy, float32', work, run: askPython('scipy-stft', 2048, 512) },
      { name: 'librosa', work, run: askPython('librosa-stft', 2048, 512) },
    ],
    bounds: [
      { of: OURS, to: FFTW, atMost: 1.9 },
      { of: OURS, to: PFFFT, atMost: 0.5 },
    ],
  };
}
