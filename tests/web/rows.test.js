// Stages of rows over a spectrogram that there is: the same bytes as behind the analysis that made it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'specgram';
import { takeTensor } from '../../web/base/tensor.js';
import { Core } from '../../web/core/core.js';
import { makePlan } from '../../web/core/options.js';
import { complete } from '../../web/engine/offline.js';
import { analyseRows } from '../../web/engine/rows.js';
import { signal } from '../helpers/signals.js';
import { KINDS } from '../helpers/registry.js';

/** @type {any} */
const sg = await load();
const core = new Core(new WebAssembly.Module(readFileSync(new URL('../../dist/specgram.wasm', import.meta.url))));
const sampleRate = 16000;
const x = signal(12000);
const ANY = { what: 'a spectrogram' };

/** @param {any} S @param {any[]} stages @param {any} [wanted] */
function over(S, stages, wanted = ANY) {
  const plans = stages.map((stage) => makePlan(KINDS[stage[0]], stage[1]));
  return complete(analyseRows(core, takeTensor(S), plans, wanted));
}

const ANALYSES = /** @type {[string, any][]} */ ([
  ['spectrogram', { nFft: 512, hopLength: 160, sampleRate }],
  ['spectrogram', { nFft: 255, hopLength: 160, power: 1, center: false, sampleRate }],
  ['spectrogram', { nFft: 1, hopLength: 40 }],
  ['mel', { nFft: 512, hopLength: 160, nMels: 40, power: 1.5, sampleRate }],
  ['stft', { nFft: 128, hopLength: 100 }],
  ['cqt', { nBins: 36, fMin: 110, sampleRate, lowLatency: true }],
  ['instantaneousFrequency', { nFft: 128, sampleRate }],
]);
const delta = ['delta', { width: 5, mode: 'nearest' }];

for (const [kind, options] of ANALYSES) {
  test(`a stage over ${kind} ${JSON.stringify(options)} gives what it gives behind it, and its facts`, () => {
    const S = sg.analyse(x, [[kind, options]], {});
    for (const stages of [[delta], [['gain', { gainDb: 3 }]], [delta, delta]].slice(
      0,
      kind === 'instantaneousFrequency' ? 1 : 3,
    )) {
      const wanted = sg.analyse(x, [[kind, options], ...stages], {});
      const got = over(S, stages);
      // magnitudes below 1e-15 count as silence in what is given
      assert.equal(got.data.length, wanted.data.length);
      got.data.forEach((value, i) => assert.ok(Math.abs(value - wanted.data[i]) <= 2e-15));
      assert.deepEqual({ ...got, data: 0 }, { ...wanted, data: 0 });
    }
  });
}

test('a stage that needs an axis finds it: given, or that of Fourier frames', () => {
  const S = sg.spectrogram(x, { nFft: 400, power: 1, sampleRate });
  const wanted = sg.analyse(
    x,
    [
      ['spectrogram', { nFft: 400, power: 1 }],
      ['tuning', {}],
    ],
    { sampleRate },
  );
  assert.deepEqual(over(S, [['tuning', {}]]).data, wanted.data);
  const { data, shape } = S;
  const plain = over({ data, shape }, [['tuning', { sampleRate }]], { ...ANY, units: ['magnitude'], fourier: true });
  assert.deepEqual(plain.data, wanted.data);
  assert.deepEqual(
    [...over({ data, shape }, [delta], { ...ANY, fourier: true }).frequencies.slice(0, 2)],
    [0, 1 / 400],
  );
  assert.ok(
    over({ data, shape }, [delta]).frequencies.every((hz) => hz === 0),
    'nobody knows them',
  );
});

test('what is no such spectrogram is refused by name', () => {
  const wanted = { what: 'a power spectrogram', units: ['power'], kinds: ['spectrogram'], fourier: true };
  const S = sg.spectrogram(x, { nFft: 256, sampleRate });
  assert.equal(over(S, [delta], { ...wanted, gives: 'that' }).kind, 'that');
  for (const [given, error] of /** @type {[any, object][]} */ ([
    [sg.cqt(x, { sampleRate }), { name: 'TypeError', message: "S must be a power spectrogram, got kind 'cqt'" }],
    [sg.powerToDb(S), { name: 'TypeError', message: "S must be a power spectrogram, got the unit 'dB'" }],
    [
      { ...S, unit: 'volts' },
      { name: 'TypeError', message: /got the unit 'volts'/ },
    ],
    [
      { data: S.data, shape: [S.data.length] },
      { name: 'RangeError', message: /of shape \[frames, bins\], got \[\d+\]/ },
    ],
    [
      { data: S.data, shape: [S.shape[0], 129, 1] },
      { name: 'RangeError', message: /of shape \[frames, bins\]/ },
    ],
    [
      { data: new Float32Array(0), shape: [0, 129] },
      { name: 'RangeError', message: /at least 1 frame, got 0/ },
    ],
    [
      { data: new Float32Array(129), shape: [1, 129] },
      { name: 'RangeError', message: /as many frames/ },
    ],
    [
      { ...S, data: S.data.slice(0, 2 * 128), shape: [2, 128] },
      { name: 'RangeError', message: /each of its 129/ },
    ],
    [
      { ...S, options: { nFft: 300 } },
      { name: 'RangeError', message: /nFft 300 goes with 151 bins, got 129/ },
    ],
    [
      { ...S, sampleRate: 'fast' },
      { name: 'RangeError', message: /^sampleRate must be .*'fast'/ },
    ],
    [5, { name: 'TypeError', message: /^S must be a spectrogram or \{ data, shape \}, got 5/ }],
  ])) {
    const { message } = /** @type {any} */ (error);
    assert.throws(() => over(given, [['delta', {}]], wanted), { ...error, code: 'E_CONFIG' }, String(message));
  }
  assert.throws(() => over(sg.stft(x), [['log', {}]]), { code: 'E_CONFIG', message: /takes real values/ });
});

/** The cosine transform of SciPy's types, by its sums. @param {ArrayLike<number>} x @param {number} type @param {boolean} ortho */
function cosines(x, type, ortho) {
  const N = x.length;
  return Array.from({ length: N }, (_, k) => {
    let y = 0;
    for (let n = 0; n < N; n++) {
      const end = n === 0 || (type === 1 && n === N - 1);
      const part = type === 1 ? (k * n) / (N - 1) : type === 2 ? (k * (n + 0.5)) / N : ((k + 0.5) * n) / N;
      const weight = (type === 2 || !end ? 2 : 1) * (ortho && end && type !== 2 ? Math.SQRT2 : 1);
      y += weight * x[n] * Math.cos(Math.PI * part);
    }
    const first = k === 0 || (type === 1 && k === N - 1);
    const squares = type === 1 ? 2 * (N - 1) : 2 * N;
    return ortho ? (y / Math.sqrt(squares)) * (type !== 3 && first ? Math.SQRT1_2 : 1) : y;
  });
}

test('dct is the sum of its definition, and idct undoes it', () => {
  const size = 10;
  const frames = 3;
  const data = signal(frames * size, 77);
  const S = { data, shape: [frames, size] };
  for (const dctType of [1, 2, 3]) {
    for (const norm of ['ortho', null]) {
      const options = { dctType, norm, lifter: 0 };
      const got = over(S, [['dct', { ...options, nMfcc: size }]]);
      assert.equal(got.unit, 'cepstrum');
      for (let t = 0; t < frames; t++) {
        const wanted = cosines(data.subarray(t * size, (t + 1) * size), dctType, norm === 'ortho');
        wanted.forEach((y, k) => assert.ok(Math.abs(got.data[t * size + k] - y) < 2e-6, `${dctType} ${norm} ${k}`));
      }
      const lifted = { ...options, lifter: 22, lifterFrom: 0 };
      const back = over(over(S, [['dct', { ...lifted, nMfcc: size }]]), [['idct', { ...lifted, nMels: size }]]);
      back.data.forEach((value, i) => assert.ok(Math.abs(value - data[i]) < 2e-6));
    }
  }
  const plain = over(S, [['dct', { nMfcc: size }]]).data;
  for (const [lifter, lifterFrom] of [
    [22, 1],
    [22, 0],
    [7.5, 1],
  ]) {
    const lifted = over(S, [['dct', { nMfcc: size, lifter, lifterFrom }]]).data;
    plain.forEach((value, i) => {
      const wanted = value * (1 + (lifter / 2) * Math.sin((Math.PI * ((i % size) + lifterFrom)) / lifter));
      assert.ok(Math.abs(lifted[i] - wanted) < 1e-5 * (1 + Math.abs(wanted)));
    });
  }
});

test('an energy takes the place of coefficient 0, and HTK has that last', () => {
  const S = { data: signal(22, 5), shape: [2, 11] };
  const bands = { data: new Float32Array([...S.data.subarray(1, 11), ...S.data.subarray(12)]), shape: [2, 10] };
  const C = over(bands, [['dct', { nMfcc: 5 }]]).data;
  const of = (options) => [
    ...over(options.energy ? S : bands, [['dct', { nMfcc: 5, ...options }]]).data.subarray(0, 5),
  ];
  assert.deepEqual(of({ energy: true }), [S.data[0], ...C.subarray(1, 5)]);
  assert.deepEqual(of({ energy: true, htkCompat: true }), [...C.subarray(1, 5), S.data[0]]);
  assert.deepEqual(of({ htkCompat: true }), [...C.subarray(1, 5), Math.fround(C[0] * Math.fround(Math.SQRT2))]);
  for (const [options, message] of /** @type {[any, RegExp][]} */ ([
    [{ nMfcc: 11 }, /^nMfcc must be an integer from 1 to the number of bands, got 11/],
    [{ dctType: 4, nMfcc: 5 }, /^dctType must be 1, 2 or 3/],
    [{ norm: 'slaney', nMfcc: 5 }, /norm must be 'ortho', null/],
    [{ norm: 1, nMfcc: 5 }, /^norm must be 'ortho' or null, got 1/],
  ]))
    assert.throws(() => over(bands, [['dct', options]]), { code: 'E_CONFIG', message });
});

test('PCEN is its recursion, in every branch, and the past begins at 1', () => {
  const M = sg.melSpectrogram(x, { nFft: 512, hopLength: 160, nMels: 20, sampleRate });
  const [frames, bins] = M.shape;
  for (const o of [
    {},
    { power: 0 },
    { bias: 0 },
    { maxSize: 4, b: 0.3 },
    { gain: 0.5, timeConstant: 0.05, eps: 0.1, power: 0.25, bias: 3 },
  ]) {
    const { gain = 0.98, bias = 2, power = 0.5, timeConstant = 0.4, eps = 1e-6, maxSize = 1 } = /** @type {any} */ (o);
    const length = (timeConstant * sampleRate) / 160;
    const b = o.b ?? (Math.sqrt(1 + 4 * length ** 2) - 1) / (2 * length ** 2);
    const past = new Float64Array(bins).fill(1);
    const got = sg.pcen(M, o);
    assert.equal(got.unit, 'normalised');
    for (let t = 0; t < frames; t++) {
      const row = M.data.subarray(t * bins, (t + 1) * bins);
      for (let k = 0; k < bins; k++) {
        const first = Math.max(0, k - (maxSize >> 1));
        past[k] += b * (Math.max(...row.subarray(first, k + maxSize - (maxSize >> 1))) - past[k]);
        const level = row[k] * (eps + past[k]) ** -gain;
        const wanted =
          power === 0
            ? Math.log1p(level)
            : bias === 0
              ? level ** power
              : bias ** power * Math.expm1(power * Math.log1p(level / bias));
        assert.ok(Math.abs(got.data[t * bins + k] - wanted) < 1e-6 * wanted + 1e-12, `${JSON.stringify(o)} ${t} ${k}`);
      }
    }
  }
  const { data, shape } = M;
  assert.deepEqual(sg.pcen({ data, shape }, { sampleRate, hopLength: 160 }).data, sg.pcen(M).data);
  assert.throws(() => sg.pcen({ data, shape }), { code: 'E_CONFIG', message: 'sampleRate must be given, in Hz' });
  assert.throws(() => sg.pcen(sg.powerToDb(M)), { name: 'TypeError', message: /^S must be .* got the unit 'dB'/ });
  assert.throws(() => sg.analyser(['mel', 'log', 'pcen'], { sampleRate }), {
    code: 'E_CONFIG',
    message: /magnitudes or powers/,
  });
});

test('mel bands, chroma and cepstra of what is there are those of the sound that it was made of', () => {
  const frames = { nFft: 512, hopLength: 160, sampleRate };
  const mel = sg.melSpectrogram(x, { ...frames, nMels: 40 });
  const S = sg.spectrogram(x, frames);
  const got = sg.melSpectrogram(S, { nMels: 40 });
  assert.deepEqual({ ...got }, { ...mel });
  const { data, shape } = S;
  assert.deepEqual(sg.melSpectrogram({ data, shape }, { nMels: 40, sampleRate }).data, mel.data);
  const odd = { ...frames, nFft: 401 };
  assert.deepEqual(
    sg.melSpectrogram(sg.spectrogram(x, { ...odd, power: 1 }), { nMels: 30 }).data,
    sg.melSpectrogram(x, { ...odd, power: 1, nMels: 30 }).data,
  );
  const mfcc = sg.mfcc(x, { ...frames, nMels: 40, nMfcc: 13, lifter: 22 });
  assert.deepEqual({ ...sg.mfcc(sg.powerToDb(mel), { nMfcc: 13, lifter: 22 }) }, { ...mfcc });
  const C = sg.cqt(x, { sampleRate, binsPerOctave: 24, nBins: 120, fMin: 60 });
  const usual = { sampleRate, binsPerOctave: 24, nOctaves: 5, fMin: 60, tuning: 0 };
  assert.deepEqual(sg.chroma(C, { norm: 2 }).data, sg.chroma(x, { ...usual, norm: 2 }).data);
  assert.deepEqual(sg.chromaCens(C, { winLenSmooth: 5 }).data, sg.chromaCens(x, { ...usual, winLenSmooth: 5 }).data);
  const H = sg.hybridCqt(x, { sampleRate });
  const classes = new Float32Array(12);
  for (let b = 0; b < 84; b++) classes[b % 12] += H.data[10 * 84 + b];
  const most = Math.max(...classes);
  sg.chroma(H)
    .data.subarray(120, 132)
    .forEach((value, k) => assert.ok(Math.abs(value - classes[k] / most) < 1e-6));
  for (const call of [() => sg.melSpectrogram(C, { sampleRate }), () => sg.mfcc(C), () => sg.melToStft(C)])
    assert.throws(call, { name: 'TypeError', code: 'E_CONFIG', message: /^S must be .*, got kind 'cqt'/ });
  assert.throws(() => sg.chroma(S), { name: 'TypeError', message: /^S must be .*, got kind 'spectrogram'/ });
  assert.throws(() => sg.mfcc(mel), {
    name: 'TypeError',
    message: /^S must be a mel spectrogram in dB, got the unit 'power'/,
  });
});

test('topDb is for whole sounds: live nobody knows the loudest of all', () => {
  const loud = sg.mfcc(x, { sampleRate, topDb: 20 });
  assert.notDeepEqual(loud.data, sg.mfcc(x, { sampleRate }).data);
  assert.deepEqual(sg.mfcc(x, { sampleRate, topDb: 500 }).data, sg.mfcc(x, { sampleRate, topDb: null }).data);
  const message = /^topDb must be null where sound comes bit by bit.* take minDb, got 80/;
  assert.throws(() => sg.analyser('mfcc', { sampleRate, topDb: 80 }), {
    name: 'RangeError',
    code: 'E_CONFIG',
    message,
  });
  assert.equal(sg.analyser('mfcc', { sampleRate, topDb: null }).bins, 20);
  assert.throws(() => sg.mfcc(x, { sampleRate, topDb: -1 }), {
    name: 'RangeError',
    message: /topDb must be at least 0/,
  });
  assert.throws(() => sg.mfcc(x, { sampleRate, nMfcc: 0 }), { name: 'RangeError', message: /^nMfcc must .* got 0/ });
});

test('delta of all frames can wrap, and live it says that it cannot', () => {
  const S = { data: Float32Array.from({ length: 8 }, (_, t) => t * t), shape: [8, 1] };
  const slope = (t) =>
    (2 * (S.data[(t + 2) % 8] - S.data[(t + 6) % 8]) + S.data[(t + 1) % 8] - S.data[(t + 7) % 8]) / 10;
  sg.delta(S, { width: 5, mode: 'wrap' }).data.forEach((value, t) => assert.ok(Math.abs(value - slope(t)) < 1e-5));
  assert.equal(sg.delta({ data: S.data.slice(0, 2), shape: [2, 1] }, { width: 9, mode: 'wrap' }).data.length, 2);
  assert.throws(() => sg.analyser(['mel', ['delta', { mode: 'wrap' }]], { sampleRate }), {
    code: 'E_CONFIG',
    message: /wrap/,
  });
});

test('mel bands become magnitudes that have them, none negative', () => {
  const tone = Float32Array.from({ length: 8000 }, (_, i) => Math.sin(0.3 * i) + (i % 800 === 0 ? 1 : 0));
  for (const sound of [x, tone])
    for (const o of /** @type {any[]} */ ([
      {},
      { nMels: 40, nFft: 1024 },
      { nFft: 512, htk: true, norm: null, nMels: 64, power: 1 },
      { fMin: 300, fMax: 5000, nMels: 30 },
    ])) {
      const { nFft, htk, norm, fMin, fMax, power = 2 } = o;
      const M = sg.melSpectrogram(sound, { ...o, sampleRate });
      const S = sg.melToStft(M, { nFft, htk, norm, fMin, fMax });
      assert.deepEqual([S.unit, S.kind, ...S.shape], ['magnitude', 'spectrogram', M.shape[0], (nFft ?? 2048) / 2 + 1]);
      assert.ok(S.data.every((value) => value >= 0));
      const raised = { data: S.data.map((value) => value ** power), shape: S.shape };
      const back = sg.melSpectrogram(raised, { ...o, power: undefined, sampleRate });
      let [off, all] = [0, 0];
      M.data.forEach((value, i) => {
        off += (value - back.data[i]) ** 2;
        all += value ** 2;
      });
      assert.ok(off <= 1e-6 * all, `${Math.sqrt(off / all)} for ${JSON.stringify(o)}`);
    }
  const M = sg.melSpectrogram(x, { sampleRate });
  assert.deepEqual(sg.melToAudio(M, { seed: 4, nIter: 2 }), sg.griffinLim(sg.melToStft(M), { seed: 4, nIter: 2 }));
  const silence = sg.melToStft({ data: new Float32Array(40), shape: [1, 40] }, { sampleRate, nFft: 512 });
  assert.ok(silence.data.every((value) => value === 0));
});
