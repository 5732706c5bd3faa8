// One WebAssembly instance: its memory, its strings, its settings. Runs in every
// scope, the AudioWorklet's included, and so uses no TextDecoder, URL, fetch or timers.

import { coded, failure, forbidden, rangeError, typeError } from '../base/errors.js';
import { WINDOWS } from '../generated/limits.js';
import { SG_BAD_FIELD, SG_NO_MEMORY } from '../generated/statuses.js';

/** @typedef {import('./options.js').Plan} Plan */

const ABI = 5; // SG_VERSION

export class Core {
  /** Every function of the module. @type {Record<string, (...numbers: number[]) => number>} */
  calls;
  /** Whether its memory was given back, or it failed: nothing may be called. */
  closed = false;
  #memory;
  #floats;
  /** The fields of a configuration, in the order of their numbers. @type {string[]} */
  #fields = [];

  /** @param {WebAssembly.Module} module */
  constructor(module) {
    const exports = /** @type {any} */ (instantiate(module));
    const abi = exports.sg_abi?.();
    if (abi !== ABI) throw failure(`the wasm file is of another version: expected ABI ${ABI}, got ${abi}`, 'E_VERSION');
    this.calls = exports;
    this.#memory = /** @type {WebAssembly.Memory} */ (exports.memory);
    this.#floats = new Float32Array(this.#memory.buffer);
    for (let at; (at = exports.sg_field_at(this.#fields.length)); ) this.#fields.push(this.#text(at));
  }

  /** All of memory as floats. Growth detaches it: take it after the last call that may allocate. */
  get floats() {
    if (this.#floats.length === 0) this.#floats = new Float32Array(this.#memory.buffer);
    return this.#floats;
  }

  close() {
    this.closed = true;
    this.calls = {};
  }

  /**
   * What to throw when a call threw `error`. After a trap nothing can be said about the instance: it is closed.
   * @param {unknown} error
   */
  failure(error) {
    if (!(error instanceof WebAssembly.RuntimeError)) return error;
    this.close();
    return failure(`the engine failed: ${error.message}`, 'E_ENGINE', { cause: error });
  }

  /** @param {number} bytes */
  allocate(bytes) {
    const at = this.calls.malloc(bytes) >>> 0;
    if (at === 0) throw failure(`not enough memory for ${bytes} bytes`, 'E_NO_MEMORY');
    return at;
  }

  /** @param {number} at */
  free(at) {
    if (!this.closed) this.calls.free(at);
  }

  /**
   * Lends scratch memory to `use`.
   * @template T
   * @param {number} bytes
   * @param {(at: number) => T} use
   */
  scratch(bytes, use) {
    const at = this.allocate(bytes);
    try {
      return use(at);
    } finally {
      this.free(at);
    }
  }

  /** The ASCII text at an address of memory. @param {number} at */
  #text(at) {
    const bytes = new Uint8Array(this.#memory.buffer, at >>> 0);
    return String.fromCharCode(...bytes.subarray(0, bytes.indexOf(0)));
  }

  /**
   * Lends `use` the core's sg_step[] of plans, a kind's name and its configuration each; the plans' fields are then
   * complete.
   * @template T
   * @param {readonly Plan[]} plans
   * @param {(steps: number[]) => T} use
   */
  configure(plans, use) {
    /** @type {number[]} */
    const lent = [];
    const keep = (/** @type {number} */ at) => lent[lent.push(at) - 1];
    try {
      return use(plans.flatMap((plan) => this.#step(plan, keep)));
    } finally {
      for (const at of lent) this.free(at);
    }
  }

  /**
   * @param {Plan} plan
   * @param {(at: number) => number} keep is given what is to be freed
   */
  #step(plan, keep) {
    const { calls } = this;
    const { kind, fields, arrays } = plan;
    const name = keep(this.allocate(kind.length + 1));
    new Uint8Array(this.#memory.buffer, name).set([...kind, '\0'].map((character) => character.charCodeAt(0)));
    const config = keep(calls.sg_config_new(name) >>> 0);
    if (config === 0) this.check(SG_NO_MEMORY, plan);
    const set = (/** @type {string} */ field, /** @type {number} */ value) =>
      calls.sg_config_set(config, this.#fields.indexOf(field), value);
    for (const field of Object.keys(fields))
      if (set(field, fields[field]) !== 0) throw typeError(`${kind} has no field '${field}'`);
    const status = calls.sg_config_complete(config, name);
    for (const field of plan.reads) fields[field] ??= calls.sg_config_get(config, this.#fields.indexOf(field));
    this.check(status, plan);
    const { windowValues } = arrays;
    if (fields.window === WINDOWS.length && windowValues && windowValues.length !== fields.winLength)
      throw rangeError(`window must have winLength (${fields.winLength}) values, got ${windowValues.length}`);
    for (const [field, { buffer, byteOffset, byteLength }] of Object.entries(arrays)) {
      const values = keep(this.allocate(byteLength));
      new Uint8Array(this.#memory.buffer, values).set(new Uint8Array(buffer, byteOffset, byteLength));
      set(field, values);
    }
    return [name, config];
  }

  /**
   * Throws the error of a status other than 0: the core says its class, its code, and the options that its sentence
   * speaks of; with a ?, where they were given.
   * @param {number} status
   * @param {Pick<Plan, 'fields' | 'got'>} plan
   */
  check(status, { fields, got }) {
    if (status === 0) return;
    const sentence = this.#text(this.calls.sg_strerror(status));
    if (status >= SG_BAD_FIELD) {
      const name = this.#fields[status - SG_BAD_FIELD];
      // the core leaves out the name of an option that is called as its field is
      const whole = sentence.startsWith('must') ? `${name} ${sentence}` : sentence;
      throw rangeError(`${whole}, got ${got[name] ?? fields[name]}`);
    }
    const [error, ...about] = this.#text(this.calls.sg_error_of(status)).split(' ');
    const code = error.length === 1 ? 'E_CONFIG' : about.shift();
    const given = about.flatMap((word) => {
      const name = word.replace('?', '');
      const value = got[name] ?? fields[word];
      return value === undefined ? [] : `${name} ${value}`;
    });
    const Type = /** @type {Record<string, ErrorConstructor>} */ ({ Error, RangeError, T: TypeError, R: RangeError })[
      error
    ];
    throw coded(new Type(sentence + (given[0] ? `, got ${given.join(', ')}` : '')), /** @type {string} */ (code));
  }
}

/** All of memory as doubles; what holds of `floats` does here. @param {Core} core */
export const doublesOf = (core) => new Float64Array(core.floats.buffer);

/** @param {WebAssembly.Module} module */
function instantiate(module) {
  let exports;
  try {
    exports = new WebAssembly.Instance(module, {}).exports;
  } catch (cause) {
    if (cause instanceof RangeError) throw failure('not enough memory for the engine', 'E_NO_MEMORY', { cause });
    throw (
      forbidden(cause) ?? failure('the wasm file is not the one of this version of specgram', 'E_VERSION', { cause })
    );
  }
  /** @type {any} */ (exports)._initialize?.();
  return exports;
}
