// A pool's Worker alone, with the test at the other end of its port: what it hands over, and when it stops.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'specgram';
import { signal } from '../helpers/signals.js';

const sg = /** @type {any} */ (await load());
const x = signal(6000);
const scope = /** @type {any} */ (globalThis);
/** @type {((answer: any, transfer: ArrayBuffer[]) => void)} */
let onAnswer = () => {};
scope.postMessage = (/** @type {any} */ answer, /** @type {ArrayBuffer[]} */ transfer) => onAnswer(answer, transfer);
await import('specgram/worker.js');
const order = (/** @type {any} */ data) => scope.onmessage({ data });

/**
 * Runs a job, and resolves to its last answer as it arrives, with what was handed over instead of copied.
 * @param {number} id @param {string} method @param {any[]} given @param {() => void} [onProgress]
 */
function run(id, method, given, onProgress = () => {}) {
  let reports = 0;
  return new Promise((resolve) => {
    onAnswer = (answer, transfer) => {
      assert.equal(answer.id, id);
      if (answer.type !== 'progress') resolve({ reports, transfer, ...structuredClone(answer, { transfer }) });
      else if (reports++ > 0) onProgress();
    };
    order({ type: 'run', id, method, given, iterations: false });
  });
}

onAnswer = ({ type }) => assert.equal(type, 'ready');
order({
  type: 'setup',
  module: new WebAssembly.Module(readFileSync(new URL('../../dist/specgram.wasm', import.meta.url))),
});

test('results are handed over with all their memory, which no copy takes a second time', async () => {
  const magnitudes = sg.spectrogram(x, { nFft: 256, power: 1 });
  const sampleRate = 8000;
  let id = 0;
  for (const [method, ...given] of /** @type {[string, ...any[]][]} */ ([
    ['stft', x, { nFft: 256 }],
    ['cqt', x, { sampleRate, fMin: 110, nBins: 36, lowLatency: true }],
    ['nsgt', x, { sampleRate }],
    ['reassignedSpectrogram', x, { nFft: 256, sampleRate }],
    ['istft', sg.stft(x)],
    ['pghi', magnitudes, { output: 'phase' }],
    ['melFilterbank', { sampleRate, nMels: 20 }],
    ['estimateTuning', x, { sampleRate }],
  ])) {
    const wanted = sg[method](...given);
    const { result, transfer } = await run(
      id++,
      method,
      given.length > 1 || method === 'melFilterbank' ? given : [...given, {}],
    );
    assert.deepEqual(result, wanted.times ? { ...wanted } : wanted, method);
    const views = (ArrayBuffer.isView(wanted) ? [wanted] : Object.values(wanted)).filter((value) =>
      ArrayBuffer.isView(value),
    );
    assert.equal(transfer.length, views.length, method);
    for (const buffer of transfer) assert.equal(buffer.byteLength, 0, `${method}: it is the page's now`);
  }
});

test('a job that is given up ends at its next rest, and the next job begins; no rest leaves a port open', async (t) => {
  const { MessageChannel } = scope;
  let [opened, closed] = [0, 0];
  scope.MessageChannel = class extends MessageChannel {
    constructor() {
      super();
      opened++;
      const { close } = this.port1;
      this.port1.close = () => {
        closed++;
        close.call(this.port1);
      };
    }
  };
  t.after(() => Object.assign(scope, { MessageChannel }));
  let now = 0;
  t.mock.method(performance, 'now', () => (now += 1000)); // each step is longer than a slice
  const S = sg.spectrogram(x, { nFft: 256, power: 1 });
  const { type, error, reports } = await run(50, 'griffinLim', [S, { nIter: 30 }], () =>
    order({ type: 'cancel', id: 50 }),
  );
  assert.deepEqual([type, error?.message, reports], ['error', 'cancelled', 2]);
  const other = await run(51, 'griffinLim', [S, { nIter: 3 }], () => order({ type: 'cancel', id: 50 }));
  assert.equal(other.type, 'result', "another job's end is not this one's");
  assert.deepEqual(other.result, sg.griffinLim(S, { nIter: 3 }));
  assert.ok(opened > 2, `${opened} rests`);
  assert.equal(closed, opened);
});
