// Whatever is given, errors have a code and say what is wrong, and numbers are finite.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPool, decodeNpy, decodeWav, encodeNpy, encodeWav, hzToMel, load, noteToHz } from 'specgram';
import { signal } from '../helpers/signals.js';

/** @type {any} */
const sg = await load();
const x = signal(4000);

/** What is run must throw a typed error of ours. @param {() => unknown} call @param {RegExp} message @param {string} what */
function refused(call, message, what) {
  assert.throws(
    call,
    (/** @type {any} */ error) => {
      assert.ok(
        ['TypeError', 'RangeError'].includes(error.name) && error.code === 'E_CONFIG',
        `${what}: ${error.stack}`,
      );
      assert.match(error.message, message, what);
      return true;
    },
    what,
  );
}

/** Methods of every family, of samples. @type {Record<string, (samples: any, options?: any) => unknown>} */
const METHODS = {
  stft: (samples, options) => sg.stft(samples, options),
  mel: (samples, options) => sg.melSpectrogram(samples, { sampleRate: 8000, ...options }),
  hybridCqt: (samples, options) => sg.hybridCqt(samples, { sampleRate: 22050, nBins: 24, ...options }),
  chroma: (samples, options) => sg.chroma(samples, { sampleRate: 22050, ...options }),
  estimateTuning: (samples, options) => sg.estimateTuning(samples, { sampleRate: 22050, ...options }),
  reassignedSpectrogram: (samples, options) => sg.reassignedSpectrogram(samples, { sampleRate: 8000, ...options }),
  reassignedImage: (samples, options) => sg.reassignedImage(samples, { sampleRate: 8000, ...options }),
  analyse: (samples, options) => sg.analyse(samples, ['mel', 'db'], { sampleRate: 8000, ...options }),
};

test('what is like an AudioBuffer, but has no sound to give, is refused by every method', () => {
  const fails = () => {
    throw new Error('it is gone');
  };
  const buffer = (/** @type {any} */ fields) => {
    return { numberOfChannels: 2, length: 4000, sampleRate: 8000, getChannelData: () => x, ...fields };
  };
  /** @type {[string, any, RegExp][]} */
  const cases = [
    ['no channels', buffer({ numberOfChannels: 0 }), /^samples must have channels, got 0/],
    ['NaN channels', buffer({ numberOfChannels: Number.NaN }), /^samples must have channels, got NaN/],
    ['half a channel', buffer({ numberOfChannels: 0.5 }), /^samples must have channels, got 0.5/],
    [
      'no data',
      buffer({ getChannelData: () => undefined }),
      /getChannelData\(0\) must give a Float32Array, got undefined/,
    ],
    ['whole numbers', buffer({ getChannelData: () => new Int16Array(9) }), /must give a Float32Array, got Int16Array/],
    ['a failing channel', buffer({ getChannelData: fails }), /^samples cannot be read: it is gone/],
    [
      'a failing count',
      {
        getChannelData: () => x,
        get numberOfChannels() {
          return fails();
        },
      },
      /^samples cannot be read/,
    ],
    ['no count', { getChannelData: () => x }, /^samples must be a Float32Array/],
    ['a rate that is none', buffer({ sampleRate: '8000' }), /^sampleRate must be a number, got '8000'/],
  ];
  for (const [what, samples, message] of cases) {
    for (const [name, call] of Object.entries(METHODS)) {
      if (what.includes('rate') && name !== 'stft') continue; // the others are told one
      for (const channel of [0, 'mix']) refused(() => call(samples, { channel }), message, `${what}: ${name}`);
    }
  }
  const odd = buffer({ getChannelData: (/** @type {number} */ c) => x.subarray(c) });
  refused(() => sg.stft(odd, { channel: 'mix' }), /channels of one length, got 4000 and, of channel 1, 3999/, 'mix');
});

test('whole numbers are told what makes samples of them', () => {
  for (const [samples, advice] of /** @type {const} */ ([
    [new Int16Array(4), /got Int16Array: divide by 32768, and samples lie from -1 to 1/],
    [new Int8Array(4), /: divide by 128,/],
    [new Int32Array(4), /: divide by 2147483648,/],
    [new Uint8Array(4), /got Uint8Array$/],
    [new DataView(new ArrayBuffer(8)), /got DataView$/],
  ])) {
    for (const [name, call] of Object.entries(METHODS)) refused(() => call(samples), advice, name);
    refused(() => sg.analyser('stft').push(samples, () => {}), advice, 'push');
    refused(() => encodeWav(/** @type {any} */ (samples), { sampleRate: 8000 }), advice, 'encodeWav');
    refused(() => encodeWav(/** @type {any} */ ([samples]), { sampleRate: 8000 }), advice, 'encodeWav of channels');
  }
});

test('getters that throw, and objects that are gone, are errors of ours with theirs as the cause', () => {
  const cause = new Error('a trap');
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const trap = (/** @type {string} */ name) =>
    Object.defineProperty({}, name, {
      enumerable: true,
      get() {
        throw cause;
      },
    });
  const S = sg.stft(x);
  const C = sg.cqt(x, { sampleRate: 22050, nBins: 24 });
  const N = sg.nsgt(x, { sampleRate: 22050 });
  const M = sg.spectrogram(x, { power: 1 });
  /** @type {[string, (options: any) => unknown][]} */
  const withOptions = [
    ...Object.entries(METHODS).map(
      ([name]) =>
        /** @type {[string, (options: any) => unknown]} */ ([
          name,
          (options) =>
            name === 'mel'
              ? sg.melSpectrogram(x, options)
              : name === 'analyse'
                ? sg.analyse(x, ['mel'], options)
                : sg[name](x, options),
        ]),
    ),
    ['istft', (options) => sg.istft(S, options)],
    ['icqt', (options) => sg.icqt(C, options)],
    ['insgt', (options) => sg.insgt(N, options)],
    ['griffinLim', (options) => sg.griffinLim(M, options)],
    ['pghi', (options) => sg.pghi(M, options)],
    ['powerToDb', (options) => sg.powerToDb(M, options)],
    ['analyser', (options) => sg.analyser('mel', options)],
    ['synthesiser', (options) => sg.synthesiser('istft', options)],
    ['encodeWav', (options) => encodeWav(x, options)],
  ];
  for (const [name, call] of withOptions) {
    refused(() => call(trap('nFft')), /^options cannot be read: a trap/, name);
    refused(() => call(proxy), /^options cannot be read: /, name);
  }
  assert.throws(() => sg.stft(x, trap('nFft')), { cause });
  for (const field of ['data', 'shape', 'kind', 'options', 'hopLength', 'frequencies', 'unit']) {
    for (const [name, call] of /** @type {[string, (given: any) => unknown][]} */ ([
      ['istft', sg.istft.bind(sg)],
      ['inverseSynchrosqueeze', sg.inverseSynchrosqueeze.bind(sg)],
      ['icqt', sg.icqt.bind(sg)],
      ['insgt', sg.insgt.bind(sg)],
      ['griffinLim', sg.griffinLim.bind(sg)],
      ['griffinLimCqt', sg.griffinLimCqt.bind(sg)],
      ['pghi', sg.pghi.bind(sg)],
      ['powerToDb', sg.powerToDb.bind(sg)],
    ])) {
      const given = Object.defineProperties(
        { data: M.data, shape: M.shape },
        Object.getOwnPropertyDescriptors(trap(field)),
      );
      refused(() => call(given), /^S cannot be read: a trap/, `${name}: ${field}`);
      refused(() => call(proxy), /^S cannot be read: /, name);
    }
  }
});

test('arrays that throw when they are read, or are gone, are refused wherever one is taken', async () => {
  const gone = Proxy.revocable(/** @type {number[]} */ ([]), {});
  gone.revoke();
  const throws = new Proxy([1, 2, 3], {
    get() {
      throw null;
    },
  });
  const M = sg.spectrogram(x, { power: 1, nFft: 64 });
  const C = sg.cqt(x, { sampleRate: 22050, nBins: 24 });
  /** @type {[string, (given: any) => unknown][]} */
  const taking = [
    ...Object.entries(METHODS),
    ['window', (window) => sg.stft(x, { window })],
    ['nFft', (nFft) => sg.stft(x, { nFft })],
    ['length', (length) => sg.istft(sg.stft(x), { length })],
    ['shape', (shape) => sg.istft({ data: new Float32Array(4), shape })],
    ['kind', (kind) => sg.icqt({ ...C, kind })],
    ['init', (init) => sg.griffinLim(M, { init })],
    ["init's shape", (shape) => sg.griffinLim(M, { init: { data: M.data, shape } })],
    ['out', (out) => sg.reassignedSpectrogram(x, { sampleRate: 8000, out })],
    ['a chain', (chain) => sg.analyser(chain, { sampleRate: 8000 })],
    ['a stage', (stage) => sg.analyser(['mel', stage], { sampleRate: 8000 })],
    ['push', (chunk) => sg.analyser('stft').push(chunk, () => {})],
    ['encodeWav', (samples) => encodeWav(samples, { sampleRate: 8000 })],
    ['encodeWav of channels', (channel) => encodeWav([x, channel], { sampleRate: 8000 })],
    ['encodeNpy', (array) => encodeNpy(array)],
    ['its data', (data) => encodeNpy({ data, shape: [3] })],
    ['its shape', (shape) => encodeNpy({ data: x, shape })],
    ['decodeWav', (bytes) => decodeWav(bytes)],
    ['hzToMel', (hz) => hzToMel(hz)],
    ['noteToHz', (note) => noteToHz(note)],
  ];
  for (const [name, call] of taking) for (const given of [gone.proxy, throws]) refused(() => call(given), /./, name);
  for (const signal of [gone.proxy, throws]) {
    await assert.rejects(load({ signal: /** @type {any} */ (signal) }), { code: 'E_CONFIG' });
    await assert.rejects(createPool({ signal: /** @type {any} */ (signal) }), { code: 'E_CONFIG' });
  }
  refused(() => sg.icqt({ ...C, kind: Symbol('cqt') }), /^S must be of kind 'cqt' or 'vqt', got Symbol\(cqt\)/, 'kind');
});

test('what is to be a file, or is to be read as one, is there and is numbers', () => {
  const wav = (/** @type {any} */ samples) => encodeWav(samples, { sampleRate: 8000, bitDepth: 16 });
  refused(() => encodeNpy(/** @type {any} */ (undefined)), /^shape must be an array of whole numbers/, 'nothing');
  refused(() => wav([1, 2n]), /^channel 0 must hold numbers, got 2n at 1/, 'BigInt');
  refused(() => wav([[1], ['a']]), /^channel 1 must hold numbers, got 'a' at 0/, 'a word');
  refused(() => wav([1, Symbol('a')]), /^channel 0 must hold numbers, got Symbol\(a\) at 1/, 'a symbol');
  refused(() => wav([1, undefined]), /^channel 0 must hold numbers, got undefined at 1/, 'a hole');
  for (const numberOfChannels of [2 ** 32, 0, 0.5, '2'])
    refused(() => wav({ numberOfChannels, getChannelData: () => x }), /^samples must have 1 to 1024 channels/, 'count');
  const gone = new Float32Array(8);
  structuredClone(gone, { transfer: [gone.buffer] });
  refused(() => wav(gone), /^channel 0 must have its memory/, 'transferred samples');
  refused(() => encodeNpy({ data: gone, shape: [0] }), /^data must have its memory/, 'transferred data');
  refused(() => decodeWav(gone), /^bytes must have their memory/, 'a transferred file');
  refused(() => decodeNpy(gone.buffer), /^bytes must have their memory/, 'a transferred buffer');
  refused(() => hzToMel(gone), /^hz must have its memory/, 'transferred numbers');
});

test('windows are finite numbers, or refused', () => {
  for (const values of [
    [1, Number.NaN],
    [Infinity, 1],
    [1e300, 1],
    [1, -Infinity],
  ]) {
    refused(() => sg.windowFunction(values, 2), /^window must hold finite numbers, got/, String(values));
    refused(() => sg.windowMetrics(values, 2), /^window must/, String(values));
    refused(() => sg.stft(x, { nFft: 2, window: values }), /^window must/, String(values));
  }
  for (const window of [
    ['kaiser', 1e9],
    ['gaussian', 1e9],
    ['gaussian', 1e-300],
    ['tukey', 1e-300],
    ['chebwin', 1],
    ['chebwin', 300],
  ])
    for (const n of [1, 2, 3, 16, 1001, 4096])
      for (const periodic of [true, false])
        assert.ok(sg.windowFunction(window, n, { periodic }).every(Number.isFinite), `${window} ${n}`);
});

test('a constant-Q transform and its inverse are finite at every tuning that is allowed, or refused', () => {
  const C = sg.cqt(x, { sampleRate: 22050, nBins: 24, hopLength: 256 });
  const S = { data: C.data, shape: C.shape };
  let finite = 0;
  for (const tuning of [-1000, -700, -300, -100, -40, 0, 10, 1000]) {
    for (const more of [
      {},
      { gamma: 1e6 },
      { filterScale: 1e3 },
      { filterScale: 1e-3 },
      { norm: null },
      { scale: false },
      { fMin: 1e-300 },
    ]) {
      const options = { sampleRate: 22050, hopLength: 256, tuning, ...more };
      for (const nIter of [0, 2]) {
        try {
          assert.ok(sg.icqt(S, { ...options, nIter }).every(Number.isFinite), JSON.stringify(options));
          finite++;
        } catch (error) {
          assert.ok(/** @type {any} */ (error).code, String(error));
        }
      }
    }
  }
  assert.ok(finite > 10, `${finite}`);
});
