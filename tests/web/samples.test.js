// What the engine takes for samples: every kind of array and AudioBuffers, the shortest, those that are not finite; and
// what it does not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { load } from 'specgram';
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
      message: `samples must be at least 1 long for stft with padMode '${padMode}', got 0`,
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
