// What a pool and its Workers say to each other.

/**
 * @typedef {{ type: 'setup', module: WebAssembly.Module } | { type: 'run', id: number, method:
 *   import('../engine/engine.js').Method, given: readonly any[], iterations: boolean } & Share | { type: 'cancel', id:
 *   number }} Order
 * @typedef {object} Share of a method of samples
 * @property {number} [length] only whether there are parts is asked, of so many samples, which are left out
 * @property {import('./parts.js').Part} [part] only it is made, of the samples that it hears
 * @property {object} [out] shared memory that it is written to
 * @typedef {import('../base/spectrogram.js').Facts | import('../engine/engine.js').Tensor |
 *   import('../engine/reassignment.js').Reassigned | Float32Array<ArrayBuffer> |
 *   number} Payload
 * @typedef {{ type: 'ready' } | { type: 'progress', id: number, done: number, total: number, convergence: number[] }
 *   | { type: 'result', id: number, result: Payload | import('./survey.js').Survey | null, spectrogram: boolean }
 *   | { type: 'error', id: number, error: ReturnType<typeof import('../base/errors.js').packError> }} Answer
 */
export {};
