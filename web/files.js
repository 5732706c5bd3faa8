// specgram/files: sound and arrays to the bytes of files and back.

export { decodeNpy, encodeNpy } from './files/npy.js';
export { decodeNpz, encodeNpz } from './files/npz.js';
export { decodeWav, WavAudio } from './files/wav-decoder.js';
export { encodeWav } from './files/wav-encoder.js';

/**
 * @typedef {import('./base/samples.js').AudioBufferLike} AudioBufferLike
 * @typedef {import('./files/npy.js').NpyData} NpyData
 * @typedef {import('./files/npz.js').NpyArray} NpyArray
 */
