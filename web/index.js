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
