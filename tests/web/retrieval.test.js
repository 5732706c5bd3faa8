// Magnitudes to sound: Griffin-Lim against librosa, PGHI and RTPGHI by what comes out, and what is refused.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createPool, load } from 'specgram';
import { convergence } from '../promises/quality.mjs';
import { signal } from '../helpers/signals.js';

const sg = await load();
const golden = JSON.parse(readFileSync(new URL('../golden/phase.json', import.meta.url), 'utf8'));
const bytes = readFileSync(new URL('../golden/phase.bin', import.meta.url));
const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
/** @param {{ at: number, shape: number[] }} stored */
const values = ({ at, shape }) => floats.slice(at, at + shape.reduce((a, b) => a * b, 1));

const melody = Float32Array.from({ length: 22050 }, (_, i) => {
  const t = i / 22050;
  return (
    0.5 * Math.sin(2 * Math.PI * (300 * t + 900 * t * t)) +
    0.3 * Math.sin(2 * Math.PI * 2200 * t) * Math.exp(-5 * (t % 0.3))
  );
});
const magnitudes = sg.spectrogram(melody, { power: 1 });

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
function distance(a, b) {
  let [error, energy] = [0, 0];
  for (let i = 0; i < b.length; i++) {
    error += (a[i] - b[i]) ** 2;
    energy += b[i] ** 2;
  }
  return Math.sqrt(error / energy);
}

test("griffinLim without initial phases gives librosa's samples to 1e-5", () => {
  const cases = golden.cases.filter((/** @type {any} */ entry) => entry.call === 'griffinLim');
  assert.equal(cases.length, 6);
  for (const { options, magnitudes: S, result } of cases) {
    const y = sg.griffinLim({ data: values(S), shape: S.shape }, { init: null, ...options });
    assert.equal(y.length, result.shape[0]);
    const off = distance(y, values(result));
    assert.ok(off <= 1e-5, `${JSON.stringify(options)}: ${off}`);
  }
});

// From zero phases the first sounds of this spectrogram nearly cancel, and rounding grows: librosa in float32 is 2e-4
// away from librosa in float64 after four iterations.
test("the documented samples of librosa's griffinlim are met as far as float32 goes", () => {
  const x = Float64Array.from(
    { length: 4096 },
    (_, n) =>
      Math.sin(2 * Math.PI * 0.03 * n) + 0.5 * Math.cos(2 * Math.PI * 0.11 * n + 0.3) + 0.1 * Number(n % 97 === 0),
  );
  const y = sg.griffinLim(sg.spectrogram(x, { nFft: 512, hopLength: 128, power: 1 }), { init: null, nIter: 4 });
  assert.equal(y.length, 4096);
  [-0.28575488, -0.5514533, -0.60334579].forEach((expected, i) =>
    assert.ok(Math.abs(y[1000 + i] / expected - 1) < 2e-3, `${y[1000 + i]}`),
  );
});

test('iterations converge: plain Griffin-Lim never gets worse, the fast form gets further', () => {
  /** @param {number} momentum */
  const course = (momentum) => {
    /** @type {number[]} */
    const values = [];
    const y = sg.griffinLim(magnitudes, {
      momentum,
      nIter: 20,
      length: melody.length,
      onIteration: (i, value) => {
        assert.equal(i, values.push(value) - 1);
      },
    });
    return { values, last: convergence(sg, y, magnitudes) };
  };
  const plain = course(0);
  const fast = course(0.99);
  for (let i = 1; i < 20; i++) assert.ok(plain.values[i] <= plain.values[i - 1] * (1 + 1e-6), `${i}`);
  assert.ok(fast.last < plain.last - 3, `${fast.last} dB, plain ${plain.last} dB`);
});

test('onIteration is told the spectral convergence of the sound that the iteration started from', () => {
  /** @type {number[]} */
  const told = [];
  const options = { seed: 3, length: melody.length };
  sg.griffinLim(magnitudes, {
    ...options,
    nIter: 4,
    onIteration: (_, value) => {
      told.push(value);
    },
  });
  for (let i = 0; i < 4; i++) {
    const y = sg.griffinLim(magnitudes, { ...options, nIter: i });
    // The sound that is returned has its end; the one in between is the same.
    assert.ok(Math.abs(20 * Math.log10(told[i]) - convergence(sg, y, magnitudes)) < 0.01, `${i}`);
  }
});

test('where onIteration returns false, the sound so far is returned', () => {
  let calls = 0;
  const stopped = sg.griffinLim(magnitudes, { nIter: 1000, seed: 1, onIteration: () => ++calls < 3 });
  assert.equal(calls, 3);
  assert.deepEqual(stopped, sg.griffinLim(magnitudes, { nIter: 3, seed: 1 }));
});

test('the same seed gives the same sound, another seed another', () => {
  const once = sg.griffinLim(magnitudes, { nIter: 2, seed: 7 });
  assert.deepEqual(sg.griffinLim(magnitudes, { nIter: 2, seed: 7 }), once);
  assert.notDeepEqual(sg.griffinLim(magnitudes, { nIter: 2, seed: 8 }), once);
  assert.deepEqual(
    sg.griffinLim(magnitudes, { nIter: 2 }),
    sg.griffinLim(magnitudes, { nIter: 2, seed: 0, init: 'random' }),
  );
});

test('the true phases give the sound back, also when they are not wrapped', () => {
  const X = sg.stft(melody);
  const bins = X.shape[1];
  const phases = Float64Array.from({ length: X.data.length / 2 }, (_, i) =>
    Math.atan2(X.data[2 * i + 1], X.data[2 * i]),
  );
  for (const turns of [0, 1000]) {
    const init = { data: phases.map((p, i) => p + 2 * Math.PI * turns * (i % 3)), shape: [X.shape[0], bins] };
    const y = sg.griffinLim(magnitudes, { nIter: 0, init, length: melody.length });
    assert.ok(distance(y.subarray(0, 20000), melody.subarray(0, 20000)) < 2e-6);
  }
});

test('phases to start from come as an array or with their shape', () => {
  const S = sg.spectrogram(melody, { power: 1 });
  const data = Float32Array.from(S.data, (_, i) => (i * i) % 7);
  assert.deepEqual(
    sg.griffinLim(S, { nIter: 2, init: data }),
    sg.griffinLim(S, { nIter: 2, init: { data, shape: S.shape } }),
  );
  assert.throws(() => sg.griffinLim(S, { init: data.subarray(1) }), {
    name: 'RangeError',
    message: `init must have a phase for each of S's ${data.length} values, got ${data.length - 1}`,
  });
});

test('an engine that is closed while it iterates says so', async () => {
  const own = await load();
  const S = own.spectrogram(melody, { power: 1 });
  assert.throws(() => own.griffinLim(S, { nIter: 3, onIteration: () => own.close() }), {
    name: 'InvalidStateError',
    code: 'E_CLOSED',
  });
});

test('init pghi starts where pghi ends, and the phases that pghi gives are those of its sound', () => {
  const sound = sg.pghi(magnitudes);
  assert.deepEqual(sg.griffinLim(magnitudes, { nIter: 0, init: 'pghi' }), sound);
  const phases = sg.pghi(magnitudes, { output: 'phase' });
  assert.deepEqual(phases.shape, magnitudes.shape);
  assert.ok(phases.data.every((p) => Math.abs(p) <= Math.fround(Math.PI)));
  assert.ok(distance(sg.griffinLim(magnitudes, { nIter: 0, init: phases }), sound) < 2e-6);
});

test('pghi finds phases for every window that is near a Gaussian, known or fitted', () => {
  for (const window of /** @type {any[]} */ ([
    'hann',
    'hamming',
    'blackman',
    'nuttall',
    'bartlett',
    'cosine',
    'blackmanharris',
    'parzen',
    'bohman',
    ['kaiser', 9],
    ['gaussian', 300],
    ['chebwin', 80],
  ])) {
    const S = sg.spectrogram(melody, { power: 1, window, hopLength: 256 });
    const level = convergence(sg, sg.pghi(S, { window, length: melody.length }), S, { window });
    assert.ok(level < -20, `${window}: ${level} dB`);
  }
});

test('silence, a single click and tones alone give finite sounds', () => {
  for (const x of [
    new Float32Array(5000),
    Float32Array.from({ length: 5000 }, (_, i) => Number(i === 2500)),
    Float32Array.from({ length: 5000 }, (_, i) => Math.sin(i * 0.3)),
  ]) {
    const S = sg.spectrogram(x, { nFft: 512, power: 1 });
    for (const y of [sg.pghi(S), sg.griffinLim(S, { nIter: 3 }), sg.griffinLim(S, { nIter: 3, init: null })]) {
      assert.ok(y.every(Number.isFinite));
      if (x[0] === 0 && x[2500] === 0) assert.ok(y.every((value) => value === 0));
    }
  }
});

test('rtpghi gives the same samples for columns one by one and all at once, one column late', () => {
  const synthesiser = sg.synthesiser('rtpghi', { nFft: 2048, hopLength: 512 });
  assert.equal(synthesiser.columnLength, 1025);
  assert.equal(synthesiser.latency, sg.synthesiser('istft', { nFft: 2048, hopLength: 512 }).latency + 512);
  const run = (/** @type {number} */ columns) => {
    /** @type {number[]} */
    const y = [];
    synthesiser.reset();
    for (let at = 0; at < magnitudes.data.length; at += columns * 1025)
      synthesiser.push(magnitudes.data.subarray(at, at + columns * 1025), (block) => y.push(...block));
    synthesiser.flush((block) => y.push(...block));
    return Float32Array.from(y);
  };
  const whole = run(magnitudes.shape[0]);
  for (const columns of [1, 2, 3, 7]) assert.deepEqual(run(columns), whole);
  assert.equal(whole.length, 512 * (magnitudes.shape[0] - 1));
  assert.ok(convergence(sg, whole, magnitudes) < -18);
});

test('bad input of griffinLim and pghi is refused by name', () => {
  const S = magnitudes;
  const [frames, bins] = S.shape;
  const some = (/** @type {number} */ n) => ({ data: S.data.slice(0, n * bins), shape: [n, bins] });
  const spoilt = (/** @type {number} */ value) => ({
    data: S.data.map((x, i) => (i === 2 * bins + 5 ? value : x)),
    shape: S.shape,
  });
  /** @type {[any, any, RegExp][]} */
  const both = [
    [some(0), {}, /^RangeError: S must have at least 1 frame, got frames 0/],
    [spoilt(NaN), {}, /^RangeError: S must hold magnitudes, from 0 to 1e18, got NaN at \[2, 5\]/],
    [spoilt(-1), {}, /^RangeError: S must hold magnitudes, .*got -1 at \[2, 5\]/],
    [spoilt(Infinity), {}, /^RangeError: S must hold magnitudes, .*got Infinity/],
    [S, { hopLength: 3000 }, /^RangeError: hopLength must be at most winLength, got hopLength 3000, winLength 2048/],
    [S, { hopLength: 2048 }, /^Error: window and hopLength leave samples that no window covers/],
    [
      S,
      { length: 23000 },
      /^RangeError: length must give as many frames as S has.*got length 23000, hopLength 512, frames 44/,
    ],
    [S, { length: -1 }, /^RangeError: length must be an integer of at least 0, got -1/],
    [S, { nFft: 1024 }, /^RangeError: nFft 1024 goes with 513 bins, got 1025/],
    [S, { tolerance: 0 }, /^RangeError: tolerance must be a number from 1e-12 to 1, got 0/],
    [S, { seed: -1 }, /^RangeError: seed must be an integer from 0/],
    [S, { seed: 0.5 }, /^RangeError: seed must be an integer from 0/],
    [
      sg.stft(melody),
      {},
      /^TypeError: S must hold magnitudes, \[frames, bins\], got complex values of shape \[44, 1025, 2\]/,
    ],
    [{ data: new Float32Array(8), shape: [2, 2, 2] }, {}, /^TypeError: S must hold magnitudes, .*got complex/],
    [sg.spectrogram(melody), {}, /^TypeError: S must hold magnitudes, got the unit 'power': take power 1/],
    [sg.amplitudeToDb(S), {}, /^TypeError: S must hold magnitudes, got the unit 'dB': take dbToAmplitude of them/],
    [{ data: new Float32Array(8), shape: [8] }, {}, /^RangeError: S must hold magnitudes/],
    [melody, {}, /^TypeError: S must be a spectrogram/],
    [S, { iterations: 3 }, /^TypeError: unknown option 'iterations'/],
  ];
  /** @type {[any, any, RegExp][]} */
  const iterated = [
    [S, { momentum: -0.1 }, /^RangeError: momentum must be a number from 0 to 10, got -0.1/],
    [S, { momentum: NaN }, /^RangeError: momentum must be/],
    [S, { nIter: -1 }, /^RangeError: nIter must be an integer from 0/],
    [S, { nIter: '3' }, /^TypeError: nIter must be a number/],
    [S, { init: 'zero' }, /^TypeError: init must be 'random', 'pghi', null or phases/],
    [
      S,
      { init: { data: new Float32Array(bins * (frames - 1)), shape: [frames - 1, bins] } },
      /^RangeError: init must have the shape of S, \[44, 1025\], got \[43, 1025\]/,
    ],
    [
      S,
      { init: { data: new Float32Array(bins * frames).fill(NaN), shape: [frames, bins] } },
      /^RangeError: init must hold finite phases, got NaN at \[0, 0\]/,
    ],
    [
      S,
      { init: new Float32Array(bins * frames).fill(-Infinity, bins + 3) },
      /^RangeError: init must hold finite phases, got -Infinity at \[1, 3\]/,
    ],
    [S, { onIteration: 5 }, /^TypeError: onIteration must be a function, got 5/],
  ];
  const check = (/** @type {(S: any, o: any) => unknown} */ call, /** @type {[any, any, RegExp][]} */ cases) => {
    for (const [input, options, message] of cases) {
      assert.throws(
        () => call(input, options),
        (error) => message.test(String(error)) && typeof (/** @type {any} */ (error).code) === 'string',
        String(message),
      );
    }
  };
  check((input, options) => sg.griffinLim(input, options), [...both, ...iterated]);
  check((input, options) => sg.pghi(input, options), both);
  assert.throws(
    () => sg.pghi(S, { output: /** @type {any} */ ('phases') }),
    /output must be 'samples' or 'phase', got 'phases'/,
  );
  assert.equal(sg.griffinLim(S, { length: 22050 }).length, 22050);
  assert.throws(() => sg.synthesiser('rtpghi', { hopLength: 5000 }), /hopLength must be at most winLength/);
});

test('a pool gives the same, tells of every iteration, and stops when told', async () => {
  const pool = await createPool({ workers: 1 });
  /** @type {number[]} */
  const here = [];
  const expected = sg.griffinLim(magnitudes, {
    nIter: 6,
    onIteration: (_, value) => {
      here.push(value);
    },
  });
  /** @type {number[]} */
  const told = [];
  const y = await pool.griffinLim(magnitudes, {
    nIter: 6,
    onIteration: (i, value) => {
      assert.equal(i, told.push(value) - 1);
    },
  });
  assert.deepEqual(y, expected);
  assert.deepEqual(told, here);
  assert.deepEqual(await pool.pghi(magnitudes), sg.pghi(magnitudes));
  const x = signal(4000);
  const cells = await pool.reassignedSpectrogram(x, { sampleRate: 8000, nFft: 256 });
  assert.deepEqual(cells, { ...sg.reassignedSpectrogram(x, { sampleRate: 8000, nFft: 256 }) });
  assert.deepEqual(
    (await pool.reassignedImage(x, { sampleRate: 8000, nFft: 256 })).data,
    sg.reassignedImage(x, { sampleRate: 8000, nFft: 256 }).data,
  );
  const S = await pool.synchrosqueeze(x, { nFft: 256 });
  assert.deepEqual(await pool.inverseSynchrosqueeze(S), sg.inverseSynchrosqueeze(S));

  const controller = new AbortController();
  const work = pool.griffinLim(magnitudes, {
    nIter: 100000,
    signal: controller.signal,
    onProgress: () => controller.abort(new Error('enough')),
  });
  await assert.rejects(work, /enough/);
  await assert.rejects(
    pool.griffinLim(magnitudes, { onIteration: /** @type {any} */ (3) }),
    /onIteration must be a function/,
  );
  pool.close();
});
