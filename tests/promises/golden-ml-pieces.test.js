// SpecAugment's warp and the weighting curves against torch and librosa (tests/golden/ml.json).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { checkRecord } from '../helpers/ml-record.js';
import { noise } from '../helpers/ml-signals.js';

const sg = await load();
const FREQUENCIES = [20, 31.5, 63, 100, 125, 250, 500, 1000, 2000, 4000, 8000, 10_000, 16_000, 20_000];

for (const curve of /** @type {const} */ (['A', 'B', 'C', 'D']))
  test(`librosa/weighting-${curve}`, (t) => {
    const data = sg.weighting(curve, FREQUENCIES);
    const worst = checkRecord(`librosa/weighting-${curve}`, { data, shape: [1, data.length] }, 1e-6);
    t.diagnostic(`${worst}`);
  });

test('librosa/A/nofloor', (t) => {
  const data = sg.weighting('A', [1, 5, 10, 20], { minDb: null });
  t.diagnostic(`${checkRecord('librosa/A/nofloor', { data, shape: [1, 4] }, 1e-5)}`); // of which it has 8 digits
});

// Seeds whose warp, of at most 40 frames, is the record's.
for (const [seed, from, to] of [
  [18008, 100, 120],
  [834, 90, 60],
  [2970, 110, 111],
])
  for (const warpMode of /** @type {const} */ (['bicubic', 'bilinear']))
    test(`time-warp/${warpMode}/${from}-${to}`, (t) => {
      const S = { data: Float32Array.from(noise(800)), shape: [200, 4] };
      const warped = sg.specAugment(S, { timeWarp: 40, warpMode, seed });
      assert.deepEqual(warped.masks.warp, [from, to]);
      // torch tells places between frames as floats: to 1e-5 of a frame
      t.diagnostic(`${checkRecord(`time-warp/${warpMode}/${from}-${to}`, warped, 3e-6)}`);
    });
