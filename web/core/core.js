// One WebAssembly instance: its memory, its strings, its settings. Runs in every
// scope, the AudioWorklet's included, and so uses no TextDecoder, URL, fetch or timers.

import { coded, forbidden, rangeError, typeError } from '../base/errors.js';
import { SG_ABOVE_NYQUIST, SG_BAD_FIELD, SG_NOLA, STATUSES } from '../generated/statuses.js';

/** @typedef {import('./options.js').Plan} Plan */

const ABI = 3; // SG_VERSION

export class Core {
  /** Every function of the module. @type {Record<string, (...numbers: number[]) => number>} */
  calls;
  #memory;
  #floats;
  #closed = false;

  /** @param {WebAssembly.Module} module */
  constructor(module) {
    const exports = /** @type {any} */ (instantiate(module));
    if (typeof exports.sg_abi !== 'function' || exports.sg_abi() !== ABI) {
      throw coded(
        new Error(`the wasm file is of another version: expected ABI ${ABI}, got ${exports.sg_abi?.()}`),
        'E_VERSION',
      );
    }
    this.calls = exports;
    this.#memory = /** @type {WebAssembly.Memory} */ (exports.memory);
    this.#floats = new Float32Array(this.#memory.buffer);
  }

  /** All of memory as floats. Growth detaches it: take it after the last call that may allocate. */
  get floats() {
    if (this.#floats.length === 0) this.#floats = new Float32Array(this.#memory.buffer);
    return this.#floats;
  }

  /** All of memory as doubles; the same holds. */
  get doubles() {
    return new Float64Array(this.#memory.buffer);
  }

  /** Bytes of memory; never shrinks. */
  get size() {
    return this.#memory.buffer.byteLength;
  }

  get closed() {
    return this.#closed;
  }

  close() {
    this.#closed = true;
    this.calls = {};
  }

  /**
   * What to throw when a call threw `error`. After a trap nothing can be said about the instance: it is closed.
   * @param {unknown} error
   */
  failure(error) {
    if (!(error instanceof WebAssembly.RuntimeError)) return error;
    this.close();
    return coded(new Error(`the engine failed: ${error.message}`, { cause: error }), 'E_ENGINE');
  }

  /** @param {number} bytes */
  allocate(bytes) {
    const at = this.calls.malloc(bytes) >>> 0;
    if (at === 0) throw coded(new Error(`not enough memory for ${bytes} bytes`), 'E_NO_MEMORY');
    return at;
  }

  /** @param {number} at */
  free(at) {
    if (!this.#closed) this.calls.free(at);
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

  /**
   * Lends a copy of an ASCII text to `use`.
   * @template T
   * @param {string} text
   * @param {(at: number) => T} use
   */
  text(text, use) {
    return this.scratch(text.length + 1, (at) => {
      const bytes = new Uint8Array(this.#memory.buffer, at, text.length + 1);
      for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
      bytes[text.length] = 0;
      return use(at);
    });
  }

  /** @param {number} status */
  sentence(status) {
    const bytes = new Uint8Array(this.#memory.buffer);
    let text = '';
    for (let at = this.calls.sg_strerror(status) >>> 0; bytes[at]; at++) text += String.fromCharCode(bytes[at]);
    return text;
  }

  /**
   * Lends a configuration made from a plan to `use`, and throws what the status that `use` returns stands for.
   * @param {Plan} plan
   * @param {(config: number, kind: number) => number} use kind: its name
   */
  configure(plan, use) {
    this.text(plan.kind, (kind) => {
      const { calls } = this;
      const config = calls.sg_config_new(kind) >>> 0;
      if (config === 0) throw coded(new Error('not enough memory'), 'E_NO_MEMORY');
      let values = 0;
      try {
        for (const name of Object.keys(plan.fields)) {
          const status = calls.sg_config_set(config, plan.at[name] ?? -1, plan.fields[name]);
          if (status !== 0) throw typeError(`${plan.kind} has no field '${name}'`);
        }
        if (plan.windowValues) {
          values = this.allocate(4 * plan.windowValues.length);
          this.floats.set(plan.windowValues, values >>> 2);
          calls.sg_config_set(config, plan.at.windowValues, values);
        }
        this.check(calls.sg_config_complete(config, kind), plan, config);
        this.check(use(config, kind), plan, config);
      } finally {
        this.free(values);
        this.free(config);
      }
    });
  }

  /**
   * Throws the error of a status other than 0.
   * @param {number} status
   * @param {Plan} plan
   * @param {number} [config] made from it
   */
  check(status, plan, config = 0) {
    if (status === 0) return;
    const { at, fields, got } = plan;
    /** @type {Record<string, number>} what was given, and of the rest what the core has worked out */
    const numbers = { ...fields };
    if (config) for (const name of Object.keys(at)) numbers[name] ??= this.calls.sg_config_get(config, at[name]);
    const sentence = this.sentence(status);
    if (status >= SG_BAD_FIELD) {
      const name = Object.keys(at).find((key) => at[key] === status - SG_BAD_FIELD) ?? '';
      throw rangeError(`${sentence}, got ${got[name] ?? numbers[name]}`);
    }
    const [error, code, ...about] = STATUSES[status - 1] ?? ['Error', 'E_ENGINE'];
    const given = about.flatMap((word) => {
      const name = word.replace('?', '');
      const value = got[name] ?? (word === name ? numbers : fields)[name];
      return value === undefined ? [] : [`${name} ${value}`];
    });
    const Type = error === 'Error' ? Error : error === 'TypeError' ? TypeError : RangeError;
    const more = status === SG_NOLA ? endsOf(numbers) : status === SG_ABOVE_NYQUIST ? highestBin(numbers) : '';
    throw coded(new Type(given.length > 0 ? `${sentence}, got ${given.join(', ')}${more}` : sentence), code);
  }
}

/** @param {Record<string, number>} fields of Fourier frames */
function endsOf({ center }) {
  return center === 0
    ? ', center false: its ends lie under the end of one window each; center true gives what lies between'
    : '';
}

/** @param {Record<string, number>} fields of the constant-Q family */
function highestBin({ nBins, binsPerOctave, fMin, tuning = 0, sampleRate }) {
  const hz = fMin * 2 ** ((nBins - 1 + tuning) / binsPerOctave);
  return `: that bin is at ${hz.toPrecision(6)} Hz, the limit at ${sampleRate / 2} Hz`;
}

/** @param {WebAssembly.Module} module */
function instantiate(module) {
  let exports;
  try {
    exports = new WebAssembly.Instance(module, {}).exports;
  } catch (cause) {
    if (cause instanceof RangeError)
      throw coded(new Error('not enough memory for the engine', { cause }), 'E_NO_MEMORY');
    throw (
      forbidden(cause) ??
      coded(new Error('the wasm file is not the one of this version of specgram', { cause }), 'E_VERSION')
    );
  }
  /** @type {any} */ (exports)._initialize?.();
  return exports;
}
