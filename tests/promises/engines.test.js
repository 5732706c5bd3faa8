// The same bits in Chromium (both of its wasm compilers) and Firefox: on the page, in a Worker and on the audio thread,
// with SIMD and without.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { launchLibrary } from '../helpers/library.js';
import { HASHED } from '../helpers/signals.js';

const expected = JSON.parse(readFileSync(new URL('./hashes.json', import.meta.url), 'utf8'));

const pages = {
  '/hashes-worker.js': `import { load } from '/specgram/index.js';
import { hashesOf } from '/helpers/signals.js';
load({ wasm: new URL(new URL(location).searchParams.get('wasm'), location) }).then((sg) => postMessage(hashesOf(sg)));`,
};

/** What the page, a Worker and the audio thread make of the signal. @param {string} file */
async function hashesIn(file) {
  const { specgram, signals } = /** @type {any} */ (globalThis);
  const wasm = new URL(`/specgram/${file}`, location.href);
  const worker = new Worker(`/hashes-worker.js?wasm=/specgram/${file}`, { type: 'module' });
  const inWorker = await new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
  });
  worker.terminate();
  const samples = signals.signal(20000);
  /** @type {Record<string, string>} */
  const onAudioThread = {};
  /** @type {Record<string, number>} values that came: where a hash is another, whether any are missing */
  const counts = {};
  for (const { name, kind, options } of signals.HASHED) {
    const context = new OfflineAudioContext(1, samples.length, options.sampleRate ?? 48000);
    const node = await specgram.SpectrogramNode.create(context, { transform: kind, wasm, ...options });
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(node).connect(context.destination);
    source.start();
    /** @type {number[]} */
    const values = [];
    node.addEventListener('columns', (/** @type {CustomEvent} */ event) => {
      for (const value of event.detail.data) values.push(value);
    });
    await context.startRendering();
    await node.flush();
    onAudioThread[name] = signals.hash(Float32Array.from(values));
    counts[name] = values.length;
  }
  return { onPage: signals.hashesOf(await specgram.load({ wasm })), inWorker, onAudioThread, counts };
}

const live = Object.fromEntries(HASHED.map(({ name }) => [name, expected[name]]));

for (const [title, name, args] of /** @type {const} */ ([
  ['Chromium', 'chromium', []],
  ['Chromium, baseline compiler only', 'chromium', ['--js-flags=--liftoff-only']],
  ['Firefox', 'firefox', []],
])) {
  test(`${title} gives the committed hashes on every thread`, async () => {
    const { browser, page, problems } = await launchLibrary(name, { args: [...args] }, { pages });
    for (const file of ['specgram.wasm', 'specgram-scalar.wasm']) {
      const { onPage, inWorker, onAudioThread, counts } = await page.evaluate(hashesIn, file);
      assert.deepEqual(onPage, expected, `${file}, page`);
      assert.deepEqual(inWorker, expected, `${file}, worker`);
      assert.deepEqual(onAudioThread, live, `${file}, audio thread, of ${JSON.stringify(counts)} values`);
    }
    assert.deepEqual(problems, []);
    await browser.close();
  });
}

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`${name}: a page whose policy forbids WebAssembly is told what to add to it`, async () => {
    const { browser, page } = await launchLibrary(
      name,
      {},
      { headers: { 'Content-Security-Policy': "default-src 'self'" } },
    );
    const refused = await page.evaluate(() =>
      /** @type {any} */ (globalThis).specgram
        .load()
        .catch((/** @type {any} */ { code, message }) => ({ code, message })),
    );
    assert.equal(refused.code, 'E_CSP');
    assert.match(refused.message, /'wasm-unsafe-eval'/);
    await browser.close();
  });
}
