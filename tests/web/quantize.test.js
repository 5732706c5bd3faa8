import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeNpy, quantize } from 'specgram';

const S = { data: Float32Array.of(-1, -0.5, 0, 0.25, 3, 1), shape: [2, 3] };

test('bytes stand for values within half a step, 0 exactly, and go into a file', () => {
  const { data, shape, scale, zeroPoint } = quantize(S);
  assert.deepEqual([scale, zeroPoint, shape], [4 / 255, 64, [2, 3]]);
  data.forEach((byte, i) => assert.ok(Math.abs((byte - zeroPoint) * scale - S.data[i]) <= scale * 0.75));
  assert.equal(data[2], zeroPoint);
  assert.match(String.fromCharCode(...encodeNpy({ data, shape }).subarray(0, 40)), /'\|u1'/);
});

test("a model's own scale, or a range, is kept to: what lies beyond is clamped, and what is no number is 0", () => {
  const given = { data: Float32Array.of(NaN, Infinity, -Infinity, 9, 0.125), shape: [5] };
  assert.deepEqual([...quantize(given, { scale: 0.25, zeroPoint: 100 }).data], [100, 255, 0, 136, 101]);
  assert.deepEqual([...quantize(given, { scale: 0.25 }).data], [0, 255, 0, 36, 1]);
  const range = quantize(given, { min: -1, max: 1 });
  assert.deepEqual([range.scale, range.zeroPoint, ...range.data], [2 / 255, 128, 128, 255, 0, 255, 144]);
  assert.deepEqual(quantize({ data: [0, 0], shape: [2] }), {
    data: new Uint8Array(2),
    shape: [2],
    scale: 1,
    zeroPoint: 0,
  });
  assert.equal(quantize({ data: Float32Array.of(5, 10), shape: [2] }).zeroPoint, 0);
  assert.equal(quantize({ data: Float32Array.of(-5, -10), shape: [2] }).zeroPoint, 255);
});

test('what cannot be is refused by name', () => {
  for (const [options, name, message] of /** @type {[any, string, RegExp][]} */ ([
    [{ scale: 0 }, 'RangeError', /^scale must be above 0/],
    [{ scale: NaN }, 'RangeError', /^scale must be/],
    [{ scale: 1, zeroPoint: 256 }, 'RangeError', /^zeroPoint must be an integer from 0 to 255/],
    [{ zeroPoint: 3 }, 'TypeError', /^zeroPoint must be given with scale/],
    [{ scale: 1, min: 0 }, 'TypeError', /^min and max say/],
    [{ min: -1e308, max: 1e308 }, 'RangeError', /^min and max must be/],
    [{ max: '1' }, 'TypeError', /^max must be/],
    [{ bits: 8 }, 'TypeError', /unknown option 'bits'/],
  ]))
    assert.throws(() => quantize(S, options), { name, code: 'E_CONFIG', message }, JSON.stringify(options));
  assert.throws(() => quantize({ data: S.data, shape: [5] }), { name: 'RangeError', code: 'E_CONFIG' });
});
