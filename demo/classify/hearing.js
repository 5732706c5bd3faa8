// What the microphone hears, a second at a time, put to the model: scores that move with it.
import { LENGTH, patchOf, RATE } from './patch.js';
import { atModelRate } from './rate.js';

const EACH = 200; // ms
const QUIET = 0.003; // of full scale, -50 dB: nothing is said of less
const SURE = 0.5;
const NEW = 0.5; // share of the newest scores in those that are shown

/** Fires 'heard' with `detail`: the patch, the scores, and the class that is heard (-1: none, or none surely). */
export class Hearing extends EventTarget {
  /** @type {Float32Array | null} */
  #scores = null;
  #running = false;

  /**
   * @param {import('specgram').Engine} engine
   * @param {import('../sources/capture.js').Capture} capture
   * @param {import('./run.js').Run} run
   */
  constructor(engine, capture, run) {
    super();
    this.engine = engine;
    this.capture = capture;
    this.run = run;
  }

  async start() {
    this.#running = true;
    while (this.#running) {
      const began = performance.now();
      await this.#listen();
      await new Promise((done) => {
        setTimeout(done, Math.max(20, began + EACH - performance.now()));
      });
    }
  }

  stop() {
    this.#running = false;
  }

  async #listen() {
    const { recording } = this.capture;
    const { sampleRate, length } = recording;
    const heard = recording.read(length - Math.ceil((sampleRate * LENGTH) / RATE), length);
    const samples = new Float32Array(LENGTH);
    samples.set((await atModelRate(heard, sampleRate)).subarray(0, LENGTH));
    let peak = 0;
    for (const x of samples) peak = Math.max(peak, Math.abs(x));
    const patch = patchOf(this.engine, samples);
    const quiet = peak < QUIET;
    const scores = quiet ? null : await this.run.ask(patch.data);
    if (!this.#running) return;
    this.#scores = scores && this.#mixed(scores);
    const first = this.#scores ? this.#scores.indexOf(Math.max(...this.#scores)) : -1;
    const sure = this.#scores && this.#scores[first] >= SURE ? first : -1;
    this.dispatchEvent(new CustomEvent('heard', { detail: { patch, scores: this.#scores ?? [], first: sure, quiet } }));
  }

  /** @param {Float32Array} scores */
  #mixed(scores) {
    const before = this.#scores;
    return before ? scores.map((score, i) => NEW * score + (1 - NEW) * before[i]) : scores;
  }
}
