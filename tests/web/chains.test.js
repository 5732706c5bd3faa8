// Chains of stages: each stage is its definition, and offline, live in any chunks, and in the pool they give the same.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createPool, load } from 'specgram';
import { ROW_STAGES } from '../helpers/registry.js';
import { signal, xorshift } from '../helpers/signals.js';

const sg = await load();
const pool = await createPool({ workers: 1 });
after(() => pool.close());
const sampleRate = 16000;
const x = signal(12000);
const mel = /** @type {const} */ (['mel', { nFft: 512, hopLength: 160, nMels: 40 }]);
const magnitudes = /** @type {const} */ (['spectrogram', { nFft: 256, power: 1 }]);

/** @param {Float32Array} got @param {ArrayLike<number>} wanted @param {number} error */
function near(got, wanted, error) {
  assert.equal(got.length, wanted.length);
  let worst = 0;
  for (let i = 0; i < got.length; i++) worst = Math.max(worst, Math.abs(got[i] - wanted[i]));
  assert.ok(worst <= error, `${worst} off`);
}

/** All columns that an analyser gives, pushed in chunks of random lengths. */
function columnsOf(analyser, seed) {
  const random = xorshift(seed);
  const columns = [];
  const keep = (column) => columns.push(...column);
  for (let done = 0; done < x.length; ) {
    const n = 1 + Math.floor(900 * Math.abs(random()));
    analyser.push(x.subarray(done, done + n), keep);
    done += n;
  }
  analyser.flush(keep);
  return Float32Array.from(columns);
}

const CHAINS = [
  [mel, ['log', {}]],
  [mel, ['log', { base: '10', amin: 1e-5 }], 'delta'],
  [mel, 'db', ['delta', { width: 5, order: 2, mode: 'mirror' }], ['delta', { width: 3, mode: 'constant' }]],
  [magnitudes, ['db', { ref: 0.1, minDb: -60 }], 'gain'],
  [magnitudes, ['gain', { gainDb: -6 }], 'db'],
  [['stft', { nFft: 128 }], 'gain', ['delta', { mode: 'nearest' }]],
  [['cqt', { nBins: 36, fMin: 110 }], 'gain'],
  ['chroma', ['delta', { width: 7 }]],
  [
    ['vqt', { binsPerOctave: 24, nBins: 60, fMin: 110 }],
    ['pitchClasses', { binsPerOctave: 24, fMin: 110, nChroma: 12 }],
  ],
  [['chroma', { norm: 1 }], 'quantise', ['smooth', { winLenSmooth: 9 }], ['normalise', { norm: 1 }]],
  [magnitudes, ['tuning', { nFft: 256 }]],
  [['stft', { nFft: 128 }], 'phase'],
  [['cqt', { nBins: 36, fMin: 110 }], 'frequencyOffset'],
  [mel, ['log', { base: '10' }], ['affine', { add: 4, multiply: 0.25 }]],
  [magnitudes, 'weighting', ['db', { minDb: -60 }], ['weighting', { curve: 'D' }]],
  [magnitudes, ['melBands', { nMels: 30 }], 'log'],
  [mel, ['pcen', { maxSize: 3 }]],
  [mel, 'db', ['dct', { nMfcc: 13, lifter: 22, htkCompat: true }], ['delta', { width: 5 }]],
  [
    ['mfcc', { nMfcc: 13, norm: null }],
    ['idct', { nMels: 40, norm: null }],
  ],
  [
    ['hybridCqt', { nBins: 36, fMin: 110 }],
    ['pitchClasses', { fMin: 110 }],
  ],
  [magnitudes, 'centroid'],
  [mel, ['bandwidth', { p: 1.5, norm: false }], ['delta', { width: 3, mode: 'nearest' }]],
  [magnitudes, ['rolloff', { rollPercent: 0.5 }]],
  [magnitudes, ['flatness', { power: 1.5 }]],
  [magnitudes, ['contrast', { nBands: 3, fMin: 300, quantile: 0.2 }]],
  [magnitudes, ['polynomial', { order: 4 }]],
  [['spectrogram', { nFft: 255 }], 'spectrumRms', 'db'],
  [['spectrogram', { nFft: 512 }], ['chromaFilters', { tuning: 0.2, norm: 2 }], 'tonalCentroid'],
  [
    ['yin', { frameLength: 700, hopLength: 150 }],
    ['delta', { width: 5 }],
  ],
  [mel, 'db', ['onset', { lag: 2, maxSize: 3, aggregate: 'median', detrend: true, nFft: 700 }]],
  [mel, 'db', 'onset', ['tempogram', { winLength: 24 }]],
  [mel, 'db', ['onset', { center: false }], ['tempogram', { winLength: 9, norm: null, center: false }], 'tempo'],
];

test('every stage of rows stands in one of the chains', () => {
  const named = new Set(
    CHAINS.flatMap((chain) => chain.slice(1).map((stage) => (Array.isArray(stage) ? stage[0] : stage))),
  );
  assert.deepEqual(
    ROW_STAGES.filter((name) => !named.has(name)),
    [],
  );
});

for (const chain of CHAINS) {
  test(`${JSON.stringify(chain)}: live in any chunks and in the pool it is what it is offline`, async () => {
    const whole = sg.analyse(x, chain, { sampleRate });
    const analyser = sg.analyser(chain, { sampleRate });
    for (const seed of [1, 2, 3]) {
      assert.deepEqual(columnsOf(analyser, seed), whole.data);
      analyser.reset(); // and again from the start
    }
    analyser.push(x.subarray(3000), () => {});
    analyser.reset();
    assert.deepEqual(columnsOf(analyser, 4), whole.data, 'after a reset in the midst of a sound');
    analyser.close();
    const elsewhere = await pool.analyse(x, chain, { sampleRate });
    assert.deepEqual(elsewhere.data, whole.data);
    assert.deepEqual({ ...elsewhere, data: 0 }, { ...whole, data: 0 });
    assert.equal(whole.times.length, whole.shape[0]);
    assert.equal(whole.frequencies.length, whole.shape[1]);
  });
}

test('affine adds, then multiplies', () => {
  const before = sg.analyse(x, [mel, 'log'], { sampleRate });
  const after = sg.analyse(x, [mel, 'log', ['affine', { add: 4, multiply: -0.25 }]], { sampleRate });
  near(
    after.data,
    before.data.map((value) => (value + 4) * -0.25),
    1e-6,
  );
  assert.equal(after.unit, 'scaled');
  assert.deepEqual(sg.analyse(x, [mel, 'log', 'affine'], { sampleRate }).data, before.data);
});

test('a chain of one stage is that kind', () => {
  const [kind, options] = mel;
  assert.deepEqual(sg.analyse(x, [mel], { sampleRate }).data, sg.melSpectrogram(x, { ...options, sampleRate }).data);
  assert.equal(sg.analyser([kind], { sampleRate }).bins, 128);
});

test('pitch classes of a constant-Q transform are its chroma', () => {
  const bins = { binsPerOctave: 24, fMin: 110 };
  const chain = [
    ['cqt', { ...bins, nBins: 72, scale: true, norm: 1 }],
    ['pitchClasses', { ...bins, norm: 2, threshold: 0.01 }],
  ];
  const C = sg.analyse(x, chain, { sampleRate });
  const wanted = sg.chroma(x, { ...bins, nOctaves: 3, norm: 2, threshold: 0.01, tuning: 0, sampleRate });
  assert.deepEqual(C.data, wanted.data);
  assert.deepEqual([...C.frequencies], [...wanted.frequencies]);
  const refused = (options) => () =>
    sg.analyser(
      [
        ['cqt', bins],
        ['pitchClasses', options],
      ],
      { sampleRate },
    );
  assert.throws(refused({ nChroma: 7 }), { name: 'RangeError', message: /^nChroma must .*divides binsPerOctave.*7/ });
  assert.throws(refused({ fMin: 0 }), { name: 'RangeError', message: /^fMin must .*0/ });
  assert.throws(() => sg.analyser([magnitudes, 'pitchClasses'], { sampleRate }), { message: /complex/ });
});

test('log is the logarithm of what is at least amin, plus offset', () => {
  const M = sg.analyse(x, [mel], { sampleRate }).data;
  for (const [base, log] of /** @type {const} */ ([
    ['e', Math.log],
    ['10', Math.log10],
    ['2', Math.log2],
  ])) {
    const got = sg.analyse(x, [mel, ['log', { base, amin: 1e-6, offset: 0.5 }]], { sampleRate });
    near(
      got.data,
      Array.from(M, (m) => log(Math.max(Math.fround(1e-6), m) + 0.5)),
      1e-6,
    );
    assert.equal(got.unit, 'log');
  }
  near(
    sg.analyse(x, [mel, 'log'], { sampleRate }).data,
    Array.from(M, (m) => Math.log(Math.max(Math.fround(1e-10), m))),
    2e-6,
  );
  // where nothing is added to silence, it counts as the smallest normal float
  const silence = sg.analyse(new Float32Array(2000), [mel, ['log', { amin: 0 }]], { sampleRate }).data;
  near(silence, new Array(silence.length).fill(-126 * Math.LN2), 1e-5);
});

test('db is what powerToDb and amplitudeToDb give with a fixed reference and no topDb', () => {
  const M = sg.analyse(x, [mel], { sampleRate });
  assert.deepEqual(
    sg.analyse(x, [mel, ['db', { ref: 2 }]], { sampleRate }).data,
    sg.powerToDb(M, { ref: 2, topDb: null }).data,
  );
  const S = sg.analyse(x, [magnitudes], { sampleRate });
  const dB = sg.analyse(x, [magnitudes, 'db'], { sampleRate });
  assert.deepEqual(dB.data, sg.amplitudeToDb(S, { topDb: null }).data);
  assert.equal(dB.unit, 'dB');
  const floor = sg.analyse(x, [magnitudes, ['db', { minDb: -20 }]], { sampleRate }).data;
  near(
    floor,
    Array.from(dB.data, (value) => Math.max(-20, value)),
    0,
  );
});

test('gain lets a full-scale sine read 0 dB, in decibels and before them', () => {
  const bin = 40;
  const sine = Float32Array.from({ length: 8000 }, (_, i) => Math.sin((2 * Math.PI * bin * i) / 256));
  for (const chain of [
    [magnitudes, 'db', 'gain'],
    [magnitudes, 'gain', 'db'],
    [['spectrogram', { nFft: 256 }], 'gain', 'db'],
  ]) {
    const { data, shape } = sg.analyse(sine, chain, { sampleRate });
    assert.ok(Math.abs(data[30 * shape[1] + bin]) < 0.001, JSON.stringify(chain));
    const { fullScale = [] } = sg.analyser(chain, { sampleRate });
    assert.ok(Math.abs(fullScale[bin]) < 1e-4);
  }
  const plain = sg.analyse(x, [magnitudes, 'db'], { sampleRate }).data;
  near(
    sg.analyse(x, [magnitudes, 'db', ['gain', { gainDb: 6 }]], { sampleRate }).data,
    plain.map((value) => value + 6),
    1e-5,
  );
  assert.throws(() => sg.analyser(['chroma', 'gain'], { sampleRate }), {
    name: 'TypeError',
    code: 'E_CONFIG',
    message: /gainDb/,
  });
});

/** The derivative at place `at` of the polynomial of degree `order` that fits y best, by the normal equations. */
function derivative(y, order, at) {
  const n = order + 1;
  const rows = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n + 1 }, (_, j) =>
      y.reduce((sum, value, k) => sum + (k - at) ** i * (j < n ? (k - at) ** j : value), 0),
    ),
  );
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      const by = rows[j][i] / rows[i][i];
      for (let k = i; k <= n; k++) rows[j][k] -= by * rows[i][k];
    }
  }
  let factorial = 1;
  for (let i = 2; i <= order; i++) factorial *= i;
  return (factorial * rows[order][n]) / rows[order][order];
}

test('delta is the derivative of the polynomial that fits the frames around best, in every mode', () => {
  const M = sg.analyse(x, [mel, 'db'], { sampleRate });
  const [frames, bins] = M.shape;
  for (const [width, order, mode] of /** @type {const} */ ([
    [9, 1, 'interp'],
    [5, 2, 'interp'],
    [7, 3, 'nearest'],
    [9, 1, 'mirror'],
    [3, 1, 'constant'],
  ])) {
    const half = width >> 1;
    const place = (t) => {
      if (mode === 'nearest') return Math.min(frames - 1, Math.max(0, t));
      if (mode === 'mirror') return t < 0 ? -t : t >= frames ? 2 * (frames - 1) - t : t;
      return t;
    };
    const wanted = [];
    for (let t = 0; t < frames; t++) {
      const first = mode === 'interp' ? Math.min(frames - width, Math.max(0, t - half)) : t - half;
      for (let k = 0; k < bins; k++) {
        const y = Array.from({ length: width }, (_, i) => {
          const at = place(first + i);
          return at < 0 || at >= frames ? 0 : M.data[at * bins + k];
        });
        wanted.push(derivative(y, order, t - first));
      }
    }
    near(sg.analyse(x, [mel, 'db', ['delta', { width, order, mode }]], { sampleRate }).data, wanted, 1e-4);
  }
});

test('a column of a chain comes exactly as late as is said', () => {
  for (const chain of [
    [mel, 'db', 'delta'],
    [mel, ['delta', { width: 5, mode: 'mirror' }]],
    [mel, ['delta', { width: 5, mode: 'nearest' }]],
    [mel, 'delta', 'delta'],
    [mel, ['delta', { width: 3 }], 'delta', ['delta', { width: 5, mode: 'nearest' }]],
    [mel, ['delta', { width: 7, mode: 'constant' }], ['delta', { width: 3, mode: 'mirror' }]],
    [mel, ['smooth', { winLenSmooth: 6 }], 'delta'],
    [mel, 'db', ['onset', { lag: 3 }], 'delta'],
    [mel, 'db', 'onset', ['tempogram', { winLength: 8 }]],
    [['yin', { frameLength: 600, hopLength: 250, padMode: 'reflect' }], 'delta'],
    [['spectrogram', { nFft: 256, hopLength: 64, padMode: 'reflect' }], 'delta', 'delta'],
    [
      ['spectrogram', { nFft: 256, hopLength: 300, padMode: 'reflect' }],
      ['delta', { width: 3, mode: 'constant' }],
    ],
  ]) {
    const analyser = sg.analyser(chain, { sampleRate });
    let columns = 0;
    let latest = 0;
    for (let n = 1; n <= 6000; n++) {
      analyser.push(x.subarray(n - 1, n), () => {
        latest = Math.max(latest, n - columns * analyser.hopLength);
        if (columns === 0) assert.equal(n, analyser.latency, JSON.stringify(chain));
        columns++;
      });
    }
    assert.equal(latest, analyser.latency, JSON.stringify(chain));
    assert.ok(columns > 5);
    analyser.close();
  }
});

test('chains that do not fit are refused by the stage that does not', () => {
  for (const [chain, message] of /** @type {const} */ ([
    [[], /1 to 8 stages, got 0/],
    [['log'], /first kind of analyser must be .*, got 'log'/],
    [['mel', 'stft'], /further kind of analyser must be .*'log' or .*, got 'stft'/],
    [['mel', 'lgo'], /got 'lgo' \(did you mean 'log'\?\)/],
    [[['mel', { nMels: 0 }], 'log'], /nMels must be an integer from 1 to 4096, got 0/],
    [['mel', ['log', { bas: 'e' }]], /unknown option 'bas' \(did you mean 'base'\?\)/],
    [['mel', ['log', { base: '3' }]], /base must be 'e' or '10' or '2', got '3'/],
    [['mel', ['delta', { width: 4 }]], /width must be an odd integer from 3 to 1023, got 4/],
    [['mel', ['delta', { width: 3, order: 3 }]], /order must be below width, got order 3, width 3/],
    [['stft', 'log'], /takes real values/],
    [[['mel', {}, 1]], /a stage must be \[kind, options\]/],
    [Array.from({ length: 9 }, (_, i) => (i ? 'delta' : 'mel')), /1 to 8 stages/],
  ])) {
    assert.throws(() => sg.analyser(chain, { sampleRate }), { code: 'E_CONFIG', message }, JSON.stringify(chain));
  }
  for (const analyse of [
    (/** @type {any} */ options) => sg.analyser(['mel', ['log', {}], 'delta'], options),
    (/** @type {any} */ options) => sg.analyse(x, ['mel', ['log', {}], 'delta'], options),
  ]) {
    const own = /^unknown option 'amin' of 'mel': give it to its own stage, \['log', \{ amin \}\]$/;
    assert.throws(() => analyse({ sampleRate, amin: 1 }), { name: 'TypeError', code: 'E_CONFIG', message: own });
    assert.throws(() => analyse({ sampleRate, with: 3 }), { message: /^unknown option 'with'/ });
  }
  assert.throws(() => sg.analyse(x.subarray(0, 800), [mel, 'delta'], { sampleRate }), {
    name: 'RangeError',
    message: /as long as every stage needs/,
  });
});
