// What each model is fed with, one row each: how the sound is cut, the chain of stages, what is done to the whole clip,
// and the layout.

import { SOUND } from './sound.js';
import { SPEECH } from './speech.js';
import { VOICES } from './voices.js';

/**
 * @typedef {readonly [name: string, options: Readonly<Record<string, any>>]} Step
 *
 * @typedef {object} Row
 * @property {number} sampleRate Hz
 * @property {readonly Step[]} [wave] steps over the samples (wave.js)
 * @property {readonly Step[]} [chain] stages; none: the samples themselves
 * @property {readonly Step[]} [clip] steps over all rows (clip.js)
 * @property {string} layout axes, from the slowest to the fastest; batch and channel are 1
 * @property {readonly string[]} [also] other names of it
 */

/** Every preset by its name. @type {Readonly<Record<string, Row>>} */
export const PRESETS = { ...SPEECH, ...SOUND, ...VOICES };
