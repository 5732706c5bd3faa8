// On the audio thread nothing allocates, waits or throws: counted for every transform that goes live, with the audio
// thread's half of SpectrogramNode called as a browser calls it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getHeapStatistics } from 'node:v8';
import { ANALYSES } from '../helpers/registry.js';
import { signal } from '../helpers/signals.js';

const RATE = 48000;
const WARM = 4000; // quanta until V8 has compiled all of it
const ROUND = 1000; // quanta
const ROUNDS = 8;
const MOST = 40; // rounds, until one leaves nothing: what each quantum makes would be in all of them
const LOOK = 128; // bytes that looking at the heap may make itself; a round's columns would make 3000 at least

/** The scope of a page and that of its AudioWorklet, as far as the two halves look at them. @type {any} */
const scope = globalThis;
/** @type {any} */
let setup;
/** @type {(message: any) => void} */
let hear = () => {};
Object.assign(scope, {
  AudioWorkletNode: class extends EventTarget {
    port = { postMessage() {} };
    /** @param {any} _context @param {string} _name @param {any} options */
    constructor(_context, _name, options) {
      super();
      setup = options.processorOptions;
    }
    disconnect() {}
  },
  requestAnimationFrame: () => 0,
  cancelAnimationFrame() {},
  AudioWorkletProcessor: class {
    port = { postMessage: (/** @type {any} */ message) => hear(message), close() {} };
  },
  registerProcessor: (/** @type {string} */ _name, /** @type {any} */ Processor) => {
    scope.Processor = Processor;
  },
  sampleRate: RATE,
  currentFrame: 0,
  currentTime: 0,
});
const { SpectrogramNode } = await import('specgram');
await import(new URL('../../dist/processor.js', import.meta.url).href);

const context = /** @type {any} */ ({
  audioWorklet: { addModule: async () => {} },
  sampleRate: RATE,
  addEventListener() {},
  removeEventListener() {},
});

/** What inputs[0] may be: sound, no channel at all, and what is not finite, too loud or too faint. */
const INPUTS = Array.from({ length: 100 }, (_, i) => {
  const samples = signal(128, i + 1);
  if (i % 10 === 3) return [];
  if (i % 10 === 5) samples.set([Number.NaN, Infinity, -Infinity, 1e38, 1e-40], 7 * (i % 9));
  return [samples];
});

/**
 * A processor as SpectrogramNode makes it, and a page that takes what it gives without making anything itself.
 * @param {string} transform @param {boolean} shared
 */
async function start(transform, shared) {
  scope.crossOriginIsolated = shared;
  (await SpectrogramNode.create(context, /** @type {any} */ ({ transform }))).close();
  assert.equal(setup.memory !== null, shared);
  const counters = new Int32Array(setup.memory ?? 8, 0, 2); // of the ring: columns written and taken
  const given = { type: 'recycle', buffers: [/** @type {any} */ (null)] };
  const heard = { columns: 0, others: /** @type {any[]} */ ([]) };
  const processor = new scope.Processor({ processorOptions: setup });
  hear = (message) => {
    if (message.type === 'columns') {
      heard.columns += message.count;
      given.buffers[0] = message.data;
      processor.obey(given);
    } else heard.others.push(message);
  };
  const inputs = /** @type {Float32Array[][]} */ ([[]]);
  const outputs = [[new Float32Array(128)]];
  const run = (/** @type {number} */ quanta) => {
    for (let i = 0; i < quanta; i++) {
      inputs[0] = INPUTS[i % INPUTS.length];
      processor.process(inputs, outputs);
      scope.currentFrame += 128;
      heard.columns += counters[0] - counters[1];
      counters[1] = counters[0];
    }
  };
  return { processor, heard, run };
}

const heapUsed = () => getHeapStatistics().used_heap_size;

/** Bytes that quanta leave on the heap; of some rounds the one with the least. */
function bytesOf(/** @type {(quanta: number) => void} */ run) {
  run(WARM);
  let least = Infinity;
  for (let round = 0; round < ROUNDS || (least > LOOK && round < MOST); round++) {
    const idle = heapUsed();
    const before = heapUsed();
    run(ROUND);
    const bytes = heapUsed() - before - (before - idle); // less what looking does
    // The compiler may add to the heap once, and a collection takes from it: neither does so in every round.
    if (bytes >= 0) least = Math.min(least, bytes);
  }
  return least;
}

for (const shared of [true, false]) {
  test(`columns ${shared ? 'through shared memory' : 'by messages'}: no quantum allocates, waits or throws, in any transform`, async () => {
    const { wait } = Atomics;
    /** @type {any} */ (Atomics).wait = () => {
      throw new Error('the audio thread waits');
    };
    for (const transform of ANALYSES) {
      const { heard, run } = await start(transform, shared);
      const bytes = bytesOf(run);
      assert.ok(bytes <= LOOK, `${bytes} bytes in ${ROUND} quanta of ${transform}`);
      const types = heard.others.map(({ type }) => type);
      assert.deepEqual(types, ['started'], `${transform}: ${JSON.stringify(heard.others)}`);
      assert.ok(heard.columns > ROUNDS, `${heard.columns} columns of ${transform}`);
    }
    /** @type {any} */ (Atomics).wait = wait;
  });
}

test('one object a quantum would be seen', async () => {
  const { processor, run } = await start('spectrogram', true);
  const process = processor.process.bind(processor);
  processor.process = (/** @type {any} */ ...given) => {
    processor.last = { at: scope.currentFrame };
    return process(...given);
  };
  assert.ok(bytesOf(run) >= 12 * ROUND);
});
