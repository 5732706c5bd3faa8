// A long sound in the pool is worked in parts by all Workers: the same bytes as in one thread.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createPool, load } from 'specgram';
import { APART } from '../../web/generated/apart.js';
import { partsOf } from '../../web/pool/parts.js';
import { survey } from '../../web/pool/perform.js';
import { METHODS, ROW_STAGES } from '../helpers/registry.js';
import { signal } from '../helpers/signals.js';

/** @type {any} */
const sg = await load();
/** @type {any} */
const pool = await createPool({ workers: 3 });
after(() => pool.close());

const RATE = 16000;
const hz = { sampleRate: RATE };
const voices = { ...hz, fMin: 80, fMax: 800 };
/** Of an odd length, with samples that are not let in at its ends, in its midst and on the border of parts. */
const x = signal(400_003, 9);
for (const i of [0, 1000, 131_072, 200_000, 200_001, x.length - 1]) x[i] = [Number.NaN, Infinity, 2e12][i % 3];

/** Calls of every method whose rows are to be had apart. */
const CALLS = /** @type {[string, ...any[]][]} */ ([
  ['stft', {}],
  ['stft', { nFft: 1000, hopLength: 333, winLength: 700 }],
  ['stft', { nFft: 512, hopLength: 160, center: false }],
  ['spectrogram', { padMode: 'reflect', nFft: 2048, hopLength: 441 }],
  ['melSpectrogram', { ...hz, nFft: 400, hopLength: 160, nMels: 80 }],
  ['cqt', { ...hz, nBins: 60 }],
  ['cqt', { ...hz, nBins: 60, hopLength: 320, padMode: 'reflect' }],
  ['cqt', { ...hz, nBins: 60, hopLength: 500 }],
  ['cqt', { ...hz, nBins: 60, hopLength: 441 }], // which has no two places where a part might begin
  ['cqt', { ...hz, nBins: 48, lowLatency: true }],
  ['vqt', { ...hz, gamma: 5, nBins: 60 }],
  ['pseudoCqt', { ...hz, nBins: 36, fMin: 200 }],
  ['hybridCqt', { ...hz, nBins: 60 }],
  ['chroma', { ...hz, tuning: 0 }],
  ['tonnetz', { ...hz, tuning: 0 }],
  ['instantaneousFrequency', hz],
  ['synchrosqueeze', { nFft: 512 }],
  ['reassignedSpectrogram', hz],
  ['reassignedSpectrogram', { ...hz, clip: false, timeOrigin: 'librosa' }],
  ['fbank', hz],
  ['mfcc', { ...hz, topDb: null }],
  ['spectralCentroid', hz],
  ['spectralBandwidth', hz],
  ['spectralRolloff', hz],
  ['spectralFlatness', {}],
  ['polyFeatures', hz],
  ['chromaStft', { ...hz, tuning: 0 }],
  ['rms', { frameLength: 1000, hopLength: 100, center: false }],
  ['zeroCrossingRate', {}],
  ['yin', voices],
  ['analyse', ['mel', 'log', ['dct', { nMfcc: 20 }]], hz],
  ['analyse', ['stft', 'phase'], hz],
]);
/** And of such as need the whole: by their kind, or since they go on with all rows. */
const WHOLE = /** @type {[string, ...any[]][]} */ ([
  ['analyse', ['mel', 'pcen'], hz],
  ['analyse', ['mel', ['delta', {}]], hz],
  ['analyse', [['preemphasis', {}], 'mel'], hz],
  ['chroma', hz],
  ['chromaCens', { ...hz, tuning: 0 }],
  ['chromaStft', hz],
  ['mfcc', hz],
  ['spectralContrast', { ...hz, hopLength: 4096 }],
  ['estimateTuning', hz],
  ['nsgt', hz],
  ['reassignedImage', hz],
  ['pyin', { ...voices, resolution: 0.5 }],
  ['onsetStrength', hz],
  ['spectralFlux', hz],
  ['tempogram', hz],
  ['tempo', hz],
  ['preemphasis', {}],
  ['deemphasis', {}],
]);

/** Stages of rows, each behind what it takes. */
const STAGES = /** @type {Record<string, any[]>} */ ({
  pitchClasses: [['cqt', { nBins: 60 }], 'pitchClasses'],
  quantise: [['chroma', {}], 'quantise'],
  normalise: [['chroma', {}], 'normalise'],
  phase: ['stft', 'phase'],
  frequencyOffset: ['stft', 'frequencyOffset'],
  idct: ['mfcc', ['idct', { nMels: 128 }]],
  tonalCentroid: [['chroma', {}], 'tonalCentroid'],
});
const stagesOf = (/** @type {string} */ kind) =>
  STAGES[kind] ?? [
    ['spectrogram', { power: 1, nFft: 512 }],
    [kind, kind === 'dct' ? { nMfcc: 13 } : {}],
  ];

const surveyOf = (/** @type {string} */ method, /** @type {any[]} */ ...options) =>
  survey(sg, /** @type {any} */ (method), [new Float32Array(), ...options], x.length);

test('every method of samples is among those that have parts, or among those that are worked whole', () => {
  const known = new Set([...CALLS, ...WHOLE].map(([method]) => method));
  const missing = Object.entries(METHODS).filter(([name, takes]) => /samples|chain/.test(takes) && !known.has(name));
  assert.deepEqual(missing, []);
  for (const [method, ...options] of CALLS) assert.ok(surveyOf(method, ...options), `${method} has parts`);
  for (const [method, ...options] of WHOLE) assert.equal(surveyOf(method, ...options), null, `${method} has none`);
});

for (const kind of ROW_STAGES.filter((name) => APART[name])) {
  test(`rows through ${kind}, in parts`, async () => {
    assert.ok(surveyOf('analyse', stagesOf(kind), hz));
    assert.deepEqual(await pool.analyse(x, stagesOf(kind), hz), sg.analyse(x, stagesOf(kind), hz));
  });
}

for (const [method, ...options] of [...CALLS, ...WHOLE]) {
  test(`${method} ${JSON.stringify(options)} of a long sound is what the engine gives, to the byte`, async () => {
    const [got, wanted] = [await pool[method](x, ...options), sg[method](x, ...options)];
    assert.deepEqual(got, wanted);
  });
}

test('a sound of doubles, of an AudioBuffer or of several channels, in parts', async () => {
  const doubles = Float64Array.from(x.subarray(0, 200_000), (value) => value * 1.1);
  assert.deepEqual(await pool.stft(doubles), sg.stft(doubles));
  const buffer = { numberOfChannels: 2, length: x.length, sampleRate: RATE, getChannelData: () => x };
  assert.deepEqual(await pool.melSpectrogram(buffer), sg.melSpectrogram(buffer));
  const channels = [x, signal(x.length, 3)];
  assert.deepEqual(await pool.rms(channels), sg.rms(channels));
});

test('memory that is shared is read where it is', async () => {
  const shared = new Float32Array(new SharedArrayBuffer(4 * x.length));
  shared.set(x);
  assert.deepEqual(await pool.stft(shared), sg.stft(x));
});

test('parts go where the caller says: over an earlier result, or into shared memory', async () => {
  for (const [method, options, arrays] of /** @type {[string, any, string[]][]} */ ([
    ['stft', {}, ['data']],
    ['cqt', { ...hz, nBins: 60 }, ['data']],
    ['reassignedSpectrogram', hz, ['frequencies', 'times', 'magnitudes']],
  ])) {
    const wanted = sg[method](x, options);
    const out = { ...wanted, ...Object.fromEntries(arrays.map((name) => [name, wanted[name].map(() => 7)])) };
    const over = await pool[method](x, { ...options, out });
    assert.deepEqual(over, wanted);
    for (const name of arrays) assert.equal(over[name], out[name]);
    const shared = await pool[method](x, { ...options, shared: true });
    for (const name of arrays) assert.ok(shared[name].buffer instanceof SharedArrayBuffer, `${method}: ${name}`);
    assert.deepEqual(shared, wanted);
    const again = { ...shared, ...Object.fromEntries(arrays.map((name) => [name, shared[name].fill(7)])) };
    assert.deepEqual(await pool[method](x, { ...options, out: again }), wanted, 'and over that');
  }
  const long = sg.stft(x);
  const job = pool.stft(x, { nFft: 1024, out: long });
  await assert.rejects(job, { name: 'RangeError', message: /^out must be a result of shape/ });
});

test('what callers do with their array after the call is nothing to the result', async () => {
  const chunk = x.slice();
  const job = pool.stft(chunk);
  chunk.fill(7);
  assert.deepEqual((await job).data, sg.stft(x).data);
});

test('parts cover all rows once, begin where they may, and hear what their rows hear', () => {
  let seed = 5;
  /** @param {number} least @param {number} most */
  const integer = (least, most) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return least + Math.floor((seed / 2 ** 32) * (most - least + 1));
  };
  for (let i = 0; i < 500; i++) {
    const hopLength = integer(1, 2000);
    const grid = hopLength * integer(1, 50);
    const rows = integer(1, 5000);
    const [before, after] = [integer(0, 20000), integer(1, 20000)];
    const length = (rows - 1) * hopLength + integer(0, hopLength - 1) + 1;
    const plan = { rows, rowLength: integer(1, 5000), hopLength, grid, before, after };
    const parts = partsOf(plan, length, integer(2, 8));
    let [row, sample] = [0, 0];
    for (const { begin, end, first, last, stretch } of parts) {
      const { of, from, ends } = stretch;
      assert.deepEqual([of, from, first], [length, row, sample]);
      assert.equal(begin % grid, 0);
      assert.equal((from - stretch.before) * hopLength, begin);
      assert.ok(begin === 0 || from * hopLength - begin >= before);
      row += stretch.rows;
      sample = last;
      assert.ok(end === length || end >= (row - 1) * hopLength + after);
      assert.ok(end <= length && begin <= first && last <= end);
      assert.equal(ends, end === length);
    }
    assert.deepEqual([row, sample], [rows, length]);
  }
});

test('progress of parts rises from step to step to all samples', async () => {
  /** @type {{ done: number, total: number }[]} */
  const seen = [];
  await pool.pseudoCqt(x, { ...hz, onProgress: (/** @type {any} */ progress) => seen.push(progress) });
  assert.ok(seen.length > 1);
  for (const [i, { done, total }] of seen.entries()) {
    assert.equal(total, x.length);
    assert.ok(i === 0 || done >= seen[i - 1].done);
  }
  assert.equal(seen.at(-1)?.done, x.length);
});

test('a signal stops all parts, and the pool goes on', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const job = pool.pseudoCqt(x, { ...hz, signal: controller.signal, onProgress: () => controller.abort(reason) });
  await assert.rejects(job, reason);
  assert.deepEqual(await pool.rms(x), sg.rms(x));
});

test('what is refused is refused in the words of the engine', async () => {
  const code = { name: 'RangeError', code: 'E_CONFIG', message: /^hopLength must be/ };
  await assert.rejects(pool.stft(x, { hopLength: -1 }), code);
  await assert.rejects(pool.cqt(x, { ...hz, fMin: 9000 }), { name: 'RangeError', code: 'E_CONFIG' });
  await assert.rejects(pool.analyse(x, ['mel', 'nothing'], hz), { code: 'E_CONFIG', message: /'nothing'/ });
});
