// specgram/fourier: the engine of spectra, mel bands and their inverse, without what stands on top of them; live by
// functions of their own, which cost nothing where they are not imported.

import { compile } from './core/compile.js';
import { FourierEngine } from './engine/fourier.js';

export { FourierEngine };
export { analyser, synthesiser } from './engine/live.js';
export { Spectrogram } from './base/spectrogram.js';
export * from './generated/types.js'; // bags of options, which are types alone

/**
 * @typedef {import('./base/samples.js').AudioBufferLike} AudioBufferLike
 * @typedef {import('./base/samples.js').Samples} Samples
 * @typedef {import('./core/chain.js').Chain} Chain
 * @typedef {import('./core/chain.js').ChainOptions} ChainOptions
 * @typedef {import('./core/compile.js').LoadOptions} LoadOptions
 * @typedef {import('./engine/base.js').Tensor} Tensor
 * @typedef {import('./engine/base.js').TensorLike} TensorLike
 * @typedef {import('./engine/decibels.js').DbOptions} DbOptions
 * @typedef {import('./engine/windows.js').WindowMetrics} WindowMetrics
 * @typedef {import('./live/analyser.js').Analyser} Analyser
 * @typedef {import('./live/analyser.js').OnColumn} OnColumn
 * @typedef {import('./live/synthesiser.js').OnSamples} OnSamples
 * @typedef {import('./live/synthesiser.js').Synthesiser} Synthesiser
 */

/**
 * Loads the engine.
 * @param {LoadOptions} [options]
 * @returns {Promise<FourierEngine>}
 */
export async function load(options) {
  return new FourierEngine(await compile(options));
}
