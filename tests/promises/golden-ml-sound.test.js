// Sound before a model hears it, against librosa's own values.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { checkRecord, record } from '../helpers/ml-record.js';
import { mix } from '../helpers/ml-signals.js';

const sg = await load();
const x = mix(22050);

test("preemphasis and deemphasis are librosa's", () => {
  const shape = [1, x.length];
  checkRecord('librosa/preemphasis', { data: sg.preemphasis(x), shape }, 1e-7);
  checkRecord('librosa/deemphasis', { data: sg.deemphasis(sg.preemphasis(x)), shape }, 1e-6);
  const y = sg.deemphasis(x, { coef: 0.9 }); // of librosa 0.11.0
  for (const [i, value] of /** @type {const} */ ([
    [0, 0.2473522275686264],
    [1, 0.4532383382320404],
    [2, 0.5641645193099976],
    [427, -1.8094578981399536],
    [20000, -1.7324697971343994],
  ]))
    assert.ok(Math.abs(y[i] - value) < 1e-6, `${y[i]}, not ${value}`);
});

test("what preemphasis remembers of a sound is librosa's final state: what it takes off a sample that follows", () => {
  const [, [state]] = record('librosa/preemphasis/zf').row;
  const next = sg.preemphasis(Float32Array.of(...x, 0))[x.length];
  assert.ok(Math.abs(next - state) < 1e-7, `${next}, not ${state}`);
});
