// What a caller gives may be of another realm: of an iframe, of Jest, of jsdom, or of another copy of the package.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import * as specgram from 'specgram';
import { SpectrogramRenderer } from 'specgram/view';
import { signal } from '../helpers/signals.js';

const { createPool, decodeNpy, decodeWav, encodeNpy, encodeWav, hzToMel, load } = specgram;
const root = fileURLToPath(new URL('../../', import.meta.url));
const sg = /** @type {any} */ (await load());
const x = signal(5000);

const realm = createContext({});
/** @param {string} code */
const there = (code) => runInContext(code, realm);
/** A copy of an array, of the other realm. @param {any} array */
const foreign = (array) => there(array.constructor.name).from(array);

test('instanceof is asked of nothing that a caller gives', () => {
  const ours = [
    'core/core.js: error instanceof WebAssembly.RuntimeError', // thrown by an instance made here
    'core/core.js: cause instanceof RangeError', // thrown by making it
    'pool/target.js: result instanceof Spectrogram', // made by the pool
    'pool/worker.js: result instanceof Spectrogram', // made by the engine beside it
  ];
  const found = readdirSync(join(root, 'web'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) =>
      readFileSync(join(root, 'web', file), 'utf8')
        .split('\n')
        .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line))
        .flatMap((line) => [...line.matchAll(/[\w.]+ instanceof [\w.]+/g)].map(([text]) => `${file}: ${text}`)),
    );
  assert.deepEqual(found.sort(), ours.sort());
});

test('arrays of another realm are taken as our own', () => {
  assert.ok(!(foreign(x) instanceof Float32Array));
  assert.deepEqual(sg.stft(foreign(x), { nFft: 512 }), sg.stft(x, { nFft: 512 }));
  assert.deepEqual(sg.stft(foreign(Float64Array.from(x))), sg.stft(x));
  assert.deepEqual(sg.stft(there('Array').from(x)), sg.stft(x));
  const S = sg.stft(x, { nFft: 256 });
  assert.deepEqual(sg.istft({ ...S, data: foreign(S.data), shape: there('Array').from(S.shape) }), sg.istft(S));
  const window = sg.windowFunction('hamming', 2048);
  assert.deepEqual(sg.stft(x, { window: foreign(window) }), sg.stft(x, { window }));
  assert.deepEqual(sg.stft(x, there('({ nFft: 512 })')), sg.stft(x, { nFft: 512 }));
  assert.deepEqual(hzToMel(foreign(x)), hzToMel(x));
  assert.deepEqual(sg.powerToDb(foreign(x)), sg.powerToDb(x));
  assert.deepEqual(
    sg.analyse(x, there("[['mel', { nMels: 8 }], ['log']]"), { sampleRate: 8000 }),
    sg.analyse(x, [['mel', { nMels: 8 }], ['log']], { sampleRate: 8000 }),
  );
});

test('files are made of arrays of another realm, and read from its buffers', () => {
  const options = { sampleRate: 8000 };
  assert.deepEqual(encodeWav(foreign(x), options), encodeWav(x, options));
  assert.deepEqual(encodeWav([foreign(x), x], options), encodeWav([x, x], options));
  const wav = encodeWav(x, options);
  assert.deepEqual(decodeWav(foreign(wav)), decodeWav(wav));
  assert.deepEqual(decodeWav(foreign(wav).buffer), decodeWav(wav));
  for (const data of [
    ...[Float32Array, Float64Array, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array].map(
      (Type) => Type.of(1, 2, 3),
    ),
    Uint32Array.of(1, 2, 3),
    BigInt64Array.of(1n, 2n, 3n),
    BigUint64Array.of(1n, 2n, 3n),
  ]) {
    const npy = encodeNpy({ data, shape: [3] });
    assert.deepEqual(encodeNpy({ data: foreign(data), shape: [3] }), npy, data.constructor.name);
    assert.deepEqual(decodeNpy(foreign(npy)), decodeNpy(npy));
  }
});

test('what is no array of numbers is refused, of another realm too', () => {
  const view = there('new DataView(new ArrayBuffer(8))');
  const canvas = /** @type {any} */ ({ getContext: () => null });
  const look = { sampleRate: 8000, hopLength: 1, frequencies: [1, 2] };
  for (const call of [
    () => sg.stft(view),
    () => sg.stft(x, { window: view }),
    () => hzToMel(view),
    () => encodeWav(view, { sampleRate: 8000 }),
    () => encodeNpy({ data: view, shape: [8] }),
    () => new SpectrogramRenderer(canvas, { ...look, frequencies: view }),
    () => new SpectrogramRenderer(canvas, { ...look, colormap: view }),
  ])
    assert.throws(call, { name: 'TypeError', code: 'E_CONFIG' }, String(call));
});

test('the wasm file may come as bytes, a module or an address of another realm', async () => {
  const file = join(root, 'dist/specgram.wasm');
  const bytes = foreign(Uint8Array.from(readFileSync(file)));
  const module = await there('WebAssembly').compile(bytes);
  assert.ok(!(module instanceof WebAssembly.Module));
  /** As jsdom's: no URL of ours, but it knows what it is. */
  const url = Object.assign(Object.create({ [Symbol.toStringTag]: 'URL', toString: () => pathToFileURL(file).href }));
  for (const wasm of [bytes, bytes.buffer, new (there('DataView'))(bytes.buffer), module, url])
    assert.deepEqual((await load({ wasm })).stft(x), sg.stft(x));
});

/** As jsdom's of some years: without throwIfAborted, and without a reason where there is none to give. */
class Signal extends EventTarget {
  aborted = false;

  /** @param {{ reason?: unknown }} [more] */
  abort(more = {}) {
    Object.assign(this, more, { aborted: true });
    this.dispatchEvent(new Event('abort'));
  }
}

test('signals of another realm stop what they are given to, with their reason or as aborted work', async () => {
  const server = createServer((_, response) => response.write('\0asm'));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const slow = `http://127.0.0.1:${port}/`;
  const pool = /** @type {any} */ (await createPool({ workers: 1 }));
  const endless = async function* () {
    for (;;) yield x;
  };
  const uses = /** @type {Record<string, (signal: any) => Promise<unknown>>} */ ({
    load: (signal) => load({ signal }),
    'load from an address': (signal) => load({ wasm: slow, signal }),
    createPool: (signal) => createPool({ workers: 1, signal }),
    'a job': (signal) => pool.cqt(x, { sampleRate: 22050, signal }),
    columns: async (signal) => {
      const analyser = sg.analyser('stft');
      for await (const _ of analyser.columns(endless(), { signal })) await new Promise((next) => setImmediate(next));
    },
  });
  const reason = new Error('enough');
  try {
    for (const [name, use] of Object.entries(uses)) {
      const signal = new Signal();
      const work = use(signal);
      work.catch(() => {});
      signal.abort({ reason });
      await assert.rejects(work, reason, name);
      assert.equal(getEventListeners(signal, 'abort').length, 0, name);
      const bare = new Signal();
      const other = use(bare);
      other.catch(() => {});
      bare.abort();
      await assert.rejects(other, { name: 'AbortError' }, name);
      await assert.rejects(async () => use(bare), { name: 'AbortError' }, `${name}, aborted before`);
      for (const wrong of [{}, 5, { aborted: false }, new EventTarget()])
        await assert.rejects(
          async () => use(wrong),
          { name: 'TypeError', code: 'E_CONFIG', message: /^signal must be an AbortSignal, got / },
          name,
        );
    }
  } finally {
    pool.close();
    server.closeAllConnections();
    server.close();
  }
});

test('a spectrogram of another copy of the package, or from a Worker, keeps what it knows', async () => {
  const other = /** @type {any} */ (await import(/** @type {string} */ ('specgram/specgram.min.js')));
  const options = { sampleRate: 8000, nMels: 20 };
  const M = sg.melSpectrogram(x, options);
  const theirs = (await other.load()).melSpectrogram(x, options);
  for (const S of [theirs, structuredClone({ ...M })]) {
    assert.ok(!(S instanceof specgram.Spectrogram));
    assert.deepEqual(sg.powerToDb(S), sg.powerToDb(M));
  }
});

test('a canvas without a 2D context is told from one that has another context', () => {
  const canvas = /** @type {any} */ ({ getContext: () => null });
  const look = { sampleRate: 8000, hopLength: 1, frequencies: [1, 2] };
  const refusal = () => {
    try {
      return new SpectrogramRenderer(canvas, look);
    } catch (error) {
      const { name, code, message } = /** @type {any} */ (error);
      return [name, code, message];
    }
  };
  assert.deepEqual(refusal(), ['NotSupportedError', 'E_CANVAS', 'no canvas has a 2D context here: only a browser has']);
  const scope = /** @type {any} */ (globalThis);
  scope.OffscreenCanvas = class {
    getContext() {
      return {};
    }
  };
  try {
    assert.deepEqual(refusal(), ['InvalidStateError', 'E_CANVAS', 'the canvas has another kind of context already']);
  } finally {
    delete scope.OffscreenCanvas;
  }
});
