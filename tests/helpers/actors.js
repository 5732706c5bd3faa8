// Workers of Node that are played by a test, so that every order of events comes about.
import { EventEmitter } from 'node:events';
import { after } from 'node:test';
import { createPool } from 'specgram';

const threads = /** @type {any} */ (process).getBuiltinModule('node:worker_threads');
const { Worker } = threads;

/** A Worker that does what the test says. */
export class Actor extends EventEmitter {
  /** @type {Actor[]} */
  static made = [];
  /** Whether those made from now on stand. @type {'ready' | 'later' | 'error'} */
  static start = 'ready';
  /** @type {any[]} */
  posted = [];
  ended = 0;
  waitedFor = true;

  constructor() {
    super();
    Actor.made.push(this);
  }

  /** @param {any} order */
  postMessage(order) {
    this.posted.push(structuredClone(order));
    if (order.type !== 'setup' || Actor.start === 'later') return;
    const { start } = Actor;
    queueMicrotask(() => {
      if (start === 'ready') this.emit('message', { type: 'ready' });
      else this.emit('error', new Error('it could not be loaded'));
    });
  }

  /** @param {object} answer to the last job */
  answer(answer) {
    this.emit('message', { id: this.jobs.at(-1).id, ...answer });
  }

  get jobs() {
    return this.posted.filter(({ type }) => type === 'run');
  }

  async terminate() {
    this.ended++;
  }

  ref() {
    this.waitedFor = true;
  }

  unref() {
    this.waitedFor = false;
  }
}

threads.Worker = Actor;
after(() => {
  threads.Worker = Worker;
});

export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** @param {number} workers */
export async function poolOf(workers) {
  Actor.made = [];
  Actor.start = 'ready';
  const pool = /** @type {any} */ (await createPool({ workers }));
  return { pool, actors: Actor.made };
}

/** How a promise stands after what waits has happened. @param {Promise<unknown>} promise */
export async function stateOf(promise) {
  promise.catch(() => {}); // not unhandled in the meantime
  await turn();
  const pending = Symbol('pending');
  const state = await Promise.race([promise, Promise.resolve(pending)]).catch((error) => error);
  return state === pending ? 'pending' : state;
}
