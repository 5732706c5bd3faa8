// What analysers and synthesisers are: chunks go in, and what becomes of them is called back as soon as it is there.

import { closing } from '../base/closing.js';
import { show, stateError, typeError } from '../base/errors.js';
import { Known } from '../base/known.js';

/**
 * @typedef {import('../core/stream.js').Stream} Stream
 * @typedef {{ name: string, takes: string, calls: string }} Words as messages have them
 */

/**
 * What a class extends that calls C back and has the facts F as properties.
 * @template {(...given: any[]) => void} C
 * @template {object} F
 * @typedef {new (stream: Stream, facts: F, words: Words) => LiveStream<C> & F} Base
 */

const known = () => closing(/** @type {new (facts: object) => object} */ (Known));

/** @template {(...given: any[]) => void} C what is called back */
export class LiveStream extends /* @__PURE__ */ known() {
  #stream;
  #words;
  /** @type {Float32Array | Float64Array | null} floats that a failed push has left over */
  #backlog = null;
  #units = 0; // samples or columns since creation or reset
  #busy = false;
  #finished = false;

  /**
   * @param {Stream} stream
   * @param {object} facts
   * @param {Words} words
   */
  constructor(stream, facts, words) {
    super(facts);
    this.#stream = stream;
    this.#words = words;
  }

  /**
   * Says that no more will come, and calls back with what is left. After it, `reset` starts anew. An analyser that
   * heard no sound at all has no columns where the offline method refuses it: with the constant-Q kinds, and where its
   * ends would have to be mirrored. A synthesiser refuses a `length` beyond what the columns cover, as the offline
   * inverse does; then more may be pushed.
   * @param {C} callback
   */
  flush(callback) {
    if (this.#backlog) this.take(new Float32Array(), callback);
    this.#check(callback);
    this.#busy = true;
    try {
      this.#drain(callback);
      if (this.#stream.closed) return;
      if (!this.#finished) this.end(this.#units);
      this.#finished = true;
      this.#deliver(callback);
    } finally {
      this.#busy = false;
    }
  }

  /** Forgets all that came: the next push is a first one. */
  reset() {
    this.#check(() => {});
    this.#stream.reset();
    this.#backlog = null;
    this.#units = 0;
    this.#finished = false;
  }

  /** Gives the memory back. May be called again, and from a callback. */
  close() {
    this.#stream.free();
  }

  /**
   * Everything in `floats`, of whole units, through the core. When the callback throws, what it got counts as
   * delivered, and what follows is delivered by the next push or flush: nothing is lost.
   * @protected
   * @param {Float32Array | Float64Array} floats
   * @param {C} callback
   */
  take(floats, callback) {
    this.#check(callback);
    const { name, takes } = this.#words;
    if (this.#finished) throw stateError(`the ${name} was flushed: call reset() before the next push`, 'E_FLUSHED');
    const pending = this.#backlog ? join(this.#backlog, floats) : floats;
    const { length } = pending; // a callback may let go of the memory
    let taken = 0;
    this.#units += floats.length / this.#stream.inputUnit;
    this.#backlog = null;
    this.#busy = true;
    try {
      this.#drain(callback);
      while (taken < length && !this.#stream.closed) {
        if (pending.length < length)
          throw typeError(`${takes} must keep their memory, got ${pending.length} of ${length} left`);
        taken += this.#stream.put(pending, taken);
        this.#drain(callback);
      }
    } catch (error) {
      if (taken < pending.length) this.#backlog = pending.slice(taken);
      throw error;
    } finally {
      this.#busy = false;
    }
  }

  /**
   * The sound is over.
   * @protected
   * @param {number} _units that came
   */
  end(_units) {
    this.#stream.finish();
  }

  /**
   * Calls back with what the core has ready, at once.
   * @protected
   * @param {C} callback
   * @returns {boolean} whether there was something
   */
  give(callback) {
    const { core, output } = this.#stream;
    const count = this.#stream.read();
    if (count > 0) callback(core.floats.slice(output, output + count));
    return count > 0;
  }

  /** @param {unknown} callback */
  #check(callback) {
    const { name, calls } = this.#words;
    if (this.#stream.closed) throw stateError(`the ${name} is closed`);
    if (this.#busy) throw stateError(`the ${name} is at work: do not call it from its callback`, 'E_BUSY');
    if (typeof callback !== 'function') throw typeError(`${calls} must be a function, got ${show(callback)}`);
  }

  /** Everything on the stage through the core. @param {C} callback */
  #drain(callback) {
    while (!this.#stream.closed && this.#stream.write() > 0) this.#deliver(callback);
    this.#deliver(callback);
  }

  /** @param {C} callback */
  #deliver(callback) {
    while (!this.#stream.closed && this.give(callback));
  }
}

/**
 * @param {Float32Array | Float64Array} a
 * @param {Float32Array | Float64Array} b
 */
function join(a, b) {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
