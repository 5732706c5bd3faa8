// Descriptors of frames against their definitions in float64; of samples and of the spectrogram that they have.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { gate, mix } from '../helpers/ml-signals.js';
import { signal, xorshift } from '../helpers/signals.js';

/** @type {any} */
const sg = await load();
const sampleRate = 16000;
const FRAMES = 5;

/** Magnitudes of many sizes; the middle frame is silent. @param {number} nFft */
function spectrogram(nFft) {
  const bins = Math.floor(nFft / 2) + 1;
  const next = xorshift(nFft);
  const data = Float32Array.from({ length: FRAMES * bins }, (_, i) =>
    Math.floor(i / bins) === 2 ? 0 : 10 ** (3 * next()),
  );
  const hz = Float64Array.from({ length: bins }, (_, k) => (k * sampleRate) / nFft);
  return {
    data,
    shape: [FRAMES, bins],
    rows: Array.from({ length: FRAMES }, (_, t) => [...data.subarray(t * bins, (t + 1) * bins)]),
    hz,
  };
}

const sum = (/** @type {number[]} */ x) => x.reduce((a, b) => a + b, 0);

/** @param {{ data: Float32Array, shape: number[] }} got @param {number[][]} wanted @param {number} share */
function near({ data, shape }, wanted, share) {
  assert.deepEqual(shape, [wanted.length, wanted[0].length]);
  wanted.flat().forEach((value, i) => {
    assert.ok(Math.abs(data[i] - value) <= share * Math.max(1e-3, Math.abs(value)), `${value} at ${i}, got ${data[i]}`);
  });
}

/** What follows from the rows of S: method, options, what one row gives, and the share that it may be off. */
const DEFINITIONS =
  /** @type {[string, any, (row: number[], hz: Float64Array, nFft: number) => number[], number][]} */ ([
    ['spectralCentroid', {}, (row, hz) => [centre(row, hz)], 1e-6],
    ['spectralBandwidth', {}, (row, hz) => [spread(row, hz, 2, true)], 1e-6],
    ['spectralBandwidth', { p: 3.5 }, (row, hz) => [spread(row, hz, 3.5, true)], 1e-6],
    ['spectralBandwidth', { p: 0.5, norm: false }, (row, hz) => [spread(row, hz, 0.5, false)], 1e-6],
    ['spectralRolloff', {}, (row, hz) => [rolloff(row, hz, 0.85)], 1e-6],
    ['spectralRolloff', { rollPercent: 0.2 }, (row, hz) => [rolloff(row, hz, 0.2)], 1e-6],
    ['spectralFlatness', {}, (row) => [flatness(row, 2, 1e-10)], 1e-6],
    ['spectralFlatness', { power: 1, amin: 0.5 }, (row) => [flatness(row, 1, 0.5)], 1e-6],
    ['spectralFlatness', { power: 1.3 }, (row) => [flatness(row, 1.3, 1e-10)], 1e-6],
    ['polyFeatures', { order: 0 }, (row, hz) => fit(row, hz, 0), 1e-6],
    ['polyFeatures', {}, (row, hz) => fit(row, hz, 1), 1e-6],
    ['polyFeatures', { order: 3 }, (row, hz) => fit(row, hz, 3), 1e-5],
    ['rms', {}, (row, _, nFft) => [parseval(row, nFft)], 1e-6],
    ['spectralContrast', { topDb: null }, (row, hz) => contrast(row, hz, 200, 6, 0.02, false), 1e-5],
    [
      'spectralContrast',
      { linear: true, fMin: 900, nBands: 3, quantile: 0.3 },
      (row, hz) => contrast(row, hz, 900, 3, 0.3, true),
      1e-5,
    ],
  ]);

const centre = (/** @type {number[]} */ row, /** @type {Float64Array} */ hz) =>
  sum(row.map((s, k) => s * hz[k])) / (sum(row) || 1);

/** @param {number[]} row @param {Float64Array} hz @param {number} p @param {boolean} norm */
const spread = (row, hz, p, norm) =>
  (sum(row.map((s, k) => s * Math.abs(hz[k] - centre(row, hz)) ** p)) / (norm ? sum(row) || 1 : 1)) ** (1 / p);

/** @param {number[]} row @param {Float64Array} hz @param {number} share */
const rolloff = (row, hz, share) =>
  hz[row.findIndex((_, k) => sum(row.slice(0, k + 1)) >= share * sum(row) * (1 - 1e-12))];

/** @param {number[]} row @param {number} power @param {number} amin */
function flatness(row, power, amin) {
  const powers = row.map((s) => Math.max(amin, s ** power));
  return Math.exp(sum(powers.map(Math.log)) / row.length) / (sum(powers) / row.length);
}

/** @param {number[]} row @param {number} nFft */
const parseval = (row, nFft) => Math.sqrt(sum(row.map((s, k) => (k === 0 || 2 * k === nFft ? 1 : 2) * s * s))) / nFft;

/** By the normal equations, over shares of the highest frequency. @param {number[]} row @param {Float64Array} hz @param {number} order */
function fit(row, hz, order) {
  const top = hz[hz.length - 1];
  const n = order + 1;
  const u = [...hz].map((f) => f / top);
  const A = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n + 1 }, (_, j) => sum(u.map((x, k) => x ** i * (j < n ? x ** j : row[k])))),
  );
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      const by = A[j][i] / A[i][i];
      for (let k = i; k <= n; k++) A[j][k] -= by * A[i][k];
    }
  return A.map((equation, i) => equation[n] / equation[i] / top ** i).reverse();
}

/**
 * @param {number[]} row @param {Float64Array} hz @param {number} fMin @param {number} nBands @param {number} quantile
 * @param {boolean} linear
 */
function contrast(row, hz, fMin, nBands, quantile, linear) {
  const edges = [0, ...Array.from({ length: nBands + 1 }, (_, b) => fMin * 2 ** b)];
  return Array.from({ length: nBands + 1 }, (_, b) => {
    const bins = [...hz.keys()].filter((k) => hz[k] >= edges[b] && (hz[k] <= edges[b + 1] || b === nBands));
    if (b > 0) bins.unshift(bins[0] - 1);
    const few = Math.max(1, Math.round(quantile * bins.length));
    const sorted = (b < nBands ? bins.slice(0, -1) : bins).map((k) => row[k]).sort((x, y) => x - y);
    const ends = [sorted.slice(-few), sorted.slice(0, few)].map((part) => sum(part) / part.length);
    const [peak, valley] = linear ? ends : ends.map((end) => 10 * Math.log10(Math.max(1e-10, end)));
    return peak - valley;
  });
}

for (const [method, options, define, share] of DEFINITIONS) {
  test(`${method} ${JSON.stringify(options)} of a spectrogram is its definition`, () => {
    for (const nFft of [512, 501]) {
      const { data, shape, rows, hz } = spectrogram(nFft);
      const got = sg[method]({ data, shape }, { sampleRate, nFft, ...options });
      near(
        got,
        rows.map((row) => define(row, hz, nFft)),
        share,
      );
      assert.ok(got.data.every(Number.isFinite));
      assert.equal(got.kind, method);
    }
  });
}

test('of samples it is what it is of their spectrogram', () => {
  const x = signal(9000);
  for (const [method, options] of DEFINITIONS.filter(([name]) => name !== 'rms' && name !== 'spectralContrast')) {
    const S = sg.spectrogram(x, { sampleRate, hopLength: 512, power: 1 });
    const whole = sg[method](x, { sampleRate, ...options });
    const over = sg[method](S, options);
    over.data.forEach((value, i) => assert.ok(Math.abs(value - whole.data[i]) <= 1e-6 * Math.abs(value), method));
    assert.deepEqual({ ...over, data: 0 }, { ...whole, data: 0 });
    const unrated = sg[method](sg.spectrogram(x, { hopLength: 512, power: 1 }), { sampleRate, ...options });
    assert.deepEqual(unrated, over, 'the sample rate is told later');
  }
});

test('peaks and valleys are nothing further below the greatest than topDb, each by themselves', () => {
  const x = gate(9000);
  const options = { sampleRate, nBands: 4 };
  const rows = sg.spectrogram(x, { sampleRate, hopLength: 512, power: 1 });
  const live = sg.spectralContrast(x, { ...options, topDb: null });
  const analyser = sg.analyser('spectralContrast', options);
  /** @type {number[]} */
  const columns = [];
  analyser.push(x, (column) => columns.push(...column));
  analyser.flush((column) => columns.push(...column));
  assert.deepEqual(Float32Array.from(columns), live.data);
  assert.ok(
    live.data.slice(0, 5).every((value) => value === 0),
    'silence has none',
  );
  const some = sg.spectralContrast(x, { ...options, topDb: 30 });
  const greatest = Math.max(...rows.data);
  assert.ok(some.data.every((value) => value < 60));
  assert.ok(
    some.data.slice(0, 5).every((value) => value > 1),
    'silence is as far below the loudest as is allowed',
  );
  assert.ok(10 * Math.log10(greatest) > 20);
  assert.equal(some.unit, 'dB');
  assert.deepEqual([...some.frequencies], [0, 200, 400, 800, 1600]);
});

test('contrast keeps what single precision loses, for sizes that are fast and others', () => {
  for (const nFft of [600, 551]) {
    const x = mix(3000);
    const { data, shape } = sg.spectralContrast(x, {
      sampleRate,
      nFft,
      hopLength: 900,
      center: false,
      nBands: 3,
      topDb: null,
    });
    const hz = Float64Array.from({ length: Math.floor(nFft / 2) + 1 }, (_, k) => (k * sampleRate) / nFft);
    const wanted = Array.from({ length: shape[0] }, (_, t) => {
      const row = [...hz.keys()].map((k) => {
        let [re, im] = [0, 0];
        for (let i = 0; i < nFft; i++) {
          const value = x[t * 900 + i] * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / nFft));
          const turn = (2 * Math.PI * ((k * i) % nFft)) / nFft;
          re += value * Math.cos(turn);
          im -= value * Math.sin(turn);
        }
        return Math.hypot(re, im);
      });
      return contrast(row, hz, 200, 3, 0.02, false);
    });
    near({ data, shape }, wanted, 1e-5);
  }
});

test('rms and the rate of zero crossings of frames are their definitions, at both ends too', () => {
  const x = signal(5000).map((value, i) => (i % 50 < 3 ? -1e-11 : value));
  for (const [frameLength, hopLength, center] of /** @type {const} */ ([
    [512, 100, true],
    [301, 301, true],
    [64, 500, false],
    [1, 7, true],
  ])) {
    const pad = center ? frameLength >> 1 : 0;
    const frames = 1 + Math.floor((x.length + 2 * pad - frameLength) / hopLength);
    const cut = (/** @type {(i: number) => number} */ at) =>
      Array.from({ length: frames }, (_, t) =>
        Array.from({ length: frameLength }, (_, i) => at(t * hopLength + i - pad)),
      );
    const options = { frameLength, hopLength, center };
    near(
      sg.rms(x, options),
      cut((i) => x[i] ?? 0).map((frame) => [Math.sqrt(sum(frame.map((value) => value * value)) / frameLength)]),
      1e-6,
    );
    near(
      sg.zeroCrossingRate(x, options),
      cut((i) => x[Math.min(x.length - 1, Math.max(0, i))]).map((frame) => [
        frame.filter((value, i) => i > 0 && value < -1e-10 !== frame[i - 1] < -1e-10).length / frameLength,
      ]),
      1e-6,
    );
  }
  assert.notDeepEqual(sg.zeroCrossingRate(x, { threshold: 0 }).data, sg.zeroCrossingRate(x).data);
});

/** librosa's filters.chroma. @param {number} k @param {number} nFft @param {number} n @param {number} tuning @param {any} [o] */
function chromaWeights(k, nFft, n, tuning, { ctroct = 5, octwidth = 2, baseC = true, norm = 2 } = {}) {
  const place = (/** @type {number} */ bin) =>
    bin === 0 ? place(1) - 1.5 * n : n * Math.log2((bin * sampleRate) / nFft / 27.5) - tuning;
  const width = k + 1 < nFft ? Math.max(1, place(k + 1) - place(k)) : 1;
  const half = Math.round(n / 2);
  const weights = Array.from({ length: n }, (_, c) => {
    const away = ((((place(k) - c + half) % n) + n) % n) - half;
    return Math.exp(-0.5 * ((2 * away) / width) ** 2);
  });
  const size = sum(weights.map((w) => w ** norm)) ** (1 / norm);
  const octave = octwidth ? Math.exp(-0.5 * ((place(k) / n - ctroct) / octwidth) ** 2) : 1;
  const shift = baseC ? Math.floor(n / 12) * 3 : 0;
  return weights.map((_, c) => (octave * weights[(c + shift) % n]) / size);
}

test('chroma of Fourier frames is the power under the filters, and its tuning is estimated as librosa does', () => {
  for (const [nFft, n, tuning, o] of /** @type {[number, number, number, any][]} */ ([
    [512, 12, 0, {}],
    [501, 24, 0.3, { baseC: false, octwidth: null }],
    [400, 10, -0.2, { ctroct: 4, octwidth: 1 }],
  ])) {
    const { data, shape, rows } = spectrogram(nFft);
    const bank = sg.chromaFilterbank({ sampleRate, nFft, nChroma: n, tuning, ...o });
    assert.deepEqual(bank.shape, [n, shape[1]]);
    const columns = rows[0].map((_, k) => chromaWeights(k, nFft, n, tuning, o));
    columns.forEach((column, k) =>
      column.forEach((weight, c) => assert.ok(Math.abs(bank.data[c * shape[1] + k] - weight) < 1e-6)),
    );
    const options = { sampleRate, nFft, nChroma: n, tuning, ...o };
    const raw = rows.map((row) => columns[0].map((_, c) => sum(row.map((s, k) => s * columns[k][c]))));
    near(sg.chromaStft({ data, shape }, { ...options, norm: null }), raw, 1e-5);
    near(
      sg.chromaStft({ data, shape }, options),
      raw.map((row) => row.map((value) => value / (Math.max(...row) || 1))),
      1e-5,
    );
  }
  const own = sg.chromaStft(mix(22050), { sampleRate: 22050 }); // librosa finds 0.03, and this sum
  assert.ok(Math.abs(sum([...own.data]) - 71.99504) < 1e-3);
  const S = sg.spectrogram(mix(22050), { sampleRate: 22050, hopLength: 512 });
  assert.deepEqual(sg.chromaStft(S), own);
  assert.deepEqual(sg.chromaStft(S, { tuning: 0.03 }).data, own.data);
});

test('tonnetz is where chroma lies on the circles of fifths and thirds', () => {
  const chroma = sg.chroma(mix(9000), { sampleRate, nOctaves: 5, tuning: 0 });
  const circles = [
    [7, 1],
    [9, 1],
    [4, 0.5],
  ];
  const wanted = Array.from({ length: chroma.shape[0] }, (_, t) => {
    const row = [...chroma.data.subarray(12 * t, 12 * t + 12)];
    return circles.flatMap(([turns, radius]) =>
      [Math.sin, Math.cos].map(
        (wave) => (radius * sum(row.map((value, c) => value * wave((2 * Math.PI * turns * c) / 12)))) / sum(row),
      ),
    );
  });
  near(sg.tonnetz(chroma), wanted, 1e-4);
  assert.deepEqual(sg.tonnetz(mix(9000), { sampleRate, nOctaves: 5, tuning: 0 }).data, sg.tonnetz(chroma).data);
});
