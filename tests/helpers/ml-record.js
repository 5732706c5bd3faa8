// Results against the records of tests/golden/ml.json: what each reference gave for a signal of ml-signals.js.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const { golden } = JSON.parse(readFileSync(new URL('../golden/ml.json', import.meta.url), 'utf8'));

/** @param {string} name */
export function record(name) {
  assert.ok(Object.hasOwn(golden, name), name);
  return golden[name];
}

/**
 * The largest difference from a record, over its probes and what it has of its middle row; the shape and, as far as so
 * many values may differ, the sum are checked.
 * @param {string} name
 * @param {{ data: ArrayLike<number>, shape: readonly number[] }} got
 * @param {number} tolerance
 * @param {number} [mean] what the mean may differ by (default a tenth of the tolerance)
 */
export function checkRecord(name, { data, shape }, tolerance, mean = tolerance / 10) {
  const { shape: wanted, sum, probe, row } = record(name);
  assert.deepEqual([...shape], wanted, `${name}: shape`);
  let worst = 0;
  const check = (/** @type {number} */ index, /** @type {number | string} */ value) => {
    const off = Math.abs(data[index] - Number(value));
    assert.ok(off <= tolerance, `${name}: ${value} at ${index}, got ${data[index]}`);
    worst = Math.max(worst, off);
  };
  for (const [index, value] of Object.entries(probe)) check(Number(index), value);
  const [at, values] = row;
  values.forEach((/** @type {number} */ value, /** @type {number} */ i) =>
    check(at * shape[shape.length - 1] + i, value),
  );
  let total = 0;
  for (let i = 0; i < data.length; i++) total += data[i];
  assert.ok(Math.abs(total - sum) <= mean * data.length, `${name}: sum ${sum}, got ${total}`);
  return worst;
}
