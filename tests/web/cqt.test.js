// The constant-Q and variable-Q transforms against their definition in float64, live against offline, and of short and
// hostile sounds.
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
