// The STFT's power in mel bands.
import { frames, framing } from './framing.js';

/** @type {import('../analysis.js').Transform} */
export const mel = {
  label: 'Mel',
  says: 'The STFT’s power in bands about as wide as the ear’s.',
  settings: [
    ...frames,
    {
      key: 'mels',
      option: 'nMels',
      label: 'Mel bands',
      group: 'Analysis',
      kind: 'steps',
      initial: 128,
      steps: [20, 24, 32, 40, 48, 64, 80, 96, 128, 160, 192, 256],
      min: 4,
      max: 512,
      text: (n) => String(n),
    },
  ],
  cost: 1,
  stages: ({ nMels = 128, ...rest }) => [['mel', { ...framing(rest), nMels }], 'gain'],
};
