// SpecAugment: masks as torchaudio's mask_along_axis has them, a warp of time as ESPnet's (its values:
// tests/promises/golden-ml-pieces.test.js), on a copy, by a seed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { hash, signal } from '../helpers/signals.js';

const sg = await load();
const [frames, bins] = [60, 20];
const S = { data: signal(frames * bins).map((value) => value + 2), shape: [frames, bins] }; // nowhere 0
const policy = { freqMaskParam: 8, nFreqMasks: 2, timeMaskParam: 15, nTimeMasks: 3 };
/** @param {[number, number][]} masks @param {number} i */
const isIn = (masks, i) => masks.some(([start, end]) => i >= start && i < end);

test('what lies in the masks that are told has the value, all else is as it was, and S too', () => {
  const before = S.data.slice();
  const mean = S.data.reduce((sum, value) => sum + value, 0) / S.data.length;
  for (const [maskValue, value] of /** @type {[any, number][]} */ ([
    [undefined, 0],
    [-7.5, -7.5],
    ['mean', Math.fround(mean)],
  ])) {
    const { data, shape, masks } = sg.specAugment(S, { ...policy, maskValue, seed: 3 });
    assert.deepEqual(shape, S.shape);
    assert.deepEqual([masks.time.length, masks.frequency.length, masks.warp], [3, 2, null]);
    data.forEach((got, at) => {
      const isMasked = isIn(masks.time, Math.floor(at / bins)) || isIn(masks.frequency, at % bins);
      assert.ok(isMasked ? Math.abs(got - value) < 1e-6 : got === S.data[at], `${at}`);
    });
  }
  assert.deepEqual(S.data, before);
});

test('widths and places are those of uniform draws: every width up to the last but one, as often, and every place', () => {
  const widths = new Map();
  const covered = new Float64Array(frames);
  const n = 3000;
  for (let seed = 0; seed < n; seed++) {
    const { masks } = sg.specAugment(S, { timeMaskParam: 10, seed });
    const [[start, end]] = masks.time;
    widths.set(end - start, (widths.get(end - start) ?? 0) + 1);
    for (let t = start; t < end; t++) covered[t]++;
    assert.deepEqual(masks.frequency, [[masks.frequency[0][0], masks.frequency[0][0]]]);
  }
  assert.deepEqual(
    [...widths.keys()].sort((a, b) => a - b),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
  for (const count of widths.values()) assert.ok(Math.abs(count - n / 10) < 5 * Math.sqrt(n / 10)); // five deviations
  assert.ok(covered.slice(10, 50).every((count) => Math.abs(count - (n * 4.5) / 55) < 6 * Math.sqrt((n * 4.5) / 55)));
});

test('p is the share of an axis that a mask may take; 0 masks nothing', () => {
  for (let seed = 0; seed < 200; seed++) {
    const { masks } = sg.specAugment(S, { ...policy, timeMaskParam: 1000, freqMaskParam: 1000, p: 0.25, seed });
    for (const [start, end] of masks.time) assert.ok(end - start < 15 && start >= 0 && end <= frames);
    for (const [start, end] of masks.frequency) assert.ok(end - start < 5 && end <= bins);
  }
  assert.deepEqual(sg.specAugment(S, { ...policy, p: 0 }).data, S.data);
  assert.deepEqual(sg.specAugment(S).data, S.data);
  const { masks } = sg.specAugment(S, { timeMaskParam: 1e9, nTimeMasks: 50 });
  assert.ok(masks.time.every(([start, end]) => start >= 0 && end >= start && end <= frames));
});

test('the warp moves a frame by less than is said, keeps steady bins as they are, and needs frames enough', () => {
  const steady = { data: Float32Array.from({ length: 1200 }, (_, i) => i % bins), shape: [frames, bins] };
  const ends = new Set();
  for (let seed = 0; seed < 300; seed++) {
    const { data, masks } = sg.specAugment(steady, { timeWarp: 5, seed });
    const [from, to] = /** @type {[number, number]} */ (masks.warp);
    assert.ok(from >= 5 && from < 55 && to > from - 5 && to <= from + 5);
    ends.add(to - from);
    assert.ok(data.every((value, i) => Math.abs(value - steady.data[i]) < 1e-5));
  }
  assert.equal(ends.size, 10);
  for (const timeWarp of [30, 31, 1e6]) assert.equal(sg.specAugment(S, { timeWarp }).masks.warp, null);
  const ramp = { data: Float32Array.from({ length: 60 }, (_, t) => t), shape: [60, 1] };
  const { data, masks } = sg.specAugment(ramp, { timeWarp: 20, warpMode: 'bilinear', seed: 1 });
  const [from, to] = /** @type {[number, number]} */ (masks.warp);
  assert.ok(Math.abs((data[to - 1] + data[to]) / 2 - (from - 0.5)) <= 1, 'the frame is where it went');
});

test('the same seed draws the same everywhere, others differ', () => {
  const options = { ...policy, timeWarp: 9, maskValue: /** @type {const} */ ('mean') };
  const hashes = [0, 1, 2 ** 53 - 1].map((seed) => hash(sg.specAugment(S, { ...options, seed }).data));
  assert.equal(new Set(hashes).size, 3);
  assert.equal(hash(sg.specAugment(S, options).data), hashes[0]);
  assert.deepEqual(sg.specAugment(S, { ...options, seed: 5 }).masks, sg.specAugment(S, { ...options, seed: 5 }).masks);
});

test('a spectrogram stays one, and what is not finite does not spread', () => {
  const M = sg.melSpectrogram(signal(8000), { sampleRate: 16000, nMels: 20, hopLength: 100 });
  const augmented = sg.specAugment(M, { ...policy, timeWarp: 10 });
  assert.equal(augmented.constructor, M.constructor);
  assert.deepEqual({ ...augmented, data: 0, masks: 0 }, { ...M, data: 0, masks: 0 });
  const odd = { data: S.data.slice(), shape: S.shape };
  odd.data.set([NaN, Infinity, -Infinity, 1e-44]);
  assert.ok(sg.specAugment(odd, { timeWarp: 10, seed: 2 }).data.every(Number.isFinite));
  assert.ok(Number.isFinite(sg.specAugment(odd, { ...policy, maskValue: 'mean' }).masks.time[0][0]));
  assert.deepEqual(sg.specAugment({ data: new Float32Array(), shape: [0, 20] }, { timeWarp: 3 }).shape, [0, 20]);
});

test('what cannot be is refused by name', () => {
  for (const [options, name, message] of /** @type {[any, string, RegExp][]} */ ([
    [{ freqMaskParam: -1 }, 'RangeError', /^freqMaskParam must be/],
    [{ nTimeMasks: 1.5 }, 'RangeError', /^nTimeMasks must be/],
    [{ nTimeMasks: 1001 }, 'RangeError', /^nTimeMasks must be/],
    [{ p: 1.1 }, 'RangeError', /^p must be/],
    [{ timeWarp: -1 }, 'RangeError', /^timeWarp must be/],
    [{ maskValue: 'median' }, 'TypeError', /^maskValue must be/],
    [{ maskValue: NaN }, 'RangeError', /^maskValue must be/],
    [{ seed: -1 }, 'RangeError', /^seed must be/],
    [{ warpMode: 'cubic' }, 'TypeError', /^warpMode must be 'bicubic' or 'bilinear'/],
    [{ freqMask: 3 }, 'TypeError', /unknown option 'freqMask' \(did you mean 'freqMaskParam'/],
  ]))
    assert.throws(() => sg.specAugment(S, options), { name, code: 'E_CONFIG', message }, JSON.stringify(options));
  const C = sg.stft(signal(4000));
  assert.throws(() => sg.specAugment(C), {
    name: 'RangeError',
    code: 'E_CONFIG',
    message: /^S must be of shape \[frames, bins\]/,
  });
  assert.throws(() => sg.specAugment(/** @type {any} */ (null)), { name: 'TypeError', code: 'E_CONFIG' });
});
