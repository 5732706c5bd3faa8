// Chains whose stages do not go together are refused before anything is analysed, and what is too large takes nothing
// else with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { signal } from '../helpers/signals.js';

const sg = await load();
const sampleRate = 22050;
const F = { sampleRate };
const x = signal(8000);
const E_CONFIG = (/** @type {RegExp} */ message) => ({ code: 'E_CONFIG', message });

/** @param {any} chain @param {ReturnType<typeof E_CONFIG>} error */
const refuses = (chain, error) => assert.throws(() => sg.analyser(chain, F), error, JSON.stringify(chain));

test('pitch classes are those of the bins that come, or refused', () => {
  for (const bins of [{ binsPerOctave: 36 }, { fMin: 55 }, { fMin: 65.4064, nBins: 72 }])
    refuses([['cqt', bins], 'pitchClasses'], E_CONFIG(/^fMin and binsPerOctave must be those of the constant-Q/));
  for (const kind of ['stft', 'spectrogram', 'mel', 'synchrosqueeze', 'nsgt'])
    refuses([kind, 'pitchClasses'], E_CONFIG(/bins of a constant-Q transform: take cqt or vqt$/));
  for (const kind of ['cqt', 'vqt', 'pseudoCqt', 'hybridCqt'])
    assert.equal(sg.analyser(/** @type {any} */ ([kind, 'pitchClasses']), F).bins, 12);
  const tone = Float32Array.from({ length: sampleRate }, (_, i) => Math.sin((2 * Math.PI * 440 * i) / sampleRate));
  for (const tuning of [0, 0.4, -0.4]) {
    const chain = [
      ['cqt', { fMin: 55, tuning }],
      ['pitchClasses', { fMin: 55 }],
    ];
    const { data } = sg.analyse(tone, /** @type {any} */ (chain), F);
    const middle = data.subarray(20 * 12, 21 * 12);
    assert.equal(middle.indexOf(Math.max(...middle)), 9, `A, with a tuning of ${tuning}`);
  }
});

test('pitch classes come all at once, whatever delays the bins have', () => {
  const { delays } = sg.analyser([['cqt', { lowLatency: true }], 'pitchClasses'], F);
  assert.deepEqual([...delays], Array(12).fill(0));
});

test('logarithms and decibels are of single values, gains of levels, and tuning of a whole spectrum', () => {
  for (const stage of ['log', 'db']) {
    refuses(['stft', stage], E_CONFIG(/real values, one a bin/));
    for (const pairs of ['phase', 'frequencyOffset'])
      refuses(['stft', pairs, stage], E_CONFIG(/real values, one a bin/));
  }
  for (const chain of [['mel', 'log'], ['stft', 'phase'], ['stft', 'frequencyOffset'], ['instantaneousFrequency']])
    refuses(
      [...chain, ['gain', { gainDb: 20 }]],
      E_CONFIG(/takes levels: complex values, magnitudes, powers or decibels/),
    );
  for (const kind of ['mel', 'stft', 'pseudoCqt', 'instantaneousFrequency', 'nsgt'])
    refuses([kind, 'tuning'], E_CONFIG(/all bins from 0 Hz to half the sample rate/));
  assert.equal(sg.analyse(x, ['spectrogram', ['gain', { gainDb: 3 }], 'tuning'], F).shape[1], 1);
});

test('gains stay finite, however loud', () => {
  const loud = x.map((value) => value * 1e9);
  const much = /** @type {const} */ (['gain', { gainDb: 300 }]);
  const { data } = sg.analyse(loud, ['spectrogram', much, much], F);
  assert.ok(data.some((value) => value > 1e38) && data.every(Number.isFinite));
  refuses(
    ['mel', ['gain', { gainDb: 301 }]],
    /** @type {any} */ ({ code: 'E_CONFIG', message: /from -300 to 300, got 301/ }),
  );
});

test('what has no room in 32 bits of address is refused, and other analysers go on', () => {
  const other = sg.analyser('mel', F);
  const wanted = sg.melSpectrogram(x, F);
  /** @type {number[]} */
  const columns = [];
  const keep = (/** @type {Float32Array} */ column) => columns.push(...column);
  other.push(x.subarray(0, 3000), keep);
  const none = { code: 'E_NO_MEMORY' };
  const long = [
    ['spectrogram', { nFft: 65536, hopLength: 64 }],
    ['smooth', { winLenSmooth: 65536 }],
  ];
  assert.throws(() => sg.analyser(/** @type {any} */ (long), F), none);
  assert.throws(() => sg.analyser('reassigned', { ...F, nFft: 262144, hopLength: 1, height: 16384 }), none);
  other.push(x.subarray(3000), keep);
  other.flush(keep);
  assert.deepEqual(Float32Array.from(columns), wanted.data);
});

test('an option that is undefined is one that is not given, in a chain and in methods', () => {
  const own = /** @type {any} */ ([['mel', { sampleRate: undefined, nMels: undefined }], 'log']);
  assert.deepEqual(sg.analyse(x, own, F).data, sg.analyse(x, ['mel', 'log'], F).data);
  const tuned = Float32Array.from({ length: 44100 }, (_, i) => Math.sin((2 * Math.PI * 452 * i) / sampleRate));
  for (const method of /** @type {const} */ (['chroma', 'chromaCens']))
    assert.deepEqual(sg[method](tuned, { ...F, tuning: undefined }).data, sg[method](tuned, F).data);
  assert.throws(() => sg.cqt(x, /** @type {any} */ (48)), { message: /^options must be an object, got 48/ });
});

test('a chain with a hole, or with too many stages, is refused with what was got', () => {
  // biome-ignore lint/suspicious/noSparseArray: it is what is tried
  const holed = /** @type {any} */ (['mel', , 'log']);
  assert.throws(() => sg.analyser(holed, F), { name: 'TypeError', code: 'E_CONFIG', message: /got undefined/ });
  const many = /** @type {any} */ (['mel', ...Array(2000).fill('log')]);
  assert.throws(() => sg.analyse(x, many, F), { name: 'RangeError', message: /1 to 8 stages, got 2001/ });
});
