// What librosa 0.11 gives (golden/cqt.py) for the constant-Q family.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'specgram';

const sg = await load();
const golden = JSON.parse(readFileSync(new URL('../golden/cqt.json', import.meta.url), 'utf8'));
const sampleRate = 22050;
const x = Float32Array.from({ length: 33075 }, (_, n) => {
  const tones = [130.81, 263.5, 331.5, 440, 702.1, 1234.5, 2222, 2637, 3333.3].reduce(
    (sum, f, k) =>
      sum + Math.sin((2 * Math.PI * f * n) / sampleRate + k) * Math.exp(-2 * ((n / sampleRate + 0.1 * k) % 0.5)),
    0,
  );
  return 0.2 * tones + 0.3 * Number(n % 1009 === 7);
});

/**
 * The relative L2 distance of a result's last bins, in the golden frames, from librosa's.
 * @param {{ data: Float32Array, shape: number[] }} S @param {number[]} expected
 */
function distance({ data, shape: [, bins, parts = 1] }, expected) {
  const floats = expected.length / golden.frames.length;
  let [error, energy] = [0, 0];
  golden.frames.forEach((/** @type {number} */ t, /** @type {number} */ i) => {
    for (let k = 0; k < floats; k++) {
      const value = expected[i * floats + k];
      error += (data[(t + 1) * bins * parts - floats + k] - value) ** 2;
      energy += value ** 2;
    }
  });
  return Math.sqrt(error / energy);
}

test("the top octaves are librosa's, where it uses whole filters", () => {
  const bins = { sampleRate, nBins: 252, binsPerOctave: 36 };
  assert.ok(distance(sg.cqt(x, bins), golden.topOctave) <= 1e-5);
  assert.ok(distance(sg.vqt(x, { ...bins, gamma: 3 }), golden.topOctaveVqt) <= 1e-5);
  // With 12 an octave it leaves 6e-5 out: the filters' negative frequencies, which are added here.
  assert.ok(distance(sg.cqt(x, { sampleRate }), golden.topOctaveOf12) <= 1e-5);
});

test("the pseudo-CQT is librosa's, and so are the bins of the hybrid one that come from it", () => {
  assert.ok(distance(sg.pseudoCqt(x, { sampleRate }), golden.pseudo) <= 1e-5);
  const other = {
    nBins: 60,
    binsPerOctave: 24,
    fMin: 220,
    scale: false,
    tuning: 0.2,
    norm: 2,
    window: 'blackman',
    padMode: 'reflect',
  };
  assert.ok(distance(sg.pseudoCqt(x, { sampleRate, .../** @type {any} */ (other) }), golden.pseudoOther) <= 1e-5);
  const hybrid = sg.hybridCqt(x, { sampleRate });
  assert.ok(distance(hybrid, golden.hybrid) <= 1e-5);
  assert.ok(distance(hybrid, golden.hybridAll) <= 2e-2); // its other bins have been through a resampler
  assert.deepEqual([hybrid.unit, hybrid.kind, hybrid.shape], ['magnitude', 'hybridCqt', [65, 84]]);
  const whole = sg.cqt(x, { sampleRate });
  for (let b = 0; b < 50; b++)
    assert.ok(
      Math.abs(
        hybrid.data[20 * 84 + b] - Math.hypot(whole.data[2 * (20 * 84 + b)], whole.data[2 * (20 * 84 + b) + 1]),
      ) < 1e-6,
    );
});

test("tuning is librosa's estimate", () => {
  const tone = Float32Array.from({ length: sampleRate }, (_, n) => Math.cos((2 * Math.PI * 450 * n) / sampleRate));
  const found = [
    sg.estimateTuning(x, { sampleRate }),
    sg.estimateTuning(x, { sampleRate, binsPerOctave: 36 }),
    sg.estimateTuning(tone, { sampleRate }),
  ];
  found.forEach((value, i) =>
    assert.ok(Math.abs(value - golden.tuning[i]) < 1e-9, `${value} is not ${golden.tuning[i]}`),
  );
  const tuned = sg.cqt(tone, { sampleRate, tuning: null });
  assert.ok(Math.abs(tuned.frequencies[45] / 440 - 2 ** (golden.tuning[2] / 12)) < 1e-9);
  assert.equal(sg.estimateTuning(new Float32Array(5000), { sampleRate }), 0);
  assert.throws(() => sg.estimateTuning(x, { sampleRate, resolution: 0 }), {
    name: 'RangeError',
    message: /resolution/,
  });
  assert.throws(() => sg.estimateTuning(x, /** @type {any} */ ({})), { name: 'TypeError', message: /sampleRate/ });
});

test("chroma and CENS are librosa's, as far as its CQT is exact", () => {
  const chroma = sg.chroma(x, { sampleRate });
  assert.deepEqual([chroma.unit, chroma.kind, chroma.shape], ['magnitude', 'chroma', [65, 12]]);
  assert.ok(distance(chroma, golden.chroma) <= 1e-2);
  const other = { nChroma: 24, binsPerOctave: 48, fMin: 55, nOctaves: 5, norm: 2, tuning: 0.1, threshold: 0.3 };
  assert.ok(distance(sg.chroma(x, { sampleRate, ...other }), golden.chromaOther) <= 1e-2);
  // rounding to quarters magnifies
  assert.ok(distance(sg.chromaCens(x, { sampleRate, winLenSmooth: 11 }), golden.cens) <= 3e-2);
  assert.throws(() => sg.chroma(x, { sampleRate, nChroma: 5 }), {
    name: 'RangeError',
    message: /nChroma must be .* one that divides binsPerOctave, got 5/,
  });
  assert.throws(() => sg.chroma(x, { sampleRate, nOctaves: 0 }), { name: 'RangeError', message: /nOctaves/ });
  for (const winLenSmooth of [-1, 0])
    assert.throws(() => sg.chromaCens(x, { sampleRate, winLenSmooth }), {
      name: 'RangeError',
      message: /winLenSmooth/,
    });
});
