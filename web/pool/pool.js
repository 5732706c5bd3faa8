// The engine's long methods as promises, over Workers: in pages and in Node.

import { channelsOf, partsOf as channelPartsOf, sideBySide } from '../base/channels.js';
import { closing } from '../base/closing.js';
import { METHODS } from '../engine/engine.js';
import { coded, failure, notSupported, rangeError, show, stateError, typeError, unpackError } from '../base/errors.js';
import { compile } from '../core/compile.js';
import { entries } from '../base/option-bag.js';
import { takeAddress } from '../base/realms.js';
import { takeSamples } from '../base/samples.js';
import { abortable, reasonOf, throwIfAborted } from '../base/signals.js';
import { Spectrogram } from '../base/spectrogram.js';
import { isTensor } from '../base/tensor.js';
import { divided } from './division.js';
import { compact, ofParts, plain, split } from './given.js';
import { Target } from './target.js';
import { defaultWorkers, unposted, waysFrom } from './threads.js';

/**
 * @typedef {import('./protocol.js').Answer} Answer
 * @typedef {import('./threads.js').Thread} Thread
 * @typedef {import('../engine/engine.js').Engine} Engine
 * @typedef {import('../engine/engine.js').Method} Method
 * @typedef {import('../engine/engine.js').Tensor} Tensor
 * @typedef {import('../engine/engine.js').TensorLike} TensorLike
 * @typedef {import('../generated/types.js').PghiOptions} PghiOptions
 * @typedef {import('../generated/types.js').RatedOptions} RatedOptions
 * @typedef {import('../base/samples.js').Samples | TensorLike | import('../core/chain.js').Chain | number} Taken
 *
 * @typedef {object} JobOptions
 * @property {AbortSignal} [signal] stops the work
 * @property {(progress: { done: number, total: number }) => void} [onProgress] at most 20 times a second, and at the
 *   end
 * @property {boolean} [shared] the result's values are in shared memory, which the Workers write to in place: in Node
 *   and in pages that are isolated
 *
 * @typedef {JobOptions & { out?: unknown, onIteration?: (iteration: number, convergence: number) => unknown }} JobHooks
 *   what cannot be posted
 *
 * @typedef {object} PoolOptions
 * @property {number} [workers] (default: one less than the machine has processors, at most 8)
 * @property {import('../core/compile.js').LoadOptions['wasm']} [wasm] as `load` takes it
 * @property {string | URL} [worker] the address of `worker.js` (default: the packaged file, or its inline copy)
 * @property {AbortSignal} [signal]
 *
 * @typedef {object} Job
 * @property {number} id
 * @property {Method} method
 * @property {unknown[]} given
 * @property {import('./protocol.js').Share} share
 * @property {ArrayBuffer[]} transfer memory that nobody else has
 * @property {JobHooks} options
 * @property {number} told iterations that `onIteration` knows of
 * @property {(value: any) => void} resolve
 * @property {(reason: unknown) => void} reject
 */

/**
 * What a method of the engine is given, with the pool's options among its own.
 * @template {readonly unknown[]} G
 * @typedef {{ [I in keyof G]: G[I] extends Taken ? G[I] : G[I] & JobOptions }} Given
 */

/**
 * The engine's methods as promises; pghi's result depends on its options, which only its own words can say.
 * @typedef {Pick<Engine, Exclude<Method, 'pghi' | keyof RatedOptions>>} LongMethods
 * @typedef {{ [M in keyof LongMethods]: (...given: Given<Parameters<LongMethods[M]>>) =>
 *   Promise<ReturnType<LongMethods[M]>> }} Promises
 * @typedef {{ [M in keyof RatedOptions]: <S extends import('../base/samples.js').Samples>(samples: S, ...options:
 *   import('../generated/types.js').Rated<S, RatedOptions[M] & JobOptions>) => Promise<ReturnType<Engine[M]>> }} Rated
 * @typedef {{ pghi: <O extends PghiOptions & JobOptions = PghiOptions & JobOptions>(S: TensorLike, options?: O) =>
 *   Promise<O extends { output: 'phase' } ? Tensor : Float32Array<ArrayBuffer>> }} PghiPromise
 * @typedef {new () => Promises & Rated & PghiPromise} PoolBase
 */

const WORKERS_MAX = 64;
const LONG = 2 ** 17; // samples that are worth being worked in parts
const PATIENCE = 200; // ms that a Worker has to stop: some of its slices

/**
 * Starts a pool; its Workers start when there is work for them.
 * @param {PoolOptions} [options]
 */
export async function createPool(options) {
  const {
    workers = defaultWorkers(),
    wasm,
    worker,
    signal,
  } = /** @type {PoolOptions} */ (entries(options, ['workers', 'wasm', 'worker', 'signal']));
  if (typeof workers !== 'number') throw typeError(`workers must be a number, got ${show(workers)}`);
  if (!(Number.isInteger(workers) && workers >= 1 && workers <= WORKERS_MAX)) {
    throw rangeError(`workers must be an integer from 1 to ${WORKERS_MAX}, got ${workers}`);
  }
  const ways = waysFrom(takeAddress('worker', worker));
  const module = await compile({ wasm, signal });
  const pool = new Pool(module, workers);
  try {
    await abortable(pool.start(ways), signal);
  } catch (error) {
    pool.close();
    throw error;
  }
  return pool;
}

/** A base that has each long method of the engine, and hands its calls to `perform`. */
function poolBase() {
  class Methods {}
  for (const method of /** @type {Method[]} */ (Object.keys(METHODS))) {
    /** @type {(this: Pool, ...given: unknown[]) => Promise<any>} */
    const value = function (...given) {
      return this.perform(method, given);
    };
    Object.defineProperty(Methods.prototype, method, { value, configurable: true, writable: true });
  }
  return closing(/** @type {PoolBase} */ (Methods));
}
const Base = /* @__PURE__ */ poolBase();

/**
 * Each long method of the engine, as a promise. `onIteration` is told of every iteration, though later, and cannot stop
 * it: `signal` can.
 */
export class Pool extends Base {
  #module;
  #size;
  /** @type {(() => Thread) | null} the way of starting Workers that works here */
  #launch = null;
  /** @type {Thread[]} */
  #idle = [];
  /** @type {Map<Thread, Job | null>} every thread and what it is at */
  #threads = new Map();
  /** @type {Job[]} */
  #queue = [];
  #jobs = 0;
  #starting = 0;
  #closed = false;

  /**
   * @internal Use `createPool`.
   * @param {WebAssembly.Module} module
   * @param {number} size
   */
  constructor(module, size) {
    super();
    this.#module = module;
    this.#size = size;
  }

  /** Ends the Workers; what they are at is rejected with InvalidStateError. May be called again. */
  close() {
    this.#closed = true;
    for (const [thread, job] of this.#threads) {
      thread.terminate();
      job?.reject(stateError('the pool is closed'));
    }
    for (const job of this.#queue) job.reject(stateError('the pool is closed'));
    this.#threads.clear();
    this.#queue = [];
    this.#idle = [];
  }

  /**
   * Starts the first Worker, by whichever way works.
   * @internal
   * @param {import('./threads.js').Way[]} ways
   */
  async start(ways) {
    const errors = [];
    for (const { from, way } of ways) {
      try {
        const launch = await way();
        const thread = await this.#ready(launch);
        this.#launch = launch;
        this.#adopt(thread);
        return;
      } catch (error) {
        errors.push(`from ${from}: ${error}`);
      }
    }
    const advice = ways.length > 1 ? ' (`worker` takes the address of worker.js)' : '';
    throw notSupported(`no Worker could be started: ${errors.join('; ')}${advice}`, 'E_WORKER');
  }

  /**
   * @internal One of the long methods.
   * @param {Method} method
   * @param {unknown[]} given as the engine's method takes it
   * @returns {Promise<any>}
   */
  async perform(method, given) {
    const kind = METHODS[method];
    const at = { options: 0, samples: 1, spectrogram: 1, chain: 2, rates: 3 }[kind];
    const { own, job } = split(given[at]);
    const { out, shared } = job;
    const target = new Target(out, shared, given[0]);
    if (kind === 'options') return target.take(await this.#run(method, [own], job));
    if (kind === 'spectrogram' || isTensor(given[0]))
      return target.take(await this.#run(method, [plain(given[0]), own], job));
    const { channel, ...rest } = own;
    const taken = channelsOf(given[0], channel);
    if (taken.each) {
      const sizes = taken.each.map(() => 1);
      const told = ofParts(sizes, job.onProgress);
      const parts = channelPartsOf(out, taken.each);
      const others = (/** @type {number} */ c) => [
        ...given.slice(1, at),
        { ...rest, ...job, ...parts[c], shared: undefined, onProgress: told(c) },
      ];
      const results = await Promise.all(taken.each.map((one, c) => this.perform(method, [one, ...others(c)])));
      return new Target(undefined, out ? undefined : shared, null).take(sideBySide(results, out));
    }
    const { samples, sampleRate } = takeSamples(taken.samples, channel);
    if (sampleRate !== undefined && kind !== 'rates') rest.sampleRate ??= sampleRate;
    const others = [...given.slice(1, at), rest];
    if (this.#size === 1 || samples.length < LONG || kind === 'rates')
      return target.take(await this.#run(method, [compact(samples), ...others], job));
    return divided(samples, this.#size, job, target, (given, ...more) =>
      this.#run(method, [given, ...others], ...more),
    );
  }

  /**
   * @param {Method} method
   * @param {unknown[]} given
   * @param {JobHooks} options
   * @param {import('./protocol.js').Share} [share]
   * @param {ArrayBuffer[]} [transfer] of what is given, memory that nobody else has
   * @returns {Promise<any>}
   */
  #run(method, given, options, share = {}, transfer = []) {
    if (this.#closed) throw stateError('the pool is closed');
    const { signal } = options;
    throwIfAborted(signal);
    const id = this.#jobs++;
    return new Promise((resolve, reject) => {
      /** @type {Job} */
      const job = { id, method, given, share, transfer, options, told: 0, resolve, reject };
      const abort = () => this.#cancel(job);
      signal?.addEventListener('abort', abort, { once: true });
      job.resolve = (value) => {
        signal?.removeEventListener('abort', abort);
        resolve(value);
      };
      job.reject = (reason) => {
        signal?.removeEventListener('abort', abort);
        reject(reason);
      };
      this.#queue.push(job);
      this.#dispatch();
      if (this.#queue.includes(job) && !share.part) this.#keep(job);
    });
  }

  /** Keeps what a job that waits was given as it is now: callers fill their arrays anew. @param {Job} job */
  #keep(job) {
    try {
      job.given = structuredClone(job.given);
    } catch (error) {
      this.#cancel(job, unposted(error));
    }
  }

  /** Gives waiting jobs to idle threads, and starts another thread where there are too few. */
  #dispatch() {
    while (this.#queue.length > 0 && this.#idle.length > 0) {
      const job = /** @type {Job} */ (this.#queue.shift());
      const thread = /** @type {Thread} */ (this.#idle.pop());
      try {
        const iterations = job.options.onIteration !== undefined;
        const { id, method, given, share, transfer } = job;
        thread.post({ type: 'run', id, method, given, iterations, ...share }, transfer);
        this.#threads.set(thread, job);
        thread.keepAlive(true);
      } catch (error) {
        this.#idle.push(thread);
        job.reject(unposted(error));
      }
    }
    if (this.#queue.length > this.#starting) this.#grow();
  }

  /** Starts another thread, if there may be more. */
  #grow() {
    if (!this.#launch || this.#closed || this.#threads.size + this.#starting >= this.#size) return;
    this.#starting++;
    this.#ready(this.#launch).then(
      (thread) => {
        this.#starting--;
        this.#adopt(thread);
      },
      (error) => {
        this.#starting--;
        if (this.#threads.size > 0) return; // the others do the work
        for (const job of this.#queue.splice(0)) job.reject(coded(error, 'E_WORKER'));
      },
    );
  }

  /** @param {() => Thread} launch @returns {Promise<Thread>} when its engine stands */
  #ready(launch) {
    return new Promise((resolve, reject) => {
      const thread = launch();
      thread.onAnswer = () => resolve(thread);
      thread.onError = (error) => {
        thread.terminate();
        reject(error);
      };
      thread.post({ type: 'setup', module: this.#module });
    });
  }

  /** @param {Thread} thread that stands, perhaps too late */
  #adopt(thread) {
    if (this.#closed) {
      thread.terminate();
      return;
    }
    thread.onAnswer = (answer) => this.#hear(thread, answer);
    thread.onError = (error) => this.#bury(thread, error);
    this.#release(thread);
  }

  /** @param {Thread} thread */
  #release(thread) {
    this.#threads.set(thread, null);
    this.#idle.push(thread);
    thread.keepAlive(false);
    this.#dispatch();
  }

  /**
   * @param {Thread} thread
   * @param {Answer} answer
   */
  #hear(thread, answer) {
    const job = this.#threads.get(thread);
    if (!job || answer.type === 'ready' || answer.id !== job.id) return;
    if (answer.type === 'progress') {
      this.#report(job, answer);
      return;
    }
    if (answer.type === 'error') {
      job.reject(unpackError(answer.error));
    } else {
      const { result, spectrogram } = answer;
      job.resolve(spectrogram ? new Spectrogram(/** @type {any} */ (result)) : result);
    }
    this.#release(thread);
  }

  /**
   * @param {Job} job
   * @param {Extract<Answer, { type: 'progress' }>} progress
   */
  #report(job, { done, total, convergence }) {
    const { signal, onIteration, onProgress } = job.options;
    if (signal?.aborted) return;
    try {
      for (const value of convergence) onIteration?.(job.told++, value);
      onProgress?.({ done, total });
    } catch (error) {
      this.#cancel(job, error);
    }
  }

  /**
   * Stops a job between two of its steps. A Worker that does not come to the end of one is replaced.
   * @param {Job} job
   * @param {unknown} [reason]
   */
  #cancel(job, reason = job.options.signal && reasonOf(job.options.signal)) {
    job.reject(reason);
    this.#queue = this.#queue.filter((other) => other !== job);
    for (const [thread, current] of this.#threads) {
      if (current !== job) continue;
      thread.post({ type: 'cancel', id: job.id });
      setTimeout(() => {
        if (this.#threads.get(thread) !== job) return;
        this.#bury(thread, new Error('it did not stop'));
        this.#grow();
      }, PATIENCE);
    }
  }

  /**
   * A thread that died, or must: its job fails, the next job gets another thread.
   * @param {Thread} thread
   * @param {Error} error
   */
  #bury(thread, error) {
    const job = this.#threads.get(thread);
    this.#threads.delete(thread);
    this.#idle = this.#idle.filter((other) => other !== thread);
    thread.terminate();
    job?.reject(failure(`a Worker died: ${error.message}`, 'E_ENGINE', { cause: error }));
    if (!this.#closed) this.#dispatch();
  }
}
