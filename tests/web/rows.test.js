// Stages of rows over a spectrogram that there is: the same bytes as behind the analysis that made it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'specgram';
import { takeTensor } from '../../web/base/tensor.js';
import { Core } from '../../web/core/core.js';
import { makePlan } from '../../web/core/options.js';
import { complete } from '../../web/engine/offline.js';
import { analyseRows } from '../../web/engine/rows.js';
import { signal } from '../helpers/signals.js';
import { KINDS } from '../helpers/registry.js';

/** @type {any} */
const sg = await load();
const core = new Core(new WebAssembly.Module(readFileSync(new URL('../../dist/specgram.wasm', import.meta.url))));
const sampleRate = 16000;
const x = signal(12000);
const ANY = { what: 'a spectrogram' };

/** @param {any} S @param {any[]} stages @param {any} [wanted] */
function over(S, stages, wanted = ANY) {
  const plans = stages.map((stage) => makePlan(KINDS[stage[0]], stage[1]));
  return complete(analyseRows(core, takeTensor(S), plans, wanted));
}

const ANALYSES = /** @type {[string, any][]} */ ([
  ['spectrogram', { nFft: 512, hopLength: 160, sampleRate }],
  ['spectrogram', { nFft: 255, hopLength: 160, power: 1, center: false, sampleRate }],
  ['spectrogram', { nFft: 1, hopLength: 40 }],
  ['mel', { nFft: 512, hopLength: 160, nMels: 40, power: 1.5, sampleRate }],
  ['stft', { nFft: 128, hopLength: 100 }],
  ['cqt', { nBins: 36, fMin: 110, sampleRate, lowLatency: true }],
  ['instantaneousFrequency', { nFft: 128, sampleRate }],
]);
const delta = ['delta', { width: 5, mode: 'nearest' }];

for (const [kind, options] of ANALYSES) {
  test(`a stage over ${kind} ${JSON.stringify(options)} gives what it gives behind it, and its facts`, () => {
    const S = sg.analyse(x, [[kind, options]], {});
    for (const stages of [[delta], [['gain', { gainDb: 3 }]], [delta, delta]].slice(
      0,
      kind === 'instantaneousFrequency' ? 1 : 3,
    )) {
      const wanted = sg.analyse(x, [[kind, options], ...stages], {});
      const got = over(S, stages);
      // magnitudes below 1e-15 count as silence in what is given
      assert.equal(got.data.length, wanted.data.length);
      got.data.forEach((value, i) => assert.ok(Math.abs(value - wanted.data[i]) <= 2e-15));
      assert.deepEqual({ ...got, data: 0 }, { ...wanted, data: 0 });
    }
  });
}

test('a stage that needs an axis finds it: given, or that of Fourier frames', () => {
  const S = sg.spectrogram(x, { nFft: 400, power: 1, sampleRate });
  const wanted = sg.analyse(
    x,
    [
      ['spectrogram', { nFft: 400, power: 1 }],
      ['tuning', {}],
    ],
    { sampleRate },
  );
  assert.deepEqual(over(S, [['tuning', {}]]).data, wanted.data);
  const { data, shape } = S;
  const plain = over({ data, shape }, [['tuning', { sampleRate }]], { ...ANY, units: ['magnitude'], fourier: true });
  assert.deepEqual(plain.data, wanted.data);
  assert.deepEqual(
    [...over({ data, shape }, [delta], { ...ANY, fourier: true }).frequencies.slice(0, 2)],
    [0, 1 / 400],
  );
  assert.ok(
    over({ data, shape }, [delta]).frequencies.every((hz) => hz === 0),
    'nobody knows them',
  );
});

test('what is no such spectrogram is refused by name', () => {
  const wanted = { what: 'a power spectrogram', units: ['power'], kinds: ['spectrogram'], fourier: true };
  const S = sg.spectrogram(x, { nFft: 256, sampleRate });
  assert.equal(over(S, [delta], { ...wanted, gives: 'that' }).kind, 'that');
  for (const [given, error] of /** @type {[any, object][]} */ ([
    [sg.cqt(x, { sampleRate }), { name: 'TypeError', message: "S must be a power spectrogram, got kind 'cqt'" }],
    [sg.powerToDb(S), { name: 'TypeError', message: "S must be a power spectrogram, got the unit 'dB'" }],
    [
      { ...S, unit: 'volts' },
      { name: 'TypeError', message: /got the unit 'volts'/ },
    ],
    [
      { data: S.data, shape: [S.data.length] },
      { name: 'RangeError', message: /of shape \[frames, bins\], got \[\d+\]/ },
    ],
    [
      { data: S.data, shape: [S.shape[0], 129, 1] },
      { name: 'RangeError', message: /of shape \[frames, bins\]/ },
    ],
    [
      { data: new Float32Array(0), shape: [0, 129] },
      { name: 'RangeError', message: /at least 1 frame, got 0/ },
    ],
    [
      { data: new Float32Array(129), shape: [1, 129] },
      { name: 'RangeError', message: /as many frames/ },
    ],
    [
      { ...S, data: S.data.slice(0, 2 * 128), shape: [2, 128] },
      { name: 'RangeError', message: /each of its 129/ },
    ],
    [
      { ...S, options: { nFft: 300 } },
      { name: 'RangeError', message: /nFft 300 goes with 151 bins, got 129/ },
    ],
    [
      { ...S, sampleRate: 'fast' },
      { name: 'RangeError', message: /^sampleRate must be .*'fast'/ },
    ],
    [5, { name: 'TypeError', message: /^S must be a spectrogram or \{ data, shape \}, got 5/ }],
  ])) {
    const { message } = /** @type {any} */ (error);
    assert.throws(() => over(given, [['delta', {}]], wanted), { ...error, code: 'E_CONFIG' }, String(message));
  }
  assert.throws(() => over(sg.stft(x), [['log', {}]]), { code: 'E_CONFIG', message: /takes real values/ });
});
