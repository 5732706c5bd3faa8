// Steps over the samples, before anything is heard of them: lengths that models ask for.

import { rangeError } from '../base/errors.js';

/**
 * What a preset works on, from step to step.
 * @typedef {object} Sound
 * @property {Float32Array} samples
 * @property {number} length samples of the sound itself; what is behind them is padding
 * @property {boolean} [isLonger] than what the model hears at once
 */

/** @param {Float32Array} samples @param {number} length */
export function fitted(samples, length) {
  if (samples.length === length) return samples;
  const out = new Float32Array(length);
  out.set(samples.length > length ? samples.subarray(0, length) : samples);
  return out;
}

/** @type {Record<string, (sound: Sound, options: any) => Sound>} */
export const WAVE_STEPS = {
  /** Cut, or zeros behind. */
  fit: ({ samples, length }, { length: wanted }) => ({
    samples: fitted(samples, wanted),
    length: Math.min(length, wanted),
  }),

  /** So many zeros behind. */
  behind: ({ samples, length }, { zeros }) => ({ samples: fitted(samples, samples.length + zeros), length }),

  /** Zeros up to a multiple. */
  multiple: ({ samples, length }, { of }) => ({ samples: fitted(samples, Math.ceil(length / of) * of), length }),

  /** Zeros up to a first length and so many steps more. */
  steps: ({ samples, length }, { first, step }) => ({
    samples: fitted(samples, first + Math.max(0, Math.ceil((length - first) / step)) * step),
    length,
  }),

  /** As often as it fits whole, or cut; then zeros. What is longer is cut at a random place, or kept. */
  repeat({ samples, length }, { length: wanted, whole = true, longer = false, seed = 0 }) {
    if (length === 0) throw rangeError('samples must be at least 1 long, got 0');
    if (length > wanted) {
      if (longer) return { samples, length, isLonger: true };
      const from = place(length - wanted + 1, seed);
      return { samples: samples.subarray(from, from + wanted), length: wanted, isLonger: true };
    }
    const out = new Float32Array(wanted);
    const times = whole ? Math.floor(wanted / length) : Math.ceil(wanted / length);
    for (let i = 0; i < times; i++) out.set(samples.subarray(0, Math.min(length, wanted - i * length)), i * length);
    return { samples: out, length: wanted, isLonger: false };
  },
};

/**
 * An integer below count that the seed draws (Weyl's sequence of the golden ratio).
 * @param {number} count
 * @param {number} seed an integer from 0
 */
export const place = (count, seed) => Math.floor(((seed * 0.6180339887498949 + 0.5) % 1) * count);
