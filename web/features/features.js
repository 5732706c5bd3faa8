// What models are fed with, and what describes sounds: methods of the engine that load() fetches beside it.

import { ML } from '../generated/ml.js';
import { analysis } from '../engine/method.js';
import { specAugment } from './augment.js';
import { covers } from './cover.js';
import { sound } from './sound.js';
import { weighting } from './weighting.js';

export { makePreset, presetNames } from '../presets/preset.js';
export { covers, ML as kinds, specAugment, weighting };

/**
 * The long methods, as generators that yield their progress.
 * @param {import('../core/core.js').Core} core
 */
export const steps = (core) => ({ ...sound(core), fbank: analysis(core, ML.fbank) });
