// The transforms on offer, in the order of the menu. One more is a file beside this one, and its line here.
import { cqt, vqt } from './constantq.js';
import { frequencyOffset } from './frequency-offset.js';
import { mel } from './mel.js';
import { phase } from './phase.js';
import { reassigned } from './reassigned.js';
import { stft } from './stft.js';
import { synchrosqueezed } from './synchrosqueezed.js';

/** @type {Record<string, import('../analysis.js').Transform>} keys stand in the address */
export const transforms = {
  stft,
  cqt,
  vqt,
  mel,
  reassigned,
  synchrosqueezed,
  phase,
  deviation: frequencyOffset,
};
