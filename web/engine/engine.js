// Sound to spectrograms and back, all at once: the synchronous methods, over one instance of the core.

import { Analyser } from '../live/analyser.js';
import { closing } from '../base/closing.js';
import { constantQ } from './constantq.js';
import { Core } from '../core/core.js';
import { rangeError, show, stateError, typeError } from '../base/errors.js';
import { checkAttached, isFloats } from '../base/floats.js';
import { fourierInverse } from './inverse.js';
import { analyse, complete, synthesise } from './offline.js';
import { entries } from '../base/option-bag.js';
import { KINDS } from '../core/kinds.js';
import { makePlan, parseWindow } from '../core/options.js';
import { FFT_MAX } from '../generated/fields.js';
import { ANALYSES, METHODS, ROW_STAGES, SYNTHESES } from '../generated/kinds.js';
import { checkKind, makePlans } from '../core/chain.js';
import { reassignedImage, reassignedSpectrogram } from './reassignment.js';
import { griffinLim, pghi } from './retrieval.js';
import { takeSamples } from '../base/samples.js';
import { Spectrogram, takeTensor } from '../base/spectrogram.js';
import { Synthesiser } from '../live/synthesiser.js';

/**
 * @typedef {import('../generated/types.js').StftOptions} StftOptions
 * @typedef {import('../generated/types.js').SpectrogramOptions} SpectrogramOptions
 * @typedef {import('../generated/types.js').MelSpectrogramOptions} MelSpectrogramOptions
 * @typedef {import('../generated/types.js').MelFilterbankOptions} MelFilterbankOptions
 * @typedef {import('../generated/types.js').CqtOptions} CqtOptions
 * @typedef {import('../generated/types.js').PseudoCqtOptions} PseudoCqtOptions
 * @typedef {import('../generated/types.js').VqtOptions} VqtOptions
 * @typedef {import('../generated/types.js').ChromaOptions} ChromaOptions
 * @typedef {import('../generated/types.js').ChromaCensOptions} ChromaCensOptions
 * @typedef {import('../generated/types.js').NsgtOptions} NsgtOptions
 * @typedef {import('../generated/types.js').InverseCqtOptions} InverseCqtOptions
 * @typedef {import('../generated/types.js').InverseNsgtOptions} InverseNsgtOptions
 * @typedef {import('../generated/types.js').GriffinLimCqtOptions} GriffinLimCqtOptions
 * @typedef {import('../generated/types.js').TuningOptions} TuningOptions
 * @typedef {import('../generated/types.js').InverseOptions} InverseOptions
 * @typedef {import('../generated/types.js').Window} Window
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('./offline.js').Progress} Progress
 * @typedef {import('../generated/types.js').ReassignedSpectrogramOptions} ReassignedSpectrogramOptions
 * @typedef {import('../generated/types.js').ReassignedOptions} ReassignedOptions
 * @typedef {import('../generated/types.js').ReassignedImageOptions} ReassignedImageOptions
 * @typedef {import('../generated/types.js').InstantaneousFrequencyOptions} InstantaneousFrequencyOptions
 * @typedef {import('../generated/types.js').SynchrosqueezeOptions} SynchrosqueezeOptions
 * @typedef {import('../generated/types.js').InverseSynchrosqueezeOptions} InverseSynchrosqueezeOptions
 * @typedef {import('../generated/types.js').GriffinLimOptions} GriffinLimOptions
 * @typedef {import('../generated/types.js').PghiOptions} PghiOptions
 * @typedef {import('../generated/types.js').RtpghiOptions} RtpghiOptions
 * @typedef {import('./reassignment.js').Reassigned} Reassigned
 * @typedef {import('../generated/types.js').AnalyserOptions} AnalyserOptions
 * @typedef {import('../generated/types.js').SynthesiserOptions} SynthesiserOptions
 * @typedef {import('../core/chain.js').Chain} Chain
 * @typedef {import('../core/chain.js').ChainOptions} ChainOptions
 */

/**
 * @typedef {object} Tensor
 * @property {Float32Array<ArrayBuffer>} data row-major
 * @property {number[]} shape
 *
 * @typedef {{ data: Float32Array | Float64Array, shape: readonly number[], hopLength?: number, sampleRate?: number,
 *   unit?: string, kind?: string,
 *   delays?: Int32Array, frequencies?: Float32Array | Float64Array, options?: Readonly<Record<string, unknown>> }}
 *   TensorLike
 *
 * @typedef {object} DbOptions
 * @property {number | 'max'} [ref] what reads 0 dB: a number, or the loudest value (default 1)
 * @property {number} [amin] smaller values count as this much (default 1e-10 for power, 1e-5 for amplitude)
 * @property {number | null} [topDb] nothing lies further below the loudest value than this; null for no limit (default
 *   80)
 *
 * @typedef {object} WindowMetrics
 * @property {number} mainLobeWidth bins, from null to null
 * @property {number} sideLobeLevel dB below the main lobe's peak (negative)
 * @property {number} enbw equivalent noise bandwidth, bins
 * @property {number} scallopLoss dB, half a bin off centre (negative)
 * @property {number} coherentGain the window's mean
 * @property {number} width3dB bins, at -3 dB
 */

export { METHODS };

/** @typedef {keyof typeof METHODS} Method */

export class Engine extends /* @__PURE__ */ closing(class {}) {
  #module;
  #core;
  #closed = false;

  /** @param {WebAssembly.Module} module as `load` compiles it */
  constructor(module) {
    super();
    this.#module = module;
    this.#core = new Core(module);
  }

  /**
   * The short-time Fourier transform, unnormalised, its phase referred to each frame's first sample.
   * @param {Samples} samples
   * @param {StftOptions} [options]
   * @returns {Spectrogram} complex, [frames, nFft / 2 + 1, 2]
   */
  stft(samples, options) {
    return this.#complete(this.steps.stft(samples, options));
  }

  /**
   * |STFT|^power.
   * @param {Samples} samples
   * @param {SpectrogramOptions} [options]
   * @returns {Spectrogram} [frames, nFft / 2 + 1]
   */
  spectrogram(samples, options) {
    return this.#complete(this.steps.spectrogram(samples, options));
  }

  /**
   * The power spectrogram gathered in mel bands.
   * @param {Samples} samples
   * @param {MelSpectrogramOptions} [options] sampleRate is required, unless samples is an AudioBuffer
   * @returns {Spectrogram} [frames, nMels]
   */
  melSpectrogram(samples, options) {
    return this.#complete(this.steps.melSpectrogram(samples, options));
  }

  /**
   * The constant-Q transform: inner products with windowed exponentials of the same number of periods at every bin.
   * @param {Samples} samples
   * @param {CqtOptions} [options]
   * @returns {Spectrogram} complex, [frames, nBins, 2]
   */
  cqt(samples, options = {}) {
    return this.#complete(this.steps.cqt(samples, options));
  }

  /**
   * The variable-Q transform: the constant-Q one with shorter filters for low bins.
   * @param {Samples} samples
   * @param {VqtOptions} [options]
   * @returns {Spectrogram} complex, [frames, nBins, 2]
   */
  vqt(samples, options = {}) {
    return this.#complete(this.steps.vqt(samples, options));
  }

  /**
   * librosa's pseudo_cqt: STFT magnitudes weighted by the magnitudes of the CQT's filters. Faster where there are many
   * short filters; not on the CQT's scale.
   * @param {Samples} samples
   * @param {PseudoCqtOptions} [options]
   * @returns {Spectrogram} magnitudes, [frames, nBins]
   */
  pseudoCqt(samples, options = {}) {
    return this.#complete(this.steps.pseudoCqt(samples, options));
  }

  /**
   * librosa's hybrid_cqt: the CQT's magnitudes, and the pseudo-CQT where filters are shorter than two hops.
   * @param {Samples} samples
   * @param {PseudoCqtOptions} [options]
   * @returns {Spectrogram} magnitudes, [frames, nBins]
   */
  hybridCqt(samples, options = {}) {
    return this.#complete(this.steps.hybridCqt(samples, options));
  }

  /**
   * The sound whose CQT (or, by `gamma`, VQT) is nearest to S, by least squares. As good as its frames are dense: where
   * `hopLength` exceeds the shortest filter's length, they miss some of the sound.
   * @param {TensorLike} S complex, [frames, bins, 2]
   * @param {InverseCqtOptions} [options] for a plain { data, shape } as it was made; a Spectrogram knows how it was
   * @returns {Float32Array<ArrayBuffer>}
   */
  icqt(S, options) {
    return this.#complete(this.steps.icqt(S, options ?? {}));
  }

  /**
   * A sound with these CQT magnitudes, its phases found by Griffin and Lim's iteration.
   * @param {TensorLike} S magnitudes, [frames, bins]; of a Spectrogram C best as { ...C, data, shape, unit: 'magnitude'
   *   }
   * @param {GriffinLimCqtOptions} [options] for a plain { data, shape } as it was made
   * @returns {Float32Array<ArrayBuffer>}
   */
  griffinLimCqt(S, options) {
    return this.#complete(this.steps.griffinLimCqt(S, options ?? {}));
  }

  /**
   * A constant-Q transform with an exact inverse: slices of sound, cut into bands of their own rates.
   * @param {Samples} samples
   * @param {NsgtOptions} [options]
   * @returns {Spectrogram} complex, [slices, values, 2]: band after band, `widths` values of each, evenly spread over
   *   the slice
   */
  nsgt(samples, options = {}) {
    return this.#complete(this.steps.nsgt(samples, options));
  }

  /**
   * The sound of a nonstationary Gabor transform.
   * @param {TensorLike} S of `nsgt`
   * @param {InverseNsgtOptions} [options] for a plain { data, shape } as it was made; a Spectrogram knows how it was
   * @returns {Float32Array<ArrayBuffer>}
   */
  insgt(S, options) {
    return this.#complete(this.steps.insgt(S, options ?? {}));
  }

  /**
   * The CQT's magnitudes gathered in pitch classes, from C on.
   * @param {Samples} samples
   * @param {ChromaOptions} [options]
   * @returns {Spectrogram} [frames, nChroma]
   */
  chroma(samples, options = {}) {
    return this.#complete(this.steps.chroma(samples, options));
  }

  /**
   * Chroma that is rounded, smoothed over time and normalised, to compare performances (CENS).
   * @param {Samples} samples
   * @param {ChromaCensOptions} [options]
   * @returns {Spectrogram} [frames, nChroma]
   */
  chromaCens(samples, options = {}) {
    return this.#complete(this.steps.chromaCens(samples, options));
  }

  /**
   * By how many bins the sound's pitches lie above (below: negative) those of A4 = 440 Hz.
   * @param {Samples} samples
   * @param {TuningOptions} [options]
   * @returns {number} -0.5 to 0.5
   */
  estimateTuning(samples, options = {}) {
    return this.#complete(this.steps.estimateTuning(samples, options));
  }

  /**
   * The signal whose STFT is nearest to S (least squares).
   * @param {TensorLike} S complex, [frames, bins, 2]
   * @param {InverseOptions} [options]
   * @returns {Float32Array<ArrayBuffer>}
   */
  istft(S, options) {
    return this.#complete(this.steps.istft(S, options));
  }

  /**
   * Where the energy of each cell of the STFT belongs, in frequency and in time, as librosa's reassigned_spectrogram.
   * @param {Samples} samples
   * @param {ReassignedSpectrogramOptions} [options] sampleRate is required, unless samples is an AudioBuffer
   * @returns {Reassigned}
   */
  reassignedSpectrogram(samples, options) {
    return this.#complete(this.steps.reassignedSpectrogram(samples, options));
  }

  /**
   * The energy of the reassigned cells, gathered on a grid: a sharper picture than the spectrogram, of the same energy.
   * @param {Samples} samples
   * @param {ReassignedImageOptions} [options] sampleRate is required, unless samples is an AudioBuffer
   * @returns {Spectrogram} power, [columns, rows]
   */
  reassignedImage(samples, options) {
    return this.#complete(this.steps.reassignedImage(samples, options));
  }

  /**
   * The instantaneous frequency of each cell of the STFT.
   * @param {Samples} samples
   * @param {InstantaneousFrequencyOptions} [options] sampleRate is required, unless samples is an AudioBuffer
   * @returns {Spectrogram} Hz, [frames, nFft / 2 + 1]
   */
  instantaneousFrequency(samples, options) {
    return this.#complete(this.steps.instantaneousFrequency(samples, options));
  }

  /**
   * The STFT with its coefficients moved along frequency to where the window's derivative finds them. Their phase is
   * referred to each frame's centre.
   * @param {Samples} samples
   * @param {SynchrosqueezeOptions} [options]
   * @returns {Spectrogram} complex, [frames, nFft / 2 + 1, 2]
   */
  synchrosqueeze(samples, options) {
    return this.#complete(this.steps.synchrosqueeze(samples, options));
  }

  /**
   * The sound of a synchrosqueezed STFT, or of the part of it that is left where other bins were set to 0. The finer
   * the hop the nearer: about 37 dB at winLength / 16, 47 at / 32 (the default), 65 at / 128.
   * @param {TensorLike} S complex, [frames, bins, 2]
   * @param {InverseSynchrosqueezeOptions} [options]
   * @returns {Float32Array<ArrayBuffer>}
   */
  inverseSynchrosqueeze(S, options) {
    return this.#complete(this.steps.inverseSynchrosqueeze(S, options));
  }

  /**
   * A sound whose STFT has these magnitudes, by (fast) Griffin-Lim iteration, as librosa's griffinlim.
   * @param {TensorLike} S magnitudes, [frames, bins]
   * @param {GriffinLimOptions} [options]
   * @returns {Float32Array<ArrayBuffer>}
   */
  griffinLim(S, options) {
    return this.#complete(this.steps.griffinLim(S, options));
  }

  /**
   * A sound whose STFT has these magnitudes, by phase gradient heap integration: one pass, no iteration.
   * @template {PghiOptions} [O=PghiOptions]
   * @param {TensorLike} S magnitudes, [frames, bins]
   * @param {O} [options]
   * @returns {O extends { output: 'phase' } ? Tensor : Float32Array<ArrayBuffer>} the sound, or the phases in radians
   */
  pghi(S, options) {
    return /** @type {any} */ (this.#complete(this.steps.pghi(S, options)));
  }

  /**
   * The weights from power spectrum to mel bands.
   * @param {MelFilterbankOptions} options
   * @returns {Tensor} [nMels, nFft / 2 + 1]
   */
  melFilterbank(options) {
    return this.#complete(this.steps.melFilterbank(options));
  }

  /**
   * Power to decibels: 10 log10(max(amin, S) / ref), nothing more than topDb below the loudest.
   * @template {TensorLike | Float32Array | Float64Array} T
   * @param {T} S
   * @param {DbOptions} [options]
   * @returns {T extends Spectrogram ? Spectrogram : T extends TensorLike ? Tensor : Float32Array<ArrayBuffer>} of the
   *   same shape
   */
  powerToDb(S, options) {
    const { ref, amin, topDb } = dbOptions(options, 1e-10);
    return this.#mapValues(S, 'dB', (x) => this.#toDb(x, 10, ref, amin, topDb));
  }

  /**
   * Amplitude to decibels: 20 log10(max(amin, |S|) / ref), nothing more than topDb below the loudest.
   * @template {TensorLike | Float32Array | Float64Array} T
   * @param {T} S
   * @param {DbOptions} [options]
   * @returns {T extends Spectrogram ? Spectrogram : T extends TensorLike ? Tensor : Float32Array<ArrayBuffer>} of the
   *   same shape
   */
  amplitudeToDb(S, options) {
    const { ref, amin, topDb } = dbOptions(options, 1e-5);
    return this.#mapValues(S, 'dB', (x) => this.#toDb(x, 20, ref, amin, topDb));
  }

  /**
   * Decibels to power: ref * 10^(S / 10).
   * @template {TensorLike | Float32Array | Float64Array} T
   * @param {T} S
   * @param {{ ref?: number }} [options]
   * @returns {T extends Spectrogram ? Spectrogram : T extends TensorLike ? Tensor : Float32Array<ArrayBuffer>} of the
   *   same shape
   */
  dbToPower(S, options) {
    const ref = refOption(options);
    return this.#mapValues(S, 'power', (x) => this.#fromDb(x, 10, ref));
  }

  /**
   * Decibels to amplitude: ref * 10^(S / 20).
   * @template {TensorLike | Float32Array | Float64Array} T
   * @param {T} S
   * @param {{ ref?: number }} [options]
   * @returns {T extends Spectrogram ? Spectrogram : T extends TensorLike ? Tensor : Float32Array<ArrayBuffer>} of the
   *   same shape
   */
  dbToAmplitude(S, options) {
    const ref = refOption(options);
    return this.#mapValues(S, 'magnitude', (x) => this.#fromDb(x, 20, ref));
  }

  /**
   * A window's values, periodic as the DFT wants them, or symmetric.
   * @param {Window} window
   * @param {number} n
   * @param {{ periodic?: boolean }} [options]
   * @returns {Float32Array<ArrayBuffer>}
   */
  windowFunction(window, n, options) {
    const { periodic = true } = entries(options, ['periodic']);
    if (typeof periodic !== 'boolean') throw typeError(`periodic must be true or false, got ${show(periodic)}`);
    return this.#withWindow(window, n, periodic, (at) => Float32Array.from(this.#core.doubles.subarray(at, at + n)));
  }

  /**
   * Measures a window: its main lobe, side lobes, noise bandwidth and gain.
   * @param {Window} window
   * @param {number} n
   * @returns {WindowMetrics}
   */
  windowMetrics(window, n) {
    return this.#withWindow(window, n, true, (at) =>
      this.#core.scratch(6 * 8, (out) => {
        this.#core.check(this.#core.calls.sg_window_measure(out, 8 * at, n), windowPlan({ winLength: n }));
        const values = this.#core.doubles.subarray(out >>> 3, (out >>> 3) + 6);
        const [mainLobeWidth, sideLobeLevel, enbw, scallopLoss, coherentGain, width3dB] = values;
        return { mainLobeWidth, sideLobeLevel, enbw, scallopLoss, coherentGain, width3dB };
      }),
    );
  }

  /**
   * The next size that `nFft` may be.
   * @param {number} n
   */
  nextFastSize(n) {
    if (typeof n !== 'number') throw typeError(`n must be a number, got ${show(n)}`);
    const size = this.#run((core) => core.calls.sg_fft_next_size(n));
    if (size <= 0) throw rangeError(`n must be a number up to ${FFT_MAX}, got ${n}`);
    return size;
  }

  /**
   * The same transform live, or a chain of stages: samples are pushed in, columns come out.
   * @template {keyof AnalyserOptions | Chain} K
   * @param {K} kind a kind, or stages with options of their own: [['mel', { nMels: 80 }], ['log', {}]]
   * @param {Omit<K extends keyof AnalyserOptions ? AnalyserOptions[K] : ChainOptions, 'channel'>} [options]
   */
  analyser(kind, options) {
    const plans = makePlans('kind of analyser', kind, options, KINDS, ANALYSES, ROW_STAGES);
    return this.#run((core) => new Analyser(core, plans));
  }

  /**
   * A chain of stages over a whole sound, with the bytes that it gives live.
   * @param {Samples} samples
   * @param {Chain} chain stages with options of their own: [['mel', { nMels: 80 }], ['log', {}]]
   * @param {ChainOptions} [options]
   * @returns {Spectrogram} as the last stage has it
   */
  analyse(samples, chain, options) {
    return this.#complete(this.steps.analyse(samples, chain, options));
  }

  /**
   * The inverse transform live: columns are pushed in, samples come out.
   * @template {keyof SynthesiserOptions} K
   * @param {K} kind 'icqt' is one pass, without the refinement that takes the whole sound
   * @param {SynthesiserOptions[K]} [options]
   */
  synthesiser(kind, options) {
    checkKind('kind of synthesiser', kind, SYNTHESES);
    return this.#run((core) => new Synthesiser(core, makePlan(KINDS[kind], options)));
  }

  /** Gives the memory back. Using the engine, or an analyser of it, after this throws InvalidStateError. */
  close() {
    this.#closed = true;
    this.#core.close();
  }

  /**
   * The methods that take long, in steps: generators that yield their progress.
   * @internal
   */
  get steps() {
    const core = this.#open();
    /**
     * A method of samples: options of its own are left to `run`.
     * @template T
     * @param {string} kind
     * @param {readonly string[]} others
     * @param {(core: Core, plan: Plan, samples: Float32Array | Float64Array, others: Record<string, unknown>) => T} run
     */
    const ofSamples =
      (kind, others, run) => (/** @type {Samples} */ samples, /** @type {object | undefined} */ options) => {
        const { channel, ...own } = entries(options, [...KINDS[kind].options, 'channel', ...others]);
        const taken = takeSamples(samples, channel);
        const left = Object.fromEntries(others.map((name) => [name, own[name]]));
        for (const name of others) delete own[name];
        return run(core, makePlan(KINDS[kind], withRate(own, taken.sampleRate)), taken.samples, left);
      };
    const analysis = (/** @type {string} */ kind) =>
      ofSamples(kind, [], (core, plan, samples) => analyse(core, [plan], samples));
    const inverse =
      (/** @type {string} */ kind) => (/** @type {TensorLike} */ S, /** @type {object | undefined} */ options) => {
        const { data, shape } = takeTensor(S);
        if (shape.length !== 3 || shape[2] !== 2) {
          throw rangeError(`S must be complex, of shape [frames, bins, 2], got [${shape.join(', ')}]`);
        }
        return synthesise(core, fourierInverse(KINDS[kind], { ...S, shape }, entries(options, KINDS[kind].options)), {
          data,
          shape,
        });
      };
    return /** @satisfies {Record<Method, unknown>} */ ({
      analyse: (
        /** @type {Samples} */ samples,
        /** @type {Chain} */ chain,
        /** @type {ChainOptions | undefined} */ options,
      ) => {
        const { channel, ...own } = entries(options, ['sampleRate', 'channel']);
        const taken = takeSamples(samples, channel);
        const plans = makePlans('kind', chain, withRate(own, taken.sampleRate), KINDS, ANALYSES, ROW_STAGES);
        return analyse(core, plans, taken.samples);
      },
      stft: analysis('stft'),
      spectrogram: analysis('spectrogram'),
      melSpectrogram: analysis('mel'),
      ...constantQ(core),
      istft: inverse('istft'),
      instantaneousFrequency: analysis('instantaneousFrequency'),
      synchrosqueeze: analysis('synchrosqueeze'),
      inverseSynchrosqueeze: inverse('unsqueeze'),
      reassignedSpectrogram: ofSamples('reassignment', ['out'], (core, plan, samples, { out }) =>
        reassignedSpectrogram(core, plan, samples, out),
      ),
      reassignedImage: ofSamples('reassigned', ['width'], (core, plan, samples, { width }) =>
        reassignedImage(core, plan, samples, width),
      ),
      griffinLim: (/** @type {TensorLike} */ S, /** @type {GriffinLimOptions | undefined} */ options) =>
        griffinLim(core, { ...S, ...takeTensor(S) }, options),
      pghi: (/** @type {TensorLike} */ S, /** @type {PghiOptions | undefined} */ options) =>
        pghi(core, { ...S, ...takeTensor(S) }, options),
      melFilterbank: (/** @type {MelFilterbankOptions} */ options) =>
        melFilterbank(core, makePlan(KINDS.melFilterbank, options)),
    });
  }

  /**
   * One of the long methods, with a pause wherever `pause` returns a promise; ended by whatever `pause` throws.
   * @internal
   * @param {Method} method
   * @param {readonly any[]} given
   * @param {(progress: Progress) => Promise<void> | undefined} pause
   */
  async perform(method, given, pause) {
    /**
     * @type {(...given: readonly any[]) => Generator<Progress, Spectrogram | Reassigned | Tensor |
     *   Float32Array<ArrayBuffer> | number, void>}
     */
    const start = this.steps[method];
    const steps = start(...given);
    try {
      for (;;) {
        const step = this.#run(() => steps.next());
        if (step.done) return step.value;
        const paused = pause(step.value);
        if (paused) await paused;
      }
    } finally {
      steps.return(/** @type {any} */ (undefined));
    }
  }

  /**
   * @template T
   * @param {Generator<Progress, T, void>} steps
   */
  #complete(steps) {
    return this.#run(() => complete(steps));
  }

  /** The core, a new one where the last one failed. */
  #open() {
    if (this.#closed) throw stateError('the engine is closed');
    if (this.#core.closed) this.#core = new Core(this.#module);
    return this.#core;
  }

  /**
   * Runs what calls the core.
   * @template T
   * @param {(core: Core) => T} work
   */
  #run(work) {
    const core = this.#open();
    try {
      return work(core);
    } catch (error) {
      throw core.failure(error);
    }
  }

  /**
   * Lends a window's values, as doubles at an index of `core.doubles`, to `use`.
   * @template T
   * @param {Window} window
   * @param {number} n
   * @param {boolean} periodic
   * @param {(at: number) => T} use
   * @returns {T}
   */
  #withWindow(window, n, periodic, use) {
    const { index, parameter, values } = parseWindow(window);
    if (typeof n !== 'number') throw typeError(`n must be a number, got ${show(n)}`);
    if (!(Number.isInteger(n) && n >= 1 && n <= FFT_MAX))
      throw rangeError(`n must be an integer from 1 to ${FFT_MAX}, got ${n}`);
    if (values && values.length !== n) throw rangeError(`window must have n (${n}) values, got ${values.length}`);
    return this.#run((core) =>
      core.scratch(8 * n, (at) => {
        if (values) core.doubles.set(values, at >>> 3);
        else
          core.check(
            core.calls.sg_window(at, n, index, parameter, Number(periodic)),
            windowPlan({ windowParameter: parameter }),
          );
        return use(at >>> 3);
      }),
    );
  }

  /**
   * A copy of S whose values `map` has changed in place.
   * @param {TensorLike | Float32Array | Float64Array} S
   * @param {string} unit
   * @param {(x: Float32Array<ArrayBuffer>) => void} map
   * @returns {any}
   */
  #mapValues(S, unit, map) {
    this.#open();
    if (isFloats(S)) {
      checkAttached('S', S);
      const data = Float32Array.from(S);
      map(data);
      return data;
    }
    const { data, shape } = takeTensor(S);
    if (S.unit === 'complex') throw typeError('S must hold real values, got complex ones: take a spectrogram');
    const copy = new Float32Array(data);
    map(copy);
    return S instanceof Spectrogram ? new Spectrogram({ ...S, data: copy, unit }) : { data: copy, shape: [...shape] };
  }

  /**
   * x to dB in place.
   * @param {Float32Array<ArrayBuffer>} x
   * @param {10 | 20} perDecade 10 for power, 20 for amplitude
   * @param {number | 'max'} ref
   * @param {number} amin
   * @param {number | null} topDb
   */
  #toDb(x, perDecade, ref, amin, topDb) {
    const loudest = perDecade === 20 ? Math.max(greatest(x, 1), greatest(x, -1)) : greatest(x, 1);
    const zero = ref === 'max' ? loudest : Math.abs(ref);
    const convert = (/** @type {Float32Array<ArrayBuffer>} */ values, /** @type {number} */ least) =>
      this.#inBlocks(values, (core, at, n) => core.calls.sg_to_db(at, n, perDecade, amin, zero, least));
    const [top] = convert(Float32Array.of(loudest), -Infinity);
    convert(x, topDb === null ? -Infinity : top - topDb);
  }

  /**
   * x from dB in place.
   * @param {Float32Array<ArrayBuffer>} x
   * @param {10 | 20} perDecade
   * @param {number} ref
   */
  #fromDb(x, perDecade, ref) {
    this.#inBlocks(x, (core, at, n) => core.calls.sg_from_db(at, n, perDecade, ref));
  }

  /**
   * Lends x to the core, block by block, to be changed in place.
   * @param {Float32Array<ArrayBuffer>} x
   * @param {(core: Core, at: number, n: number) => void} change
   */
  #inBlocks(x, change) {
    const room = Math.min(x.length, BLOCK);
    this.#run((core) =>
      core.scratch(4 * room, (at) => {
        for (let done = 0; done < x.length; done += room) {
          const block = x.subarray(done, done + room);
          core.floats.set(block, at >>> 2);
          change(core, at, block.length);
          block.set(core.floats.subarray(at >>> 2, (at >>> 2) + block.length));
        }
      }),
    );
    return x;
  }
}

const BLOCK = 65536;

/**
 * @param {Core} core
 * @param {Plan} plan
 * @returns {Generator<Progress, Tensor, void>}
 */
function* melFilterbank(core, plan) {
  const { nMels = 128, nFft } = plan.fields;
  yield { done: 0, total: 1 };
  // The core judges the sizes; what it would refuse must not be asked of malloc first.
  const floats =
    Math.min(4096, Math.max(1, Math.trunc(nMels) || 1)) *
    (Math.min(FFT_MAX, Math.max(0, Math.trunc(nFft) || 0)) / 2 + 1);
  return core.scratch(4 * Math.ceil(floats), (at) => {
    core.configure(plan, (config) => core.calls.sg_mel_filterbank(at, config));
    return { data: core.floats.slice(at >>> 2, (at >>> 2) + floats), shape: [nMels, nFft / 2 + 1] };
  });
}

/** @param {Record<string, number>} fields @returns {Plan} */
const windowPlan = (fields) => ({ kind: 'window', fields, windowValues: null, got: {}, least: 0 });

/**
 * @param {Record<string, unknown>} options
 * @param {number | undefined} sampleRate of the AudioBuffer
 */
const withRate = (options, sampleRate) => (sampleRate === undefined ? options : { sampleRate, ...options });

/**
 * @param {unknown} options
 * @param {number} aminDefault
 * @returns {{ ref: number | 'max', amin: number, topDb: number | null }}
 */
function dbOptions(options, aminDefault) {
  const { ref = 1, amin = aminDefault, topDb = 80 } = entries(options, ['ref', 'amin', 'topDb']);
  if (ref !== 'max' && typeof ref !== 'number') throw typeError(`ref must be a number or 'max', got ${show(ref)}`);
  if (Number.isNaN(ref)) throw rangeError(`ref must be a number or 'max', got NaN`);
  if (typeof amin !== 'number') throw typeError(`amin must be a number, got ${show(amin)}`);
  if (!(amin > 0 && amin < Infinity)) throw rangeError(`amin must be above 0 and finite, got ${amin}`);
  if (topDb !== null && typeof topDb !== 'number')
    throw typeError(`topDb must be a number or null, got ${show(topDb)}`);
  if (topDb !== null && !(topDb >= 0)) throw rangeError(`topDb must be at least 0, or null, got ${topDb}`);
  return { ref, amin, topDb };
}

/** @param {unknown} options */
function refOption(options) {
  const { ref = 1 } = entries(options, ['ref']);
  if (typeof ref !== 'number') throw typeError(`ref must be a number, got ${show(ref)}`);
  if (!(ref >= 0 && ref < Infinity)) throw rangeError(`ref must be at least 0 and finite, got ${ref}`);
  return ref;
}

/**
 * The greatest of x times sign that is finite, or 0 where none is above it.
 * @param {Float32Array} x
 * @param {1 | -1} sign
 */
function greatest(x, sign) {
  let max = 0;
  for (let i = 0; i < x.length; i++) {
    const value = sign * x[i];
    if (value > max && value < Infinity) max = value;
  }
  return max;
}
