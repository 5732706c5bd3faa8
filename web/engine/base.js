// What every engine is: one instance of the core, replaced where it failed, and the kinds that it knows, all at once or
// in steps.

import { closing } from '../base/closing.js';
import { stateError } from '../base/errors.js';
import { bag } from '../base/option-bag.js';
import { takeSamples } from '../base/samples.js';
import { makePlans } from '../core/chain.js';
import { Core } from '../core/core.js';
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
