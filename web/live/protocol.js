// What SpectrogramNode and its processor say to each other.

/** The processor's name; another one for every change of this protocol, so that two versions can share a context. */
export const PROCESSOR = 'specgram-4';

/**
 * @typedef {object} Setup what a processor is made with
 * @property {WebAssembly.Module} module
 * @property {readonly import('../core/options.js').Plan[]} plans of its stages
 * @property {number | 'mix'} channel
 * @property {SharedArrayBuffer | null} memory of the ring of columns; null where columns come as messages
 * @property {number} limit columns that may wait to be taken
 * @property {number} length samples, after which the sound ends by itself: an offline context's; otherwise Infinity
 *
 * @typedef {{ type: 'recycle', buffers: Float32Array<ArrayBuffer>[] } | { type: 'flush' } | { type: 'close' }} Command
 *
 * @typedef {ReturnType<typeof import('../base/errors.js').packError>} PackedError
 * @typedef {{ type: 'columns' } & import('./batches.js').Batch} Columns
 * @typedef {Columns | { type: 'started', frame: number } | { type: 'ended', samples: number, columns: number } |
 *   { type: 'restarted' | 'failed', error: PackedError }} Report columns: how many there were, those that were left out
 *   among them
 */
