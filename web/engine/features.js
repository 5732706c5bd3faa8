// The engine of Fourier frames, and what models are fed with: mel bands as their front ends cut them, other sample
// rates, pre-emphasis, more examples by masks, weighting curves, and what windows add up to.

import { ML } from '../generated/ml.js';
import { specAugment } from './augment.js';
import { covers } from './cover.js';
import { FourierEngine } from './fourier.js';
import { analysis } from './method.js';
import { sound } from './sound.js';
import { weighting } from './weighting.js';

/**
 * @template S, O
 * @typedef {import('../generated/types.js').Rated<S, O>} Rated
 */

/**
 * @typedef {import('../generated/types.js').DeemphasisOptions} DeemphasisOptions
 * @typedef {import('../generated/types.js').PreemphasisOptions} PreemphasisOptions
 * @typedef {import('../generated/types.js').SpecAugmentOptions} SpecAugmentOptions
 * @typedef {import('../generated/types.js').Window} Window
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('../base/spectrogram.js').Spectrogram} Spectrogram
 * @typedef {import('./augment.js').Masks} Masks
 * @typedef {import('./base.js').Tensor} Tensor
 * @typedef {import('./base.js').TensorLike} TensorLike
 * @typedef {import('../generated/types.js').FbankOptions} FbankOptions
 * @typedef {{ channel?: number | 'mix' }} Channel
 */

/**
 * @template A what goes live, by kind
 * @template S
 * @extends {FourierEngine<A, S>}
 */
export class FeatureEngine extends FourierEngine {
  /**
   * Mel bands as the front ends of models have them: frames of any padding, with DC removed, pre-emphasis and energy,
   * triangles of other toolkits or weights of your own.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, FbankOptions>} options
   * @returns {Spectrogram} [frames, nMels], one more with energy
   */
  fbank(samples, ...options) {
    return this.complete(this.steps.fbank(samples, options[0]));
  }

  /**
   * A copy of S with masks over frames and bins, and frames moved: more examples for a model to learn from. Masks are
   * drawn as torchaudio's, the warp of time as ESPnet's; the same seed draws the same everywhere.
   * @template {TensorLike} T
   * @param {T} S [frames, bins]
   * @param {SpecAugmentOptions} [options]
   * @returns {(T extends Spectrogram ? Spectrogram : Tensor) & { masks: Masks }}
   */
  specAugment(S, options) {
    return /** @type {any} */ (this.run((core) => specAugment(core, S, options)));
  }

  /**
   * How loud frequencies count by a weighting curve, in dB, as librosa's A_weighting, B_weighting, C_weighting and
   * D_weighting; Z counts all alike.
   * @template {number | ArrayLike<number>} T
   * @param {'A' | 'B' | 'C' | 'D' | 'Z'} curve
   * @param {T} frequencies Hz
   * @param {{ minDb?: number | null }} [options] minDb: no frequency counts less (default -80); null: no limit
   * @returns {T extends number ? number : Float64Array<ArrayBuffer>}
   */
  weighting(curve, frequencies, options) {
    return this.run((core) => weighting(core, curve, frequencies, options));
  }

  /**
   * Whether windows, hopLength after one another, add up to the same everywhere, within 1e-10, as
   * scipy.signal.check_COLA. Values of your own count as they are: a Float32Array is rounded too coarsely to pass.
   * @param {Window} window
   * @param {number} winLength
   * @param {number} hopLength
   */
  checkCola(window, winLength, hopLength) {
    return this.run((core) => covers(core, window, winLength, hopLength, false));
  }

  /**
   * Whether the squares of such windows leave no sample uncovered, as scipy.signal.check_NOLA: the STFT has an inverse.
   * @param {Window} window
   * @param {number} winLength
   * @param {number} hopLength
   */
  checkNola(window, winLength, hopLength) {
    return this.run((core) => covers(core, window, winLength, hopLength, true));
  }

  /**
   * Samples less a share of the sample before, as librosa.effects.preemphasis.
   * @param {Samples} samples
   * @param {PreemphasisOptions} [options]
   * @returns {Float32Array<ArrayBuffer>}
   */
  preemphasis(samples, options) {
    return this.complete(this.steps.preemphasis(samples, options));
  }

  /**
   * Undoes `preemphasis`, as librosa.effects.deemphasis.
   * @param {Samples} samples
   * @param {DeemphasisOptions} [options]
   * @returns {Float32Array<ArrayBuffer>}
   */
  deemphasis(samples, options) {
    return this.complete(this.steps.deemphasis(samples, options));
  }

  /**
   * A sound at another sample rate, without delay: sample j stands at j / to seconds. Band-limited: within 0.01 dB up
   * to 0.9 of half the lower rate, below -120 dB from 1.02 of it.
   * @param {Samples} samples
   * @param {number} from Hz, that of the samples
   * @param {number} to Hz
   * @param {Channel} [options]
   * @returns {Float32Array<ArrayBuffer>} ceil(n * to / from) samples
   */
  resample(samples, from, to, options) {
    return this.complete(this.steps.resample(samples, from, to, options));
  }

  /** @internal */
  get steps() {
    const core = this.open();
    return { ...super.steps, ...sound(core), fbank: analysis(core, ML.fbank) };
  }
}
