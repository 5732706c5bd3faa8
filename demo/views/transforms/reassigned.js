// The reassigned spectrogram as a picture.
import { frames, framing } from './framing.js';

/** @type {import('../analysis.js').Transform} */
export const reassigned = {
  label: 'Reassigned',
  says: 'Each cell’s energy, moved to where its phase says it comes from. Tones and clicks become sharp; noise becomes grain.',
  settings: [
    ...frames,
    {
      key: 'rows',
      option: 'height',
      label: 'Picture rows',
      group: 'Analysis',
      kind: 'steps',
      initial: 1024,
      steps: [256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096],
      min: 16,
      max: 8192,
      whole: true,
      text: (n) => String(n),
      help: 'Into so many steps of the frequency axis the energy is gathered.',
    },
  ],
  reads: ['scale'],
  cost: 5,
  // its rows are even steps of the axis that is shown, so that zooming out of a logarithmic one loses no sharpness
  // below
  stages({ height = 1024, frequencyScale = 'mel', ...rest }, sampleRate) {
    const axis = { height, frequencyScale, fMin: frequencyScale === 'log' ? 20 : 0, fMax: sampleRate / 2 };
    return [['reassigned', { ...framing(rest), ...axis }], 'gain'];
  },
  // energy moves half a window at most
  neighbours: ({ lengths, hopLength }) => Math.ceil(lengths[0] / 2 / hopLength) + 1,
  sharp: true,
};
