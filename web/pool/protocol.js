// What a pool and its Workers say to each other.

/**
 * @typedef {{ type: 'setup', module: WebAssembly.Module } | { type: 'run', id: number, method:
 *   import('../engine/engine.js').Method, given: readonly any[],
 *   iterations: boolean } | { type: 'cancel', id: number }} Order
 * @typedef {import('../base/spectrogram.js').Facts | import('../engine/engine.js').Tensor |
 *   import('../engine/reassignment.js').Reassigned | Float32Array<ArrayBuffer> | number} Payload
 * @typedef {{ type: 'ready' } | { type: 'progress', id: number, done: number, total: number, convergence: number[] }
 *   | { type: 'result', id: number, result: Payload, spectrogram: boolean }
 *   | { type: 'error', id: number, error: ReturnType<typeof import('../base/errors.js').packError> }} Answer
 */
export {};
