// Numbers of frames to times and back. As librosa has them.

import { eachOf } from './frequencies.js';
import { positive, wholeNumber } from './number-checks.js';
import { entries } from './option-bag.js';

/**
 * @typedef {object} FrameTimeOptions
 * @property {number} sampleRate Hz
 * @property {number} [hopLength] samples (default 512)
 * @property {number | null} [nFft] of frames that are not centred: their middle counts (default null: frames are
 *   centred)
 */

const ROUNDING = 1e-6; // samples: a time that is nearer than that to a sample is that sample's

/**
 * Frames to the times of their middles, s.
 * @template {number | ArrayLike<number>} T
 * @param {T} frames
 * @param {FrameTimeOptions} options
 */
export function framesToTime(frames, options) {
  const { rate, hop, offset } = framing(options);
  return eachOf('frames', frames, (frame) => (frame * hop + offset) / rate);
}

/**
 * Times to the frames that have begun by then: the inverse of framesToTime, rounded down.
 * @template {number | ArrayLike<number>} T
 * @param {T} times s
 * @param {FrameTimeOptions} options
 */
export function timeToFrames(times, options) {
  const { rate, hop, offset } = framing(options);
  // librosa cuts a time to whole samples: what it made of a frame can come back as the frame before
  return eachOf('times', times, (time) => Math.floor((Math.floor(time * rate + ROUNDING) - offset) / hop));
}

/** @param {FrameTimeOptions} options */
function framing(options) {
  const { sampleRate, hopLength = 512, nFft = null } = entries(options, ['sampleRate', 'hopLength', 'nFft']);
  const rate = positive('sampleRate', sampleRate);
  const hop = positive('hopLength', hopLength);
  return { rate, hop, offset: nFft === null ? 0 : Math.floor(wholeNumber('nFft', nFft) / 2) };
}
