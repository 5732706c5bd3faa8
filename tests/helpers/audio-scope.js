// What SpectrogramNode and its processor find in a page and on its audio thread, for tests in Node: a context, the
// node's base, ports whose messages are copied and come later, animation frames that the test lets pass, and quanta of
// sound.

/** @type {any} */
const scope = globalThis;

/** One end of a channel of messages. */
class Port {
  /** @type {Port} */
  #other = this;
  /** What was posted here. @type {any[]} */
  posted = [];
  closed = false;
  /** @type {((event: { data: any }) => void) | null} */
  onmessage = null;

  static pair() {
    const [a, b] = [new Port(), new Port()];
    a.#other = b;
    b.#other = a;
    return [a, b];
  }

  /** @param {any} message @param {any[]} [transfer] */
  postMessage(message, transfer = []) {
    if (this.closed) return;
    const data = structuredClone(message, { transfer });
    this.posted.push(structuredClone(data));
    setImmediate(() => {
      if (!this.#other.closed) this.#other.onmessage?.({ data });
    });
  }

  close() {
    this.closed = true;
  }
}

/** Messages on their way arrive, and what waits for them goes on. */
export const settle = async () => {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** How addModule fails, one a call, or a promise of it; then it works. @type {(Error | Promise<Error>)[]} */
export const failures = [];

class Context extends EventTarget {
  state = 'running';
  /** @type {string[]} */
  modules = [];
  audioWorklet = {
    addModule: async (/** @type {string | URL} */ url) => {
      this.modules.push(String(url));
      const error = await failures.shift();
      if (error) throw error;
      await import('specgram/processor.js');
    },
  };

  /** @param {{ sampleRate?: number, length?: number }} [options] */
  constructor({ sampleRate = 8000, length } = {}) {
    super();
    this.sampleRate = sampleRate;
    this.length = length;
  }

  close() {
    this.state = 'closed';
    this.dispatchEvent(new Event('statechange'));
  }
}

scope.AudioContext = class AudioContext extends Context {};
scope.OfflineAudioContext = class OfflineAudioContext extends Context {
  async startRendering() {}
};

/** @type {any} */
let Processor;
/** @type {Port} */
let portOfNext;
scope.AudioWorkletProcessor = class {
  port = portOfNext;
};
scope.registerProcessor = (/** @type {string} */ _, /** @type {any} */ Class) => {
  Processor = Class;
};
scope.currentFrame = 0;
scope.currentTime = 0;

scope.AudioWorkletNode = class AudioWorkletNode extends EventTarget {
  connected = true;

  constructor(/** @type {any} */ context, /** @type {string} */ _, /** @type {any} */ { processorOptions }) {
    super();
    this.context = context;
    [this.port, portOfNext] = Port.pair();
    scope.sampleRate = context.sampleRate;
    this.processor = new Processor({ processorOptions: structuredClone(processorOptions) });
  }

  disconnect() {
    this.connected = false;
  }
};
scope.ErrorEvent ??= class ErrorEvent extends Event {
  constructor(/** @type {string} */ type, /** @type {any} */ { error, message }) {
    super(type);
    this.error = error;
    this.message = message;
  }
};

/** Animation frames that were asked for. @type {Map<number, () => void>} */
export const frames = new Map();
let nextFrame = 1;
scope.requestAnimationFrame = (/** @type {() => void} */ call) => {
  frames.set(nextFrame, call);
  return nextFrame++;
};
scope.cancelAnimationFrame = (/** @type {number} */ id) => frames.delete(id);

/** The next animation frame. */
export function passFrame() {
  const calls = [...frames.values()];
  frames.clear();
  for (const call of calls) call();
}

/**
 * Plays channels to a node from a frame on; what the processor gives out must be what came in.
 * @param {any} node @param {Float32Array[]} channels @param {{ from?: number, quantum?: number, samples?: number }}
 *   [options] samples: how long, where there are no channels
 * @returns {boolean} whether the processor wants to go on
 */
export function play(node, channels, { from = 0, quantum = 128, samples = channels[0]?.length ?? 0 } = {}) {
  let lives = true;
  for (let at = 0; at < samples; at += quantum) {
    scope.currentFrame = from + at;
    scope.currentTime = scope.currentFrame / node.context.sampleRate;
    const input = channels.map((x) => {
      const part = new Float32Array(quantum);
      part.set(x.subarray(at, at + quantum));
      return part;
    });
    const output = channels.length > 0 ? channels.map(() => new Float32Array(quantum)) : [new Float32Array(quantum)];
    lives = node.processor.process([input], [output]);
    for (let c = 0; c < input.length; c++)
      if (output[c].some((value, i) => !Object.is(value, input[c][i]))) throw new Error('the sound does not pass');
  }
  return lives;
}

/** Lets the page run as with memory that is shared. @param {() => Promise<void>} run */
export async function isolated(run) {
  Object.assign(globalThis, { crossOriginIsolated: true });
  try {
    await run();
  } finally {
    Object.assign(globalThis, { crossOriginIsolated: false });
  }
}

/** Timers that Node waits for. */
export const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
