// An object of the core that takes floats and gives floats, with a stage for what goes in and one for what comes out.

import { stateError } from '../base/errors.js';

/**
 * @typedef {import('./core.js').Core} Core
 * @typedef {import('./options.js').Plan} Plan
 */

const STAGE = 16384; // floats that cross into memory at a time; the core's own buffers take as many
const ROWS = 131072; // floats that cross out at a time, as far as that is 4 to 64 rows

/**
 * An analyser or a synthesiser in the core's memory, with a stage for what goes in and one for what comes out.
 * Units are samples on one side and rows on the other. Between its construction and `free`, nothing allocates.
 */
export class Stream {
  #core;
  #calls;
  #handle = 0;
  #stage = 0;
  #output = 0;
  #staged = 0;
  #written = 0;

  /**
   * @param {Core} core
   * @param {'analyser' | 'synthesiser'} family
   * @param {Plan} plan
   */
  constructor(core, family, plan) {
    if (core.closed) throw stateError('the engine is closed');
    const call = (/** @type {string} */ name) => core.calls[`sg_${family}_${name}`];
    this.#core = core;
    this.#calls = {
      destroy: call('destroy'),
      reset: call('reset'),
      write: call('write'),
      finish: call('finish'),
      read: call('read'),
      nonFinite: call('non_finite'),
    };
    core.configure(plan, (config) =>
      core.text(plan.kind, (kind) =>
        core.scratch(4, (out) => {
          const status = call('create')(out, kind, config);
          this.#handle = new Uint32Array(core.floats.buffer, out, 1)[0];
          return status;
        }),
      ),
    );
    const rowLength = call('row_length')(this.#handle);
    const rows = Math.max(4, Math.min(64, Math.floor(ROWS / rowLength / 4) * 4));
    const analyses = family === 'analyser';
    /** Floats a unit. */
    this.inputUnit = analyses ? 1 : rowLength;
    this.outputUnit = analyses ? rowLength : 1;
    /** Units that fit the stages. */
    this.inputRoom = analyses ? STAGE : rows;
    this.outputRoom = analyses ? rows : STAGE;
    /** Samples from row to row. */
    this.hopLength = call('hop')(this.#handle);
    this.latency = call('latency')(this.#handle);
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

  /** What only an analyser can say. */
  describe() {
    const { calls } = this.#core;
    const bins = calls.sg_analyser_bins(this.#handle);
    const floats = Int32Array.from({ length: bins }, (_, k) => calls.sg_analyser_width(this.#handle, k));
    return {
      /** Complex values of a row for each bin, where bins have more than one. */
      widths: floats.some((width) => width > 2) ? floats.map((width) => width / 2) : undefined,
      bins,
      hopLength: this.hopLength,
      origin: calls.sg_analyser_origin(this.#handle),
      latency: this.latency,
      /** Samples by which each bin is behind its row. */
      delays: Int32Array.from({ length: bins }, (_, k) => calls.sg_analyser_delay(this.#handle, k)),
      frequencies: Float64Array.from({ length: bins }, (_, k) => calls.sg_analyser_frequency(this.#handle, k)),
    };
  }

  /** Rows of a whole signal. @param {number} samples */
  rowsOf(samples) {
    return this.#core.calls.sg_analyser_rows(this.#handle, samples);
  }

  /** Samples that were not finite, or too loud. */
  get nonFinite() {
    return this.#core.closed ? 0 : this.#calls.nonFinite(this.#handle);
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
        this.#written += this.#calls.write(this.#handle, from, waiting) >>> 0;
      } catch (error) {
        throw this.#core.failure(error);
      }
    }
    return this.#staged - this.#written;
  }

  /** Computes up to `outputRoom` units onto the output stage; returns how many. */
  read() {
    try {
      return this.#calls.read(this.#handle, this.#output, this.outputRoom) >>> 0;
    } catch (error) {
      throw this.#core.failure(error);
    }
  }

  finish() {
    this.#calls.finish(this.#handle);
  }

  reset() {
    this.fill(0);
    this.#calls.reset(this.#handle);
  }

  free() {
    if (this.#handle === 0 || this.#core.closed) return;
    this.#calls.destroy(this.#handle);
    this.#core.free(this.#stage);
    this.#core.free(this.#output);
    this.#handle = 0;
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
