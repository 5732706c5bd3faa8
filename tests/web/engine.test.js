// What the engine's methods take, return and refuse.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { load, Spectrogram } from 'specgram';
import { POISON, poison } from '../helpers/poison.js';
import { signal } from '../helpers/signals.js';

const sg = await load();
const x = signal(5000);

/** An AudioBuffer as pages have it. @param {Float32Array[]} channels @param {number} sampleRate */
const audioBuffer = (channels, sampleRate) => ({
  numberOfChannels: channels.length,
  length: channels[0].length,
  sampleRate,
  getChannelData: (/** @type {number} */ c) => channels[c],
});

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

test('samples come as float32, float64, arrays or AudioBuffers, and give the same', () => {
  const wanted = sg.spectrogram(x).data;
  for (const samples of [Float64Array.from(x), Array.from(x), audioBuffer([x], 48000), x.subarray(0), [...x]]) {
    assert.deepEqual(sg.spectrogram(samples).data, wanted);
  }
});

test('an AudioBuffer brings its sample rate and its channels', () => {
  const left = signal(3000, 1);
  const right = signal(3000, 2);
  const buffer = audioBuffer([left, right], 44100);
  const mean = left.map((value, i) => (value + right[i]) / 2);
  assert.equal(sg.melSpectrogram(buffer).sampleRate, 44100);
  assert.equal(sg.spectrogram(buffer, { sampleRate: 48000 }).sampleRate, 48000);
  assert.deepEqual(sg.spectrogram(buffer).data, sg.spectrogram(left).data);
  assert.deepEqual(sg.spectrogram(buffer, { channel: 1 }).data, sg.spectrogram(right).data);
  assert.deepEqual(sg.spectrogram(buffer, { channel: 'mix' }).data, sg.spectrogram(mean).data);
  assert.throws(() => sg.spectrogram(buffer, { channel: 2 }), {
    name: 'RangeError',
    code: 'E_CONFIG',
    message: "channel must be 'mix' or an integer from 0 to 1, got 2",
  });
  assert.throws(() => sg.spectrogram(buffer, { channel: /** @type {any} */ ('left') }), {
    name: 'TypeError',
    code: 'E_CONFIG',
  });
});

test('arrays without their memory are refused, wherever they are given, and not taken for silence', () => {
  const detached = () => {
    const array = new Float32Array(4096);
    structuredClone(array.buffer, { transfer: [array.buffer] });
    return array;
  };
  const shrunk = () => {
    const buffer = new ArrayBuffer(4096, /** @type {any} */ ({ maxByteLength: 4096 }));
    const array = new Float32Array(buffer, 2048);
    /** @type {any} */ (buffer).resize(1024);
    return array;
  };
  for (const make of [detached, shrunk]) {
    const calls = {
      samples: [() => sg.stft(make()), () => sg.analyser('stft').push(make(), () => {})],
      S: [() => sg.powerToDb(make())],
      'S.data': [() => sg.istft({ data: make(), shape: [0, 129, 2] })],
      columns: [() => sg.synthesiser('istft', { nFft: 256 }).push(make(), () => {})],
      window: [() => sg.stft(x, { window: make() })],
      init: [() => sg.griffinLim(sg.spectrogram(x, { power: 1 }), { init: make() })],
    };
    for (const [name, list] of Object.entries(calls)) {
      for (const call of list)
        assert.throws(call, {
          name: 'TypeError',
          code: 'E_CONFIG',
          message: `${name} must have its memory, got an array whose buffer was transferred or has shrunk`,
        });
    }
  }
});

test('arrays of another realm are as good as our own', () => {
  const foreign = runInNewContext('new Float32Array(values)', { values: Array.from(x) });
  assert.ok(!(foreign instanceof Float32Array));
  assert.deepEqual(sg.stft(foreign).data, sg.stft(x).data);
  assert.deepEqual(sg.powerToDb(foreign), sg.powerToDb(x));
});

test('what is not samples is refused by name', () => {
  for (const samples of [
    undefined,
    null,
    'abc',
    5,
    {},
    new Int16Array(5),
    new Map(),
    () => 1,
    new DataView(new ArrayBuffer(8)),
    Symbol('x'),
    5n,
  ]) {
    assert.throws(() => sg.stft(/** @type {any} */ (samples)), {
      name: 'TypeError',
      code: 'E_CONFIG',
      message: /^samples must be a Float32Array/,
    });
  }
});

test('the shortest signals do what the reference does', () => {
  const empty = new Float32Array(0);
  assert.deepEqual(sg.stft(empty).shape, [1, 1025, 2]);
  assert.ok(sg.stft(empty).data.every((value) => value === 0));
  for (const padMode of /** @type {const} */ (['reflect', 'edge', 'symmetric', 'linear_ramp'])) {
    assert.throws(() => sg.stft(empty, { padMode }), {
      name: 'RangeError',
      code: 'E_CONFIG',
      message: `padMode '${padMode}' needs at least 1 sample, got 0`,
    });
    assert.equal(sg.stft(Float32Array.of(1), { padMode }).shape[0], 1);
  }
  assert.throws(() => sg.stft(x.subarray(0, 2047), { center: false }), {
    name: 'RangeError',
    code: 'E_CONFIG',
    message: 'samples must be at least nFft (2048) long when center is false, got 2047',
  });
  assert.equal(sg.stft(x.subarray(0, 2048), { center: false }).shape[0], 1);
});

test('samples that are not finite, or too loud, count and do not spread', () => {
  const clean = sg.spectrogram(x, { nFft: 256 });
  for (const [value, instead] of [
    [NaN, 0],
    [Infinity, 0],
    [-Infinity, 0],
    [3e38, 1e12],
  ]) {
    const bad = x.slice();
    bad[2000] = value;
    const S = sg.spectrogram(bad, { nFft: 256 });
    assert.equal(S.nonFinite, 1);
    assert.ok(S.data.every(Number.isFinite));
    for (let t = 0; t < S.shape[0]; t++) {
      const touched = Math.abs(t * 64 - 2000) <= 128;
      const same = S.data.subarray(t * 129, (t + 1) * 129).every((v, k) => v === clean.data[t * 129 + k]);
      assert.ok(touched || same, `${value} reached frame ${t}`);
    }
    bad[2000] = instead;
    assert.deepEqual(sg.spectrogram(bad, { nFft: 256 }).data, S.data);
  }
  assert.equal(sg.spectrogram(x).nonFinite, 0);
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
    [() => sg.powerToDb(S, { amin: 0 }), 'RangeError', 'amin must be above 0 and finite, got 0'],
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
    [() => sg.dbToPower(S, { ref: -1 }), 'RangeError', 'ref must be at least 0 and finite, got -1'],
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
    [() => sg.windowFunction(/** @type {any} */ ([1, 'a']), 2), 'TypeError', 'window must hold numbers only'],
    [
      () => sg.windowFunction(/** @type {any} */ ({}), 2),
      'TypeError',
      'window must be a name, [name, parameter], a number or an array of values, got an object',
    ],
    [() => sg.windowMetrics('hann', /** @type {any} */ (undefined)), 'TypeError', 'n must be a number, got undefined'],
  ];
  for (const [call, name, message] of /** @type {[() => void, string, string][]} */ (cases)) {
    assert.throws(call, { name, code: 'E_CONFIG', message });
  }
});

test('the mel filter bank is what turns a power spectrogram into a mel spectrogram', () => {
  const options = { sampleRate: 16000, nFft: 400, nMels: 40 };
  const bank = sg.melFilterbank(options);
  assert.deepEqual(bank.shape, [40, 201]);
  const S = sg.spectrogram(x, { nFft: 400, hopLength: 160 });
  const M = sg.melSpectrogram(x, { ...options, hopLength: 160 });
  for (let t = 0; t < S.shape[0]; t++) {
    for (let m = 0; m < 40; m++) {
      let sum = 0;
      for (let k = 0; k < 201; k++) sum += bank.data[m * 201 + k] * S.data[t * 201 + k];
      assert.ok(Math.abs(M.data[t * 40 + m] - sum) <= 2e-6 * sum + 1e-12);
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

test('nextFastSize gives the next size that nFft may be', () => {
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
    message: "n must be a number, got '8'",
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
