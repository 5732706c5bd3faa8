// The engine against the definition, and the definition against sums so plain that they cannot be wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { AWKWARD, MEASURES, measureAll, SIZES } from './accuracy.mjs';
import { binsOf, dft, dftSum, istft, stft, windowOf } from '../helpers/definition.js';
import { integers, xorshift } from '../helpers/signals.js';

/** @param {number} n */
const noise = (n) => Float64Array.from({ length: n }, xorshift(n));

test("the reference's fast DFT is the sum it stands for", () => {
  for (const n of [1, 2, 3, 4, 7, 12, 30, 45, 64, 100]) {
    const x = noise(n);
    const [fast, plain] = [dft(x, new Float64Array(n)), dftSum(x)];
    for (let k = 0; k < n; k++)
      assert.ok(Math.hypot(fast.re[k] - plain.re[k], fast.im[k] - plain.im[k]) <= 1e-13 * n, `${n} ${k}`);
  }
});

test("the reference's STFT is the sum over windowed samples, at any hop and with any padding, and its inverse inverts it", () => {
  for (const [nFft, hopLength, n, padMode] of /** @type {[number, number, number, string][]} */ ([
    [12, 3, 40, 'constant'],
    [20, 7, 33, 'reflect'],
    [16, 4, 5, 'symmetric'],
    [10, 5, 21, 'edge'],
    [11, 4, 30, 'reflect'],
  ])) {
    const window = windowOf('hamming', nFft);
    const x = noise(n);
    const X = stft(x, { nFft, hopLength, window, padMode });
    assert.equal(X.length, 1 + Math.floor((n - (nFft % 2)) / hopLength));
    const at = (/** @type {number} */ i) => {
      if (i >= 0 && i < n) return x[i];
      if (padMode === 'constant') return 0;
      if (padMode === 'edge') return x[i < 0 ? 0 : n - 1];
      // One period forwards, one backwards; reflect does not repeat the ends.
      const period = padMode === 'reflect' ? [...x, ...x.slice(1, -1).reverse()] : [...x, ...x.slice().reverse()];
      return period[((i % period.length) + period.length) % period.length];
    };
    X.forEach(({ re, im }, t) => {
      const sum = dftSum(Float64Array.from(window, (w, i) => w * at(t * hopLength + i - Math.floor(nFft / 2))));
      re.forEach((value, k) =>
        assert.ok(Math.hypot(value - sum.re[k], im[k] - sum.im[k]) <= 1e-12, `${nFft} ${padMode} frame ${t} bin ${k}`),
      );
    });
    const covered = hopLength * (X.length - 1);
    istft(X, { nFft, hopLength, window, length: covered }).forEach((value, i) =>
      assert.ok(Math.abs(value - x[i]) <= 1e-12),
    );
  }
});

test("the engine's STFT is the definition for every padding, window length, hop above the frame and signal shorter than the padding", async () => {
  const sg = await load();
  const below = integers(11);
  for (let i = 0; i < 400; i++) {
    const nFft = [1, 2, 3, 4, 6, 7, 10, 16, 30, 51, 54, 98, 100][below(13)];
    const options = {
      nFft,
      hopLength: 1 + below(below(2) ? nFft : 3 * nFft),
      winLength: below(2) ? nFft : 1 + below(nFft),
      center: below(4) > 0,
      padMode: /** @type {const} */ (['constant', 'reflect', 'edge', 'symmetric', 'linear_ramp'])[below(5)],
      window: /** @type {const} */ (['hann', 'boxcar', 'cosine'])[below(3)],
    };
    // Nothing to mirror is refused, and less than a frame where no padding completes it.
    const least = options.center ? Number(options.padMode !== 'constant' || nFft % 2 === 1) : nFft;
    const x = Float32Array.from({ length: least + below(below(2) ? nFft : 5 * nFft) }, xorshift(i + 1));
    const window = windowOf(options.window, options.winLength);
    const total = window.reduce((sum, value) => sum + value, 0);
    const expected = stft(x, { ...options, window });
    const { data, shape } = sg.stft(x, options);
    assert.deepEqual(shape, [expected.length, binsOf(nFft), 2], JSON.stringify(options));
    expected.forEach(({ re, im }, t) =>
      re.forEach((value, k) => {
        const at = 2 * (t * re.length + k);
        // Some five roundings of 2^-24 of what the window adds up to, which no |X| exceeds.
        assert.ok(
          Math.hypot(data[at] - value, data[at + 1] - im[k]) <= 3e-7 * total,
          `${JSON.stringify(options)} ${x.length} samples, frame ${t}, bin ${k}`,
        );
      }),
    );
  }
});

for (const [which, sizes] of Object.entries({ 'usual sizes': SIZES, 'sizes that go through a chirp': AWKWARD })) {
  test(`STFT, decibels, mel and the way back stay within their limits of the definition in the worst of all cases of ${which}`, async (t) => {
    const { worst, cases } = measureAll(await load(), { sizes });
    assert.equal(cases, 144 * sizes.length);
    for (const [name, { title, limit, unit, awkward = limit }] of Object.entries(MEASURES)) {
      const { value, where } = worst[/** @type {keyof typeof worst} */ (name)];
      t.diagnostic(`${title}: ${value.toPrecision(3)} ${unit} (${where})`);
      const most = sizes === AWKWARD ? awkward : limit;
      assert.ok(value <= most, `${title}: ${value} is above ${most} for ${where}`);
    }
  });
}
