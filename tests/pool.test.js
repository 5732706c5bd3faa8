// The engine's long methods over Workers: the same results, and they can be watched and stopped.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createPool, load, Spectrogram } from 'specgram';
import { POISON, poison } from './helpers/poison.js';
import { signal } from './helpers/signals.js';

/** @type {any} */
const sg = await load();
/** @type {any} */
const pool = await createPool({ workers: 2 });
after(() => pool.close());

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const x = signal(20_000);
const long = new Float32Array(20e6);

test('a pool gives what the engine gives', async () => {
  const mel = { sampleRate: 16000, nMels: 40 };
  const S = sg.stft(x, { hopLength: 300 });
  const buffer = { numberOfChannels: 2, length: x.length, sampleRate: 44100, getChannelData: (/** @type {number} */ c) => (c ? signal(20_000, 5) : x) };
  const calls = [
    ['stft', x, { nFft: 512 }],
    ['stft', Float64Array.from(x), undefined],
    ['spectrogram', x.subarray(100, 9000), { power: 1, scaling: 'psd', sampleRate: 8000 }],
    ['spectrogram', [...x], {}],
    ['melSpectrogram', x, mel],
    ['melSpectrogram', buffer, { channel: 'mix' }],
    ['stft', x, { window: sg.windowFunction('hamming', 2048) }],
    ['istft', S, {}],
    ['istft', { data: Float64Array.from(S.data), shape: S.shape }, { hopLength: 300, length: 20_000 }],
    ['melFilterbank', mel],
  ];
  const results = await Promise.all(calls.map(([method, ...given]) => pool[/** @type {string} */ (method)](...given)));
  calls.forEach(([method, ...given], i) => {
    assert.deepEqual(results[i], sg[/** @type {string} */ (method)](...given), `${method} ${i}`);
  });
  assert.ok(results[0] instanceof Spectrogram);
  assert.equal(x.length, 20_000, 'the samples are still the caller\'s');
});

test('errors come back as what they were', async () => {
  const cases = [
    [() => pool.stft(x, { hopLength: 0 }), { name: 'RangeError', code: 'E_CONFIG', message: 'hopLength must be an integer from 1 to 65536, got 0' }],
    [() => pool.stft(x, { hop: 0 }), { name: 'TypeError', code: 'E_CONFIG', message: "unknown option 'hop' (did you mean 'hopLength'?)" }],
    [() => pool.stft('x'), { name: 'TypeError', code: 'E_CONFIG' }],
    [() => pool.stft(x, 5), { name: 'TypeError', code: 'E_CONFIG', message: 'options must be an object, got 5' }],
    [() => pool.stft(x, { window: () => 1 }), { name: 'TypeError', code: 'E_CONFIG', message: /^what was given cannot be posted to a Worker/ }],
    [() => pool.istft(sg.stft(x, { hopLength: 2048 })), { name: 'Error', code: 'E_NOLA' }],
    [() => pool.istft(null), { name: 'TypeError', code: 'E_CONFIG' }],
    [() => pool.stft(x, { signal: {} }), { name: 'TypeError', code: 'E_CONFIG', message: 'signal must be an AbortSignal, got an object' }],
    [() => pool.stft(x, { onProgress: 5 }), { name: 'TypeError', code: 'E_CONFIG', message: 'onProgress must be a function, got 5' }],
  ];
  for (const [call, error] of /** @type {[() => Promise<any>, any][]} */ (cases)) await assert.rejects(async () => call(), error);
  for (const workers of [0, 65, 1.5, NaN]) await assert.rejects(createPool({ workers }), { name: 'RangeError', code: 'E_CONFIG' });
  await assert.rejects(createPool(/** @type {any} */ ({ workers: '2' })), { name: 'TypeError', code: 'E_CONFIG' });
  await assert.rejects(createPool({ signal: AbortSignal.abort() }), { name: 'AbortError' });
});

test('progress rises to the total, and what it throws stops the work', async () => {
  /** @type {{ done: number, total: number }[]} */
  const seen = [];
  await pool.spectrogram(long, { nFft: 512, hopLength: 512, onProgress: (/** @type {any} */ progress) => seen.push(progress) });
  assert.ok(seen.length > 1);
  for (let i = 0; i < seen.length; i++) {
    assert.equal(seen[i].total, long.length);
    assert.ok(i === 0 || seen[i].done >= seen[i - 1].done);
  }
  assert.equal(seen.at(-1)?.done, long.length);
  const error = new Error('no');
  await assert.rejects(pool.spectrogram(long, { onProgress: () => { throw error; } }), error);
});

test('a signal stops work that runs, work that waits and work that has not begun', async () => {
  const reason = new Error('changed my mind');
  const controller = new AbortController();
  const options = { hopLength: 128, nFft: 512, power: 1.5, signal: controller.signal };
  const jobs = Array.from({ length: 4 }, () => pool.spectrogram(long, { ...options, onProgress: () => controller.abort(reason) }));
  for (const { status, reason: why } of /** @type {any[]} */ (await Promise.allSettled(jobs))) assert.deepEqual([status, why], ['rejected', reason]);
  await assert.rejects(async () => pool.stft(x, options), reason);
  assert.deepEqual((await pool.stft(x)).shape, [40, 1025, 2], 'the pool goes on');
});

test('work is spread over the workers', async () => {
  const one = await createPool({ workers: 1 });
  /** @type {string[]} */
  const order = [];
  const run = (/** @type {any} */ on, /** @type {any} */ samples, /** @type {string} */ name) => on.spectrogram(samples, { nFft: 512 }).then(() => order.push(name));
  await Promise.all([run(one, long.subarray(0, 8e6), 'long'), run(one, x, 'short')]);
  await pool.stft(x);
  await Promise.all([run(pool, long.subarray(0, 8e6), 'long'), run(pool, x, 'short')]);
  assert.deepEqual(order, ['long', 'short', 'short', 'long']);
  one.close();
});

test('a closed pool rejects what it was at, and what comes after', async () => {
  const closing = /** @type {any} */ (await createPool({ workers: 1 }));
  const jobs = [closing.stft(long), closing.stft(x)];
  for (const job of jobs) job.catch(() => {});
  closing.close();
  closing.close();
  for (const job of jobs) await assert.rejects(job, { name: 'InvalidStateError', code: 'E_CLOSED' });
  await assert.rejects(async () => closing.stft(x), { name: 'InvalidStateError', code: 'E_CLOSED' });
});

test('a trap in a worker fails its job only', async () => {
  const fragile = /** @type {any} */ (await createPool({ workers: 1, wasm: poison(readFileSync(join(dist, 'specgram.wasm'))) }));
  const bad = x.slice();
  bad[0] = POISON;
  const [first, second] = await Promise.allSettled([fragile.stft(bad), fragile.stft(x)]);
  assert.equal(/** @type {any} */ (first).reason.code, 'E_ENGINE');
  assert.deepEqual(/** @type {any} */ (second).value, sg.stft(x));
  fragile.close();
});

test('without worker.js beside it the pool uses the inline copy, and an idle pool lets Node end', () => {
  for (const files of [['inline.js'], ['worker.js', 'specgram.wasm'], []]) {
    const folder = mkdtempSync(join(tmpdir(), 'specgram-pool-'));
    after(() => rmSync(folder, { recursive: true }));
    for (const file of [...files, 'index.js']) cpSync(join(dist, file), join(folder, file));
    cpSync(join(dist, '../package.json'), join(folder, 'package.json'));
    const script = `
      const { createPool } = await import(process.argv[1]);
      const { readFileSync } = await import('node:fs');
      const pool = await createPool({ workers: 1, wasm: readFileSync(process.argv[2]) }).catch((error) => console.log(error.name, error.code));
      if (pool) console.log((await pool.stft(new Float32Array(5000))).shape.join());`;
    const given = [pathToFileURL(join(folder, 'index.js')).href, join(dist, 'specgram.wasm')];
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script, ...given], { encoding: 'utf8' });
    assert.equal(output.trim(), files.length ? '10,1025,2' : 'NotSupportedError E_WORKER');
  }
});
