// An object of the core that takes floats and gives floats, with a stage for what goes in and one for what comes out.

import { stateError } from '../base/errors.js';

/**
 * @typedef {import('./core.js').Core} Core
 * @typedef {import('./options.js').Plan} Plan
 */

const STAGE = 16384; // floats that cross into memory at a time; the core's own buffers take as many
const ROWS = 131072; // floats of rows that cross at a time, as far as that is 4 to 64 rows

/** @param {number} rowLength */
const rowsAtOnce = (rowLength) => Math.max(4, Math.min(64, Math.floor(ROWS / rowLength / 4) * 4));

/** By the core's sg_quantity; powers have names by their exponent. */
const UNITS = ['', 'complex', '', 'Hz', 'cells', 'dB', 'log', 'bins', 'radians', 'hertz'];

const DOUBLES = 6; // of the core's sg_facts
const INTEGERS = 9; // addresses included

/** The core's sg_progress. */
const PROGRESS = /** @type {const} */ (['done', 'total', 'iteration', 'convergence']);

/**
 * A chain of stages in the core's memory, with a place for what goes in and one for what comes out. Units are samples
 * or rows. Between its construction and `free`, nothing allocates.
 */
export class Stream {
  #core;
  #calls;
  #handle = 0;
  #stage = 0;
  #output = 0;
  #progress = 0;
  #staged = 0;
  #written = 0;
  #facts;

  /**
   * @param {Core} core
   * @param {readonly Plan[]} plans one a stage
   */
  constructor(core, plans) {
    if (core.closed) throw stateError('the engine is closed');
    this.#core = core;
    this.#calls = core.calls;
    this.#handle = createStream(core, plans);
    const facts = (this.#facts = this.#readFacts());
    const rowsOf = (/** @type {number} */ unit) => (unit > 1 ? rowsAtOnce(unit) : STAGE);
    /** Floats a unit. */
    this.inputUnit = facts.inputLength;
    this.outputUnit = facts.rowLength;
    /** Units that fit the stages. */
    this.inputRoom = rowsOf(facts.inputLength);
    this.outputRoom = rowsOf(facts.rowLength);
    /** Samples from row to row. */
    this.hopLength = facts.hopLength;
    this.latency = facts.latency;
    try {
      this.#stage = core.allocate(4 * this.inputRoom * this.inputUnit);
      this.#output = core.allocate(4 * this.outputRoom * this.outputUnit);
    } catch (error) {
      this.free();
      throw error;
    }
  }

  get core() {
    return this.#core;
  }

  /** Where the output stage begins in `core.floats`. */
  get output() {
    return this.#output >>> 2;
  }

  /** Where the input stage begins in `core.floats`. */
  get stage() {
    return this.#stage >>> 2;
  }

  /** The core's sg_facts: doubles, then integers, then addresses of arrays. */
  #readFacts() {
    const { buffer } = this.#core.floats;
    const at = this.#calls.sg_stream_facts(this.#handle) >>> 0;
    const [, hopLength, origin, latency, exponent] = new Float64Array(buffer, at, DOUBLES);
    const [inputLength, rowLength, bins, quantity, ...arrays] = new Uint32Array(buffer, at + 8 * DOUBLES, INTEGERS);
    return { hopLength, origin, latency, exponent, inputLength, rowLength, bins, quantity, arrays };
  }

  /** What is known of the rows that come out. */
  describe() {
    const { buffer } = this.#core.floats;
    const { bins, hopLength, origin, latency, quantity, exponent, arrays } = this.#facts;
    const [frequencies, fullScale, lengths, widths, delays] = arrays;
    const axis = (/** @type {number} */ at) => (at ? new Float64Array(buffer, at, bins).slice() : undefined);
    return {
      bins,
      hopLength,
      origin,
      latency,
      unit: UNITS[quantity] || (exponent === 2 ? 'power' : exponent === 1 ? 'magnitude' : `|X|^${exponent}`),
      /** Complex values of a row for each bin, where bins have more than one. */
      widths: widths ? new Int32Array(buffer, widths, bins).map((width) => width / 2) : undefined,
      /** Samples by which each bin is behind its row. */
      delays: delays ? new Int32Array(buffer, delays, bins).slice() : new Int32Array(bins),
      frequencies: axis(frequencies) ?? new Float64Array(bins),
      /** What a sine of amplitude 1 at a bin's frequency reads, where that is known. */
      fullScale: axis(fullScale),
      /** Samples that a row's bin hears, where that is known. */
      lengths: axis(lengths),
    };
  }

  /** Units that so many in all give. @param {number} units */
  count(units) {
    return this.#calls.sg_stream_count(this.#handle, units);
  }

  /** Samples that were not finite, or too loud. */
  get nonFinite() {
    return this.#core.closed ? 0 : this.#calls.sg_stream_non_finite(this.#handle);
  }

  /** Says that `units` at the front of the stage wait to be written. @param {number} units */
  fill(units) {
    this.#staged = units;
    this.#written = 0;
  }

  /** Writes what waits on the stage, as far as the core takes it; returns how many units still wait. */
  write() {
    const waiting = this.#staged - this.#written;
    if (waiting > 0) {
      const from = this.#stage + 4 * this.#written * this.inputUnit;
      try {
        this.#written += this.#calls.sg_stream_write(this.#handle, from, waiting) >>> 0;
      } catch (error) {
        throw this.#core.failure(error);
      }
    }
    return this.#staged - this.#written;
  }

  /** Computes up to `outputRoom` units onto the output stage; returns how many. */
  read() {
    try {
      return this.#calls.sg_stream_read(this.#handle, this.#output, this.outputRoom) >>> 0;
    } catch (error) {
      throw this.#core.failure(error);
    }
  }

  /** A step of what can only be done when all has been written, or null where there is none left. */
  work() {
    this.#progress ||= this.#core.allocate(8 * PROGRESS.length);
    try {
      if (this.#calls.sg_stream_work(this.#handle, this.#progress) === 0) return null;
    } catch (error) {
      throw this.#core.failure(error);
    }
    const told = this.#core.doubles.subarray(this.#progress >>> 3);
    return /** @type {Record<(typeof PROGRESS)[number], number>} */ (
      Object.fromEntries(PROGRESS.map((name, i) => [name, told[i]]))
    );
  }

  /** Says that no iteration is to follow those that are complete. */
  stop() {
    this.#calls.sg_stream_stop(this.#handle);
  }

  finish() {
    this.#calls.sg_stream_finish(this.#handle);
  }

  reset() {
    this.fill(0);
    this.#calls.sg_stream_reset(this.#handle);
  }

  free() {
    if (this.#handle === 0 || this.#core.closed) return;
    this.#calls.sg_stream_destroy(this.#handle);
    this.#core.free(this.#stage);
    this.#core.free(this.#output);
    this.#core.free(this.#progress);
    this.#handle = 0;
  }
}

/**
 * A stream of the core, or the error of the stage that is refused.
 * @param {Core} core
 * @param {readonly Plan[]} plans
 * @returns {number}
 */
function createStream(core, plans) {
  let handle = 0;
  /** @type {number[]} the core's sg_step[]: kind, config */
  const steps = [];
  const create = (/** @type {number} */ at, /** @type {number} */ out, /** @type {number} */ count) => {
    new Uint32Array(core.floats.buffer, at, steps.length).set(steps);
    const status = core.calls.sg_stream_create(out, at, count);
    handle = new Uint32Array(core.floats.buffer, out, 1)[0];
    return status;
  };
  const all = () =>
    core.scratch(4 * steps.length + 4, (at) => {
      const out = at + 4 * steps.length;
      if (create(at, out, plans.length) === 0) return 0;
      for (let count = 1; ; count++) {
        core.check(create(at, out, count), plans[count - 1], steps[2 * count - 1]);
        core.calls.sg_stream_destroy(handle); // the stages up to this one are not what is wrong
      }
    });
  const add = (/** @type {number} */ index) => {
    if (index === plans.length) return all();
    core.configure(plans[index], (config, kind) => {
      steps.push(kind, config);
      return add(index + 1);
    });
    return 0;
  };
  add(0);
  return handle;
}

/** The rows of a stream's output stage, as views that are made once and again only when memory has grown. */
export class RowViews {
  #stream;
  /** @type {Float32Array[]} */
  #rows = [];

  /** @param {Stream} stream */
  constructor(stream) {
    this.#stream = stream;
    this.#make();
  }

  /** @param {number} index */
  row(index) {
    if (this.#rows[0].length === 0) this.#make();
    return this.#rows[index];
  }

  #make() {
    const { core, output, outputUnit, outputRoom } = this.#stream;
    const view = (/** @type {number} */ i) =>
      core.floats.subarray(output + i * outputUnit, output + (i + 1) * outputUnit);
    this.#rows = Array.from({ length: outputRoom }, (_, i) => view(i));
  }
}
