// What the page and the trainer in its Worker say to one another.

/** @typedef {import('./network.js').Weights} Weights */
/** @typedef {import('./network.js').Batch} Batch */

/**
 * @typedef {object} Job
 * @property {'train'} type
 * @property {number} classes
 * @property {Batch} learnt
 * @property {Batch} heldOut
 * @property {number} epochs
 * @property {number} turns how often a clip is taken in an epoch, each time with other masks
 * @property {number} seed
 * @property {boolean} augments
 */
/** @typedef {{ loss: number, accuracy: number, heldOutLoss: number, heldOutAccuracy: number }} Point of an epoch */

/**
 * @typedef {Job | { type: 'stop' } | { type: 'load', classes: number, weights: Weights, heldOut: Batch } |
 *   { type: 'ask', id: number, patch: Float32Array }} Question
 */
/**
 * @typedef {{ type: 'progress', done: number } | { type: 'epoch', epoch: number, point: Point, guesses: number[] } |
 *   { type: 'trained', weights: Weights, guesses: number[], stopped: boolean } |
 *   { type: 'scores', id: number, scores: Float32Array | null } | { type: 'failed', message: string }} Answer
 */
export {};
