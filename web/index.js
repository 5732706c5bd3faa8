// Everything that the package offers. Importing it does nothing else, in a page, a Worker or Node.

export { Analyser } from './live/analyser.js';
export { colormaps } from './view/colormaps.js';
export { Engine } from './engine/engine.js';
export { load } from './engine/load.js';
export {
  fftFrequencies,
  hzToMel,
  hzToMidi,
  hzToOctaves,
  melFrequencies,
  melToHz,
  midiToHz,
} from './base/frequencies.js';
export { SpectrogramNode } from './live/node.js';
export { hzToNote, noteToHz } from './base/notes.js';
export { decodeNpy, encodeNpy } from './files/npy.js';
export { decodeNpz, encodeNpz } from './files/npz.js';
export { createPool, Pool } from './pool/pool.js';
export { SpectrogramRenderer } from './view/renderer.js';
export { quantize } from './base/quantize.js';
export { Spectrogram } from './base/spectrogram.js';
export { Synthesiser } from './live/synthesiser.js';
export { framesToTime, timeToFrames } from './base/times.js';
export { decodeWav, WavAudio } from './files/wav-decoder.js';
export { encodeWav } from './files/wav-encoder.js';
export * from './generated/types.js'; // bags of options, which are types alone

// The types that they speak of.
/**
 * @typedef {import('./live/analyser.js').Chunk} Chunk
 * @typedef {import('./live/analyser.js').OnColumn} OnColumn
 * @typedef {import('./live/analyser.js').Source} Source
 * @typedef {import('./engine/engine.js').DbOptions} DbOptions
 * @typedef {import('./engine/engine.js').Tensor} Tensor
 * @typedef {import('./engine/engine.js').TensorLike} TensorLike
 * @typedef {import('./engine/engine.js').WindowMetrics} WindowMetrics
 * @typedef {import('./presets/preset.js').Extracted} Extracted
 * @typedef {import('./presets/preset.js').Preset} Preset
 * @typedef {import('./core/chain.js').Chain} Chain
 * @typedef {import('./core/chain.js').ChainOptions} ChainOptions
 * @typedef {import('./core/compile.js').LoadOptions} LoadOptions
 * @typedef {import('./live/node.js').ColumnsDetail} ColumnsDetail
 * @typedef {import('./live/node.js').NodeOptions} NodeOptions
 * @typedef {import('./live/node.js').SpectrogramNodeEvents} SpectrogramNodeEvents
 * @typedef {import('./live/node.js').SpectrogramNodeOptions} SpectrogramNodeOptions
 * @typedef {import('./pool/pool.js').JobOptions} JobOptions
 * @typedef {import('./pool/pool.js').PoolOptions} PoolOptions
 * @typedef {import('./engine/reassignment.js').Reassigned} Reassigned
 * @typedef {import('./view/renderer-options.js').AllOptions} AllOptions
 * @typedef {import('./view/renderer-options.js').ColormapName} ColormapName
 * @typedef {import('./view/renderer-options.js').RendererColors} RendererColors
 * @typedef {import('./view/renderer-options.js').RendererOptions} RendererOptions
 * @typedef {import('./view/renderer-options.js').ImageOptions} ImageOptions
 * @typedef {import('./base/samples.js').AudioBufferLike} AudioBufferLike
 * @typedef {import('./base/samples.js').Samples} Samples
 * @typedef {import('./live/synthesiser.js').OnSamples} OnSamples
 * @typedef {import('./base/frequencies.js').FftFrequencyOptions} FftFrequencyOptions
 * @typedef {import('./base/frequencies.js').MelFrequencyOptions} MelFrequencyOptions
 * @typedef {import('./base/frequencies.js').MelScaleOptions} MelScaleOptions
 * @typedef {import('./base/frequencies.js').OctaveOptions} OctaveOptions
 * @typedef {import('./base/frequencies.js').PitchOptions} PitchOptions
 * @typedef {import('./base/notes.js').NoteOptions} NoteOptions
 * @typedef {import('./base/times.js').FrameTimeOptions} FrameTimeOptions
 */
