// The microphone live in Chromium: every column is the bytes that the offline transform gives of what the node heard,
// all are accounted for, and nothing is collected on the audio thread. What a busy machine does to sound before it
// comes to us, or to the card behind us, is no fault of ours: that is told, and looked at by hand before a release.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { encodeWav } from 'specgram';
import { CSP, ISOLATION, launch } from '../helpers/browser.js';
import { launchLibrary, openLibrary } from '../helpers/library.js';

const QUIET = process.env.SPECGRAM_LIVE_SECONDS !== undefined; // 60 before a release, on a machine with nothing to do
const SECONDS = Number(process.env.SPECGRAM_LIVE_SECONDS ?? 6);
const PIECE = 6; // s: a minute does not fit the browser's trace buffer
const OPTIONS = { nFft: 4800, hopLength: 480, window: 'blackmanharris' };
const folder = mkdtempSync(join(tmpdir(), 'specgram-live-'));
after(() => rmSync(folder, { recursive: true }));

const tone = join(folder, 'tone.wav');
const samples = Float32Array.from(
  { length: (SECONDS + 40) * 48000 },
  (_, i) => 0.5 * Math.sin((2 * Math.PI * (i % 48)) / 48),
);
writeFileSync(tone, encodeWav(samples, { sampleRate: 48000 }));

/**
 * A processor that keeps its input and gives it when asked; it makes nothing while it runs. Where Chromium leaves
 * quanta out, as it does when nodes are connected, it begins anew, as ours does.
 */
const TAP = `registerProcessor('tap', class extends AudioWorkletProcessor {
  constructor({ processorOptions }) {
    super();
    this.kept = new Float32Array(processorOptions.length);
    this.count = 0;
    this.first = -1;
    this.port.onmessage = () => {
      this.port.postMessage({ first: this.first, samples: this.kept.slice(0, this.count) });
    };
  }
  process(inputs) {
    if (this.first < 0) this.port.postMessage('started');
    if (currentFrame !== this.first + this.count) {
      this.first = currentFrame;
      this.count = 0;
    }
    if (inputs[0].length > 0) this.kept.set(inputs[0][0], this.count);
    else this.kept.fill(0, this.count, this.count + 128);
    this.count += 128;
    return true;
  }
});`;

/**
 * What the audio thread of a script does while `use` runs: calls of its process, and the young objects that had to be
 * collected because they had filled their room. A collection for another reason is the browser's own.
 * @param {import('puppeteer-core').Page} page
 * @param {RegExp} script
 * @param {() => Promise<unknown>} use
 */
async function traceAudio(page, script, use) {
  const path = join(folder, 'trace.json');
  await page.tracing.start({
    path,
    categories: ['v8', 'disabled-by-default-v8.gc', 'devtools.timeline', 'disabled-by-default-audio-worklet'],
  });
  await use();
  await page.tracing.stop();
  const { traceEvents } = JSON.parse(readFileSync(path, 'utf8'));
  const place = (/** @type {{ pid: number, tid: number }} */ { pid, tid }) => `${pid}/${tid}`;
  const isCall = (/** @type {any} */ { name, args }) =>
    name === 'FunctionCall' && args.data?.functionName === 'process' && script.test(args.data.url);
  const calls = traceEvents.filter(isCall);
  const threads = new Set(calls.map(place));
  const collections = traceEvents.filter(
    (/** @type {any} */ event) =>
      event.name === 'MinorGC' && event.args.type === 'allocation failure' && threads.has(place(event)),
  );
  return { calls: calls.length, collections: collections.length };
}

/** In the page: opens the microphone, taps what the node passes on, and keeps all that the node says of it. */
async function listen(/** @type {any} */ options, /** @type {number} */ seconds) {
  const page = /** @type {any} */ (globalThis);
  const context = new AudioContext();
  const constraints = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const mediaStream = await navigator.mediaDevices.getUserMedia({ audio: constraints });
  const microphone = new MediaStreamAudioSourceNode(context, { mediaStream });
  await context.audioWorklet.addModule('/tap.js');
  const tap = new AudioWorkletNode(context, 'tap', {
    processorOptions: { length: Math.ceil((6 * seconds + 120) * context.sampleRate) },
  });
  const tapped = new Promise((resolve) => {
    tap.port.onmessage = resolve;
  });
  tap.connect(context.destination);
  await tapped;
  const node = await page.specgram.SpectrogramNode.create(context, options);
  const live = { context, node, tap, batches: /** @type {any[]} */ ([]), events: /** @type {string[]} */ ([]) };
  for (const type of ['restart', 'error', 'processorerror'])
    node.addEventListener(type, (/** @type {any} */ event) =>
      live.events.push(`${type}: ${(event.detail?.error ?? event.error)?.message}`),
    );
  node.addEventListener('columns', (/** @type {CustomEvent} */ { detail }) => {
    live.batches.push(detail);
    live.heard();
  });
  Object.assign(live, { heard() {} });
  microphone.connect(node).connect(tap); // the node passes on what it hears, so that both hear the same from the first
  page.live = live;
}

/** In the page: waits until the node has said all columns of so many seconds more. */
function hear(/** @type {number} */ seconds) {
  const { live } = /** @type {any} */ (globalThis);
  const past = () => live.node.stats.columns + live.node.stats.dropped;
  const wanted = past() + (seconds * live.context.sampleRate) / live.node.hopLength;
  return new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
    live.heard = () => {
      if (past() >= wanted) resolve();
    };
  });
}

/** In the page: ends the sound, and compares all that was said of it with what the engine says of what was heard. */
async function compare(/** @type {any} */ options) {
  const { live, specgram } = /** @type {any} */ (globalThis);
  const { node, tap, context, batches, events } = live;
  const { underrunEvents = 0 } = context.playbackStats ?? {};
  await node.flush();
  const asked = new Promise((resolve) => {
    tap.port.onmessage = (/** @type {MessageEvent} */ { data }) => resolve(data);
  });
  tap.port.postMessage('give');
  const { first, samples } = await asked;
  const { sampleRate } = context;
  const from = Math.round(node.startTime * sampleRate) - first;
  const heard = samples.subarray(from, from + node.stats.samples);
  const { data, shape } = (await specgram.load()).spectrogram(heard, { ...options, sampleRate });
  const [rows, bins] = shape;
  let [next, dropped, gaps, unexplained] = [0, 0, 0, 0];
  /** @type {number[]} */
  const wrong = [];
  const at = Math.round((1000 * options.nFft) / sampleRate);
  let [purest, purestHz, worst] = [-Infinity, 0, Infinity];
  for (const batch of batches) {
    dropped += batch.dropped;
    if (batch.dropped > 0) gaps++;
    if (batch.firstIndex !== next + batch.dropped) unexplained++;
    next = batch.firstIndex + batch.count;
    for (let t = 0; t < batch.count; t++) {
      const column = batch.data.subarray(t * bins, (t + 1) * bins);
      const row = data.subarray((batch.firstIndex + t) * bins, (batch.firstIndex + t + 1) * bins);
      if (
        row.length !== bins ||
        column.some((/** @type {number} */ value, /** @type {number} */ k) => value !== row[k])
      )
        wrong.push(batch.firstIndex + t);
      let [peak, near, rest] = [0, 0, 0];
      for (let k = 0; k < bins; k++) {
        if (column[k] > column[peak]) peak = k;
        if (Math.abs(k - at) <= 6) near += column[k];
        else rest += column[k];
      }
      const purity = 10 * Math.log10(near / rest);
      if (purity > purest) [purest, purestHz] = [purity, node.frequencies[peak]];
      // the device starts, and the end is cut
      if (batch.firstIndex + t >= 200 && batch.firstIndex + t < rows - 10) worst = Math.min(worst, purity);
    }
  }
  return {
    stats: node.stats,
    shared: node.shared,
    from,
    length: heard.length,
    ...{ rows, next, wrong, dropped, gaps, unexplained, events },
    ...{ purest, purestHz, worst, sampleRate, underrunEvents },
  };
}

for (const [title, headers] of /** @type {const} */ ([
  ['through shared memory', { 'Content-Security-Policy': CSP, ...ISOLATION }],
  ['by messages', { 'Content-Security-Policy': CSP }],
])) {
  test(`${SECONDS} s of microphone, columns ${title}: the bytes of what was heard, all accounted for, no garbage`, async (t) => {
    const { page, problems, browser } = await launchLibrary(
      'chromium',
      { microphone: tone },
      { headers, pages: { '/tap.js': TAP } },
    );
    await page.evaluate(listen, OPTIONS, SECONDS);
    await page.evaluate(hear, 1);
    let [calls, collections] = [0, 0];
    for (let rest = SECONDS; rest > 0; rest -= PIECE) {
      const seconds = Math.min(rest, PIECE);
      const seen = await traceAudio(page, /processor\.js$/, () => page.evaluate(hear, seconds));
      calls += seen.calls;
      collections += seen.collections;
    }
    const found = await page.evaluate(compare, OPTIONS);
    await browser.close();
    const { stats, rows, sampleRate } = found;
    t.diagnostic(
      `${stats.dropped} columns dropped, ${found.underrunEvents} underruns, tone at least ${found.worst} dB`,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(found.events, [], 'the engine never failed');
    assert.equal(found.shared, 'Cross-Origin-Opener-Policy' in headers);
    assert.ok(found.from >= 0 && found.length === stats.samples, `the tap heard all from ${found.from} on`);
    assert.deepEqual(found.wrong, [], 'columns that are not the bytes of the offline transform');
    assert.equal(found.unexplained, 0, 'indices that jump by another number than what is said to be missing');
    assert.deepEqual([stats.dropped, stats.gaps], [found.dropped, found.gaps]);
    assert.equal(stats.columns + stats.dropped, rows, 'each column of what was heard was given or counted');
    assert.equal(stats.nonFinite, 0);
    assert.ok(found.purest > 80 && Math.abs(found.purestHz - 1000) <= sampleRate / OPTIONS.nFft, `${found.purest} dB`);
    assert.ok(calls > (SECONDS * sampleRate) / 128 / 2, `the detector saw ${calls} calls`);
    assert.equal(collections, 0, 'collections on the audio thread');
    if (!QUIET) return;
    assert.deepEqual([stats.dropped, found.underrunEvents], [0, 0], 'dropped columns, and underruns of the card');
    // A lost or doubled block would splatter over the spectrum; 16-bit noise alone leaves about 90 dB.
    assert.ok(found.worst > 80, `the tone stands out by ${found.worst} dB only`);
  });
}

test('the detector sees garbage where there is some', async () => {
  const { page, browser } = await launchLibrary(
    'chromium',
    {},
    {
      pages: {
        '/waste.js': `registerProcessor('waste', class extends AudioWorkletProcessor {
        process() { this.kept = Array.from({ length: 5000 }, (_, i) => ({ i })); return true; }
      });`,
      },
    },
  );
  await page.evaluate(async () => {
    const context = new AudioContext();
    await context.audioWorklet.addModule('/waste.js');
    new AudioWorkletNode(context, 'waste').connect(context.destination);
    await context.resume();
    Object.assign(globalThis, { context });
  });
  const { calls, collections } = await traceAudio(page, /waste\.js$/, () =>
    page.waitForFunction(
      (/** @type {number} */ end) => /** @type {any} */ (globalThis).context.currentTime > end,
      {},
      3,
    ),
  );
  assert.ok(calls > 500 && collections > 0, `${collections} collections in ${calls} calls`);
  await browser.close();
});

/** A processor that collects the garbage of its thread when it is asked to. */
const COLLECTOR = `registerProcessor('collector', class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.port.onmessage = () => { gc(); this.port.postMessage(null); };
  }
  process() { return true; }
});`;

test('200 starts and stops, each at a random moment, leave nothing behind', async () => {
  const browser = await launch('chromium', { args: ['--js-flags=--expose-gc'] });
  const { page, problems } = await openLibrary(browser, { pages: { '/collector.js': COLLECTOR } });
  await page.evaluate(async () => {
    const context = new AudioContext();
    await context.audioWorklet.addModule('/collector.js');
    Object.assign(globalThis, { kept: new AudioWorkletNode(context, 'collector') });
  });
  const left = await counter(page);
  const before = await left();
  const outcome = await page.evaluate(async () => {
    const { specgram, signals, kept } = /** @type {any} */ (globalThis);
    const pick = signals.integers(99);
    const { port1, port2 } = new MessageChannel();
    // A moment is a number of turns of the page's loop: few in the middle of creating, many where sound runs.
    const turns = async (/** @type {number} */ most) => {
      for (let left = pick(pick(most) + 1); left > 0; left--) {
        await new Promise((resolve) => {
          port1.onmessage = resolve;
          port2.postMessage(null);
        });
      }
    };
    /** @type {Record<string, Record<string, number>>} */
    const outcomes = { whole: {}, cut: {} };
    for (let i = 0; i < 200; i++) {
      const [lives, isAborted, isClosed] = [i % 4 === 0, i % 4 === 1, i % 4 === 2];
      const context = lives ? kept.context : new AudioContext();
      const controller = new AbortController();
      const source = new OscillatorNode(context);
      const making = specgram.SpectrogramNode.create(context, { nFft: 512, signal: controller.signal }).then(
        (/** @type {any} */ node) => {
          source.connect(node).connect(context.destination);
          return node;
        },
        (/** @type {any} */ error) => (typeof error.code === 'string' ? error.code : error.name),
      );
      await turns(300);
      if (isAborted) controller.abort();
      if (isClosed) await context.close();
      const made = await making;
      const name = typeof made === 'string' ? made : 'made';
      const counts = outcomes[isAborted || isClosed ? 'cut' : 'whole'];
      counts[name] = (counts[name] ?? 0) + 1;
      await turns(1000);
      source.disconnect();
      if (name === 'made') made.close();
      if (!lives && context.state !== 'closed') await context.close();
    }
    port1.close();
    return outcomes;
  });
  assert.deepEqual(outcome.whole, { made: 100 });
  const { made = 0, AbortError = 0, E_CLOSED = 0, ...others } = outcome.cut;
  assert.deepEqual([others, made + AbortError + E_CLOSED], [{}, 100], JSON.stringify(outcome));
  assert.deepEqual(problems, []);
  assert.deepEqual(before, { processors: 1, listeners: 0 }, 'what collects');
  let now = await left();
  for (let tries = 0; tries < 50 && JSON.stringify(now) !== JSON.stringify(before); tries++) now = await left();
  assert.deepEqual(now, before);
  await browser.close();
});

/**
 * Counts the processors of a page that still live when garbage is collected on both threads, and the listeners of the
 * context that lives on. AudioHandlers are not counted: Chromium keeps two of every AudioWorkletNode that there ever
 * was, whoever's it is, and the nodes' own listeners with them.
 * @param {import('puppeteer-core').Page} page
 */
async function counter(page) {
  const client = await page.createCDPSession();
  await client.send('Performance.enable');
  return async () => {
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const { port } = /** @type {any} */ (globalThis).kept;
          port.onmessage = resolve;
          port.postMessage(null);
        }),
    );
    await client.send('HeapProfiler.collectGarbage');
    const { metrics } = await client.send('Performance.getMetrics');
    const { result } = await client.send('Runtime.evaluate', { expression: 'kept.context' });
    const { listeners } = await client.send('DOMDebugger.getEventListeners', { objectId: result.objectId ?? '' });
    const processors = metrics.find(({ name }) => name === 'AudioWorkletProcessors')?.value;
    return { processors, listeners: listeners.length };
  };
}
