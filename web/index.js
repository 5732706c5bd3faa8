// Everything that the package offers. Importing it does nothing else, in a page, a Worker or Node.

export { Analyser } from './analyser.js';
export { colormaps } from './colormaps.js';
export { Engine } from './engine.js';
export { load } from './load.js';
export { SpectrogramNode } from './node.js';
export { decodeNpy, encodeNpy } from './npy.js';
export { createPool, Pool } from './pool.js';
export { SpectrogramRenderer } from './renderer.js';
export { Spectrogram } from './spectrogram.js';
export { Synthesiser } from './synthesiser.js';
export { decodeWav, encodeWav, WavAudio } from './wav.js';

// The types that they speak of.
/**
 * @typedef {import('./analyser.js').Chunk} Chunk
 * @typedef {import('./analyser.js').OnColumn} OnColumn
 * @typedef {import('./analyser.js').Source} Source
 * @typedef {import('./constantq-inverse.js').GriffinLimCqtOptions} GriffinLimCqtOptions
 * @typedef {import('./constantq.js').TuningOptions} TuningOptions
 * @typedef {import('./engine.js').AnalyserOptions} AnalyserOptions
 * @typedef {import('./engine.js').DbOptions} DbOptions
 * @typedef {import('./engine.js').SynthesiserOptions} SynthesiserOptions
 * @typedef {import('./engine.js').Tensor} Tensor
 * @typedef {import('./engine.js').TensorLike} TensorLike
 * @typedef {import('./engine.js').WindowMetrics} WindowMetrics
 * @typedef {import('./load.js').LoadOptions} LoadOptions
 * @typedef {import('./node.js').ColumnsDetail} ColumnsDetail
 * @typedef {import('./node.js').NodeOptions} NodeOptions
 * @typedef {import('./node.js').SpectrogramNodeEvents} SpectrogramNodeEvents
 * @typedef {import('./node.js').SpectrogramNodeOptions} SpectrogramNodeOptions
 * @typedef {import('./options.js').ChromaCensOptions} ChromaCensOptions
 * @typedef {import('./options.js').ChromaOptions} ChromaOptions
 * @typedef {import('./options.js').CqtOptions} CqtOptions
 * @typedef {import('./options.js').GriffinLimOptions} GriffinLimOptions
 * @typedef {import('./options.js').InstantaneousFrequencyOptions} InstantaneousFrequencyOptions
 * @typedef {import('./options.js').InverseCqtOptions} InverseCqtOptions
 * @typedef {import('./options.js').InverseNsgtOptions} InverseNsgtOptions
 * @typedef {import('./options.js').InverseOptions} InverseOptions
 * @typedef {import('./options.js').InverseSynchrosqueezeOptions} InverseSynchrosqueezeOptions
 * @typedef {import('./options.js').MelFilterbankOptions} MelFilterbankOptions
 * @typedef {import('./options.js').MelSpectrogramOptions} MelSpectrogramOptions
 * @typedef {import('./options.js').NsgtOptions} NsgtOptions
 * @typedef {import('./options.js').PghiOptions} PghiOptions
 * @typedef {import('./options.js').PseudoCqtOptions} PseudoCqtOptions
 * @typedef {import('./options.js').ReassignedImageOptions} ReassignedImageOptions
 * @typedef {import('./options.js').ReassignedOptions} ReassignedOptions
 * @typedef {import('./options.js').ReassignedSpectrogramOptions} ReassignedSpectrogramOptions
 * @typedef {import('./options.js').RtpghiOptions} RtpghiOptions
 * @typedef {import('./options.js').SpectrogramOptions} SpectrogramOptions
 * @typedef {import('./options.js').StftOptions} StftOptions
 * @typedef {import('./options.js').SynchrosqueezeOptions} SynchrosqueezeOptions
 * @typedef {import('./options.js').VqtOptions} VqtOptions
 * @typedef {import('./options.js').Window} Window
 * @typedef {import('./options.js').WindowName} WindowName
 * @typedef {import('./pool.js').JobOptions} JobOptions
 * @typedef {import('./pool.js').PoolOptions} PoolOptions
 * @typedef {import('./reassignment.js').Reassigned} Reassigned
 * @typedef {import('./renderer-options.js').AllOptions} AllOptions
 * @typedef {import('./renderer-options.js').ColormapName} ColormapName
 * @typedef {import('./renderer-options.js').RendererColors} RendererColors
 * @typedef {import('./renderer-options.js').RendererOptions} RendererOptions
 * @typedef {import('./samples.js').AudioBufferLike} AudioBufferLike
 * @typedef {import('./samples.js').Samples} Samples
 * @typedef {import('./synthesiser.js').OnSamples} OnSamples
 */
