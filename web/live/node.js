// Live sound to columns: an AudioWorkletNode that passes its input through and tells what is in it.

import { RETURNED } from './batches.js';
import { closing } from '../base/closing.js';
import { addProcessor, checkContext, isOffline, whileOpen } from './context.js';
import { Core } from '../core/core.js';
import { createStream, factsOf } from '../core/facts.js';
import { failure, rangeError, reading, show, stateError, typeError, unpackError } from '../base/errors.js';
import { compile } from '../core/compile.js';
import { bag, entries } from '../base/option-bag.js';
import { makePlans } from '../core/chain.js';
import { namesOf } from '../core/options.js';
import { LIVE } from '../generated/kinds.js';
import { takeAddress } from '../base/realms.js';
import { abortable } from '../base/signals.js';
import { PROCESSOR } from './protocol.js';
import { ColumnRing } from './ring.js';

/**
 * @typedef {import('./batches.js').Batch} Batch
 * @typedef {import('./protocol.js').Setup} Setup
 * @typedef {import('./protocol.js').Command} Command
 * @typedef {import('./protocol.js').Report} Report
 *
 * @typedef {object} NodeOptions
 * @property {keyof import('../generated/types.js').AnalyserOptions | import('../core/chain.js').Chain} [transform] a
 *   kind, or a chain of stages with options of their own (default 'spectrogram')
 * @property {number | 'mix'} [channel] the one to analyse, or the mean of all (default 0); a channel that is not there
 *   is silent
 * @property {import('../core/compile.js').LoadOptions['wasm']} [wasm] as `load` takes it
 * @property {string | URL} [processor] the address of `processor.js` (default: the packaged file, or its inline copy)
 * @property {AbortSignal} [signal]
 *
 * @typedef {NodeOptions & import('../generated/types.js').LiveOptions} SpectrogramNodeOptions
 *
 * @typedef {object} ColumnsDetail
 * @property {Float32Array<ArrayBuffer>} data [count][bins] (complex: [count][bins][2]); yours to keep
 * @property {number} count columns
 * @property {number} bins
 * @property {number} firstIndex column t stands for sample origin + t * hopLength since the node's start
 * @property {number} dropped columns that are missing before these; at the end of the sound there may be none behind
 *   them, and count is 0
 */

const BACKLOG = 1; // seconds of columns that wait where the page is busy; what comes then is dropped and counted
const BACKLOG_FLOATS = 2 ** 24;

/**
 * @typedef {object} SpectrogramNodeEvents
 * @property {CustomEvent<ColumnsDetail>} columns
 * @property {CustomEvent<{ error: Error }>} restart the engine failed and was replaced; some columns are missing
 * @property {ErrorEvent} error analysis has stopped, sound still passes
 */

/**
 * @typedef {<K extends keyof SpectrogramNodeEvents>(type: K, listener: (this: SpectrogramNode, event:
 *   SpectrogramNodeEvents[K]) => unknown,
 *   options?: boolean | AddEventListenerOptions) => void} Listening
 * @typedef {{ addEventListener: Listening, removeEventListener: Listening }} OwnEvents
 * @typedef {new (...given: ConstructorParameters<typeof AudioWorkletNode>) => OwnEvents & AudioWorkletNode} NodeBase
 */

const nodeBase = () => closing(/** @type {NodeBase} */ (globalThis.AudioWorkletNode ?? class {}));
const Base = /* @__PURE__ */ nodeBase(); // elsewhere than in a page there is none, and importing must not throw

/** Tells its columns by events: see SpectrogramNodeEvents. */
export class SpectrogramNode extends Base {
  /** @type {ColumnRing | null} */
  #ring;
  #columnLength;
  #next = 0;
  #counts = { columns: 0, samples: 0, nonFinite: 0, dropped: 0, gaps: 0 };
  /** @type {Float32Array<ArrayBuffer>[]} buffers to be given back */
  #used = [];
  #closed = false;
  #over = false; // nothing more will come
  #frame = 0;
  #startTime = Number.NaN;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {() => void} */
  #end = () => {};
  #ended = new Promise((/** @type {(value: void) => void} */ resolve) => {
    this.#end = resolve;
  });

  /**
   * Makes a node for a context, live or offline.
   * @param {BaseAudioContext} audioContext
   * @param {SpectrogramNodeOptions} [options]
   */
  static async create(audioContext, options) {
    checkContext(audioContext);
    const { sampleRate } = audioContext;
    const { transform, channel, plans, wasm, processor, signal } = await readOptions(options, sampleRate);
    const module = await compile({ wasm, signal });
    const facts = tryOut(module, plans);
    await abortable(whileOpen(audioContext, addProcessor(audioContext, processor)), signal);
    const perSecond = Math.ceil((BACKLOG * (facts.sampleRate ?? sampleRate)) / facts.hopLength);
    const limit = Math.max(8, Math.min(perSecond, Math.floor(BACKLOG_FLOATS / facts.columnLength)));
    // Offline there is no clock that the page could fall behind, and nothing may be dropped.
    const offline = isOffline(audioContext);
    // WebKitGTK has isolated pages without SharedArrayBuffer
    const shared = !offline && globalThis.crossOriginIsolated && typeof SharedArrayBuffer === 'function';
    /** @type {Setup} */
    const setup = {
      module,
      plans,
      channel,
      memory: shared ? ColumnRing.memoryFor(facts.columnLength, limit) : null,
      limit: offline ? Infinity : limit,
      length: offline ? audioContext.length : Infinity,
    };
    return new SpectrogramNode(audioContext, { ...facts, transform, setup });
  }

  /**
   * @internal Use `create`.
   * @param {BaseAudioContext} audioContext
   * @param {ReturnType<typeof tryOut> & { transform: NonNullable<NodeOptions['transform']>, setup: Setup }} made
   */
  constructor(audioContext, made) {
    if (!made?.setup)
      throw typeError('a node is made by await SpectrogramNode.create(audioContext, options), not by new');
    const { transform, setup, columnLength, ...facts } = made;
    super(audioContext, PROCESSOR, { processorOptions: setup });
    this.transform = transform;
    this.#columnLength = columnLength;
    /** What a column's numbers are; 'complex' columns hold re, im for each bin. */
    this.unit = facts.unit;
    this.bins = facts.bins;
    /** Hz */
    this.frequencies = facts.frequencies;
    /** Hz of the sound that columns are made of: the context's, or what that is resampled to. */
    this.sampleRate = facts.sampleRate;
    /** In samples of that sound, as origin and delays. */
    this.hopLength = facts.hopLength;
    /** Column t stands for sample origin + t * hopLength since the node's start. */
    this.origin = facts.origin;
    /** How many samples after its own a column waits for. */
    this.latency = facts.latency;
    /** Bins that nothing can sound in: mel bands without a bin of the FFT, rows above half the sample rate. */
    this.emptyBands = facts.emptyBands;
    /** By how many samples each bin is behind its column: 0, but with lowLatency. */
    this.delays = facts.delays;
    /** Whether columns come through shared memory (the page is cross-origin isolated), or by messages. */
    this.shared = setup.memory !== null;
    this.#ring = setup.memory && new ColumnRing(setup.memory, columnLength, setup.limit);
    this.port.onmessage = (event) => this.#hear(event.data);
    this.port.onmessageerror = () => this.#fail(failure('columns could not be read', 'E_ENGINE'));
    this.addEventListener('processorerror', (event) => {
      const { message = 'the audio thread gave up the processor' } = /** @type {Partial<ErrorEvent>} */ (event);
      this.#fail(failure(message, 'E_ENGINE'));
    });
    if (this.#ring) this.#schedule(); // not at once: listeners come first
  }

  /** The context's time of the node's first sample, s; NaN as long as it has not run. */
  get startTime() {
    return this.#startTime;
  }

  /** columns delivered, samples analysed, samples that were not finite, columns dropped, and in how many gaps. */
  get stats() {
    return { ...this.#counts };
  }

  /**
   * Says that the sound is over; resolves when the last columns are delivered. The node analyses no more after it.
   * An offline context's sound ends by itself: there it only waits.
   */
  async flush() {
    if (this.#closed) throw stateError('the node is closed');
    if (this.#over || isOffline(this.context)) return this.#ended;
    this.#tell({ type: 'flush' });
    return whileOpen(this.context, this.#ended, ', and the last columns with it: flush first');
  }

  /** Stops analysing for good, and lets go of everything. May be called again. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.disconnect();
    this.#tell({ type: 'close' });
    this.port.onmessage = null;
    this.#unschedule();
    this.#end();
  }

  /** @param {Command} command */
  #tell(command) {
    this.port.postMessage(command, command.type === 'recycle' ? command.buffers.map(({ buffer }) => buffer) : []);
  }

  /** @param {Report} report */
  #hear(report) {
    if (report.type === 'columns') {
      this.#deliver({ ...report, data: report.data.slice(0, report.count * this.#columnLength) });
      this.#used.push(report.data);
      if (this.#used.length === RETURNED) this.#tell({ type: 'recycle', buffers: this.#used.splice(0) });
    } else if (report.type === 'started') {
      this.#startTime = report.frame / this.context.sampleRate;
    } else if (report.type === 'ended') {
      this.#stop();
      this.#counts.samples = report.samples;
      // What was dropped at the very end has no later column to tell of it.
      if (report.columns > this.#next && !this.#closed)
        this.#deliver({ ...this.#counts, data: new Float32Array(), count: 0, firstIndex: report.columns });
    } else if (report.type === 'restarted') {
      this.dispatchEvent(new CustomEvent('restart', { detail: { error: unpackError(report.error) } }));
    } else {
      const { name, message } = report.error;
      this.#fail(failure(`the engine failed again and again: ${name}: ${message}`, 'E_ENGINE'));
    }
  }

  /** Delivers what waits, as nothing more will come. */
  #stop() {
    this.#over = true;
    this.#drain();
    this.#unschedule();
    this.#end();
  }

  /** @param {Error} error */
  #fail(error) {
    this.#stop();
    this.dispatchEvent(new ErrorEvent('error', { error, message: error.message }));
  }

  /** @param {Batch} batch */
  #deliver({ data, count, firstIndex, samples, nonFinite }) {
    const dropped = firstIndex - this.#next;
    const counts = this.#counts;
    counts.columns += count;
    counts.samples = samples;
    counts.nonFinite = nonFinite;
    counts.dropped += dropped;
    if (dropped > 0) counts.gaps++;
    this.#next = firstIndex + count;
    /** @type {ColumnsDetail} */
    const detail = { data, count, bins: this.bins, firstIndex, dropped };
    this.dispatchEvent(new CustomEvent('columns', { detail }));
  }

  #drain() {
    for (let batch; !this.#closed && (batch = this.#ring?.take()); ) this.#deliver(batch);
  }

  // With the frames, for smoothness; and by a timer, because a hidden page gets no frames.
  #poll = () => {
    this.#unschedule();
    this.#drain();
    if (!this.#closed && this.context.state !== 'closed') this.#schedule();
  };

  #schedule() {
    this.#frame = requestAnimationFrame(this.#poll);
    this.#timer = setTimeout(this.#poll, 100);
  }

  #unschedule() {
    if (this.#ring) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
  }
}

/**
 * @param {unknown} options
 * @param {number} sampleRate of the context
 */
async function readOptions(options, sampleRate) {
  const transform = /** @type {NonNullable<NodeOptions['transform']>} */ (bag(options).transform ?? 'spectrogram');
  const kinds = await kindsFor(transform);
  const plansOf = (/** @type {object} */ given) => makePlans('transform', transform, { ...given, sampleRate }, kinds);
  const ofKind = plansOf({}).flatMap(({ kind }) => namesOf(kinds[kind])); // refused where there is no such kind
  const known = [...ofKind, 'transform', 'channel', 'wasm', 'processor', 'signal'];
  const {
    transform: _,
    channel = 0,
    wasm,
    processor,
    signal,
    ...own
  } = /** @type {any} */ (entries(options, known, ofKind));
  if (channel !== 'mix' && typeof channel !== 'number')
    throw typeError(`channel must be a number or 'mix', got ${show(channel)}`);
  if (channel !== 'mix' && !(Number.isInteger(channel) && channel >= 0 && channel < 32)) {
    throw rangeError(`channel must be 'mix' or an integer from 0 to 31, got ${channel}`);
  }
  if ((own.sampleRate ?? sampleRate) !== sampleRate) {
    throw rangeError(`sampleRate must be the audio context's, ${sampleRate}, got ${show(own.sampleRate)}`);
  }
  return { transform, channel, wasm, processor: takeAddress('processor', processor), signal, plans: plansOf(own) };
}

/**
 * The kinds that a transform may name; those for models are loaded where one of its names is not among the others.
 * @param {unknown} transform
 */
async function kindsFor(transform) {
  const names = reading('transform', () => [transform].flat(2).filter((name) => typeof name === 'string'));
  return names.every((name) => name in LIVE) ? LIVE : { ...LIVE, ...(await import('../generated/ml.js')).ML };
}

/**
 * What the processor's analyser will be, tried out here first, where what is wrong with it can be said.
 * @param {WebAssembly.Module} module
 * @param {readonly import('../core/options.js').Plan[]} plans
 */
function tryOut(module, plans) {
  const core = new Core(module);
  const { facts, outputUnit } = factsOf(core, createStream(core, plans));
  return { ...facts, columnLength: outputUnit };
}
