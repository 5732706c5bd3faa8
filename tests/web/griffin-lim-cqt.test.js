// A sound for constant-Q magnitudes alone: what is found, where the search begins and stops, and what is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { music, polar, sampleRate, snr } from '../helpers/inversion.js';

const sg = await load();

test('a sound is found for magnitudes alone', () => {
  const x = Float32Array.from({ length: 20000 }, (_, n) => music(n));
  const C = sg.cqt(x, { sampleRate, hopLength: 256 });
  const magnitudes = {
    data: Float32Array.from({ length: C.data.length / 2 }, (_, i) => Math.hypot(C.data[2 * i], C.data[2 * i + 1])),
    shape: C.shape.slice(0, 2),
  };
  /** @type {number[]} */
  const curve = [];
  const options = { sampleRate, hopLength: 256, length: x.length };
  const y = sg.griffinLimCqt(magnitudes, {
    ...options,
    onIteration: (i, convergence) => {
      assert.equal(i, curve.push(convergence) - 1);
    },
  });
  assert.equal(y.length, x.length);
  assert.equal(curve.length, 32);
  assert.ok(curve[31] < 0.1 && curve[31] < curve[0] / 3, `${curve[0]} to ${curve[31]}`);
  assert.deepEqual(
    sg.griffinLimCqt(magnitudes, { ...options, nIter: 2, seed: 5 }),
    sg.griffinLimCqt(magnitudes, { ...options, nIter: 2, seed: 5 }),
  );
  assert.notDeepEqual(
    sg.griffinLimCqt(magnitudes, { ...options, nIter: 0, seed: 5 }),
    sg.griffinLimCqt(magnitudes, { ...options, nIter: 0, init: null }),
  );
});

test('phases of your own are where the search for a sound begins, as one array or with their shape', () => {
  const x = Float32Array.from({ length: 12000 }, (_, n) => music(n));
  const C = sg.cqt(x, { sampleRate, hopLength: 100 });
  const [data, phases] = polar(C);
  const magnitudes = { ...C, data, shape: C.shape.slice(0, 2), unit: 'magnitude' };
  const begin = (/** @type {any} */ init) => sg.griffinLimCqt(magnitudes, { nIter: 0, init });
  assert.ok(snr(sg.icqt(C, { nIter: 4 }), begin(phases)) > 100);
  assert.deepEqual(begin({ data: phases, shape: magnitudes.shape }), begin(phases));
  assert.deepEqual(begin(new Float64Array(phases.length)), begin(null));
  assert.ok(snr(x, sg.griffinLimCqt(magnitudes, { nIter: 2, init: phases, length: x.length })) > 20);
});

test('where onIteration returns false, the sound so far is returned; where it closes the engine, that is said', async () => {
  const magnitudes = { data: new Float32Array(20 * 84).fill(1), shape: [20, 84] };
  let calls = 0;
  const stopped = sg.griffinLimCqt(magnitudes, { sampleRate, nIter: 1000, onIteration: () => ++calls < 3 });
  assert.equal(calls, 3);
  assert.deepEqual(stopped, sg.griffinLimCqt(magnitudes, { sampleRate, nIter: 3 }));
  for (const last of [true, false]) {
    const engine = await load();
    const onIteration = () => {
      engine.close();
      return last;
    };
    assert.throws(() => engine.griffinLimCqt(magnitudes, { sampleRate, nIter: 3, onIteration }), {
      name: 'InvalidStateError',
      code: 'E_CLOSED',
      message: 'the engine is closed',
    });
  }
});

test('griffinLimCqt refuses what griffinLim refuses, in the same words', () => {
  const shape = [8, 65];
  const S = { data: new Float32Array(8 * 65).fill(1), shape, hopLength: 32 };
  const spoilt = (/** @type {number} */ value) => ({
    ...S,
    data: S.data.map((x, i) => (i === 2 * 65 + 5 ? value : x)),
  });
  const message = (/** @type {() => unknown} */ call) => {
    try {
      call();
    } catch (error) {
      return `${error} ${/** @type {any} */ (error).code}`;
    }
    return 'nothing';
  };
  for (const [given, options, start] of /** @type {[any, any, RegExp][]} */ ([
    [spoilt(NaN), {}, /^RangeError: S must hold magnitudes, from 0 to 1e18, got NaN at \[2, 5\] E_CONFIG/],
    [spoilt(-1), {}, /got -1 at \[2, 5\]/],
    [spoilt(Infinity), {}, /got Infinity at/],
    [{ ...S, unit: 'dB' }, {}, /^TypeError: S must hold magnitudes, got the unit 'dB': take dbToAmplitude of them/],
    [{ ...S, unit: 'power' }, {}, /got the unit 'power'/],
    [
      { ...S, unit: 'complex' },
      {},
      /^TypeError: S must hold magnitudes, \[frames, bins\], got complex values of shape \[8, 65\]: take their absolute values/,
    ],
    [{ ...S, shape: [4, 65, 2] }, {}, /got complex values of shape \[4, 65, 2\]/],
    [{ ...S, shape: [520] }, {}, /^RangeError: S must hold magnitudes/],
    ...[-0.1, NaN, '1'].map((momentum) => [S, { momentum }, /^(Range|Type)Error: momentum must be a number/]),
    ...[-1, 0.5, NaN, 100001, '3'].map((nIter) => [S, { nIter }, /^(Range|Type)Error: nIter must be a/]),
    ...[-1, 2.5, 100, 223, 256, 1e6, '9'].map((length) => [S, { length }, /^(Range|Type)Error: length must/]),
    ...[-1, 0.5, 2 ** 53, '1'].map((seed) => [S, { seed }, /^(Range|Type)Error: seed must be a/]),
    [S, { onIteration: 5 }, /^TypeError: onIteration must be a function, got 5/],
    [S, { init: new Float32Array(519) }, /^RangeError: init must have a phase for each of S's 520 values, got 519/],
    [
      S,
      { init: { data: S.data, shape: [65, 8] } },
      /^RangeError: init must have the shape of S, \[8, 65\], got \[65, 8\]/,
    ],
    [S, { init: spoilt(NaN) }, /^RangeError: init must hold finite phases, got NaN at \[2, 5\]/],
    [S, { iterations: 3 }, /^TypeError: unknown option 'iterations'/],
  ])) {
    const text = message(() => sg.griffinLimCqt(given, { sampleRate, ...options }));
    assert.match(text, start);
    assert.equal(
      text,
      message(() => sg.griffinLim(given, options)),
    );
  }
  assert.equal(sg.griffinLimCqt(S, { sampleRate, nIter: 1, length: 255 }).length, 255);
});
