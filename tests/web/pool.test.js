// The engine's long methods over Workers: the same results, and they can be watched and stopped.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createPool, load, Spectrogram } from 'specgram';
import { POISON, poison } from '../helpers/poison.js';
import { perform } from '../../web/pool/perform.js';
import { featureCalls, longFeatureCalls } from '../helpers/feature-calls.js';
import { DESCRIPTORS, descriptorCalls } from '../helpers/descriptor-calls.js';
import { RHYTHMS, rhythmCalls } from '../helpers/rhythm-calls.js';
import { METHODS } from '../helpers/registry.js';
import { signal } from '../helpers/signals.js';

/** @type {any} */
const sg = await load();
/** @type {any} */
const pool = await createPool({ workers: 2 });
after(() => pool.close());

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const x = signal(20_000);
const long = new Float32Array(20e6);

const mel = { sampleRate: 16000, nMels: 40 };
const notes = { sampleRate: 16000, nBins: 36 };
const made = {
  stft: sg.stft(x, { hopLength: 300 }),
  magnitudes: sg.spectrogram(x, { power: 1 }),
  squeezed: sg.synchrosqueeze(x, { nFft: 256 }),
  cqt: sg.cqt(x, notes),
  hybrid: sg.hybridCqt(x, notes),
  nsgt: sg.nsgt(x, { sampleRate: 16000 }),
};
const channelOf = (/** @type {number} */ c) => (c ? signal(20_000, 5) : x);
const buffer = { numberOfChannels: 2, length: x.length, sampleRate: 44100, getChannelData: channelOf };
/** Calls of every method. */
const CALLS = /** @type {[string, ...any[]][]} */ ([
  ['stft', x, { nFft: 512 }],
  ['stft', Float64Array.from(x), undefined],
  ['analyse', x, [['mel', mel], ['log'], ['delta', { width: 5 }]], { sampleRate: 16000 }],
  ['stft', x, { window: sg.windowFunction('hamming', 2048) }],
  ['spectrogram', x.subarray(100, 9000), { power: 1, scaling: 'psd', sampleRate: 8000 }],
  ['spectrogram', [...x], {}],
  ['melSpectrogram', x, mel],
  ['melSpectrogram', buffer, { channel: 'mix', sampleRate: undefined }],
  ['cqt', x, notes],
  ['cqt', buffer, { nBins: 36, tuning: null, lowLatency: true }],
  ['vqt', x, { ...notes, gamma: 5 }],
  ['pseudoCqt', x, notes],
  ['hybridCqt', buffer, { channel: 1 }],
  ['chroma', x, { sampleRate: 16000, nOctaves: 4 }],
  ['chroma', buffer],
  ['chromaCens', x, { sampleRate: 16000, nOctaves: 4, winLenSmooth: 9 }],
  ['analyse', x, ['mel', ['delta', { width: 5 }]], { sampleRate: 16000 }],
  ['estimateTuning', x, { sampleRate: 16000 }],
  ['estimateTuning', buffer, { channel: 'mix' }],
  ['nsgt', x, { sampleRate: 16000, binsPerOctave: 24 }],
  ['reassignedSpectrogram', x, { sampleRate: 8000, nFft: 256 }],
  ['reassignedImage', x, { sampleRate: 8000, nFft: 256, width: 50 }],
  ['instantaneousFrequency', x, { sampleRate: 8000, nFft: 256 }],
  ['synchrosqueeze', x, { nFft: 256 }],
  ['istft', made.stft],
  ['istft', { data: Float64Array.from(made.stft.data), shape: made.stft.shape }, { hopLength: 300, length: 20_000 }],
  ['icqt', made.cqt],
  ['icqt', { data: made.cqt.data, shape: made.cqt.shape }, { sampleRate: 16000, nIter: 0 }],
  ['insgt', made.nsgt, { length: 20_000 }],
  ['inverseSynchrosqueeze', made.squeezed],
  ['griffinLim', made.magnitudes, { nIter: 3, init: sg.pghi(made.magnitudes, { output: 'phase' }) }],
  ['griffinLimCqt', made.hybrid, { nIter: 2, seed: 3 }],
  ['pghi', made.magnitudes],
  ['pghi', made.magnitudes, { output: 'phase' }],
  ['melFilterbank', mel],
  ['fbank', x, mel],
  ['preemphasis', x, { coef: 0.9 }],
  ['deemphasis', buffer, { channel: 1, first: 'keep' }],
  ['resample', x, 44100, 16000],
  ['resample', buffer, 16000, 22050, { channel: 'mix' }],
  ...featureCalls(sg, x, buffer),
  ...descriptorCalls(sg, x, buffer, made.magnitudes),
  ...rhythmCalls(sg, x, buffer),
]);

test('every method of the engine is in the pool, but for the quick ones and the live ones', () => {
  const here = [
    'powerToDb',
    'amplitudeToDb',
    'dbToPower',
    'dbToAmplitude',
    'windowFunction',
    'windowMetrics',
    'nextFastSize',
    'checkCola',
    'checkNola',
    'specAugment',
    'weighting',
    ...['preset', 'presets'],
    'analyser',
    'synthesiser',
  ];
  const hidden = [
    'constructor',
    'kinds',
    'steps',
    'stepsOf',
    'complete',
    'everyChannel',
    'feature',
    'open',
    'run',
    'close',
  ];
  const names = new Set();
  for (let of = Object.getPrototypeOf(sg); of !== Object.prototype; of = Object.getPrototypeOf(of))
    for (const name of Object.getOwnPropertyNames(of)) names.add(name);
  const wanted = [...names].filter((name) => ![...here, ...hidden].includes(name)).sort();
  assert.deepEqual(
    wanted.filter((name) => typeof pool[name] !== 'function'),
    [],
  );
  assert.deepEqual(Object.keys(sg.steps).sort(), wanted);
  assert.deepEqual([...new Set(CALLS.map(([method]) => method))].sort(), wanted, 'each is called below');
});

test('a pool gives what the engine gives', async () => {
  const results = await Promise.all(CALLS.map(([method, ...given]) => pool[method](...given)));
  CALLS.forEach(([method, ...given], i) => {
    const wanted = sg[method](...given);
    assert.deepEqual(results[i], wanted, `${method} ${i}`);
    assert.equal(results[i] instanceof Spectrogram, wanted instanceof Spectrogram, `${method} ${i}`);
  });
  assert.deepEqual(results[0].transpose(), sg.stft(x, { nFft: 512 }).transpose());
  assert.equal(x.length, 20_000, "the samples are still the caller's");
});

test('every method tells how far it is, never less than before, and in more than one step where it takes long', async () => {
  const seconds = signal(16000 * 12);
  const buffer = { numberOfChannels: 1, length: seconds.length, sampleRate: 16000, getChannelData: () => seconds };
  const cqt = sg.cqt(buffer, {});
  const cases = /** @type {[string, any[]][]} */ ([
    ['analyse', [buffer, [['mel', mel], ['log']], {}]],
    ...'stft spectrogram melSpectrogram cqt vqt pseudoCqt hybridCqt chroma chromaCens estimateTuning'
      .split(' ')
      .map((name) => [name, [buffer, {}]]),
    ...['nsgt', 'reassignedSpectrogram', 'reassignedImage', 'instantaneousFrequency', 'synchrosqueeze'].map((name) => [
      name,
      [buffer, {}],
    ]),
    ...['cqt', 'vqt', 'pseudoCqt', 'hybridCqt'].map((name) => [name, [buffer, { tuning: null }]]),
    ['istft', [sg.stft(seconds)]],
    ...[0, 1, 16].map((nIter) => ['icqt', [cqt, { nIter }]]),
    ['insgt', [sg.nsgt(buffer, {})]],
    ['inverseSynchrosqueeze', [sg.synchrosqueeze(seconds.subarray(0, 16000), { nFft: 256 })]],
    ...[0, 3].map((nIter) => ['griffinLim', [sg.spectrogram(seconds, { power: 1 }), { nIter }]]),
    ...[0, 1, 2].map((nIter) => ['griffinLimCqt', [sg.hybridCqt(buffer, {}), { nIter }]]),
    ['pghi', [sg.spectrogram(seconds, { power: 1 })]],
    ['melFilterbank', [mel]],
    ['fbank', [buffer, {}]],
    ['preemphasis', [seconds]],
    ['deemphasis', [seconds]],
    ['resample', [seconds, 44100, 16000]],
    ...longFeatureCalls(sg, buffer),
    ...[...DESCRIPTORS, ...RHYTHMS].map((name) => [name, [buffer, {}]]),
    ['chromaFilterbank', [{ sampleRate: 16000 }]],
  ]);
  assert.deepEqual([...new Set(cases.map(([method]) => method))].sort(), Object.keys(METHODS).sort());
  for (const [method, given] of cases) {
    /** @type {number[]} */
    const seen = [];
    let all = 0;
    await perform(sg, method, given, (/** @type {{ done: number, total: number }} */ { done, total }) => {
      if (seen.length === 0) all = total;
      seen.push(done);
      assert.equal(total, all, method);
      assert.ok(done >= (seen.at(-2) ?? 0) && done <= total, `${method}: ${done} of ${total} after ${seen.at(-2)}`);
    });
    assert.ok(method.endsWith('Filterbank') || new Set(seen).size > 1, method);
    if (!['pghi', 'melFilterbank', 'chromaFilterbank', 'griffinLim'].includes(method))
      assert.ok(/** @type {number} */ (seen.at(-1)) > 0.6 * all, `${method}: ${seen.at(-1)} of ${all}`);
  }
});

test('every method can be stopped', async () => {
  const reason = new Error('enough');
  for (const [method, ...given] of CALLS) {
    const controller = new AbortController();
    const own = given.slice(0, { options: 0, chain: 2, rates: 3, samples: 1, spectrogram: 1 }[METHODS[method]]);
    const work = pool[method](...own, { ...given[own.length], signal: controller.signal });
    controller.abort(reason);
    await assert.rejects(work, reason, method);
  }
});

test('onIteration is told of every iteration, once and in turn', async () => {
  for (const [method, S] of [
    ['griffinLim', made.magnitudes],
    ['griffinLimCqt', made.hybrid],
  ]) {
    /** @type {number[][]} */
    const told = [];
    /** @type {number[][]} */
    const wanted = [];
    await pool[method](S, { nIter: 5, onIteration: (/** @type {number[]} */ ...said) => told.push(said) });
    sg[method](S, {
      nIter: 5,
      onIteration: (/** @type {number[]} */ ...said) => {
        wanted.push(said);
      },
    });
    assert.deepEqual(told, wanted, method);
  }
});

test('errors come back as what they were', async () => {
  const cases = [
    [
      () => pool.stft(x, { hopLength: 0 }),
      { name: 'RangeError', code: 'E_CONFIG', message: 'hopLength must be an integer from 1 to 65536, got 0' },
    ],
    [
      () => pool.stft(x, { hop: 0 }),
      { name: 'TypeError', code: 'E_CONFIG', message: "unknown option 'hop' (did you mean 'hopLength'?)" },
    ],
    [() => pool.stft('x'), { name: 'TypeError', code: 'E_CONFIG' }],
    [() => pool.stft(x, 5), { name: 'TypeError', code: 'E_CONFIG', message: 'options must be an object, got 5' }],
    [
      () => pool.stft(x, { window: () => 1 }),
      { name: 'TypeError', code: 'E_CONFIG', message: /^what was given cannot be posted to a Worker/ },
    ],
    [() => pool.istft(sg.stft(x, { hopLength: 2048 })), { name: 'Error', code: 'E_NOLA' }],
    [() => pool.istft(null), { name: 'TypeError', code: 'E_CONFIG' }],
    [
      () => pool.istft({ data: new DataView(new ArrayBuffer(16), 8), shape: [1] }),
      { code: 'E_CONFIG', message: /^S must/ },
    ],
    [
      () =>
        pool.istft({
          get data() {
            throw null;
          },
        }),
      { name: 'TypeError', code: 'E_CONFIG', message: /^S cannot be read/ },
    ],
    [
      () => pool.stft(x, { signal: {} }),
      { name: 'TypeError', code: 'E_CONFIG', message: 'signal must be an AbortSignal, got an object' },
    ],
    [
      () => pool.icqt(sg.cqt(x, { ...notes, lowLatency: true })),
      { name: 'TypeError', code: 'E_CONFIG', message: /^S must be made without lowLatency/ },
    ],
    [
      () => pool.griffinLimCqt(made.hybrid, { onIteration: 5 }),
      { name: 'TypeError', code: 'E_CONFIG', message: 'onIteration must be a function, got 5' },
    ],
    [
      () => pool.stft(x, { onIteration: () => {} }),
      { name: 'TypeError', code: 'E_CONFIG', message: /^unknown option 'onIteration'/ },
    ],
    [() => pool.melFilterbank(), { name: 'TypeError', code: 'E_CONFIG' }],
    [
      () => pool.stft(x, { onProgress: 5 }),
      { name: 'TypeError', code: 'E_CONFIG', message: 'onProgress must be a function, got 5' },
    ],
  ];
  for (const [call, error] of /** @type {[() => Promise<any>, any][]} */ (cases))
    await assert.rejects(async () => call(), error);
  for (const workers of [0, 65, 1.5, NaN])
    await assert.rejects(createPool({ workers }), { name: 'RangeError', code: 'E_CONFIG' });
  await assert.rejects(createPool(/** @type {any} */ ({ workers: '2' })), { name: 'TypeError', code: 'E_CONFIG' });
  await assert.rejects(createPool({ signal: AbortSignal.abort() }), { name: 'AbortError' });
});

test('progress rises to the total, and what it throws stops the work', async () => {
  /** @type {{ done: number, total: number }[]} */
  const seen = [];
  // Ten times the work that a Worker does between two reports.
  const options = { sampleRate: 22050, nFft: 8192, nMels: 8 };
  await pool.melSpectrogram(long, { ...options, onProgress: (/** @type {any} */ progress) => seen.push(progress) });
  assert.ok(seen.length > 1);
  for (let i = 0; i < seen.length; i++) {
    assert.equal(seen[i].total, long.length);
    assert.ok(i === 0 || seen[i].done >= seen[i - 1].done);
  }
  assert.equal(seen.at(-1)?.done, long.length);
  const error = new Error('no');
  await assert.rejects(
    pool.spectrogram(long, {
      onProgress: () => {
        throw error;
      },
    }),
    error,
  );
});

test('a signal stops work that runs, work that waits and work that has not begun', async () => {
  const reason = new Error('changed my mind');
  const controller = new AbortController();
  const options = { hopLength: 128, nFft: 512, power: 1.5, signal: controller.signal };
  const jobs = Array.from({ length: 4 }, () =>
    pool.spectrogram(long, { ...options, onProgress: () => controller.abort(reason) }),
  );
  for (const { status, reason: why } of /** @type {any[]} */ (await Promise.allSettled(jobs)))
    assert.deepEqual([status, why], ['rejected', reason]);
  await assert.rejects(async () => pool.stft(x, options), reason);
  assert.deepEqual((await pool.stft(x)).shape, [40, 1025, 2], 'the pool goes on');
});

test('a worker that does not stop when it is told to is replaced', async () => {
  const threads = /** @type {any} */ (process).getBuiltinModule('node:worker_threads');
  const { Worker } = threads;
  const ended = /** @type {boolean[]} */ ([]);
  threads.Worker = class extends Worker {
    constructor(/** @type {any[]} */ ...given) {
      super(...given);
      this.index = ended.push(false) - 1;
    }
    postMessage(/** @type {any} */ order, /** @type {any[]} */ ...rest) {
      // The first one is as deaf as a worker in the midst of a step without end.
      if (this.index > 0 || order.type === 'setup') super.postMessage(order, ...rest);
    }
    terminate() {
      ended[this.index] = true;
      return super.terminate();
    }
  };
  const reason = new Error('enough');
  const controller = new AbortController();
  try {
    const one = /** @type {any} */ (await createPool({ workers: 1 }));
    const job = one.pghi(made.magnitudes, { signal: controller.signal });
    controller.abort(reason);
    await assert.rejects(job, reason);
    assert.deepEqual(await one.stft(x), sg.stft(x), 'the pool goes on');
    assert.deepEqual(ended, [true, false]);
    one.close();
  } finally {
    threads.Worker = Worker;
  }
});

test('work is spread over the workers', async () => {
  const options = { nIter: 10_000 }; // seconds: it ends when it is told to
  const enough = new Error('enough');
  const one = /** @type {any} */ (await createPool({ workers: 1 }));
  for (const [on, inTurn] of /** @type {[any, boolean][]} */ ([
    [one, true],
    [pool, false],
  ])) {
    const controller = new AbortController();
    let [reports, isDone, isOver] = [0, false, false];
    /** @type {Promise<void>} */
    const working = new Promise((resolve) => {
      const onProgress = () => {
        if (++reports === 3) resolve();
      };
      const long = on.griffinLim(made.magnitudes, { ...options, onProgress, signal: controller.signal });
      long
        .then(assert.fail, (/** @type {unknown} */ error) => assert.equal(error, enough))
        .finally(() => {
          isOver = true;
        });
    });
    const short = on.stft(x).then(() => {
      isDone = true;
    });
    await (inTurn ? working : short);
    assert.equal(isOver, false);
    assert.equal(isDone, !inTurn, inTurn ? 'one worker does one thing after the other' : 'two do both');
    controller.abort(enough);
    await short;
  }
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
  const fragile = /** @type {any} */ (
    await createPool({ workers: 1, wasm: poison(readFileSync(join(dist, 'specgram.wasm'))) })
  );
  const bad = x.slice();
  bad[0] = POISON;
  const [first, second] = await Promise.allSettled([fragile.stft(bad), fragile.stft(x)]);
  assert.equal(/** @type {any} */ (first).reason.code, 'E_ENGINE');
  assert.deepEqual(/** @type {any} */ (second).value, sg.stft(x));
  fragile.close();
});
