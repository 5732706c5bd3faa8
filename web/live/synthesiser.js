// Columns in, sound out, as they come: the live form of an inverse transform.

import { closing } from '../base/closing.js';
import { createStream, tellFrames } from '../core/facts.js';
import { Stream } from '../core/stream.js';
import { rangeError, show, stateError, typeError } from '../base/errors.js';
import { checkAttached, isFloats } from '../base/floats.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {(samples: Float32Array<ArrayBuffer>) => void} OnSamples samples is an array of its own for each call
 */

export class Synthesiser extends /* @__PURE__ */ closing(class {}) {
  #stream;
  #plan;
  #columns = 0; // taken
  /** @type {Float32Array<ArrayBuffer>[]} samples that no callback has got yet */
  #made = [];
  #busy = false;
  #finished = false;
  #closed = false;

  /**
   * @param {Core} core
   * @param {Plan} plan
   */
  constructor(core, plan) {
    super();
    this.#stream = new Stream(core, [plan]);
    this.#plan = plan;
    this.kind = plan.kind;
    /** Floats a column: re, im for each bin. */
    this.columnLength = this.#stream.inputUnit;
    this.hopLength = this.#stream.hopLength;
    /** Samples of output that wait for further columns. */
    this.latency = this.#stream.latency;
  }

  /**
   * Takes one column, or several one after the other, and calls back with the samples that they complete. When the
   * callback throws, its samples count as delivered, and what follows them is delivered by the next push or flush.
   * @param {Float32Array | Float64Array} columns
   * @param {OnSamples} onSamples
   */
  push(columns, onSamples) {
    this.#check(onSamples);
    if (!isFloats(columns)) throw typeError(`columns must be a Float32Array or a Float64Array, got ${show(columns)}`);
    checkAttached('columns', columns);
    const { columnLength } = this;
    if (columns.length % columnLength !== 0) {
      const { nFft, nBins } = this.#plan.fields;
      const whose = nBins === undefined ? `nFft ${nFft} has ${Math.floor(nFft / 2) + 1} bins` : `nBins is ${nBins}`;
      throw rangeError(`columns must hold a multiple of ${columnLength} numbers, as ${whose}, got ${columns.length}`);
    }
    if (this.#finished)
      throw stateError('the synthesiser was flushed: call reset() before the next column', 'E_FLUSHED');
    this.#columns += columns.length / columnLength;
    const { core, stage, inputRoom } = this.#stream;
    for (let taken = 0; taken < columns.length; ) {
      const block = columns.subarray(taken, taken + inputRoom * columnLength);
      core.floats.set(block, stage);
      this.#stream.fill(block.length / columnLength);
      taken += block.length;
      let waiting;
      do {
        waiting = this.#stream.write();
      } while (this.#collect() && waiting > 0); // no more comes out once `length` is reached: the rest is of no use
    }
    this.#deliver(onSamples);
  }

  /**
   * Says that no more columns will come, and calls back with the last samples. After it, `reset` starts anew.
   * Refuses a `length` beyond what the columns cover, as the offline inverse does; then more may be pushed.
   * @param {OnSamples} onSamples
   */
  flush(onSamples) {
    this.#check(onSamples);
    if (!this.#finished) this.#checkLength();
    this.#finished = true;
    this.#stream.finish();
    this.#collect();
    this.#deliver(onSamples);
  }

  /** Forgets all columns: the next one is a first one. */
  reset() {
    this.#check(() => {});
    this.#stream.reset();
    this.#made = [];
    this.#columns = 0;
    this.#finished = false;
  }

  /** Gives the memory back. May be called again, and from a callback. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#made = [];
    this.#stream.free();
  }

  /** Lets the core judge, by a stream that knows how many columns there are. */
  #checkLength() {
    const { core } = this.#stream;
    const plan = { ...this.#plan, fields: { ...this.#plan.fields }, got: { ...this.#plan.got } };
    if (!(plan.fields.length >= 0)) return;
    tellFrames(core, plan, this.#columns);
    core.calls.sg_stream_destroy(createStream(core, [plan]));
  }

  /** @param {unknown} onSamples */
  #check(onSamples) {
    if (this.#closed || this.#stream.core.closed) throw stateError('the synthesiser is closed');
    if (this.#busy) throw stateError('the synthesiser is at work: do not call it from its callback', 'E_BUSY');
    if (typeof onSamples !== 'function') throw typeError(`onSamples must be a function, got ${show(onSamples)}`);
  }

  /** @returns {boolean} whether there was something */
  #collect() {
    const { core, output } = this.#stream;
    const before = this.#made.length;
    for (let count = this.#stream.read(); count > 0; count = this.#stream.read()) {
      this.#made.push(core.floats.slice(output, output + count));
    }
    return this.#made.length > before;
  }

  /** @param {OnSamples} onSamples */
  #deliver(onSamples) {
    this.#busy = true;
    try {
      for (let samples = this.#made.shift(); samples; samples = this.#made.shift()) onSamples(samples);
    } finally {
      this.#busy = false;
    }
  }
}
