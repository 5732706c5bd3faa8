// What every analysis returns: frames of bins with their times and frequencies.

import { Known } from './known.js';

/**
 * @typedef {object} Facts
 * @property {Float32Array<ArrayBuffer>} data row-major
 * @property {number[]} shape [frames, bins], or [frames, bins, 2] where complex (re, im) or a value and its power
 * @property {Float64Array<ArrayBuffer>} times of the frames; s, or samples where no sample rate is known
 * @property {Float64Array<ArrayBuffer>} frequencies of the bins; Hz, or cycles a sample
 * @property {Int32Array<ArrayBuffer>} [widths] where a frame has several values of a bin, one after the other: how
 *   many, for each bin
 * @property {Int32Array<ArrayBuffer>} [delays] where bins are behind their frame's time (lowLatency): by how many
 *   samples, for each bin
 * @property {number} [sampleRate] Hz
 * @property {number} hopLength samples
 * @property {number} [channels] how many, where the shape has them in front: [channels, frames, bins]
 * @property {string} unit 'complex', 'power', 'magnitude', '|X|^1.5', 'dB', 'log' or 'Hz'; 'radians' or 'hertz' where
 *   each comes with its power
 * @property {string} kind of transform
 * @property {Readonly<Record<string, unknown>>} [options] what it was made with: its inverse reads them
 * @property {number} nonFinite samples of the input that were NaN, infinite or beyond 1e12, and were not let in
 * @property {number} emptyBands bins that nothing can sound in, whatever the sound: mel bands between two bins of the
 *   FFT or above half the sample rate, rows of an image up there
 */

export class Spectrogram extends /** @type {new (facts: Facts) => Facts} */ (Known) {
  /**
   * The same values bins first, [bins, frames] or [bins, frames, 2], as librosa and ML tensors have them; channels stay
   * in front.
   * @returns {{ data: Float32Array<ArrayBuffer>, shape: number[] }}
   */
  transpose() {
    const lead = this.channels ? [this.channels] : [];
    const [frames, bins, parts = 1] = this.shape.slice(lead.length);
    const data = new Float32Array(this.data.length);
    const tile = 32; // lines of so many frames stay in the cache, until all of their bins were read
    for (let from = 0; from < data.length; from += frames * bins * parts)
      for (let t0 = 0; t0 < frames; t0 += tile)
        for (let k = 0; k < bins; k++)
          for (let t = t0; t < Math.min(frames, t0 + tile); t++)
            for (let c = 0; c < parts; c++)
              data[from + (k * frames + t) * parts + c] = this.data[from + (t * bins + k) * parts + c];
    return { data, shape: [...lead, bins, frames, ...this.shape.slice(lead.length + 2)] };
  }
}
