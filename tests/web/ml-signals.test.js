// The signals that the golden values of models' front ends were made from.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { chirp, gate, mix, noise } from '../helpers/ml-signals.js';

const { golden } = JSON.parse(readFileSync(new URL('../golden/ml.json', import.meta.url), 'utf8'));

for (const [name, make] of /** @type {[string, (n: number, sampleRate: number) => Float32Array][]} */ (
  Object.entries({ mix, chirp, noise, gate })
)) {
  test(`${name} is the signal that the references were given`, () => {
    const { shape, sum, abs, min, max, probe } = golden[`signal/${name}`];
    const x = make(shape[0], 16000);
    for (const [index, value] of Object.entries(probe)) assert.ok(Math.abs(x[Number(index)] - value) < 1e-8, index);
    assert.ok(Math.abs(x.reduce((total, value) => total + value, 0) - sum) < 1e-3);
    assert.ok(Math.abs(x.reduce((total, value) => total + Math.abs(value), 0) - abs) < 1e-3);
    assert.ok(Math.abs(Math.min(...x) - min) < 1e-8 && Math.abs(Math.max(...x) - max) < 1e-8);
  });
}
