// A whole track to one picture, however long: where there are more columns than pixels, neighbours are joined and the
// loudest kept,
// and zooming in analyses the visible stretch anew. Works in Workers, shows its progress and can be stopped.
import { transforms } from './transforms.js';
import { workers } from '../app/workers.js';

/** @typedef {import('../sources/files.js').Track} Track */
/**
 * @typedef {object} Layer a stretch of the track as columns of `step` joined frames
 * @property {number} from first frame @property {number} to frame after the last @property {number} step
 * @property {Float32Array[]} blocks
 */

const LAYER_BYTES = 128e6;
const BLOCK_BYTES = 8e6;
const FINE = 2; // columns a CSS pixel beyond which more would not be seen

/** Fires 'progress' with `detail.done` from 0 to 1, and 'error'. */
export class Whole extends EventTarget {
  /** @type {Track | null} */
  track = null;
  #bins = 1;
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

  /**
   * @param {import('specgram').Engine} engine @param {import('./view.js').View} view
   * @param {import('../app/settings.js').Settings} settings
   */
  constructor(engine, view, settings) {
    super();
    this.engine = engine;
    this.view = view;
    this.settings = settings;
    view.addEventListener('window', () => {
      clearTimeout(this.#timer);
      if (this.track) this.#timer = setTimeout(() => this.#refine(), 120);
    });
  }

  get busy() {
    return this.#overviewing !== null;
  }
  /** Whether all of the track has been analysed. */
  get complete() {
    return this.#overview !== null;
  }

  /**
   * Analyses all of the track.
   * @param {Track} track
   * @param {boolean} keepsWindow whether the stretch that is shown stays
   */
  async show(track, keepsWindow) {
    this.stop();
    this.track = track;
    const job = new AbortController();
    this.#overviewing = job;
    const duration = track.samples.length / track.sampleRate;
    const { view } = this;
    view.mode = 'whole';
    view.follow(false);
    view.bounds = { start: 0, end: duration };
    const { start, end } = keepsWindow ? view.window : view.bounds;
    const frames = 1 + Math.floor(track.samples.length / this.settings.number('hop'));
    this.#measure();
    /** @type {Layer} */
    const layer = { from: 0, to: frames, step: this.#step(frames), blocks: [] };
    this.#begin(layer);
    view.show(start, end);
    this.#tell(0);
    try {
      await this.#analyse(layer, job.signal, (block, done) => {
        view.renderer?.append(block);
        this.#tell(done);
      });
      this.#overview = layer;
      view.reread();
      this.#refine();
    } catch (error) {
      if (!job.signal.aborted) this.dispatchEvent(new CustomEvent('error', { detail: error }));
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

  /** Lets go of the track. */
  stop() {
    this.cancel();
    clearTimeout(this.#timer);
    this.track = null;
    this.#overview = null;
    this.#shown = null;
  }

  /** How many frames one column joins, when so many are to be shown. @param {number} frames */
  #step(frames) {
    const room = Math.min(FINE * (this.view.renderer?.plot.width || 1200), LAYER_BYTES / 4 / this.#bins);
    return Math.max(1, Math.ceil(frames / Math.max(64, room)));
  }

  /** @type {ArrayLike<number>} */
  #frequencies = [];

  /** Learns what a column will hold. */
  #measure() {
    const { values } = this.settings;
    const { kind, options } = transforms[values.transform];
    const probe = this.engine.analyser(kind, options(values, /** @type {Track} */ (this.track).sampleRate));
    this.#frequencies = probe.frequencies;
    this.#bins = probe.bins;
    probe.close();
  }

  /** Starts the picture of a layer. @param {Layer} layer */
  #begin(layer) {
    const track = /** @type {Track} */ (this.track);
    const { values } = this.settings;
    const hop = Number(values.hop);
    const {
      unit,
      valueRange = null,
      gainDb,
      sharp,
    } = transforms[values.transform].columns(values, track.sampleRate, this.engine);
    this.view.begin({
      unit,
      valueRange,
      gainDb,
      sharp,
      sampleRate: track.sampleRate,
      hopLength: hop * layer.step,
      frequencies: this.#frequencies,
      history: Math.ceil((layer.to - layer.from) / layer.step),
      startTime: ((layer.from + (layer.step - 1) / 2) * hop) / track.sampleRate,
    });
    this.#shown = layer;
  }

  /** Zoomed in beyond the overview: analyses what is in sight; zoomed out again: the overview. */
  async #refine() {
    const { track, view, settings } = this;
    if (!track || !this.#overview || !this.#shown) return;
    const hop = settings.number('hop');
    const { start, end } = view.window;
    const frameAt = (/** @type {number} */ time) => (time * track.sampleRate) / hop;
    const [first, last] = [
      Math.max(0, Math.floor(frameAt(start))),
      Math.min(this.#overview.to, Math.ceil(frameAt(end)) + 1),
    ];
    const step = this.#step(last - first);
    const covers = this.#shown.from <= first && this.#shown.to >= last;
    if (covers && this.#shown.step <= step) return;
    this.#refining?.abort();
    if (step >= this.#overview.step) {
      this.#begin(this.#overview);
      for (const block of this.#overview.blocks) view.renderer?.append(block);
      return;
    }
    const job = new AbortController();
    this.#refining = job;
    const margin = Math.ceil((last - first) / 2);
    /** @type {Layer} */
    const layer = {
      from: Math.max(0, first - margin),
      to: Math.min(this.#overview.to, last + margin),
      step,
      blocks: [],
    };
    try {
      await this.#analyse(layer, job.signal, () => {});
      this.#begin(layer);
      for (const block of layer.blocks) view.renderer?.append(block);
    } catch (error) {
      if (!job.signal.aborted) this.dispatchEvent(new CustomEvent('error', { detail: error }));
    }
  }

  /**
   * Fills a layer, block by block in order, as many at a time as there are Workers.
   * @param {Layer} layer @param {AbortSignal} signal
   * @param {(block: Float32Array, done: number) => void} onBlock
   */
  async #analyse(layer, signal, onBlock) {
    const track = /** @type {Track} */ (this.track);
    const { values } = this.settings;
    const transform = transforms[values.transform];
    const options = { ...transform.options(values, track.sampleRate), ...(transform.centred ? {} : { center: false }) };
    const { hop, fft } = /** @type {Record<string, number>} */ (/** @type {unknown} */ (values));
    const bins = this.#bins;
    const half = transform.centred ? 0 : fft / 2;
    const beside = transform.neighbours(values, track.sampleRate);
    const perBlock = Math.max(1, Math.floor(BLOCK_BYTES / 4 / bins / layer.step)) * layer.step;
    const pool = await workers();
    signal.throwIfAborted();
    const blockAt = async (/** @type {number} */ from) => {
      const to = Math.min(layer.to, from + perBlock);
      const samples = stretch(track.samples, (from - beside) * hop - half, (to + beside - 1) * hop + half);
      const { data } = await pool[transform.method](samples, { ...options, signal });
      const count = to - from + 2 * beside;
      const { unit, make } = transform.columns(values, track.sampleRate, this.engine);
      const columns = make(data, count, from - beside);
      const length = columns.length / count;
      return joined(
        columns.subarray(beside * length, (count - beside) * length),
        to - from,
        bins,
        layer.step,
        unit === 'power',
      );
    };
    /** @type {Promise<Float32Array>[]} */
    const queue = [];
    let ahead = layer.from;
    const fill = () => {
      while (queue.length < 3 && ahead < layer.to) {
        const block = blockAt(ahead);
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

/** Samples from..to, zeros beyond the ends. @param {Float32Array} samples @param {number} from @param {number} to */
function stretch(samples, from, to) {
  const out = new Float32Array(to - from);
  out.set(samples.subarray(Math.max(0, from), Math.min(samples.length, to)), Math.max(0, -from));
  return out;
}

/**
 * Joins every `step` columns to one that has the loudest cell of each bin.
 * @param {Float32Array} data [columns][bins] of power, or [columns][bins][2] of value and power
 * @param {number} columns @param {number} bins @param {number} step @param {boolean} plain whether cells are power
 *   alone
 */
function joined(data, columns, bins, step, plain) {
  if (step === 1) return data;
  const cell = plain ? 1 : 2;
  const count = Math.ceil(columns / step);
  const out = new Float32Array(count * bins * cell);
  for (let column = 0; column < columns; column++) {
    const at = Math.floor(column / step) * bins;
    const from = column * bins;
    for (let bin = 0; bin < bins; bin++) {
      const [power, loudest] = [(from + bin) * cell + cell - 1, (at + bin) * cell + cell - 1];
      if (!(data[power] > out[loudest])) continue;
      out[loudest] = data[power];
      if (!plain) out[loudest - 1] = data[power - 1];
    }
  }
  return out;
}
