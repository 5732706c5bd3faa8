// Workers by one interface, in pages and in Node, started from their file or from its inline copy.

import { inlineWorker, pageWorker, workerScript } from '../assets.js';

/**
 * @typedef {object} Thread a Worker, of a page or of Node
 * @property {(order: import('./protocol.js').Order) => void} post
 * @property {() => void} terminate
 * @property {(wanted: boolean) => void} keepAlive whether the process should wait for it (Node)
 * @property {(answer: import('./protocol.js').Answer) => void} onAnswer
 * @property {(error: Error) => void} onError
 */

export function defaultWorkers() {
  return Math.max(1, Math.min(8, (globalThis.navigator?.hardwareConcurrency ?? nodeThreads()?.parallelism ?? 2) - 1));
}

/** Node's threads, where there is Node. */
function nodeThreads() {
  if (globalThis.Worker) return undefined;
  const builtin = /** @type {any} */ (globalThis).process?.getBuiltinModule;
  if (!builtin) return undefined;
  return { Worker: builtin('node:worker_threads').Worker, parallelism: builtin('node:os').availableParallelism() };
}

/** Not the program's own: --input-type, for one, is refused to a Worker. */
const NODE_OPTIONS = { execArgv: [] };

/** @returns {Promise<() => Thread>} */
async function fromFile() {
  const node = nodeThreads();
  if (node) return () => nodeThread(new node.Worker(workerScript(), NODE_OPTIONS));
  return () => pageThread(pageWorker());
}

/** @returns {Promise<() => Thread>} */
async function fromInline() {
  const { worker } = await inlineWorker();
  const node = nodeThreads();
  if (node) return () => nodeThread(new node.Worker(worker, { ...NODE_OPTIONS, eval: true }));
  const url = URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }));
  return () => pageThread(new Worker(url, { type: 'module' }));
}

/** How a Worker can be started, the best way first: each gives what starts one, or throws. */
export const WAYS = [fromFile, fromInline];

/** @param {Worker} worker @returns {Thread} */
function pageThread(worker) {
  /** @type {Thread} */
  const thread = {
    post: (order) => worker.postMessage(order),
    terminate: () => worker.terminate(),
    keepAlive: () => {},
    onAnswer: () => {},
    onError: () => {},
  };
  worker.onmessage = (event) => thread.onAnswer(event.data);
  worker.onerror = (event) => {
    event.preventDefault();
    thread.onError(new Error(event.message ?? 'it could not be loaded'));
  };
  return thread;
}

/** @param {any} worker @returns {Thread} */
function nodeThread(worker) {
  /** @type {Thread} */
  const thread = {
    post: (order) => worker.postMessage(order),
    terminate: () => void worker.terminate(),
    keepAlive: (wanted) => (wanted ? worker.ref() : worker.unref()),
    onAnswer: () => {},
    onError: () => {},
  };
  worker.on('message', (/** @type {import('./protocol.js').Answer} */ answer) => thread.onAnswer(answer));
  worker.on('error', (/** @type {Error} */ error) => thread.onError(error));
  return thread;
}
