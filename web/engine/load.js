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
  const presets = import('../presets/preset.js').catch(() => undefined); // an app's bundle has it in a file of its own
  const module = await compile(options);
  return new Engine(module, await presets);
}
