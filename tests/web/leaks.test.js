// Nothing is left behind: listeners on signals, memory of the core, Workers; whatever ended, failed or was given up.
import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import { test } from 'node:test';
import { createPool, load } from 'specgram';
import { givenTo } from '../helpers/method-calls.js';
import { signal } from '../helpers/signals.js';

const x = signal(20_000);
const sampleRate = 22050;

/** @param {AbortSignal} signal */
const listeners = (signal) => getEventListeners(signal, 'abort').length;

/**
 * An engine, and how many pieces of the core's memory it holds: what it created or allocated and did not give back.
 */
async function counted() {
  const { Instance } = WebAssembly;
  let held = 0;
  WebAssembly.Instance = class extends Instance {
    get exports() {
      return Object.fromEntries(
        Object.entries(super.exports).map(([name, value]) => {
          const call = /** @type {(...given: number[]) => number} */ (/** @type {unknown} */ (value));
          const counts = (/** @type {(given: number[], result: number) => number} */ by) => [
            name,
            (/** @type {number[]} */ ...given) => {
              const result = call(...given);
              held += by(given, result);
              return result;
            },
          ];
          if (name === 'malloc' || name.endsWith('_new')) return counts((_, address) => Number(address !== 0));
          if (name.endsWith('_create')) return counts((_, status) => Number(status === 0));
          if (name === 'free' || name.endsWith('_destroy')) return counts(([address]) => -Number(address !== 0));
          return [name, value];
        }),
      );
    }
  };
  try {
    const sg = /** @type {any} */ (await load());
    return { sg, held: () => held };
  } finally {
    WebAssembly.Instance = Instance;
  }
}

/**
 * That a call gives back all that it takes.
 * @param {() => number} held
 * @param {() => void} call
 * @param {string} name
 */
function givesBack(held, call, name) {
  const before = held();
  call();
  assert.equal(held() - before, 0, `pieces of memory that are left behind: ${name}`);
}

test('every long method gives its memory back, whether it comes to its end or is given up between two steps', async () => {
  const { sg, held } = await counted();
  const given = givenTo(sg, x);
  assert.equal(held(), 0);
  assert.deepEqual(Object.keys(given).sort(), Object.keys(sg.steps).sort(), 'every method is tried');
  for (const [method, own] of Object.entries(given)) {
    for (const steps of [1, 2, 3, Infinity]) {
      const giveUp = () => {
        const work = sg.steps[method](...own);
        for (let i = 0; i < steps && !work.next().done; i++);
        work.return();
      };
      givesBack(held, giveUp, `${method}, given up after ${steps}`);
    }
  }
});

test('every call that throws gives its memory back', async () => {
  const { sg, held } = await counted();
  const given = givenTo(sg, x);
  const [magnitudes] = given.griffinLim;
  const [heights] = given.griffinLimCqt;
  const [cqt] = given.icqt;
  const [slices] = given.insgt;
  const long = new Float32Array(3e6);
  const spoilt = (/** @type {any} */ S) => ({ ...S, data: S.data.map((/** @type {number} */ v) => -1 - v) });
  const fails = () => {
    throw new Error('a bug of the caller');
  };
  const few = { data: new Float32Array(20), shape: [1, 10, 2] };
  const nFft = 1024;
  const calls = /** @type {[() => void, RegExp][]} */ ([
    [() => sg.stft(long, { nFft, hopLength: 1 }), /E_TOO_LARGE/],
    [() => sg.reassignedSpectrogram(long, { sampleRate, nFft, hopLength: 1 }), /E_TOO_LARGE/],
    [() => sg.reassignedImage(long, { sampleRate, nFft, hopLength: 1 }), /E_TOO_LARGE/],
    [() => sg.cqt(new Float32Array(2e7), { sampleRate, hopLength: 1 }), /E_TOO_LARGE/],
    [() => sg.pseudoCqt(new Float32Array(2e7), { sampleRate, hopLength: 1 }), /E_TOO_LARGE/],
    [() => sg.stft(x.subarray(0, 9), { nFft, center: false }), /samples must be at least/],
    [() => sg.cqt([], { sampleRate }), /samples must be at least/],
    [() => sg.hybridCqt([], { sampleRate }), /samples must be at least/],
    [() => sg.stft([], { nFft, padMode: 'reflect' }), /samples must be at least 1/],
    [() => sg.reassignedSpectrogram(x, { sampleRate, nFft, out: {} }), /out must be/],
    [() => sg.istft(few, { nFft }), /goes with/],
    [() => sg.istft(given.istft[0], { length: 2 ** 31, onNola: 'librosa' }), /E_TOO_LARGE/],
    [() => sg.istft(given.istft[0], { hopLength: nFft }), /E_NOLA/],
    [() => sg.insgt(few, { sampleRate }), /S must be of shape/],
    [() => sg.insgt(slices, { fMin: 40 }), /fMin and tuning must give/],
    [() => sg.insgt(slices, { length: 2 ** 31 }), /E_NOLA/],
    [() => sg.icqt(cqt, { fMin: 40 }), /fMin and tuning must give/],
    [() => sg.icqt(cqt, { binsPerOctave: 6, nIter: 0 }), /E_CONFIG/],
    [() => sg.icqt(cqt, { length: 2 ** 31 }), /E_TOO_LARGE/],
    [() => sg.griffinLim(spoilt(magnitudes)), /S must hold magnitudes/],
    [() => sg.griffinLimCqt(spoilt(heights)), /S must hold magnitudes/],
    [() => sg.griffinLimCqt(heights, { length: 3 }), /length must give/],
    [() => sg.pghi(magnitudes, { length: 3 }), /length must give/],
    [() => sg.pghi(magnitudes, { nFft: 4096, hopLength: 9 }), /goes with/],
    [() => sg.griffinLim(magnitudes, { onIteration: fails }), /a bug of the caller/],
    [() => sg.griffinLimCqt(heights, { onIteration: fails }), /a bug of the caller/],
    [() => sg.analyser('mel', { sampleRate, nFft, fMin: 5000, fMax: 4000 }), /fMin must be below fMax/],
    [() => sg.analyser('stft', { nFft, window: new Float32Array(nFft).fill(Number.NaN) }), /E_CONFIG/],
    [() => sg.synthesiser('istft', { nFft, hopLength: nFft }), /E_NOLA/],
    [() => sg.melFilterbank({ sampleRate, nFft, fMin: 5000, fMax: 4000 }), /fMin must be below fMax/],
    [() => sg.analyse(x, ['mel', ['delta', { width: 4 }]], { sampleRate }), /E_CONFIG/],
    [() => sg.analyser(['mel', 'cqt'], { sampleRate }), /E_CONFIG/],
    [() => sg.windowMetrics([0, 0, 0], 3), /E_CONFIG/],
    [() => sg.windowFunction(['kaiser', -1], 8), /E_CONFIG/],
  ]);
  for (const [call, expected] of calls) {
    const throws = () =>
      assert.throws(call, (/** @type {any} */ error) => expected.test(`${error.code} ${error.message}`), String(call));
    givesBack(held, throws, String(call));
  }
});

test('what is live gives its memory back when it is closed, also from a callback and after one that threw', async () => {
  const { sg, held } = await counted();
  const fails = () => {
    throw new Error('a bug of the caller');
  };
  const columns = sg.stft(x, { nFft: 4096 }).data;
  const close = () => {
    const analyser = sg.analyser('stft', { nFft: 4096 });
    analyser.push(x, () => analyser.close());
    analyser.close();
  };
  givesBack(held, close, 'an analyser closed from its callback');
  const fail = () => {
    const analyser = sg.analyser('cqt', { sampleRate });
    assert.throws(() => analyser.push(x, fails), /a bug of the caller/);
    analyser.close();
    analyser.close();
  };
  givesBack(held, fail, 'an analyser whose callback threw');
  const synthesise = () => {
    const synthesiser = sg.synthesiser('istft', { nFft: 4096 });
    assert.throws(() => synthesiser.push(columns, fails), /a bug of the caller/);
    synthesiser.close();
    synthesiser.close();
  };
  givesBack(held, synthesise, 'a synthesiser whose callback threw');
});

test('columns() leaves no listener on its signal, however it ends', async () => {
  const sg = /** @type {any} */ (await load());
  const reason = new Error('enough');
  for (const how of ['to its end', 'by break', 'by the source', 'by abort', 'by a callback', 'by return']) {
    const { signal, abort } = controlled(reason);
    let waiting = 0;
    const source = async function* () {
      yield x;
      await null;
      waiting = listeners(signal);
      if (how === 'by the source') throw reason;
      if (how === 'by abort') abort();
      yield x;
    };
    const analyser = sg.analyser('spectrogram');
    const columns = analyser.columns(source(), { signal });
    assert.equal(listeners(signal), 0, 'nothing has begun');
    await columns.next();
    const rest = async () => {
      for await (const _ of columns) {
        if (how === 'by break') break;
        if (how === 'by a callback') throw reason;
      }
    };
    if (how === 'by return') await columns.return();
    else if (how === 'to its end' || how === 'by break') await rest();
    else await assert.rejects(rest, reason);
    assert.equal(waiting, how === 'by the source' || how === 'by abort' || how === 'to its end' ? 1 : 0, how);
    assert.equal(listeners(signal), 0, how);
    analyser.close();
  }
});

test('columns() tells every kind of source once that it is over, however that comes, and none that ended by itself', async () => {
  const sg = /** @type {any} */ (await load());
  const reason = new Error('enough');
  /** @type {string[]} */
  const told = [];
  const sources = /** @type {Record<string, (chunks: any[]) => any>} */ ({
    stream: (chunks) =>
      new ReadableStream(
        {
          pull: (controller) => (chunks.length > 0 ? controller.enqueue(chunks.shift()) : controller.close()),
          cancel: () => void told.push('stream'),
        },
        { highWaterMark: 0 },
      ),
    iterator: (chunks) => ({
      [Symbol.iterator]: () => ({
        next: () => (chunks.length > 0 ? { value: chunks.shift() } : { done: true, value: undefined }),
        return: () => {
          told.push('iterator');
          return { done: true, value: undefined };
        },
      }),
    }),
    'async iterator': (chunks) => ({
      [Symbol.asyncIterator]: () => ({
        next: async () => (chunks.length > 0 ? { value: chunks.shift() } : { done: true, value: undefined }),
        return: async () => void told.push('async iterator'),
      }),
    }),
    'iterator that need not be told': (chunks) => ({
      [Symbol.iterator]: () => ({
        next: () => (chunks.length > 0 ? { value: chunks.shift() } : { done: true, value: undefined }),
      }),
    }),
  });
  const ends = /** @type {[string, any[], RegExp | null][]} */ ([
    ['to its end', [x, x], null],
    ['by break', [x, x, x], null],
    ['by the loop', [x, x, x], /enough/],
    ['by abort', [x, x, x], /enough/],
    ['by a chunk that is refused', [x, 'a string', x], /samples must be/],
    ['by a chunk whose memory is gone', [x, gone(), x], /samples must have its memory/],
    ['by close', [x, x, x], /the analyser is closed/],
  ]);
  for (const [name, sourceOf] of Object.entries(sources)) {
    for (const [how, chunks, error] of ends) {
      told.length = 0;
      const { signal, abort } = controlled(reason);
      const analyser = sg.analyser('spectrogram');
      const run = async () => {
        for await (const _ of analyser.columns(sourceOf([...chunks]), { signal })) {
          if (how === 'by break') break;
          if (how === 'by the loop') throw reason;
          if (how === 'by abort') abort();
          if (how === 'by close') analyser.close();
        }
      };
      if (error) await assert.rejects(run, error, `${name}, ${how}`);
      else await run();
      const wanted = how === 'to its end' || name.endsWith('told') ? [] : [name];
      assert.deepEqual(told, wanted, `${name}, ${how}`);
      assert.equal(listeners(signal), 0);
      analyser.close();
    }
  }
});

/** An array whose memory another thread has. */
function gone() {
  const array = new Float32Array(9);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}

/** @param {Error} reason */
function controlled(reason) {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort(reason) };
}

test('load and createPool leave no listener on their signal, whether they come to their end or not', async () => {
  const reason = new Error('enough');
  for (const make of [load, createPool]) {
    const kept = controlled(reason);
    const made = await make({ signal: kept.signal });
    assert.equal(listeners(kept.signal), 0, `${make.name}, done`);
    /** @type {any} */ (made).close();
    const stopped = controlled(reason);
    const making = make({ signal: stopped.signal });
    stopped.abort();
    await assert.rejects(making, reason);
    const broken = controlled(reason);
    await assert.rejects(make({ signal: broken.signal, wasm: new Uint8Array(9) }));
    // what the signal stopped, or what failed, may come to its own end a little later
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(listeners(stopped.signal), 0, `${make.name}, stopped`);
    assert.equal(listeners(broken.signal), 0, `${make.name}, failed`);
  }
});

test('a pool leaves no listener on a signal, whether the work was done, failed, stopped or never begun', async () => {
  const pool = /** @type {any} */ (await createPool({ workers: 1 }));
  const reason = new Error('enough');
  const { signal, abort } = controlled(reason);
  await pool.stft(x, { signal });
  assert.equal(listeners(signal), 0, 'done');
  await assert.rejects(pool.stft(x, { signal, hopLength: 0 }), { code: 'E_CONFIG' });
  assert.equal(listeners(signal), 0, 'failed in the Worker');
  await assert.rejects(pool.stft(x, { signal, window: () => 1 }), { code: 'E_CONFIG' });
  assert.equal(listeners(signal), 0, 'could not be posted');
  const jobs = [pool.cqt(x, { sampleRate, signal }), pool.cqt(x, { sampleRate, signal })];
  assert.equal(listeners(signal), 2, 'one runs, one waits');
  abort();
  for (const job of jobs) await assert.rejects(job, reason);
  assert.equal(listeners(signal), 0, 'stopped');
  const other = controlled(reason);
  const last = [pool.cqt(x, { sampleRate, signal: other.signal }), pool.cqt(x, { sampleRate, signal: other.signal })];
  for (const job of last) job.catch(() => {});
  pool.close();
  for (const job of last) await assert.rejects(job, { code: 'E_CLOSED' });
  assert.equal(listeners(other.signal), 0, 'closed');
});

test('every Worker ends: of a pool that is closed, at work or not, and of one that was given up while it began', async () => {
  const threads = /** @type {any} */ (process).getBuiltinModule('node:worker_threads');
  const { Worker } = threads;
  /** @type {Promise<unknown>[]} */
  const ends = [];
  const alive = setInterval(() => {}, 1000); // an idle Worker does not keep Node waiting for it
  threads.Worker = class extends Worker {
    constructor(/** @type {any[]} */ ...given) {
      super(...given);
      ends.push(once(/** @type {any} */ (this), 'exit'));
    }
  };
  try {
    const idle = await createPool({ workers: 1 });
    idle.close();
    const busy = /** @type {any} */ (await createPool({ workers: 3 }));
    const jobs = [1, 2, 3, 4].map(() => busy.cqt(x, { sampleRate }));
    for (const job of jobs) job.catch(() => {});
    await new Promise((resolve) => setImmediate(resolve));
    busy.close();
    const { signal, abort } = controlled(new Error('enough'));
    const making = createPool({ workers: 1, signal });
    while (ends.length < 5) await new Promise((resolve) => setImmediate(resolve));
    abort();
    await assert.rejects(making, /enough/);
    assert.ok(ends.length >= 5, `${ends.length} Workers`);
    await Promise.all(ends);
  } finally {
    clearInterval(alive);
    threads.Worker = Worker;
  }
});
