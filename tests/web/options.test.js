// Every option, however wrong, is used or refused by an error that names it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { anyOptions } from '../helpers/options.js';
import { ANALYSES, optionsOf, ROW_STAGES, SYNTHESES } from '../helpers/registry.js';
import { integers, signal } from '../helpers/signals.js';

/** What hostile options are tried on: no types. @type {any} */
const sg = await load();
const x = signal(3000);

test('an unknown option is refused with the name that was meant', () => {
  const cases = {
    hop_length: 'hopLength',
    n_fft: 'nFft',
    fftSize: 'nFft',
    hop: 'hopLength',
    sr: 'sampleRate',
    windw: 'window',
    centre: 'center',
    padmode: 'padMode',
    windowSize: 'winLength',
  };
  for (const [given, meant] of Object.entries(cases)) {
    const message = `unknown option '${given}' (did you mean '${meant}'?)`;
    assert.throws(() => sg.stft(x, { [given]: 1 }), { name: 'TypeError', code: 'E_CONFIG', message });
  }
  assert.throws(() => sg.stft(x, { power: 2 }), { message: "unknown option 'power'" });
  assert.throws(() => sg.stft(x, { zzzzzz: 2 }), { message: "unknown option 'zzzzzz'" });
  assert.throws(() => sg.melSpectrogram(x, { fmin: 1 }), { message: "unknown option 'fmin' (did you mean 'fMin'?)" });
});

test('a name that is none is refused with the names that there are', () => {
  const cases = [
    [{ window: 'hanning' }, /^window must be one of boxcar, hann, .*, got 'hanning' \(did you mean 'hann'\?\)$/],
    [{ window: 'hamm' }, /\(did you mean 'hamming'\?\)$/],
    [
      { padMode: 'reflct' },
      /^padMode must be 'constant' or 'reflect' or 'edge' or 'symmetric' or 'linear_ramp', got 'reflct' \(did you mean 'reflect'\?\)$/,
    ],
    [{ padMode: 3 }, /, got 3$/],
  ];
  for (const [options, message] of cases)
    assert.throws(() => sg.stft(x, options), { name: 'TypeError', code: 'E_CONFIG', message });
  assert.throws(() => sg.analyser('mell'), {
    name: 'TypeError',
    code: 'E_CONFIG',
    message: /^kind of analyser must be 'stft' or 'spectrogram' or 'mel' .*got 'mell' \(did you mean 'mel'\?\)$/,
  });
  assert.throws(() => sg.synthesiser('stft'), {
    name: 'TypeError',
    code: 'E_CONFIG',
    message: /^kind of synthesiser must be 'istft'.* got 'stft' \(it is an analysis: sg\.analyser\('stft'\)\)$/,
  });
  const kinds = [
    ['istft', /got 'istft' \(it is a synthesis: sg\.synthesiser\('istft'\)\)$/],
    ['log', /got 'log' \(it is a further stage of a chain\)$/],
    ['melSpectrogram', /got 'melSpectrogram' \(did you mean 'mel'\?\)$/],
    ['melFilterbank', /got 'melFilterbank'/],
    ['toString', /got 'toString'$/],
  ];
  for (const [kind, message] of kinds)
    assert.throws(() => sg.analyser(kind), { name: 'TypeError', code: 'E_CONFIG', message }, kind);
  assert.throws(() => sg.synthesiser('istf'), { message: /got 'istf' \(did you mean 'istft'\?\)$/ });
  assert.throws(() => sg.analyser(null), { name: 'TypeError', code: 'E_CONFIG' });
});

test('an option out of its range is refused with the range', () => {
  const mel = { sampleRate: 8000 };
  const cases = [
    ['stft', { hopLength: 0 }, 'hopLength must be an integer from 1 to 65536, got 0'],
    ['stft', { hopLength: 1.5 }, 'hopLength must be an integer from 1 to 65536, got 1.5'],
    ['stft', { hopLength: NaN }, 'hopLength must be an integer from 1 to 65536, got NaN'],
    ['stft', { hopLength: 2 ** 32 + 512 }, 'hopLength must be an integer from 1 to 65536, got 4294967808'],
    ['stft', { nFft: 0 }, 'nFft must be an integer from 1 to 262144, got 0'],
    ['stft', { nFft: 20.5 }, 'nFft must be an integer from 1 to 262144, got 20.5'],
    ['stft', { nFft: -2 }, 'nFft must be an integer from 1 to 262144, got -2'],
    ['stft', { nFft: 429496730 }, 'nFft must be an integer from 1 to 262144, got 429496730'],
    ['stft', { winLength: 4096 }, 'winLength must be at most nFft, got winLength 4096, nFft 2048'],
    ['stft', { sampleRate: 0 }, 'sampleRate must be above 0 and at most 10000000, got 0'],
    ['stft', { window: [1, 2, 3] }, 'window must have winLength (2048) values, got 3'],
    ['stft', { window: new Float32Array(2049) }, 'window must have winLength (2048) values, got 2049'],
    [
      'stft',
      { window: [1, NaN], winLength: 2, nFft: 2 },
      /^window must be finite numbers whose absolute values add up to at most 262144/,
    ],
    ['stft', { winLength: NaN }, 'winLength must be an integer from 1 to nFft, got NaN'],
    [
      'stft',
      { window: ['kaiser', -1] },
      "window's parameter must be at least 0 for kaiser, from 0 to 1 for tukey, from 1 to 300 for chebwin and above 0 for gaussian, got -1 for 'kaiser'",
    ],
    ['stft', { window: ['tukey', NaN] }, /^window's parameter must be .*, got NaN for 'tukey'$/],
    ['spectrogram', { power: 0 }, 'power must be a number from 0.001 to 8, got 0'],
    ['melSpectrogram', { ...mel, fMin: 5000 }, 'fMin must be below fMax, got fMin 5000, sampleRate 8000'],
    [
      'melSpectrogram',
      { ...mel, fMin: 300, fMax: 200 },
      'fMin must be below fMax, got fMin 300, fMax 200, sampleRate 8000',
    ],
    ['melSpectrogram', { ...mel, fMax: 0 }, 'fMax must be a number of Hz from 0 to 10000000, got 0'],
    ['melSpectrogram', { ...mel, nMels: 0 }, 'nMels must be an integer from 1 to 4096, got 0'],
    ['melSpectrogram', { ...mel, norm: -1 }, "norm must be 'slaney', null, a number above 0 or Infinity, got -1"],
  ];
  for (const [method, options, message] of /** @type {[string, object, string | RegExp][]} */ (cases)) {
    assert.throws(() => sg[method](x, options), { name: 'RangeError', code: 'E_CONFIG', message });
  }
});

test('an option of the wrong type is refused with what it was', () => {
  const cases = [
    ['stft', { hopLength: '512' }, "hopLength must be a number, got '512'"],
    ['stft', { nFft: 2048n }, 'nFft must be a number, got 2048n'],
    ['stft', { center: 1 }, 'center must be true or false, got 1'],
    [
      'stft',
      { window: Symbol('hann') },
      'window must be a name, [name, parameter], a number or an array of values, got Symbol(hann)',
    ],
    ['stft', { window: ['hann', 3] }, "window 'hann' takes no parameter"],
    ['stft', { window: ['kaiser'] }, "window 'kaiser' needs its parameter: ['kaiser', number]"],
    ['stft', { window: ['kaiser', 8, 9] }, "window 'kaiser' needs its parameter: ['kaiser', number]"],
    ['stft', { window: ['kaiser', '8'] }, "the parameter of window 'kaiser' must be a number, got '8'"],
    ['melSpectrogram', { norm: 'htk' }, "norm must be 'slaney', null or a number, got 'htk'"],
    ['melSpectrogram', {}, 'sampleRate must be given, in Hz'],
    ['spectrogram', { scaling: 'psd' }, 'sampleRate must be given, in Hz'],
    ['stft', null, 'options must be an object, got null'],
    ['stft', 2048, 'options must be an object, got 2048'],
    ['stft', [2048], 'options must be an object, got an array of 1'],
    ['stft', new Float32Array(3), 'options must be an object, got Float32Array'],
  ];
  for (const [method, options, message] of /** @type {[string, any, string][]} */ (cases)) {
    assert.throws(() => sg[method](x, options), { name: 'TypeError', code: 'E_CONFIG', message });
  }
});

test('undefined, and null where it means nothing else, leave the default', () => {
  const wanted = sg.stft(x);
  const unsaid = {
    nFft: undefined,
    hopLength: null,
    winLength: null,
    window: undefined,
    center: undefined,
    padMode: null,
    sampleRate: null,
  };
  assert.deepEqual(sg.stft(x, unsaid), wanted);
  assert.deepEqual(sg.stft(x, undefined), wanted);
  const peaks = sg.melFilterbank({ sampleRate: 8000, norm: null }).data;
  assert.notDeepEqual(peaks, sg.melFilterbank({ sampleRate: 8000 }).data);
  assert.deepEqual(
    sg.melFilterbank({ sampleRate: 8000, norm: undefined }),
    sg.melFilterbank({ sampleRate: 8000, norm: 'slaney' }),
  );
});

test('an option bag may inherit its entries, and what is no bag is refused, not taken for an empty one', () => {
  const wanted = sg.stft(x, { nFft: 512, hopLength: 100 }).data;
  class Options {
    nFft = 512;
    get hopLength() {
      return 50 + 50;
    }
    help() {}
  }
  class More extends Options {}
  const inherited = Object.create({ nFft: 512, hopLength: 3 }, { hopLength: { value: 100, enumerable: true } });
  for (const options of [
    new Options(),
    new More(),
    inherited,
    Object.create(Object.assign(Object.create(null), { nFft: 512, hopLength: 100 })),
  ])
    assert.deepEqual(sg.stft(x, options).data, wanted);
  assert.throws(() => sg.stft(x, Object.create({ nfft: 512 })), {
    message: /unknown option 'nfft' \(did you mean 'nFft'/,
  });
  for (const options of [
    new Map([['nFft', 512]]),
    new Set(['nFft']),
    new URLSearchParams('nFft=512'),
    new Date(),
    /nFft/,
    Promise.resolve({ nFft: 512 }),
    new AbortController().signal,
    new ArrayBuffer(8),
    'nFft',
    () => ({ nFft: 512 }),
  ]) {
    const refused = { name: 'TypeError', code: 'E_CONFIG', message: /^options must be an object, got / };
    assert.throws(() => sg.stft(x, options), refused, String(options));
    assert.throws(() => sg.analyser('mel', options), refused, String(options));
  }
  assert.throws(() => sg.stft(x, new Map()), { message: 'options must be an object, got a Map' });
});

test('what is put on the prototype of all objects is no option', () => {
  const wanted = sg.stft(x).data;
  Object.assign(Object.prototype, { nFft: 512, hopLength: 3, window: 'boxcar' });
  try {
    assert.deepEqual(sg.stft(x).data, wanted);
    assert.deepEqual(sg.stft(x, {}).data, wanted);
  } finally {
    for (const name of ['nFft', 'hopLength', 'window']) delete (/** @type {any} */ (Object.prototype)[name]);
  }
});

test('20,000 hostile configurations meet typed errors or work, and the engine lives on', () => {
  const pick = integers(20240229);
  const hostile = [
    ...[
      undefined,
      null,
      true,
      false,
      '',
      'hann',
      'NaN',
      {},
      [],
      [NaN],
      ['kaiser'],
      ['kaiser', 1e308],
      Symbol('s'),
      10n,
      () => 3,
      new Float32Array(4),
    ],
    ...[
      NaN,
      Infinity,
      -Infinity,
      0,
      -0,
      -1,
      -2,
      0.5,
      1e-300,
      1e300,
      2 ** 31,
      2 ** 31 - 1,
      -(2 ** 31),
      2 ** 32,
      2 ** 53,
      429496730,
      1431655766,
    ],
  ];
  const kinds = [...ANALYSES, ...SYNTHESES, ...ROW_STAGES, 'melFilterbank'];
  const outcomes = { used: 0, refused: 0 };
  for (let i = 0; i < 20000; i++) {
    const kind = kinds[i % kinds.length];
    const names = optionsOf(kind);
    const given = Object.entries(anyOptions(kind, pick)).filter(() => pick(8) > 0);
    const options = Object.fromEntries(given);
    for (let wrong = names.length ? pick(3) : 0; wrong > 0; wrong--)
      options[names[pick(names.length)]] = hostile[pick(hostile.length)];
    try {
      if (kind === 'melFilterbank') sg.melFilterbank(options);
      else if (SYNTHESES.includes(kind)) sg.synthesiser(kind, options).close();
      else {
        const stages = [
          ['mel', { nMels: 9 }],
          [kind, options],
        ];
        const analyser = ROW_STAGES.includes(kind)
          ? sg.analyser(stages, { sampleRate: 8000 })
          : sg.analyser(kind, options);
        analyser.push(x.subarray(0, 50), () => {});
        analyser.close();
      }
      outcomes.used++;
    } catch (error) {
      const { name, code, message } = /** @type {any} */ (error);
      const typed =
        code === 'E_CONFIG' ? ['TypeError', 'RangeError'].includes(name) : code === 'E_NOLA' && name === 'Error';
      assert.ok(typed && message.length > 10, `${name} ${code} ${message} for ${kind} ${Object.keys(options)}`);
      outcomes.refused++;
    }
  }
  assert.ok(outcomes.used > 2000 && outcomes.refused > 2000, JSON.stringify(outcomes));
  assert.equal(sg.stft(x).shape[0], 6);
});
