// Chroma: the constant-Q transform's magnitudes, all octaves of a pitch class together.
import { midiToHz } from 'specgram';
import { every } from './framing.js';

const C1 = 24; // MIDI number
const OCTAVES = 7;
const HIGHEST = 0.42; // of the sample rate: the topmost filter, too, lies below half of it
const HANN_3DB = 1.44; // width of the window's main lobe, bins of its length
/** Bins an octave, the best first: swings that each filter hears, 1 / (2^(1/bins) - 1). @type {Map<number, number>} */
const SWINGS = new Map([
  [36, 51.44],
  [24, 34.13],
  [12, 16.82],
]);

/** @type {import('../analysis.js').Transform} */
export const chroma = {
  label: 'Chroma',
  says: 'How strong each note is, whatever its octave, beside the strongest of the moment: what chords are made of.',
  settings: [every],
  reads: ['a4'],
  names: () => ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'],
  starts: { floor: -24, ceiling: 0 },
  cost: 5,
  centred: true,
  stages({ binsPerOctave = 36, a4 = 440, hopLength = 512 }, sampleRate) {
    let fMin = midiToHz(C1, { a4 });
    while (fMin > 0.5 * HIGHEST * sampleRate) fMin /= 2;
    const nOctaves = Math.max(1, Math.min(OCTAVES, Math.floor(Math.log2((HIGHEST * sampleRate) / fMin))));
    return [['chroma', { fMin, nOctaves, binsPerOctave, tuning: 0, hopLength }]];
  },
  // filters of more bins an octave are longer, and have a limit
  nearest: () => [...SWINGS.keys()].slice(1).map((binsPerOctave) => ({ binsPerOctave })),
  instead: ({ binsPerOctave }) =>
    `12 pitch classes of ${binsPerOctave} bins an octave, as the sample rate is this high`,
  // filters lie around their column
  neighbours: ({ latency, hopLength }) => Math.ceil(latency / hopLength) + 1,
  fineness({ options: { fMin, nOctaves, binsPerOctave } }) {
    const swings = Number(SWINGS.get(binsPerOctave));
    const ends = [fMin, fMin * (1 << nOctaves)];
    return {
      df: ends.map((hz) => (HANN_3DB * hz) / swings),
      dt: ends.map((hz) => swings / hz),
      bins: `${nOctaves} octaves from C1 up as 12 pitch classes`,
    };
  },
};
