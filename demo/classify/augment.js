// A patch to one with masks over some of its bands and frames, and its time a little bent: SpecAugment (Park et al.
// 2019). The seed says which masks, so that the page shows those that the trainer in its Worker takes.

/** @typedef {import('./patch.js').Patch} Patch */

const MASKS = /** @type {const} */ ({
  freqMaskParam: 12,
  nFreqMasks: 2,
  timeMaskParam: 18,
  nTimeMasks: 2,
  timeWarp: 8,
  maskValue: 'mean',
});

/**
 * The seed of a clip's masks.
 * @param {number} seed of the run @param {number} turn how often it was taken before @param {number} clip
 */
export const maskSeed = (seed, turn, clip) => (seed * 1000003 + turn * 1009 + clip) >>> 0;

/** @param {import('specgram').Engine} engine @param {Patch} patch @param {number} seed @returns {Patch} */
export function augment(engine, patch, seed) {
  const { data, shape } = engine.specAugment(patch, { ...MASKS, seed });
  return { data, shape };
}
