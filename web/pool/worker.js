// A Worker of the pool: one engine, one job at a time, in slices between which it listens.

import { Engine } from '../engine/engine.js';
import { kinds, steps } from '../features/features.js';
import { packError } from '../base/errors.js';
import { perform, survey } from './perform.js';
import { Spectrogram } from '../base/spectrogram.js';
import { isShared } from './target.js';

/**
 * @typedef {import('./protocol.js').Order} Order
 * @typedef {import('./protocol.js').Answer} Answer
 * @typedef {import('./protocol.js').Payload} Payload
 */

const SLICE = 50; // ms of work between two looks at the messages; also the time between two reports

/** Node's workers have their port elsewhere. @type {any} */
const port =
  /** @type {any} */ (globalThis).process?.getBuiltinModule?.('node:worker_threads')?.parentPort ?? globalThis;

/** @param {Answer} answer @param {ArrayBuffer[]} [transfer] */
const post = (answer, transfer = []) => port.postMessage(answer, transfer);

/** @type {Engine} */
let engine;
let cancelled = -1;

port.onmessage = (/** @type {MessageEvent<Order>} */ { data: order }) => {
  if (order.type === 'cancel') {
    cancelled = order.id;
  } else if (order.type === 'run') {
    run(order);
  } else {
    engine = new Engine(order.module, /** @type {any} */ ({ kinds, steps })); // presets are no methods of the pool
    post({ type: 'ready' });
  }
};

// An order that cannot be read is of nobody knows which job: the pool hears of the error, and that this Worker died.
port.onmessageerror = () => {
  throw new Error('an order could not be read');
};

/** @param {Extract<Order, { type: 'run' }>} order */
async function run({ id, method, given, iterations, length, part, out }) {
  let sliceEnd = performance.now() + SLICE;
  const rest = async () => {
    await nextTask();
    if (cancelled === id) throw new Error('cancelled');
    sliceEnd = performance.now() + SLICE;
  };
  /** @type {number[]} of the iterations since the last report */
  let convergence = [];
  if (out) given[given.length - 1].out = out;
  if (iterations)
    given[given.length - 1].onIteration = (/** @type {number} */ _, /** @type {number} */ value) =>
      void convergence.push(value);
  const report = (/** @type {number} */ done, /** @type {number} */ total) => {
    post({ type: 'progress', id, done, total, convergence });
    convergence = [];
  };
  let all = 0;
  try {
    if (length !== undefined)
      return post({ type: 'result', id, result: survey(engine, method, given, length), spectrogram: false });
    const result = await perform(
      engine,
      method,
      given,
      ({ done, total }) => {
        all = total;
        if (performance.now() < sliceEnd) return undefined;
        report(done, total);
        return rest();
      },
      part?.stretch,
    );
    report(all, all);
    if (part) tellOwn(result, given[0], part);
    const spectrogram = result instanceof Spectrogram;
    post({ type: 'result', id, result: spectrogram ? { ...result } : result, spectrogram }, buffersOf(result));
  } catch (error) {
    post({ type: 'error', id, error: packError(error) });
  }
}

/** After the messages that wait. @returns {Promise<void>} */
function nextTask() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

const SAMPLE_MAX = Math.fround(1e12); // the core's SG_SAMPLE_MAX

/**
 * Of the samples that were not let in a part tells its own alone: other parts tell of the others.
 * @param {any} result
 * @param {ArrayLike<number>} samples
 * @param {import('./parts.js').Part} part
 */
function tellOwn(result, samples, { begin, first, last }) {
  if (result.nonFinite === 0) return;
  result.nonFinite = 0;
  for (let i = first - begin; i < last - begin; i++)
    if (!(Math.abs(Math.fround(samples[i])) <= SAMPLE_MAX)) result.nonFinite++;
}

/** @param {Payload} result */
function buffersOf(result) {
  const arrays = ArrayBuffer.isView(result)
    ? [result]
    : Object.values(result).filter((value) => ArrayBuffer.isView(value));
  return arrays.filter((array) => !isShared(array)).map((array) => /** @type {ArrayBuffer} */ (array.buffer));
}
