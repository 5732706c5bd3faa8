// The synchrosqueezed STFT.
import { frames, framing } from './framing.js';

/** @type {import('../analysis.js').Transform} */
export const synchrosqueezed = {
  label: 'Synchrosqueezed',
  says: 'The STFT, moved along frequency only: sharp partials from which the sound can be had back.',
  settings: frames,
  cost: 4,
  stages: (analysis) => [['synchrosqueeze', framing(analysis)], 'gain'],
  sharp: true,
};
