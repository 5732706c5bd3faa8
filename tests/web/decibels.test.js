// Decibels against float64 logarithms, over all of float32.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';

const sg = await load();
const SMALLEST = 2 ** -126; // normal

/** Floats of every exponent, and all of those next to 1. */
function manyFloats() {
  const bits = new Uint32Array(300_000);
  for (let i = 0; i < bits.length; i++) {
    bits[i] = i < 240_000 ? 0x00800000 + ((i * 104_729) % 0x7f000000) : 0x3f800000 - 30_000 + (i - 240_000);
  }
  return new Float32Array(bits.buffer);
}

/**
 * The distance of a float32 to the exact value, in units of the exact value's last place.
 * @param {number} actual
 * @param {number} exact
 */
function ulps(actual, exact) {
  const unit = 2 ** (Math.floor(Math.log2(Math.max(Math.abs(exact), SMALLEST))) - 23);
  return Math.abs(actual - exact) / unit;
}

/** @param {Float32Array} x @param {(i: number) => number} exact */
const worstUlps = (x, exact) => x.reduce((worst, value, i) => Math.max(worst, ulps(value, exact(i))), 0);

// Next to 1, log10 loses digits even in float64; log1p does not.
const log10 = (/** @type {number} */ x) => (Math.abs(x - 1) < 0.1 ? Math.log1p(x - 1) / Math.LN10 : Math.log10(x));

test('power and amplitude become decibels that are rounded once, also next to 0 dB', () => {
  const x = manyFloats();
  // Half a unit is the rounding; what the logarithm adds is far below the other 1 %.
  assert.ok(worstUlps(sg.powerToDb(x, { amin: SMALLEST, topDb: null }), (i) => 10 * log10(x[i])) <= 0.51);
  assert.ok(worstUlps(sg.amplitudeToDb(x, { amin: SMALLEST, topDb: null }), (i) => 20 * log10(x[i])) <= 0.51);
});

test('decibels become power and amplitude that are rounded once', () => {
  const power = Float32Array.from({ length: 100_000 }, (_, i) => (i - 50_000) * 0.0075);
  assert.ok(worstUlps(sg.dbToPower(power), (i) => 10 ** (power[i] / 10)) <= 0.51);
  const amplitude = power.map((value) => 2 * value);
  assert.ok(worstUlps(sg.dbToAmplitude(amplitude), (i) => 10 ** (amplitude[i] / 20)) <= 0.51);
});

test('what rises in power never falls in decibels', () => {
  const x = manyFloats().sort();
  const db = sg.powerToDb(x, { amin: SMALLEST, topDb: null });
  assert.ok(db.every((value, i) => i === 0 || value >= db[i - 1]));
});

test('every length gives the same bits as one value at a time', () => {
  const x = Float32Array.of(1e-3, 0.7, 3, 1e9, 5e-20, 2, 1);
  for (let n = 0; n <= x.length; n++) {
    for (const call of /** @type {const} */ (['powerToDb', 'amplitudeToDb', 'dbToPower', 'dbToAmplitude'])) {
      const alone = Float32Array.from(
        x.subarray(0, n),
        (value) => sg[call](Float32Array.of(value), call.endsWith('Db') ? { topDb: null } : {})[0],
      );
      assert.deepEqual(sg[call](x.subarray(0, n), call.endsWith('Db') ? { topDb: null } : {}), alone, `${call} ${n}`);
    }
  }
});

test('silence is the floor exactly, and nothing becomes NaN or infinite', () => {
  const hostile = Float32Array.of(0, -0, 1e-45, -1e-45, NaN, Infinity, -Infinity, -1, 3e38, -3e38, 1);
  assert.deepEqual([...sg.powerToDb(new Float32Array(3), { topDb: null })], [-100, -100, -100]);
  const greatest = Math.fround(10 * Math.log10(3.4028234663852886e38));
  assert.deepEqual(
    [...sg.powerToDb(hostile, { topDb: null })],
    [-100, -100, -100, -100, -100, greatest, -100, -100, Math.fround(10 * Math.log10(3e38)), -100, 0],
  );
  assert.deepEqual(
    [...sg.amplitudeToDb(hostile, { topDb: null })],
    [
      -100,
      -100,
      -100,
      -100,
      -100,
      2 * greatest,
      2 * greatest,
      0,
      Math.fround(20 * Math.log10(3e38)),
      Math.fround(20 * Math.log10(3e38)),
      0,
    ],
  );
  assert.deepEqual([...sg.dbToPower(Float32Array.of(NaN, -Infinity, -500, 0, 10))], [0, 0, 0, 1, 10]);
  const most = Math.fround(3.4028234663852886e38);
  assert.deepEqual([...sg.dbToPower(Float32Array.of(385, 386, 1e6, Infinity, -1e30))].slice(1), [most, most, most, 0]);
  assert.deepEqual([...sg.dbToAmplitude(Float32Array.of(1e9, 3e38), { ref: 0 })], [0, 0]);
  assert.deepEqual([...sg.powerToDb(hostile, { ref: 'max' })].map(Number.isFinite), new Array(11).fill(true));
});

test('negative power is as silent as none, negative amplitude as loud as positive', () => {
  assert.deepEqual(sg.powerToDb(Float32Array.of(1, -1000)), Float32Array.of(0, -80));
  assert.deepEqual(sg.powerToDb(Float32Array.of(1, -1000), { ref: 'max' }), Float32Array.of(0, -80));
  assert.deepEqual(sg.amplitudeToDb(Float32Array.of(1, -10), { ref: 'max' }), Float32Array.of(-20, 0));
});

test('ref, amin and topDb mean what librosa means, and out of range are refused', () => {
  const x = Float32Array.of(100, 1, 1e-4);
  assert.deepEqual([...sg.powerToDb(x, { ref: 100, topDb: null })], [0, -20, -60]);
  assert.deepEqual([...sg.powerToDb(x, { ref: -100, topDb: null })], [0, -20, -60]);
  assert.deepEqual([...sg.powerToDb(x, { topDb: 30 })], [20, 0, -10]);
  assert.deepEqual([...sg.amplitudeToDb(x, { ref: 'max', topDb: 90 })], [0, -40, -90]);
  assert.deepEqual([...sg.dbToAmplitude(Float32Array.of(20, -20), { ref: 2 })], [20, Math.fround(0.2)]);
  for (const options of [{ amin: 0 }, { amin: -1 }, { amin: NaN }, { topDb: -1 }, { topDb: NaN }, { ref: NaN }]) {
    assert.throws(() => sg.powerToDb(x, options), { name: 'RangeError', code: 'E_CONFIG' }, JSON.stringify(options));
  }
});

test('a spectrogram keeps its shape and axes, and says dB', () => {
  const S = sg.spectrogram(new Float32Array(4096).fill(0.1), { nFft: 512, sampleRate: 8000 });
  const db = sg.powerToDb(S);
  assert.deepEqual([db.shape, db.unit, db.frequencies, db.times], [S.shape, 'dB', S.frequencies, S.times]);
  assert.equal(db.data.length, S.data.length);
});
