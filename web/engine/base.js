// What every engine is: one instance of the core, replaced where it failed, and the kinds that it knows, all at once,
// live or in steps.

import { closing } from '../base/closing.js';
import { stateError } from '../base/errors.js';
import { bag } from '../base/option-bag.js';
import { takeSamples } from '../base/samples.js';
import { makePlans } from '../core/chain.js';
import { Core } from '../core/core.js';
import { Analyser } from '../live/analyser.js';
import { Synthesiser } from '../live/synthesiser.js';
import { withRate } from './method.js';
import { analyse, complete } from './offline.js';

/**
 * @typedef {import('../core/chain.js').Chain} Chain
 * @typedef {import('../core/chain.js').ChainOptions} ChainOptions
 * @typedef {import('../core/chain.js').Kinds} Kinds
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('../base/out.js').Out} Out
 * @typedef {import('../base/spectrogram.js').Spectrogram} Spectrogram
 * @typedef {import('./offline.js').Progress} Progress
 *
 * @typedef {object} Tensor
 * @property {Float32Array<ArrayBuffer>} data row-major
 * @property {number[]} shape
 *
 * @typedef {object} TensorLike
 * @property {Float32Array | Float64Array} data row-major
 * @property {readonly number[]} shape
 * @property {number} [hopLength] and what else a Spectrogram says of itself
 * @property {number} [sampleRate]
 * @property {string} [unit]
 * @property {string} [kind]
 * @property {Int32Array} [delays]
 * @property {Float32Array | Float64Array} [times]
 * @property {Float32Array | Float64Array} [frequencies]
 * @property {Readonly<Record<string, unknown>>} [options]
 */

/**
 * @template A options of what goes live, by kind: of analyses
 * @template S and of syntheses
 */
export class EngineBase extends /* @__PURE__ */ closing(class {}) {
  #module;
  #core;
  #closed = false;

  /** @param {WebAssembly.Module} module as `load` compiles it */
  constructor(module) {
    super();
    this.#module = module;
    this.#core = new Core(module);
  }

  /**
   * A chain of stages over a whole sound, with the bytes that it gives live.
   * @param {Samples} samples
   * @param {Chain} chain stages with options of their own: [['mel', { nMels: 80 }], ['log', {}]]
   * @param {ChainOptions & { out?: Out }} [options]
   * @returns {Spectrogram} as the last stage has it
   */
  analyse(samples, chain, options) {
    return this.complete(this.steps.analyse(samples, chain, options));
  }

  /**
   * The same transform live, or a chain of stages: samples are pushed in, columns come out.
   * @template {keyof A | Chain} K
   * @param {K} kind a kind, or stages with options of their own: [['mel', { nMels: 80 }], ['log', {}]]
   * @param {Omit<K extends keyof A ? A[K] : ChainOptions, 'channel' | 'out'>} [options]
   */
  analyser(kind, options) {
    const given = /** @type {string | Chain} */ (kind);
    const plans = makePlans('kind of analyser', given, options, this.kinds);
    return this.run((core) => new Analyser(core, plans));
  }

  /**
   * What gives samples live: an inverse transform, into which columns are pushed, or stages of sound (a resampler),
   * into which samples are.
   * @template {keyof S | Chain} K
   * @param {K} kind a kind, or stages of sound; 'icqt' is one pass, without the refinement that takes the whole sound
   * @param {Omit<K extends keyof S ? S[K] : { sampleRate?: number }, 'out'>} [options]
   */
  synthesiser(kind, options) {
    const given = /** @type {string | Chain} */ (kind);
    const plans = makePlans('kind of synthesiser', given, options, this.kinds, true);
    return this.run((core) => new Synthesiser(core, plans));
  }

  /** Gives the memory back. Using the engine, or an analyser of it, after this throws InvalidStateError. */
  close() {
    this.#closed = true;
    this.#core.close();
  }

  /**
   * The kinds that there are, by their names.
   * @internal
   * @returns {Kinds}
   */
  get kinds() {
    return {};
  }

  /**
   * The methods that take long, in steps: generators that yield their progress.
   * @internal
   */
  get steps() {
    const core = this.open();
    return {
      analyse: (
        /** @type {Samples} */ samples,
        /** @type {Chain} */ chain,
        /** @type {(ChainOptions & { out?: Out }) | undefined} */ options,
      ) => {
        const { channel, out, ...own } = bag(options); // those of the first stage, whose plan judges them
        const taken = takeSamples(samples, channel);
        const plans = makePlans('kind', chain, withRate(own, taken.sampleRate), this.kinds);
        plans[plans.length - 1].out = out;
        return analyse(core, plans, taken.samples);
      },
    };
  }

  /**
   * One of the long methods to its end.
   * @internal
   * @template T
   * @param {Generator<Progress, T, void>} steps
   */
  complete(steps) {
    return this.run(() => complete(steps));
  }

  /**
   * The core, a new one where the last one failed.
   * @internal
   */
  open() {
    if (this.#closed) throw stateError('the engine is closed');
    if (this.#core.closed) this.#core = new Core(this.#module);
    return this.#core;
  }

  /**
   * Runs what calls the core.
   * @internal
   * @template T
   * @param {(core: Core) => T} work
   */
  run(work) {
    const core = this.open();
    try {
      return work(core);
    } catch (error) {
      throw core.failure(error);
    }
  }
}
