// The engine of Fourier frames: spectra, mel bands and their inverse, levels and windows.

import { numberThat } from '../base/number-checks.js';
import { entries } from '../base/option-bag.js';
import { place } from '../base/out.js';
import { doublesOf } from '../core/core.js';
import { check, makePlan } from '../core/options.js';
import { FFT_MAX } from '../generated/limits.js';
import { FOURIER, ROWS } from '../generated/kinds.js';
import { EngineBase } from './base.js';
import { fromDb, toDb } from './decibels.js';
import { analysis, inverse } from './method.js';
import { measure, withWindow } from './windows.js';

/**
 * @template S, O
 * @typedef {import('../generated/types.js').Rated<S, O>} Rated
 */

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('../base/spectrogram.js').Spectrogram} Spectrogram
 * @typedef {import('../generated/types.js').InverseOptions} InverseOptions
 * @typedef {import('../generated/types.js').MelFilterbankOptions} MelFilterbankOptions
 * @typedef {import('../generated/types.js').MelSpectrogramOptions} MelSpectrogramOptions
 * @typedef {import('../generated/types.js').SpectrogramOptions} SpectrogramOptions
 * @typedef {import('../generated/types.js').StftOptions} StftOptions
 * @typedef {import('../generated/types.js').Window} Window
 * @typedef {import('../base/out.js').Out} Out
 * @typedef {import('./base.js').Tensor} Tensor
 * @typedef {import('./base.js').TensorLike} TensorLike
 * @typedef {import('./decibels.js').DbOptions} DbOptions
 * @typedef {import('./offline.js').Progress} Progress
 * @typedef {import('./windows.js').WindowMetrics} WindowMetrics
 */

export class FourierEngine extends EngineBase {
  /**
   * The short-time Fourier transform, unnormalised, its phase referred to each frame's first sample.
   * @param {Samples} samples
   * @param {StftOptions} [options]
   * @returns {Spectrogram} complex, [frames, nFft / 2 + 1, 2]
   */
  stft(samples, options) {
    return this.complete(this.steps.stft(samples, options));
  }

  /**
   * |STFT|^power.
   * @param {Samples} samples
   * @param {SpectrogramOptions} [options]
   * @returns {Spectrogram} [frames, nFft / 2 + 1]
   */
  spectrogram(samples, options) {
    return this.complete(this.steps.spectrogram(samples, options));
  }

  /**
   * The power spectrogram gathered in mel bands.
   * @template {Samples} S
   * @param {S} samples
   * @param {Rated<S, MelSpectrogramOptions>} options
   * @returns {Spectrogram} [frames, nMels]
   */
  melSpectrogram(samples, ...options) {
    return this.complete(this.steps.melSpectrogram(samples, options[0]));
  }

  /**
   * The signal whose STFT is nearest to S (least squares).
   * @param {TensorLike} S complex, [frames, bins, 2]
   * @param {InverseOptions} [options]
   * @returns {Float32Array<ArrayBuffer>}
   */
  istft(S, options) {
    return this.complete(this.steps.istft(S, options));
  }

  /**
   * The weights from power spectrum to mel bands.
   * @param {MelFilterbankOptions} options
   * @returns {Tensor} [nMels, nFft / 2 + 1]
   */
  melFilterbank(options) {
    return this.complete(this.steps.melFilterbank(options));
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
    return this.run((core) => toDb(core, S, 10, options));
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
    return this.run((core) => toDb(core, S, 20, options));
  }

  /**
   * Decibels to power: ref * 10^(S / 10).
   * @template {TensorLike | Float32Array | Float64Array} T
   * @param {T} S
   * @param {{ ref?: number, out?: Out }} [options]
   * @returns {T extends Spectrogram ? Spectrogram : T extends TensorLike ? Tensor : Float32Array<ArrayBuffer>} of the
   *   same shape
   */
  dbToPower(S, options) {
    return this.run((core) => fromDb(core, S, 10, options));
  }

  /**
   * Decibels to amplitude: ref * 10^(S / 20).
   * @template {TensorLike | Float32Array | Float64Array} T
   * @param {T} S
   * @param {{ ref?: number, out?: Out }} [options]
   * @returns {T extends Spectrogram ? Spectrogram : T extends TensorLike ? Tensor : Float32Array<ArrayBuffer>} of the
   *   same shape
   */
  dbToAmplitude(S, options) {
    return this.run((core) => fromDb(core, S, 20, options));
  }

  /**
   * A window's values, periodic as the DFT wants them, or symmetric.
   * @param {Window} window
   * @param {number} n
   * @param {{ periodic?: boolean, out?: Out }} [options]
   * @returns {Float32Array<ArrayBuffer>}
   */
  windowFunction(window, n, options) {
    const { periodic = true, out } = entries(options, ['periodic', 'out']);
    const isPeriodic = check('periodic', periodic, { name: 'periodic', is: 'boolean' });
    return this.run((core) =>
      withWindow(core, window, n, isPeriodic, (at) => {
        const values = place(out, [n]);
        values.set(doublesOf(core).subarray(at, at + n));
        return values;
      }),
    );
  }

  /**
   * Measures a window: its main lobe, side lobes, noise bandwidth and gain.
   * @param {Window} window
   * @param {number} n
   * @returns {WindowMetrics}
   */
  windowMetrics(window, n) {
    return this.run((core) => withWindow(core, window, n, 1, (at) => measure(core, at, n)));
  }

  /**
   * The next size that is fast: even, and without a prime factor above 5.
   * @param {number} n
   */
  nextFastSize(n) {
    const size = numberThat(`a number up to ${FFT_MAX}`, (value) => value <= FFT_MAX)('n', n);
    return this.run((core) => core.calls.sg_fft_next_size(size));
  }

  /** @internal */
  get kinds() {
    return { ...FOURIER, ...ROWS };
  }

  /** @internal */
  get steps() {
    const core = this.open();
    return {
      ...super.steps,
      stft: analysis(core, FOURIER.stft),
      spectrogram: analysis(core, FOURIER.spectrogram),
      melSpectrogram: analysis(core, FOURIER.mel),
      istft: inverse(core, FOURIER.istft),
      melFilterbank: (/** @type {MelFilterbankOptions} */ options) =>
        filterbank(core, makePlan(FOURIER.melFilterbank, options), 'sg_mel_filterbank', 'nMels'),
    };
  }
}

/**
 * Weights from the bins of Fourier frames to what they are gathered in.
 * @param {Core} core
 * @param {Plan} plan
 * @param {'sg_mel_filterbank' | 'sg_chroma_filterbank'} call
 * @param {string} rows the field that counts them
 * @returns {Generator<Progress, Tensor, void>}
 */
export function* filterbank(core, plan, call, rows) {
  yield { done: 0, total: 1 };
  return core.configure([plan], ([, config]) => {
    const shape = [plan.fields[rows], Math.floor(plan.fields.nFft / 2) + 1];
    const data = place(plan.out, shape);
    return core.scratch(4 * data.length, (at) => {
      core.check(core.calls[call](at, config), plan);
      data.set(core.floats.subarray(at >>> 2, (at >>> 2) + data.length));
      return { data, shape };
    });
  });
}
