// Onsets, tempogram and tempo: their definitions in float64, what they stand behind, and what they refuse.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { chirp, noise } from '../helpers/ml-signals.js';

/** @type {any} */
const sg = await load();
const sampleRate = 16000;
const options = { sampleRate, nFft: 1024, hopLength: 200, nMels: 33 };

/** Beats of noise, two a second, of 0.1 s each. */
const beats = noise(6 * sampleRate).map((value, i) => (i % 8000 < 1600 ? value : 0.01 * value));

/** @param {ArrayLike<number>} got @param {readonly number[]} wanted @param {number} error */
function near(got, wanted, error) {
  assert.equal(got.length, wanted.length);
  wanted.forEach((value, i) => {
    assert.ok(Math.abs(got[i] - value) <= error, `${got[i]} for ${value} at ${i}`);
  });
}

/** @param {any} S decibels @param {any} o */
function onsets({ data, shape: [frames, bins] }, { lag, maxSize, aggregate, detrend, shift }) {
  const raw = Array.from({ length: frames }, (_, u) => {
    const t = u - shift;
    if (t < lag) return 0;
    const rises = Array.from({ length: bins }, (_, k) => {
      const first = k - Math.floor(maxSize / 2);
      let most = -Infinity;
      for (let i = Math.max(0, first); i < Math.min(bins, first + maxSize); i++)
        most = Math.max(most, data[(t - lag) * bins + i]);
      return Math.max(0, data[t * bins + k] - most);
    }).sort((a, b) => a - b);
    if (aggregate === 'median') return (rises[(bins - 1) >> 1] + rises[bins >> 1]) / 2;
    return rises.reduce((sum, value) => sum + value, 0) / bins;
  });
  let level = 0;
  return detrend ? raw.map((value, t) => (level = value - (raw[t - 1] ?? 0) + 0.99 * level)) : raw;
}

test('onsets are the rises of decibels above the greatest around, some frames before', () => {
  const M = sg.melSpectrogram(beats, options);
  const S = sg.powerToDb(M);
  for (const own of [
    {},
    { lag: 3, maxSize: 4, aggregate: 'median' },
    { lag: 2, maxSize: 5, detrend: true, center: false },
    { nMels: 32, aggregate: 'median' },
  ]) {
    const { lag = 1, maxSize = 1, center = true } = /** @type {any} */ (own);
    const of = 'nMels' in own ? sg.powerToDb(sg.melSpectrogram(beats, { ...options, nMels: 32 })) : S;
    const wanted = onsets(of, { ...own, lag, maxSize, shift: center ? 2 : 0 });
    const got = sg.onsetStrength(beats, { ...options, ...own });
    near(got.data, wanted, 1e-5);
    assert.deepEqual([got.shape, got.unit, got.kind], [[wanted.length, 1], 'onset', 'onsetStrength']);
    assert.deepEqual([...got.times], [...S.times]);
  }
  const unlimited = sg.onsetStrength(beats, { ...options, topDb: null }).data;
  assert.deepEqual(unlimited, sg.analyse(beats, [['mel', options], 'db', ['onset', { nFft: 1024 }]]).data);
  assert.notDeepEqual(sg.onsetStrength(beats, { ...options, topDb: 10 }).data, unlimited);
});

/** @param {readonly number[]} x @param {number} n @param {boolean} center @param {number | null} norm */
function likeness(x, n, center, norm) {
  const pad = center ? Math.floor(n / 2) : 0;
  const ramp = Array.from({ length: pad }, (_, i) => i / pad);
  const padded = [
    ...ramp.map((share) => share * x[0]),
    ...x,
    ...ramp.reverse().map((share) => share * x[x.length - 1]),
  ];
  const rows = [];
  for (let t = 0; t < (center ? x.length : x.length - n + 1); t++) {
    const y = Array.from({ length: n }, (_, i) => padded[t + i] * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n)));
    const r = y.map((_, lag) => y.reduce((sum, value, i) => sum + value * (y[i + lag] ?? 0), 0));
    const most = norm === null ? 1 : norm === 1 ? r.reduce((sum, value) => sum + Math.abs(value), 0) : Math.max(...r);
    rows.push(...r.map((value) => value / (most || 1)));
  }
  return rows;
}

test('a tempogram is the autocorrelation of onsets under a window', () => {
  const S = sg.onsetStrength(beats, options);
  for (const [winLength, center, norm] of /** @type {const} */ ([
    [50, true, Infinity],
    [31, true, 1],
    [64, false, Infinity],
    [600, true, Infinity],
  ])) {
    const got = sg.tempogram(S, { winLength, center, norm });
    near(got.data, likeness([...S.data], winLength, center, norm), 1e-6);
    assert.deepEqual([got.shape[1], got.unit, got.hopLength], [winLength, 'autocorrelation', 200]);
    assert.deepEqual([...got.frequencies.subarray(0, 3)], [0, 80, 40]); // beats a second
  }
  const plain = sg.tempogram({ data: S.data, shape: S.shape }, { winLength: 50, norm: null });
  const wanted = likeness([...S.data], 50, true, null);
  near(plain.data, wanted, 1e-6 * Math.max(...wanted));
  assert.deepEqual(sg.tempogram(beats, { ...options, winLength: 50 }).data, sg.tempogram(S, { winLength: 50 }).data);
});

test('the tempo of two beats a second is 120, from sound, onsets or a tempogram', () => {
  const S = sg.onsetStrength(beats, options);
  const whole = sg.tempo(beats, options);
  assert.deepEqual([whole.shape, whole.unit, whole.kind], [[1, 1], 'BPM', 'tempo']);
  assert.ok(Math.abs(whole.data[0] - 120) < 1e-4, `${whole.data[0]}`);
  assert.deepEqual(sg.tempo(S).data, whole.data);
  assert.deepEqual(sg.tempo(sg.tempogram(S, { winLength: 640 })).data, whole.data);
  assert.equal(sg.tempo(S, { startBpm: 60, stdBpm: 0.1 }).data[0], 60);
  assert.equal(sg.tempo(S, { startBpm: 240, stdBpm: 0.1, acSize: 4 }).data[0] > 200, true);
  assert.ok(sg.tempo(S, { startBpm: 240, stdBpm: 0.1, maxTempo: 150 }).data[0] < 150);
  const fast = sg.tempo(S, { startBpm: 4000, stdBpm: 0.01, maxTempo: null }).data[0];
  assert.ok(fast > 2000, `${fast}`);
});

test('the tempo is what its formula says of the mean tempogram', () => {
  const T = sg.tempogram(chirp(3 * sampleRate, sampleRate), { ...options, winLength: 200 });
  const mean = Array.from({ length: 200 }, (_, k) => {
    let sum = 0;
    for (let t = 0; t < T.shape[0]; t++) sum += T.data[t * 200 + k];
    return sum / T.shape[0];
  });
  for (const [startBpm, stdBpm] of [
    [120, 1],
    [300, 0.5],
    [40, 2],
  ]) {
    const score = mean.map((value, lag) => {
      const bpm = (60 * 80) / lag;
      return bpm < 320 ? Math.log1p(1e6 * value) - 0.5 * (Math.log2(bpm / startBpm) / stdBpm) ** 2 : -Infinity;
    });
    const best = score.indexOf(Math.max(...score));
    assert.ok(Math.abs(sg.tempo(T, { startBpm, stdBpm }).data[0] - 4800 / best) < 1e-3);
  }
});

test('what is no step before is refused by name', () => {
  const M = sg.melSpectrogram(beats, options);
  assert.throws(() => sg.onsetStrength(M), { code: 'E_CONFIG', message: /S must be decibels.*got the unit 'power'/ });
  assert.throws(() => sg.onsetStrength(sg.powerToDb(M), { nMels: 3 }), { message: /unknown option 'nMels'/ });
  assert.throws(() => sg.tempogram(sg.yin(beats, { sampleRate })), { message: /S must be .*got the unit 'Hz'/ });
  assert.throws(() => sg.onsetStrength(beats, { nMels: 10 }), { message: /sampleRate must be given/ });
  assert.throws(() => sg.onsetStrength(beats, { ...options, lag: 0 }), { message: /lag must be an integer from 1/ });
  assert.throws(() => sg.tempo(beats, { ...options, acSize: '8' }), { message: /acSize must be a number/ });
  const stages = (/** @type {any[]} */ chain) => () => sg.analyser(chain, { sampleRate });
  assert.throws(stages(['mel', 'tempogram']), { message: /rows of one value: take onset/ });
  assert.throws(stages(['mel', 'tempo']), { message: /takes a tempogram/ });
  assert.throws(stages(['stft', 'onset']), { message: /takes real values/ });
});
