// What the engine's methods return and refuse, and what becomes of an engine that is closed or fails.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load, Spectrogram } from 'specgram';
import { POISON, poison } from '../helpers/poison.js';
import { signal } from '../helpers/signals.js';

const sg = await load();
const x = signal(5000);

test('shapes, times, frequencies and units follow the options', () => {
  const defaults = { nFft: 2048, hopLength: 512 };
  const cases = [
    [sg.stft(x), { shape: [10, 1025, 2], unit: 'complex', kind: 'stft', ...defaults }],
    [sg.spectrogram(x), { shape: [10, 1025], unit: 'power', kind: 'spectrogram', ...defaults }],
    [
      sg.spectrogram(x, { power: 1, nFft: 512 }),
      { shape: [40, 257], unit: 'magnitude', kind: 'spectrogram', nFft: 512, hopLength: 128 },
    ],
    [sg.spectrogram(x, { power: 1.5 }), { shape: [10, 1025], unit: '|X|^1.5', kind: 'spectrogram', ...defaults }],
    [
      sg.stft(x, { winLength: 1200 }),
      { shape: [17, 1025, 2], unit: 'complex', kind: 'stft', nFft: 2048, hopLength: 300 },
    ],
    [
      sg.stft(x, { nFft: 1500, hopLength: 1000 }),
      { shape: [6, 751, 2], unit: 'complex', kind: 'stft', nFft: 1500, hopLength: 1000 },
    ],
    [sg.stft(x, { nFft: 2 }), { shape: [5001, 2, 2], unit: 'complex', kind: 'stft', nFft: 2, hopLength: 1 }],
  ];
  for (const [S, { shape, unit, kind, nFft, hopLength }] of /** @type {[Spectrogram, any][]} */ (cases)) {
    assert.ok(S instanceof Spectrogram);
    assert.deepEqual([S.shape, S.unit, S.kind, S.hopLength, S.sampleRate], [shape, unit, kind, hopLength, undefined]);
    assert.equal(
      S.data.length,
      shape.reduce((/** @type {number} */ a, /** @type {number} */ b) => a * b),
    );
    assert.deepEqual(
      S.times,
      Float64Array.from({ length: shape[0] }, (_, t) => t * hopLength),
    );
    assert.deepEqual(
      S.frequencies,
      Float64Array.from({ length: shape[1] }, (_, k) => k / nFft),
    );
  }
});

test('with a sample rate times are seconds and frequencies Hz', () => {
  const S = sg.spectrogram(x, { sampleRate: 8000, nFft: 400, hopLength: 100 });
  assert.deepEqual([S.sampleRate, S.times[7], S.frequencies[200]], [8000, 0.0875, 4000]);
  const uncentred = sg.spectrogram(x, { sampleRate: 8000, nFft: 400, hopLength: 100, center: false });
  assert.equal(uncentred.times[0], 0.025, 'a frame stands for the sample in its middle');
  const M = sg.melSpectrogram(x, { sampleRate: 8000, htk: true, nMels: 3, fMin: 0, fMax: 4000 });
  assert.deepEqual([M.shape, M.hopLength, M.kind, M.unit], [[10, 3], 512, 'mel', 'power']);
  const mels = 2595 * Math.log10(1 + 4000 / 700);
  for (let i = 0; i < 3; i++)
    assert.ok(Math.abs(M.frequencies[i] - 700 * (10 ** (((i + 1) * mels) / 4 / 2595) - 1)) < 1e-6);
});

test('transpose gives bins first, real or complex', () => {
  for (const S of [sg.spectrogram(x, { nFft: 128 }), sg.stft(x, { nFft: 100, hopLength: 33 })]) {
    const [frames, bins, parts = 1] = S.shape;
    const { data, shape } = S.transpose();
    assert.deepEqual(shape, [bins, frames, ...S.shape.slice(2)]);
    for (let t = 0; t < frames; t += 7) {
      for (let k = 0; k < bins; k++) {
        for (let c = 0; c < parts; c++)
          assert.equal(data[(k * frames + t) * parts + c], S.data[(t * bins + k) * parts + c]);
      }
    }
  }
});

test("results are the caller's own, whatever is called next", () => {
  const S = sg.stft(x);
  const copy = S.data.slice();
  sg.stft(signal(200000, 9), { nFft: 262144 });
  assert.deepEqual(S.data, copy);
  assert.ok(S.data.buffer instanceof ArrayBuffer && S.data.buffer.byteLength === S.data.byteLength);
});

test('decibels keep the shape and the kind of what they are given', () => {
  const S = sg.melSpectrogram(x, { sampleRate: 22050 });
  const D = sg.powerToDb(S);
  assert.ok(D instanceof Spectrogram);
  assert.deepEqual(
    [D.unit, D.kind, D.shape, D.times, D.frequencies, D.sampleRate],
    ['dB', 'mel', S.shape, S.times, S.frequencies, 22050],
  );
  assert.ok(Math.max(...D.data) - Math.min(...D.data) <= 80);
  const plain = sg.powerToDb({ data: Float64Array.of(1, 10, 100, 1000), shape: [2, 2] });
  assert.deepEqual(plain, { data: Float32Array.of(0, 10, 20, 30), shape: [2, 2] });
  assert.deepEqual(sg.powerToDb(Float64Array.of(1, 10)), Float32Array.of(0, 10));
  assert.deepEqual(sg.amplitudeToDb(Float32Array.of(1, -10, 0), { topDb: null }), Float32Array.of(0, 20, -100));
  assert.equal(sg.dbToPower(D).unit, 'power');
  assert.equal(sg.dbToAmplitude(D).unit, 'magnitude');
  assert.deepEqual(sg.powerToDb(new Float32Array(0)), new Float32Array(0));
  assert.equal(S.unit, 'power', 'the argument is left as it was');
});

test('decibels refuse what makes no sense', () => {
  const S = Float32Array.of(1, 2);
  const cases = [
    [() => sg.powerToDb(S, { amin: 0 }), 'RangeError', 'amin must be a number above 0, got 0'],
    [() => sg.powerToDb(S, { topDb: -1 }), 'RangeError', 'topDb must be at least 0, or null, got -1'],
    [
      () => sg.powerToDb(S, { ref: /** @type {any} */ ('min') }),
      'TypeError',
      "ref must be a number or 'max', got 'min'",
    ],
    [() => sg.powerToDb(S, { ref: NaN }), 'RangeError', "ref must be a number or 'max', got NaN"],
    [
      () => sg.powerToDb(S, /** @type {any} */ ({ topdb: 3 })),
      'TypeError',
      "unknown option 'topdb' (did you mean 'topDb'?)",
    ],
    [() => sg.powerToDb(sg.stft(x)), 'TypeError', 'S must hold real values, got complex ones: take a spectrogram'],
    [
      () => sg.powerToDb({ data: S, shape: [3] }),
      'RangeError',
      'S.shape must be sizes whose product is the 2 values of S.data, got [3]',
    ],
    [
      () => sg.powerToDb(/** @type {any} */ ([1, 2])),
      'TypeError',
      'S must be a spectrogram or { data, shape }, got an array of 2',
    ],
    [() => sg.dbToPower(S, { ref: -1 }), 'RangeError', 'ref must be a number, 0 or above, got -1'],
  ];
  for (const [call, name, message] of /** @type {[() => void, string, string][]} */ (cases)) {
    assert.throws(call, { name, code: 'E_CONFIG', message });
  }
});

test('windows come by name, with a parameter, or as they are', () => {
  assert.deepEqual(sg.windowFunction('hann', 4), Float32Array.of(0, 0.5, 1, 0.5));
  assert.deepEqual(sg.windowFunction('hann', 5, { periodic: false }), Float32Array.of(0, 0.5, 1, 0.5, 0));
  assert.deepEqual(sg.windowFunction(8, 64), sg.windowFunction(['kaiser', 8], 64));
  assert.deepEqual(sg.windowFunction(['hann'], 64), sg.windowFunction('hann', 64));
  assert.deepEqual(sg.windowFunction([1, 2, 3], 3), Float32Array.of(1, 2, 3));
  const own = sg.windowFunction('hamming', 400);
  assert.deepEqual(sg.stft(x, { nFft: 400, window: own }).data, sg.stft(x, { nFft: 400, window: 'hamming' }).data);
  assert.deepEqual(
    sg.stft(x, { nFft: 512, winLength: 400, window: Array.from(own) }).data,
    sg.stft(x, { nFft: 512, winLength: 400, window: 'hamming' }).data,
  );
  assert.equal(sg.windowMetrics('boxcar', 256).enbw, 1);
  assert.equal(sg.windowMetrics(new Float32Array(64).fill(2), 64).coherentGain, 2);
  const cases = [
    [() => sg.windowFunction('hann', 0), 'RangeError', 'n must be an integer from 1 to 262144, got 0'],
    [() => sg.windowFunction('hann', 2.5), 'RangeError', 'n must be an integer from 1 to 262144, got 2.5'],
    [() => sg.windowFunction([1, 2], 3), 'RangeError', 'window must have n (3) values, got 2'],
    [
      () => sg.windowFunction(/** @type {any} */ ('kaiser'), 3),
      'TypeError',
      "window 'kaiser' needs its parameter: ['kaiser', number]",
    ],
    [() => sg.windowFunction(/** @type {any} */ (['hann', 3]), 3), 'TypeError', "window 'hann' takes no parameter"],
    [() => sg.windowFunction(/** @type {any} */ ([1, 'a']), 2), 'TypeError', "window must hold numbers, got 'a' at 1"],
    [
      () => sg.windowFunction(/** @type {any} */ ({}), 2),
      'TypeError',
      'window must be a name, [name, parameter], a number or an array of values, got an object',
    ],
    [
      () => sg.windowMetrics('hann', /** @type {any} */ (undefined)),
      'TypeError',
      'n must be an integer from 1 to 262144, got undefined',
    ],
  ];
  for (const [call, name, message] of /** @type {[() => void, string, string][]} */ (cases)) {
    assert.throws(call, { name, code: 'E_CONFIG', message });
  }
});

test('the mel filter bank is what turns a power spectrogram into a mel spectrogram, of odd sizes too', () => {
  for (const nFft of [400, 401]) {
    const options = { sampleRate: 16000, nFft, nMels: 40 };
    const bank = sg.melFilterbank(options);
    assert.deepEqual(bank.shape, [40, 201]);
    const S = sg.spectrogram(x, { nFft, hopLength: 160 });
    const M = sg.melSpectrogram(x, { ...options, hopLength: 160 });
    for (let t = 0; t < S.shape[0]; t++) {
      for (let m = 0; m < 40; m++) {
        let sum = 0;
        for (let k = 0; k < 201; k++) sum += bank.data[m * 201 + k] * S.data[t * 201 + k];
        assert.ok(Math.abs(M.data[t * 40 + m] - sum) <= 2e-6 * sum + 1e-12);
      }
    }
  }
  assert.throws(() => sg.melFilterbank(/** @type {any} */ ({})), {
    name: 'TypeError',
    code: 'E_CONFIG',
    message: 'sampleRate must be given, in Hz',
  });
  assert.throws(() => sg.melFilterbank({ sampleRate: 8000, nMels: 1e9 }), {
    name: 'RangeError',
    code: 'E_CONFIG',
    message: 'nMels must be an integer from 1 to 4096, got 1000000000',
  });
  assert.throws(() => sg.melFilterbank({ sampleRate: 8000, nFft: -2 }), { name: 'RangeError', code: 'E_CONFIG' });
});

test('nextFastSize gives the next size that is even and has no prime factor above 5', () => {
  for (const [n, next] of [
    [0, 2],
    [1, 2],
    [3, 4],
    [7, 8],
    [1025, 1080],
    [2042, 2048],
    [262144, 262144],
  ])
    assert.equal(sg.nextFastSize(n), next);
  for (const n of [262145, Infinity, NaN])
    assert.throws(() => sg.nextFastSize(n), { name: 'RangeError', code: 'E_CONFIG' });
  assert.throws(() => sg.nextFastSize(/** @type {any} */ ('8')), {
    name: 'TypeError',
    code: 'E_CONFIG',
    message: "n must be a number up to 262144, got '8'",
  });
});

test('a result that cannot be held is refused before anything is allocated', () => {
  const long = new Float32Array(3e6);
  assert.throws(() => sg.stft(long, { nFft: 2048, hopLength: 1 }), {
    name: 'RangeError',
    code: 'E_TOO_LARGE',
    message: /^the result would take 24\.6 GB, at most 4\.29/,
  });
});

test('a closed engine says so, however often it is closed', async () => {
  const engine = await load();
  const analyser = engine.analyser('spectrogram');
  engine.close();
  engine.close();
  const calls = [
    () => engine.stft(x),
    () => engine.istft({ data: new Float32Array(4), shape: [1, 2, 2] }),
    () => engine.melFilterbank({ sampleRate: 8000 }),
    () => engine.powerToDb(x),
    () => engine.windowFunction('hann', 8),
    () => engine.windowMetrics('hann', 8),
    () => engine.nextFastSize(8),
    () => engine.analyser('mel', { sampleRate: 8000 }),
    () => engine.synthesiser('istft'),
    () => analyser.push(x, () => {}),
    () => analyser.flush(() => {}),
    () => analyser.reset(),
  ];
  for (const call of calls) assert.throws(call, { name: 'InvalidStateError', code: 'E_CLOSED' });
  analyser.close();
});

test('after a trap the engine goes on with a fresh core', async () => {
  const engine = await load({ wasm: poison(readFileSync(new URL('../../dist/specgram.wasm', import.meta.url))) });
  const analyser = engine.analyser('spectrogram');
  const bad = x.slice();
  bad[0] = POISON;
  assert.throws(() => engine.stft(bad), { name: 'Error', code: 'E_ENGINE', message: 'the engine failed: unreachable' });
  assert.deepEqual(engine.stft(x).data, sg.stft(x).data);
  assert.throws(() => analyser.push(x, () => {}), { name: 'InvalidStateError', code: 'E_CLOSED' });
  const live = engine.analyser('spectrogram');
  assert.throws(() => live.push(bad, () => {}), { code: 'E_ENGINE' });
  assert.throws(() => live.push(x, () => {}), { code: 'E_CLOSED' });
  assert.deepEqual(engine.stft(x).data, sg.stft(x).data);
});
