// An earlier result that is written over: the same bytes in the same memory, and what does not fit is refused before.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createPool, load } from 'specgram';
import { METHODS } from '../helpers/registry.js';
import { givenTo } from '../helpers/method-calls.js';
import { signal } from '../helpers/signals.js';

const sg = /** @type {any} */ (await load());
/** @type {any} */
const pool = await createPool({ workers: 1 });
after(() => pool.close());
const x = signal(20_000);
const ARRAYS = ['data', 'frequencies', 'times', 'magnitudes'];
const given = givenTo(sg, x);
const methods = Object.keys(METHODS).filter((name) => name !== 'estimateTuning'); // a number

/** Where a method has its options. @param {string} name */
const placeOf = (name) => ({ options: 0, samples: 1, spectrogram: 1, chain: 2, rates: 3 })[METHODS[name]];

/** What a method is called with, and `more` among its options. @param {string} name @param {object} more */
function withMore(name, more) {
  const [...all] = given[name];
  all[placeOf(name)] = { ...all[placeOf(name)], ...more };
  return all;
}

/** The arrays that a result is, by their names. @param {any} result @returns {Record<string, any>} */
const arraysOf = (result) =>
  ArrayBuffer.isView(result)
    ? { itself: result }
    : result.data
      ? { data: result.data }
      : Object.fromEntries(ARRAYS.slice(1).map((name) => [name, result[name]]));

const isEqual = (/** @type {any} */ a, /** @type {any} */ b) =>
  a.length === b.length && a.every((/** @type {number} */ value, /** @type {number} */ i) => Object.is(value, b[i]));

/** A result of the same shape, of other values. @param {any} result */
function spoilt(result) {
  if (ArrayBuffer.isView(result)) return /** @type {any} */ (result).map(() => 7);
  const arrays = Object.entries(arraysOf(result)).map(([name, array]) => [name, array.map(() => 7)]);
  return { ...result, ...Object.fromEntries(arrays) };
}

/** @param {string} name @param {any} made @param {any} out @param {any} wanted */
function isOver(name, made, out, wanted) {
  const [own, goal, first] = [made, out, wanted].map(arraysOf);
  for (const array of Object.keys(goal)) {
    assert.equal(own[array], goal[array], `${name}: ${array} is that of out`);
    assert.deepEqual(own[array], first[array], `${name}: ${array}`);
  }
  assert.deepEqual(made.shape, wanted.shape, name);
}

test('every method that returns arrays writes over an earlier result, and gives the same', () => {
  for (const name of methods) {
    const wanted = sg[name](...given[name]);
    const out = spoilt(wanted);
    isOver(name, sg[name](...withMore(name, { out })), out, wanted);
    const own = sg[name](...withMore(name, { out: null }));
    assert.deepEqual(arraysOf(own), arraysOf(wanted), `${name}, null`);
  }
});

test('no method makes an array as large as its result where it is given one', () => {
  // what goes by way of rows of another kind, which are made anew: levels, both ends of a wrapped sound, phases
  const by = [
    'melToAudio',
    'delta',
    'spectralContrast',
    'tonnetz',
    'mfcc',
    'onsetStrength',
    'spectralFlux',
    'tempogram',
    'tempo',
  ];
  const { Float32Array: Own } = globalThis;
  let largest = 0;
  class Counted extends Own {
    static name = 'Float32Array';
    constructor(/** @type {any[]} */ ...args) {
      super(.../** @type {[any]} */ (args));
      if (typeof args[0] === 'number') largest = Math.max(largest, args[0]);
    }
  }
  for (const name of methods.filter((method) => !by.includes(method))) {
    const wanted = sg[name](...given[name]);
    const [{ length }] = Object.values(arraysOf(wanted));
    largest = 0;
    globalThis.Float32Array = /** @type {any} */ (Counted);
    try {
      sg[name](...withMore(name, { out: wanted }));
    } finally {
      globalThis.Float32Array = Own;
    }
    assert.ok(largest < length, `${name} makes ${largest} floats for ${length}`);
  }
});

test('a function of values, of windows and of weights writes over an earlier result', () => {
  const S = sg.spectrogram(x, { sampleRate: 22050, nFft: 512 });
  const dB = sg.powerToDb(S);
  const calls = /** @type {[string, any[]][]} */ ([
    ['powerToDb', [S, {}]],
    ['amplitudeToDb', [S.data, {}]],
    ['dbToPower', [dB, { ref: 2 }]],
    ['dbToAmplitude', [{ data: dB.data, shape: dB.shape }, {}]],
    ['windowFunction', ['hann', 300, {}]],
    ['specAugment', [S, { seed: 3 }]],
    ['weighting', ['A', [100, 1000, 5000], {}]],
  ]);
  for (const [name, all] of calls) {
    const wanted = sg[name](...all);
    const out = spoilt(wanted);
    isOver(name, sg[name](...all.slice(0, -1), { ...all.at(-1), out }), out, wanted);
  }
  const levels = sg.spectrogram(x, { sampleRate: 22050, nFft: 512 });
  isOver('in place', sg.powerToDb(levels, { out: levels }), levels, dB);
});

test('each channel of a sound is written over its part', () => {
  const sounds = [x, signal(20_000, 5)];
  const [stft, cells] = [{ nFft: 512 }, { nFft: 512, sampleRate: 22050 }];
  const calls = /** @type {[string, any[]][]} */ ([
    ['stft', [stft]],
    ['reassignedSpectrogram', [cells]],
    ['preemphasis', [{}]],
    ['resample', [22050, 11025, {}]],
  ]);
  for (const [name, others] of calls) {
    const run = (/** @type {any} */ given, /** @type {object} */ more) =>
      sg[name](given, ...others.slice(0, -1), { ...others.at(-1), ...more });
    const wanted = run(sounds, {});
    const out = spoilt(wanted);
    isOver(name, run(sounds, { out }), out, wanted);
    assert.throws(() => run([...sounds, x], { out }), { name: 'RangeError', code: 'E_CONFIG' });
    assert.throws(() => run([x], { out }), /^RangeError: out must be a result of shape/);
    const one = run(x, { channel: 'all' });
    const over = spoilt(one);
    isOver(name, run(x, { channel: 'all', out: over }), over, one);
  }
  const out = sg.stft(sounds, stft);
  assert.throws(
    () => sg.stft([x, out.data.subarray(0, x.length)], { ...stft, out }),
    /^RangeError: out.data must have memory of its own, got that of samples\[1\]/,
  );
});

test('a preset writes over an earlier result', () => {
  for (const name of ['whisper-80', 'kaldi-fbank-80']) {
    const preset = sg.preset(name);
    const wanted = preset.extract(x);
    const out = spoilt(wanted);
    isOver(name, preset.extract(x, { out }), out, wanted);
    assert.throws(() => preset.extract(x, { out: { data: out.data, shape: [1] } }), /^RangeError: out must be/);
  }
});

test('an out that does not fit is refused, and nothing is written', () => {
  const S = sg.stft(x, { nFft: 512 });
  const y = sg.istft(S);
  const gone = new Float32Array(S.data.length);
  structuredClone(gone, { transfer: [gone.buffer] });
  const shape = String(S.shape.join(', ')).replaceAll(/[[\]]/g, '');
  const wrong = /** @type {[any, RegExp][]} */ ([
    [7, /^TypeError: out must be an earlier result, out.data a Float32Array, got undefined/],
    ['a string', /^TypeError: out must be an earlier result, out.data a Float32Array/],
    [{ data: [1, 2] }, /^TypeError: .* got an array of 2/],
    [
      new Float64Array(S.data.length),
      /^TypeError: out must be an earlier result, out a Float32Array, got Float64Array/,
    ],
    [{ ...S, data: gone }, /^TypeError: out.data must have its memory/],
    [new Float32Array(3), new RegExp(`^RangeError: out must be a result of shape \\[${shape}\\], out of .* got 3$`)],
    [{ ...S, shape: [S.shape[1], S.shape[0], 2] }, /^RangeError: .* got \d+ of shape \[257, /],
    [{ ...S, data: S.data.subarray(2) }, /^RangeError: out must be a result of shape/],
    [
      {
        get data() {
          throw new Error('no');
        },
      },
      /^TypeError: out cannot be read: no/,
    ],
  ]);
  const own = S.data.slice();
  for (const [out, message] of wrong) {
    for (const call of [
      () => sg.stft(x, { nFft: 512, out }),
      () => sg.analyse(x, [['stft', { nFft: 512 }]], { out }),
    ]) {
      assert.throws(call, (/** @type {any} */ error) => message.test(String(error)) && error.code === 'E_CONFIG');
      assert.deepEqual(S.data, own);
    }
  }
  const overlaps = /^RangeError: out must have memory of its own, got that of S.data/;
  assert.throws(() => sg.istft(S, { out: S.data.subarray(9, 9 + y.length) }), overlaps);
  assert.throws(() => sg.delta(S, { out: S.data, width: 3 }), overlaps);
  assert.deepEqual(S.data, own);
  const line = new Float32Array(S.data.length);
  assert.throws(
    () => sg.stft(line.subarray(0, x.length), { nFft: 512, out: line }),
    /^RangeError: out must have memory of its own, got that of samples/,
  );
});

test('what is live and what gives a number take no out', async () => {
  const out = sg.stft(x, { nFft: 512 });
  assert.throws(() => sg.analyser('stft', { out }), /unknown option 'out'/);
  assert.throws(() => sg.synthesiser('istft', { out }), /unknown option 'out'/);
  assert.throws(() => sg.analyser([['stft', { out }]]), /unknown option 'out'/);
  assert.throws(() => sg.estimateTuning(x, { sampleRate: 22050, out }), /unknown option 'out'/);
  const tuning = pool.estimateTuning(x, { sampleRate: 22050, out });
  await assert.rejects(tuning, { name: 'TypeError', code: 'E_CONFIG', message: /^out and shared are for/ });
});

test('a pool writes over an earlier result, and into shared memory, with the bytes of the engine', async () => {
  for (const name of methods) {
    const wanted = sg[name](...given[name]);
    const out = spoilt(wanted);
    isOver(name, await pool[name](...withMore(name, { out })), out, wanted);
    const made = await pool[name](...withMore(name, { shared: true }));
    assert.deepEqual(Object.keys(arraysOf(made)), Object.keys(arraysOf(wanted)));
    for (const [array, values] of Object.entries(arraysOf(made))) {
      assert.ok(values.buffer instanceof SharedArrayBuffer, `${name}: ${array}`);
      assert.ok(isEqual(values, arraysOf(wanted)[array]), `${name}: ${array}`);
    }
  }
});

test('a pool refuses what does not fit, by name', async () => {
  const out = sg.stft(x, { nFft: 512 });
  await assert.rejects(pool.stft(x, { nFft: 256, out }), {
    name: 'RangeError',
    code: 'E_CONFIG',
    message: /^out must/,
  });
  await assert.rejects(pool.stft(x, { out: 5 }), { name: 'TypeError', code: 'E_CONFIG', message: /^out must/ });
  const { data } = out;
  const own = pool.stft(data.subarray(0, x.length), { nFft: 512, out });
  await assert.rejects(own, { message: /^out.data must have memory of its own, got that of samples/ });
  await assert.rejects(pool.stft(x, { shared: 1 }), {
    name: 'TypeError',
    code: 'E_CONFIG',
    message: /^shared must be/,
  });
});
