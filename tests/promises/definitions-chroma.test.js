// Pitch classes, CENS and tuning against float64 (helpers/chroma-definition.js), and against what any musician knows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { cens, chromaSums, normalised, tuningCounts } from '../helpers/chroma-definition.js';
import { xorshift } from '../helpers/signals.js';

const sg = await load();
const TURN = 2 * Math.PI;
/** Hz of a MIDI note, which need not be whole. @param {number} m */
const note = (m) => 440 * 2 ** ((m - 69) / 12);
/** @param {number[]} hz @param {number} n @param {number} rate @param {(k: number) => number} [amplitude] */
const tones = (hz, n, rate, amplitude = () => 1) =>
  Float32Array.from({ length: n }, (_, i) =>
    hz.reduce((sum, f, k) => sum + amplitude(k) * Math.sin((TURN * ((f * i) / rate)) % TURN), 0),
  );
/** @param {{ data: Float32Array, shape: number[] }} S */
const rowsOf = ({ data, shape: [frames, width] }) =>
  Array.from({ length: frames }, (_, t) => data.subarray(t * width, (t + 1) * width));
/** @param {ArrayLike<number>} row */
const loudest = (row) => Array.prototype.indexOf.call(row, Math.max(...Array.from(row)));

test('a note is the loudest in its own class, C first, wherever the lowest bin is and whatever lies off by a third', () => {
  const sampleRate = 22050;
  for (let m = 48; m < 96; m++) {
    const off = ((m % 3) - 1) / 3;
    const S = sg.chroma(tones([note(m + off)], 8192, sampleRate), { sampleRate, tuning: 0 });
    assert.equal(loudest(rowsOf(S)[8]), m % 12, `note ${m + off}`);
  }
  assert.ok(Math.abs(sg.chroma(new Float32Array(9), { sampleRate, tuning: 0 }).frequencies[9] - 440) < 1e-9);
  // the lowest bin's class is the nearest one: from a quarter tone below C on, that is C
  for (const [fMin, first] of [
    [note(60), 0],
    [note(59.51), 0],
    [note(59.49), 11],
    [note(60.49), 0],
    [note(60.51), 1],
    [note(45), 9],
    [note(45.4), 9],
    [note(44.6), 9],
  ]) {
    const S = sg.chroma(tones([fMin * 2], 8192, sampleRate), { sampleRate, tuning: 0, fMin, nOctaves: 3 });
    assert.equal(loudest(rowsOf(S)[8]), first, `fMin ${fMin}`);
  }
});

test('chroma is its definition: classes, how many bins make one, threshold and norm', () => {
  const random = xorshift(19);
  const x = Float32Array.from({ length: 3000 }, (_, i) => 0.4 * random() + Math.sin(0.2 * i + 1e-5 * i * i));
  const base = { sampleRate: 8000, fMin: 220, nOctaves: 3, hopLength: 250, binsPerOctave: 36, tuning: 0 };
  for (const options of /** @type {any[]} */ ([
    {},
    { norm: 1 },
    { norm: 2 },
    { norm: 3.5 },
    { norm: null },
    { norm: null, threshold: 3 },
    { threshold: 2 },
    { threshold: 4.5, norm: 1 },
    { threshold: 100 },
    { binsPerOctave: 12 },
    { binsPerOctave: 24 },
    { binsPerOctave: 48, nChroma: 24 },
    { binsPerOctave: 36, nChroma: 36 },
    { binsPerOctave: 35, nChroma: 7 },
    { binsPerOctave: 36, nChroma: 1, norm: null },
    { fMin: 190 },
    { fMin: 258, binsPerOctave: 12 },
    { fMin: 254, binsPerOctave: 60 },
    { tuning: 0.4, filterScale: 0.6, window: 'blackman' },
    { padMode: 'reflect', nOctaves: 2 },
  ])) {
    const all = { ...base, ...options };
    const S = sg.chroma(x, all);
    const frames = Array.from({ length: S.shape[0] }, (_, t) => t);
    assert.deepEqual(S.shape, [13, all.nChroma ?? 12]);
    const { threshold = 0, norm = Infinity } = all;
    let compared = 0;
    chromaSums(x, all, frames).forEach((sums, t) => {
      // what is at the threshold, single precision may put on either side
      if (sums.some((value) => Math.abs(value - threshold) < 1e-5)) return;
      compared++;
      const expected = normalised(sums, threshold, norm);
      const most = Math.max(...expected);
      rowsOf(S)[t].forEach((value, k) =>
        assert.ok(Math.abs(value - expected[k]) <= 1e-5 * most, `${JSON.stringify(options)} frame ${t}, class ${k}`),
      );
    });
    assert.ok(compared >= 12);
  }
});

test('CENS is its definition: four steps, a window of any length, zeros beyond the ends, and each norm', () => {
  const sampleRate = 8000;
  const random = xorshift(23);
  // notes that come and go, a rest in the middle
  const x = Float32Array.from({ length: 24000 }, (_, i) =>
    i > 9000 && i < 14000
      ? 0
      : Math.sin((TURN * note(60 + 4 * Math.floor(i / 3000)) * i) / sampleRate) +
        0.4 * Math.sin((TURN * note(67 + 3 * Math.floor(i / 4700)) * i) / sampleRate) +
        0.05 * random(),
  );
  const base = { sampleRate, fMin: 110, nOctaves: 4, hopLength: 400, tuning: 0 };
  const rows = rowsOf(sg.chroma(x, { ...base, norm: 1 }));
  for (const options of [
    {},
    { winLenSmooth: 1 },
    { winLenSmooth: 4 },
    { winLenSmooth: 11, norm: 1 },
    { winLenSmooth: 100, norm: Infinity },
    { winLenSmooth: null },
    { winLenSmooth: 7, norm: null },
    { norm: 3 },
  ]) {
    const S = sg.chromaCens(x, { ...base, ...options });
    const expected = cens(rows, options);
    rowsOf(S).forEach((row, t) =>
      row.forEach((value, k) =>
        assert.ok(
          Math.abs(value - expected[t][k]) <= 1e-6,
          `${JSON.stringify(options)} frame ${t}, class ${k}: ${value}, not ${expected[t][k]}`,
        ),
      ),
    );
  }
  const threshold = 20;
  const cut = rowsOf(sg.chroma(x, { ...base, norm: 1, threshold }));
  assert.notDeepEqual(cut, rows);
  const expected = cens(cut, {});
  rowsOf(sg.chromaCens(x, { ...base, threshold })).forEach((row, t) =>
    row.forEach((value, k) => assert.ok(Math.abs(value - expected[t][k]) <= 1e-6, `frame ${t}, class ${k}`)),
  );
});

/** The step that most peaks fall in, as a tuning. @param {number[]} counts @param {string} name */
function mostOf(counts, name) {
  const most = Math.max(...counts);
  assert.equal(counts.filter((count) => count > 0.9 * most).length, 1, `one step must stand out of ${name}: ${counts}`);
  return counts.indexOf(most) / counts.length - 0.5;
}

test('tuning is its definition: range, threshold, median, parabola, steps, bins an octave and frames', () => {
  const random = xorshift(29);
  const sampleRate = 22050;
  const chord = (/** @type {number} */ off) => [57, 60, 64, 69, 76, 81].map((m) => note(m + off));
  const beside = (/** @type {number[]} */ hz, /** @type {number} */ level) => {
    const [x, y] = [tones(chord(0.2), 16000, sampleRate), tones(hz, 16000, sampleRate)];
    return x.map((value, i) => value + level * y[i]);
  };
  /** @type {Record<string, [Float32Array, object]>} */
  const cases = {
    'a chord': [tones(chord(0.2), 16000, sampleRate), {}],
    'a louder tone of 119 Hz, out of range': [tones([note(69.2), note(46.4)], 16000, sampleRate, (k) => 1 + 2 * k), {}],
    'a louder tone of 4.1 kHz, out of range': [
      tones([note(69.2), note(107.66)], 16000, sampleRate, (k) => 1 + 2 * k),
      {},
    ],
    'many faint tones': [
      beside(
        [45, 50, 53, 62, 66, 72, 74, 79, 86, 90, 93].map((m) => note(m - 0.3)),
        0.08,
      ),
      {},
    ],
    'some tones a little below the median': [
      beside(
        [47, 52, 56, 62, 66, 72, 74, 79, 86, 90, 93].map((m) => note(m - 0.3)),
        0.6,
      ),
      {},
    ],
    'many tones below a tenth of the loudest': [
      tones(
        [69.2, 81.2, ...[62, 66, 72, 74, 79, 84, 86, 90, 93, 96, 98, 100].map((m) => m - 0.3)].map(note),
        16000,
        sampleRate,
        (k) => (k < 2 ? 1 : 0.06),
      ),
      {},
    ],
    'noise and a chord': [tones(chord(-0.365), 16000, sampleRate).map((value) => value + random()), {}],
    'coarse steps': [tones(chord(0.33), 16000, sampleRate), { resolution: 0.09 }],
    'fine steps': [tones([note(69.123)], 16000, sampleRate), { resolution: 0.004 }],
    'three bins a semitone': [tones(chord(0.27), 16000, sampleRate), { binsPerOctave: 36 }],
    'seven an octave': [tones([57.3, 69.27, 81.27].map(note), 16000, sampleRate), { binsPerOctave: 7 }],
    'short frames': [tones([note(81.1), note(93.1)], 16000, sampleRate), { nFft: 1024 }],
    'long frames': [tones(chord(0.1), 40000, sampleRate), { nFft: 8192 }],
    'a low rate, up to half of it': [tones(chord(0.31), 16000, 2000), { sampleRate: 2000 }],
  };
  for (const [name, [x, options]] of Object.entries(cases)) {
    const all = { sampleRate, ...options };
    const expected = mostOf(tuningCounts(x, all), name);
    assert.ok(
      Math.abs(sg.estimateTuning(x, all) - expected) < 1e-9,
      `${name}: ${sg.estimateTuning(x, all)}, not ${expected}`,
    );
  }
});

test('a detuned sound is found out, to a hundredth of a bin where partials are far apart', () => {
  const sampleRate = 22050;
  for (const off of [-0.43, -0.25, -0.1, 0, 0.07, 0.22, 0.38, 0.47]) {
    for (const binsPerOctave of [12, 24, 36]) {
      const wanted = (off * binsPerOctave) / 12;
      const x = tones(
        [69, 81, 88, 93].map((m) => note(m + off)),
        30000,
        sampleRate,
      );
      const found = sg.estimateTuning(x, { sampleRate, binsPerOctave, nFft: 8192 });
      const error = found + 0.005 - wanted; // found is a step's lower end
      assert.ok(Math.abs(error - Math.round(error)) <= 0.015, `${off}, ${binsPerOctave} an octave: ${found}`);
    }
  }
});

test('a sound whose peaks are too many to be told apart by height has the tuning of its beginning', () => {
  const sampleRate = 22050;
  const random = xorshift(31);
  // The louder tones are more than half of all, so the fainter ones, which agree the most, have no vote.
  const loud = [57.25, 69.25, 81.25, 60.05, 76.45, 64.05];
  const all = [...loud, 62.75, 66.75, 72.75, 78.75, 85.75].map(note);
  const x = tones(all, 400_000, sampleRate, (k) => (k < loud.length ? 1 : 0.6)).map((value) => value + 0.01 * random());
  const estimate = (/** @type {Float32Array} */ sound) =>
    sg.analyse(
      sound,
      [
        ['spectrogram', { nFft: 2048, hopLength: 20, power: 1 }],
        ['tuning', { nFft: 2048, resolution: 0.1 }],
      ],
      { sampleRate },
    ).data[0];
  assert.ok(11 * (x.length / 20) > 2 ** 17, 'more peaks than the table has places');
  assert.equal(estimate(x), Math.fround(0.2));
  assert.equal(estimate(x.subarray(0, 20_000)), Math.fround(0.2));
});
