// Nothing is lost without a word: what no frame covers, what nothing can sound in, what is forgotten and what is
// dropped at the very end is an error or a fact.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { History } from '../../web/view/history.js';
import { play, settle } from '../helpers/audio-scope.js';
import { signal } from '../helpers/signals.js';

const { load, SpectrogramNode } = /** @type {any} */ (await import('specgram'));
/** @type {any} */
const sg = await load();
const x = signal(16_063);

/** The greatest distance of y from x. @param {Float32Array} y @param {number} [from] @param {number} [to] */
const distance = (y, from = 0, to = y.length) =>
  y.subarray(from, to).reduce((most, value, i) => Math.max(most, Math.abs(value - x[from + i])), 0);

const framing = { nFft: 512, hopLength: 320 };
const beyond = { name: 'Error', code: 'E_NOLA', message: /^length must not reach beyond the samples that the frames/ };

test('a length that the last frame does not reach is refused, one sample less is right to the last', () => {
  const S = sg.stft(x, framing); // 51 frames, the last centred on sample 16,000: it covers 256 samples more
  assert.equal(S.shape[0], 51);
  for (const length of [16_063, 16_256]) {
    const y = sg.istft(S, { length: Math.min(length, x.length) });
    assert.ok(distance(y) <= 1e-5, `${length}`);
  }
  assert.throws(() => sg.istft(S, { length: 16_257 }), beyond);
  // the window's own end is fainter than what can be divided by: 1e-11 of its peak
  assert.equal(sg.istft(S, { length: 16_255 }).length, 16_255);
  assert.deepEqual(
    sg.istft(S, { length: 17_000, onNola: 'librosa' }).subarray(16_257),
    new Float32Array(743),
    "librosa's way is silence",
  );
});

test('every way from frames to sound refuses a length that its frames do not cover, live too', () => {
  const long = signal(16_319); // 63 samples more than the last frame reaches: 51 frames as well
  const tail = { ...framing, length: 16_319 };
  const M = sg.spectrogram(long, { ...framing, power: 1 });
  const Q = sg.synchrosqueeze(x, { nFft: 512, hopLength: 64 });
  const C = sg.cqt(x, { sampleRate: 22050, hopLength: 256 });
  const N = sg.nsgt(x, { sampleRate: 22050 });
  const none = { data: new Float32Array(0), shape: [0, 257, 2] };
  for (const [name, call] of /** @type {[string, () => unknown][]} */ ([
    ['istft', () => sg.istft(sg.stft(long, framing), tail)],
    ['istft of no frame', () => sg.istft(none, { length: 3 })],
    [
      'istft that is not centred',
      () => sg.istft(sg.stft(x, { ...framing, window: 'hamming', center: false }), { length: 16_063 }),
    ],
    ['griffinLim', () => sg.griffinLim(M, { nIter: 1, length: 16_319 })],
    ['pghi', () => sg.pghi(M, { length: 16_319 })],
    ['inverseSynchrosqueeze', () => sg.inverseSynchrosqueeze(Q, { length: 16_300 })],
    ['icqt', () => sg.icqt(C, { length: C.shape[0] * 256 })],
    ['icqt in one pass', () => sg.icqt(C, { nIter: 0, length: C.shape[0] * 256 })],
    ['insgt', () => sg.insgt(N, { length: 1e6 })],
    [
      'insgt of no slice',
      () => sg.insgt({ ...N, data: N.data.subarray(0, 0), shape: [0, ...N.shape.slice(1)] }, { length: 1 }),
    ],
  ]))
    assert.throws(call, beyond, name);

  /** @type {[string, any, any, any][]} kind, options, S, options of one that fits */
  const live = [
    ['istft', tail, sg.stft(long, framing), { ...framing, length: 16_200 }],
    ['rtpghi', tail, M, { ...framing, length: 16_200 }],
    ['unsqueeze', { nFft: 512, hopLength: 64, length: 16_300 }, Q, { nFft: 512, hopLength: 64, length: 16_063 }],
    [
      'icqt',
      { sampleRate: 22050, hopLength: 256, length: C.shape[0] * 256 },
      C,
      { sampleRate: 22050, hopLength: 256, length: 16_063 },
    ],
    ['insgt', { sampleRate: 22050, length: 1e6 }, N, { sampleRate: 22050, length: 16_063 }],
  ];
  for (const [kind, options, S, fitting] of live) {
    const much = sg.synthesiser(kind, options);
    much.push(S.data, () => {});
    assert.throws(() => much.flush(() => {}), beyond, kind);
    if (kind === 'istft') {
      much.push(S.data.subarray(0, much.columnLength), () => {}); // nothing is over yet: more may come
      much.flush(() => {});
    }
    much.reset();
    assert.throws(() => much.flush(() => {}), beyond, `${kind}: no column at all`);
    much.close();
    const enough = sg.synthesiser(kind, fitting);
    let samples = 0;
    enough.push(S.data, (/** @type {Float32Array} */ y) => (samples += y.length));
    enough.flush((/** @type {Float32Array} */ y) => (samples += y.length));
    assert.equal(samples, fitting.length, kind);
    enough.close();
  }
});

test('what is not covered at the end of the last frame, or between two, is no inverse either', () => {
  const half = Float32Array.from({ length: 512 }, (_, i) => (i < 256 ? 1 : 0)); // covers nothing behind its middle
  const S = { data: new Float32Array(2 * 257 * 5), shape: [5, 257, 2] };
  const nola = { code: 'E_NOLA', message: /^window and hopLength leave samples/ };
  const options = { nFft: 512, window: half, hopLength: 128 };
  assert.throws(() => sg.istft(S, { ...options, center: false }), nola);
  assert.equal(sg.istft(S, { ...options, center: false, length: 4 * 128 + 256 }).length, 768);
  assert.throws(() => sg.istft(S, { ...options, center: false, length: 769 }), beyond);
  const apart = { nFft: 512, hopLength: 513, window: 'boxcar', center: false };
  assert.throws(() => sg.istft(S, apart), nola);
  assert.equal(
    sg.istft({ data: S.data.subarray(0, 514), shape: [1, 257, 2] }, apart).length,
    512,
    'one frame has no gap',
  );
});

test("onNola 'librosa' is heeded by every way from frames to sound", () => {
  const sparse = { nFft: 512, hopLength: 512 };
  const M = sg.spectrogram(x, { ...sparse, power: 1 });
  for (const [name, call] of /** @type {[string, (options: any) => Float32Array][]} */ ([
    ['istft', (options) => sg.istft(sg.stft(x, sparse), options)],
    ['griffinLim', (options) => sg.griffinLim(M, { nIter: 1, ...options })],
    ['pghi', (options) => sg.pghi(M, options)],
    [
      'inverseSynchrosqueeze',
      (options) => sg.inverseSynchrosqueeze(sg.synchrosqueeze(x, sparse), { length: 20_000, ...options }),
    ],
  ])) {
    assert.throws(() => call({}), { code: 'E_NOLA' }, name);
    const y = call({ onNola: 'librosa' });
    assert.ok(y.length >= 512 * 30 && y.every(Number.isFinite), name);
  }
  const live = sg.synthesiser('rtpghi', { ...sparse, onNola: 'librosa' });
  live.close();
  assert.throws(() => sg.synthesiser('rtpghi', sparse), { code: 'E_NOLA' });
});

test('bands that no bin falls in are counted, on the result and live', () => {
  for (const [options, empty] of /** @type {[any, number][]} */ ([
    [{ sampleRate: 22050 }, 0],
    [{ sampleRate: 22050, nFft: 256, nMels: 128 }, -1],
    [{ sampleRate: 8000, nFft: 256, nMels: 200, htk: true }, -1],
    [{ sampleRate: 8000, nFft: 2048, nMels: 40, fMax: 8000 }, -1],
  ])) {
    const M = sg.melSpectrogram(x, options);
    const bank = sg.melFilterbank(options);
    const [nMels, bins] = bank.shape;
    const flat = Array.from({ length: nMels }, (_, m) =>
      bank.data.subarray(m * bins, (m + 1) * bins).every((/** @type {number} */ weight) => weight === 0),
    ).filter(Boolean).length;
    assert.equal(M.emptyBands, flat, JSON.stringify(options));
    assert.ok(empty < 0 ? flat > 0 : flat === empty, `${flat}`);
    const live = sg.analyser('mel', options);
    assert.equal(live.emptyBands, flat);
    live.close();
    const chain = sg.analyser([['mel', { ...options, sampleRate: undefined }], 'db', 'delta'], {
      sampleRate: options.sampleRate,
    });
    assert.equal(chain.emptyBands, flat, 'through stages of rows');
    chain.close();
    assert.equal(sg.powerToDb(M).emptyBands, flat);
  }
  const above = { sampleRate: 8000, nFft: 256, height: 80, fMax: 8000 };
  const image = sg.reassignedImage(x, above);
  assert.equal(image.emptyBands, image.frequencies.filter((/** @type {number} */ hz) => hz > 4000).length);
  assert.ok(image.emptyBands > 30);
  for (const S of [sg.stft(x), sg.cqt(x, { sampleRate: 22050 }), sg.reassignedImage(x, { ...above, fMax: 4000 })])
    assert.equal(S.emptyBands, 0);
});

test('a chunk whose memory a callback lets go of is refused where the rest of it is missing', () => {
  const long = signal(60_000); // more than is taken in at once
  const missing = {
    name: 'TypeError',
    code: 'E_CONFIG',
    message: /^samples must keep their memory, got \d+ of \d+ left/,
  };
  const memory = new ArrayBuffer(long.byteLength, /** @type {any} */ ({ maxByteLength: long.byteLength }));
  /** @type {[Float32Array, (chunk: Float32Array) => void][]} */
  const cases = [
    [long.slice(), (chunk) => structuredClone(chunk, { transfer: [/** @type {ArrayBuffer} */ (chunk.buffer)] })],
    [new Float32Array(memory), () => /** @type {any} */ (memory).resize(400)],
  ];
  for (const [chunk, letGo] of cases) {
    chunk.set(long);
    const live = sg.analyser('stft', { nFft: 512 });
    let columns = 0;
    const onColumn = () => columns++ === 0 && letGo(chunk);
    assert.throws(() => live.push(chunk, onColumn), missing);
    assert.ok(columns > 0 && columns < 468, `${columns}`);
    const before = columns;
    live.push(long, onColumn); // it lives on
    assert.ok(columns > before + 400);
    live.close();
  }
  const short = long.slice(0, 9000); // is taken in before the first callback
  const live = sg.analyser('stft', { nFft: 512 });
  let columns = 0;
  live.push(short, () => columns++ === 0 && structuredClone(short, { transfer: [short.buffer] }));
  live.flush(() => columns++);
  assert.equal(columns, 1 + Math.floor(9000 / 128));
});

test('a history tells how many columns it has forgotten', () => {
  const history = new History(4, 100, 'power');
  history.append(new Float32Array(4 * 70), 70);
  assert.deepEqual([history.first, history.end], [0, 70]);
  history.append(new Float32Array(4 * 1000), 1000);
  assert.deepEqual([history.first, history.end], [970, 1070]);
  history.gap(5);
  assert.equal(history.first, 975);
});

test('columns that are dropped at the very end are counted and told, with memory that is shared and without', async () => {
  for (const shared of [false, true]) {
    Object.assign(globalThis, { crossOriginIsolated: shared });
    try {
      const context = new /** @type {any} */ (globalThis).AudioContext();
      const node = await SpectrogramNode.create(context, { nFft: 256, hopLength: 100 });
      /** @type {any[]} */
      const told = [];
      node.addEventListener('columns', (/** @type {any} */ { detail }) => told.push(detail));
      play(node, [signal(38_400)]); // 4.8 s that the page does not look at, of which 1 s waits
      const flushed = node.flush();
      await settle();
      await flushed;
      const { columns, dropped, gaps, samples } = node.stats;
      assert.deepEqual([columns + dropped, gaps, samples], [385, 1, 38_400], `shared: ${shared}`);
      assert.ok(dropped > 200);
      const last = told.at(-1);
      assert.deepEqual([last.count, last.data.length, last.firstIndex, last.dropped], [0, 0, 385, dropped]);
      assert.equal(
        told.reduce((sum, { count }) => sum + count, 0),
        columns,
      );
      node.close();
    } finally {
      Object.assign(globalThis, { crossOriginIsolated: false });
    }
  }
});
