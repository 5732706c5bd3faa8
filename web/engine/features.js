// The engine of Fourier frames with its features: what models are fed with, and what describes sounds. What they do is
// in a module of its own, so that it costs nothing where it is not used.

import { coded } from '../base/errors.js';
import { Spectrogram } from '../base/spectrogram.js';
import { FourierEngine } from './fourier.js';

/**
 * @template S, O
 * @typedef {import('../generated/types.js').Rated<S, O>} Rated
 */

/**
 * What stands behind samples, or behind a spectrogram, which may know its sample rate.
 * @template S, O
 * @typedef {[S] extends [TensorLike] ? [options?: O] : Rated<S, O>} RatedOrRows
 */

/**
 * @typedef {import('../generated/types.js').DeemphasisOptions} DeemphasisOptions
 * @typedef {import('../generated/types.js').DeltaOptions} DeltaOptions
 * @typedef {import('../generated/types.js').MelSpectrogramOptions} MelSpectrogramOptions
 * @typedef {import('../generated/types.js').MelToAudioOptions} MelToAudioOptions
 * @typedef {import('../generated/types.js').MelToStftOptions} MelToStftOptions
 * @typedef {import('../generated/types.js').MfccOptions} MfccOptions
 * @typedef {import('../generated/types.js').MfccToMelOptions} MfccToMelOptions
 * @typedef {import('../generated/types.js').PcenOptions} PcenOptions
 * @typedef {import('../generated/types.js').PreemphasisOptions} PreemphasisOptions
 * @typedef {import('../generated/types.js').SpecAugmentOptions} SpecAugmentOptions
 * @typedef {import('../generated/types.js').Window} Window
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('../features/augment.js').Masks} Masks
 * @typedef {import('./base.js').Tensor} Tensor
 * @typedef {import('./base.js').TensorLike} TensorLike
 * @typedef {import('../generated/types.js').FbankOptions} FbankOptions
 * @typedef {typeof import('../features/features.js')} Features
 * @typedef {import('../base/out.js').Out} Out
 * @typedef {{ channel?: number | 'mix' | 'all', out?: Out }} Channel
 */

export class FeatureEngine extends FourierEngine {
  #loaded;

  /**
   * @param {WebAssembly.Module} module as `load` compiles it
   * @param {Features} [features] as `load` loads them
   */
  constructor(module, features) {
    super(module);
    this.#loaded = features;
  }

  /**
   * What a model is fed with, by the model's name.
   * @param {string} name one of presets()
   * @param {Readonly<Record<string, unknown>>} [config] options of its stages by their names, or the model's own
   *   preprocessor_config.json
   * @returns {import('../presets/preset.js').Preset}
   */
  preset(name, config) {
    return this.#features.makePreset(/** @type {any} */ (this), name, config);
  }

  /** Names of all presets. */
  presets() {
    return this.#features.presetNames();
  }

  /**
   * Mel bands as the front ends of models have them: frames of any padding, with DC removed, pre-emphasis and energy,
   * triangles of other toolkits or weights of your own.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, FbankOptions>} options
   * @returns {Spectrogram} [frames, nMels], one more with energy
   */
  fbank(samples, ...options) {
    return this.feature('fbank', samples, options[0]);
  }

  /**
   * The power spectrogram gathered in mel bands: of a sound, or of a spectrogram that there is.
   * @template {Samples | TensorLike} S
   * @param {S} samples or powers, or magnitudes, [frames, nFft / 2 + 1]
   * @param {RatedOrRows<S, MelSpectrogramOptions>} options
   * @returns {Spectrogram} [frames, nMels]
   */
  melSpectrogram(samples, ...options) {
    return this.feature('melSpectrogram', samples, options[0]);
  }

  /**
   * Mel-frequency cepstral coefficients: the cosine transform of mel bands in dB, as librosa's mfcc.
   * @template {Samples | TensorLike} S
   * @param {S} samples or mel bands in dB, [frames, nMels]
   * @param {RatedOrRows<S, MfccOptions>} options
   * @returns {Spectrogram} [frames, nMfcc]
   */
  mfcc(samples, ...options) {
    return this.feature('mfcc', samples, options[0]);
  }

  /**
   * Powers of mel bands that have these cepstra, as librosa's mfcc_to_mel.
   * @param {TensorLike} S [frames, nMfcc]
   * @param {MfccToMelOptions} [options] nMels, dctType, norm and lifter as S was made
   * @returns {Spectrogram} [frames, nMels]
   */
  mfccToMel(S, options) {
    return this.feature('mfccToMel', S, options);
  }

  /**
   * Magnitudes of Fourier frames, none negative, whose mel bands are nearest to M (least squares).
   * @param {TensorLike} M powers, or magnitudes, [frames, nMels]
   * @param {MelToStftOptions} [options] as M was made
   * @returns {Spectrogram} magnitudes, [frames, nFft / 2 + 1]
   */
  melToStft(M, options) {
    return this.feature('melToStft', M, options);
  }

  /**
   * A sound that has these mel bands: melToStft, then griffinLim.
   * @param {TensorLike} M powers, or magnitudes, [frames, nMels]
   * @param {MelToAudioOptions} [options] as M was made
   * @returns {Float32Array<ArrayBuffer>}
   */
  melToAudio(M, options) {
    return this.feature('melToAudio', M, options);
  }

  /**
   * How rows change: the slope, or a higher derivative, of the polynomial that fits the frames around best.
   * @param {TensorLike} S [frames, bins]
   * @param {DeltaOptions} [options]
   * @returns {Spectrogram} of the same shape
   */
  delta(S, options) {
    return this.feature('delta', S, options);
  }

  /**
   * Per-channel energy normalisation: each band over its own past, its range compressed, as librosa's pcen.
   * @param {TensorLike} S powers or magnitudes, [frames, bins]
   * @param {PcenOptions} [options]
   * @returns {Spectrogram} of the same shape
   */
  pcen(S, options) {
    return this.feature('pcen', S, options);
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
    return /** @type {any} */ (ours(this.run((core) => this.#features.specAugment(core, S, options))));
  }

  /**
   * How loud frequencies count by a weighting curve, in dB, as librosa's A_weighting, B_weighting, C_weighting and
   * D_weighting; Z counts all alike.
   * @template {number | ArrayLike<number>} T
   * @param {'A' | 'B' | 'C' | 'D' | 'Z'} curve
   * @param {T} frequencies Hz
   * @param {{ minDb?: number | null, out?: Float64Array<ArrayBuffer> }} [options] minDb: no frequency
   *   counts less (default -80); null: no limit
   * @returns {T extends number ? number : Float64Array<ArrayBuffer>}
   */
  weighting(curve, frequencies, options) {
    return this.run((core) => this.#features.weighting(core, curve, frequencies, options));
  }

  /**
   * Whether windows, hopLength after one another, add up to the same everywhere, within 1e-10, as
   * scipy.signal.check_COLA. Values of your own count as they are: a Float32Array is rounded too coarsely to pass.
   * @param {Window} window
   * @param {number} winLength
   * @param {number} hopLength
   */
  checkCola(window, winLength, hopLength) {
    return this.run((core) => this.#features.covers(core, window, winLength, hopLength, false));
  }

  /**
   * Whether the squares of such windows leave no sample uncovered, as scipy.signal.check_NOLA: the STFT has an inverse.
   * @param {Window} window
   * @param {number} winLength
   * @param {number} hopLength
   */
  checkNola(window, winLength, hopLength) {
    return this.run((core) => this.#features.covers(core, window, winLength, hopLength, true));
  }

  /**
   * Samples less a share of the sample before, as librosa.effects.preemphasis.
   * @param {Samples} samples
   * @param {PreemphasisOptions} [options]
   * @returns {Float32Array<ArrayBuffer>}
   */
  preemphasis(samples, options) {
    return this.feature('preemphasis', samples, options);
  }

  /**
   * Undoes `preemphasis`, as librosa.effects.deemphasis.
   * @param {Samples} samples
   * @param {DeemphasisOptions} [options]
   * @returns {Float32Array<ArrayBuffer>}
   */
  deemphasis(samples, options) {
    return this.feature('deemphasis', samples, options);
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
    return this.feature('resample', samples, from, to, options);
  }

  /** @internal */
  get kinds() {
    return { ...super.kinds, ...this.#loaded?.kinds };
  }

  /** @internal */
  get steps() {
    const features = this.#loaded?.steps(this.open());
    return { ...super.steps, .../** @type {ReturnType<Features['steps']>} */ (features) };
  }

  /**
   * @internal
   * @template T
   * @param {Generator<any, T, void>} steps
   */
  complete(steps) {
    return ours(super.complete(steps));
  }

  get #features() {
    this.open();
    if (this.#loaded) return this.#loaded;
    throw coded(new Error('the features could not be loaded: load() fetches them beside the engine'), 'E_LOAD');
  }

  /**
   * Steps that take sounds of several channels, where the features could be loaded.
   * @internal
   * @template {Record<string, any>} T
   * @param {T} steps
   * @returns {T}
   */
  everyChannel(steps) {
    return this.#loaded?.ofChannels?.(steps) ?? steps; // a Worker of the pool hears one
  }

  /**
   * A long method of the features to its end.
   * @internal
   * @param {keyof ReturnType<Features['steps']>} name
   * @param {readonly any[]} given
   */
  feature(name, ...given) {
    const steps = this.#features && this.steps; // whether they are there comes first
    return this.complete(/** @type {any} */ (steps)[name](...given));
  }
}

/**
 * A result, also one of the features, whose module has a copy of the class.
 * @template T
 * @param {T} made
 * @returns {T}
 */
const ours = (made) =>
  /** @type {any} */ (made).transpose ? Object.setPrototypeOf(made, Spectrogram.prototype) : made;
