// What the constant-Q family refuses: each wrong option by its name, with the value and the limit.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { xorshift } from '../helpers/signals.js';

const sg = await load();
const noise = Float32Array.from({ length: 9000 }, xorshift(4));

test('what has no constant-Q transform is refused with the option, the value and the limit', () => {
  const sampleRate = 22050;
  for (const [options, name, message] of /** @type {[any, string, RegExp][]} */ ([
    [{}, 'TypeError', /sampleRate must be given/],
    [{ sampleRate: 0 }, 'RangeError', /sampleRate must be above 0 .*got 0/],
    [{ sampleRate, fMin: 0 }, 'RangeError', /fMin must be above 0, got fMin 0/],
    [{ sampleRate, fMin: -5 }, 'RangeError', /fMin must be .* from 0 .*got -5/],
    [{ sampleRate, nBins: 120 }, 'RangeError', /must lie below sampleRate \/ 2, got nBins 120, .*sampleRate 22050$/],
    [
      { sampleRate: 8000, tuning: 0.5 },
      'RangeError',
      /got nBins 84, binsPerOctave 12, fMin 32\.7\d*, tuning 0\.5, sampleRate 8000$/,
    ],
    // the bin itself lies below the limit, its filter reaches beyond
    [{ sampleRate: 8000, fMin: 3900, nBins: 1 }, 'RangeError', /fMin 3900, .*sampleRate 8000$/],
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
