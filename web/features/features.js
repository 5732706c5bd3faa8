// What models are fed with, and what describes sounds: methods of the engine that load() fetches beside it.

import { constantQ } from '../engine/constantq.js';
import { analysis, ofSamples } from '../engine/method.js';
import { ofEither } from '../engine/rows.js';
import { FOURIER } from '../generated/kinds.js';
import { ML } from '../generated/ml.js';
import { specAugment } from './augment.js';
import { ofChannels } from './channels.js';
import { mfcc, mfccOfRows, mfccToMel } from './cepstra.js';
import { delta, pcen } from './change.js';
import { chromaOfRows } from './chroma.js';
import { covers } from './cover.js';
import { descriptors } from './descriptors.js';
import { melOfRows, melToAudio, melToStft } from './mel.js';
import { pyin } from './pitch.js';
import { rhythm } from './rhythm.js';
import { sound } from './sound.js';
import { weighting } from './weighting.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../engine/base.js').TensorLike} TensorLike
 * @typedef {import('../engine/offline.js').Progress} Progress
 */

export { makePreset, presetNames } from '../presets/preset.js';
export { covers, ML as kinds, ofChannels, specAugment, weighting };

/** The long methods, as generators that yield their progress. @param {Core} core */
export function steps(core) {
  const pitched = constantQ(core);
  const on =
    (/** @type {(core: Core, given: any, options: any) => Generator<Progress, any, void>} */ run) =>
    (/** @type {any} */ given, /** @type {object | undefined} */ options) =>
      run(core, given, options);
  return {
    ...sound(core),
    ...descriptors(core),
    fbank: analysis(core, ML.fbank),
    melSpectrogram: ofEither(analysis(core, FOURIER.mel), on(melOfRows)),
    chroma: ofEither(pitched.chroma, (S, options) => chromaOfRows(core, 'chroma', S, options)),
    chromaCens: ofEither(pitched.chromaCens, (S, options) => chromaOfRows(core, 'chromaCens', S, options)),
    mfcc: ofEither(on(mfcc), on(mfccOfRows)),
    mfccToMel: on(mfccToMel),
    melToStft: on(melToStft),
    melToAudio: on(melToAudio),
    delta: on(delta),
    pcen: on(pcen),
    yin: analysis(core, ML.yin),
    pyin: ofSamples(ML.pyin, (plan, samples) => pyin(core, plan, samples)),
    onsetStrength: on((_, S, options) => rhythm(core, 1, S, options)),
    spectralFlux: on((_, S, options) => rhythm(core, 1, S, options)),
    tempogram: on((_, S, options) => rhythm(core, 2, S, options)),
    tempo: on((_, S, options) => rhythm(core, 3, S, options)),
  };
}
