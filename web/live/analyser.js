// Chunks of sound in, columns out, as they come: the live form of an analysis.

import { closing } from '../base/closing.js';
import { Known } from '../base/known.js';
import { leastOf } from '../core/options.js';
import { RowViews, Stream } from '../core/stream.js';
import { reading, show, stateError, typeError } from '../base/errors.js';
import { entries } from '../base/option-bag.js';
import { takeSamples } from '../base/samples.js';
import { abortable, takeSignal, throwIfAborted } from '../base/signals.js';

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
 * @property {number} hopLength
 * @property {number} origin column t stands for sample origin + t * hopLength
 * @property {number} latency how many samples after its own a column waits for
 * @property {Int32Array<ArrayBuffer>} delays by how many samples each bin is behind its column: 0, but with lowLatency
 * @property {Float64Array<ArrayBuffer>} [fullScale] what a sine of amplitude 1 at a bin's frequency reads in it, where
 *   that is known
 * @property {Float64Array<ArrayBuffer>} [lengths] how many samples a bin of a column hears, where that is known
 * @property {number} emptyBands bins that nothing can sound in: mel bands without a bin of the FFT, rows above half the
 *   sample rate
 */

const known = () => closing(/** @type {new (facts: Facts) => Facts} */ (Known));

export class Analyser extends /* @__PURE__ */ known() {
  #stream;
  #views;
  #column;
  /** @type {Float32Array | Float64Array | null} samples that a failed push has left over */
  #backlog = null;
  #index = 0;
  #ready = 0;
  #given = 0;
  #busy = false;
  #heard = false;
  #least;
  #finished = false;
  #closed = false;

  /**
   * @param {Core} core
   * @param {readonly Plan[]} plans of its stages
   */
  constructor(core, plans) {
    const stream = new Stream(core, plans);
    const { widths: _, ...facts } = stream.describe();
    super({ ...facts, kind: plans.map(({ kind }) => kind).join(', ') });
    this.#stream = stream;
    this.#views = new RowViews(this.#stream);
    this.#column = new Float32Array(this.#stream.outputUnit);
    this.#least = leastOf(plans[0]);
  }

  /** Samples since creation or reset that were NaN, infinite or beyond 1e12, and were not let in. */
  get nonFinite() {
    return this.#closed ? 0 : this.#stream.nonFinite;
  }

  /**
   * Takes a chunk of any length and calls back for every column that it completes. When the callback throws, its
   * column counts as delivered, and what follows it is delivered by the next push or flush: nothing is lost.
   * @param {Chunk} chunk
   * @param {OnColumn} onColumn
   */
  push(chunk, onColumn) {
    const { samples } = takeSamples(chunk);
    checkCallback(onColumn);
    this.#enter();
    if (this.#finished) {
      this.#busy = false;
      throw stateError('the analyser was flushed: call reset() before the next sound', 'E_FLUSHED');
    }
    const pending = this.#backlog === null ? samples : join(this.#backlog, samples);
    const { length } = pending; // a callback may let go of the memory
    this.#backlog = null;
    let taken = 0;
    try {
      this.#drain(onColumn);
      while (taken < length && !this.#closed) {
        if (pending.length < length)
          throw typeError(`samples must keep their memory, got ${pending.length} of ${length} left`);
        taken += this.#stage(pending, taken);
        this.#heard = true;
        this.#drain(onColumn);
      }
    } catch (error) {
      if (taken < pending.length) this.#backlog = pending.slice(taken);
      throw error;
    } finally {
      this.#busy = false;
    }
  }

  /**
   * Says that the sound is over: pads its end and calls back for the last columns. After it, `reset` starts anew.
   * No sound at all has no columns where the offline method refuses it: with the constant-Q kinds, and where its ends
   * would have to be mirrored.
   * @param {OnColumn} onColumn
   */
  flush(onColumn) {
    if (this.#backlog !== null) this.push([], onColumn);
    checkCallback(onColumn);
    this.#enter();
    try {
      this.#drain(onColumn);
      if (this.#closed) return;
      this.#finished = true;
      if (!this.#heard && this.#least) return;
      this.#stream.finish();
      this.#deliver(onColumn);
    } finally {
      this.#busy = false;
    }
  }

  /** Forgets all sound: the next chunk is a first one. */
  reset() {
    this.#enter();
    this.#stream.reset();
    this.#backlog = null;
    this.#index = 0;
    this.#ready = 0;
    this.#given = 0;
    this.#heard = false;
    this.#finished = false;
    this.#busy = false;
  }

  /** Gives the memory back. May be called again, and from a callback. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#ready = this.#given;
    this.#stream.free();
  }

  /**
   * The columns of a source of chunks, each an array of its own; flushed at the end of the source.
   * @param {Source} source
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {AsyncGenerator<Float32Array<ArrayBuffer>, void, void>}
   */
  async *columns(source, options) {
    const signal = takeSignal(entries(options, ['signal']).signal);
    /** @type {Float32Array<ArrayBuffer>[]} */
    let columns = [];
    const keep = (/** @type {Float32Array<ArrayBuffer>} */ column) => columns.push(column.slice());
    for await (const chunk of chunksOf(source, signal)) {
      columns = [];
      this.push(chunk, keep);
      yield* columns;
    }
    columns = [];
    this.flush(keep);
    yield* columns;
  }

  #enter() {
    if (this.#closed || this.#stream.core.closed) throw stateError('the analyser is closed');
    if (this.#busy) throw stateError('the analyser is at work: do not call it from its callback', 'E_BUSY');
    this.#busy = true;
  }

  /**
   * @param {Float32Array | Float64Array} samples
   * @param {number} from
   */
  #stage(samples, from) {
    const { inputRoom, stage, core } = this.#stream;
    const fits = from === 0 && samples.length <= inputRoom;
    const block = fits ? samples : samples.subarray(from, from + inputRoom);
    core.floats.set(block, stage);
    this.#stream.fill(block.length);
    return block.length;
  }

  /** Everything on the stage through the core. @param {OnColumn} onColumn */
  #drain(onColumn) {
    while (!this.#closed && this.#stream.write() > 0) this.#deliver(onColumn);
    this.#deliver(onColumn);
  }

  /** @param {OnColumn} onColumn */
  #deliver(onColumn) {
    while (!this.#closed) {
      if (this.#given === this.#ready) {
        this.#ready = this.#stream.read();
        this.#given = 0;
        if (this.#ready === 0) return;
      }
      this.#column.set(this.#views.row(this.#given++));
      onColumn(this.#column, this.#index++);
    }
  }
}

/** @param {unknown} onColumn */
function checkCallback(onColumn) {
  if (typeof onColumn !== 'function') throw typeError(`onColumn must be a function, got ${show(onColumn)}`);
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

/**
 * The chunks of any kind of source, until it ends or the signal stops it.
 * @param {Source} source
 * @param {AbortSignal | undefined} signal
 * @returns {AsyncGenerator<Chunk, void, void>}
 */
async function* chunksOf(source, signal) {
  const { next, stop } = readerOf(source);
  let ended = false;
  try {
    for (;;) {
      throwIfAborted(signal);
      const { done, value } = await abortable(next(), signal);
      ended = done === true;
      if (ended) return;
      yield value;
    }
  } finally {
    if (!ended) stop();
  }
}

/**
 * @param {Source} source
 * @returns {{ next: () => Promise<IteratorResult<Chunk>>, stop: () => void }}
 */
function readerOf(source) {
  // By its reader and not by Symbol.asyncIterator, which WebKit's streams lack.
  if (typeof (/** @type {any} */ (source)?.getReader) === 'function') {
    const reader = reading('source', () => /** @type {ReadableStream<Chunk>} */ (source).getReader());
    return {
      next: () => /** @type {Promise<IteratorResult<Chunk>>} */ (reader.read()),
      stop: () => void reader.cancel().catch(() => {}),
    };
  }
  const sequence = /** @type {any} */ (source);
  const iterate = sequence?.[Symbol.asyncIterator] ?? sequence?.[Symbol.iterator];
  const iterator = typeof iterate === 'function' && reading('source', () => iterate.call(sequence));
  if (typeof iterator?.next !== 'function')
    throw typeError(`source must be an iterable or a ReadableStream, got ${show(source)}`);
  return {
    next: async () => iterator.next(),
    stop: () => void Promise.resolve(iterator.return?.()).catch(() => {}),
  };
}
