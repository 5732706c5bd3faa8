// Spectra back to sound: lengths, round trips, and the same bytes live.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPool, load } from 'specgram';
import { integers, signal } from '../helpers/signals.js';

/** @type {any} */
const sg = await load();

/** Signal to error, in dB, over what both have. @param {Float32Array} x @param {Float32Array} y */
function snr(x, y) {
  let power = 0;
  let error = 0;
  for (let i = 0; i < x.length; i++) {
    power += x[i] ** 2;
    error += (x[i] - y[i]) ** 2;
  }
  return 10 * Math.log10(power / error);
}

test('a round trip gives the signal back: 135 dB and more, ends included', () => {
  const x = signal(30_000);
  for (const nFft of [256, 500, 1024, 2048, 4500]) {
    for (const [window, share] of [
      ['hann', 4],
      ['hann', 2],
      ['hamming', 4],
      ['blackman', 4],
      ['boxcar', 2],
      [['kaiser', 8], 5],
    ]) {
      for (const padMode of ['constant', 'reflect']) {
        const options = { nFft, hopLength: Math.floor(nFft / share), window };
        const y = sg.istft(sg.stft(x, { ...options, padMode }), { ...options, length: x.length });
        assert.equal(y.length, x.length);
        assert.ok(snr(x, y) >= 135, `${snr(x, y)} dB for ${JSON.stringify(options)}`);
      }
    }
  }
});

test('a spectrogram remembers its frames: the ways back need no options, and what is given counts more', async () => {
  const x = signal(6000);
  const values = Float32Array.from({ length: 400 }, (_, i) => 0.2 + Math.sin((Math.PI * i) / 400));
  const pool = await createPool({ workers: 1 });
  for (const options of [
    {},
    { nFft: 512, winLength: 400, window: 'hamming' },
    { nFft: 512, center: false, window: ['kaiser', 6], hopLength: 100 },
    { nFft: 512, winLength: 400, window: values, padMode: 'reflect' },
  ]) {
    const { padMode: _, ...way } = {
      hopLength: Math.floor((options.winLength ?? options.nFft ?? 2048) / 4),
      ...options,
    };
    const S = sg.stft(x, options);
    const back = sg.istft({ data: S.data, shape: S.shape }, way);
    assert.deepEqual(sg.istft(S), back);
    assert.deepEqual(sg.istft(structuredClone(S)), back);
    assert.deepEqual(await pool.istft(await pool.stft(x, options)), back);
    const M = sg.spectrogram(x, { ...options, power: 1 });
    const given = { data: M.data, shape: M.shape };
    assert.deepEqual(
      sg.griffinLim(M, { nIter: 2 }),
      sg.griffinLim(given, { hopLength: way.hopLength, ...options, nIter: 2 }),
    );
    assert.deepEqual(sg.pghi(M), sg.pghi(given, way));
    if (options.center === false) continue; // squeezed frames have no way back to what lies before the first centre
    const Q = sg.synchrosqueeze(x, options);
    assert.deepEqual(
      sg.inverseSynchrosqueeze(Q),
      sg.inverseSynchrosqueeze({ data: Q.data, shape: Q.shape }, { ...way, hopLength: Q.hopLength }),
    );
  }
  const S = sg.stft(x, { nFft: 512, winLength: 400, window: values });
  assert.deepEqual(
    sg.istft(S, { window: 'hann' }),
    sg.istft({ data: S.data, shape: S.shape }, { winLength: 400, hopLength: 100 }),
  );
  const before = sg.istft(S);
  values.fill(1);
  assert.deepEqual(sg.istft(S), before, 'as the window was then');
  pool.close();
});

test('what S says of itself is held against the call', () => {
  const x = signal(6000);
  const S = sg.stft(x);
  const cropped = { ...S, data: S.data.slice(0, 2 * 513 * S.shape[0]), shape: [S.shape[0], 513, 2] };
  const loud = sg.spectrogram(x, { power: 1, scaling: 'magnitude' });
  for (const [call, message] of /** @type {[() => unknown, RegExp][]} */ ([
    [
      () => sg.istft(cropped),
      /^RangeError: S must have a bin for each of its 1025 frequencies, got 513: bins that are left out must be 0/,
    ],
    [
      () => sg.istft(sg.synchrosqueeze(x)),
      /^TypeError: S must be of kind 'stft' or 'spectrogram', got 'synchrosqueeze'/,
    ],
    [() => sg.inverseSynchrosqueeze(S), /^TypeError: S must be of kind 'synchrosqueeze', got 'stft'/],
    [
      () => sg.griffinLim(sg.melSpectrogram(x, { sampleRate: 8000, power: 1, nMels: 129 })),
      /^TypeError: S must be of kind .*, got 'mel'/,
    ],
    [() => sg.icqt(S), /^TypeError: S must be of kind 'cqt' or 'vqt', got 'stft'/],
    [() => sg.insgt(S), /^TypeError: S must be of kind 'nsgt', got 'stft'/],
    [() => sg.pghi(loud), /^RangeError: S must be of scaling 'none', got 'magnitude'/],
    [
      () => sg.griffinLim(sg.spectrogram(x, { power: 1, center: false })),
      /^Error: window and hopLength leave samples .*center true gives what lies between.* winLength 2048, center false$/,
    ],
    [() => sg.istft(sg.stft(x, { center: false })), /center true gives what lies between/],
  ]))
    assert.throws(call, message);
  assert.equal(
    sg.griffinLim(sg.spectrogram(x, { power: 1, center: false }), { center: true, nIter: 1 }).length,
    512 * 7,
  );
});

test('without a length as many samples come as the frames cover', () => {
  const x = signal(5000);
  const cases = [
    [{ nFft: 512 }, 128 * 39],
    [{ nFft: 512, center: false }, 512 + 128 * 35],
    [{ nFft: 512, winLength: 300 }, 75 * 66],
    [{ nFft: 512, hopLength: 200 }, 200 * 25],
  ];
  for (const [options, length] of /** @type {[any, number][]} */ (cases)) {
    const S = sg.stft(x, options);
    assert.equal(sg.istft(S, { ...options, onNola: 'librosa' }).length, length, JSON.stringify(options));
  }
});

test('a spectrogram object brings its hop; a plain { data, shape } gets the default', () => {
  const x = signal(20_000);
  const S = sg.stft(x, { nFft: 1024, hopLength: 200 });
  assert.ok(snr(x.subarray(0, 19_800), sg.istft(S)) > 135);
  const T = sg.stft(x);
  assert.deepEqual(sg.istft({ data: T.data, shape: T.shape }), sg.istft(T));
  assert.deepEqual(sg.istft({ data: Float64Array.from(T.data), shape: T.shape }), sg.istft(T));
});

test('length is exact, short or long', () => {
  const S = sg.stft(signal(5000), { nFft: 256 });
  const all = sg.istft(S, { length: 20_000, onNola: 'librosa' });
  assert.ok(
    all.subarray(5000 + 128).every((/** @type {number} */ value) => value === 0),
    'silence behind the last frame',
  );
  for (const length of [0, 1, 255, 256, 4096, 4999, 5000, 5001, 9999]) {
    const y = sg.istft(S, { length, onNola: 'librosa' });
    assert.equal(y.length, length);
    assert.ok(snr(signal(5000).subarray(0, Math.min(length, 4900)), y) > 130 || length === 0);
  }
  assert.equal(sg.istft({ data: new Float32Array(0), shape: [0, 129, 2] }).length, 0);
  const none = { data: new Float32Array(0), shape: [0, 129, 2] };
  assert.deepEqual(sg.istft(none, { length: 3, onNola: 'librosa' }), new Float32Array(3));
});

test("windows that leave samples uncovered are refused, unless librosa's way is asked for", () => {
  const S = sg.stft(signal(5000), { nFft: 512, hopLength: 512 });
  assert.throws(() => sg.istft(S), {
    name: 'Error',
    code: 'E_NOLA',
    message: /^window and hopLength leave samples that no window covers.*hopLength 512/,
  });
  assert.equal(sg.istft(S, { onNola: 'librosa' }).length, 512 * 9);
});

test('what is not a complex spectrogram is refused', () => {
  const S = sg.stft(signal(5000), { nFft: 512 });
  const cases = [
    [sg.spectrogram(signal(5000)), {}, 'RangeError', 'S must be complex, of shape [frames, bins, 2], got [10, 1025]'],
    [
      { data: S.data, shape: [40, 257, 3] },
      {},
      'RangeError',
      `S.shape must be sizes whose product is the ${S.data.length} values of S.data, got [40, 257, 3]`,
    ],
    [S, { nFft: 1024 }, 'RangeError', 'nFft 1024 goes with 513 bins, got 257'],
    [S, { length: -1 }, 'RangeError', 'length must be an integer of at least 0, got -1'],
    [S, { length: 0.5 }, 'RangeError', 'length must be an integer of at least 0, got 0.5'],
    [
      S,
      { length: 1e12, onNola: 'librosa' },
      'RangeError',
      'the result would take 4.00e+3 GB, at most 4.294967296 GB: use an analyser',
    ],
    [null, {}, 'TypeError', 'S must be a spectrogram or { data, shape }, got null'],
    [{ data: [1, '2'], shape: [1, 1, 2] }, {}, 'TypeError', "S.data must hold numbers, got '2' at 1"],
    [{ data: 'x', shape: [1, 1, 2] }, {}, 'TypeError', 'S must be a spectrogram or { data, shape }, got an object'],
    [
      { ...S, data: S.transpose().data, shape: S.transpose().shape },
      {},
      'RangeError',
      'S must have a bin for each of its 257 frequencies, got 40: bins that are left out must be 0',
    ],
    [
      { data: new Float32Array(0), shape: [3, 0, 2] },
      {},
      'RangeError',
      "nFft must be an integer from 1 to 262144, got -2 from S's 0 bins",
    ],
    [S, { padMode: 'reflect' }, 'TypeError', "unknown option 'padMode'"],
  ];
  for (const [given, options, name, message] of /** @type {any[]} */ (cases)) {
    assert.throws(() => sg.istft(given, options), { name, message });
  }
});

test('a live column of another length is told what the right one goes with', () => {
  const cases = /** @type {const} */ ([
    ['istft', { nFft: 512 }, /multiple of 514 numbers, as nFft 512 has 257 bins, got 516$/],
    ['istft', {}, /multiple of 2050 numbers, as nFft 2048 has 1025 bins, got 516$/],
    ['rtpghi', { nFft: 401 }, /multiple of 201 numbers, as nFft 401 has 201 bins, got 516$/],
    ['icqt', { sampleRate: 22050 }, /multiple of 168 numbers, as nBins is 84, got 516$/],
  ]);
  for (const [kind, options, message] of cases) {
    const synthesiser = sg.synthesiser(kind, /** @type {any} */ (options));
    const push = () => synthesiser.push(new Float32Array(516), () => {});
    assert.throws(push, { name: 'RangeError', code: 'E_CONFIG', message });
    synthesiser.close();
  }
});

test('numbers that are not finite do not spread', () => {
  const S = sg.stft(signal(5000), { nFft: 256 });
  const clean = sg.istft(S);
  const bad = { data: S.data.slice(), shape: S.shape };
  bad.data[2 * (129 * 20 + 5)] = NaN;
  bad.data[2 * (129 * 20 + 6)] = Infinity;
  bad.data[2 * (129 * 20 + 7)] = 3e38;
  const y = sg.istft(bad);
  for (let i = 0; i < y.length; i++)
    assert.ok(Number.isFinite(y[i]) && (Math.abs(i - 20 * 64) <= 128 || y[i] === clean[i]), `sample ${i}`);
});

test('300 random chunkings of columns give the bytes of the whole', () => {
  const pick = integers(11);
  for (let run = 0; run < 300; run++) {
    const nFft = [16, 51, 97, 100, 512][pick(5)];
    const options = {
      nFft,
      hopLength: 1 + pick(nFft),
      center: pick(2) === 0,
      onNola: 'librosa',
      ...(pick(2) ? { length: pick(4000) } : {}),
    };
    const S = sg.stft(signal(nFft + pick(3000), run + 1), {
      nFft,
      hopLength: options.hopLength,
      center: options.center,
    });
    const wanted = sg.istft(S, options);
    const synthesiser = sg.synthesiser('istft', options);
    /** @type {number[]} */
    const got = [];
    const keep = (/** @type {Float32Array} */ samples) => got.push(...samples);
    const row = synthesiser.columnLength;
    for (let t = 0, n = 0; t < S.shape[0]; t += n) {
      n = 1 + pick(20);
      synthesiser.push(S.data.subarray(t * row, (t + n) * row), keep);
    }
    synthesiser.flush(keep);
    synthesiser.close();
    assert.deepEqual(Float32Array.from(got), wanted, JSON.stringify(options));
  }
});

test('when a callback throws nothing is lost: the next push or flush goes on behind the samples that it had', () => {
  const S = sg.stft(signal(5000), { nFft: 512 });
  const whole = sg.istft(S);
  const s = sg.synthesiser('istft', { nFft: 512 });
  /** @type {number[]} */
  const got = [];
  let calls = 0;
  const keep = (/** @type {Float32Array} */ samples) => {
    got.push(...samples);
    assert.throws(() => s.push(new Float32Array(0), keep), { name: 'InvalidStateError', code: 'E_BUSY' });
    if (++calls % 2) throw new Error('not now');
  };
  const attempt = (/** @type {() => void} */ call) => {
    try {
      call();
    } catch (error) {
      assert.equal(/** @type {Error} */ (error).message, 'not now');
      return true;
    }
    return false;
  };
  for (let t = 0; t < S.shape[0]; t += 8) attempt(() => s.push(S.data.subarray(t * 514, (t + 8) * 514), keep));
  while (attempt(() => s.flush(keep)));
  assert.deepEqual(Float32Array.from(got), whole);
  s.reset();
  s.push(S.data.subarray(0, 514 * 8), () => s.close());
  assert.throws(() => s.flush(() => {}), { code: 'E_CLOSED' });
});

test('a live synthesiser keeps its latency, can be reset, and says when it is over', () => {
  const x = signal(5000);
  const S = sg.stft(x, { nFft: 512 });
  const s = sg.synthesiser('istft', { nFft: 512 });
  let made = 0;
  for (let t = 0; t < S.shape[0]; t++) {
    s.push(S.data.subarray(t * 514, (t + 1) * 514), (/** @type {Float32Array} */ samples) => {
      made += samples.length;
    });
    assert.ok(made >= t * 128 - s.latency && made <= Math.max(0, t * 128), `${made} samples after ${t + 1} columns`);
  }
  s.flush(() => {});
  assert.throws(() => s.push(S.data, () => {}), { name: 'InvalidStateError', code: 'E_FLUSHED' });
  s.reset();
  /** @type {number[]} */
  const again = [];
  s.push(S.data, (/** @type {Float32Array} */ samples) => again.push(...samples));
  s.flush((/** @type {Float32Array} */ samples) => again.push(...samples));
  assert.deepEqual(Float32Array.from(again), sg.istft(S));
  assert.throws(() => s.push(S.data.subarray(1), () => {}), { name: 'RangeError', code: 'E_CONFIG' });
  assert.throws(() => s.push([1], () => {}), { name: 'TypeError', code: 'E_CONFIG' });
  s.close();
  s.close();
  assert.throws(() => s.push(S.data, () => {}), { name: 'InvalidStateError', code: 'E_CLOSED' });
});

test('after a reset a synthesiser gives out nothing of the columns before, also where a callback threw', () => {
  const S = sg.stft(signal(60_000, 5), { nFft: 512 });
  const T = sg.stft(signal(5000), { nFft: 512 });
  const s = sg.synthesiser('istft', { nFft: 512 });
  const error = new Error('not now');
  const fail = () => {
    throw error;
  };
  for (const end of [false, true]) {
    assert.throws(() => s.push(S.data, fail), error); // several pieces of sound wait behind the one that failed
    if (end) assert.throws(() => s.flush(fail), error);
    s.reset();
    /** @type {number[]} */
    const got = [];
    const keep = (/** @type {Float32Array} */ samples) => got.push(...samples);
    s.push(T.data, keep);
    s.flush(keep);
    assert.deepEqual(Float32Array.from(got), sg.istft(T));
    s.reset();
  }
});
