// What librosa 0.11 and SciPy give (golden/make.py), and the values of the reference's own documentation of its
// behaviour.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'specgram';

const sg = await load();
const golden = JSON.parse(readFileSync(new URL('../golden/golden.json', import.meta.url), 'utf8'));
const bytes = readFileSync(new URL('../golden/golden.bin', import.meta.url));
const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));

/** @typedef {{ at: number, shape: number[] }} Stored */
/** @param {Stored} stored */
const values = ({ at, shape }) => floats.slice(at, at + shape.reduce((a, b) => a * b, 1));
const samples = values(golden.samples);

/** The cases of one call. @param {string} call @returns {any[]} */
function casesOf(call) {
  const found = golden.cases.filter((/** @type {any} */ entry) => entry.call === call);
  assert.ok(found.length > 0);
  return found.map((/** @type {any} */ entry) => {
    const options = Object.fromEntries(
      Object.entries(entry.options).map(([name, value]) => [name, value === 'Infinity' ? Infinity : value]),
    );
    return {
      ...entry,
      options,
      text: JSON.stringify({ ...entry, result: undefined, spectrum: undefined, values: undefined }),
      expected: values(entry.result),
    };
  });
}

/**
 * Asserts that no value is further from the reference than a share of the reference's largest.
 * @param {ArrayLike<number>} actual @param {ArrayLike<number>} expected @param {number} tolerance @param {string} text
 * @param {number} [most] the largest that there could be
 */
function near(actual, expected, tolerance, text, most = 0) {
  assert.equal(actual.length, expected.length, text);
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    most = Math.max(most, Math.abs(expected[i]));
    worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
  }
  assert.ok(worst <= tolerance * most, `${text}: ${worst / most} of the largest is above ${tolerance}`);
}

// A float32 FFT errs by about 1.5e-7 of the spectrum's norm; the worst bin against the largest stays below this.
const FFT = 4e-7;

test("stft gives librosa's numbers for every pad mode, window, hop and short signal", () => {
  for (const { options, samples: n, result, expected, text } of casesOf('stft')) {
    const S = sg.stft(samples.subarray(0, n), options);
    assert.deepEqual(S.shape, result.shape, text);
    near(S.data, expected, FFT, text);
  }
});

test("istft gives librosa's samples, lengths and uncovered ends", () => {
  for (const { options, spectrum, expected, text } of casesOf('istft')) {
    // Where windows hardly cover the first sample, the sum is divided by a tiny weight: 1e-5 of its largest there.
    const tolerance = options.onNola === 'librosa' && options.center === false ? 1e-5 : FFT;
    // librosa never refuses: beyond the frames it gives zeros.
    const found = sg.istft({ data: values(spectrum), shape: spectrum.shape }, { onNola: 'librosa', ...options });
    near(found, expected, tolerance, text);
  }
});

test("melFilterbank gives librosa's weights", () => {
  for (const { options, result, expected, text } of casesOf('melFilterbank')) {
    const bank = sg.melFilterbank(options);
    assert.deepEqual(bank.shape, result.shape, text);
    near(bank.data, expected, 1.2e-7, text); // two roundings to float32
  }
});

test("large mel filterbanks have librosa's sums and centres", () => {
  for (const { options, expected, text } of casesOf('melFilterbank sums')) {
    const {
      data,
      shape: [rows, bins],
    } = sg.melFilterbank(options);
    const sums = new Float64Array(2 * rows);
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < bins; k++) {
        sums[2 * i] += data[i * bins + k];
        sums[2 * i + 1] += k * data[i * bins + k];
      }
      sums[2 * i + 1] /= Math.max(sums[2 * i], 1e-300);
    }
    near(
      sums.filter((_, i) => i % 2 === 0),
      expected.filter((/** @type {number} */ _, /** @type {number} */ i) => i % 2 === 0),
      1.2e-7,
      text,
    );
    near(
      sums.filter((_, i) => i % 2 === 1),
      expected.filter((/** @type {number} */ _, /** @type {number} */ i) => i % 2 === 1),
      1.2e-7,
      text,
    );
  }
});

test("melSpectrogram gives librosa's bands", () => {
  for (const { options, samples: n, result, expected, text } of casesOf('melSpectrogram')) {
    const M = sg.melSpectrogram(samples.subarray(0, n), options);
    assert.deepEqual(M.shape, result.shape, text);
    near(M.data, expected, 1e-6, text); // squares double the relative error
  }
});

test("spectrogram scales as SciPy's ShortTimeFFT", () => {
  for (const { options, samples: n, expected, text } of casesOf('spectrogram')) {
    near(sg.spectrogram(samples.subarray(0, n), options).data, expected, 1e-6, text);
  }
});

test("conversions to and from decibels give librosa's values", () => {
  for (const call of /** @type {const} */ (['powerToDb', 'amplitudeToDb', 'dbToPower', 'dbToAmplitude'])) {
    for (const { options, values: given, expected, text } of casesOf(call)) {
      const actual = sg[call](values(given), options);
      // Both sides were rounded to float32 once; amin and ref were rounded before.
      for (let i = 0; i < expected.length; i++) {
        const allowed = call.endsWith('Db') ? 1e-6 + 1.2e-7 * Math.abs(expected[i]) : 1.3e-7 * expected[i];
        assert.ok(
          Math.abs(actual[i] - expected[i]) <= allowed,
          `${text} of ${values(given)[i]}: ${actual[i]}, not ${expected[i]}`,
        );
      }
    }
  }
});

test("windows are SciPy's, periodic and symmetric, at every length", () => {
  for (const { options, window, length, expected, text } of casesOf('windowFunction')) {
    near(sg.windowFunction(window, length, options), expected, 1.2e-7, text, 1);
  }
});

// The values below are librosa's for this signal, worked in float64; the signal reaches us rounded to float32.
const x = Float32Array.from(
  { length: 4096 },
  (_, n) =>
    Math.sin(2 * Math.PI * 0.03 * n) + 0.5 * Math.cos(2 * Math.PI * 0.11 * n + 0.3) + 0.1 * Number(n % 97 === 0),
);

test('stft gives the documented values of librosa', () => {
  /** @type {[object, number[], [bin: number, frame: number, re: number, im: number][]][]} */
  const table = [
    [
      { nFft: 512, hopLength: 128 },
      [33, 257, 2],
      [
        [0, 0, 5.511765215639, 0],
        [15, 0, -21.957391003532, 58.551540440209],
        [15, 5, -111.937996849887, 36.516722267758],
        [256, 32, 0.676559917543, 0],
      ],
    ],
    [
      { nFft: 512, hopLength: 128, padMode: 'reflect' },
      [33, 257, 2],
      [
        [15, 0, -43.337113762501, 0],
        [15, 32, 119.023726714276, 22.099243023972],
      ],
    ],
    [
      { nFft: 500, hopLength: 125, winLength: 400, window: 'blackman', center: false },
      [29, 251, 2],
      [
        [15, 0, 0.018152033391, -83.839433442956],
        [55, 10, -40.175052817314, -12.45027512544],
      ],
    ],
  ];
  for (const [options, shape, points] of table) {
    const S = sg.stft(x, options);
    assert.deepEqual(S.shape, shape);
    for (const [bin, frame, re, im] of points) {
      const at = 2 * (frame * shape[1] + bin);
      // 120 is the largest magnitude.
      assert.ok(
        Math.hypot(S.data[at] - re, S.data[at + 1] - im) <= FFT * 120,
        `${JSON.stringify(options)} [${bin}, ${frame}]`,
      );
    }
  }
});

test('mel gives the documented values of librosa', () => {
  const close = (/** @type {number} */ actual, /** @type {number} */ expected, /** @type {number} */ tolerance) =>
    assert.ok(
      Math.abs(actual - expected) <= tolerance * Math.abs(expected),
      `${actual} is not within ${tolerance} of ${expected}`,
    );

  const rowsOf = (/** @type {{ data: Float32Array, shape: number[] }} */ { data, shape }) =>
    Array.from({ length: shape[0] }, (_, i) => data.subarray(i * shape[1], (i + 1) * shape[1]));
  const sum = (/** @type {Float32Array} */ row) => row.reduce((a, b) => a + b, 0);
  const slaney = rowsOf(sg.melFilterbank({ sampleRate: 22050, nFft: 2048 }));
  [
    [0, 0.09034588],
    [1, 0.09337388],
    [50, 0.09186207],
    [127, 0.092869245],
  ].forEach(([row, total]) => close(sum(slaney[row]), total, 1e-6));
  close(
    slaney.reduce((total, row) => total + sum(row), 0),
    11.886681,
    1e-6,
  );
  close(Math.max(...slaney.map((row) => Math.max(...row))), 0.038421705, 1e-6);
  assert.equal(
    slaney[10].findIndex((w) => w > 0),
    24,
  );
  [0.00069524, 0.01687809, 0.03306095, 0.02829485, 0.012112].forEach((w, i) => close(slaney[10][24 + i], w, 1e-5));
  assert.ok(slaney[10].subarray(29).every((w) => w === 0));
  const htk = rowsOf(sg.melFilterbank({ sampleRate: 16000, nFft: 400, nMels: 80, htk: true, norm: null }));
  [
    [0, 0.21644744],
    [1, 0.7835525],
    [40, 1.9587964],
    [79, 6.5345783],
  ].forEach(([row, total]) => close(sum(htk[row]), total, 1e-6));

  const sine = Float32Array.from({ length: 22050 }, (_, n) => Math.sin((2 * Math.PI * 440 * n) / 22050));
  const M = sg.melSpectrogram(sine, { sampleRate: 22050 });
  const frame = M.data.subarray(10 * 128, 11 * 128);
  close(frame[16], 12121.088, 1e-6);
  assert.equal(frame.indexOf(Math.max(...frame)), 16);
  close(sum(M.data), 655187, 1e-6);

  const mel = sg.melSpectrogram(x, { sampleRate: 22050, nFft: 512, hopLength: 128, nMels: 40 });
  close(mel.data[5 * 40 + 5], 0.0267672305, 1e-5); // 50 dB below the frame's peak
  close(mel.data[10 * 40 + 20], 0.00056729055, 1e-4); // 67 dB below
  close(sum(mel.data), 10633.426036, 1e-6);
  const db = sg.powerToDb(mel);
  assert.ok(Math.abs(db.data[5 * 40 + 5] - -15.7239656) <= 5e-5);
  const relative = sg.powerToDb(mel, { ref: 'max' });
  assert.ok(Math.abs(relative.data[5 * 40 + 5] - -39.3345242) <= 5e-5);
  assert.ok(Math.abs(Math.min(...relative.data) - -64.111432) <= 5e-4);
});

test('decibels give the documented values of librosa', () => {
  const P = Float32Array.of(0, 1e-12, 1e-10, 1e-5, 1, 10);
  for (const [options, expected] of /** @type {[object | undefined, number[]][]} */ ([
    [undefined, [-70, -70, -70, -50, 0, 10]],
    [{ topDb: null }, [-100, -100, -100, -50, 0, 10]],
    [{ ref: 'max' }, [-80, -80, -80, -60, -10, 0]],
  ])) {
    near(sg.powerToDb(P, options), expected, 1e-7, JSON.stringify(options));
  }
});
