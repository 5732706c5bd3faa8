// Sound as it comes to what a model of fixed windows (Whisper) would be given of the last one, whenever it is asked:
// frames are kept, those that the window's edges change are computed anew, and the maximum is that of the moment.

import { stateError } from '../base/errors.js';
import { closing } from '../base/closing.js';
import { takeSamples } from '../base/samples.js';

/**
 * @typedef {import('../engine/engine.js').Engine} Engine
 * @typedef {import('./clip.js').Rows} Rows
 */

const EDGE = 4; // frames that an edge may reach

export class Snapshot extends /* @__PURE__ */ closing(class {}) {
  #engine;
  #chain;
  #finish;
  #analyser;
  #window;
  #hop;
  #bins;
  #sampleRate;
  /** The last samples, sample i at i mod length. */
  #samples;
  /** The last frames, frame t at t mod their number. */
  #frames;
  #heard = 0;
  #made = 0;
  #closed = false;
  /** @type {import('../live/synthesiser.js').Synthesiser | undefined} of sound at another rate */
  #resampler;

  /**
   * @param {Engine} engine
   * @param {import('./table.js').Row} row
   * @param {number} rate Hz of what will be pushed
   * @param {(rows: Rows) => { data: Float32Array<ArrayBuffer>, shape: number[] }} finish
   */
  constructor(engine, { chain, wave, sampleRate }, rate, finish) {
    super();
    this.#engine = engine;
    this.#chain = /** @type {any} */ (chain);
    this.#finish = finish;
    this.#sampleRate = sampleRate;
    this.#window = /** @type {any} */ (wave)[0][1].length;
    this.#analyser = engine.analyser(this.#chain, { sampleRate });
    this.#hop = this.#analyser.hopLength;
    this.#bins = this.#analyser.bins;
    this.#samples = new Float32Array(this.#window + EDGE * this.#hop);
    this.#frames = new Float32Array((this.#window / this.#hop) * this.#bins);
    if (rate !== sampleRate) this.#resampler = engine.synthesiser('resample', { from: rate, to: sampleRate });
  }

  /** Takes a chunk of any length. @param {Float32Array | Float64Array | readonly number[]} chunk */
  push(chunk) {
    const { samples } = takeSamples(chunk);
    if (this.#resampler) this.#resampler.push(samples, (made) => this.#take(made));
    else this.#take(samples);
  }

  /** @param {Float32Array | Float64Array} samples at the model's rate */
  #take(samples) {
    const room = this.#samples.length;
    for (let i = Math.max(0, samples.length - room); i < samples.length; i++)
      this.#samples[(this.#heard + i) % room] = samples[i];
    const frames = this.#window / this.#hop;
    this.#analyser.push(samples, (column) => {
      this.#frames.set(column, (this.#made++ % frames) * this.#bins);
    });
    this.#heard += samples.length;
  }

  /** What the model is given of the last window, as extract gives it. */
  snapshot() {
    if (this.#closed) throw stateError('the preset is closed');
    const [hop, bins, frames] = [this.#hop, this.#bins, this.#window / this.#hop];
    const first = Math.max(0, Math.ceil((this.#heard - this.#window) / hop)); // frame at which the window begins
    const heard = this.#heard - first * hop;
    const data = new Float32Array(frames * bins);
    for (let t = first; t < this.#made; t++) data.set(this.#frameAt(t), (t - first) * bins);
    // the end: frames that reach beyond what was heard, and one of silence for all behind
    const from = Math.max(0, Math.min(frames, Math.floor(heard / hop) + 1) - 2 * EDGE);
    const zeros = Math.min(3 * EDGE * hop, this.#window - heard); // a full window is mirrored at its end
    const end = this.#analyse(first + from, heard - from * hop, zeros);
    for (let t = from + (from === 0 ? 0 : EDGE); t < frames; t++) {
      const at = Math.min(t - from, end.length / bins - 1);
      data.set(end.subarray(at * bins, (at + 1) * bins), t * bins);
    }
    // the beginning: frames that are mirrored there
    if (first > 0) data.set(this.#analyse(first, 2 * EDGE * hop, 0).subarray(0, EDGE * bins), 0);
    return this.#finish({ data, frames, bins, valid: frames, length: heard });
  }

  /** Forgets all sound. */
  reset() {
    this.#analyser.reset();
    this.#resampler?.reset();
    this.#heard = 0;
    this.#made = 0;
  }

  /** Gives the memory back. */
  close() {
    this.#closed = true;
    this.#analyser.close();
    this.#resampler?.close();
  }

  /** @param {number} t */
  #frameAt(t) {
    const at = (t % (this.#window / this.#hop)) * this.#bins;
    return this.#frames.subarray(at, at + this.#bins);
  }

  /** Frames of so many samples from a frame's own on, and zeros. @param {number} frame @param {number} count @param {number} zeros */
  #analyse(frame, count, zeros) {
    const samples = new Float32Array(Math.max(1, count + zeros));
    for (let i = 0; i < count; i++) samples[i] = this.#samples[(frame * this.#hop + i) % this.#samples.length];
    return this.#engine.analyse(samples, this.#chain, { sampleRate: this.#sampleRate }).data;
  }
}
