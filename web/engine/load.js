// A compiled module to an engine.

import { compile } from '../core/compile.js';
import { Engine } from './engine.js';

/** @typedef {import('../core/compile.js').LoadOptions} LoadOptions */

/**
 * Loads the engine.
 * @param {LoadOptions} [options]
 * @returns {Promise<Engine>}
 */
export async function load(options) {
  return new Engine(await compile(options));
}
