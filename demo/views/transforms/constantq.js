// The constant-Q and variable-Q transforms: bins from C1 up at a fixed number an octave.
import { midiToHz } from 'specgram';
import { every } from './framing.js';

/** @typedef {import('../../ui/setting.js').Setting} Setting */

const C1 = 24; // MIDI number
const OCTAVES = 9;
const HIGHEST = 0.42; // of the sample rate: the topmost filter, too, lies below half of it
const HANN_3DB = 1.44; // width of the window's main lobe, bins of its length

/** @type {Setting[]} */
const settings = [
  {
    key: 'bpo',
    option: 'binsPerOctave',
    as: Number,
    label: 'Bins an octave',
    group: 'Analysis',
    kind: 'choice',
    initial: '36',
    choices: { 12: '12', 24: '24', 36: '36', 48: '48' },
    help: 'More bins tell finer pitches apart and need longer filters: the picture comes later.',
  },
  every,
  {
    key: 'lowlatency',
    option: 'lowLatency',
    as: (value) => value === 'on',
    label: 'Low latency',
    group: 'Analysis',
    kind: 'switch',
    initial: 'off',
    choices: { off: 'Off', on: 'On' },
    help: 'High notes are there at once, and low ones, whose filters take long to fill, stand to the right of what sounded with them: a click becomes a curve.',
  },
];

/** @param {Partial<import('../analysis.js').Analysis>} analysis @param {number} sampleRate Hz */
function optionsOf(analysis, sampleRate) {
  const { binsPerOctave = 36, a4 = 440, hopLength = 512, lowLatency = false, highest = HIGHEST } = analysis;
  let fMin = midiToHz(C1, { a4 });
  while (fMin > 0.5 * highest * sampleRate) fMin /= 2;
  const fitting = Math.floor(binsPerOctave * Math.log2((highest * sampleRate) / fMin));
  const nBins = Math.max(1, Math.min(OCTAVES * binsPerOctave, fitting));
  return { fMin, binsPerOctave, nBins, hopLength, lowLatency };
}

/** @type {Omit<import('../analysis.js').Transform, 'label' | 'says' | 'stages'>} */
const common = {
  settings,
  reads: ['a4'],
  starts: { scale: 'log', labels: 'notes', low: 32, high: 8400 },
  cost: 5,
  hasNotes: true,
  centred: true,
  // filters of more bins an octave are longer, and have a limit; wide ones at the top must lie below half the rate, too
  nearest: ({ binsPerOctave = 36 }) => [
    ...[36, 24, 12].filter((bins) => bins < binsPerOctave).map((bins) => ({ binsPerOctave: bins })),
    ...[0.3, 0.2, 0.1].map((highest) => ({ binsPerOctave: 12, highest })),
  ],
  instead: (options) => `${options.binsPerOctave} bins an octave, the nearest that there can be at this sample rate`,
  // filters lie around their column, or end there and decimation takes a little more
  neighbours: ({ lengths, hopLength, options }) =>
    Math.ceil(((options.lowLatency ? 1.06 : 0.5) * lengths[0]) / hopLength) + 1,
  fineness({ lengths, sampleRate, options: { binsPerOctave } }) {
    const ends = [lengths[0], lengths[lengths.length - 1]];
    return {
      df: ends.map((length) => (HANN_3DB * sampleRate) / length),
      dt: ends.map((length) => length / sampleRate),
      bins: `${binsPerOctave} bins an octave from C1 up`,
    };
  },
};

/** @type {import('../analysis.js').Transform} */
export const cqt = {
  label: 'Constant-Q',
  says: 'Bins like a piano’s keys: each hears as many swings of its note as every other, so bass is slow and treble quick.',
  stages: (analysis, sampleRate) => [['cqt', optionsOf(analysis, sampleRate)], 'gain'],
  ...common,
};

/** @type {import('../analysis.js').Transform} */
export const vqt = {
  label: 'Variable-Q',
  says: 'The constant-Q transform with shorter filters in the bass, about as wide as the ear’s: quicker below, less sharp.',
  stages: (analysis, sampleRate) => [['vqt', optionsOf(analysis, sampleRate)], 'gain'],
  ...common,
};
