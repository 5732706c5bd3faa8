// Descriptors of frames: what they say of silence and of broken samples, and what they refuse.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { DESCRIPTORS } from '../helpers/descriptor-calls.js';
import { signal } from '../helpers/signals.js';

/** @type {any} */
const sg = await load();
const sampleRate = 16000;

test('silence, and what is no number, have a centroid of 0, a flatness of 1 and never NaN', () => {
  const nothing = new Float32Array(6000);
  const broken = signal(6000).map((value, i) => [value, Number.NaN, Infinity, -Infinity][i % 4]);
  for (const method of DESCRIPTORS) {
    const options = { sampleRate, ...(['chromaStft', 'tonnetz'].includes(method) ? { tuning: 0 } : {}) };
    const silent = method === 'spectralFlatness' ? 1 : 0;
    assert.ok(
      sg[method](nothing, options).data.every((/** @type {number} */ value) => value === silent),
      method,
    );
    const { data, nonFinite } = sg[method](broken, options);
    assert.ok(data.every(Number.isFinite), method);
    assert.equal(nonFinite, 4500, method);
  }
});

test('what cannot be described is refused by name', () => {
  const S = sg.spectrogram(signal(9000), { sampleRate, power: 1, nFft: 256 });
  const x = signal(9000);
  for (const [method, given, options, error] of /** @type {[string, any, any, any][]} */ ([
    ['spectralCentroid', x, {}, { name: 'TypeError', message: /^sampleRate must be given/ }],
    [
      'spectralCentroid',
      { data: S.data, shape: S.shape },
      {},
      { name: 'TypeError', message: /^sampleRate must be given/ },
    ],
    [
      'spectralCentroid',
      sg.spectrogram(x, { sampleRate }),
      {},
      { name: 'TypeError', message: "S must be a magnitude spectrogram, got the unit 'power'" },
    ],
    [
      'spectralCentroid',
      sg.melSpectrogram(x, { sampleRate, power: 1 }),
      {},
      { name: 'TypeError', message: "S must be a magnitude spectrogram, got kind 'mel'" },
    ],
    ['spectralCentroid', S, { window: 'hann' }, { name: 'TypeError', message: /^unknown option 'window'/ }],
    [
      'spectralCentroid',
      { data: new Float32Array([1, -2, 3]), shape: [1, 3] },
      { sampleRate },
      { name: 'RangeError', message: /from 0 to 1e18, got -2 at \[0, 1\]/ },
    ],
    [
      'spectralRolloff',
      x,
      { sampleRate, rollPercent: 1 },
      { name: 'RangeError', message: 'rollPercent must be above 0 and below 1, got 1' },
    ],
    [
      'spectralBandwidth',
      x,
      { sampleRate, p: 0 },
      { name: 'RangeError', message: /^p must be a number from 0.001 to 64, got 0/ },
    ],
    [
      'spectralContrast',
      x,
      { sampleRate: 12000 },
      { name: 'RangeError', message: /^each band .* got fMin 200, nBands 6, sampleRate 12000$/ },
    ],
    ['spectralContrast', x, { sampleRate, nFft: 64, nBands: 2 }, { name: 'RangeError', message: /hold a bin/ }],
    ['spectralContrast', x, { sampleRate, nBands: 4, topDb: -1 }, { code: 'E_CONFIG' }],
    [
      'polyFeatures',
      x,
      { sampleRate, nFft: 2, order: 2 },
      { name: 'RangeError', message: /^order must be below the number of bins, got nFft 2/ },
    ],
    [
      'polyFeatures',
      x,
      { sampleRate, order: 9 },
      { name: 'RangeError', message: /^order must be an integer from 0 to 8, got 9/ },
    ],
    ['rms', S, { frameLength: 300 }, { name: 'RangeError', message: /nFft 300 goes with 151 bins, got 129/ }],
    ['rms', new Float32Array(0), { padMode: 'edge' }, { name: 'RangeError' }],
    ['rms', new Float32Array(9), { center: false }, { name: 'RangeError', message: /frameLength \(2048\)/ }],
    ['zeroCrossingRate', new Float32Array(0), {}, { name: 'RangeError', message: /at least 1/ }],
    ['chromaStft', x, { sampleRate, tuning: 'high' }, { name: 'TypeError', message: /^tuning must be a number/ }],
    ['chromaStft', sg.cqt(x, { sampleRate }), {}, { name: 'TypeError', message: /got kind 'cqt'/ }],
    ['tonnetz', S, {}, { name: 'TypeError', message: "S must be chroma, got kind 'spectrogram'" }],
    [
      'chromaFilterbank',
      { nFft: 1, sampleRate },
      undefined,
      { name: 'TypeError', message: /takes magnitudes or powers/ },
    ],
  ]))
    assert.throws(
      () => sg[method](given, options),
      { code: 'E_CONFIG', ...error },
      `${method} ${JSON.stringify(options)}`,
    );
  const chain =
    (/** @type {any[]} */ ...stages) =>
    () =>
      sg.analyser(stages, { sampleRate });
  assert.throws(chain('stft', 'centroid'), { name: 'TypeError', message: /take a spectrogram/ });
  assert.throws(chain(['mel', { nMels: 9 }], 'chromaFilters'), { name: 'TypeError', message: /take a spectrogram/ });
  assert.throws(chain('spectrogram', 'db', 'flatness'), { name: 'TypeError', message: /take a spectrogram/ });
  assert.throws(chain(['spectrogram', { power: 1.5 }], 'spectrumRms'), { message: /take a spectrogram/ });
});
