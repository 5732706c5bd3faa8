// Columns in, sound out, as they come: the live form of an inverse transform. Or sound in: of stages of sound.

import { createStream, tellFrames } from '../core/facts.js';
import { Stream } from '../core/stream.js';
import { rangeError, show, typeError } from '../base/errors.js';
import { checkAttached, isFloats } from '../base/floats.js';
import { LiveStream } from './live-stream.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {(samples: Float32Array<ArrayBuffer>) => void} OnSamples samples is an array of its own for each call
 *
 * @typedef {object} Facts
 * @property {string} kind
 * @property {number} columnLength floats a column: re, im for each bin
 * @property {number} hopLength
 * @property {number} latency samples of output that wait for further columns
 */

export class Synthesiser extends /** @type {import('./live-stream.js').Base<OnSamples, Facts>} */ (LiveStream) {
  #core;
  #plan;

  /**
   * @param {Core} core
   * @param {readonly Plan[]} plans
   */
  constructor(core, plans) {
    const stream = new Stream(core, plans);
    const { kind, sampleRate, hopLength, latency } = stream.facts;
    const facts = { kind, columnLength: stream.inputUnit, sampleRate, hopLength, latency };
    super(stream, facts, { name: 'synthesiser', takes: 'columns', calls: 'onSamples' });
    this.#core = core;
    this.#plan = plans[0];
  }

  /**
   * Takes one column, or several one after the other, and calls back with the samples that they complete. When the
   * callback throws, its samples count as delivered, and what follows them is delivered by the next push or flush.
   * @param {Float32Array | Float64Array} columns
   * @param {OnSamples} onSamples
   */
  push(columns, onSamples) {
    if (!isFloats(columns)) throw typeError(`columns must be a Float32Array or a Float64Array, got ${show(columns)}`);
    checkAttached('columns', columns);
    const { columnLength } = this;
    if (columns.length % columnLength !== 0) {
      const { nFft, nBins } = this.#plan.fields;
      const whose = nBins === undefined ? `nFft ${nFft} has ${Math.floor(nFft / 2) + 1} bins` : `nBins is ${nBins}`;
      throw rangeError(`columns must hold a multiple of ${columnLength} numbers, as ${whose}, got ${columns.length}`);
    }
    this.take(columns, onSamples);
  }

  /**
   * Lets the core judge `length`, by a stream that knows how many columns there are.
   * @protected
   * @param {number} columns
   */
  end(columns) {
    if (this.#plan.fields.length >= 0) {
      tellFrames(this.#core, this.#plan, columns);
      this.#core.calls.sg_stream_destroy(createStream(this.#core, [this.#plan]));
    }
    super.end(columns);
  }
}
