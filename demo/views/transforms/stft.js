// The short-time Fourier transform's power.
import { frames, framing } from './framing.js';

/** @type {import('../analysis.js').Transform} */
export const stft = {
  label: 'STFT',
  says: 'How strong each frequency is under a window that slides along.',
  settings: frames,
  cost: 1,
  stages: (analysis) => [['spectrogram', framing(analysis)], 'gain'],
};
