// SpectrogramNode in real browsers: offline it gives the bytes of the whole signal, live it loses nothing unseen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'specgram';
import { CSP, ISOLATION } from '../helpers/browser.js';
import { launchLibrary, openLibrary } from '../helpers/library.js';
import { poison, POISON } from '../helpers/poison.js';
import { ANALYSES } from '../helpers/registry.js';
import { HASHED, hash, signal } from '../helpers/signals.js';

/** @type {any} */
const sg = await load();
const isolated = { 'Content-Security-Policy': CSP, ...ISOLATION };
const chromium = await launchLibrary('chromium');
const firefox = await launchLibrary('firefox');
const BOTH = /** @type {const} */ ([
  ['Chromium', chromium],
  ['Firefox', firefox],
]);

/** The method of the engine that gives at once what a node of a transform gives bit by bit. */
const OFFLINE = Object.fromEntries(HASHED.map(({ kind, method }) => [kind, method]));

/**
 * In the page: a signal through a node in an offline context.
 * @param {{ options: any, setup: any, changes?: [number, number][], channels?: number, wasm?: number[] }} given
 *   changes: samples to be replaced by other values, which JSON can hold (NaN as null)
 */
async function render({ options, setup, changes = [], channels = 1, wasm }) {
  const { specgram, signals } = /** @type {any} */ (globalThis);
  const context = new OfflineAudioContext(/** @type {any} */ ({ numberOfChannels: channels, ...setup }));
  const node = await specgram.SpectrogramNode.create(
    context,
    wasm ? { ...options, wasm: Uint8Array.from(wasm) } : options,
  );
  const buffer = context.createBuffer(channels, setup.length, setup.sampleRate);
  for (let c = 0; c < channels; c++) buffer.copyToChannel(signals.signal(setup.length, c + 1), c);
  for (const [at, value] of changes) buffer.getChannelData(0)[at] = value ?? Number.NaN;
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(node).connect(context.destination);
  source.start();
  /** @type {any[]} */
  const batches = [];
  /** @type {number[]} */
  const values = [];
  /** @type {string[]} */
  const events = [];
  node.addEventListener('columns', (/** @type {CustomEvent} */ { detail }) => {
    const { data, ...facts } = detail;
    batches.push(facts);
    for (const value of data) values.push(value);
  });
  node.addEventListener('restart', (/** @type {CustomEvent} */ { detail }) =>
    events.push(`restart: ${detail.error.message}`),
  );
  node.addEventListener('error', (/** @type {ErrorEvent} */ event) =>
    events.push(`${event.error.code}: ${event.message}`),
  );
  const rendered = await context.startRendering();
  await node.flush();
  let passed = true;
  for (let c = 0; c < channels; c++) {
    const out = rendered.getChannelData(c);
    const into = buffer.getChannelData(c);
    for (let i = 0; i < out.length; i++)
      passed &&= Object.is(out[i], into[i]) || Number.isNaN(into[i]) || Math.abs(into[i]) < 1e-37;
  }
  return {
    hash: signals.hash(Float32Array.from(values)),
    values: values.length < 5e5 ? values : [],
    batches,
    events,
    passed,
    stats: node.stats,
  };
}

for (const [title, { page }] of BOTH) {
  test(`${title}: through an OfflineAudioContext the node gives the offline bytes, and passes the sound on`, async () => {
    const cases = [
      ...ANALYSES.map((transform) => [transform, {}, { length: 20_000, sampleRate: 22050 }]),
      ['stft', { nFft: 1024 }, { length: 30_000, sampleRate: 44100 }],
      ['spectrogram', { hopLength: 1, nFft: 64 }, { length: 3000, sampleRate: 8000 }],
      ['spectrogram', { center: false, hopLength: 5000 }, { length: 50_001, sampleRate: 48000 }],
      ['mel', { nMels: 80, padMode: 'reflect' }, { length: 12_345, sampleRate: 16000 }],
      ['mel', {}, { length: 1, sampleRate: 22050 }],
    ];
    for (const [transform, options, setup] of /** @type {[string, any, any][]} */ (cases)) {
      const got = await page.evaluate(render, { options: { transform, ...options }, setup });
      const all = {
        // live nobody estimates a tuning, or knows the loudest of all
        ...(transform.startsWith('chroma') || transform === 'tonnetz' ? { tuning: 0 } : {}),
        ...(transform === 'mfcc' || transform === 'spectralContrast' ? { topDb: null } : {}),
        ...options,
        sampleRate: setup.sampleRate,
      };
      const wanted = sg[OFFLINE[transform]](signal(setup.length, 1), all);
      assert.equal(got.hash, hash(wanted.data), `${transform} ${JSON.stringify(options)}`);
      assert.deepEqual(got.stats, {
        columns: wanted.shape[0],
        samples: setup.length,
        nonFinite: 0,
        dropped: 0,
        gaps: 0,
      });
      assert.ok(got.passed);
      let next = 0;
      for (const { count, bins, firstIndex, dropped } of got.batches) {
        assert.deepEqual([firstIndex, dropped, bins], [next, 0, wanted.frequencies.length]);
        next += count;
      }
    }
  });

  test(`${title}: one channel or the mean of all is analysed, and all pass`, async () => {
    const setup = { length: 10_000, sampleRate: 48000 };
    const [left, right] = [signal(10_000, 1), signal(10_000, 2)];
    const mean = left.map((value, i) => (value + right[i]) / 2);
    for (const [channel, x] of /** @type {[any, Float32Array][]} */ ([
      [0, left],
      [1, right],
      ['mix', mean],
      [2, new Float32Array(10_000)],
    ])) {
      const got = await page.evaluate(render, { options: { channel, nFft: 512 }, setup, channels: 2 });
      assert.equal(got.hash, hash(sg.spectrogram(x, { nFft: 512 }).data), `channel ${channel}`);
      assert.ok(got.passed);
    }
  });

  test(`${title}: what is not finite is counted, subnormals make no difference`, async () => {
    const changes = /** @type {[number, any][]} */ ([
      [100, null],
      [5000, 1e38],
      [7000, 1e-40],
      [7001, -1e-39],
      [7002, 1e-16],
    ]);
    const x = signal(10_000, 1);
    for (const [at, value] of changes) x[at] = value ?? NaN;
    const got = await page.evaluate(render, {
      options: { nFft: 512 },
      setup: { length: 10_000, sampleRate: 48000 },
      changes,
    });
    assert.equal(got.hash, hash(sg.spectrogram(x, { nFft: 512 }).data));
    assert.equal(got.stats.nonFinite, 2);
  });

  test(`${title}: after a trap the engine is replaced, the columns stay on their times, and the sound never stops`, async () => {
    const wasm = [...poison(readFileSync(new URL('../../dist/specgram.wasm', import.meta.url)))];
    const setup = { length: 60_000, sampleRate: 48000 };
    const once = await page.evaluate(render, {
      options: { hopLength: 500 },
      setup,
      wasm,
      changes: [[128 * 100, POISON]],
    });
    assert.deepEqual(once.events.length, 1);
    assert.match(once.events[0], /^restart: /);
    const { firstIndex, dropped } = once.batches.find(({ dropped }) => dropped > 0);
    assert.equal(firstIndex, Math.ceil((128 * 101) / 500), 'the first frame that begins behind the lost samples');
    assert.deepEqual(once.stats, { columns: 121 - dropped, samples: 60_000, nonFinite: 0, dropped, gaps: 1 });
    assert.ok(once.passed);
    const x = signal(60_000, 1);
    x[128 * 100] = POISON;
    const wanted = sg.spectrogram(x, { hopLength: 500 }).data;
    for (let t = firstIndex + 3; t < 121; t++) {
      const at = (t - dropped) * 1025;
      assert.equal(
        hash(Float32Array.from(once.values.slice(at, at + 1025))),
        hash(wanted.slice(t * 1025, (t + 1) * 1025)),
        `column ${t}`,
      );
    }
    const often = await page.evaluate(render, {
      options: {},
      setup,
      wasm,
      changes: [10, 20, 30, 40, 50].map((q) => /** @type {[number, number]} */ ([128 * q, POISON])),
    });
    assert.deepEqual(
      often.events.map((event) => event.split(':')[0]),
      ['restart', 'restart', 'restart', 'E_ENGINE'],
    );
    assert.ok(often.passed);
  });

  test(`${title}: wrong options are refused before anything is made`, async () => {
    const outcomes = await page.evaluate(async () => {
      const { specgram } = /** @type {any} */ (globalThis);
      const context = new OfflineAudioContext(1, 100, 48000);
      const closed = new AudioContext();
      await closed.close();
      const attempts = [
        [context, { transform: 'mell' }],
        [context, { hopLength: 0 }],
        [context, { nMels: 3 }],
        [context, { channel: 'left' }],
        [context, { channel: -1 }],
        [context, { sampleRate: 44100 }],
        [context, { signal: AbortSignal.abort(new Error('stop')) }],
        [closed, {}],
        [{ sampleRate: 48000 }, {}],
      ];
      const outcome = ([on, options]) =>
        specgram.SpectrogramNode.create(on, options).then(
          () => 'made',
          (error) => `${error.name} ${error.code} ${error.message}`,
        );
      return Promise.all(attempts.map(outcome));
    });
    assert.match(
      outcomes[0],
      /^TypeError E_CONFIG transform must be 'stft' or 'spectrogram' or .*, got 'mell' \(did you mean 'mel'\?\)$/,
    );
    assert.deepEqual(outcomes.slice(1), [
      'RangeError E_CONFIG hopLength must be an integer from 1 to 65536, got 0',
      "TypeError E_CONFIG unknown option 'nMels'",
      "TypeError E_CONFIG channel must be a number or 'mix', got 'left'",
      "RangeError E_CONFIG channel must be 'mix' or an integer from 0 to 31, got -1",
      "RangeError E_CONFIG sampleRate must be the audio context's, 48000, got 44100",
      'Error undefined stop',
      'InvalidStateError E_CLOSED the audio context is closed',
      "TypeError E_CONFIG audioContext must be an AudioContext or an OfflineAudioContext, got an object (a library's " +
        "(Tone.js's, for one) is another thing: make the context, and give it to both)",
    ]);
  });

  test(`${title}: many nodes in one context, at once and from two copies of the package, live and end on their own`, async () => {
    const report = await page.evaluate(async () => {
      const { specgram } = /** @type {any} */ (globalThis);
      const copy = await import(/** @type {string} */ ('/specgram/specgram.min.js?copy'));
      const context = new AudioContext();
      const makers = [specgram, specgram, copy, copy].map(({ SpectrogramNode }) =>
        SpectrogramNode.create(context, { nFft: 256 }),
      );
      const nodes = await Promise.all(makers);
      const source = new OscillatorNode(context);
      const counts = nodes.map(() => 0);
      let heard = () => {};
      const until = (/** @type {() => boolean} */ fact) =>
        new Promise((resolve) => {
          heard = () => {
            if (fact()) resolve(undefined);
          };
        });
      nodes.forEach((node, i) => {
        source.connect(node).connect(context.destination);
        node.addEventListener('columns', () => {
          counts[i]++;
          heard();
        });
      });
      source.start();
      await until(() => counts.every((count) => count >= 3));
      nodes[0].close();
      nodes[0].close();
      await nodes[1].flush();
      const before = counts.slice();
      await until(() => [2, 3].every((i) => counts[i] >= before[i] + 5));
      const after = counts.slice();
      const closed = await nodes[0].flush().catch((/** @type {any} */ error) => `${error.name} ${error.code}`);
      await context.close();
      return { before, after, closed };
    });
    assert.deepEqual(report.after.slice(0, 2), report.before.slice(0, 2), 'closed and flushed nodes are silent');
    assert.equal(report.closed, 'InvalidStateError E_CLOSED');
  });
}

test('a window in a proxy, as frameworks hand it on, reaches the worklet', async () => {
  const values = await chromium.page.evaluate(async () => {
    const { specgram } = /** @type {any} */ (globalThis);
    const context = new OfflineAudioContext(1, 4096, 8000);
    const window = new Proxy(['kaiser', 8], {});
    const node = await specgram.SpectrogramNode.create(context, { transform: 'spectrogram', nFft: 512, window });
    return node.frequencies.length;
  });
  assert.equal(values, 257);
});

test('the quantum may be of any length', async () => {
  const wanted = hash(sg.spectrogram(signal(40_000, 1), { nFft: 512 }).data);
  for (const renderSizeHint of [64, 100, 128, 256, 1000, 2048, 20_000]) {
    const got = await chromium.page.evaluate(render, {
      options: { nFft: 512 },
      setup: { length: 40_000, sampleRate: 48000, renderSizeHint },
    });
    assert.equal(got.hash, wanted, `${renderSizeHint}`);
    assert.equal(got.stats.samples, 40_000);
  }
});

for (const [title, headers] of /** @type {const} */ ([
  ['by messages', { 'Content-Security-Policy': CSP }],
  ['through shared memory', isolated],
])) {
  test(`columns come ${title}: a busy page drops what is over a second, counts it, and all is accounted for`, async () => {
    for (const { browser } of [chromium, firefox]) {
      const { page } = await openLibrary(browser, { headers });
      const report = await page.evaluate(async () => {
        const { specgram } = /** @type {any} */ (globalThis);
        const context = new AudioContext();
        const node = await specgram.SpectrogramNode.create(context, { nFft: 1024, hopLength: 256 });
        const source = new OscillatorNode(context);
        source.connect(node).connect(context.destination);
        source.start();
        const perSecond = context.sampleRate / 256;
        /** @type {any[]} */
        const batches = [];
        /** @type {() => void} */
        let heard = () => {};
        node.addEventListener('columns', (/** @type {CustomEvent} */ { detail: { count, firstIndex, dropped } }) => {
          batches.push({ count, firstIndex, dropped });
          heard();
        });
        const more = () =>
          new Promise((/** @type {(value: void) => void} */ resolve) => {
            heard = resolve;
          });
        /** @type {number[]} the batches that had come when the page had been busy */
        const stalls = [];
        while (batches.length < 5) await more();
        // Where the audio thread is starved as well, it makes less than a second of columns meanwhile: then once more.
        while (node.stats.dropped <= perSecond) {
          stalls.push(batches.length);
          const end = performance.now() + 2500;
          while (performance.now() < end);
          for (let i = 0; i < 40; i++) await more();
        }
        await node.flush();
        const result = { batches, stalls, stats: node.stats, shared: node.shared, perSecond };
        node.close();
        await context.close();
        return result;
      });
      const { batches, stalls, stats, perSecond } = report;
      assert.equal(report.shared, headers === isolated);
      let next = 0;
      let dropped = 0;
      for (const batch of batches) {
        assert.equal(
          batch.firstIndex,
          next + batch.dropped,
          `indices tell what is missing: ${JSON.stringify(batches.slice(0, 9))}`,
        );
        next = batch.firstIndex + batch.count;
        dropped += batch.dropped;
      }
      assert.equal(next, stats.columns + stats.dropped);
      assert.equal(dropped, stats.dropped);
      assert.equal(stats.gaps, batches.filter((batch) => batch.dropped > 0).length);
      for (const stall of stalls) {
        const gap = batches.findIndex((batch, i) => i >= stall && batch.dropped > 0);
        const backlog = batches.slice(stall, gap).reduce((sum, { count }) => sum + count, 0);
        assert.ok(gap < 0 || backlog <= perSecond * 1.1 + 10, `${backlog} columns were kept`);
      }
      assert.ok(
        stats.columns + stats.dropped >= Math.floor(stats.samples / 256),
        'every sample is in a column or counted as dropped',
      );
      await page.close();
    }
  });
}
