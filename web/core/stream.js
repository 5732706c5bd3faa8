// An object of the core that takes floats and gives floats, with a stage for what goes in and one for what comes out.

import { stateError } from '../base/errors.js';
import { createStream, factsOf } from './facts.js';

/**
 * @typedef {import('./core.js').Core} Core
 * @typedef {import('./options.js').Plan} Plan
 */

const STAGE = 16384; // floats that cross into memory at a time; the core's own buffers take as many
const ROWS = 131072; // floats of rows that cross at a time, as far as that is 4 to 64 rows

/** @param {number} rowLength */
const rowsAtOnce = (rowLength) => Math.max(4, Math.min(64, Math.floor(ROWS / rowLength / 4) * 4));

/**
 * A chain of stages in the core's memory, with a place for what goes in and one for what comes out. Units are samples
 * or rows. Between its construction and `free`, nothing allocates.
 */
export class Stream {
  /** @readonly */
  core;
  /** The core's own. */
  handle = 0;
  #calls;
  #stage = 0;
  #output = 0;
  #staged = 0;
  #written = 0;

  /**
   * @param {Core} core
   * @param {readonly Plan[]} plans one a stage
   */
  constructor(core, plans) {
    if (core.closed) throw stateError('the engine is closed');
    this.core = core;
    this.#calls = core.calls;
    this.handle = createStream(core, plans);
    /** An earlier result that its own is written over. */
    this.out = plans[plans.length - 1].out;
    const { inputUnit, outputUnit, hop, facts } = factsOf(core, this.handle);
    const roomOf = (/** @type {number} */ unit) => (unit > 1 ? rowsAtOnce(unit) : STAGE);
    /** Floats a unit. */
    this.inputUnit = inputUnit;
    this.outputUnit = outputUnit;
    /** Samples written from row to row. */
    this.hop = hop;
    /** Units that fit the stages. */
    this.inputRoom = roomOf(inputUnit);
    this.outputRoom = roomOf(outputUnit);
    /** What is known of the rows that come out. */
    this.facts = { kind: plans.map(({ kind }) => kind).join(', '), ...facts };
    try {
      this.#stage = core.allocate(4 * this.inputRoom * this.inputUnit);
      this.#output = core.allocate(4 * this.outputRoom * this.outputUnit);
    } catch (error) {
      this.free();
      throw error;
    }
  }

  /** Where the output stage begins in `core.floats`. */
  get output() {
    return this.#output >>> 2;
  }

  /** Where the input stage begins in `core.floats`. */
  get stage() {
    return this.#stage >>> 2;
  }

  /** Whether its memory was given back. */
  get closed() {
    return this.handle === 0 || this.core.closed;
  }

  /** Units that so many in all give. @param {number} units */
  count(units) {
    return this.#calls.sg_stream_count(this.handle, units);
  }

  /** Samples that were not finite, or too loud. */
  get nonFinite() {
    return this.closed ? 0 : this.#calls.sg_stream_non_finite(this.handle);
  }

  /**
   * Lets as many floats wait to be written as fit on the stage; returns how many.
   * @param {Float32Array | Float64Array} floats of whole units
   * @param {number} from
   */
  put(floats, from) {
    const room = this.inputRoom * this.inputUnit;
    const block = from === 0 && floats.length <= room ? floats : floats.subarray(from, from + room);
    this.core.floats.set(block, this.stage);
    this.fill(block.length / this.inputUnit);
    return block.length;
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
      this.#written += this.#run(this.#calls.sg_stream_write, from, waiting);
    }
    return this.#staged - this.#written;
  }

  /** Computes up to `outputRoom` units onto the output stage; returns how many. */
  read() {
    return this.#run(this.#calls.sg_stream_read, this.#output, this.outputRoom);
  }

  /**
   * @param {(...numbers: number[]) => number} call
   * @param {number} at
   * @param {number} units that there are, or fit
   */
  #run(call, at, units) {
    try {
      return call(this.handle, at, units) >>> 0;
    } catch (error) {
      throw this.core.failure(error);
    }
  }

  finish() {
    this.#calls.sg_stream_finish(this.handle);
  }

  reset() {
    this.fill(0);
    this.#calls.sg_stream_reset(this.handle);
  }

  free() {
    if (this.closed) return;
    this.#calls.sg_stream_destroy(this.handle);
    this.core.free(this.#stage);
    this.core.free(this.#output);
    this.handle = 0;
  }
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
