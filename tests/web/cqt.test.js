// The constant-Q and variable-Q transforms against their definition in float64, live against offline, and what they
// refuse.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { compare, MEASURES, measureAll } from '../promises/cqt-accuracy.mjs';
import { cqt, filtersOf } from '../helpers/cqt-definition.js';
import { integers, signal, xorshift } from '../helpers/signals.js';

const sg = await load();
const RATE = 8000;
const noise = Float32Array.from({ length: 9000 }, xorshift(4));

/**
 * Bin b of frame t, as a complex number.
 * @param {{ data: Float32Array, shape: number[] }} C
 * @param {number} t
 * @param {number} b
 */
const at = ({ data, shape }, t, b) => ({ re: data[2 * (t * shape[1] + b)], im: data[2 * (t * shape[1] + b) + 1] });
/** @param {{ data: Float32Array, shape: number[] }} C */
const rowsOf = ({ data, shape }) =>
  Array.from({ length: shape[0] }, (_, t) => data.subarray(2 * t * shape[1], 2 * (t + 1) * shape[1]));

test('the CQT stays within its limits of the definition in the worst of all cases', (t) => {
  // tests/promises/cqt-accuracy.mjs takes all hops, and more frames.
  const { worst, cases } = measureAll(
    { specgram: (x, options) => sg.cqt(x, options).data },
    { hops: [441], frames: 4 },
  );
  assert.equal(cases, 120);
  for (const [name, { title, limit, unit }] of Object.entries(MEASURES)) {
    const { value, where } = worst.specgram[/** @type {keyof typeof MEASURES} */ (name)];
    t.diagnostic(`${title}: ${value.toPrecision(3)} ${unit} (${where})`);
    assert.ok(value <= limit, `${title}: ${value} is above ${limit} for ${where}`);
  }
});

test('every option means what it says: windows, norms, scale, lengths, tuning, gamma, hops and what lies beyond the ends', () => {
  const bins = { sampleRate: RATE, fMin: 110, nBins: 40, binsPerOctave: 12 };
  for (const [kind, options] of /** @type {['cqt' | 'vqt', Record<string, any>][]} */ ([
    ['cqt', {}],
    ['cqt', { window: 'boxcar' }],
    ['cqt', { window: 'blackmanharris' }],
    ['cqt', { window: ['kaiser', 9] }],
    ['cqt', { window: ['chebwin', 80] }],
    ['cqt', { window: 'flattop', norm: 1 }],
    ['cqt', { norm: 2 }],
    ['cqt', { norm: Infinity }],
    ['cqt', { norm: null }],
    ['cqt', { norm: 3, scale: false }],
    ['cqt', { scale: false }],
    ['cqt', { filterScale: 0.4 }],
    ['cqt', { filterScale: 2.5 }],
    ['cqt', { tuning: 0.37 }],
    ['cqt', { binsPerOctave: 7, nBins: 30 }],
    ['cqt', { nBins: 1 }],
    // filters so narrow that they would fit an octave level whose end decimation has changed
    ['cqt', { binsPerOctave: 96, nBins: 40, fMin: 500, window: 'blackman' }],
    ['vqt', {}],
    ['vqt', { gamma: 0 }],
    ['vqt', { gamma: 30 }],
    ['vqt', { gamma: 5, binsPerOctave: 24, nBins: 60 }],
    ['cqt', { hopLength: 1000 }],
    ['cqt', { hopLength: 64 }],
    ['cqt', { hopLength: 333 }],
    ['cqt', { hopLength: 6 }],
    ...['reflect', 'edge', 'symmetric'].map((padMode) => ['cqt', { padMode, hopLength: 300 }]),
  ])) {
    const all = { hopLength: 256, ...bins, ...options };
    const C = sg[kind](noise, all);
    const frames = [0, 1, 2, Math.floor(C.shape[0] / 2), C.shape[0] - 1];
    const filters = filtersOf({ ...all, gamma: kind === 'cqt' ? 0 : (all.gamma ?? null) });
    const exact = cqt(noise, filters, { ...all, frames });
    const { bin } = compare(
      frames.map((t) => rowsOf(C)[t]),
      exact,
    );
    assert.ok(bin <= 5e-6, `${kind} ${JSON.stringify(options)}: ${bin}`);
    assert.deepEqual(C.shape, [1 + Math.floor(noise.length / all.hopLength), all.nBins, 2]);
    filters.forEach(({ frequency }, b) => assert.ok(Math.abs(C.frequencies[b] / frequency - 1) < 1e-10));
  }
});

test("a sine's bin has half the root of its filter's length, or half its length unscaled", () => {
  const sampleRate = 22050;
  const x = Float32Array.from(
    { length: 33075 },
    (_, n) => Math.sin((2 * Math.PI * 440 * n) / sampleRate) + 0.3 * Math.sin((2 * Math.PI * 1234.5 * n) / sampleRate),
  );
  const size = (/** @type {{ re: number, im: number }} */ { re, im }) => Math.hypot(re, im);
  const C = sg.cqt(x, { sampleRate });
  assert.deepEqual(C.shape, [65, 84, 2]);
  assert.ok(Math.abs(size(at(C, 32, 45)) - 14.7356) < 1e-3);
  assert.ok(Math.abs(size(at(sg.cqt(x, { sampleRate, scale: false }), 32, 45)) - 434.27) < 0.05);
  // librosa's own values, which its resampler and its sparse filters leave less exact.
  assert.ok(Math.hypot(at(C, 32, 45).re + 5.68517, at(C, 32, 45).im + 13.59585) < 5e-3);
  assert.ok(Math.abs(size(at(sg.vqt(x, { sampleRate }), 32, 45)) - 11.956) < 0.02);
});

test('low latency: a bin is the definition at its own moment, half its filter and a little more before the column', () => {
  const bins = { sampleRate: RATE, fMin: 110, nBins: 40, binsPerOctave: 12, hopLength: 256, lowLatency: true };
  for (const [kind, options] of /** @type {['cqt' | 'vqt', Record<string, any>][]} */ ([
    ['cqt', {}],
    ['cqt', { window: 'boxcar' }],
    ['cqt', { window: 'blackman' }],
    ['cqt', { window: 'blackmanharris', hopLength: 100 }],
    ['cqt', { window: ['kaiser', 9] }],
    ['cqt', { filterScale: 2.5, tuning: 0.37, scale: false, norm: 2 }],
    ['cqt', { hopLength: 333, padMode: 'edge' }],
    ['cqt', { nBins: 1, hopLength: 7 }],
    ['vqt', {}],
    ['vqt', { gamma: 5, binsPerOctave: 24, nBins: 60, hopLength: 1 }],
  ])) {
    const all = { ...bins, ...options };
    const C = sg[kind](noise, all);
    const filters = filtersOf({ ...all, gamma: kind === 'cqt' ? 0 : (all.gamma ?? null) });
    const delays = /** @type {Int32Array} */ (C.delays);
    filters.forEach(({ length }, b) =>
      assert.ok(delays[b] >= length / 2 && delays[b] <= 0.55 * length + 21, `bin ${b}: ${delays[b]} of ${length}`),
    );
    const frames = [0, 1, 2, Math.floor(C.shape[0] / 2), C.shape[0] - 1];
    const { bin } = compare(
      frames.map((t) => rowsOf(C)[t]),
      cqt(noise, filters, { ...all, frames, delays }),
    );
    assert.ok(bin <= 5e-6, `${kind} ${JSON.stringify(options)}: ${bin}`);
    assert.deepEqual(C.shape, sg[kind](noise, { ...all, lowLatency: false }).shape);
    const live = sg.analyser(kind, all);
    assert.deepEqual([live.latency, live.delays], [1, delays]);
    live.close();
  }
});

test('low latency: a column comes with its own sample, where others wait for half of the longest filter', () => {
  const options = { sampleRate: 48000 };
  const usual = sg.analyser('cqt', options);
  const quick = sg.analyser('cqt', { ...options, lowLatency: true });
  assert.deepEqual([usual.latency, quick.latency], [13870, 1]);
  assert.ok(usual.delays.every((delay) => delay === 0));
  const ms = Array.from(quick.delays, (delay) => delay / 48);
  // no bin comes later than it does without, but for some rounding, and those above middle C ten times sooner or more
  assert.ok(ms[0] <= 1.01 * (usual.latency / 48) && ms[48] < 20 && ms[83] < 2.5, String(ms));
  let made = 0;
  for (let n = 1; n <= 3000; n++) {
    quick.push([n % 7], () => made++);
    assert.equal(made, Math.floor((n - 1) / 512) + 1, `after sample ${n - 1}`);
  }
  usual.close();
  quick.close();
});

test('low latency: tones that begin together are seen one after the other, each in the middle of its filter', () => {
  const [sampleRate, hopLength, start] = [22050, 32, 8192];
  for (const b of [12, 40, 70]) {
    const hz = 32.70319566257483 * 2 ** (b / 12);
    const x = Float32Array.from({ length: 22050 }, (_, n) =>
      n < start ? 0 : Math.sin((2 * Math.PI * hz * n) / sampleRate),
    );
    const sizes = (/** @type {{ data: Float32Array, shape: number[] }} */ C) =>
      rowsOf(C).map((row) => Math.hypot(row[2 * b], row[2 * b + 1]));
    const C = sg.cqt(x, { sampleRate, hopLength, lowLatency: true });
    const heights = sizes(C);
    // half of the filter is full
    const rise = heights.findIndex((height) => height > 0.5 * heights[660]) * hopLength - start;
    const delay = /** @type {Int32Array} */ (C.delays)[b];
    assert.ok(Math.abs(rise - delay) <= hopLength + 0.02 * delay, `bin ${b}: ${rise} samples, delay ${delay}`);
    assert.ok(
      heights.every((height, t) => height === 0 || t * hopLength >= start),
      'nothing is seen before it sounds',
    );
  }
});

test('low latency is for the CQT and the VQT alone, and nothing is rebuilt from it', () => {
  const sampleRate = 22050;
  const given = /** @type {any} */ ({ sampleRate, lowLatency: true });
  const engine = /** @type {any} */ (sg);
  const C = sg.cqt(noise, given);
  const magnitudes = { ...C, data: new Float32Array(C.data.length / 2), shape: C.shape.slice(0, 2), unit: 'magnitude' };
  const unknown = { name: 'TypeError', code: 'E_CONFIG', message: /^unknown option 'lowLatency'/ };
  for (const method of ['chroma', 'chromaCens', 'pseudoCqt', 'hybridCqt', 'nsgt', 'stft'])
    assert.throws(() => engine[method](noise, given), unknown, method);
  for (const method of ['icqt', 'griffinLimCqt']) {
    const S = method === 'icqt' ? C : magnitudes;
    assert.throws(() => engine[method](S, { lowLatency: true }), unknown, method);
    assert.throws(
      () => engine[method](S),
      { name: 'TypeError', code: 'E_CONFIG', message: /^S must be made without lowLatency/ },
      method,
    );
  }
  for (const kind of ['pseudoCqt', 'hybridCqt', 'chroma', 'chromaCens', 'nsgt'])
    assert.throws(() => engine.analyser(kind, given), unknown, kind);
  assert.throws(() => engine.synthesiser('icqt', given), unknown);
  assert.throws(() => engine.cqt(noise, { sampleRate, lowLatency: 1 }), {
    name: 'TypeError',
    message: 'lowLatency must be true or false, got 1',
  });
  for (const padMode of ['reflect', 'symmetric']) {
    assert.throws(() => engine.vqt(noise, { ...given, padMode }), {
      name: 'RangeError',
      code: 'E_CONFIG',
      message: /^padMode must be 'constant', .* with lowLatency.*, got padMode/,
    });
  }
  assert.deepEqual(sg.cqt(noise, { sampleRate, lowLatency: false }).data, sg.cqt(noise, { sampleRate }).data);
  assert.equal(sg.cqt(noise, { sampleRate }).delays, undefined);
});

test('live columns are the offline rows, bit for bit, whatever the chunks, and come exactly as late as is said', () => {
  const x = signal(30000);
  const draw = integers(77);
  for (const [
    kind,
    options,
  ] of /** @type {['cqt' | 'vqt' | 'pseudoCqt' | 'hybridCqt' | 'chroma' | 'chromaCens', any][]} */ ([
    ['cqt', { sampleRate: 22050 }],
    ['cqt', { sampleRate: 22050, hopLength: 441, binsPerOctave: 24, nBins: 150, padMode: 'reflect' }],
    ['vqt', { sampleRate: 44100, hopLength: 300 }],
    ['cqt', { sampleRate: 22050, hopLength: 441, lowLatency: true }],
    ['vqt', { sampleRate: 44100, hopLength: 300, lowLatency: true, padMode: 'edge' }],
    ['pseudoCqt', { sampleRate: 22050, padMode: 'symmetric' }],
    ['pseudoCqt', { sampleRate: 22050, hopLength: 1000, fMin: 2000, nBins: 20 }],
    ['hybridCqt', { sampleRate: 22050 }],
    ['hybridCqt', { sampleRate: 22050, hopLength: 1000, binsPerOctave: 24, nBins: 150, padMode: 'reflect' }],
    ['chroma', { sampleRate: 22050, tuning: 0, hopLength: 1024 }],
    ['chromaCens', { sampleRate: 22050, tuning: 0, winLenSmooth: 6 }],
  ])) {
    const whole = sg[kind](x, options);
    const analyser = sg.analyser(kind, options);
    const width = whole.data.length / whole.shape[0];
    for (const most of [1, 128, 5000]) {
      let written = 0;
      let columns = 0;
      const check = (/** @type {Float32Array} */ column, /** @type {number} */ index) => {
        assert.equal(index, columns++);
        const row = whole.data.subarray(index * width, (index + 1) * width);
        assert.ok(
          column.every((value, k) => Object.is(value, row[k])),
          `${kind}, chunks of ${most}, column ${index}`,
        );
        assert.ok(most > 1 || written <= index * analyser.hopLength + analyser.latency || written === x.length);
        assert.ok(written >= analyser.latency || written === x.length);
      };
      const end = most === 1 ? Math.min(x.length, Math.ceil(analyser.latency) + 3000) : x.length;
      while (written < end) {
        const chunk = x.subarray(written, Math.min(end, written + 1 + draw(most)));
        written += chunk.length;
        analyser.push(chunk, check);
        if (most === 1) assert.ok(columns * analyser.hopLength + analyser.latency > written);
      }
      if (most > 1) analyser.flush(check);
      if (most > 1) assert.equal(columns, whole.shape[0]);
      analyser.reset();
    }
    analyser.close();
  }
});

test('what has no constant-Q transform is refused with the option, the value and the limit', () => {
  const sampleRate = 22050;
  for (const [options, name, message] of /** @type {[any, string, RegExp][]} */ ([
    [{}, 'TypeError', /sampleRate must be given/],
    [{ sampleRate: 0 }, 'RangeError', /sampleRate must be above 0 .*got 0/],
    [{ sampleRate, fMin: 0 }, 'RangeError', /fMin must be above 0, got fMin 0/],
    [{ sampleRate, fMin: -5 }, 'RangeError', /fMin must be .* from 0 .*got -5/],
    [
      { sampleRate, nBins: 120 },
      'RangeError',
      /must lie below sampleRate \/ 2, got nBins 120, .*sampleRate 22050: that bin is at 31608\.5 Hz, the limit at 11025 Hz$/,
    ],
    [
      { sampleRate: 8000, tuning: 0.5 },
      'RangeError',
      /got nBins 84, binsPerOctave 12, fMin 32\.7\d*, tuning 0\.5, sampleRate 8000: that bin is at 4066\.84 Hz, the limit at 4000 Hz$/,
    ],
    // the bin itself lies below the limit, its filter reaches beyond
    [{ sampleRate: 8000, fMin: 3900, nBins: 1 }, 'RangeError', /that bin is at 3900\.00 Hz, the limit at 4000 Hz$/],
    [{ sampleRate, nBins: 0 }, 'RangeError', /nBins must be an integer from 1 to 4096, got 0/],
    [{ sampleRate, nBins: 8.5 }, 'RangeError', /nBins must be an integer .*got 8.5/],
    [{ sampleRate, binsPerOctave: 0 }, 'RangeError', /binsPerOctave must be .*got 0/],
    [{ sampleRate, hopLength: 0 }, 'RangeError', /hopLength must be an integer from 1 to 65536, got 0/],
    [{ sampleRate, tuning: NaN }, 'RangeError', /tuning must be .*got NaN/],
    [{ sampleRate, tuning: 'a' }, 'TypeError', /tuning must be a number, got 'a'/],
    [{ sampleRate, filterScale: 0 }, 'RangeError', /filterScale must be .*got 0/],
    [{ sampleRate, filterScale: -1 }, 'RangeError', /filterScale must be .*got -1/],
    [{ sampleRate, fMin: 0.05 }, 'RangeError', /filter must be at most 262144 samples long, got fMin 0.05/],
    [{ sampleRate, norm: -1 }, 'RangeError', /^norm must be null, a number above 0 or Infinity, got -1$/],
    [{ sampleRate, norm: 'slaney' }, 'TypeError', /^norm must be null or a number, got 'slaney'$/],
    [{ sampleRate, window: new Float32Array(9) }, 'TypeError', /window must be a name.*for cqt/],
    [{ sampleRate, window: 'han' }, 'TypeError', /did you mean 'hann'/],
    [{ sampleRate, padMode: 'wrap' }, 'TypeError', /padMode/],
    [{ sampleRate, nBin: 3 }, 'TypeError', /unknown option 'nBin' \(did you mean 'nBins'/],
    [{ sampleRate, gamma: 3 }, 'TypeError', /unknown option 'gamma'/],
  ])) {
    assert.throws(() => sg.cqt(noise, options), { name, code: 'E_CONFIG', message }, JSON.stringify(options));
    if (options.nBin === undefined) assert.throws(() => sg.pseudoCqt(noise, options), { code: 'E_CONFIG' });
  }
  assert.throws(() => sg.vqt(noise, { sampleRate, gamma: -1 }), {
    name: 'RangeError',
    message: /gamma must be null or .*got -1/,
  });
  for (const method of /** @type {const} */ (['cqt', 'vqt', 'chroma', 'pseudoCqt', 'hybridCqt', 'nsgt'])) {
    assert.throws(
      () => sg[method]([], { sampleRate, tuning: 0 }),
      { name: 'RangeError', message: /samples must be at least 1 long/ },
      method,
    );
  }
  for (const kind of /** @type {const} */ (['cqt', 'vqt', 'pseudoCqt', 'hybridCqt', 'chroma', 'chromaCens', 'nsgt'])) {
    const live = sg.analyser(kind, { sampleRate });
    const columns = (/** @type {number[][]} */ ...chunks) => {
      let count = 0;
      for (const chunk of chunks) live.push(chunk, () => count++);
      live.flush(() => count++);
      live.flush(() => count++);
      assert.throws(() => live.push([1], () => {}), { code: 'E_FLUSHED' });
      live.reset();
      return count;
    };
    const one = kind === 'nsgt' ? 2 : 1;
    assert.deepEqual(
      [columns(), columns([]), columns([], [5]), columns()],
      [0, 0, one, 0],
      `${kind} of no sound has no columns`,
    );
    live.close();
  }
  assert.throws(() => sg.analyser('cqt', { sampleRate, tuning: null }), {
    name: 'TypeError',
    message: /tuning .*got null/,
  });
});

test('short, silent and hostile sounds have a finite transform', () => {
  for (const x of [[1], [0, 0, 0], Array(700).fill(0), [NaN, 1, Infinity, -1e30, 1e-44]]) {
    const C = sg.cqt(x, { sampleRate: 22050, padMode: 'reflect' });
    assert.deepEqual(C.shape, [1 + Math.floor(x.length / 512), 84, 2]);
    assert.ok(C.data.every(Number.isFinite));
  }
});

test('samples that are not let in are counted by every method of the family', () => {
  const x = noise.map((value, n) => (n === 10 ? NaN : n === 5000 ? -1e30 : n === 8999 ? Infinity : value));
  for (const method of /** @type {const} */ ([
    'cqt',
    'vqt',
    'pseudoCqt',
    'hybridCqt',
    'chroma',
    'chromaCens',
    'nsgt',
  ])) {
    assert.equal(sg[method](x, { sampleRate: 22050 }).nonFinite, 3, method);
  }
  assert.equal(sg.hybridCqt(x, { sampleRate: 22050, fMin: 2000, nBins: 12 }).nonFinite, 3, 'all bins pseudo');
  assert.equal(sg.hybridCqt(x, { sampleRate: 22050, nBins: 12 }).nonFinite, 3, 'none');
});

test('the pseudo-CQT takes every hop that the CQT takes', () => {
  const x = Float32Array.from({ length: 140000 }, (_, n) => Math.sin((2 * Math.PI * 440 * n) / 22050));
  for (const hopLength of [1000, 32768, 32769, 65536]) {
    const { data, shape } = sg.pseudoCqt(x, { sampleRate: 22050, hopLength });
    assert.deepEqual(shape, [1 + Math.floor(x.length / hopLength), 84]);
    const row = data.subarray(84, 168);
    assert.equal(row.indexOf(row.reduce((a, b) => Math.max(a, b))), 45, `hop ${hopLength}`);
  }
});

test('whatever an option is, what is thrown says its name and has a code', () => {
  const engine = /** @type {any} */ (sg);
  const x = noise.subarray(0, 1500);
  const sampleRate = 22050;
  const C = sg.cqt(x, { sampleRate });
  const magnitudes = {
    data: new Float32Array(C.data.length / 2),
    shape: C.shape.slice(0, 2),
    sampleRate,
    hopLength: 512,
  };
  const S = sg.nsgt(x, { sampleRate });
  const family = [
    'sampleRate',
    'fMin',
    'nBins',
    'binsPerOctave',
    'tuning',
    'hopLength',
    'filterScale',
    'norm',
    'window',
    'scale',
  ];
  const chroma = [...family.filter((name) => name !== 'scale'), 'nChroma', 'nOctaves', 'threshold'];
  const sliced = ['sampleRate', 'fMin', 'nBins', 'binsPerOctave', 'tuning', 'nFft'];
  for (const [call, names] of /** @type {[(options: object) => { close?: () => void }, string[]][]} */ ([
    ...['cqt', 'vqt', 'pseudoCqt', 'hybridCqt'].map((method) => [
      (/** @type {object} */ options) => engine[method](x, options),
      family,
    ]),
    [(options) => engine.chroma(x, options), chroma],
    [(options) => engine.chromaCens(x, options), [...chroma, 'winLenSmooth']],
    [(options) => engine.estimateTuning(x, options), ['sampleRate', 'binsPerOctave', 'resolution', 'nFft']],
    [(options) => engine.nsgt(x, options), sliced],
    [(options) => engine.insgt(S, options), [...sliced, 'length']],
    [(options) => engine.icqt(C, { nIter: 1, ...options }), [...family, 'gamma', 'length', 'nIter']],
    [
      (options) => engine.griffinLimCqt(magnitudes, { nIter: 1, ...options }),
      [...family, 'gamma', 'length', 'nIter', 'momentum', 'init', 'seed', 'onIteration'],
    ],
    ...['cqt', 'vqt'].map((kind) => [
      (/** @type {object} */ options) => engine.analyser(kind, options),
      [...family, 'lowLatency'],
    ]),
    [(options) => engine.analyser('chroma', options), chroma],
    [(options) => engine.analyser('nsgt', options), sliced],
    [(options) => engine.synthesiser('icqt', options), [...family, 'length']],
    [(options) => engine.synthesiser('insgt', options), [...sliced, 'length']],
  ])) {
    for (const name of names) {
      for (const value of [
        Symbol('x'),
        {},
        { valueOf: () => 5 },
        [],
        [[]],
        5n,
        '5',
        '',
        true,
        () => 3,
        NaN,
        -1,
        0,
        1e-300,
        0.3,
        1e10,
        1e300,
        -Infinity,
        Infinity,
        null,
        new Date(0),
      ]) {
        try {
          call({ sampleRate, [name]: value }).close?.();
        } catch (/** @type {any} */ error) {
          assert.equal(typeof error.code, 'string', `${call} ${name} ${typeof value} ${String(value)}: ${error.stack}`);
          // what several options say together
          const follows = /sampleRate \/ 2|samples long|\.shape|of shape|take .* GB/.test(error.message);
          assert.ok(
            follows || error.message.includes(name),
            `${name} ${typeof value} ${String(value)}: ${error.message}`,
          );
        }
      }
    }
  }
});
