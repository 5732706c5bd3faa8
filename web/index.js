// Everything that the package offers. Importing it does nothing else, in a page, a Worker or Node.

export { Analyser } from './live/analyser.js';
export { colormaps } from './view/colormaps.js';
export { Engine } from './engine/engine.js';
export { load } from './engine/load.js';
export { SpectrogramNode } from './live/node.js';
export { decodeNpy, encodeNpy } from './files/npy.js';
export { createPool, Pool } from './pool/pool.js';
export { SpectrogramRenderer } from './view/renderer.js';
export { Spectrogram } from './base/spectrogram.js';
export { Synthesiser } from './live/synthesiser.js';
export { decodeWav, WavAudio } from './files/wav-decoder.js';
export { encodeWav } from './files/wav-encoder.js';

// The types that they speak of.
/**
 * @typedef {import('./live/analyser.js').Chunk} Chunk
 * @typedef {import('./live/analyser.js').OnColumn} OnColumn
 * @typedef {import('./live/analyser.js').Source} Source
 * @typedef {import('./engine/constantq-inverse.js').GriffinLimCqtOptions} GriffinLimCqtOptions
 * @typedef {import('./engine/constantq.js').TuningOptions} TuningOptions
 * @typedef {import('./engine/engine.js').AnalyserOptions} AnalyserOptions
 * @typedef {import('./engine/engine.js').DbOptions} DbOptions
 * @typedef {import('./engine/engine.js').SynthesiserOptions} SynthesiserOptions
 * @typedef {import('./engine/engine.js').Tensor} Tensor
 * @typedef {import('./engine/engine.js').TensorLike} TensorLike
 * @typedef {import('./engine/engine.js').WindowMetrics} WindowMetrics
 * @typedef {import('./core/compile.js').LoadOptions} LoadOptions
 * @typedef {import('./live/node.js').ColumnsDetail} ColumnsDetail
 * @typedef {import('./live/node.js').NodeOptions} NodeOptions
 * @typedef {import('./live/node.js').SpectrogramNodeEvents} SpectrogramNodeEvents
 * @typedef {import('./live/node.js').SpectrogramNodeOptions} SpectrogramNodeOptions
 * @typedef {import('./core/options.js').ChromaCensOptions} ChromaCensOptions
 * @typedef {import('./core/options.js').ChromaOptions} ChromaOptions
 * @typedef {import('./core/options.js').CqtOptions} CqtOptions
 * @typedef {import('./core/options.js').GriffinLimOptions} GriffinLimOptions
 * @typedef {import('./core/options.js').InstantaneousFrequencyOptions} InstantaneousFrequencyOptions
 * @typedef {import('./core/options.js').InverseCqtOptions} InverseCqtOptions
 * @typedef {import('./core/options.js').InverseNsgtOptions} InverseNsgtOptions
 * @typedef {import('./core/options.js').InverseOptions} InverseOptions
 * @typedef {import('./core/options.js').InverseSynchrosqueezeOptions} InverseSynchrosqueezeOptions
 * @typedef {import('./core/options.js').MelFilterbankOptions} MelFilterbankOptions
 * @typedef {import('./core/options.js').MelSpectrogramOptions} MelSpectrogramOptions
 * @typedef {import('./core/options.js').NsgtOptions} NsgtOptions
 * @typedef {import('./core/options.js').PghiOptions} PghiOptions
 * @typedef {import('./core/options.js').PseudoCqtOptions} PseudoCqtOptions
 * @typedef {import('./core/options.js').ReassignedImageOptions} ReassignedImageOptions
 * @typedef {import('./core/options.js').ReassignedOptions} ReassignedOptions
 * @typedef {import('./core/options.js').ReassignedSpectrogramOptions} ReassignedSpectrogramOptions
 * @typedef {import('./core/options.js').RtpghiOptions} RtpghiOptions
 * @typedef {import('./core/options.js').SpectrogramOptions} SpectrogramOptions
 * @typedef {import('./core/options.js').StftOptions} StftOptions
 * @typedef {import('./core/options.js').SynchrosqueezeOptions} SynchrosqueezeOptions
 * @typedef {import('./core/options.js').VqtOptions} VqtOptions
 * @typedef {import('./core/options.js').Window} Window
 * @typedef {import('./core/options.js').WindowName} WindowName
 * @typedef {import('./pool/pool.js').JobOptions} JobOptions
 * @typedef {import('./pool/pool.js').PoolOptions} PoolOptions
 * @typedef {import('./engine/reassignment.js').Reassigned} Reassigned
 * @typedef {import('./view/renderer-options.js').AllOptions} AllOptions
 * @typedef {import('./view/renderer-options.js').ColormapName} ColormapName
 * @typedef {import('./view/renderer-options.js').RendererColors} RendererColors
 * @typedef {import('./view/renderer-options.js').RendererOptions} RendererOptions
 * @typedef {import('./base/samples.js').AudioBufferLike} AudioBufferLike
 * @typedef {import('./base/samples.js').Samples} Samples
 * @typedef {import('./live/synthesiser.js').OnSamples} OnSamples
 */
