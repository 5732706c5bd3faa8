// One training of the network in a Worker of its own: its curves as they grow, what it guesses, and then a model that
// can be asked.

/** @typedef {import('./protocol.js').Answer} Answer */
/** @typedef {import('./protocol.js').Batch} Batch */
/** @typedef {import('./protocol.js').Point} Point */
/** @typedef {import('./protocol.js').Weights} Weights */
/** @typedef {'empty' | 'starting' | 'training' | 'trained' | 'stopped' | 'failed'} State */

/** Fires 'change', and 'failed' with `detail.message`. */
export class Run extends EventTarget {
  /** @type {State} */
  state = 'empty';
  /** @type {Point[]} an epoch each */
  points = [];
  /** @type {number[]} the class that it takes each held-out clip for */
  guesses = [];
  /** @type {number[]} what they are */
  labels = [];
  /** @type {Weights | null} */
  weights = null;
  epochs = 0;
  done = 0;
  /** s */
  seconds = 0;
  #began = 0;
  /** @type {Worker | null} */
  #worker = null;
  #asked = 0;
  /** @type {Map<number, (scores: Float32Array | null) => void>} */
  #waiting = new Map();

  /** @param {boolean} augments whether SpecAugment multiplies its clips */
  constructor(augments) {
    super();
    this.augments = augments;
  }

  get busy() {
    return this.state === 'starting' || this.state === 'training';
  }
  /** Whether it can be asked. */
  get ready() {
    return this.state === 'trained' || this.state === 'stopped';
  }
  /** Of the held-out clips, those that it knows; null before it was tried on them. */
  get accuracy() {
    if (!this.guesses.length) return null;
    return this.guesses.filter((guess, i) => guess === this.labels[i]).length / this.guesses.length;
  }

  /** @param {Omit<import('./protocol.js').Job, 'type' | 'augments'>} job */
  start(job) {
    this.clear();
    this.epochs = job.epochs;
    this.labels = job.heldOut.labels;
    this.#began = performance.now();
    this.#become('starting');
    this.#open().postMessage({ ...job, type: 'train', augments: this.augments });
  }

  /** A model that was trained before. @param {Weights} weights @param {Point[]} points @param {number} classes @param {Batch} heldOut */
  load(weights, points, classes, heldOut) {
    this.clear();
    this.points = points;
    this.epochs = points.length;
    this.labels = heldOut.labels;
    this.#become('starting');
    this.#open().postMessage({ type: 'load', classes, weights, heldOut });
  }

  /** Ends the training; what was learnt stays. */
  stop() {
    if (this.busy) this.#worker?.postMessage({ type: 'stop' });
  }

  /** Forgets all. */
  clear() {
    this.#worker?.terminate();
    this.#worker = null;
    for (const answer of this.#waiting.values()) answer(null);
    this.#waiting.clear();
    this.points = [];
    this.guesses = [];
    this.weights = null;
    this.done = 0;
    this.seconds = 0;
    this.#become('empty');
  }

  /** A probability a class; null where there is no model any more. @param {Float32Array} patch @returns {Promise<Float32Array | null>} */
  ask(patch) {
    const worker = this.#worker;
    if (!worker || !this.ready) return Promise.resolve(null);
    const id = ++this.#asked;
    return new Promise((answer) => {
      this.#waiting.set(id, answer);
      worker.postMessage({ type: 'ask', id, patch });
    });
  }

  #open() {
    const worker = new Worker(new URL('trainer.js', import.meta.url), { type: 'module' });
    this.#worker = worker;
    worker.addEventListener('message', ({ data }) => {
      if (this.#worker === worker) this.#take(/** @type {Answer} */ (data));
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (this.#worker === worker) this.#fail(event.message || 'its files could not be loaded');
    });
    return worker;
  }

  /** @param {Answer} answer */
  #take(answer) {
    if (answer.type === 'scores') {
      this.#waiting.get(answer.id)?.(answer.scores);
      this.#waiting.delete(answer.id);
    } else if (answer.type === 'progress') {
      this.done = answer.done;
      this.seconds = (performance.now() - this.#began) / 1000;
      this.#become('training');
    } else if (answer.type === 'epoch') {
      this.points.push(answer.point);
      this.guesses = answer.guesses;
      this.#become('training');
    } else if (answer.type === 'trained') {
      this.weights = answer.weights;
      this.guesses = answer.guesses;
      this.#become(answer.stopped ? 'stopped' : 'trained');
    } else this.#fail(answer.message);
  }

  /** @param {string} message */
  #fail(message) {
    this.clear();
    this.#become('failed');
    this.dispatchEvent(new CustomEvent('failed', { detail: { message } }));
  }

  /** @param {State} state */
  #become(state) {
    this.state = state;
    this.dispatchEvent(new CustomEvent('change'));
  }
}
