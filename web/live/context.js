// Audio contexts: whether one is a browser's, live or offline, open; and the audio thread's script in it.

import { inlineProcessor, processorScript } from '../assets.js';
import { failure, notSupported, show, stateError, typeError } from '../base/errors.js';

/** Throws for what is not a browser's own context, and where there is no audio thread. @param {BaseAudioContext} given */
export function checkContext(given) {
  if (!isNative(given)) {
    const advice = "a library's (Tone.js's, for one) is another thing: make the context, and give it to both";
    throw typeError(`audioContext must be an AudioContext or an OfflineAudioContext, got ${show(given)} (${advice})`);
  }
  if (given.audioWorklet) return;
  if (globalThis.isSecureContext === false)
    throw notSupported('AudioWorklet is missing: open the page over https or on localhost', 'E_INSECURE');
  throw notSupported('AudioWorklet is missing: this browser has none', 'E_UNSUPPORTED');
}

/** Whether it is a browser's, of this page or of a frame: its own getter knows. @param {unknown} given */
function isNative(given) {
  const { get } = Object.getOwnPropertyDescriptor(globalThis.BaseAudioContext?.prototype ?? {}, 'sampleRate') ?? {};
  try {
    return typeof (get ? get.call(given) : /** @type {any} */ (given).sampleRate) === 'number';
  } catch {
    return false;
  }
}

/**
 * @param {BaseAudioContext} context of any realm
 * @returns {context is OfflineAudioContext}
 */
export const isOffline = (context) => typeof (/** @type {any} */ (context).startRendering) === 'function';

/** @type {WeakMap<BaseAudioContext, Promise<void>>} a name can be registered only once in a context */
const prepared = new WeakMap();

/** @param {BaseAudioContext} context @param {string | URL} [address] */
export function addProcessor(context, address) {
  if (context.state === 'closed') throw stateError('the audio context is closed');
  let added = prepared.get(context);
  if (!added) {
    added = addModule(context, address).catch((error) => {
      prepared.delete(context);
      throw error;
    });
    prepared.set(context, added);
  }
  return added;
}

/**
 * What the promise gives, unless the context is closed first: of a closed context Chromium never settles it.
 * @template T
 * @param {BaseAudioContext} context
 * @param {Promise<T>} promise
 * @param {string} [lost] what that means
 * @returns {Promise<T>}
 */
export function whileOpen(context, promise, lost = '') {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (context.state !== 'closed') return;
      context.removeEventListener('statechange', check); // the promise may never do so
      reject(stateError(`the audio context is closed${lost}`));
    };
    context.addEventListener('statechange', check);
    check();
    promise.catch(check);
    promise.then(resolve, reject).finally(() => context.removeEventListener('statechange', check));
  });
}

/**
 * @typedef {object} Way where the script may come from
 * @property {string} from
 * @property {() => Promise<{ url: string | URL, free?: () => void }>} way gives an address, and what is to be done when
 *   it was read
 */

/** The best first. @type {readonly Way[]} */
const WAYS = [
  { from: 'its file', way: async () => ({ url: processorScript() }) },
  {
    from: 'its inline copy',
    way: async () => {
      const { processor } = await inlineProcessor();
      const url = URL.createObjectURL(new Blob([processor], { type: 'text/javascript' }));
      return { url, free: () => URL.revokeObjectURL(url) };
    },
  },
  {
    // Chromium takes no blob here in a page from file:
    from: 'its inline copy as a data: address',
    way: async () => {
      const { processor } = await inlineProcessor();
      return { url: `data:text/javascript,${encodeURIComponent(processor)}` };
    },
  },
];

/**
 * Some bundlers leave the file behind, and then there is its inline copy. An address that was given has no other way.
 * @param {BaseAudioContext} context
 * @param {string | URL} [address]
 */
async function addModule(context, address) {
  /** @type {Way} */
  const given = { from: String(address), way: async () => ({ url: /** @type {string} */ (address) }) };
  const reasons = [];
  /** @type {unknown} */
  let cause;
  for (const { from, way } of address === undefined ? WAYS : [given]) {
    if (context.state === 'closed') break; // Chromium hangs when a closed context is given another module
    let place = from;
    try {
      const { url, free } = await way();
      if (from === 'its file') place += `, ${url}`; // that of a copy says nothing
      await context.audioWorklet.addModule(url).finally(free);
      return;
    } catch (error) {
      reasons.push(`from ${place}: ${error}`);
      cause ??= error;
    }
  }
  const advice = address === undefined ? ' (`processor` takes its address)' : '';
  throw failure(`could not load processor.js ${reasons.join('; ')}${advice}`, 'E_LOAD', { cause });
}
