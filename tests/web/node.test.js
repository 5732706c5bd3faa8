// A live node and its processor without a browser: what they say to each other, their clocks, and what they let go of.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { failures, frames, isolated, passFrame, play, settle, timers } from '../helpers/audio-scope.js';
import { signal } from '../helpers/signals.js';

const { load, SpectrogramNode } = /** @type {any} */ (await import('specgram'));
const sg = await load();
const x = signal(6400);
const sampleRate = 8000;
const frame = { nFft: 256, hopLength: 100 };
/** @type {any} */
const { AudioContext, OfflineAudioContext } = globalThis;
/** @param {number} n */
const upTo = (n) => Array.from({ length: n }, (_, i) => i);

/** A node, with its columns by their index as they come. @param {any} [options] @param {any} [context] */
async function make(options = {}, context = new AudioContext()) {
  const node = await SpectrogramNode.create(context, { ...frame, ...options });
  /** @type {Map<number, Float32Array>} */
  const columns = new Map();
  /** @type {any[]} */
  const batches = [];
  node.addEventListener('columns', (/** @type {any} */ { detail: { data, ...facts } }) => {
    batches.push(facts);
    const width = data.length / facts.count;
    for (let i = 0; i < facts.count; i++) columns.set(facts.firstIndex + i, data.slice(i * width, (i + 1) * width));
  });
  return { node, context, columns, batches };
}

/**
 * That columns are the rows of a whole sound.
 * @param {Map<number, Float32Array>} columns
 * @param {Float32Array} sound
 * @param {number} [first]
 */
function areRows(columns, sound, first = 0) {
  const S = sg.spectrogram(sound, { ...frame, sampleRate });
  const width = S.shape[1];
  for (const t of upTo(S.shape[0]))
    assert.deepEqual(columns.get(first + t), S.data.slice(t * width, (t + 1) * width), `column ${first + t}`);
  return S.shape[0];
}

test('columns are those of the whole sound, whatever the quantum, and nothing comes after the end', async () => {
  for (const quantum of [128, 64, 400, 6400]) {
    const { node, columns } = await make();
    assert.ok(Number.isNaN(node.startTime));
    assert.equal(play(node, [x], { quantum }), true);
    const flushed = node.flush();
    await settle();
    await flushed;
    assert.equal(columns.size, areRows(columns, x));
    assert.deepEqual(node.stats, { columns: 65, samples: 6400, nonFinite: 0, dropped: 0, gaps: 0 });
    assert.equal(node.startTime, 0);
    play(node, [x], { quantum, from: 6400 });
    await settle();
    assert.equal(columns.size, 65, 'what is over stays over');
  }
});

test('a quantum longer than what crosses at once is taken in parts, of one channel and of the mean of all', async () => {
  const sounds = [signal(40_000), signal(40_000, 5), signal(40_000, 6)];
  const mean = sounds[0].map((value, i) => (value + sounds[1][i] + sounds[2][i]) / 3);
  for (const [channel, wanted] of /** @type {[any, Float32Array][]} */ ([
    [0, sounds[0]],
    [1, sounds[1]],
    ['mix', mean],
    [3, new Float32Array(40_000)],
  ])) {
    const { node, columns } = await make({ channel }, new OfflineAudioContext({ length: 40_000 }));
    play(node, sounds, { quantum: 40_000 });
    await settle();
    await node.flush();
    assert.equal(columns.size, areRows(columns, wanted), `${channel}`);
  }
});

test('an input that nothing is connected to is silence, and time goes on', async () => {
  for (const channel of [0, 'mix']) {
    const { node, columns } = await make({ channel });
    play(node, [x.subarray(0, 1280)]);
    play(node, [], { from: 1280, samples: 1280 });
    play(node, [x.subarray(0, 1280)], { from: 2560 });
    const flushed = node.flush();
    await settle();
    await flushed;
    const sound = new Float32Array(3840);
    sound.set(x.subarray(0, 1280));
    sound.set(x.subarray(0, 1280), 2560);
    assert.equal(columns.size, areRows(columns, sound));
    assert.equal(node.stats.samples, 3840);
  }
});

test('the context may have run before: time counts from the first sample that is heard', async () => {
  const { node, columns } = await make();
  play(node, [x], { from: 1000 * 128 });
  const flushed = node.flush();
  await settle();
  await flushed;
  areRows(columns, x);
  assert.equal(node.startTime, (1000 * 128) / 8000);
  assert.equal(node.stats.samples, 6400);
});

test('samples that never come are a gap: counted, and columns behind it lie on the same grid', async () => {
  for (const shared of [false, true]) {
    const run = async () => {
      const { node, columns, batches } = await make();
      play(node, [x.subarray(0, 3200)]);
      play(node, [x.subarray(3840)], { from: 3840 });
      const flushed = node.flush();
      await settle();
      passFrame();
      await flushed;
      const before = sg.spectrogram(x.subarray(0, 3200), { ...frame, sampleRate });
      for (const t of upTo(31)) assert.deepEqual(columns.get(t), before.data.slice(t * 129, (t + 1) * 129));
      // the first hop whose sample is there, 3900, begins a new sound
      const after = areRows(columns, x.subarray(3900), 39);
      assert.equal(columns.size, 31 + after, 'what waited for samples that never came is lost');
      const gap = batches.filter(({ dropped }) => dropped > 0);
      assert.deepEqual(
        gap.map(({ firstIndex, dropped }) => [firstIndex, dropped]),
        [[39, 8]],
      );
      assert.deepEqual(node.stats, { columns: 31 + after, samples: 6400, nonFinite: 0, dropped: 8, gaps: 1 });
      assert.equal(node.shared, shared);
      node.close();
    };
    if (shared) await isolated(run);
    else await run();
  }
});

test('samples that are not finite are counted, those before a gap too', async () => {
  const bad = x.slice();
  [Number.NaN, Infinity, -Infinity, 1e13, -1e13].forEach((value, i) => {
    bad[[5, 300, 3000, 4000, 6000][i]] = value;
  });
  const { node } = await make();
  play(
    node,
    [bad.subarray(0, 3200)].map((part) => part.map((v) => (Number.isNaN(v) ? Infinity : v))),
  );
  play(node, [bad.subarray(3840)], { from: 3840 });
  const flushed = node.flush();
  await settle();
  await flushed;
  assert.equal(node.stats.nonFinite, 5);
});

test("an offline context's sound ends by itself, to the sample, also within a quantum", async () => {
  for (const length of [6400, 6399, 6273, 100, 1]) {
    const { node, columns } = await make({}, new OfflineAudioContext({ length }));
    play(node, [x]);
    await settle();
    await node.flush();
    assert.equal(columns.size, areRows(columns, x.subarray(0, length)));
    assert.equal(node.stats.samples, length);
  }
});

test('a node that is closed tells its processor, which ends; and lets go of frames, timers, port and outputs', async () => {
  for (const shared of [false, true]) {
    const run = async () => {
      const before = timers();
      const { node, columns } = await make();
      assert.equal(frames.size, Number(shared), 'columns in shared memory are looked for');
      assert.equal(timers() - before, Number(shared));
      play(node, [x.subarray(0, 2560)]);
      await settle();
      passFrame();
      const had = columns.size;
      assert.ok(had > 20);
      assert.equal(frames.size, Number(shared), 'and again');
      assert.equal(timers() - before, Number(shared));
      play(node, [x.subarray(2560, 5120)], { from: 2560 });
      node.close();
      node.close();
      assert.deepEqual([frames.size, timers() - before], [0, 0]);
      assert.equal(node.connected, false);
      assert.equal(node.port.onmessage, null);
      assert.deepEqual(node.port.posted.at(-1), { type: 'close' });
      await settle();
      assert.equal(play(node, [x.subarray(0, 128)], { from: 5120 }), false, 'the processor is done');
      assert.equal(node.processor.port.closed, true);
      assert.equal(columns.size, had, 'nothing is delivered any more');
      await assert.rejects(node.flush(), { name: 'InvalidStateError', code: 'E_CLOSED' });
    };
    if (shared) await isolated(run);
    else await run();
  }
});

test('a listener may close the node: no column comes after that', async () => {
  await isolated(async () => {
    const { node, batches } = await make();
    node.addEventListener('columns', () => node.close());
    play(node, [x.subarray(0, 1280)]);
    play(node, [x.subarray(2560)], { from: 2560 });
    passFrame();
    assert.equal(batches.length, 1);
    assert.equal(frames.size, 0);
  });
});

test('flush waits for the last columns, and for no more once the node is closed or has failed', async () => {
  const { node } = await make();
  const waiting = node.flush();
  node.close();
  await waiting;
  const other = await make();
  /** @type {any[]} */
  const errors = [];
  other.node.addEventListener('error', (/** @type {any} */ event) => errors.push(event.error));
  const flushed = other.node.flush();
  other.node.processor.port.postMessage({
    type: 'failed',
    error: { name: 'Error', message: 'no memory', code: 'E_X' },
  });
  await settle();
  await flushed;
  assert.deepEqual(
    errors.map(({ code, message }) => [code, message]),
    [['E_ENGINE', 'the engine failed again and again: Error: no memory']],
  );
});

test('flush brings the columns that still wait in shared memory, without another frame', async () => {
  await isolated(async () => {
    const { node, columns } = await make();
    play(node, [x]);
    const flushed = node.flush();
    await settle();
    await flushed;
    assert.equal(columns.size, areRows(columns, x));
    assert.deepEqual(node.stats, { columns: 65, samples: 6400, nonFinite: 0, dropped: 0, gaps: 0 });
    node.close();
  });
});

test('a message of the audio thread that cannot be read is an error, and flush does not wait for what is lost', async () => {
  const { node } = await make();
  /** @type {any[]} */
  const errors = [];
  node.addEventListener('error', (/** @type {any} */ event) => errors.push(event.error));
  play(node, [x.subarray(0, 1280)]);
  const flushed = node.flush();
  node.port.onmessageerror();
  await flushed;
  assert.deepEqual(
    errors.map(({ code, message }) => [code, message]),
    [['E_ENGINE', 'columns could not be read']],
  );
});

test('a sound ends once, however often flush is called, and not again after the engine failed', async () => {
  const { node, columns } = await make();
  play(node, [x]);
  await Promise.all([node.flush(), node.flush(), settle()]);
  const ends = (/** @type {any} */ { processor }) =>
    processor.port.posted.filter((/** @type {any} */ { type }) => type === 'ended').length;
  assert.equal(ends(node), 1);
  assert.equal(columns.size, 65);
  const other = await make();
  /** @type {any[]} */
  const errors = [];
  other.node.addEventListener('error', (/** @type {any} */ event) => errors.push(event.error));
  play(other.node, [x.subarray(0, 1280)]);
  other.node.processor.fail(new Error('it trapped'));
  await settle();
  const had = other.columns.size;
  await Promise.all([other.node.flush(), settle()]);
  assert.deepEqual([errors.length, ends(other.node), other.columns.size], [1, 0, had]);
});

test('buffers go back to the audio thread, whose memory they are, and columns are copies', async () => {
  const { node, columns } = await make();
  /** @type {Float32Array[]} */
  const kept = [];
  node.addEventListener('columns', (/** @type {any} */ { detail }) => kept.push(detail.data));
  for (let from = 0; from < 40 * 3200; from += 3200) {
    play(node, [x.subarray(0, 3200)], { from });
    await settle();
  }
  const recycled = node.port.posted.filter((/** @type {any} */ { type }) => type === 'recycle');
  assert.ok(recycled.length > 50);
  assert.ok(recycled.every((/** @type {any} */ { buffers }) => buffers.length === recycled[0].buffers.length));
  assert.equal(node.stats.dropped, 0, 'there were always buffers');
  assert.ok(columns.size > 1250 && [...columns.values()].every(({ length }) => length === 129));
  const delivered = [...columns.values()].flatMap((column) => [...column]);
  assert.deepEqual(
    kept.flatMap((data) => [...data]),
    delivered,
    'what a listener kept is still what it was',
  );
});

test('a page that is busy for longer than a second loses columns, which are counted when the next ones come', async () => {
  for (const shared of [false, true]) {
    const run = async () => {
      const { node, columns } = await make();
      for (let from = 0; from < 4 * 6400; from += 6400) play(node, [x], { from });
      await settle();
      passFrame();
      const kept = columns.size;
      assert.ok(kept >= 60 && kept <= 110, `${kept} columns waited`);
      play(node, [x.subarray(0, 1280)], { from: 4 * 6400 });
      const flushed = node.flush();
      await settle();
      passFrame();
      await flushed;
      const { dropped, gaps, samples } = node.stats;
      assert.equal(samples, 4 * 6400 + 1280);
      assert.deepEqual([columns.size + dropped, gaps], [1 + Math.floor(samples / 100), 1]);
      node.close();
    };
    if (shared) await isolated(run);
    else await run();
  }
});

test('a context to which the module cannot be added is not remembered as one that has it, nor the other way round', async () => {
  const context = new AudioContext();
  failures.push(new Error('offline'), new Error('forbidden'), new Error('sandboxed'));
  await assert.rejects(SpectrogramNode.create(context, frame), (/** @type {any} */ error) => {
    assert.equal(error.code, 'E_LOAD');
    assert.match(
      error.message,
      /its file, file:.*\/processor\.js: .*offline; .* copy: .*forbidden; .* data: address: .*sandboxed \(`processor` takes its address\)$/,
    );
    assert.equal(error.cause.message, 'offline');
    return true;
  });
  assert.equal(context.modules.length, 3, 'the file, then the inline copy, then that as its address');
  const { node } = await make({}, context);
  assert.equal(context.modules.length, 4, 'tried anew');
  await make({}, context);
  await Promise.all([make({}, context), make({}, context)]);
  assert.equal(context.modules.length, 4, 'a name can be registered only once');
  failures.push(new Error('gone'));
  const other = new AudioContext();
  await make({}, other);
  assert.equal(other.modules.length, 2);
  assert.match(other.modules[1], /^blob:/);
  failures.push(new Error('gone'), new Error('of an opaque origin'));
  const sandboxed = new AudioContext();
  await make({}, sandboxed);
  assert.match(sandboxed.modules[2], /^data:text\/javascript,/);
  assert.equal(
    decodeURIComponent(sandboxed.modules[2].slice('data:text/javascript,'.length)),
    readFileSync(new URL('../../dist/processor.js', import.meta.url), 'utf8'),
  );
  node.close();
});

test('an address of the processor that is given has no other way', async () => {
  for (const processor of ['/files/processor.js', new URL('https://example.com/processor.js')]) {
    const context = new AudioContext();
    failures.push(new Error('gone'));
    await assert.rejects(make({ processor }, context), (/** @type {any} */ { code, message }) => {
      assert.equal(code, 'E_LOAD');
      assert.equal(message, `could not load processor.js from ${processor}: Error: gone`);
      return true;
    });
    await make({ processor }, context);
    assert.deepEqual(context.modules, [String(processor), String(processor)]);
  }
  for (const processor of [5, {}])
    await assert.rejects(make({ processor }), { code: 'E_CONFIG', message: /^processor must be an address, got / });
});

test('a node is made by create, and says so; a chain takes the options of its first stage, as an analyser does', async () => {
  const message = /SpectrogramNode\.create\(audioContext, options\), not by new/;
  assert.throws(() => new SpectrogramNode(new AudioContext()), { name: 'TypeError', code: 'E_CONFIG', message });
  const options = { transform: ['spectrogram', 'db'], channel: null, signal: null, wasm: null };
  const { node, columns } = await make(options);
  play(node, [x]);
  const flushed = node.flush();
  await settle();
  await flushed;
  const wanted = sg.analyse(x, ['spectrogram', 'db'], { ...frame, sampleRate });
  assert.equal(columns.size, wanted.shape[0]);
  assert.deepEqual(columns.get(7), wanted.data.slice(7 * 129, 8 * 129));
  const trap = assert.fail.bind(null, 'touched');
  for (const [transform, own, message] of /** @type {[any, object, RegExp][]} */ ([
    [options.transform, { nfft: 3 }, /unknown option 'nfft'/],
    [options.transform, { minDb: 3 }, /^unknown option 'minDb' of 'spectrogram'.* own stage, \['db', \{ minDb \}\]$/],
    [['spectrogram', 'bd'], {}, /got 'bd'/],
    [['specgram'], {}, /got 'specgram'/],
    [null, { nfft: 3 }, /unknown option 'nfft'/],
    ...[{ toString: trap }, [{ toString: trap }], new Proxy([], { get: trap })].map((hostile) => [hostile, {}, /./]),
  ]))
    await assert.rejects(make({ transform, ...own }), { name: 'TypeError', code: 'E_CONFIG', message });
});
