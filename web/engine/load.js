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
  const features = import('../features/features.js').catch(() => undefined); // which is a file of its own in a bundle
  const module = await compile(options);
  return new Engine(module, await features);
}
