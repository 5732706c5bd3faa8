// Cepstra, deltas, PCEN and mel inverses against what librosa 0.11 made of the same signals.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { checkRecord } from '../helpers/ml-record.js';
import { chirp, gate, mix } from '../helpers/ml-signals.js';

/** @type {any} */
const sg = await load();
const sampleRate = 22050;
const signals = { mix: mix(sampleRate), gate: gate(sampleRate), chirp: chirp(sampleRate, sampleRate) };

/** Calls by the names of their records; tolerances are single precision of the largest values of each. */
const CALLS = /** @type {[string, number, () => any][]} */ ([
  ['mfcc', 5e-4, () => sg.mfcc(signals.mix, { sampleRate })],
  ['mfcc/gate', 5e-4, () => sg.mfcc(signals.gate, { sampleRate })],
  ['mfcc/dct1', 1e-2, () => sg.mfcc(signals.mix, { sampleRate, dctType: 1, norm: null })],
  ['mfcc/dct1-ortho', 5e-4, () => sg.mfcc(signals.mix, { sampleRate, dctType: 1 })],
  ['mfcc/dct2-none', 1e-2, () => sg.mfcc(signals.mix, { sampleRate, norm: null })],
  ['mfcc/dct3', 5e-4, () => sg.mfcc(signals.mix, { sampleRate, dctType: 3 })],
  ['mfcc/lifter22', 5e-3, () => sg.mfcc(signals.mix, { sampleRate, nMfcc: 13, lifter: 22 })],
  [
    'mfcc/htk',
    1e-3,
    () => sg.mfcc(signals.mix, { sampleRate, nMfcc: 13, htk: true, nFft: 512, hopLength: 160, nMels: 40 }),
  ],
  ...['interp', 'nearest', 'mirror', 'constant', 'wrap'].map(
    (mode) => /** @type {any} */ ([`delta/${mode}`, 2e-4, () => sg.delta(cepstra(), { mode })]),
  ),
  ['delta/order2', 2e-4, () => sg.delta(cepstra(), { order: 2 })],
  ['delta/width5', 5e-4, () => sg.delta(cepstra(), { width: 5 })],
  ['delta/order2-width9-nearest', 2e-4, () => sg.delta(cepstra(), { order: 2, mode: 'nearest' })],
  // the chirp's quiet bands are rounding of its frames' greatest, of which the root makes the most
  ['pcen', 5e-4, () => sg.pcen(magnitudes())],
  ['pcen/max3', 5e-4, () => sg.pcen(magnitudes(), { maxSize: 3 })],
  ['pcen/power0', 5e-4, () => sg.pcen(magnitudes(), { power: 0 })],
  ['pcen/bias0', 2e-3, () => sg.pcen(magnitudes(), { bias: 0 })],
  [
    'mfcc_to_mel',
    1e-5,
    () => sg.mfccToMel({ data: sg.mfcc(signals.mix, { sampleRate }).data.slice(100, 160), shape: [3, 20] }),
  ],
]);

const cepstra = () => sg.mfcc(signals.chirp, { sampleRate, nMfcc: 13 });

/** As librosa's manual has it: the sound as 32 bits. */
function magnitudes() {
  const M = sg.melSpectrogram(signals.chirp, { sampleRate, power: 1 });
  return { ...M, data: M.data.map((/** @type {number} */ x) => x * 2 ** 31) };
}

for (const [name, tolerance, call] of CALLS) {
  test(`${name} is librosa's`, (t) => {
    const worst = checkRecord(`librosa/${name}`, call().transpose(), tolerance);
    t.diagnostic(`${worst.toExponential(1)} of ${tolerance}`);
  });
}

test("a first delta of mode nearest is the speech toolkits' regression over N frames", () => {
  const C = cepstra();
  const [frames, bins] = C.shape;
  const at = (/** @type {number} */ t, /** @type {number} */ k) =>
    C.data[Math.min(frames - 1, Math.max(0, t)) * bins + k];
  for (const N of [1, 2, 4]) {
    const got = sg.delta(C, { width: 2 * N + 1, mode: 'nearest' }).data;
    let squares = 0;
    for (let n = 1; n <= N; n++) squares += 2 * n * n;
    for (let i = 0; i < got.length; i++) {
      const [t, k] = [Math.floor(i / bins), i % bins];
      let sum = 0;
      for (let n = 1; n <= N; n++) sum += n * (at(t + n, k) - at(t - n, k));
      assert.ok(Math.abs(got[i] - sum / squares) < 1e-4);
    }
  }
});
