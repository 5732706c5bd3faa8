// A whole source to one picture, however long: where there are more columns than pixels, neighbours are joined and the
// loudest kept, and zooming in analyses the visible stretch anew. Works in Workers, shows its progress and can be
// stopped.
import { axesOf, factsOf, transformOf } from './analysis.js';
import { loadEngine, workers } from './engine.js';

/** @typedef {import('../sources/source.js').Source} Source */
/** @typedef {import('./analysis.js').Analysis} Analysis */
/**
 * @typedef {object} Layer a stretch of the source as columns of `step` joined frames
 * @property {number} from first frame @property {number} to frame after the last @property {number} step
 * @property {Float32Array[]} blocks
 */
/**
 * @typedef {object} Subject what is analysed, how
 * @property {Source} source
 * @property {import('./analysis.js').Transform} transform
 * @property {import('./analysis.js').Facts} facts
 * @property {ReturnType<typeof axesOf>} axes
 */

const LAYER_BYTES = 128e6;
const BLOCK_BYTES = 8e6;
const FINE = 2; // columns a CSS pixel beyond which more would not be seen
const SETTLED = 120; // ms without another zoom before a stretch is analysed anew
const QUEUE = 3; // blocks that are in work at a time

/** Fires 'progress' with `detail.done` from 0 to 1, and 'error'. */
export class Whole extends EventTarget {
  /** @type {Source | null} */
  source = null;
  /** @type {Subject | null} */
  #subject = null;
  /** @type {AbortController | null} */
  #overviewing = null;
  /** @type {AbortController | null} */
  #refining = null;
  /** @type {Layer | null} */
  #overview = null;
  /** @type {Layer | null} what is on screen */
  #shown = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;

  /** @param {import('./figure.js').Figure} figure */
  constructor(figure) {
    super();
    this.figure = figure;
    figure.time.addEventListener('window', () => {
      clearTimeout(this.#timer);
      if (this.source) this.#timer = setTimeout(() => this.#refine(), SETTLED);
    });
  }

  get busy() {
    return this.#overviewing !== null;
  }
  /** Whether all of the source has been analysed. */
  get complete() {
    return this.#overview !== null;
  }

  /**
   * Analyses all of a source.
   * @param {Source} source
   * @param {Analysis} analysis
   * @param {{ start: number, end: number } | null} stretch s in sight; null: everything
   */
  async show(source, analysis, stretch) {
    this.stop();
    this.source = source;
    const job = new AbortController();
    this.#overviewing = job;
    const { figure } = this;
    const { time } = figure;
    time.mode = 'whole';
    time.follow(false);
    time.bounds = { start: 0, end: source.duration };
    this.#tell(0);
    try {
      const engine = await loadEngine();
      job.signal.throwIfAborted();
      const transform = transformOf(analysis.transform);
      const facts = factsOf(engine, analysis, source.sampleRate);
      this.#subject = { source, transform, facts, axes: axesOf(transform, facts, engine) };
      const frames = 1 + Math.floor(source.length / facts.hopLength);
      /** @type {Layer} */
      const layer = { from: 0, to: frames, step: this.#step(frames), blocks: [] };
      this.#begin(layer);
      const { start, end } = stretch ?? time.bounds;
      time.show(start, end);
      await this.#analyse(layer, job.signal, (block, done) => {
        figure.append(block);
        this.#tell(done);
      });
      this.#overview = layer;
      figure.filled();
      void this.#refine();
    } catch (error) {
      if (!job.signal.aborted) {
        if (!this.#subject) figure.empty(); // else it is this sound's, as far as it goes
        this.dispatchEvent(new CustomEvent('error', { detail: error }));
      }
    } finally {
      if (this.#overviewing === job) this.#overviewing = null;
      this.#tell(1);
    }
  }

  /** Stops the analysis; what is drawn stays. */
  cancel() {
    this.#overviewing?.abort();
    this.#refining?.abort();
    this.#overviewing = null;
    this.#refining = null;
  }

  /** Lets go of the source. */
  stop() {
    this.cancel();
    clearTimeout(this.#timer);
    this.source = null;
    this.#subject = null;
    this.#overview = null;
    this.#shown = null;
  }

  /** How many frames one column joins, when so many are to be shown. @param {number} frames */
  #step(frames) {
    const { bins } = /** @type {Subject} */ (this.#subject).facts;
    const room = Math.min(FINE * (this.figure.renderer?.plot.width || 1200), LAYER_BYTES / 4 / bins);
    return Math.max(1, Math.ceil(frames / Math.max(64, room)));
  }

  /** Starts the picture of a layer. @param {Layer} layer @param {boolean} [again] whether it is of the same numbers */
  #begin(layer, again = false) {
    const { axes } = /** @type {Subject} */ (this.#subject);
    this.figure.begin({
      ...axes,
      again,
      hopLength: axes.hopLength * layer.step,
      history: Math.ceil((layer.to - layer.from) / layer.step),
      startTime: ((layer.from + (layer.step - 1) / 2) * axes.hopLength) / axes.sampleRate,
    });
    this.#shown = layer;
  }

  /** Zoomed in beyond the overview: analyses what is in sight; zoomed out again: the overview. */
  async #refine() {
    const { figure } = this;
    const [subject, overview, shown] = [this.#subject, this.#overview, this.#shown];
    if (!subject || !overview || !shown) return;
    const { start, end } = figure.time;
    const frameAt = (/** @type {number} */ s) => (s * subject.source.sampleRate) / subject.facts.hopLength;
    const first = Math.max(0, Math.floor(frameAt(start)));
    const last = Math.min(overview.to, Math.ceil(frameAt(end)) + 1);
    const step = this.#step(last - first);
    const covers = shown.from <= first && shown.to >= last;
    if (covers && shown.step <= step) return;
    this.#refining?.abort();
    if (step >= overview.step) return this.#swap(overview);
    const job = new AbortController();
    this.#refining = job;
    const margin = Math.ceil((last - first) / 2);
    /** @type {Layer} */
    const layer = {
      from: Math.max(0, first - margin),
      to: Math.min(overview.to, last + margin),
      step,
      blocks: [],
    };
    try {
      await this.#analyse(layer, job.signal, () => {});
      this.#swap(layer);
    } catch (error) {
      if (!job.signal.aborted) this.dispatchEvent(new CustomEvent('error', { detail: error }));
    }
  }

  /** Shows another layer of the same numbers. @param {Layer} layer */
  #swap(layer) {
    this.#begin(layer, true);
    for (const block of layer.blocks) this.figure.append(block);
    this.figure.filled();
  }

  /**
   * Fills a layer, block by block in order, as many at a time as there are Workers.
   * @param {Layer} layer @param {AbortSignal} signal
   * @param {(block: Float32Array, done: number) => void} onBlock
   */
  async #analyse(layer, signal, onBlock) {
    const subject = /** @type {Subject} */ (this.#subject);
    const perBlock = Math.max(1, Math.floor(BLOCK_BYTES / 4 / subject.facts.bins / layer.step)) * layer.step;
    const pool = await workers();
    signal.throwIfAborted();
    /** @type {Promise<Float32Array>[]} */
    const queue = [];
    let ahead = layer.from;
    const fill = () => {
      while (queue.length < QUEUE && ahead < layer.to) {
        const block = blockOf(pool, subject, ahead, Math.min(layer.to, ahead + perBlock), layer.step, signal);
        block.catch(() => {}); // it is awaited below, or stopped with the others
        queue.push(block);
        ahead += perBlock;
      }
    };
    for (let done = layer.from; done < layer.to; done += perBlock) {
      fill();
      const block = await /** @type {Promise<Float32Array>} */ (queue.shift());
      signal.throwIfAborted();
      layer.blocks.push(block);
      onBlock(block, Math.min(1, (done + perBlock - layer.from) / (layer.to - layer.from)));
    }
  }

  /** @param {number} done */
  #tell(done) {
    this.dispatchEvent(new CustomEvent('progress', { detail: { done } }));
  }
}

/**
 * The columns of frames from..to, each joined of `step`.
 * @param {import('specgram').Pool} pool
 * @param {Subject} subject
 * @param {number} from
 * @param {number} to
 * @param {number} step
 * @param {AbortSignal} signal
 */
async function blockOf(pool, { source, transform, facts }, from, to, step, signal) {
  const { bins, hopLength, rowLength, sampleRate, unit } = facts;
  const [[kind, options], ...others] = facts.stages;
  const half = transform.centred ? 0 : options.nFft / 2;
  const beside = transform.neighbours?.(facts) ?? 0;
  const samples = source.read((from - beside) * hopLength - half, (to + beside - 1) * hopLength + half);
  const first = [kind, transform.centred ? options : { ...options, center: false }];
  const chain = /** @type {Parameters<typeof pool.analyse>[1]} */ ([first, ...others]);
  const { data } = await pool.analyse(samples, chain, { sampleRate, signal });
  const wanted = data.subarray(beside * rowLength, (to - from + beside) * rowLength);
  return joined(wanted, to - from, rowLength / bins, bins, step, unit === 'complex');
}

/**
 * Joins every `step` columns to one that has the loudest cell of each bin.
 * @param {Float32Array} data [columns][bins] of levels, [columns][bins][2] of re and im, or of value and power
 * @param {number} columns
 * @param {number} cell numbers that make one
 * @param {number} bins
 * @param {number} step
 * @param {boolean} isComplex
 */
function joined(data, columns, cell, bins, step, isComplex) {
  if (step === 1) return data;
  const count = Math.ceil(columns / step);
  const out = new Float32Array(count * bins * cell);
  const loudest = new Float32Array(count * bins).fill(-Infinity);
  for (let column = 0; column < columns; column++) {
    const place = Math.floor(column / step) * bins;
    for (let bin = 0; bin < bins; bin++) {
      const at = (column * bins + bin) * cell;
      const level = isComplex ? data[at] * data[at] + data[at + 1] * data[at + 1] : data[at + cell - 1];
      if (!(level > loudest[place + bin])) continue;
      loudest[place + bin] = level;
      for (let part = 0; part < cell; part++) out[(place + bin) * cell + part] = data[at + part];
    }
  }
  return out;
}
