// Windows against their formulas in float64, and their measures against the published table.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'specgram';
import { SHAPES, windowOf } from '../helpers/definition.js';

const sg = await load();
/** @type {(string | [string, number])[]} */
const PARAMETRIC = [
  ['kaiser', 0],
  ['kaiser', 8],
  ['kaiser', 100],
  ['kaiser', 5000],
  ['tukey', 0],
  ['tukey', 0.3],
  ['tukey', 1],
  ['chebwin', 45],
  ['chebwin', 100],
  ['chebwin', 300],
  ['gaussian', 0.4],
  ['gaussian', 30],
  ['gaussian', 1e6],
];
/** @type {{ windows: [any, number, boolean, Record<string, number>][], cover: [any, number, number, boolean, boolean][] }} */
const GOLDEN = JSON.parse(readFileSync(new URL('../golden/windows.json', import.meta.url), 'utf8'));
/** @type {any[]} */
const DESIGNED = [
  ['dpss', 2.5],
  ['taylor', 4, 30],
  ['exponential', 9],
  ['general_hamming', 0.7],
  ['general_gaussian', 1.5, 20],
  ['general_cosine', [0.4, 0.5, 0.1]],
];
const PLAIN = Object.keys(SHAPES).filter((name) => !['kaiser', 'tukey', 'gaussian'].includes(name));

test('every window is its formula rounded to float32, at even and odd lengths, periodic and symmetric', () => {
  for (const window of [...PLAIN, ...PARAMETRIC]) {
    for (const n of [1, 2, 3, 4, 5, 64, 225, 400, 1023]) {
      for (const periodic of [true, false]) {
        const actual = sg.windowFunction(/** @type {any} */ (window), n, { periodic });
        // I0 overflows float64 above 700: there the definition itself is scaled, I0(x) ~ e^x / sqrt(2 pi x).
        const expected = window[1] === 5000 ? steepKaiser(n, periodic) : windowOf(window, n, { periodic });
        const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - actual[i])), 0);
        // Half a unit in the last place of float32 below 1, and the asymptotic form's 1 / (8 * 5000).
        assert.ok(
          worst <= (window[1] === 5000 ? 3e-5 : 2 ** -25 + 1e-9),
          `${window} ${n} ${periodic ? 'periodic' : 'symmetric'}: ${worst}`,
        );
      }
    }
  }
});

test('windows are those of SciPy rounded to float32', () => {
  for (const [window, n, periodic, values] of GOLDEN.windows) {
    const actual = sg.windowFunction(window, n, { periodic });
    for (const [i, value] of Object.entries(values))
      assert.ok(
        Math.abs(actual[Number(i)] - value) <= (2 ** -25 + 1e-9) * Math.max(1, Math.abs(value)),
        `${window} ${n} ${periodic} at ${i}: ${actual[Number(i)]}, not ${value}`,
      );
  }
});

test("a Slepian window's faint ends are as exact as its middle, and the largest has the shape of the others", () => {
  const steep = sg.windowFunction(['dpss', 8], 4096, { periodic: false });
  assert.ok(Math.abs(steep[0] / 2.3035194828853e-10 - 1) < 1e-7, `${steep[0]}`); // by the definition in 80 bits
  const long = sg.windowFunction(['dpss', 2], 262144);
  const short = sg.windowFunction(['dpss', 2], 1024);
  for (let i = 0; i < 1024; i++) assert.ok(Math.abs(long[256 * i] - short[i]) < 1e-3, `${i}`);
});

test('Kaiser-Bessel-derived windows are symmetric whatever is asked for, of even length, and overlap to 1 in power', () => {
  const w = sg.windowFunction(['kaiser_bessel_derived', 4], 64);
  assert.deepEqual(w, sg.windowFunction(['kaiser_bessel_derived', 4], 64, { periodic: false }));
  for (let i = 0; i < 32; i++) assert.ok(Math.abs(w[i] ** 2 + w[i + 32] ** 2 - 1) < 2e-7);
  for (const call of [
    () => sg.windowFunction(['kaiser_bessel_derived', 4], 63),
    () => sg.stft(new Float32Array(64), { nFft: 64, winLength: 63, window: ['kaiser_bessel_derived', 4] }),
  ])
    assert.throws(call, { name: 'RangeError', code: 'E_CONFIG', message: /even length, got winLength 63/ });
});

test('a frame has the window of several parameters that is asked for, and so have filters and the way back', () => {
  const x = Float32Array.from({ length: 4000 }, (_, i) => Math.sin(i * i * 1e-4));
  const frames = { nFft: 256, hopLength: 64 };
  for (const window of /** @type {const} */ ([
    ['taylor', 5, 40],
    ['general_gaussian', 1.5, 40],
    ['general_cosine', [0.5, 0.5]],
    ['dpss', 3],
  ])) {
    const values = sg.windowFunction(window, 256);
    const S = sg.stft(x, { ...frames, window });
    assert.deepEqual(S.data, sg.stft(x, { ...frames, window: values }).data, window[0]);
    const back = sg.istft(S, { length: 4000 });
    assert.ok(back.every((value, i) => Math.abs(value - x[i]) < 1e-5));
  }
  const coefficients = [0.5, 0.5];
  const S = sg.stft(x, { ...frames, window: ['general_cosine', coefficients] });
  coefficients[0] = 9;
  assert.deepEqual(/** @type {any} */ (S.options).window, ['general_cosine', [0.5, 0.5]]);
  const bins = { sampleRate: 16000, nBins: 36, fMin: 200 };
  const wanted = sg.cqt(x, { ...bins, window: 'hann' }).data;
  const got = sg.cqt(x, { ...bins, window: ['general_cosine', new Float64Array(coefficients.fill(0.5))] }).data;
  const size = Math.max(...wanted.map(Math.abs));
  assert.ok(got.every((value, i) => Math.abs(value - wanted[i]) < 1e-6 * size));
  assert.notDeepEqual(sg.cqt(x, { ...bins, window: ['taylor', 4, 30] }).data, wanted);
});

test('COLA and NOLA are checked as SciPy does', () => {
  for (const [window, n, hop, cola, nola] of GOLDEN.cover)
    assert.deepEqual(
      [sg.checkCola(window, n, hop), sg.checkNola(window, n, hop)],
      [cola, nola],
      `${window} ${n} ${hop}`,
    );
  const hann = Float64Array.from({ length: 120 }, (_, i) => Math.sin((Math.PI * i) / 120) ** 2);
  assert.equal(sg.checkCola(hann, 120, 30), true);
  assert.equal(sg.checkCola([...hann], 120, 60), true);
  assert.equal(sg.checkCola(Float32Array.from(hann), 120, 60), false, 'rounded');
  const every = Float64Array.from({ length: 64 }, (_, i) => i % 2);
  assert.equal(sg.checkNola(every, 64, 32), false);
  assert.equal(sg.checkNola(every, 64, 31), true);
  for (const hop of [0, 121, 1.5, NaN])
    assert.throws(() => sg.checkCola(hann, 120, hop), { name: 'RangeError', code: 'E_CONFIG', message: /^hopLength / });
  assert.throws(() => sg.checkNola('hann', 0, 1), { name: 'RangeError', code: 'E_CONFIG' });
  assert.throws(() => sg.checkNola(hann, 119, 1), { name: 'RangeError', code: 'E_CONFIG' });
  assert.throws(() => sg.checkNola('hann', 8, /** @type {any} */ ('2')), { name: 'TypeError', code: 'E_CONFIG' });
});

/** @param {number} n @param {boolean} periodic */
function steepKaiser(n, periodic) {
  const M = n + Number(periodic);
  return Float64Array.from({ length: n }, (_, i) => {
    const root = Math.sqrt(1 - (M > 1 ? (2 * i) / (M - 1) - 1 : 0) ** 2);
    return n === 1 ? 1 : root > 0 ? Math.exp(5000 * (root - 1)) / Math.sqrt(root) : 0;
  });
}

test('symmetric windows are symmetric to the bit', () => {
  for (const window of [...PLAIN, ...PARAMETRIC, ...DESIGNED]) {
    for (const n of [6, 7, 512, 1001]) {
      const values = sg.windowFunction(/** @type {any} */ (window), n, { periodic: false });
      assert.deepEqual(values.slice().reverse(), values, `${window} ${n}`);
    }
  }
});

test('a periodic window is the symmetric one of one sample more, without its last', () => {
  for (const window of [...PLAIN, ...PARAMETRIC, ...DESIGNED]) {
    assert.deepEqual(
      sg.windowFunction(/** @type {any} */ (window), 300),
      sg.windowFunction(/** @type {any} */ (window), 301, { periodic: false }).subarray(0, 300),
      `${window}`,
    );
  }
});

test('measures of the windows are the published ones', () => {
  // Half main lobe, side lobe dB, width at -3 dB, noise bandwidth, scallop loss dB, coherent gain; N = 1024, periodic.
  /** @type {[string | [string, number], number, number, number, number, number, number][]} */
  const table = [
    ['boxcar', 1, -13.26, 0.887, 1, -3.922, 1],
    ['hann', 2, -31.47, 1.441, 1.5, -1.424, 0.5],
    ['hamming', 2, -42.67, 1.305, 1.3628, -1.751, 0.54],
    ['blackman', 3, -58.11, 1.645, 1.7268, -1.099, 0.42],
    ['nuttall', 4, -98.14, 1.873, 1.9761, -0.851, 0.3636],
    ['blackmanharris', 4, -92.01, 1.9, 2.0044, -0.826, 0.3588],
    ['flattop', 5, -93.01, 3.727, 3.7702, -0.01, 0.2156],
    ['bartlett', 2, -26.52, 1.277, 1.3333, -1.824, 0.5],
    ['parzen', 3.99, -53.05, 1.818, 1.9156, -0.899, 0.3754],
    ['bohman', 3, -46, 1.703, 1.7857, -1.023, 0.4053],
    ['cosine', 1.5, -23, 1.189, 1.2325, -2.102, 0.6372],
    ['barthann', 2, -35.87, 1.396, 1.4558, -1.518, 0.5],
    [['kaiser', 8], 2.74, -58.67, 1.586, 1.6657, -1.182, 0.4357],
    [['kaiser', 14], 4.57, -105.9, 2.047, 2.1611, -0.713, 0.3319],
    [['tukey', 0.5], 1.33, -15.12, 1.15, 1.2222, -2.238, 0.75],
    [['chebwin', 100], 3.9, -96.3, 1.84, 1.9404, -0.882, 0.3704],
    ['lanczos', 1.64, -26.4, 1.252, 1.299, -1.891, 0.5895],
  ];
  for (const [window, halfLobe, sideLobe, width, enbw, scallop, gain] of table) {
    const metrics = sg.windowMetrics(/** @type {any} */ (window), 1024);
    /**
     * @type {[string, number, number, number][]} half a unit of the table's last digit; its widths are read off a grid
     *   of 1/512 bin
     */
    const rows = [
      ['mainLobeWidth', metrics.mainLobeWidth, 2 * halfLobe, 0.011],
      ['sideLobeLevel', metrics.sideLobeLevel, sideLobe, sideLobe === -105.9 || sideLobe === -96.3 ? 0.051 : 0.0051],
      ['width3dB', metrics.width3dB, width, 0.0025],
      ['enbw', metrics.enbw, enbw, 5.1e-5],
      ['scallopLoss', metrics.scallopLoss, scallop, 5.1e-4],
      ['coherentGain', metrics.coherentGain, gain, 5.1e-5],
    ];
    for (const [name, actual, expected, tolerance] of rows) {
      assert.ok(Math.abs(actual - expected) <= tolerance, `${window} ${name}: ${actual}, not ${expected}`);
    }
  }
});

test('a Chebyshev window has the side lobes that were asked for, at lengths up to the largest', () => {
  for (const [n, attenuation] of [
    [100, 60],
    [2049, 100],
    [4096, 80],
    [30000, 120],
    [262144, 100],
  ]) {
    const window = sg.windowFunction(['chebwin', attenuation], n, { periodic: false });
    assert.equal(Math.max(...window.subarray(n / 2 - 1, n / 2 + 1)), 1);
    // Rounding the window to float32 leaves noise near -140 dB.
    assert.ok(Math.abs(sg.windowMetrics(window, n).sideLobeLevel + attenuation) <= 0.01, `${n} ${attenuation}`);
  }
});

test('measures have their limits where there are no lobes', () => {
  assert.deepEqual(sg.windowMetrics('hann', 1), {
    mainLobeWidth: 1,
    sideLobeLevel: -Infinity,
    enbw: 1,
    scallopLoss: 0,
    coherentGain: 1,
    width3dB: 1,
  });
  const [single, wide] = [sg.windowMetrics(['gaussian', 0.5], 1000), sg.windowMetrics(['kaiser', 8], 262144)];
  // falls all the way to the Nyquist frequency
  assert.deepEqual([single.mainLobeWidth, single.sideLobeLevel], [1000, -Infinity]);
  assert.ok(Math.abs(wide.sideLobeLevel - -58.67) <= 0.01);
});

test("parameters outside their window's range are refused with a sentence", () => {
  for (const window of [
    ['kaiser', -1],
    ['kaiser', NaN],
    ['kaiser', Infinity],
    ['tukey', 1.01],
    ['tukey', -0.1],
    ['chebwin', 0.9],
    ['chebwin', 301],
    ['gaussian', 0],
    ['gaussian', -2],
    ['gaussian', NaN],
    ['exponential', 0],
    ['general_hamming', 1.5],
    ['kaiser_bessel_derived', -1],
    ['dpss', 0],
    ['dpss', 32],
    ['taylor', 0, 30],
    ['taylor', 4.5, 30],
    ['taylor', 101, 30],
    ['taylor', 4, 0],
    ['taylor', 4, NaN],
    ['general_gaussian', 0, 1],
    ['general_gaussian', 1, 0],
    ['general_gaussian', 1, 1e300],
    ['general_cosine', []],
    ['general_cosine', [Infinity]],
    ['general_cosine', Array(65).fill(0.1)],
  ]) {
    for (const call of [
      () => sg.windowFunction(/** @type {any} */ (window), 64),
      () => sg.stft(new Float32Array(64), { nFft: 64, window: /** @type {any} */ (window) }),
    ]) {
      assert.throws(
        call,
        { name: 'RangeError', code: 'E_CONFIG', message: /^(the )?window's parameters? must be .*, got / },
        String(window),
      );
    }
  }
});

test('a window that is given too few parameters, or too many, is told how many it takes', () => {
  for (const [window, message] of /** @type {[any, RegExp][]} */ ([
    [['dpss'], /^window 'dpss' needs its parameter: \['dpss', number\]$/],
    [['taylor', 1, 2, 3], /^window 'taylor' needs its parameter: \['taylor', number, number\]$/],
    [['general_gaussian', 1], /^window 'general_gaussian' needs its parameter: /],
    ['general_cosine', /^window 'general_cosine' needs its parameter: \['general_cosine', \[number, \.\.\.\]\]$/],
    [['general_cosine', 0.5, 0.5], /^window 'general_cosine' needs its parameter/],
    [['triang', 1], /^window 'triang' takes no parameter$/],
    [['taylor', '4', 30], /^the parameter of window 'taylor' must be a number, got '4'$/],
    ['sine', /did you mean 'cosine'/],
    ['kbd', /did you mean 'kaiser_bessel_derived'/],
    ['general cosine', /did you mean 'general_cosine'/],
  ]))
    assert.throws(() => sg.windowFunction(window, 8), { name: 'TypeError', code: 'E_CONFIG', message }, String(window));
});

test('windows that add up to nothing have no measures', () => {
  for (const values of [
    [0, 0, 0, 0],
    [1, -1, 1, -1],
    [1, NaN, 1, 1],
    [Infinity, 1, 1, 1],
  ]) {
    assert.throws(() => sg.windowMetrics(values, 4), { name: 'RangeError', code: 'E_CONFIG' }, String(values));
  }
});
