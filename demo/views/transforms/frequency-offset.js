// How far what sounds in each bin of an STFT lies from the bin's own frequency.
import { frames, framing } from './framing.js';

/** @type {import('../analysis.js').Transform} */
export const deviation = {
  label: 'Frequency offset',
  says: 'How far what sounds lies above its bin (red) or below (blue). White runs along the middle of every partial.',
  settings: frames,
  colormap: 'diverging',
  cost: 2,
  stages: (analysis) => [['stft', framing(analysis)], 'frequencyOffset'],
  neighbours: () => 1,
  // a main lobe's edge is as far off as a bin can be; a phase that is known but for whole turns tells no more than half
  // a turn a hop
  valueRange({ options: { hopLength, winLength, window }, sampleRate }, engine) {
    const lobe = (engine.windowMetrics(window, winLength).mainLobeWidth / 2) * (sampleRate / winLength);
    return Math.min(lobe, sampleRate / hopLength / 2);
  },
};
