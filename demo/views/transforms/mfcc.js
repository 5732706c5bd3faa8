// Mel-frequency cepstral coefficients: the cosine transform of each column of mel bands in decibels.
import { mel } from './mel.js';
import { framing } from './framing.js';

/** @type {import('../analysis.js').Transform} */
export const mfcc = {
  label: 'MFCC',
  says: 'The shape of each column of mel bands, in a few coefficients: c0 is its level, c1 its tilt, and so on to finer ripples. Red is above 0, blue below.',
  settings: [
    ...mel.settings,
    {
      key: 'coefficients',
      option: 'nMfcc',
      label: 'Coefficients',
      group: 'Analysis',
      kind: 'steps',
      initial: 20,
      steps: [8, 10, 12, 13, 16, 20, 24, 26, 32, 40],
      min: 4,
      max: 128,
      whole: true,
      text: (n) => String(n),
    },
  ],
  names: ({ bins }) => Array.from({ length: bins }, (_, k) => `c${k}`),
  values: { least: -150, most: 150, unit: '' },
  colormap: 'diverging',
  cost: 1,
  stages({ nMels = 128, nMfcc = 20, ...rest }) {
    return [['mfcc', { ...framing(rest), nMels, nMfcc: Math.min(nMfcc, nMels), topDb: null }]];
  },
  fineness: ({ bins, options }) => ({ bins: `${bins} coefficients of ${options.nMels} mel bands` }),
};
