// Resampling against the truth: sines, a chirp and an impulse whose samples at the new rate are known in double.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createPool, load } from 'specgram';
import { signal } from '../helpers/signals.js';

const sg = await load();
const pool = await createPool({ workers: 1 });
after(() => pool.close());

const TURN = 2 * Math.PI;
const dB = (/** @type {number} */ power) => 10 * Math.log10(power + 1e-30);
const RATES = /** @type {[number, number][]} */ ([
  [44100, 16000],
  [48000, 16000],
  [22050, 16000],
  [48000, 44100],
  [44100, 22050],
  [96000, 16000],
  [16000, 48000],
  [16000, 44100],
  [8000, 11025],
  [44100, 16000.5], // more places between two samples than are tabulated
  [16000, 44123.7],
]);

/** A sine's gain and phase in y, and what else is there, over the middle half: powers relative to a full-scale sine. */
function fit(y, hz, rate) {
  const [first, last] = [y.length >> 2, (3 * y.length) >> 2];
  let [ss, cc, sc, ys, yc, yy] = [0, 0, 0, 0, 0, 0];
  for (let j = first; j < last; j++) {
    const s = Math.sin((TURN * hz * j) / rate);
    const c = Math.cos((TURN * hz * j) / rate);
    ss += s * s;
    cc += c * c;
    sc += s * c;
    ys += y[j] * s;
    yc += y[j] * c;
    yy += y[j] * y[j];
  }
  const det = ss * cc - sc * sc;
  const a = (ys * cc - yc * sc) / det;
  const b = (yc * ss - ys * sc) / det;
  const n = (last - first) / 2;
  return { gain: Math.hypot(a, b), phase: Math.atan2(b, a), rest: Math.max(0, yy - a * ys - b * yc) / n, all: yy / n };
}

const sine = (/** @type {number} */ n, /** @type {number} */ hz, /** @type {number} */ rate) =>
  Float32Array.from({ length: n }, (_, i) => Math.sin((TURN * hz * i) / rate));

for (const [from, to] of RATES) {
  const nyquist = Math.min(from, to) / 2;
  test(`${from} to ${to} Hz: sines up to 0.9 of half the lower rate stay as they are, those from 1.02 on are gone`, () => {
    for (const share of [0.01, 0.3, 0.8, 0.9]) {
      const { gain, phase, rest } = fit(sg.resample(sine(20000, share * nyquist, from), from, to), share * nyquist, to);
      assert.ok(Math.abs(20 * Math.log10(gain)) < 0.01, `${share}: ${20 * Math.log10(gain)} dB`);
      assert.ok(Math.abs(phase) < 1e-5, `${share}: ${phase} rad late`);
      assert.ok(dB(rest) < -122, `${share}: ${dB(rest)} dB of else`); // images, aliases and rounding
    }
    const { gain } = fit(sg.resample(sine(20000, 0.95 * nyquist, from), from, to), 0.95 * nyquist, to);
    assert.ok(gain < 0.9 && gain > 0.3, `${gain} at 0.95`);
    if (from < to) return; // nothing is above half the rate that comes
    for (const share of [1.02, 1.04, 1.1, 1.3, 1.6, 2, 2.7].filter((value) => value * nyquist < from / 2)) {
      const { all } = fit(sg.resample(sine(20000, share * nyquist, from), from, to), share * nyquist, to);
      assert.ok(dB(all) < -120, `${share}: ${dB(all)} dB`);
    }
  });
}

test('a chirp through the pass band is the chirp at the new rate', () => {
  for (const [from, to] of RATES) {
    const seconds = 0.5;
    const most = 0.9 * Math.min(from, to) * 0.5;
    const phase = (/** @type {number} */ t) => TURN * (50 * t + ((most - 50) * t * t) / (2 * seconds));
    const fade = (/** @type {number} */ t) => Math.sin((Math.PI * t) / seconds) ** 2;
    const at = (/** @type {number} */ t) => 0.5 * fade(t) * Math.sin(phase(t));
    const n = Math.floor(seconds * from);
    const y = sg.resample(
      Float32Array.from({ length: n }, (_, i) => at(i / from)),
      from,
      to,
    );
    let error = 0;
    let power = 0;
    for (let j = 0; j < y.length; j++) {
      error += (y[j] - at(j / to)) ** 2;
      power += at(j / to) ** 2;
    }
    assert.ok(dB(error / power) < -80, `${from} to ${to}: ${dB(error / power)} dB`); // the ripple alone is -72
  }
});

test('an impulse becomes the same on both sides of it, and the sum of all stays', () => {
  for (const [from, to] of /** @type {[number, number][]} */ ([
    [48000, 16000],
    [44100, 22050],
    [16000, 48000],
    [96000, 16000],
  ])) {
    const click = new Float32Array(2401);
    click[1200] = 1;
    const y = sg.resample(click, from, to);
    const middle = (1200 * to) / from;
    for (let k = 1; k < 180; k++)
      assert.ok(Math.abs(y[middle - k] - y[middle + k]) < 1e-7, `${from} to ${to}: ${k} from the middle`);
    const sum = y.reduce((total, value) => total + value, 0);
    assert.ok(Math.abs((sum * from) / to - 1) < 1e-5, `${from} to ${to}: ${sum}`);
  }
});

test('n samples give ceil(n to / from), whatever the rates', () => {
  for (const n of [0, 1, 2, 3, 160, 441, 999, 44100])
    for (const [from, to] of [...RATES, [1, 3], [3, 1], [44100, 44100], [100000, 7], [10, 600000]]) {
      if ((n * to) / from > 1e6) continue;
      const exact = Math.ceil(Number(((n * to) / from).toFixed(6)));
      assert.equal(sg.resample(new Float32Array(n), from, to).length, exact, `${n}: ${from} to ${to}`);
    }
});

test('the same rate gives the same sound, to the bit, and constants stay', () => {
  const x = Float32Array.from({ length: 4000 }, (_, i) => Math.fround(Math.sin(i * i)));
  for (const rate of [16000, 44100, 0.5]) assert.deepEqual(sg.resample(x, rate, rate), x);
  for (const [from, to] of RATES) {
    const flat = sg.resample(new Float32Array(6000).fill(0.5), from, to);
    assert.ok(Math.abs(flat[flat.length >> 1] - 0.5) < 1e-6, `${from} to ${to}`);
  }
});

test('streamed in any chunks it is the whole, byte for byte, and each sample comes when it is said', () => {
  const x = signal(9000);
  for (const [from, to] of [...RATES, [192000, 8000], [8000, 96000]]) {
    const whole = sg.resample(x, from, to);
    const live = sg.synthesiser('resample', { from, to });
    assert.equal(live.sampleRate, to);
    for (const chunk of [1, 128, 4001]) {
      const made = [];
      for (let done = 0; done < x.length; done += chunk) {
        live.push(x.subarray(done, done + chunk), (block) => made.push(...block));
        const come = Math.min(x.length, done + chunk);
        const due = Math.max(0, Math.ceil(Number((((come + 1 - live.latency) * to) / from).toFixed(6))));
        assert.equal(made.length, due, `${from} to ${to}: of ${come}`);
      }
      live.flush((block) => made.push(...block));
      assert.deepEqual(Float32Array.from(made), whole, `${from} to ${to} in ${chunk}`);
      live.reset();
    }
    live.close();
  }
});

test('what is not a sound or a rate is refused, and what is not finite is left out', () => {
  const x = signal(100);
  /** @type {any} */
  const any = sg;
  for (const [given, error] of /** @type {[any[], RegExp][]} */ ([
    [[x, 0, 16000], /^from must be above 0 and at most 10000000, got 0$/],
    [[x, -8000, 16000], /^from must be/],
    [[x, 8000, Number.NaN], /^to must be/],
    [[x, 8000, Infinity], /^to must be/],
    [[x, 8000], /^to must be above 0/],
    [[x, '8000', 16000], /^from must be a number, got '8000'/],
    [[x, 1, 100000], /65536/],
    [[x, 8000, 16000, { to: 3 }], /^unknown option 'to'/],
    [[3, 8000, 16000], /samples/],
  ]))
    assert.throws(() => any.resample(...given), { code: 'E_CONFIG', message: error }, `${given.slice(1)}`);
  assert.throws(() => sg.resample(new Float32Array(1e6), 1000, 6e6), { code: 'E_TOO_LARGE' });
  const broken = x.slice();
  broken[50] = Number.NaN;
  const mended = x.slice();
  mended[50] = 0;
  assert.deepEqual(sg.resample(broken, 8000, 16000), sg.resample(mended, 8000, 16000));
});

test('the pool resamples too', async () => {
  const x = signal(5000);
  assert.deepEqual(await pool.resample(x, 44100, 16000), sg.resample(x, 44100, 16000));
  const seen = [];
  await pool.resample(x, 44100, 16000, { onProgress: (progress) => seen.push(progress) });
  assert.ok(seen.length > 0);
  assert.deepEqual(await pool.preemphasis(x, { coef: 0.9 }), sg.preemphasis(x, { coef: 0.9 }));
  assert.deepEqual(await pool.deemphasis(x), sg.deemphasis(x));
});
