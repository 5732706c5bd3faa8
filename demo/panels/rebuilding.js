// A part of a sound to its magnitudes, and these to sounds again, take by take, in a Worker. Can be stopped at any
// time.
import { workers } from '../views/engine.js';
import { framing } from '../views/transforms/framing.js';
import { takes } from './takes.js';

/**
 * @typedef {object} Result
 * @property {Float32Array<ArrayBuffer>} samples as loud as the original
 * @property {number} peak of them
 * @property {number} convergence spectral convergence: the distance of the take's magnitudes from the original's, as a
 *   share of the latter
 * @property {Float32Array} power of its STFT, calibrated: 0 dB is a full-scale sine
 */
/** @typedef {'waiting' | 'working' | 'ready' | 'stopped'} State */

const FADE = 0.02; // s at both ends of a part: it goes round without a click
const OVERLAP = { least: 2, most: 8 }; // hops a window

/**
 * The frames that magnitudes are taken of: a picture's, without padding.
 * @param {import('../views/analysis.js').Analysis} analysis
 * @param {import('specgram').Engine} engine
 */
export function framingOf(analysis, engine) {
  const { winLength, hopLength: wanted, window } = framing(analysis);
  const [least, most] = [Math.ceil(winLength / OVERLAP.most), Math.floor(winLength / OVERLAP.least)];
  const hopLength = Math.max(least, Math.min(wanted, most));
  return { nFft: engine.nextFastSize(winLength), winLength, hopLength, window };
}

/**
 * A part of a sound, faded at both ends; silence follows one shorter than a frame.
 * @param {import('../sources/source.js').Source} source
 * @param {number} from s
 * @param {number} seconds
 * @param {number} least samples
 * @param {import('specgram').Engine} engine
 */
export function partOf(source, from, seconds, least, engine) {
  const { sampleRate } = source;
  const start = Math.round(from * sampleRate);
  const sound = source.read(start, Math.min(source.length, start + Math.round(seconds * sampleRate)));
  fade(sound, Math.round(Math.min(FADE * sampleRate, sound.length / 4)), engine);
  const part = new Float32Array(Math.max(least, sound.length));
  part.set(sound);
  return part;
}

/** @param {Float32Array} samples @param {number} length of either end @param {import('specgram').Engine} engine */
function fade(samples, length, engine) {
  const rise = engine.windowFunction('hann', Math.max(2, 2 * length));
  const end = samples.length - 1;
  for (let i = 0; i < Math.min(length, samples.length / 2); i++) {
    samples[i] *= rise[i];
    samples[end - i] *= rise[i];
  }
}

const energy = (/** @type {Float32Array} */ list) => list.reduce((sum, x) => sum + x * x, 0);
const peakOf = (/** @type {Float32Array} */ list) => list.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0);

/** Fires 'change' with `detail.key` when a take's state does, and 'error'. */
export class Rebuilding extends EventTarget {
  /** @type {Map<string, Result>} */
  results = new Map();
  /** @type {Map<string, State>} */
  states = new Map();
  /** @type {Map<string, number[]>} convergence before each iteration so far */
  curves = new Map();
  /** @type {import('specgram').Spectrogram | null} of the original */
  magnitudes = null;
  /** @type {Float32Array<ArrayBuffer>} */
  part = new Float32Array(0);
  sampleRate = 44100;
  #job = new AbortController();
  #fullScale = 1; // what a sine of amplitude 1 reads

  /** @param {import('specgram').Engine} engine */
  constructor(engine) {
    super();
    this.engine = engine;
  }

  get busy() {
    return [...this.states.values()].includes('working');
  }

  /**
   * Makes all takes of a part.
   * @param {Float32Array<ArrayBuffer>} part @param {number} sampleRate @param {ReturnType<typeof framingOf>} framing
   *   @param {number} iterations
   */
  async start(part, sampleRate, framing, iterations) {
    this.stop();
    this.results.clear();
    this.part = part;
    this.sampleRate = sampleRate;
    this.framing = framing;
    this.#fullScale = this.#measured(framing);
    this.magnitudes = null;
    await this.resume(iterations);
  }

  /**
   * Makes the takes that are not there; those that iterate, anew where the number differs.
   * @param {number} iterations
   */
  async resume(iterations) {
    this.#job.abort();
    this.#job = new AbortController();
    const { signal } = this.#job;
    const missing = takes.filter(({ key, from }) => !this.results.has(key) || (from && this.iterations !== iterations));
    this.iterations = iterations;
    for (const { key } of missing) {
      this.results.delete(key);
      this.curves.delete(key);
      this.#become(key, 'waiting');
    }
    try {
      const pool = await workers();
      signal.throwIfAborted();
      if (!this.magnitudes) {
        this.#become('original', 'working');
        this.magnitudes = await this.#magnitudesOf(pool, this.part, signal);
      }
      for (const take of missing) {
        this.#become(take.key, 'working');
        const samples = take.make ? await this.#made(take, pool, signal) : this.part;
        this.results.set(take.key, await this.#judged(samples, pool, signal));
        this.#become(take.key, 'ready');
      }
    } catch (error) {
      if (!signal.aborted) {
        this.stop();
        this.dispatchEvent(new CustomEvent('error', { detail: error }));
      }
    }
  }

  /** What is not ready stays undone. */
  stop() {
    this.#job.abort();
    for (const [key, state] of this.states) if (state !== 'ready') this.#become(key, 'stopped');
  }

  /** @param {import('./takes.js').Take} take @param {import('specgram').Pool} pool @param {AbortSignal} signal */
  #made(take, pool, signal) {
    const { winLength, window } = /** @type {NonNullable<typeof this.framing>} */ (this.framing);
    /** @type {number[]} */
    const curve = [];
    if (take.from) this.curves.set(take.key, curve);
    const make = /** @type {NonNullable<typeof take.make>} */ (take.make);
    return make({
      pool,
      signal,
      iterations: this.iterations ?? 0,
      options: { winLength, window, length: this.part.length },
      magnitudes: /** @type {import('specgram').Spectrogram} */ (this.magnitudes),
      onIteration: (i, share) => {
        curve[i] = share;
        this.#tell(take.key);
      },
    });
  }

  /** @param {ReturnType<typeof framingOf>} framing */
  #measured(framing) {
    const analyser = this.engine.analyser('spectrogram', { ...framing, power: 1 });
    const [level] = /** @type {Float64Array} */ (analyser.fullScale);
    analyser.close();
    return level;
  }

  /** @param {import('specgram').Pool} pool @param {Float32Array} samples @param {AbortSignal} signal */
  #magnitudesOf(pool, samples, signal) {
    return pool.spectrogram(samples, { ...this.framing, sampleRate: this.sampleRate, power: 1, signal });
  }

  /**
   * A sound's convergence, and the sound as loud as the original.
   * @param {Float32Array<ArrayBuffer>} samples
   * @param {import('specgram').Pool} pool
   * @param {AbortSignal} signal
   * @returns {Promise<Result>}
   */
  async #judged(samples, pool, signal) {
    const wanted = /** @type {import('specgram').Spectrogram} */ (this.magnitudes).data;
    const { data } = await this.#magnitudesOf(pool, samples, signal);
    const convergence = Math.sqrt(energy(data.map((x, i) => x - wanted[i])) / energy(wanted));
    const loud = Math.sqrt(energy(this.part) / energy(samples)) || 1;
    const matched = samples.map((x) => x * loud);
    fade(matched, Math.round((FADE / 4) * this.sampleRate), this.engine);
    const gain = loud / this.#fullScale;
    return { samples: matched, peak: peakOf(matched), convergence, power: data.map((x) => x * x * gain * gain) };
  }

  /** @param {string} key @param {State} state */
  #become(key, state) {
    this.states.set(key, state);
    this.#tell(key);
  }

  /** @param {string} key */
  #tell(key) {
    this.dispatchEvent(new CustomEvent('change', { detail: { key } }));
  }
}
