// Workers by one interface, in pages and in Node, started from their file, from its inline copy or from an address.

import { inlineWorker, nodeWorkerScript, pageWorker } from '../assets.js';
import { typeError } from '../base/errors.js';

/**
 * @typedef {object} Thread a Worker, of a page or of Node
 * @property {(order: import('./protocol.js').Order, transfer?: ArrayBuffer[]) => void} post
 * @property {() => void} terminate
 * @property {(wanted: boolean) => void} keepAlive whether the process should wait for it (Node)
 * @property {(answer: import('./protocol.js').Answer) => void} onAnswer
 * @property {(error: Error) => void} onError
 *
 * @typedef {{ from: string, way: () => Promise<() => Thread> }} Way gives what starts a Worker, or throws; and where
 *   it comes from
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
  if (node) return () => nodeThread(new node.Worker(nodeWorkerScript(), NODE_OPTIONS));
  return () => pageThread(pageWorker());
}

/** @param {string | URL} address @returns {Promise<() => Thread>} */
async function fromAddress(address) {
  const node = nodeThreads();
  if (!node) return () => pageThread(new Worker(address));
  const file = String(address).startsWith('file:') ? new URL(address) : address; // Node takes paths as text
  return () => nodeThread(new node.Worker(file, NODE_OPTIONS));
}

/** @returns {Promise<() => Thread>} */
async function fromInline() {
  const { worker } = await inlineWorker();
  const node = nodeThreads();
  if (node) return () => nodeThread(new node.Worker(worker, { ...NODE_OPTIONS, eval: true }));
  return () => {
    const url = URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }));
    try {
      // a classic one: a page of an opaque origin, as a sandboxed iframe or file:, may not load a module from a blob
      return pageThread(new Worker(url), () => URL.revokeObjectURL(url));
    } catch (error) {
      URL.revokeObjectURL(url);
      throw error;
    }
  };
}

/**
 * How a Worker can be started, the best way first. Its file must be of the page's own origin, and some bundlers leave
 * it behind: then there is the inline copy. An address that was given has no other way.
 * @param {string | URL | undefined} address
 * @returns {Way[]}
 */
export function waysFrom(address) {
  if (address !== undefined) return [{ from: String(address), way: () => fromAddress(address) }];
  return [
    { from: 'its file', way: fromFile },
    { from: 'its inline copy', way: fromInline },
  ];
}

const UNREADABLE = 'a message could not be read, as where memory is full';

/**
 * @param {Worker} worker
 * @param {() => void} [onLoaded] it stands, or will not
 * @returns {Thread}
 */
function pageThread(worker, onLoaded = () => {}) {
  /** @type {Thread} */
  const thread = {
    post: (order, transfer = []) => worker.postMessage(order, transfer),
    terminate: () => {
      onLoaded();
      worker.terminate();
    },
    keepAlive: () => {},
    onAnswer: () => {},
    onError: () => {},
  };
  worker.onmessage = (event) => {
    onLoaded();
    thread.onAnswer(event.data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    thread.onError(new Error(event.message ?? 'it could not be loaded'));
  };
  worker.onmessageerror = () => thread.onError(new Error(UNREADABLE));
  return thread;
}

/** @param {any} worker @returns {Thread} */
function nodeThread(worker) {
  /** @type {Thread} */
  const thread = {
    post: (order, transfer = []) => worker.postMessage(order, transfer),
    terminate: () => void worker.terminate(),
    keepAlive: (wanted) => (wanted ? worker.ref() : worker.unref()),
    onAnswer: () => {},
    onError: () => {},
  };
  worker.on('message', (/** @type {import('./protocol.js').Answer} */ answer) => thread.onAnswer(answer));
  worker.on('error', (/** @type {Error} */ error) => thread.onError(error));
  worker.on('messageerror', () => thread.onError(new Error(UNREADABLE)));
  return thread;
}

/** What cannot be told to a Worker. @param {unknown} error of who copies it */
export const unposted = (error) =>
  typeError(`what was given cannot be posted to a Worker: ${/** @type {Error} */ (error).message}`);
