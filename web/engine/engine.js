// The whole engine: Fourier frames, and on top constant-Q transforms, reassignment and phase retrieval.

import { takeTensor } from '../base/tensor.js';
import { KINDS } from '../core/kinds.js';
import { METHODS, REASSIGNMENT } from '../generated/kinds.js';
import { constantQ } from './constantq.js';
import { DescriptorEngine } from './descriptors.js';
import * as live from './live.js';
import { analysis, inverse, ofSamples } from './method.js';
import { reassignedImage, reassignedSpectrogram } from './reassignment.js';
import { griffinLim, pghi } from './retrieval.js';

/**
 * @template S, O
 * @typedef {import('../generated/types.js').Rated<S, O>} Rated
 */

/**
 * @template S, O
 * @typedef {import('./features.js').RatedOrRows<S, O>} RatedOrRows
 */

/**
 * @typedef {import('../generated/types.js').AnalyserOptions} AnalyserOptions
 * @typedef {import('../generated/types.js').ChromaCensOptions} ChromaCensOptions
 * @typedef {import('../generated/types.js').ChromaOptions} ChromaOptions
 * @typedef {import('../generated/types.js').CqtOptions} CqtOptions
 * @typedef {import('../generated/types.js').GriffinLimCqtOptions} GriffinLimCqtOptions
 * @typedef {import('../generated/types.js').GriffinLimOptions} GriffinLimOptions
 * @typedef {import('../generated/types.js').InstantaneousFrequencyOptions} InstantaneousFrequencyOptions
 * @typedef {import('../generated/types.js').InverseCqtOptions} InverseCqtOptions
 * @typedef {import('../generated/types.js').InverseNsgtOptions} InverseNsgtOptions
 * @typedef {import('../generated/types.js').InverseSynchrosqueezeOptions} InverseSynchrosqueezeOptions
 * @typedef {import('../generated/types.js').NsgtOptions} NsgtOptions
 * @typedef {import('../generated/types.js').PghiOptions} PghiOptions
 * @typedef {import('../generated/types.js').PseudoCqtOptions} PseudoCqtOptions
 * @typedef {import('../generated/types.js').ReassignedImageOptions} ReassignedImageOptions
 * @typedef {import('../generated/types.js').ReassignedSpectrogramOptions} ReassignedSpectrogramOptions
 * @typedef {import('../generated/types.js').SynchrosqueezeOptions} SynchrosqueezeOptions
 * @typedef {import('../generated/types.js').SynthesiserOptions} SynthesiserOptions
 * @typedef {import('../generated/types.js').TuningOptions} TuningOptions
 * @typedef {import('../generated/types.js').VqtOptions} VqtOptions
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/chain.js').Chain} Chain
 * @typedef {import('../core/chain.js').ChainOptions} ChainOptions
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('../base/spectrogram.js').Spectrogram} Spectrogram
 * @typedef {import('./base.js').Tensor} Tensor
 * @typedef {import('./base.js').TensorLike} TensorLike
 * @typedef {import('./decibels.js').DbOptions} DbOptions
 * @typedef {import('./offline.js').Progress} Progress
 * @typedef {import('./reassignment.js').Reassigned} Reassigned
 * @typedef {import('./windows.js').WindowMetrics} WindowMetrics
 */

export { METHODS };

/** @typedef {keyof typeof METHODS} Method */

export class Engine extends DescriptorEngine {
  /** @type {{ core: Core, steps: ReturnType<Engine['stepsOf']> } | undefined} */
  #made;

  /**
   * The same transform live, or a chain of stages: samples are pushed in, columns come out.
   * @template {keyof AnalyserOptions | Chain} K
   * @param {K} kind a kind, or stages with options of their own: [['mel', { nMels: 80 }], ['log', {}]]
   * @param {Omit<K extends keyof AnalyserOptions ? AnalyserOptions[K] : ChainOptions, 'channel' | 'out'>} [options]
   */
  analyser(kind, options) {
    return live.analyser(this, /** @type {Chain} */ (kind), options);
  }

  /**
   * What gives samples live: an inverse transform, into which columns are pushed, or stages of sound (a resampler),
   * into which samples are.
   * @template {keyof SynthesiserOptions | Chain} K
   * @param {K} kind a kind, or stages of sound; 'icqt' is one pass, without the refinement that takes the whole sound
   * @param {Omit<K extends keyof SynthesiserOptions ? SynthesiserOptions[K] : { sampleRate?: number }, 'out'>}
   *   [options]
   */
  synthesiser(kind, options) {
    return live.synthesiser(this, /** @type {Chain} */ (kind), options);
  }

  /**
   * The constant-Q transform: inner products with windowed exponentials of the same number of periods at every bin.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, CqtOptions>} options
   * @returns {Spectrogram} complex, [frames, nBins, 2]
   */
  cqt(samples, ...options) {
    return this.complete(this.steps.cqt(samples, options[0]));
  }

  /**
   * The variable-Q transform: the constant-Q one with shorter filters for low bins.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, VqtOptions>} options
   * @returns {Spectrogram} complex, [frames, nBins, 2]
   */
  vqt(samples, ...options) {
    return this.complete(this.steps.vqt(samples, options[0]));
  }

  /**
   * librosa's pseudo_cqt: STFT magnitudes weighted by the magnitudes of the CQT's filters. Faster where there are many
   * short filters; not on the CQT's scale.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, PseudoCqtOptions>} options
   * @returns {Spectrogram} magnitudes, [frames, nBins]
   */
  pseudoCqt(samples, ...options) {
    return this.complete(this.steps.pseudoCqt(samples, options[0]));
  }

  /**
   * librosa's hybrid_cqt: the CQT's magnitudes, and the pseudo-CQT where filters are shorter than two hops.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, PseudoCqtOptions>} options
   * @returns {Spectrogram} magnitudes, [frames, nBins]
   */
  hybridCqt(samples, ...options) {
    return this.complete(this.steps.hybridCqt(samples, options[0]));
  }

  /**
   * The sound whose CQT (or, by `gamma`, VQT) is nearest to S, by least squares. As good as its frames are dense: where
   * `hopLength` exceeds the shortest filter's length, they miss some of the sound.
   * @param {TensorLike} S complex, [frames, bins, 2]
   * @param {InverseCqtOptions} [options] for a plain { data, shape } as it was made; a Spectrogram knows how it was
   * @returns {Float32Array<ArrayBuffer>}
   */
  icqt(S, options) {
    return this.complete(this.steps.icqt(S, options ?? {}));
  }

  /**
   * A sound with these CQT magnitudes, its phases found by Griffin and Lim's iteration.
   * @param {TensorLike} S magnitudes, [frames, bins]; of a Spectrogram C best as { ...C, data, shape, unit: 'magnitude'
   *   }
   * @param {GriffinLimCqtOptions} [options] for a plain { data, shape } as it was made
   * @returns {Float32Array<ArrayBuffer>}
   */
  griffinLimCqt(S, options) {
    return this.complete(this.steps.griffinLimCqt(S, options ?? {}));
  }

  /**
   * A constant-Q transform with an exact inverse: slices of sound, cut into bands of their own rates.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, NsgtOptions>} options
   * @returns {Spectrogram} complex, [slices, values, 2]: band after band, `widths` values of each, evenly spread over
   *   the slice
   */
  nsgt(samples, ...options) {
    return this.complete(this.steps.nsgt(samples, options[0]));
  }

  /**
   * The sound of a nonstationary Gabor transform.
   * @param {TensorLike} S of `nsgt`
   * @param {InverseNsgtOptions} [options] for a plain { data, shape } as it was made; a Spectrogram knows how it was
   * @returns {Float32Array<ArrayBuffer>}
   */
  insgt(S, options) {
    return this.complete(this.steps.insgt(S, options ?? {}));
  }

  /**
   * The CQT's magnitudes gathered in pitch classes, from C on.
   * @template {Samples | TensorLike} S
   * @param {S} samples or a constant-Q transform, complex or its magnitudes
   * @param {RatedOrRows<S, ChromaOptions>} options
   * @returns {Spectrogram} [frames, nChroma]
   */
  chroma(samples, ...options) {
    return this.complete(this.steps.chroma(samples, options[0]));
  }

  /**
   * Chroma that is rounded, smoothed over time and normalised, to compare performances (CENS).
   * @template {Samples | TensorLike} S
   * @param {S} samples or a constant-Q transform, complex or its magnitudes
   * @param {RatedOrRows<S, ChromaCensOptions>} options
   * @returns {Spectrogram} [frames, nChroma]
   */
  chromaCens(samples, ...options) {
    return this.complete(this.steps.chromaCens(samples, options[0]));
  }

  /**
   * By how many bins the sound's pitches lie above (below: negative) those of A4 = 440 Hz.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, TuningOptions>} options
   * @returns {number} -0.5 to 0.5
   */
  estimateTuning(samples, ...options) {
    return this.complete(this.steps.estimateTuning(samples, options[0]));
  }

  /**
   * Where the energy of each cell of the STFT belongs, in frequency and in time, as librosa's reassigned_spectrogram.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, ReassignedSpectrogramOptions>} options
   * @returns {Reassigned}
   */
  reassignedSpectrogram(samples, ...options) {
    return this.complete(this.steps.reassignedSpectrogram(samples, options[0]));
  }

  /**
   * The energy of the reassigned cells, gathered on a grid: a sharper picture than the spectrogram, of the same energy.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, ReassignedImageOptions>} options
   * @returns {Spectrogram} power, [columns, rows]
   */
  reassignedImage(samples, ...options) {
    return this.complete(this.steps.reassignedImage(samples, options[0]));
  }

  /**
   * The instantaneous frequency of each cell of the STFT.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, InstantaneousFrequencyOptions>} options
   * @returns {Spectrogram} Hz, [frames, nFft / 2 + 1]
   */
  instantaneousFrequency(samples, ...options) {
    return this.complete(this.steps.instantaneousFrequency(samples, options[0]));
  }

  /**
   * The STFT with its coefficients moved along frequency to where the window's derivative finds them. Their phase is
   * referred to each frame's centre.
   * @param {Samples} samples
   * @param {SynchrosqueezeOptions} [options]
   * @returns {Spectrogram} complex, [frames, nFft / 2 + 1, 2]
   */
  synchrosqueeze(samples, options) {
    return this.complete(this.steps.synchrosqueeze(samples, options));
  }

  /**
   * The sound of a synchrosqueezed STFT, or of the part of it that is left where other bins were set to 0. The finer
   * the hop the nearer: about 37 dB at winLength / 16, 47 at / 32 (the default), 65 at / 128.
   * @param {TensorLike} S complex, [frames, bins, 2]
   * @param {InverseSynchrosqueezeOptions} [options]
   * @returns {Float32Array<ArrayBuffer>}
   */
  inverseSynchrosqueeze(S, options) {
    return this.complete(this.steps.inverseSynchrosqueeze(S, options));
  }

  /**
   * A sound whose STFT has these magnitudes, by (fast) Griffin-Lim iteration, as librosa's griffinlim.
   * @param {TensorLike} S magnitudes, [frames, bins]
   * @param {GriffinLimOptions} [options]
   * @returns {Float32Array<ArrayBuffer>}
   */
  griffinLim(S, options) {
    return this.complete(this.steps.griffinLim(S, options));
  }

  /**
   * A sound whose STFT has these magnitudes, by phase gradient heap integration: one pass, no iteration.
   * @template {PghiOptions} [O=PghiOptions]
   * @param {TensorLike} S magnitudes, [frames, bins]
   * @param {O} [options]
   * @returns {O extends { output: 'phase' } ? Tensor : Float32Array<ArrayBuffer>} the sound, or the phases in radians
   */
  pghi(S, options) {
    return /** @type {any} */ (this.complete(this.steps.pghi(S, options)));
  }

  /** @internal */
  get kinds() {
    return { ...KINDS, ...super.kinds };
  }

  /** @internal */
  get steps() {
    const core = this.open();
    if (this.#made?.core !== core) this.#made = { core, steps: this.stepsOf(core) };
    return this.#made.steps;
  }

  /**
   * The steps of every method, which are made once for a core.
   * @internal
   * @param {Core} core
   */
  stepsOf(core) {
    const steps = /** @satisfies {Record<Method, unknown>} */ ({
      ...constantQ(core),
      instantaneousFrequency: analysis(core, REASSIGNMENT.instantaneousFrequency),
      synchrosqueeze: analysis(core, REASSIGNMENT.synchrosqueeze),
      inverseSynchrosqueeze: inverse(core, REASSIGNMENT.unsqueeze),
      reassignedSpectrogram: ofSamples(REASSIGNMENT.reassignment, (plan, samples) =>
        reassignedSpectrogram(core, plan, samples),
      ),
      reassignedImage: ofSamples(
        REASSIGNMENT.reassigned,
        (plan, samples, width) => reassignedImage(core, plan, samples, width),
        'width',
      ),
      griffinLim: (/** @type {TensorLike} */ S, /** @type {GriffinLimOptions | undefined} */ options) =>
        griffinLim(core, takeTensor(S), options),
      pghi: (/** @type {TensorLike} */ S, /** @type {PghiOptions | undefined} */ options) =>
        pghi(core, takeTensor(S), options),
      ...super.steps,
    });
    return this.everyChannel(steps);
  }
}
