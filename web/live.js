// specgram/live: the node that analyses what goes through it.

export { SpectrogramNode } from './live/node.js';

/**
 * @typedef {import('./core/chain.js').Chain} Chain
 * @typedef {import('./live/node.js').ColumnsDetail} ColumnsDetail
 * @typedef {import('./live/node.js').NodeOptions} NodeOptions
 * @typedef {import('./live/node.js').SpectrogramNodeEvents} SpectrogramNodeEvents
 * @typedef {import('./live/node.js').SpectrogramNodeOptions} SpectrogramNodeOptions
 */
