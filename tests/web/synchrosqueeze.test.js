// Instantaneous frequency and synchrosqueezing: against their definitions, against the truth, and back to sound.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { stft, windowOf } from '../helpers/definition.js';
import { reassigned } from '../helpers/reassigned.js';
import { signal } from '../helpers/signals.js';

const sg = await load();
const RATE = 22050;
/** @param {number} n @param {(t: number) => number} f of time in s */
const sound = (n, f) => Float32Array.from({ length: n }, (_, i) => f(i / RATE));
/**
 * Decibels of x over x - y, between two samples.
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number>} y
 * @param {number} from
 * @param {number} to
 */
function snr(x, y, from, to) {
  let energy = 0;
  let error = 0;
  for (let i = from; i < to; i++) {
    energy += x[i] ** 2;
    error += (x[i] - y[i]) ** 2;
  }
  return 10 * Math.log10(energy / error);
}

test('the phase method is the advance from frame to frame, less the expected, wrapped', () => {
  const x = sound(
    12000,
    (t) => Math.sin(2 * Math.PI * (300 * t + 2500 * t * t)) + 0.1 * Math.cos(2 * Math.PI * 7000 * t),
  );
  for (const [nFft, hopLength] of [
    [1024, 256],
    [600, 77],
  ]) {
    const F = sg.instantaneousFrequency(x, { sampleRate: RATE, nFft, hopLength });
    assert.equal(F.unit, 'Hz');
    const X = stft(x, { nFft, hopLength, window: Float64Array.from(windowOf('hann', nFft)) });
    let checked = 0;
    for (let t = 1; t < X.length; t++) {
      const peak = Math.max(...X[t].re.map((re, k) => Math.hypot(re, X[t].im[k])));
      for (let k = 0; k <= nFft / 2; k++) {
        const faintest = Math.min(Math.hypot(X[t].re[k], X[t].im[k]), Math.hypot(X[t - 1].re[k], X[t - 1].im[k]));
        const advance = Math.atan2(X[t].im[k], X[t].re[k]) - Math.atan2(X[t - 1].im[k], X[t - 1].re[k]);
        let turns = advance / (2 * Math.PI) - (k * hopLength) / nFft;
        turns -= Math.round(turns);
        // either side of the wrap is right
        if (faintest < 1e-3 * peak || Math.abs(Math.abs(turns) - 0.5) < 1e-3) continue;
        checked++;
        const expected = (k / nFft + turns / hopLength) * RATE;
        const actual = F.data[t * (nFft / 2 + 1) + k];
        assert.ok(Math.abs(actual - expected) < 0.01, `${actual} for ${expected} at [${t}, ${k}]`);
      }
    }
    assert.ok(checked > 1000);
  }
});

test('the derivative method is the frequency of the reassigned spectrogram', () => {
  const x = sound(6000, (t) => Math.sin(2 * Math.PI * (300 * t + 2500 * t * t)));
  const options = { sampleRate: RATE, nFft: 512, hopLength: 128 };
  const F = sg.instantaneousFrequency(x, { ...options, method: 'derivative' });
  const exact = reassigned(x, options);
  const peak = Math.max(...exact.magnitudes);
  exact.magnitudes.forEach((magnitude, i) => {
    if (magnitude > 1e-2 * peak) assert.ok(Math.abs(F.data[i] - exact.frequencies[i]) < 0.01);
  });
});

test('both methods find a tone between bins, also where the textbook difference of phases would be aliased', () => {
  const frequency = 5003.21;
  const x = sound(RATE, (t) => Math.sin(2 * Math.PI * frequency * t));
  for (const method of /** @type {const} */ (['phase', 'derivative'])) {
    const F = sg.instantaneousFrequency(x, { sampleRate: RATE, method });
    const k = Math.round((frequency * 2048) / RATE);
    for (let t = 4; t < 38; t++)
      for (const bin of [k - 1, k, k + 1]) assert.ok(Math.abs(F.data[t * 1025 + bin] - frequency) < 0.005, method);
  }
});

test("what is not known is the bin's own frequency: silence, and the first frame", () => {
  const centre = (/** @type {number} */ k) => Math.fround((k * RATE) / 512);
  for (const method of /** @type {const} */ (['phase', 'derivative'])) {
    const F = sg.instantaneousFrequency(new Float32Array(4000), { sampleRate: RATE, nFft: 512, method });
    F.data.forEach((f, i) => assert.equal(f, centre(i % 257)));
  }
  const F = sg.instantaneousFrequency(signal(4000), { sampleRate: RATE, nFft: 512 });
  F.data.subarray(0, 257).forEach((f, k) => assert.equal(f, centre(k)));
});

test("synchrosqueezing moves coefficients and loses none: each frame's sum is that of the centred STFT", () => {
  const x = signal(8000);
  const S = sg.synchrosqueeze(x, { nFft: 512, hopLength: 128 });
  const X = sg.stft(x, { nFft: 512, hopLength: 128 });
  assert.deepEqual(S.shape, X.shape);
  assert.equal(S.unit, 'complex');
  for (let t = 0; t < S.shape[0]; t++) {
    let [squeezed, plain, size] = [0, 0, 0];
    for (let k = 0; k < 257; k++) {
      const twins = k === 0 || k === 256 ? 1 : 2; // the bins that stand for their mirror images too
      squeezed += twins * S.data[(t * 257 + k) * 2];
      plain += twins * (k % 2 ? -1 : 1) * X.data[(t * 257 + k) * 2];
      size += twins * Math.hypot(X.data[(t * 257 + k) * 2], X.data[(t * 257 + k) * 2 + 1]);
    }
    assert.ok(Math.abs(squeezed - plain) < 1e-6 * size);
  }
});

test('a chirp is squeezed onto the bins of its frequency', () => {
  const law = (/** @type {number} */ t) => 800 + 3000 * t;
  const x = sound(RATE, (t) => Math.sin(2 * Math.PI * (800 * t + 1500 * t * t)));
  const energyNear = (/** @type {any} */ S) => {
    let [near, all] = [0, 0];
    for (let t = 40; t < S.shape[0] - 40; t++) {
      const k = Math.round((law(S.times[t]) * 1024) / RATE);
      for (let i = 0; i < 513; i++) {
        const power = S.data[(t * 513 + i) * 2] ** 2 + S.data[(t * 513 + i) * 2 + 1] ** 2;
        all += power;
        if (Math.abs(i - k) <= 1) near += power;
      }
    }
    return near / all;
  };
  const options = { sampleRate: RATE, nFft: 1024, hopLength: 128, winLength: 512 };
  const squeezed = energyNear(sg.synchrosqueeze(x, options));
  assert.ok(squeezed > 0.99, `${squeezed}`);
  assert.ok(energyNear(sg.stft(x, options)) < 0.9);
});

test('each of two separated components comes back by itself at 40 dB or more, and both together', () => {
  const low = sound(2 * RATE, (t) => Math.sin(2 * Math.PI * (700 * t + 80 * t * t)));
  const high = sound(2 * RATE, (t) => 0.5 * Math.sin(2 * Math.PI * 3000 * t + 40 * Math.sin(2 * Math.PI * 1.5 * t)));
  const x = low.map((value, i) => value + high[i]);
  const [from, to] = [2048, 2 * RATE - 2048];
  const S = sg.synchrosqueeze(x, { sampleRate: RATE });
  assert.equal(S.hopLength, 64);
  const cut = S.frequencies.findIndex((f) => f > 1800);
  const part = (/** @type {(k: number) => boolean} */ keeps) => ({
    ...S,
    data: S.data.map((value, i) => (keeps(Math.floor(i / 2) % 1025) ? value : 0)),
  });
  const measured = [
    snr(x, sg.inverseSynchrosqueeze(S, { length: x.length }), from, to),
    snr(
      low,
      sg.inverseSynchrosqueeze(
        part((k) => k < cut),
        { length: x.length },
      ),
      from,
      to,
    ),
    snr(
      high,
      sg.inverseSynchrosqueeze(
        part((k) => k >= cut),
        { length: x.length },
      ),
      from,
      to,
    ),
  ];
  for (const value of measured) assert.ok(value >= 40, `${measured}`);
  // The classical form, a frame for every sample, needs no model between frames.
  const short = x.subarray(0, 4000);
  const fine = sg.synchrosqueeze(short, { sampleRate: RATE, nFft: 512, hopLength: 1 });
  assert.ok(snr(short, sg.inverseSynchrosqueeze(fine, { length: 4000 }), 0, 4000) > 100);
});

test('bad input of synchrosqueezing is refused by name', () => {
  const x = signal(3000);
  const S = sg.synchrosqueeze(x, { nFft: 256, hopLength: 16 });
  /** @type {[() => unknown, RegExp][]} */
  const cases = [
    [() => sg.instantaneousFrequency(x), /^TypeError: sampleRate must be given/],
    [
      () => sg.instantaneousFrequency(x, { sampleRate: 8000, method: /** @type {any} */ ('fase') }),
      /^TypeError: method must be 'phase' or 'derivative', got 'fase' \(did you mean 'phase'/,
    ],
    [() => sg.synchrosqueeze(x, { refPower: -1 }), /^RangeError: refPower/],
    [() => sg.inverseSynchrosqueeze(sg.spectrogram(x)), /^RangeError: S must be complex, of shape \[frames, bins, 2\]/],
    [() => sg.inverseSynchrosqueeze(S, { nFft: 512 }), /^RangeError: nFft 512 goes with 257 bins, got 129/],
    [
      () => sg.inverseSynchrosqueeze(S, { hopLength: 300 }),
      /^Error: window and hopLength leave samples that no window covers/,
    ],
    [
      () => sg.inverseSynchrosqueeze(S, { window: Array.from({ length: 256 }, (_, i) => Math.abs(i - 128)) }),
      /^RangeError: window must not be 0 in its middle/,
    ],
  ];
  for (const [call, message] of cases)
    assert.throws(
      call,
      (error) => message.test(String(error)) && typeof (/** @type {any} */ (error).code) === 'string',
      String(message),
    );
});
