// The weighting curves (their values: tests/promises/golden-ml-pieces.test.js), as a function and as a stage of rows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { signal } from '../helpers/signals.js';

const sg = await load();
const x = signal(6000);
const options = { sampleRate: 16000, nFft: 512 };

test('a number has a number, an array an array, and nothing counts less than minDb', () => {
  assert.equal(sg.weighting('A', 100), sg.weighting('A', [100])[0]);
  assert.deepEqual([...sg.weighting('Z', [0, 50], { minDb: null })], [0, 0]);
  assert.deepEqual([...sg.weighting('Z', [0, 50], { minDb: 3 })], [3, 3]);
  for (const curve of /** @type {const} */ (['A', 'B', 'C', 'D'])) {
    assert.deepEqual([sg.weighting(curve, 0), sg.weighting(curve, 0, { minDb: null })], [-80, -Infinity]);
    assert.ok(Math.abs(sg.weighting(curve, 1000)) < 0.001, 'all agree at 1 kHz');
    assert.ok(sg.weighting(curve, 1e300) >= -80);
    assert.equal(sg.weighting(curve, -440), sg.weighting(curve, 440));
  }
  assert.deepEqual(sg.weighting('A', []), new Float64Array());
});

test('a stage adds the weights to decibels and multiplies what is none, complex values too', () => {
  const levels = sg.analyse(x, [['spectrogram', { nFft: 512 }], 'db'], options);
  for (const curve of /** @type {const} */ (['A', 'B', 'C', 'D', 'Z'])) {
    const weights = sg.weighting(curve, levels.frequencies);
    const bins = weights.length;
    const got = sg.analyse(x, [['spectrogram', { nFft: 512 }], 'db', ['weighting', { curve }]], options);
    assert.ok(got.data.every((value, i) => Math.abs(value - (levels.data[i] + weights[i % bins])) < 1e-4));
    for (const power of [1, 2]) {
      const plain = sg.spectrogram(x, { ...options, power });
      const { data } = sg.analyse(
        x,
        [
          ['spectrogram', { nFft: 512, power }],
          ['weighting', { curve }],
        ],
        options,
      );
      data.forEach((value, i) => {
        const wanted = plain.data[i] * 10 ** ((power * weights[i % bins]) / 20);
        assert.ok(Math.abs(value - wanted) <= 1e-6 * wanted + 1e-29, `${curve} ${power} ${i}`);
      });
    }
    const complex = sg.analyse(
      x,
      [
        ['stft', { nFft: 512 }],
        ['weighting', { curve }],
      ],
      options,
    );
    const stft = sg.stft(x, options);
    complex.data.forEach((value, i) => {
      const wanted = stft.data[i] * 10 ** (weights[(i >> 1) % bins] / 20);
      assert.ok(Math.abs(value - wanted) <= 1e-6 * Math.abs(wanted) + 1e-12);
    });
  }
});

test('the stage must know frequencies, and what it is given must be levels', () => {
  const chain =
    (/** @type {any} */ first, rate = 16000) =>
    () =>
      sg.analyser([...first, 'weighting'], rate ? { sampleRate: rate } : {});
  assert.throws(chain([['spectrogram', { nFft: 512 }]], 0), {
    name: 'TypeError',
    code: 'E_CONFIG',
    message: /sampleRate/,
  });
  assert.throws(chain(['mel', 'log']), { name: 'TypeError', code: 'E_CONFIG', message: /takes levels/ });
  assert.throws(chain(['nsgt']), { name: 'TypeError', code: 'E_CONFIG' });
  const none = sg.analyse(x, [['spectrogram', { nFft: 512 }], 'db', ['weighting', { minDb: null }]], options);
  assert.ok(none.data.every(Number.isFinite));
});

test('what cannot be is refused by name', () => {
  const bad = (/** @type {string} */ name, /** @type {RegExp} */ message) => ({ name, code: 'E_CONFIG', message });
  assert.throws(() => sg.weighting(/** @type {any} */ ('E'), 1), bad('TypeError', /^curve must be 'A' or 'B'/));
  assert.throws(() => sg.weighting('A', NaN), bad('RangeError', /^frequencies must be finite numbers, got NaN/));
  assert.throws(
    () => sg.weighting('A', /** @type {any} */ ('1')),
    bad('TypeError', /^frequencies must be a number or/),
  );
  assert.throws(() => sg.weighting('A', 1, { minDb: NaN }), bad('RangeError', /^minDb must be/));
  assert.throws(
    () => sg.weighting('A', 1, /** @type {any} */ ({ floor: 1 })),
    bad('TypeError', /unknown option 'floor'/),
  );
});
