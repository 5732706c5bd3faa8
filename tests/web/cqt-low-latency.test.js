// Low latency of the CQT and the VQT: against the definition, how late each bin is, and what knows no such thing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { compare } from '../promises/cqt-accuracy.mjs';
import { cqt, filtersOf } from '../helpers/cqt-definition.js';
import { xorshift } from '../helpers/signals.js';

const sg = await load();
const RATE = 8000;
const noise = Float32Array.from({ length: 9000 }, xorshift(4));
/** @param {{ data: Float32Array, shape: number[] }} C */
const rowsOf = ({ data, shape }) =>
  Array.from({ length: shape[0] }, (_, t) => data.subarray(2 * t * shape[1], 2 * (t + 1) * shape[1]));

test('low latency: a bin is the definition at its own moment, half its filter and a little more before the column', () => {
  const bins = { sampleRate: RATE, fMin: 110, nBins: 40, binsPerOctave: 12, hopLength: 256, lowLatency: true };
  for (const [kind, options] of /** @type {['cqt' | 'vqt', Record<string, any>][]} */ ([
    ['cqt', {}],
    ['cqt', { window: 'boxcar' }],
    ['cqt', { window: 'blackman' }],
    ['cqt', { window: 'blackmanharris', hopLength: 100 }],
    ['cqt', { window: ['kaiser', 9] }],
    ['cqt', { filterScale: 2.5, tuning: 0.37, scale: false, norm: 2 }],
    ['cqt', { hopLength: 333, padMode: 'edge' }],
    ['cqt', { nBins: 1, hopLength: 7 }],
    ['vqt', {}],
    ['vqt', { gamma: 5, binsPerOctave: 24, nBins: 60, hopLength: 1 }],
  ])) {
    const all = { ...bins, ...options };
    const C = sg[kind](noise, all);
    const filters = filtersOf({ ...all, gamma: kind === 'cqt' ? 0 : (all.gamma ?? null) });
    const delays = /** @type {Int32Array} */ (C.delays);
    filters.forEach(({ length }, b) =>
      assert.ok(delays[b] >= length / 2 && delays[b] <= 0.55 * length + 21, `bin ${b}: ${delays[b]} of ${length}`),
    );
    const frames = [0, 1, 2, Math.floor(C.shape[0] / 2), C.shape[0] - 1];
    const { bin } = compare(
      frames.map((t) => rowsOf(C)[t]),
      cqt(noise, filters, { ...all, frames, delays }),
    );
    assert.ok(bin <= 5e-6, `${kind} ${JSON.stringify(options)}: ${bin}`);
    assert.deepEqual(C.shape, sg[kind](noise, { ...all, lowLatency: false }).shape);
    const live = sg.analyser(kind, all);
    assert.deepEqual([live.latency, live.delays], [1, delays]);
    live.close();
  }
});

test('low latency: a column comes with its own sample, where others wait for half of the longest filter', () => {
  const options = { sampleRate: 48000 };
  const usual = sg.analyser('cqt', options);
  const quick = sg.analyser('cqt', { ...options, lowLatency: true });
  assert.deepEqual([usual.latency, quick.latency], [13870, 1]);
  assert.ok(usual.delays.every((delay) => delay === 0));
  const ms = Array.from(quick.delays, (delay) => delay / 48);
  // no bin comes later than it does without, but for some rounding, and those above middle C ten times sooner or more
  assert.ok(ms[0] <= 1.01 * (usual.latency / 48) && ms[48] < 20 && ms[83] < 2.5, String(ms));
  let made = 0;
  for (let n = 1; n <= 3000; n++) {
    quick.push([n % 7], () => made++);
    assert.equal(made, Math.floor((n - 1) / 512) + 1, `after sample ${n - 1}`);
  }
  usual.close();
  quick.close();
});

test('low latency: tones that begin together are seen one after the other, each in the middle of its filter', () => {
  const [sampleRate, hopLength, start] = [22050, 32, 8192];
  for (const b of [12, 40, 70]) {
    const hz = 32.70319566257483 * 2 ** (b / 12);
    const x = Float32Array.from({ length: 22050 }, (_, n) =>
      n < start ? 0 : Math.sin((2 * Math.PI * hz * n) / sampleRate),
    );
    const sizes = (/** @type {{ data: Float32Array, shape: number[] }} */ C) =>
      rowsOf(C).map((row) => Math.hypot(row[2 * b], row[2 * b + 1]));
    const C = sg.cqt(x, { sampleRate, hopLength, lowLatency: true });
    const heights = sizes(C);
    // half of the filter is full
    const rise = heights.findIndex((height) => height > 0.5 * heights[660]) * hopLength - start;
    const delay = /** @type {Int32Array} */ (C.delays)[b];
    assert.ok(Math.abs(rise - delay) <= hopLength + 0.02 * delay, `bin ${b}: ${rise} samples, delay ${delay}`);
    assert.ok(
      heights.every((height, t) => height === 0 || t * hopLength >= start),
      'nothing is seen before it sounds',
    );
  }
});

test('low latency is for the CQT and the VQT alone, and nothing is rebuilt from it', () => {
  const sampleRate = 22050;
  const given = /** @type {any} */ ({ sampleRate, lowLatency: true });
  const engine = /** @type {any} */ (sg);
  const C = sg.cqt(noise, given);
  const magnitudes = { ...C, data: new Float32Array(C.data.length / 2), shape: C.shape.slice(0, 2), unit: 'magnitude' };
  const unknown = { name: 'TypeError', code: 'E_CONFIG', message: /^unknown option 'lowLatency'/ };
  for (const method of ['chroma', 'chromaCens', 'pseudoCqt', 'hybridCqt', 'nsgt', 'stft'])
    assert.throws(() => engine[method](noise, given), unknown, method);
  for (const method of ['icqt', 'griffinLimCqt']) {
    const S = method === 'icqt' ? C : magnitudes;
    assert.throws(() => engine[method](S, { lowLatency: true }), unknown, method);
    assert.throws(
      () => engine[method](S),
      { name: 'TypeError', code: 'E_CONFIG', message: /^S must be made without lowLatency/ },
      method,
    );
  }
  for (const kind of ['pseudoCqt', 'hybridCqt', 'chroma', 'chromaCens', 'nsgt'])
    assert.throws(() => engine.analyser(kind, given), unknown, kind);
  assert.throws(() => engine.synthesiser('icqt', given), unknown);
  assert.throws(() => engine.cqt(noise, { sampleRate, lowLatency: 1 }), {
    name: 'TypeError',
    message: 'lowLatency must be true or false, got 1',
  });
  for (const padMode of ['reflect', 'symmetric']) {
    assert.throws(() => engine.vqt(noise, { ...given, padMode }), {
      name: 'RangeError',
      code: 'E_CONFIG',
      message: /^padMode must be 'constant', .* with lowLatency.*, got padMode/,
    });
  }
  assert.deepEqual(sg.cqt(noise, { sampleRate, lowLatency: false }).data, sg.cqt(noise, { sampleRate }).data);
  assert.equal(sg.cqt(noise, { sampleRate }).delays, undefined);
});
