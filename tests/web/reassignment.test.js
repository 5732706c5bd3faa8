// Reassigned spectrograms against librosa, against a float64 definition and against the truth, and what is refused.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'specgram';
import { reassigned } from '../helpers/reassigned.js';
import { signal, xorshift } from '../helpers/signals.js';

const sg = await load();
const golden = JSON.parse(readFileSync(new URL('../golden/phase.json', import.meta.url), 'utf8'));
const bytes = readFileSync(new URL('../golden/phase.bin', import.meta.url));
const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
/** @param {{ at: number, shape: number[] }} stored */
const values = ({ at, shape }) => floats.subarray(at, at + shape.reduce((a, b) => a * b, 1));
const samples = values(golden.samples);

/** @param {ArrayLike<number>} x */
const peakOf = (x) => Array.from(x).reduce((a, b) => Math.max(a, Number.isNaN(b) ? 0 : Math.abs(b)), 0);
/** @param {number} n @param {(i: number) => number} f */
const sound = (n, f) => Float32Array.from({ length: n }, (_, i) => f(i));

test("reassignedSpectrogram gives librosa's frequencies, times and magnitudes, with both origins of time", () => {
  const cases = golden.cases.filter((/** @type {any} */ entry) => entry.call === 'reassignedSpectrogram');
  assert.equal(cases.length, 7);
  for (const { options, samples: n, ...stored } of cases) {
    const magnitudes = values(stored.magnitudes);
    const loud = peakOf(magnitudes) * 1e-3;
    for (const timeOrigin of /** @type {const} */ (['librosa', 'exact'])) {
      const text = JSON.stringify({ ...options, timeOrigin });
      const R = sg.reassignedSpectrogram(samples.subarray(0, n), { ...options, timeOrigin });
      assert.deepEqual(R.shape, stored.magnitudes.shape, text);
      const expected = { frequencies: values(stored.frequencies), times: values(stored[timeOrigin]), magnitudes };
      for (const name of /** @type {const} */ (['frequencies', 'times', 'magnitudes'])) {
        const actual = R[name];
        const scale =
          name === 'frequencies'
            ? options.sampleRate / 2
            : name === 'times'
              ? n / options.sampleRate
              : peakOf(magnitudes);
        let worst = 0;
        for (let i = 0; i < actual.length; i++) {
          assert.equal(Number.isNaN(actual[i]), Number.isNaN(expected[name][i]), `${text}: ${name}[${i}]`);
          if (magnitudes[i] >= loud && !Number.isNaN(actual[i]))
            worst = Math.max(worst, Math.abs(actual[i] - expected[name][i]));
        }
        assert.ok(worst <= 1e-5 * scale, `${text}: ${name} off by ${worst / scale} of their range`);
      }
    }
  }
});

test('the documented cells of librosa are met', () => {
  const x = Float64Array.from(
    { length: 4096 },
    (_, n) =>
      Math.sin(2 * Math.PI * 0.03 * n) + 0.5 * Math.cos(2 * Math.PI * 0.11 * n + 0.3) + 0.1 * Number(n % 97 === 0),
  );
  const R = sg.reassignedSpectrogram(x, { sampleRate: 22050, nFft: 512, hopLength: 128, timeOrigin: 'librosa' });
  for (const [k, t, frequency, time] of [
    [15, 5, 661.52546832, 0.029050682599],
    [56, 20, 2425.515133753, 0.116124097479],
  ]) {
    const cell = t * 257 + k;
    assert.ok(Math.abs(R.frequencies[cell] - frequency) < 0.002, `${R.frequencies[cell]}`);
    assert.ok(Math.abs(R.times[cell] - time) * 22050 < 0.01, `${R.times[cell]}`);
  }
  assert.ok(Math.abs(R.magnitudes[5 * 257 + 15] / 117.743730805 - 1) < 1e-6);
});

// Cells whose energy comes from beyond the window's main lobe or from its far ends are where a spectrum nearly vanishes
// between louder ones: there the rounding of any float32 transform is large, and they are left out by rule.
test('cells down to -60 dB of the peak lie within 0.002 Hz and 0.03 samples of the float64 definition', () => {
  const sampleRate = 22050;
  const random = xorshift(5);
  /** @type {Record<string, (i: number) => number>} */
  const sounds = {
    sine: (i) => Math.sin(0.31 * i),
    noise: () => random(),
    chirp: (i) => Math.sin(2 * Math.PI * (0.02 * i + 5e-6 * i * i)),
    clicks: (i) => Number(i % 3000 === 1234),
    'two tones 100 dB apart': (i) => Math.sin(0.31 * i) + 1e-5 * Math.sin(1.234 * i),
    decay: (i) => Math.exp(-i / 4410) * Math.sin(0.5 * i),
  };
  for (const [name, make] of Object.entries(sounds)) {
    const x = sound(9000, make);
    const options = { sampleRate, nFft: 2048, hopLength: 512, refPower: 0, clip: false };
    const R = sg.reassignedSpectrogram(x, options);
    const exact = reassigned(x, options);
    const peak = peakOf(exact.magnitudes);
    let hz = 0;
    let late = 0;
    let cells = 0;
    exact.magnitudes.forEach((magnitude, i) => {
      const [t, k] = [Math.floor(i / 1025), i % 1025];
      const bins = (exact.frequencies[i] * 2048) / sampleRate - k;
      const move = exact.times[i] * sampleRate - t * 512;
      if (!(magnitude >= 1e-3 * peak && Math.abs(bins) <= 2 && Math.abs(move) <= 512)) return;
      cells++;
      hz = Math.max(hz, Math.abs(R.frequencies[i] - exact.frequencies[i]));
      late = Math.max(late, Math.abs(R.times[i] - exact.times[i]) * sampleRate);
    });
    assert.ok(cells > 50, name);
    assert.ok(hz <= 0.002 && late <= 0.03, `${name}: ${hz} Hz, ${late} samples`);
  }
});

test("a click is placed within 0.01 sample, wherever it lies in a hop, and half a sample later with librosa's origin", () => {
  for (const at of [7000, 7001, 7255, 7256, 7400, 7511]) {
    const x = sound(16000, (i) => Number(i === at));
    for (const [timeOrigin, later] of /** @type {['exact' | 'librosa', number][]} */ ([
      ['exact', 0],
      ['librosa', 0.5],
    ])) {
      const R = sg.reassignedSpectrogram(x, { sampleRate: 16000, timeOrigin });
      const peak = peakOf(R.magnitudes);
      const places = Array.from(R.times).filter((_, i) => R.magnitudes[i] > 1e-2 * peak);
      assert.ok(places.length > 3000);
      for (const place of places) assert.ok(Math.abs(place * 16000 - at - later) <= 0.01, `${place * 16000} for ${at}`);
    }
  }
});

test('a linear chirp lies on its law within 0.2 Hz RMS', () => {
  const sampleRate = 22050;
  const x = sound(sampleRate, (i) =>
    Math.sin(2 * Math.PI * ((500 * i) / sampleRate + (2250 * i * i) / sampleRate ** 2)),
  );
  const R = sg.reassignedSpectrogram(x, { sampleRate, nFft: 1024, hopLength: 256 });
  const peak = peakOf(R.magnitudes);
  let sum = 0;
  let count = 0;
  R.magnitudes.forEach((magnitude, i) => {
    const t = R.times[i];
    if (magnitude < 0.1 * peak || t < 0.05 || t > 0.95) return;
    sum += (R.frequencies[i] - 500 - 4500 * t) ** 2;
    count++;
  });
  assert.ok(count > 500 && Math.sqrt(sum / count) <= 0.2, `${Math.sqrt(sum / count)} Hz over ${count} cells`);
});

test('times of long sounds lose nothing: a click in the third minute is placed as one in the first second', () => {
  const x = new Float32Array(180 * 22050);
  const at = x.length - 5000;
  x[at] = 1;
  const R = sg.reassignedSpectrogram(x, { sampleRate: 22050 });
  const cell = Math.round(at / 512) * 1025 + 300;
  assert.ok(Math.abs(R.times[cell] * 22050 - at) < 0.001);
});

test('out is written over and returned, and must fit', () => {
  const x = signal(3000);
  const options = { sampleRate: 8000, nFft: 256 };
  const out = sg.reassignedSpectrogram(signal(3000).reverse(), options);
  const R = sg.reassignedSpectrogram(x, { ...options, out });
  assert.deepEqual(R, sg.reassignedSpectrogram(x, options));
  for (const name of /** @type {const} */ (['frequencies', 'times', 'magnitudes'])) assert.equal(R[name], out[name]);
  const kept = R.times.slice();
  const wrong = (/** @type {any} */ other, /** @type {RegExp} */ message, samples = x) =>
    assert.throws(() => sg.reassignedSpectrogram(samples, { ...options, out: other }), message);
  wrong(
    out,
    /^RangeError: out must be a result of shape \[51, 129\], out.frequencies of 6579 values, got 6063/,
    signal(3200),
  );
  wrong(
    { ...out, times: new Float32Array(6063) },
    /^TypeError: out must be an earlier result, out.times a Float64Array, got Float32Array/,
  );
  wrong({}, /^TypeError: .*out.frequencies a Float32Array, got undefined/);
  wrong(7, /^TypeError: .*out.frequencies a Float32Array, got undefined/);
  wrong(
    { ...out, magnitudes: out.frequencies },
    /^RangeError: out.magnitudes must have memory of its own, got that of out.frequencies/,
  );
  wrong(
    out,
    /^RangeError: out.frequencies must have memory of its own, got that of samples/,
    out.frequencies.subarray(0, 3000),
  );
  assert.deepEqual(R.times, kept);
  structuredClone(out.times.buffer, { transfer: [out.times.buffer] });
  wrong(out, /^TypeError: out.times must have its memory/);
});

test('silence has no place: NaN, or its own centre with fillNan; clip keeps cells inside the sound', () => {
  const silence = new Float32Array(3000);
  const blank = sg.reassignedSpectrogram(silence, { sampleRate: 8000, nFft: 256 });
  assert.ok(
    blank.frequencies.every(Number.isNaN) && blank.times.every(Number.isNaN) && blank.magnitudes.every((m) => m === 0),
  );
  const filled = sg.reassignedSpectrogram(silence, { sampleRate: 8000, nFft: 256, fillNan: true });
  filled.frequencies.forEach((f, i) => assert.equal(f, ((i % 129) * 8000) / 256));
  filled.times.forEach((t, i) => assert.equal(t, (Math.floor(i / 129) * 64) / 8000));

  const random = xorshift(9);
  const noise = sound(3000, random);
  const clipped = sg.reassignedSpectrogram(noise, { sampleRate: 8000, nFft: 256 });
  const free = sg.reassignedSpectrogram(noise, { sampleRate: 8000, nFft: 256, clip: false });
  assert.ok(
    clipped.frequencies.every((f) => f >= 0 && f <= 4000) && clipped.times.every((t) => t >= 0 && t <= 3000 / 8000),
  );
  assert.ok(free.frequencies.some((f) => f < 0 || f > 4000) && free.times.some((t) => t < 0 || t > 3000 / 8000));
});

test('no frequency exceeds half the sample rate, not even by a rounding', () => {
  const random = xorshift(4);
  for (const sampleRate of [8000.1, 22050.7, 11111.3]) {
    for (const fillNan of [false, true]) {
      const R = sg.reassignedSpectrogram(sound(2000, random), {
        sampleRate,
        nFft: 16,
        fillNan,
        refPower: fillNan ? 1e3 : 0,
      });
      assert.equal(
        R.frequencies.some((f) => f > sampleRate / 2),
        false,
        `${sampleRate}`,
      );
    }
  }
});

test('a frame alone gives the bits of a frame among four', () => {
  const x = signal(6000);
  for (const window of ['hann', 'hamming']) {
    const options = { sampleRate: 8000, nFft: 512, clip: false, center: false, window };
    const whole = sg.reassignedSpectrogram(x, options);
    for (let t = 0; t < whole.shape[0]; t++) {
      const one = sg.reassignedSpectrogram(x.subarray(t * 128, t * 128 + 512), options);
      assert.deepEqual(one.frequencies, whole.frequencies.slice(t * 257, (t + 1) * 257));
      assert.deepEqual(one.magnitudes, whole.magnitudes.slice(t * 257, (t + 1) * 257));
      const later = (t * 128) / 8000;
      one.times.forEach((time, k) =>
        assert.ok(Math.abs(time + later - whole.times[t * 257 + k]) < 1e-12 || Number.isNaN(time)),
      );
    }
  }
});

test('Hann by name, which takes two FFTs, gives what Hann by values does, which takes three', () => {
  const random = xorshift(7);
  const x = sound(3000, (i) => random() + Math.sin(0.3 * i));
  for (const nFft of [2, 4, 6, 10, 30, 64, 250, 1024]) {
    const options = { sampleRate: 1, nFft, hopLength: Math.max(1, nFft / 2), clip: false };
    const named = sg.reassignedSpectrogram(x, options);
    const valued = sg.reassignedSpectrogram(x, { ...options, window: sg.windowFunction('hann', nFft) });
    const peak = peakOf(valued.magnitudes);
    let cells = 0;
    valued.magnitudes.forEach((magnitude, i) => {
      assert.ok(
        Math.abs(named.magnitudes[i] - magnitude) <= 5e-7 * peak,
        `nFft ${nFft}: magnitude ${named.magnitudes[i]}, not ${magnitude}`,
      );
      if (magnitude < 1e-2 * peak) return;
      cells++;
      const [bins, share] = [
        (named.frequencies[i] - valued.frequencies[i]) * nFft,
        (named.times[i] - valued.times[i]) / nFft,
      ];
      assert.ok(Math.abs(bins) <= 1e-4 && Math.abs(share) <= 1e-4, `nFft ${nFft}: ${bins} bins, ${share} frames`);
    });
    assert.ok(cells > 100, `${cells}`);
  }
});

test('bad options of reassignment are refused by name', () => {
  const x = signal(1000);
  /** @type {[any, RegExp, string][]} */
  const cases = [
    [{}, /^TypeError: sampleRate must be given/, 'E_CONFIG'],
    [{ sampleRate: 8000, refPower: -1 }, /^RangeError: refPower must be a number from 0 to 1e30, got -1/, 'E_CONFIG'],
    [{ sampleRate: 8000, refPower: NaN }, /^RangeError: refPower .*got NaN/, 'E_CONFIG'],
    [
      { sampleRate: 8000, reassignTimes: false, reassignFrequencies: false },
      /^RangeError: reassignTimes and reassignFrequencies must not both be false/,
      'E_CONFIG',
    ],
    [
      { sampleRate: 8000, timeOrigin: 'librossa' },
      /^TypeError: timeOrigin must be .*did you mean 'librosa'/,
      'E_CONFIG',
    ],
    [{ sampleRate: 8000, clip: 1 }, /^TypeError: clip must be true or false, got 1/, 'E_CONFIG'],
    [{ sampleRate: 8000, fillNan: 'yes' }, /^TypeError: fillNan must be true or false/, 'E_CONFIG'],
    [
      { sampleRate: 8000, hopLength: 0 },
      /^RangeError: hopLength must be an integer from 1 to 65536, got 0/,
      'E_CONFIG',
    ],
    [{ sampleRate: 8000, width: 5 }, /^TypeError: unknown option 'width'/, 'E_CONFIG'],
  ];
  for (const [options, message, code] of cases) {
    assert.throws(
      () => sg.reassignedSpectrogram(x, options),
      (/** @type {any} */ error) => message.test(String(error)) && error.code === code,
      JSON.stringify(options),
    );
  }
  /** @type {[any, RegExp][]} */
  const images = [
    [{ width: 1 }, /^RangeError: width must be an integer from 2 to 65536, got 1/],
    [{ width: '9' }, /^TypeError: width must be a number/],
    [{ height: 1 }, /^RangeError: height must be an integer from 2 to 16384, got 1/],
    [{ frequencyScale: 'bark' }, /^TypeError: frequencyScale must be/],
    [
      { frequencyScale: 'log', fMin: 1e-9 },
      /^RangeError: fMin must be 0 or at least 1e-6 on a logarithmic axis, got fMin 1e-9/,
    ],
    [{ fMin: 5000, fMax: 400 }, /^RangeError: fMin must be below fMax/],
    [{ clip: true }, /^TypeError: unknown option 'clip'/],
  ];
  for (const [options, message] of images)
    assert.throws(
      () => sg.reassignedImage(x, { sampleRate: 8000, ...options }),
      (error) => message.test(String(error)),
      JSON.stringify(options),
    );
  assert.throws(
    () => sg.reassignedSpectrogram(new Float32Array(10), { sampleRate: 8000, center: false }),
    /samples must be at least nFft/,
  );
});

test('NaN and infinities in the samples change nothing but the frames that hold them, and are counted', () => {
  const x = signal(6000);
  const clean = sg.reassignedSpectrogram(x, { sampleRate: 8000, nFft: 512 });
  x[3000] = NaN;
  x[3001] = -Infinity;
  const spoilt = sg.reassignedSpectrogram(x, { sampleRate: 8000, nFft: 512 });
  assert.equal(spoilt.nonFinite, 2);
  for (let t = 0; t < clean.shape[0]; t++) {
    if (t * 128 - 256 <= 3001 && t * 128 + 256 > 3000) continue;
    assert.deepEqual(spoilt.times.slice(t * 257, (t + 1) * 257), clean.times.slice(t * 257, (t + 1) * 257));
  }
  assert.ok(spoilt.magnitudes.every(Number.isFinite));
});
