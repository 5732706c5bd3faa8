// Half a minute of 48 kHz to 16 kHz, as models want it, beside soxr in librosa and the mel bands that come next.

import { timed } from './measure.js';

const OURS = 'specgram';
const MEL = "specgram's 80 mel bands of the result";

/** @param {import('./run.js').Kit} kit @returns {import('./measure.js').Contest} */
export function contest({ sg, samples, askPython }) {
  const sound = samples.subarray(0, 30 * 48000);
  const result = sg.resample(sound, 48000, 16000);
  const mel = { sampleRate: 16000, nFft: 400, hopLength: 160, nMels: 80 };
  return {
    title: 'Resampling, 30 s of 48,000 Hz to 16,000, one thread',
    seconds: 30,
    contenders: [
      { name: OURS, run: timed(() => sg.resample(sound, 48000, 16000)) },
      { name: MEL, run: timed(() => sg.melSpectrogram(result, mel).data) },
      { name: 'librosa, soxr HQ', run: askPython('librosa-resample', 48000, 16000) },
    ],
    bounds: [{ of: OURS, to: MEL, atMost: 6 }],
  };
}
