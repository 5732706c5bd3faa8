// A whole track to one picture, however long: where there are more columns than pixels, neighbours are joined and the loudest kept,
// and zooming in analyses the visible stretch anew. Works in Workers, shows its progress and can be stopped.
import { createPool } from 'specgram';
import { gainOf, transforms } from './transforms.js';

/** @typedef {import('./files.js').Track} Track */
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
  /** @type {Promise<import('specgram').Pool> | null} */
  #pool = null;
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
   * @param {import('./settings.js').Settings} settings
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

  get busy() { return this.#overviewing !== null; }
  /** Whether all of the track has been analysed. */
  get complete() { return this.#overview !== null; }

  /** Analyses all of the track. @param {Track} track @param {boolean} keepsWindow whether the stretch that is shown stays */
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
    /** @type {Layer} */
    const layer = { from: 0, to: frames, step: this.#step(frames), blocks: [] };
    this.#begin(layer);
    view.show(start, end);
    this.#tell(0);
    try {
      await this.#analyse(layer, job.signal, (block, count, done) => {
        view.renderer?.append(block, count);
        this.#tell(done);
      });
      this.#overview = layer;
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
    const room = Math.min(FINE * (this.view.renderer?.plot.width || 1200), LAYER_BYTES / 4 / this.#bins());
    return Math.max(1, Math.ceil(frames / Math.max(64, room)));
  }

  #bins() {
    const { values } = this.settings;
    return values.transform === 'mel' ? Number(values.mels) : Number(values.fft) / 2 + 1;
  }

  /** Starts the picture of a layer. @param {Layer} layer */
  #begin(layer) {
    const track = /** @type {Track} */ (this.track);
    const { values } = this.settings;
    const hop = Number(values.hop);
    const probe = this.engine.analyser(transforms[values.transform].kind, transforms[values.transform].options(values, track.sampleRate));
    const { frequencies } = probe;
    probe.close();
    this.view.begin({
      sampleRate: track.sampleRate, hopLength: hop * layer.step, frequencies, history: Math.ceil((layer.to - layer.from) / layer.step),
      gainDb: gainOf(this.engine, values), startTime: ((layer.from + (layer.step - 1) / 2) * hop) / track.sampleRate,
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
    const [first, last] = [Math.max(0, Math.floor(frameAt(start))), Math.min(this.#overview.to, Math.ceil(frameAt(end)) + 1)];
    const step = this.#step(last - first);
    const covers = this.#shown.from <= first && this.#shown.to >= last;
    if (covers && this.#shown.step <= step) return;
    this.#refining?.abort();
    if (step >= this.#overview.step) {
      this.#begin(this.#overview);
      for (const block of this.#overview.blocks) view.renderer?.append(block, block.length / this.#bins());
      return;
    }
    const job = new AbortController();
    this.#refining = job;
    const margin = Math.ceil((last - first) / 2);
    /** @type {Layer} */
    const layer = { from: Math.max(0, first - margin), to: Math.min(this.#overview.to, last + margin), step, blocks: [] };
    try {
      await this.#analyse(layer, job.signal, () => {});
      this.#begin(layer);
      for (const block of layer.blocks) view.renderer?.append(block, block.length / this.#bins());
    } catch (error) {
      if (!job.signal.aborted) this.dispatchEvent(new CustomEvent('error', { detail: error }));
    }
  }

  /**
   * Fills a layer, block by block in order, as many at a time as there are Workers.
   * @param {Layer} layer @param {AbortSignal} signal
   * @param {(block: Float32Array, count: number, done: number) => void} onBlock
   */
  async #analyse(layer, signal, onBlock) {
    const track = /** @type {Track} */ (this.track);
    const { values } = this.settings;
    const transform = transforms[values.transform];
    const options = { ...transform.options(values, track.sampleRate), center: false };
    const { hop, fft } = /** @type {Record<string, number>} */ (/** @type {unknown} */ (values));
    const bins = this.#bins();
    const perBlock = Math.max(1, Math.floor(BLOCK_BYTES / 4 / bins / layer.step)) * layer.step;
    this.#pool ??= createPool();
    const pool = await this.#pool;
    signal.throwIfAborted();
    const blockAt = async (/** @type {number} */ from) => {
      const to = Math.min(layer.to, from + perBlock);
      const samples = stretch(track.samples, from * hop - fft / 2, (to - 1) * hop + fft / 2);
      const { data } = await pool[transform.method](samples, { ...options, signal });
      return joined(data, to - from, bins, layer.step);
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
      onBlock(block, block.length / bins, Math.min(1, (done + perBlock - layer.from) / (layer.to - layer.from)));
    }
  }

  /** @param {number} done */
  #tell(done) { this.dispatchEvent(new CustomEvent('progress', { detail: { done } })); }
}

/** Samples from..to, zeros beyond the ends. @param {Float32Array} samples @param {number} from @param {number} to */
function stretch(samples, from, to) {
  const out = new Float32Array(to - from);
  out.set(samples.subarray(Math.max(0, from), Math.min(samples.length, to)), Math.max(0, -from));
  return out;
}

/**
 * Joins every `step` rows to one that has the loudest value of each bin.
 * @param {Float32Array} data [rows, bins] @param {number} rows @param {number} bins @param {number} step
 */
function joined(data, rows, bins, step) {
  if (step === 1) return data;
  const count = Math.ceil(rows / step);
  const out = new Float32Array(count * bins);
  for (let row = 0; row < rows; row++) {
    const at = Math.floor(row / step) * bins;
    const from = row * bins;
    for (let bin = 0; bin < bins; bin++) {
      if (data[from + bin] > out[at + bin]) out[at + bin] = data[from + bin];
    }
  }
  return out;
}
