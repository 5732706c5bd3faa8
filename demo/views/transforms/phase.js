// The STFT's phase.
import { frames, framing } from './framing.js';

/** @type {import('../analysis.js').Transform} */
export const phase = {
  label: 'Phase',
  says: 'Where in its swing each cell stands, amid its window. What swings together has one colour: pulses stand upright. Zoom in: it shows from near only.',
  settings: frames,
  colormap: 'hue',
  cost: 2,
  near: 0.08,
  starts: {
    view: 'whole',
    span: 5,
    length: 11.61,
    pad: 4,
    step: 0.18,
    floor: -80,
    ceiling: -40,
    scale: 'mel',
    low: 0,
    high: 4000,
  },
  stages: (analysis) => [['stft', framing(analysis)], 'phase'],
};
