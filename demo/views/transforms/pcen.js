// Mel bands, each divided by its own past: per-channel energy normalisation.
import { mel } from './mel.js';
import { framing } from './framing.js';

const PAST = 10; // time constants after which it counts for next to nothing
const TIME_CONSTANT = 0.4; // s

/** @type {import('../analysis.js').Transform} */
export const pcen = {
  label: 'PCEN',
  says: 'Mel bands, each divided by its own level of the last moments: what lasts fades, what begins stands out, near or far.',
  settings: mel.settings,
  values: { least: 0, most: 2.5, unit: '' },
  cost: 1,
  stages: ({ nMels = 128, ...rest }) => [['mel', { ...framing(rest), nMels }], 'pcen'],
  neighbours: ({ hopLength, sampleRate }) => Math.ceil((PAST * TIME_CONSTANT * sampleRate) / hopLength),
};
