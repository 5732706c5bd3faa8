// The constant-Q transform of three minutes, by the public call and by librosa, which is further from the definition.

import { timed } from './measure.js';

const OURS = 'specgram';
const LIBROSA = 'librosa';

/** @param {import('./run.js').Kit} kit @returns {Promise<import('./measure.js').Contest>} */
export async function contest({ sg, samples, sampleRate, seconds, askPython }) {
  return {
    title: 'CQT, 3 minutes at 22,050 Hz, 84 bins, hop 512, one thread',
    seconds,
    contenders: [
      { name: OURS, run: timed(() => sg.cqt(samples, { sampleRate }).data) },
      { name: `${OURS}, hop 441`, run: timed(() => sg.cqt(samples, { sampleRate, hopLength: 441 }).data) },
      { name: LIBROSA, run: askPython('librosa-cqt', 512, 84) },
    ],
    bounds: [{ of: OURS, to: LIBROSA, atMost: 1 / 2.5 }],
  };
}
