// The invertible constant-Q transform and its inverse, live, at 44.1 kHz.

const SAMPLE_RATE = 44100;
const BLOCK = 16384;
const LIMIT = '1/50 of real time';

/** @param {import('./run.js').Kit} kit @returns {Promise<import('./measure.js').Contest>} */
export async function contest({ sg, samples }) {
  const seconds = samples.length / SAMPLE_RATE;
  const names = [12, 24, 48].map((binsPerOctave) => `${binsPerOctave} bins an octave`);
  return {
    title: 'Sliced nonstationary Gabor transform and back, 44.1 kHz, one thread',
    seconds,
    contenders: [
      ...[12, 24, 48].map((binsPerOctave, i) => ({
        name: names[i],
        run: () => ({ ms: roundTrip(sg, samples, binsPerOctave) }),
      })),
      { name: LIMIT, run: () => ({ ms: (1000 * seconds) / 50 }) },
    ],
    bounds: names.map((of) => ({ of, to: LIMIT, atMost: 1 })),
  };
}

/** @param {import('./run.js').Kit['sg']} sg @param {Float32Array} samples @param {number} binsPerOctave */
function roundTrip(sg, samples, binsPerOctave) {
  const options = { sampleRate: SAMPLE_RATE, binsPerOctave };
  const analyser = sg.analyser('nsgt', options);
  const synthesiser = sg.synthesiser('insgt', options);
  const take = () => {};
  const column = (/** @type {Float32Array} */ values) => synthesiser.push(values, take);
  const start = performance.now();
  for (let done = 0; done < samples.length; done += BLOCK) analyser.push(samples.subarray(done, done + BLOCK), column);
  analyser.flush(column);
  synthesiser.flush(take);
  const ms = performance.now() - start;
  analyser.close();
  synthesiser.close();
  return ms;
}
