// The constant-Q transform live at 48 kHz: the time it takes altogether, and in the worst render quantum.

const SAMPLE_RATE = 48000;
const QUANTUM = 128;
const WHOLE = 'specgram, 84 bins, hop 512';
const WORST = 'its worst render quantum';
const SHARE = '5 % of real time';
const HALF = 'half a render quantum';

/** @param {import('./run.js').Kit} kit @returns {Promise<import('./measure.js').Contest>} */
export async function contest({ sg, samples }) {
  const seconds = samples.length / SAMPLE_RATE;
  // Of each quantum its best time of all rounds: what else the machine does is not ours.
  const best = new Float64Array(Math.ceil(samples.length / QUANTUM)).fill(Infinity);
  const run = () => {
    const analyser = sg.analyser('cqt', { sampleRate: SAMPLE_RATE });
    const column = () => {};
    const start = performance.now();
    let before = start;
    for (let done = 0; done < samples.length; done += QUANTUM) {
      analyser.push(samples.subarray(done, done + QUANTUM), column);
      const now = performance.now();
      best[done / QUANTUM] = Math.min(best[done / QUANTUM], now - before);
      before = now;
    }
    analyser.close();
    return { ms: performance.now() - start };
  };
  return {
    title: 'CQT live, 48 kHz, 128 samples at a time, one thread',
    seconds,
    contenders: [
      { name: WHOLE, run },
      { name: SHARE, run: () => ({ ms: 50 * seconds }) },
      { name: WORST, run: () => ({ ms: Math.max(...best.subarray(best.length / 10)) }) },
      { name: HALF, run: () => ({ ms: (500 * QUANTUM) / SAMPLE_RATE }) },
    ],
    bounds: [
      { of: WHOLE, to: SHARE, atMost: 1 },
      { of: WORST, to: HALF, atMost: 1 },
    ],
  };
}
