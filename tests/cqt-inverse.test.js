// From constant-Q transforms back to sound: the exact pair, least squares, and magnitudes alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { integers, signal, xorshift } from './helpers/signals.js';

const sg = await load();
const sampleRate = 22050;
const sine = (/** @type {number} */ hz) => (/** @type {number} */ n) => Math.sin((2 * Math.PI * hz * n) / sampleRate);
const chord = [110, 164.81, 220, 329.63, 440, 554.37, 880, 1320].map(sine);
/** Notes that are struck and die away. @param {number} n */
const music = (n) => chord.reduce((sum, wave, k) => sum + 0.1 * wave(n) * Math.exp(-6 * ((n / sampleRate + 0.13 * k) % 0.5)), 0);

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
  assert.deepEqual([S.unit, S.kind, S.hopLength, S.shape[0], S.frequencies.length], ['complex', 'nsgt', 4096, 9, widths.length]);
  assert.equal(widths.reduce((a, b) => a + b), S.shape[1]);
  const band = S.frequencies.findIndex((f) => Math.abs(f - hz) < 1e-6);
  const first = widths.subarray(0, band).reduce((a, b) => a + b, 0);
  const width = widths[band];
  const value = (/** @type {number} */ slice, /** @type {number} */ i) => [0, 1].map((part) => S.data[2 * (slice * S.shape[1] + first + i) + part]);
  for (let i = 0; i < width / 2; i++) { // the second half of slice 3 is the first half of slice 4
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
  for (let at = 0; at < x.length;) {
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
  for (const [hopLength, limits] of /** @type {[number, [number, number][]][]} */ ([[512, [[0, 2], [16, 8]]], [128, [[0, 20], [16, 32]]], [64, [[0, 23], [4, 31], [16, 32.5]]]])) {
    const C = sg.cqt(x, { sampleRate, hopLength });
    for (const [nIter, limit] of limits) {
      const db = snr(x, sg.icqt(C, { nIter, length: x.length }));
      assert.ok(db >= limit, `hop ${hopLength}, ${nIter} steps: ${db}`);
    }
  }
  for (const options of [{ binsPerOctave: 24, nBins: 168 }, { hopLength: 63 }, { scale: false, norm: 2, window: 'blackman' }, { tuning: 0.3, filterScale: 0.7 }]) {
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
  const product = (/** @type {ArrayLike<number>} */ a, /** @type {ArrayLike<number>} */ b) => Array.prototype.reduce.call(a, (sum, value, i) => sum + value * b[i], 0);
  // A weighted transpose makes <x, back(Y)> symmetric in x and y.
  const [xy, yx] = [product(x, sg.icqt(Y, { ...way, nIter: 0, length: 12000 })), product(y, sg.icqt(X, { ...way, nIter: 0, length: 12000 }))];
  assert.ok(Math.abs(xy - yx) <= 1e-5 * Math.abs(xy), `${xy} ${yx}`);
  const whole = sg.icqt(X, { ...way, nIter: 0 });
  const synthesiser = sg.synthesiser('icqt', { ...options });
  const sound = new Float32Array(whole.length);
  let done = 0;
  const take = (/** @type {Float32Array} */ samples) => {
    sound.set(samples, done);
    done += samples.length;
  };
  for (let t = 0; t < X.shape[0];) {
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
  const magnitudes = { data: Float32Array.from({ length: C.data.length / 2 }, (_, i) => Math.hypot(C.data[2 * i], C.data[2 * i + 1])), shape: C.shape.slice(0, 2) };
  /** @type {number[]} */
  const curve = [];
  const options = { sampleRate, hopLength: 256, length: x.length };
  const y = sg.griffinLimCqt(magnitudes, { ...options, onIteration: (i, convergence) => { assert.equal(i, curve.push(convergence) - 1); } });
  assert.equal(y.length, x.length);
  assert.equal(curve.length, 32);
  assert.ok(curve[31] < 0.1 && curve[31] < curve[0] / 3, `${curve[0]} to ${curve[31]}`);
  assert.deepEqual(sg.griffinLimCqt(magnitudes, { ...options, nIter: 2, seed: 5 }), sg.griffinLimCqt(magnitudes, { ...options, nIter: 2, seed: 5 }));
  assert.notDeepEqual(sg.griffinLimCqt(magnitudes, { ...options, nIter: 0, seed: 5 }), sg.griffinLimCqt(magnitudes, { ...options, nIter: 0, init: null }));
});

test('what cannot be inverted is refused by name', () => {
  const C = sg.cqt(signal(4000), { sampleRate });
  const S = sg.nsgt(signal(4000), { sampleRate });
  const magnitudes = { data: new Float32Array(8 * 84), shape: [8, 84] };
  for (const [call, name, message] of /** @type {[() => unknown, string, RegExp][]} */ ([
    [() => sg.icqt(magnitudes, { sampleRate }), 'RangeError', /C must be complex, of shape \[frames, bins, 2\], got \[8, 84\]/],
    [() => sg.icqt({ data: C.data, shape: C.shape }), 'TypeError', /sampleRate must be given/],
    [() => sg.icqt({ data: C.data, shape: [3, 3, 2] }, { sampleRate }), 'RangeError', /S.shape must be sizes/],
    [() => sg.icqt({ data: new Float32Array(0), shape: [0, 84, 2] }, { sampleRate }), 'RangeError', /at least 1 frame/],
    [() => sg.icqt(C, { nIter: -1 }), 'RangeError', /nIter must be an integer from 0 to 10000, got -1/],
    [() => sg.icqt(C, { length: -1 }), 'RangeError', /length must be .*got -1/],
    [() => sg.icqt(C, { fMin: 0 }), 'RangeError', /fMin must be above 0/],
    [() => sg.icqt(C, { binsPerOctave: 6 }), 'RangeError', /must lie below sampleRate/],
    [() => sg.griffinLimCqt(C, {}), 'RangeError', /C must be magnitudes, of shape \[frames, bins\], got \[8, 84, 2\]/],
    [() => sg.griffinLimCqt(magnitudes, { sampleRate, momentum: -1 }), 'RangeError', /momentum must be at least 0, got -1/],
    [() => sg.griffinLimCqt(magnitudes, { sampleRate, init: /** @type {any} */ ('zeros') }), 'TypeError', /init must be 'random' or null/],
    [() => sg.insgt(S, { binsPerOctave: 24 }), 'RangeError', /S must be of shape \[slices, \d+, 2\] with these options, got/],
    [() => sg.insgt(magnitudes, { sampleRate }), 'RangeError', /S must be of shape/],
    [() => sg.nsgt(signal(4000), { sampleRate, nFft: 1001 }), 'RangeError', /nFft must be/],
    [() => sg.nsgt(signal(4000), { sampleRate, nBins: 500 }), 'RangeError', /must lie below sampleRate/],
    [() => sg.nsgt(signal(4000), /** @type {any} */ ({})), 'TypeError', /sampleRate must be given/],
  ])) assert.throws(call, { name, code: 'E_CONFIG', message });
});
