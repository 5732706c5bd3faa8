// From constant-Q transforms back to sound: least squares, the transpose, what a transform knows of itself, and what is
// refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPool, load } from 'specgram';
import { music, polar, sampleRate, snr } from '../helpers/inversion.js';
import { integers, signal } from '../helpers/signals.js';

const sg = await load();

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
    [
      () => sg.nsgt(signal(4000), { sampleRate, nFft: 1 }),
      'RangeError',
      /nFft must be at least 2 for slices, got nFft 1/,
    ],
    [() => sg.nsgt(signal(4000), { sampleRate, nBins: 500 }), 'RangeError', /must lie below sampleRate/],
    [() => sg.nsgt(signal(4000), /** @type {any} */ ({})), 'TypeError', /sampleRate must be given/],
  ]))
    assert.throws(call, { name, code: 'E_CONFIG', message });
});
