// From constant-Q transforms back to sound: the exact pair, least squares, and magnitudes alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPool, load } from 'specgram';
import { integers, signal, xorshift } from '../helpers/signals.js';

const sg = await load();
const sampleRate = 22050;
const sine = (/** @type {number} */ hz) => (/** @type {number} */ n) => Math.sin((2 * Math.PI * hz * n) / sampleRate);
const chord = [110, 164.81, 220, 329.63, 440, 554.37, 880, 1320].map(sine);
/** Notes that are struck and die away. @param {number} n */
const music = (n) =>
  chord.reduce((sum, wave, k) => sum + 0.1 * wave(n) * Math.exp(-6 * ((n / sampleRate + 0.13 * k) % 0.5)), 0);

/** @param {ArrayLike<number>} x @param {ArrayLike<number>} y @param {number} [from] @param {number} [to] */
function snr(x, y, from = 0, to = x.length) {
  let [error, energy] = [0, 0];
  for (let i = from; i < to; i++) {
    error += (y[i] - x[i]) ** 2;
    energy += x[i] ** 2;
  }
  return 10 * Math.log10(energy / error);
}

test('the invertible transform gives back noise, music and clicks, at any number of bins an octave', (t) => {
  const random = xorshift(2);
  const sounds = { noise: () => random(), music, clicks: (/** @type {number} */ n) => Number(n % 4999 === 17) };
  for (const binsPerOctave of [12, 24, 48]) {
    for (const [name, at] of Object.entries(sounds)) {
      const x = Float32Array.from({ length: 40000 }, (_, n) => at(n));
      for (const options of [{}, { nFft: 4096 }, { nFft: 1500, fMin: 300, nBins: 10 }]) {
        const S = sg.nsgt(x, { sampleRate, binsPerOctave, ...options });
        const back = sg.insgt(S, { binsPerOctave, ...options, length: x.length });
        const db = snr(x, back);
        if (!('nFft' in options)) t.diagnostic(`${binsPerOctave} an octave, ${name}: ${db.toFixed(1)} dB`);
        assert.ok(db >= 120, `${binsPerOctave} ${name} ${JSON.stringify(options)}: ${db}`);
      }
    }
  }
});

test('its values are the analytic signals of its bands, evenly spread, and add up where slices overlap', () => {
  const hz = 440;
  const x = Float32Array.from({ length: 30000 }, (_, n) => 0.7 * Math.sin((2 * Math.PI * hz * n) / sampleRate));
  const S = sg.nsgt(x, { sampleRate, nFft: 8192 });
  const widths = /** @type {Int32Array} */ (S.widths);
  assert.deepEqual(
    [S.unit, S.kind, S.hopLength, S.shape[0], S.frequencies.length],
    ['complex', 'nsgt', 4096, 9, widths.length],
  );
  assert.equal(
    widths.reduce((a, b) => a + b),
    S.shape[1],
  );
  const band = S.frequencies.findIndex((f) => Math.abs(f - hz) < 1e-6);
  const first = widths.subarray(0, band).reduce((a, b) => a + b, 0);
  const width = widths[band];
  const value = (/** @type {number} */ slice, /** @type {number} */ i) =>
    [0, 1].map((part) => S.data[2 * (slice * S.shape[1] + first + i) + part]);
  for (let i = 0; i < width / 2; i++) {
    // the second half of slice 3 is the first half of slice 4
    const [a, b] = [value(3, i + width / 2), value(4, i)];
    const [re, im] = [a[0] + b[0], a[1] + b[1]];
    const n = 3 * 4096 + (i * 8192) / width;
    const angle = (2 * Math.PI * hz * n) / sampleRate - Math.PI / 2;
    assert.ok(Math.hypot(re - 0.7 * Math.cos(angle), im - 0.7 * Math.sin(angle)) < 0.01, `${i}: ${re} ${im}`);
  }
});

test('the invertible transform and its inverse give the same bits live', () => {
  const x = signal(50000);
  const options = { sampleRate, nFft: 6000, binsPerOctave: 24, fMin: 100 };
  const S = sg.nsgt(x, options);
  const whole = sg.insgt(S, options);
  const analyser = sg.analyser('nsgt', options);
  const synthesiser = sg.synthesiser('insgt', options);
  assert.deepEqual([synthesiser.hopLength, synthesiser.columnLength], [analyser.hopLength, 2 * S.shape[1]]);
  const draw = integers(3);
  const sound = new Float32Array(whole.length);
  let done = 0;
  let slices = 0;
  const take = (/** @type {Float32Array} */ samples) => {
    sound.set(samples, done);
    done += samples.length;
  };
  const column = (/** @type {Float32Array} */ values, /** @type {number} */ index) => {
    assert.deepEqual(values, S.data.slice(2 * index * S.shape[1], 2 * (index + 1) * S.shape[1]));
    synthesiser.push(values, take);
    slices++;
  };
  for (let at = 0; at < x.length; ) {
    const n = draw(3000);
    analyser.push(x.subarray(at, at + n), column);
    at += n;
    assert.ok(at <= slices * analyser.hopLength + analyser.latency || at > x.length);
  }
  analyser.flush(column);
  synthesiser.flush(take);
  assert.equal(slices, S.shape[0]);
  assert.deepEqual(sound, whole);
  assert.ok(snr(x, sound) > 120);
});

test('the CQT is inverted the better, the denser its frames and the more steps are taken', () => {
  const x = Float32Array.from({ length: 30000 }, (_, n) => music(n));
  for (const [hopLength, limits] of /** @type {[number, [number, number][]][]} */ ([
    [
      512,
      [
        [0, 2],
        [16, 8],
      ],
    ],
    [
      128,
      [
        [0, 20],
        [16, 32],
      ],
    ],
    [
      64,
      [
        [0, 23],
        [4, 31],
        [16, 32.5],
      ],
    ],
  ])) {
    const C = sg.cqt(x, { sampleRate, hopLength });
    for (const [nIter, limit] of limits) {
      const db = snr(x, sg.icqt(C, { nIter, length: x.length }));
      assert.ok(db >= limit, `hop ${hopLength}, ${nIter} steps: ${db}`);
    }
  }
  for (const options of [
    { binsPerOctave: 24, nBins: 168 },
    { hopLength: 63 },
    { scale: false, norm: 2, window: 'blackman' },
    { tuning: 0.3, filterScale: 0.7 },
  ]) {
    const all = /** @type {any} */ ({ sampleRate, hopLength: 64, ...options });
    const { nBins: _, ...way } = all;
    const db = snr(x, sg.icqt(sg.cqt(x, all), { ...way, length: x.length }));
    assert.ok(db >= 30, `${JSON.stringify(options)}: ${db}`);
  }
  const V = sg.vqt(x, { sampleRate, hopLength: 64 });
  assert.ok(snr(x, sg.icqt(V, { gamma: null, length: x.length })) >= 30);
});

test('one pass of the inverse is the transpose of the transform, and the same live', () => {
  const draw = integers(12);
  const options = { sampleRate, hopLength: 200, nBins: 60, fMin: 65 };
  const [x, y] = [signal(12000, 5), signal(12000, 6)];
  const [X, Y] = [sg.cqt(x, options), sg.cqt(y, options)];
  const { nBins: _, ...way } = options;
  const product = (/** @type {ArrayLike<number>} */ a, /** @type {ArrayLike<number>} */ b) =>
    Array.prototype.reduce.call(a, (sum, value, i) => sum + value * b[i], 0);
  // A weighted transpose makes <x, back(Y)> symmetric in x and y.
  const [xy, yx] = [
    product(x, sg.icqt(Y, { ...way, nIter: 0, length: 12000 })),
    product(y, sg.icqt(X, { ...way, nIter: 0, length: 12000 })),
  ];
  assert.ok(Math.abs(xy - yx) <= 1e-5 * Math.abs(xy), `${xy} ${yx}`);
  const whole = sg.icqt(X, { ...way, nIter: 0 });
  const synthesiser = sg.synthesiser('icqt', { ...options });
  const sound = new Float32Array(whole.length);
  let done = 0;
  const take = (/** @type {Float32Array} */ samples) => {
    sound.set(samples, done);
    done += samples.length;
  };
  for (let t = 0; t < X.shape[0]; ) {
    const n = draw(5);
    synthesiser.push(X.data.subarray(120 * t, 120 * Math.min(X.shape[0], t + n)), take);
    t += n;
  }
  synthesiser.flush(take);
  assert.equal(done, whole.length);
  assert.deepEqual(sound, whole);
});

test('a sound is found for magnitudes alone', () => {
  const x = Float32Array.from({ length: 20000 }, (_, n) => music(n));
  const C = sg.cqt(x, { sampleRate, hopLength: 256 });
  const magnitudes = {
    data: Float32Array.from({ length: C.data.length / 2 }, (_, i) => Math.hypot(C.data[2 * i], C.data[2 * i + 1])),
    shape: C.shape.slice(0, 2),
  };
  /** @type {number[]} */
  const curve = [];
  const options = { sampleRate, hopLength: 256, length: x.length };
  const y = sg.griffinLimCqt(magnitudes, {
    ...options,
    onIteration: (i, convergence) => {
      assert.equal(i, curve.push(convergence) - 1);
    },
  });
  assert.equal(y.length, x.length);
  assert.equal(curve.length, 32);
  assert.ok(curve[31] < 0.1 && curve[31] < curve[0] / 3, `${curve[0]} to ${curve[31]}`);
  assert.deepEqual(
    sg.griffinLimCqt(magnitudes, { ...options, nIter: 2, seed: 5 }),
    sg.griffinLimCqt(magnitudes, { ...options, nIter: 2, seed: 5 }),
  );
  assert.notDeepEqual(
    sg.griffinLimCqt(magnitudes, { ...options, nIter: 0, seed: 5 }),
    sg.griffinLimCqt(magnitudes, { ...options, nIter: 0, init: null }),
  );
});

/** Magnitudes and phases of a complex transform. @param {{ data: Float32Array }} C */
const polar = ({ data }) =>
  [Math.hypot, (/** @type {number} */ re, /** @type {number} */ im) => Math.atan2(im, re)].map((part) =>
    Float32Array.from({ length: data.length / 2 }, (_, i) => part(data[2 * i], data[2 * i + 1])),
  );

test('phases of your own are where the search for a sound begins, as one array or with their shape', () => {
  const x = Float32Array.from({ length: 12000 }, (_, n) => music(n));
  const C = sg.cqt(x, { sampleRate, hopLength: 100 });
  const [data, phases] = polar(C);
  const magnitudes = { ...C, data, shape: C.shape.slice(0, 2), unit: 'magnitude' };
  const begin = (/** @type {any} */ init) => sg.griffinLimCqt(magnitudes, { nIter: 0, init });
  assert.ok(snr(sg.icqt(C, { nIter: 4 }), begin(phases)) > 100);
  assert.deepEqual(begin({ data: phases, shape: magnitudes.shape }), begin(phases));
  assert.deepEqual(begin(new Float64Array(phases.length)), begin(null));
  assert.ok(snr(x, sg.griffinLimCqt(magnitudes, { nIter: 2, init: phases, length: x.length })) > 20);
});

test('where onIteration returns false, the sound so far is returned; where it closes the engine, that is said', async () => {
  const magnitudes = { data: new Float32Array(20 * 84).fill(1), shape: [20, 84] };
  let calls = 0;
  const stopped = sg.griffinLimCqt(magnitudes, { sampleRate, nIter: 1000, onIteration: () => ++calls < 3 });
  assert.equal(calls, 3);
  assert.deepEqual(stopped, sg.griffinLimCqt(magnitudes, { sampleRate, nIter: 3 }));
  for (const last of [true, false]) {
    const engine = await load();
    const onIteration = () => {
      engine.close();
      return last;
    };
    assert.throws(() => engine.griffinLimCqt(magnitudes, { sampleRate, nIter: 3, onIteration }), {
      name: 'InvalidStateError',
      code: 'E_CLOSED',
      message: 'the engine is closed',
    });
  }
});

test('griffinLimCqt refuses what griffinLim refuses, in the same words', () => {
  const shape = [8, 65];
  const S = { data: new Float32Array(8 * 65).fill(1), shape, hopLength: 32 };
  const spoilt = (/** @type {number} */ value) => ({
    ...S,
    data: S.data.map((x, i) => (i === 2 * 65 + 5 ? value : x)),
  });
  const message = (/** @type {() => unknown} */ call) => {
    try {
      call();
    } catch (error) {
      return `${error} ${/** @type {any} */ (error).code}`;
    }
    return 'nothing';
  };
  for (const [given, options, start] of /** @type {[any, any, RegExp][]} */ ([
    [spoilt(NaN), {}, /^RangeError: S must hold magnitudes, from 0 to 1e18, got NaN at \[2, 5\] E_CONFIG/],
    [spoilt(-1), {}, /got -1 at \[2, 5\]/],
    [spoilt(Infinity), {}, /got Infinity at/],
    [{ ...S, unit: 'dB' }, {}, /^TypeError: S must hold magnitudes, got the unit 'dB': take dbToAmplitude of them/],
    [{ ...S, unit: 'power' }, {}, /got the unit 'power'/],
    [
      { ...S, unit: 'complex' },
      {},
      /^TypeError: S must hold magnitudes, \[frames, bins\], got complex values of shape \[8, 65\]: take their absolute values/,
    ],
    [{ ...S, shape: [4, 65, 2] }, {}, /got complex values of shape \[4, 65, 2\]/],
    [{ ...S, shape: [520] }, {}, /^RangeError: S must hold magnitudes/],
    ...[-0.1, NaN, '1'].map((momentum) => [S, { momentum }, /^(Range|Type)Error: momentum must be a number/]),
    ...[-1, 0.5, NaN, 100001, '3'].map((nIter) => [S, { nIter }, /^(Range|Type)Error: nIter must be a/]),
    ...[-1, 2.5, 100, 223, 256, 1e6, '9'].map((length) => [S, { length }, /^(Range|Type)Error: length must/]),
    ...[-1, 0.5, 2 ** 53, '1'].map((seed) => [S, { seed }, /^(Range|Type)Error: seed must be a/]),
    [S, { onIteration: 5 }, /^TypeError: onIteration must be a function, got 5/],
    [S, { init: new Float32Array(519) }, /^RangeError: init must have a phase for each of S's 520 values, got 519/],
    [
      S,
      { init: { data: S.data, shape: [65, 8] } },
      /^RangeError: init must have the shape of S, \[8, 65\], got \[65, 8\]/,
    ],
    [S, { init: spoilt(NaN) }, /^RangeError: init must hold finite phases, got NaN at \[2, 5\]/],
    [S, { iterations: 3 }, /^TypeError: unknown option 'iterations'/],
  ])) {
    const text = message(() => sg.griffinLimCqt(given, { sampleRate, ...options }));
    assert.match(text, start);
    assert.equal(
      text,
      message(() => sg.griffinLim(given, options)),
    );
  }
  assert.equal(sg.griffinLimCqt(S, { sampleRate, nIter: 1, length: 255 }).length, 255);
});

test('a transform knows what it was made with: its inverse needs no options, in a pool and after a clone neither', async () => {
  const x = Float32Array.from({ length: 12000 }, (_, n) => music(n));
  const pool = await createPool({ workers: 1 });
  const hopLength = 64;
  for (const [kind, options] of /** @type {['cqt' | 'vqt', any][]} */ ([
    ['cqt', {}],
    ['cqt', { fMin: 60, binsPerOctave: 24, nBins: 100 }],
    ['cqt', { tuning: 0.3, filterScale: 0.7, norm: 2, window: ['kaiser', 9], scale: false }],
    ['cqt', { norm: null, fMin: null, padMode: 'reflect' }],
    ['vqt', {}],
    ['vqt', { gamma: 3 }],
  ])) {
    const C = sg[kind](x, { sampleRate, hopLength, ...options });
    const { nBins: _, padMode: __, ...way } = { gamma: kind === 'vqt' ? null : 0, ...options };
    const back = sg.icqt({ data: C.data, shape: C.shape }, { sampleRate, hopLength, ...way });
    assert.deepEqual(sg.icqt(C), back);
    assert.deepEqual(sg.icqt(structuredClone(C)), back);
    assert.deepEqual(await pool.icqt(await pool[kind](x, { sampleRate, hopLength, ...options })), back);
    const magnitudes = { ...C, data: polar(C)[0], shape: C.shape.slice(0, 2), unit: 'magnitude' };
    assert.deepEqual(
      sg.griffinLimCqt(magnitudes, { nIter: 1 }),
      sg.griffinLimCqt({ data: magnitudes.data, shape: magnitudes.shape }, { sampleRate, hopLength, ...way, nIter: 1 }),
    );
  }
  for (const options of [{}, { fMin: 100, binsPerOctave: 24, tuning: 0.2, nBins: 60 }, { nFft: 6000, tuning: null }]) {
    const S = sg.nsgt(x, { sampleRate, ...options });
    const back = sg.insgt(S, { length: x.length });
    assert.ok(snr(x, back) >= 120);
    assert.deepEqual(sg.insgt(structuredClone(S), { length: x.length }), back);
    assert.deepEqual(await pool.insgt(await pool.nsgt(x, { sampleRate, ...options }), { length: x.length }), back);
  }
  pool.close();
});

test('a tuning that was estimated is known to the inverse, where it is asked to be estimated again too', () => {
  const x = Float32Array.from({ length: 12000 }, (_, n) => Math.sin((2 * Math.PI * 452 * n) / sampleRate));
  const C = sg.cqt(x, { sampleRate, hopLength: 64, tuning: null });
  const tuning = sg.estimateTuning(x, { sampleRate });
  assert.ok(tuning > 0.3);
  assert.equal(C.options?.tuning, tuning);
  assert.deepEqual(sg.icqt(C), sg.icqt({ data: C.data, shape: C.shape }, { sampleRate, hopLength: 64, tuning }));
  assert.deepEqual(sg.icqt(C, { tuning: null }), sg.icqt(C));
  assert.throws(() => sg.icqt({ data: C.data, shape: C.shape }, { sampleRate, tuning: null }), {
    name: 'TypeError',
    message: /tuning .*got null/,
  });
});

test('options beside a transform override its own, but none moves its bins', () => {
  const x = Float32Array.from({ length: 6000 }, (_, n) => music(n));
  const C = sg.cqt(x, { sampleRate, fMin: 60, binsPerOctave: 24, nBins: 100, scale: false, hopLength: 128 });
  const plain = { data: C.data, shape: C.shape };
  const way = { sampleRate, fMin: 60, binsPerOctave: 24, hopLength: 128 };
  assert.deepEqual(
    sg.icqt(C, { scale: true, filterScale: 0.9, hopLength: 100 }),
    sg.icqt(plain, { ...way, filterScale: 0.9, hopLength: 100 }),
  );
  assert.deepEqual(sg.icqt(C, way), sg.icqt(C));
  assert.deepEqual(sg.icqt(C, { fMin: 60 * 2 ** (-1 / 24), tuning: 1 }), sg.icqt(C), 'the same place by other words');
  const S = sg.nsgt(x, { sampleRate, fMin: 60, binsPerOctave: 24 });
  const spoken = { ...plain, sampleRate, frequencies: C.frequencies };
  const low = {
    ...C,
    data: C.data.slice(0, 2 * C.shape[0]),
    shape: [C.shape[0], 1, 2],
    frequencies: C.frequencies.subarray(0, 1),
  };
  for (const [call, message] of /** @type {[() => unknown, string][]} */ ([
    [
      () => sg.icqt(C, { fMin: 50 }),
      'fMin and tuning must give the lowest bin that S has, 60 Hz, got fMin 50, tuning 0',
    ],
    [
      () => sg.icqt(low, { fMin: 50 }),
      'fMin and tuning must give the lowest bin that S has, 60 Hz, got fMin 50, tuning 0',
    ],
    [
      () => sg.icqt(C, { tuning: 0.5 }),
      'fMin and tuning must give the lowest bin that S has, 60 Hz, got fMin 60, tuning 0.5',
    ],
    [() => sg.icqt(C, { binsPerOctave: 12, fMin: 30 }), 'binsPerOctave must be the 24 that S has, got 12'],
    [() => sg.icqt(C, { sampleRate: 44100 }), 'sampleRate must be the 22050 that S has, got 44100'],
    [
      () => sg.icqt(spoken, { binsPerOctave: 24 }),
      'fMin and tuning must give the lowest bin that S has, 60 Hz, got fMin 32.7032, tuning 0',
    ],
    [() => sg.icqt(spoken, {}), 'binsPerOctave must be the 24 that S has, got 12'],
    [
      () => sg.griffinLimCqt({ ...C, data: polar(C)[0], shape: C.shape.slice(0, 2), unit: 'magnitude' }, { fMin: 61 }),
      'fMin and tuning must give the lowest bin that S has, 60 Hz, got fMin 61, tuning 0',
    ],
    [() => sg.insgt(S, { binsPerOctave: 12 }), 'binsPerOctave must be the 24 that S has, got 12'],
    [
      () => sg.insgt(S, { fMin: 59 }),
      'fMin and tuning must give the lowest bin that S has, 60 Hz, got fMin 59, tuning 0',
    ],
    [() => sg.insgt(S, { sampleRate: 48000 }), 'sampleRate must be the 22050 that S has, got 48000'],
  ]))
    assert.throws(call, { name: 'RangeError', code: 'E_CONFIG', message });
  assert.deepEqual(sg.icqt(spoken, { fMin: 60, binsPerOctave: 24, scale: false, hopLength: 128 }), sg.icqt(C));
});

test('what cannot be inverted is refused by name', () => {
  const C = sg.cqt(signal(4000), { sampleRate });
  const S = sg.nsgt(signal(4000), { sampleRate });
  const magnitudes = { data: new Float32Array(8 * 84), shape: [8, 84] };
  for (const [call, name, message] of /** @type {[() => unknown, string, RegExp][]} */ ([
    [
      () => sg.icqt(magnitudes, { sampleRate }),
      'RangeError',
      /S must be complex, of shape \[frames, bins, 2\], got \[8, 84\]/,
    ],
    [() => sg.icqt({ data: C.data, shape: C.shape }), 'TypeError', /sampleRate must be given/],
    [() => sg.icqt({ data: C.data, shape: [3, 3, 2] }, { sampleRate }), 'RangeError', /S.shape must be sizes/],
    [() => sg.icqt({ data: new Float32Array(0), shape: [0, 84, 2] }, { sampleRate }), 'RangeError', /at least 1 frame/],
    [() => sg.icqt(C, { nIter: -1 }), 'RangeError', /nIter must be an integer from 0 to 100000, got -1/],
    [() => sg.icqt(C, { length: -1 }), 'RangeError', /length must be .*got -1/],
    [() => sg.icqt(C, { fMin: 0 }), 'RangeError', /fMin must be above 0/],
    [() => sg.icqt(C, { binsPerOctave: 6 }), 'RangeError', /must lie below sampleRate/],
    [
      () => sg.griffinLimCqt(C, {}),
      'TypeError',
      /S must hold magnitudes, \[frames, bins\], got complex values of shape \[8, 84, 2\]: take their absolute values/,
    ],
    [
      () => sg.griffinLimCqt(magnitudes, { sampleRate, init: /** @type {any} */ ('pghi') }),
      'TypeError',
      /^init must be 'random', null or phases, .*got 'pghi'/,
    ],
    [
      () => sg.insgt({ data: S.data, shape: S.shape }, { sampleRate, binsPerOctave: 24 }),
      'RangeError',
      /S must be of shape \[slices, \d+, 2\] with these options, got/,
    ],
    [() => sg.insgt(S, { nFft: 4096 }), 'RangeError', /S must be of shape \[slices, \d+, 2\] with these options, got/],
    [() => sg.insgt(magnitudes, { sampleRate }), 'RangeError', /S must be of shape/],
    [() => sg.nsgt(signal(4000), { sampleRate, nFft: 1001 }), 'RangeError', /nFft must be/],
    [() => sg.nsgt(signal(4000), { sampleRate, nBins: 500 }), 'RangeError', /must lie below sampleRate/],
    [() => sg.nsgt(signal(4000), /** @type {any} */ ({})), 'TypeError', /sampleRate must be given/],
  ]))
    assert.throws(call, { name, code: 'E_CONFIG', message });
});
