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
      whole: true,
      text: (n) => String(n),
    },
  ],
  cost: 1,
  stages: ({ nMels = 128, ...rest }) => [['mel', { ...framing(rest), nMels }], 'gain'],
  // The bands are triangles that add up to 1 everywhere: over all of them, a sine's energy is the window's.
  shares({ options, sampleRate }, engine) {
    const { nFft, winLength, window } = options;
    const analyser = engine.analyser([['mel', { ...options, norm: null }]], { sampleRate });
    const fullScale = /** @type {Float64Array} */ (analyser.fullScale);
    analyser.close();
    const energy = engine.windowFunction(window, winLength).reduce((sum, x) => sum + x * x, 0);
    return fullScale.map((power) => power / ((nFft * energy) / 4));
  },
};
