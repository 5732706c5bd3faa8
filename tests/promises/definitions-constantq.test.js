// What stands on the constant-Q transform, against float64 (helpers/cqt-definition.js): the inverse's gain and its
// least squares, Griffin-Lim's way from magnitudes, the pseudo and hybrid forms; and the invertible transform's bands.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { analyse, filtersOf, griffinLim, hybridCqt, pseudoCqt, refine, spread } from '../helpers/cqt-definition.js';
import { xorshift } from '../helpers/signals.js';

const sg = await load();

/** @param {ArrayLike<number>} actual @param {ArrayLike<number>} expected */
function distance(actual, expected) {
  let [error, energy] = [0, 0];
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    error += (actual[i] - expected[i]) ** 2;
    energy += expected[i] ** 2;
  }
  return Math.sqrt(error / energy);
}

const ALL = { sampleRate: 8000, fMin: 400, nBins: 30, binsPerOctave: 12, hopLength: 50 };
/** @type {['cqt' | 'vqt', Record<string, any>][]} */
const KINDS = [
  ['cqt', {}],
  ['cqt', { hopLength: 33, filterScale: 0.7, window: 'blackman' }],
  ['cqt', { scale: false, norm: 2, tuning: 0.3 }],
  ['cqt', { norm: null, binsPerOctave: 24, nBins: 50 }],
  ['cqt', { norm: Infinity, fMin: 700, nBins: 25, hopLength: 64 }],
  ['vqt', {}],
  ['vqt', { gamma: 40, scale: false }],
];

/** @param {string} kind @param {Record<string, any>} options @param {number} frames @param {number} [n] */
function wayOf(kind, options, frames, n) {
  const all = { ...ALL, ...options };
  const filters = filtersOf({ ...all, gamma: kind === 'cqt' ? 0 : (all.gamma ?? null) });
  return { ...all, filters, frames, n: n ?? (frames - 1) * all.hopLength };
}

test("one pass of the inverse is the transform's transpose with the weights of its definition, whatever the rows", () => {
  const random = xorshift(14);
  for (const [kind, options] of KINDS) {
    const covered = 25 * (options.hopLength ?? ALL.hopLength);
    for (const length of [undefined, Math.floor(0.6 * covered), covered - 1]) {
      const { nBins, ...own } = { ...ALL, ...options, gamma: kind === 'cqt' ? 0 : (options.gamma ?? null) };
      const frames = 25;
      const data = Float32Array.from({ length: 2 * frames * nBins }, random);
      const way = wayOf(kind, options, frames, length);
      const y = sg.icqt({ data, shape: [frames, nBins, 2] }, { ...own, nIter: 0, ...(length && { length }) });
      const off = distance(y, spread(data, way));
      // float32 in the filters, the sums and the half-band filters between octaves
      assert.ok(off < 1e-6, `${kind} ${JSON.stringify(options)}, length ${length}: ${off}`);
    }
  }
});

test("a tone in the middle of a bin comes back from one pass with its own amplitude, whatever the filters' gain", () => {
  const sampleRate = 22050;
  for (const [kind, options] of /** @type {['cqt' | 'vqt', any][]} */ ([
    ['cqt', {}],
    ['cqt', { scale: false, norm: null }],
    ['cqt', { norm: 2, window: 'blackman' }],
    ['cqt', { binsPerOctave: 24, nBins: 168 }],
    ['cqt', { hopLength: 31 }],
    ['vqt', { gamma: 10 }],
  ])) {
    const { binsPerOctave = 12, nBins = 84 } = options;
    const C = { sampleRate, hopLength: 64, nBins, binsPerOctave, ...options };
    for (const b of [nBins / 3, nBins / 2, nBins - binsPerOctave]) {
      const hz = 32.70319566257483 * 2 ** (b / binsPerOctave);
      const x = Float32Array.from({ length: 16000 }, (_, i) => Math.sin((2 * Math.PI * hz * i) / sampleRate + 0.3));
      const y = sg.icqt(sg[kind](x, C), { nIter: 0, length: x.length });
      let [same, all] = [0, 0];
      for (let i = 6000; i < 10000; i++) {
        same += x[i] * y[i];
        all += x[i] ** 2;
      }
      // the sum of the bins' responses is that flat
      assert.ok(Math.abs(same / all - 1) < 0.01, `${kind} ${JSON.stringify(options)} bin ${b}: ${same / all}`);
    }
  }
});

test('steps of the inverse are those of conjugate gradients in float64', () => {
  const random = xorshift(15);
  for (const [kind, options] of KINDS.slice(0, 3).concat(KINDS.slice(5))) {
    const x = Float32Array.from({ length: 1200 }, random);
    const C = sg[kind](x, { ...ALL, ...options });
    const way = wayOf(kind, options, C.shape[0]);
    const rows = analyse(x, way);
    for (const nIter of [1, 2, 5]) {
      const off = distance(sg.icqt(C, { nIter }), refine(rows, new Float64Array(way.n), nIter, way));
      assert.ok(off < 1e-5, `${kind} ${JSON.stringify(options)}, ${nIter} steps: ${off}`);
    }
  }
});

test('griffinLimCqt is its definition in float64, with momentum and without, from phases of your own', () => {
  const random = xorshift(16);
  const x = Float32Array.from({ length: 1200 }, (_, i) => Math.sin(0.4 * i + 1e-4 * i * i) + 0.3 * random());
  for (const options of [{}, { scale: false, hopLength: 40 }]) {
    const C = sg.cqt(x, { ...ALL, ...options });
    const data = Float32Array.from({ length: C.data.length / 2 }, (_, i) =>
      Math.hypot(C.data[2 * i], C.data[2 * i + 1]),
    );
    const phases = Float64Array.from(data, () => Math.PI * random());
    const way = wayOf('cqt', options, C.shape[0]);
    const { nBins: _, ...own } = { ...ALL, ...options };
    for (const [nIter, momentum] of [
      [0, 0],
      [1, 0.5],
      [3, 0],
      [3, 0.99],
    ]) {
      const y = sg.griffinLimCqt({ data, shape: C.shape.slice(0, 2) }, { ...own, nIter, momentum, init: phases });
      const off = distance(y, griffinLim(data, phases, { nIter, momentum, way }));
      // phases of faint values turn with every rounding
      assert.ok(off < 2e-5, `${JSON.stringify(options)}, ${nIter} of momentum ${momentum}: ${off}`);
    }
  }
});

test('pseudoCqt and hybridCqt are their definitions, whatever window, norm, scale, length, hop and padding', () => {
  const random = xorshift(17);
  const x = Float32Array.from({ length: 3000 }, (_, i) => random() + Math.sin(0.5 * i));
  const base = { sampleRate: 8000, fMin: 200, nBins: 40, binsPerOctave: 12, hopLength: 128 };
  for (const options of /** @type {any[]} */ ([
    {},
    { window: 'blackmanharris' },
    { window: ['kaiser', 7] },
    { norm: null },
    { norm: 2 },
    { norm: 3, scale: false },
    { norm: Infinity },
    { scale: false },
    { filterScale: 0.5 },
    { filterScale: 2.3, tuning: 0.4 },
    { hopLength: 100 },
    { hopLength: 1000 },
    { hopLength: 30 },
    { padMode: 'reflect' },
    { padMode: 'edge', scale: false },
    { binsPerOctave: 24, nBins: 90, hopLength: 200 },
    { nBins: 1 },
  ])) {
    const all = { ...base, ...options };
    for (const [method, define] of /** @type {['pseudoCqt' | 'hybridCqt', typeof hybridCqt][]} */ ([
      ['pseudoCqt', pseudoCqt],
      ['hybridCqt', hybridCqt],
    ])) {
      const { data, shape } = sg[method](x, all);
      const expected = define(x, all);
      assert.deepEqual(shape, [expected.length, all.nBins]);
      const off = distance(
        data,
        expected.flatMap((row) => [...row]),
      );
      // weights below 1e-6 of a filter's greatest are left out, and noise fills them
      assert.ok(off < 2e-5, `${method} ${JSON.stringify(options)}: ${off}`);
    }
  }
});

test('a tone at the centre of a band of the invertible transform is heard by no other band', () => {
  const [hz, sampleRate] = [345.6, 22050];
  for (const binsPerOctave of [2, 3, 4]) {
    const options = { sampleRate, nFft: 8192, binsPerOctave, fMin: hz / 4, nBins: 4 * binsPerOctave + 1 };
    const x = Float32Array.from({ length: 40000 }, (_, n) => Math.sin((2 * Math.PI * hz * n) / sampleRate));
    const { data, shape, frequencies, widths = [] } = sg.nsgt(x, options);
    let first = 4 * shape[1];
    frequencies.forEach((centre, band) => {
      let most = 0;
      for (let i = first; i < first + widths[band]; i++)
        most = Math.max(most, Math.hypot(data[2 * i], data[2 * i + 1]));
      first += widths[band];
      // The slice's own window spreads the tone by a bin or two, where neighbours begin to hear.
      if (Math.abs(centre / hz - 1) < 1e-6) assert.ok(Math.abs(most - 1) < 0.01, `${most}`);
      else assert.ok(most < 0.01, `${binsPerOctave} an octave: ${centre} Hz hears ${most}`);
    });
  }
});
