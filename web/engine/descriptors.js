// The engine with what describes sounds: of samples, or of a spectrogram that there is.

import { FeatureEngine } from './features.js';

/**
 * @template S, O
 * @typedef {import('../generated/types.js').Rated<S, O>} Rated
 */

/**
 * @template S, O
 * @typedef {import('./features.js').RatedOrRows<S, O>} RatedOrRows
 */

/**
 * @typedef {import('../generated/types.js').ChromaFilterbankOptions} ChromaFilterbankOptions
 * @typedef {import('../generated/types.js').ChromaStftOptions} ChromaStftOptions
 * @typedef {import('../generated/types.js').PolyFeaturesOptions} PolyFeaturesOptions
 * @typedef {import('../generated/types.js').RmsOptions} RmsOptions
 * @typedef {import('../generated/types.js').SpectralBandwidthOptions} SpectralBandwidthOptions
 * @typedef {import('../generated/types.js').SpectralCentroidOptions} SpectralCentroidOptions
 * @typedef {import('../generated/types.js').SpectralContrastOptions} SpectralContrastOptions
 * @typedef {import('../generated/types.js').SpectralFlatnessOptions} SpectralFlatnessOptions
 * @typedef {import('../generated/types.js').SpectralRolloffOptions} SpectralRolloffOptions
 * @typedef {import('../generated/types.js').TonnetzOptions} TonnetzOptions
 * @typedef {import('../generated/types.js').ZeroCrossingRateOptions} ZeroCrossingRateOptions
 * @typedef {import('../generated/types.js').PyinOptions} PyinOptions
 * @typedef {import('../generated/types.js').YinOptions} YinOptions
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('../base/spectrogram.js').Spectrogram} Spectrogram
 * @typedef {import('./base.js').Tensor} Tensor
 * @typedef {import('./base.js').TensorLike} TensorLike
 * @typedef {import('../features/rhythm.js').OnsetStrengthOptions} OnsetStrengthOptions
 * @typedef {import('../features/rhythm.js').TempogramOptions} TempogramOptions
 * @typedef {import('../features/rhythm.js').TempoOptions} TempoOptions
 */

export class DescriptorEngine extends FeatureEngine {
  /**
   * Where the magnitudes of each frame lie on average: their centroid.
   * @template {Samples | TensorLike} S
   * @param {S} samples or a magnitude spectrogram
   * @param {RatedOrRows<S, SpectralCentroidOptions>} options
   * @returns {Spectrogram} Hz, [frames, 1]
   */
  spectralCentroid(samples, ...options) {
    return this.feature('spectralCentroid', samples, options[0]);
  }

  /**
   * How far the magnitudes of each frame spread around their centroid.
   * @template {Samples | TensorLike} S
   * @param {S} samples or a magnitude spectrogram
   * @param {RatedOrRows<S, SpectralBandwidthOptions>} options
   * @returns {Spectrogram} Hz, [frames, 1]
   */
  spectralBandwidth(samples, ...options) {
    return this.feature('spectralBandwidth', samples, options[0]);
  }

  /**
   * Up to which frequency `rollPercent` of the magnitudes of each frame lie.
   * @template {Samples | TensorLike} S
   * @param {S} samples or a magnitude spectrogram
   * @param {RatedOrRows<S, SpectralRolloffOptions>} options
   * @returns {Spectrogram} Hz, [frames, 1]
   */
  spectralRolloff(samples, ...options) {
    return this.feature('spectralRolloff', samples, options[0]);
  }

  /**
   * How flat each spectrum is: its geometric over its arithmetic mean; 1 for silence, near 0 for tones.
   * @param {Samples | TensorLike} samples or a magnitude spectrogram
   * @param {SpectralFlatnessOptions} [options]
   * @returns {Spectrogram} [frames, 1]
   */
  spectralFlatness(samples, options) {
    return this.feature('spectralFlatness', samples, options);
  }

  /**
   * How far peaks stand out of valleys, below `fMin` and in each octave above.
   * @template {Samples | TensorLike} S
   * @param {S} samples or a magnitude spectrogram
   * @param {RatedOrRows<S, SpectralContrastOptions>} options
   * @returns {Spectrogram} dB, [frames, nBands + 1]
   */
  spectralContrast(samples, ...options) {
    return this.feature('spectralContrast', samples, options[0]);
  }

  /**
   * The polynomial over Hz that fits the magnitudes of each frame best.
   * @template {Samples | TensorLike} S
   * @param {S} samples or a magnitude spectrogram
   * @param {RatedOrRows<S, PolyFeaturesOptions>} options
   * @returns {Spectrogram} coefficients, the highest power first, [frames, order + 1]
   */
  polyFeatures(samples, ...options) {
    return this.feature('polyFeatures', samples, options[0]);
  }

  /**
   * The root mean square of each frame; of a spectrogram, of each frame under its window.
   * @param {Samples | TensorLike} samples or a magnitude spectrogram
   * @param {RmsOptions} [options]
   * @returns {Spectrogram} [frames, 1]
   */
  rms(samples, options) {
    return this.feature('rms', samples, options);
  }

  /**
   * How many samples of each frame are of another sign than the one before, as a share.
   * @param {Samples} samples
   * @param {ZeroCrossingRateOptions} [options]
   * @returns {Spectrogram} [frames, 1]
   */
  zeroCrossingRate(samples, options) {
    return this.feature('zeroCrossingRate', samples, options);
  }

  /**
   * The power of Fourier frames gathered in pitch classes, from C on.
   * @template {Samples | TensorLike} S
   * @param {S} samples or a power spectrogram
   * @param {RatedOrRows<S, ChromaStftOptions>} options
   * @returns {Spectrogram} [frames, nChroma]
   */
  chromaStft(samples, ...options) {
    return this.feature('chromaStft', samples, options[0]);
  }

  /**
   * Chroma on the circles of fifths, minor and major thirds (sine and cosine of each); of samples, that of the CQT.
   * @template {Samples | TensorLike} S
   * @param {S} samples or a chromagram
   * @param {RatedOrRows<S, TonnetzOptions>} options
   * @returns {Spectrogram} [frames, 6]
   */
  tonnetz(samples, ...options) {
    return this.feature('tonnetz', samples, options[0]);
  }

  /**
   * The weights from the power of Fourier frames to pitch classes.
   * @param {ChromaFilterbankOptions} options
   * @returns {Tensor} [nChroma, nFft / 2 + 1]
   */
  chromaFilterbank(options) {
    return this.feature('chromaFilterbank', options);
  }

  /**
   * The fundamental frequency of each frame by YIN, as librosa's yin. A frame without one has one all the same: pyin
   * tells.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, YinOptions>} options
   * @returns {Spectrogram} Hz, [frames, 1]
   */
  yin(samples, ...options) {
    return this.feature('yin', samples, options[0]);
  }

  /**
   * The fundamental frequency of each frame by pYIN, whether it has one (1 or 0), and how probable that is, as
   * librosa's pyin: the likeliest way through all frames, so that none is known before the last.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, PyinOptions>} options
   * @returns {Spectrogram} [frames, 3]: Hz, 1 or 0, probability
   */
  pyin(samples, ...options) {
    return this.feature('pyin', samples, options[0]);
  }

  /**
   * How much begins in each frame, as librosa's onset_strength: the rises of its mel bands in decibels. Live it is the
   * chain mel, db, onset, whose decibels have a fixed floor and not one below the loudest of the whole sound (topDb).
   * @param {Samples | TensorLike} S samples, or decibels [frames, bins]
   * @param {OnsetStrengthOptions} [options] sampleRate of samples is required
   * @returns {Spectrogram} [frames, 1]
   */
  onsetStrength(S, options) {
    return this.feature('onsetStrength', S, options);
  }

  /**
   * The spectral flux, which is librosa's onset_strength: the rises of mel bands in decibels.
   * @param {Samples | TensorLike} S samples, or decibels [frames, bins]
   * @param {OnsetStrengthOptions} [options] as onsetStrength's
   * @returns {Spectrogram} [frames, 1]
   */
  spectralFlux(S, options) {
    return this.feature('spectralFlux', S, options);
  }

  /**
   * How like the onsets around each frame are to themselves some frames later, as librosa's tempogram.
   * @param {Samples | TensorLike} S samples, or onset strength [frames, 1]
   * @param {TempogramOptions} [options] sampleRate of samples is required
   * @returns {Spectrogram} [frames, winLength], its frequencies beats a second
   */
  tempogram(S, options) {
    return this.feature('tempogram', S, options);
  }

  /**
   * The tempo of the whole sound in beats a minute, as librosa's tempo.
   * @param {Samples | TensorLike} S samples, onset strength [frames, 1], or a tempogram
   * @param {TempoOptions} [options] sampleRate of samples is required
   * @returns {Spectrogram} [1, 1]
   */
  tempo(S, options) {
    return this.feature('tempo', S, options);
  }
}
