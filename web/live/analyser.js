// Chunks of sound in, columns out, as they come: the live form of an analysis.

import { leastOf } from '../core/options.js';
import { Stream } from '../core/stream.js';
import { reading, show, typeError } from '../base/errors.js';
import { entries } from '../base/option-bag.js';
import { takeSamples } from '../base/samples.js';
import { abortable, takeSignal, throwIfAborted } from '../base/signals.js';
import { LiveStream } from './live-stream.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {Float32Array | Float64Array | readonly number[]} Chunk
 * @typedef {(column: Float32Array<ArrayBuffer>, index: number) => void} OnColumn
 *   column is one array, filled anew for each call: copy what you keep
 * @typedef {Iterable<Chunk> | AsyncIterable<Chunk> | ReadableStream<Chunk>} Source
 *
 * @typedef {object} Facts
 * @property {string} kind
 * @property {string} unit what a column's numbers are; 'complex' columns hold re, im for each bin
 * @property {number} bins
 * @property {Float64Array<ArrayBuffer>} frequencies Hz, or cycles a sample where no sample rate is known
 * @property {number} [sampleRate] Hz of the sound that columns are made of, where it is known: what is pushed, or what
 *   that is resampled to. hopLength, origin, delays and lengths are in its samples
 * @property {number} hopLength
 * @property {number} origin column t stands for sample origin + t * hopLength
 * @property {number} latency how many samples after its own a column waits for, of what is pushed; where that is
 *   resampled, a column's own may lie between two of them
 * @property {Int32Array<ArrayBuffer>} delays by how many samples each bin is behind its column: 0, but with lowLatency
 * @property {Float64Array<ArrayBuffer>} [fullScale] what a sine of amplitude 1 at a bin's frequency reads in it, where
 *   that is known
 * @property {Float64Array<ArrayBuffer>} [lengths] how many samples a bin of a column hears, where that is known
 * @property {number} emptyBands bins that nothing can sound in: mel bands without a bin of the FFT, rows above half the
 *   sample rate
 */

export class Analyser extends /** @type {import('./live-stream.js').Base<OnColumn, Facts>} */ (LiveStream) {
  #stream;
  #column;
  #index = 0;
  #ready = 0;
  #given = 0;
  #least;

  /**
   * @param {Core} core
   * @param {readonly Plan[]} plans of its stages
   */
  constructor(core, plans) {
    const stream = new Stream(core, plans);
    const { widths: _, ...facts } = stream.facts;
    super(stream, facts, { name: 'analyser', takes: 'samples', calls: 'onColumn' });
    this.#stream = stream;
    this.#column = new Float32Array(stream.outputUnit);
    this.#least = leastOf(plans);
  }

  /** Samples since creation or reset that were NaN, infinite or beyond 1e12, and were not let in. */
  get nonFinite() {
    return this.#stream.nonFinite;
  }

  /**
   * Takes a chunk of any length and calls back for every column that it completes. When the callback throws, its
   * column counts as delivered, and what follows it is delivered by the next push or flush: nothing is lost.
   * @param {Chunk} chunk
   * @param {OnColumn} onColumn
   */
  push(chunk, onColumn) {
    this.take(takeSamples(chunk).samples, onColumn);
  }

  /** Forgets all sound: the next chunk is a first one. */
  reset() {
    super.reset();
    this.#index = 0;
    this.#ready = 0;
    this.#given = 0;
  }

  /**
   * The columns of a source of chunks, each an array of its own; flushed at the end of the source.
   * @param {Source} source
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {AsyncGenerator<Float32Array<ArrayBuffer>, void, void>}
   */
  async *columns(source, options) {
    const signal = takeSignal(entries(options, ['signal']).signal);
    const iterator = iteratorOf(source);
    /** @type {Float32Array<ArrayBuffer>[]} */
    let columns = [];
    const keep = (/** @type {Float32Array<ArrayBuffer>} */ column) => columns.push(column.slice());
    let ended = false;
    try {
      while (!ended) {
        throwIfAborted(signal);
        const { done, value } = await abortable(Promise.resolve(iterator.next()), signal);
        ended = done === true;
        columns = [];
        if (ended) this.flush(keep);
        else this.push(value, keep);
        yield* columns;
      }
    } finally {
      if (!ended) Promise.resolve(iterator.return?.()).catch(() => {});
    }
  }

  /** @protected @param {number} samples */
  end(samples) {
    if (samples > 0 || !this.#least) super.end(samples);
  }

  /**
   * A column, where there is one.
   * @protected
   * @param {OnColumn} onColumn
   */
  give(onColumn) {
    if (this.#given === this.#ready) {
      this.#ready = this.#stream.read();
      this.#given = 0;
      if (this.#ready === 0) return false;
    }
    const { core, output, outputUnit } = this.#stream;
    const from = output + this.#given++ * outputUnit;
    this.#column.set(core.floats.subarray(from, from + outputUnit));
    onColumn(this.#column, this.#index++);
    return true;
  }
}

/**
 * @param {Source} source
 * @returns {{ next: () => any, return?: () => any }} each may give a promise
 */
function iteratorOf(source) {
  const given = /** @type {any} */ (source);
  // By its reader and not by Symbol.asyncIterator, which WebKit's streams lack.
  const iterator = reading('source', () => {
    if (typeof given?.getReader !== 'function')
      return (given?.[Symbol.asyncIterator] ?? given?.[Symbol.iterator])?.call?.(given);
    const reader = given.getReader();
    return { next: () => reader.read(), return: () => reader.cancel() };
  });
  if (typeof iterator?.next !== 'function')
    throw typeError(`source must be an iterable or a ReadableStream, got ${show(source)}`);
  return iterator;
}
