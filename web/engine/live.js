// What goes live of an engine: analyses, into which samples are pushed, and what gives samples.

import { makePlans } from '../core/chain.js';
import { Analyser } from '../live/analyser.js';
import { Synthesiser } from '../live/synthesiser.js';

/**
 * @typedef {import('../core/chain.js').Chain} Chain
 * @typedef {import('../core/chain.js').ChainOptions} ChainOptions
 * @typedef {import('../generated/types.js').FourierAnalyserOptions} FourierAnalyserOptions
 * @typedef {import('../generated/types.js').FourierSynthesiserOptions} FourierSynthesiserOptions
 * @typedef {import('./base.js').EngineBase} EngineBase
 */

/**
 * A transform live, or a chain of stages: samples are pushed in, columns come out.
 * @template {keyof FourierAnalyserOptions | Chain} K
 * @param {EngineBase} engine
 * @param {K} kind a kind, or stages with options of their own: [['mel', { nMels: 80 }], ['log', {}]]
 * @param {Omit<K extends keyof FourierAnalyserOptions ? FourierAnalyserOptions[K] : ChainOptions, 'channel' | 'out'>}
 *   [options]
 */
export function analyser(engine, kind, options) {
  const plans = makePlans('kind of analyser', kind, options, engine.kinds);
  return engine.run((core) => new Analyser(core, plans));
}

/**
 * What gives samples live: an inverse transform, into which columns are pushed, or stages of sound, into which samples
 * are.
 * @template {keyof FourierSynthesiserOptions | Chain} K
 * @param {EngineBase} engine
 * @param {K} kind a kind, or stages of sound
 * @param {Omit<K extends keyof FourierSynthesiserOptions ? FourierSynthesiserOptions[K] : { sampleRate?: number },
 *   'out'>} [options]
 */
export function synthesiser(engine, kind, options) {
  const plans = makePlans('kind of synthesiser', kind, options, engine.kinds, true);
  return engine.run((core) => new Synthesiser(core, plans));
}
