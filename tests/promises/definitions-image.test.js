// The reassigned image against its definition in float64 (helpers/reassigned.js): where time begins, how far energy may
// move, what becomes of it beyond the axis and the ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { image } from '../helpers/reassigned.js';
import { xorshift } from '../helpers/signals.js';

const sg = await load();
const sampleRate = 8000;
const random = xorshift(31);
const noise = Float32Array.from({ length: 5000 }, random);
const mixture = Float32Array.from(
  { length: 5000 },
  (_, i) => Math.sin(0.4 * i + 5e-5 * i * i) + 0.7 * Math.sin(1.3 * i) + 2 * Number(i % 1700 === 600) + 1e-3 * random(),
);

/**
 * The share of the energy that lies elsewhere.
 * @param {ArrayLike<number>} actual
 * @param {ArrayLike<number>} expected
 */
function elsewhere(actual, expected) {
  let [off, all] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    off += Math.abs(actual[i] - expected[i]);
    all += expected[i];
  }
  return off / all;
}

test('the image is its definition: origin, limit of moves, axes, what does not move, and all ends', () => {
  for (const x of [noise, mixture]) {
    for (const options of /** @type {any[]} */ ([
      {},
      { timeOrigin: 'librosa' },
      { hopLength: 50, timeOrigin: 'librosa' },
      { hopLength: 300 },
      { winLength: 151 },
      { winLength: 100, window: 'boxcar' },
      { nFft: 255, hopLength: 60, width: 300 },
      { nFft: 255, timeOrigin: 'librosa' },
      { window: 'boxcar' },
      { window: 'hamming', center: false },
      { padMode: 'reflect', width: 700 },
      { width: 700, timeOrigin: 'librosa' },
      { width: 23 },
      { center: false, width: 600 },
      { reassignTimes: false },
      { reassignFrequencies: false },
      { reassignTimes: false, width: 900 },
      { refPower: 50 },
      { frequencyScale: 'mel' },
      { frequencyScale: 'mel', htk: true, height: 60 },
      { frequencyScale: 'log', height: 97 },
      { frequencyScale: 'log', fMin: 300, fMax: 2500, height: 50 },
      { fMin: 700, fMax: 3100, height: 111 },
    ])) {
      const all = { sampleRate, nFft: 256, hopLength: 64, height: 129, ...options };
      const found = sg.reassignedImage(x, all);
      const [columns] = found.shape;
      const span = x.length - (all.center === false ? all.nFft : all.nFft % 2);
      const step = all.width ? span / (all.width - 1) : all.hopLength;
      assert.equal(columns, all.width ?? 1 + Math.floor(span / step));
      const { width: _, ...own } = all;
      const expected = image(x, { ...own, columns, step });
      // Places in float32; those of faint cells are ill conditioned, but these have little energy.
      const off = elsewhere(found.data, expected);
      assert.ok(off < 3e-6, `${JSON.stringify(options)}: ${off} of the energy lies elsewhere`);
    }
  }
});

test('the limit of moves and the origin matter in what was just compared', () => {
  const all = { sampleRate, nFft: 256, hopLength: 64, height: 129, columns: 79, step: 64 };
  const expected = image(noise, all);
  for (const other of [{ limit: 1e9 }, { limit: 127 }, { limit: 129 }, { timeOrigin: 'librosa' }])
    assert.ok(elsewhere(image(noise, { ...all, ...other }), expected) > 3e-5, JSON.stringify(other));
});

test("a click's energy is in its own column to 1e-6, and 1 / 1024 of it in the next with librosa's origin", () => {
  const at = 16 * 512;
  const x = Float32Array.from({ length: 16000 }, (_, i) => Number(i === at));
  for (const [timeOrigin, next] of /** @type {['exact' | 'librosa', number][]} */ ([
    ['exact', 0],
    ['librosa', 1 / 1024],
  ])) {
    const { data, shape } = sg.reassignedImage(x, { sampleRate: 16000, timeOrigin, refPower: 0 });
    const columns = Array.from({ length: shape[0] }, (_, t) =>
      data.subarray(t * shape[1], (t + 1) * shape[1]).reduce((a, b) => a + b, 0),
    );
    const total = columns.reduce((a, b) => a + b);
    assert.ok(Math.abs(columns[16] / total - (1 - next)) < 1e-6, `${timeOrigin}: ${columns[16] / total}`);
    assert.ok(Math.abs(columns[17] / total - next) < 1e-6, `${timeOrigin}: ${columns[17] / total}`);
  }
});
