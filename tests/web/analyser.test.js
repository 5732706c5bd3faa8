// Live is offline: whatever the chunks, whatever the callbacks do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { anyOptions } from '../helpers/options.js';
import { ANALYSES } from '../helpers/registry.js';
import { HASHED, integers, signal } from '../helpers/signals.js';

/** @type {any} */
const sg = await load();
/** The method of the engine that gives at once what an analyser of a kind gives bit by bit. */
const OFFLINE = Object.fromEntries(HASHED.map(({ kind, method }) => [kind, method]));

/** Everything an analyser gives, as one array. @param {any} analyser @param {Iterable<ArrayLike<number>>} chunks */
function gather(analyser, chunks) {
  /** @type {Float32Array[]} */
  const columns = [];
  const keep = (/** @type {Float32Array} */ column, /** @type {number} */ index) => {
    assert.equal(index, columns.length);
    columns.push(column.slice());
  };
  for (const chunk of chunks) analyser.push(chunk, keep);
  analyser.flush(keep);
  return flat(columns);
}

/** @param {Float32Array[]} columns */
function flat(columns) {
  const all = new Float32Array(columns.reduce((sum, column) => sum + column.length, 0));
  let at = 0;
  for (const column of columns) {
    all.set(column, at);
    at += column.length;
  }
  return all;
}

/** @param {Float32Array} x @param {() => number} length of the next chunk */
function* cut(x, length) {
  for (let at = 0, n = 0; at < x.length; at += n) {
    n = length();
    yield x.subarray(at, at + n);
  }
}

test('1,000 random chunkings of random transforms give the bytes of the whole signal', () => {
  const pick = integers(7);
  for (let run = 0; run < 1000; run++) {
    const kind = ANALYSES[run % ANALYSES.length];
    const options = anyOptions(kind, pick);
    const isPadded = options.center !== false && options.align === undefined;
    // where samples must lie behind every frame
    const least = isPadded ? 1 : Number(options.nFft ?? options.frameLength) + 1;
    const x = signal(least + pick([10, 2000, 2000][pick(3)]), run + 1);
    const most = [1, 7, 200, 5000][pick(4)];
    const analyser = sg.analyser(kind, options);
    const live = gather(
      analyser,
      cut(x, () => pick(most + 1)),
    );
    analyser.close();
    const whole = kind === 'spectralContrast' ? { ...options, topDb: null } : options;
    assert.deepEqual(live, sg[OFFLINE[kind]](x, whole).data, JSON.stringify({ kind, n: x.length, most, ...options }));
  }
});

test('chunks longer than every buffer, and of any type, give the same bytes', () => {
  const x = signal(200_000);
  for (const options of [
    {},
    { hopLength: 65536 },
    { nFft: 16, hopLength: 5 },
    { nFft: 65536, hopLength: 20000, padMode: 'reflect' },
  ]) {
    const wanted = sg.spectrogram(x, options).data;
    const analyser = sg.analyser('spectrogram', options);
    assert.deepEqual(gather(analyser, [x]), wanted);
    analyser.reset();
    assert.deepEqual(gather(analyser, [Float64Array.from(x.subarray(0, 70_001)), [...x.subarray(70_001)]]), wanted);
    analyser.close();
  }
});

test('an analyser tells its bins, frequencies, hop, unit and origin', () => {
  const a = sg.analyser('mel', { sampleRate: 16000, nMels: 40 });
  const M = sg.melSpectrogram(signal(1000), { sampleRate: 16000, nMels: 40 });
  assert.deepEqual([a.kind, a.bins, a.hopLength, a.unit, a.origin], ['mel', 40, 512, 'power', 0]);
  assert.deepEqual(a.frequencies, M.frequencies);
  const c = sg.analyser('stft', { nFft: 256, center: false });
  assert.deepEqual([c.kind, c.bins, c.hopLength, c.unit, c.origin], ['stft', 129, 64, 'complex', 128]);
});

test('a column comes exactly latency samples after its own, or one sooner where the head is mirrored', () => {
  for (const options of [
    {},
    { nFft: 500, hopLength: 77 },
    { center: false },
    { padMode: 'reflect' },
    { padMode: 'symmetric', hopLength: 3000 },
  ]) {
    const a = sg.analyser('spectrogram', options);
    const spare = options.padMode === 'reflect' ? 1 : 0; // the first column waits for one sample more than all others
    let columns = 0;
    const x = signal(9000);
    for (let n = 1; n <= x.length; n++) {
      a.push(x.subarray(n - 1, n), () => columns++);
      const due = (/** @type {number} */ latency) =>
        Math.max(0, 1 + Math.floor((n - latency - a.origin) / a.hopLength));
      const expected = columns < 2 ? due(a.latency) : due(a.latency - spare);
      assert.equal(columns, expected, `after ${n} samples, ${JSON.stringify(options)}`);
    }
  }
});

test('the column is one array, filled anew', () => {
  const a = sg.analyser('spectrogram', { nFft: 64 });
  const columns = new Set();
  a.push(signal(1000), (/** @type {Float32Array} */ column) => columns.add(column));
  a.flush((/** @type {Float32Array} */ column) => columns.add(column));
  assert.equal(columns.size, 1);
});

test('when a callback throws nothing is lost: the next push goes on behind the column that it had', () => {
  const x = signal(30_000);
  const wanted = sg.spectrogram(x, { nFft: 256, hopLength: 50 }).data;
  const pick = integers(3);
  const a = sg.analyser('spectrogram', { nFft: 256, hopLength: 50 });
  /** @type {Float32Array[]} */
  const columns = [];
  let failures = 0;
  const keep = (/** @type {Float32Array} */ column, /** @type {number} */ index) => {
    assert.equal(index, columns.length);
    columns.push(column.slice());
    if (pick(3) === 0) throw new Error('a bug of the caller');
  };
  const trying = (/** @type {() => void} */ call) => {
    try {
      call();
      return true;
    } catch (error) {
      assert.equal(/** @type {Error} */ (error).message, 'a bug of the caller');
      failures++;
      return false;
    }
  };
  for (const chunk of cut(x, () => pick(3000))) trying(() => a.push(chunk, keep));
  while (!trying(() => a.flush(keep)));
  assert.ok(failures > 100);
  assert.deepEqual(flat(columns), wanted);
});

test('a callback may close its analyser, and may not push into it', () => {
  const x = signal(10_000);
  const a = sg.analyser('spectrogram');
  let calls = 0;
  a.push(x, () => {
    calls++;
    for (const call of [() => a.push(x, () => {}), () => a.flush(() => {}), () => a.reset()]) {
      assert.throws(call, { name: 'InvalidStateError', code: 'E_BUSY' });
    }
    a.close();
  });
  assert.equal(calls, 1);
  assert.throws(() => a.push(x, () => {}), { name: 'InvalidStateError', code: 'E_CLOSED' });
  a.close();
  const b = sg.analyser('spectrogram');
  b.push(x, () => {});
  b.flush(() => b.close());
  assert.throws(() => b.reset(), { code: 'E_CLOSED' });
});

test('reset forgets all sound, and flush ends it', () => {
  const x = signal(5000);
  const a = sg.analyser('spectrogram', { padMode: 'reflect' });
  const wanted = sg.spectrogram(x, { padMode: 'reflect' }).data;
  a.push(signal(7000, 5), () => {});
  a.reset();
  assert.deepEqual(gather(a, [x]), wanted);
  a.flush(() => assert.fail('flushed twice'));
  assert.throws(() => a.push(x, () => {}), {
    name: 'InvalidStateError',
    code: 'E_FLUSHED',
    message: 'the analyser was flushed: call reset() before the next push',
  });
  a.reset();
  assert.deepEqual(gather(a, [x]), wanted);
});

test('after a reset what a push that failed has left over is gone too', () => {
  const x = signal(5000);
  const a = sg.analyser('spectrogram');
  const error = new Error('a bug of the caller');
  const fail = () => {
    throw error;
  };
  // longer than what crosses at once: most of it has not even been looked at
  for (const before of [signal(100_000, 5), signal(7000, 5)]) {
    assert.throws(() => a.push(before, fail), error);
    a.reset();
    assert.deepEqual(gather(a, [x]), sg.spectrogram(x).data);
    a.reset();
  }
});

test('wrong chunks and callbacks are refused, and change nothing', () => {
  const x = signal(5000);
  const a = sg.analyser('spectrogram');
  for (const chunk of [undefined, null, 5, 'x', new Int16Array(3), {}])
    assert.throws(() => a.push(chunk, () => {}), { name: 'TypeError', code: 'E_CONFIG' });
  for (const callback of [undefined, null, 5]) {
    assert.throws(() => a.push(x, callback), {
      name: 'TypeError',
      code: 'E_CONFIG',
      message: /^onColumn must be a function/,
    });
    assert.throws(() => a.flush(callback), { name: 'TypeError', code: 'E_CONFIG' });
  }
  assert.deepEqual(gather(a, [x]), sg.spectrogram(x).data);
});

test('samples that are not finite are counted', () => {
  const a = sg.analyser('spectrogram', { nFft: 64 });
  a.push([1, NaN, Infinity, -Infinity, 1e13, 2], () => {});
  assert.equal(a.nonFinite, 4);
  a.reset();
  assert.equal(a.nonFinite, 0);
  a.close();
  assert.equal(a.nonFinite, 0);
});

test('memory that grows between two calls changes nothing', async () => {
  const engine = /** @type {any} */ (await load());
  const x = signal(20_000);
  const wanted = sg.melSpectrogram(x, { sampleRate: 8000 }).data;
  const a = engine.analyser('mel', { sampleRate: 8000 });
  const S = engine.stft(x);
  const copy = S.data.slice();
  /** @type {any[]} */
  const big = [];
  const grown = function* () {
    for (const chunk of cut(x, () => 997)) {
      yield chunk;
      big.push(engine.analyser('stft', { nFft: 262144 }));
    }
  };
  assert.deepEqual(gather(a, grown()), wanted);
  assert.deepEqual(S.data, copy);
  assert.equal(big.length, 21);
});

test('columns() takes iterables, async iterables and streams, and each column is an array of its own', async () => {
  const x = signal(10_000);
  const wanted = sg.spectrogram(x, { nFft: 512 }).data;
  const chunks = [...cut(x, () => 300)];
  const later = async function* () {
    yield* chunks;
  };
  for (const source of [chunks, new Set(chunks), later(), ReadableStream.from(chunks)]) {
    const a = sg.analyser('spectrogram', { nFft: 512 });
    const columns = [];
    for await (const column of a.columns(source)) columns.push(column);
    assert.deepEqual(flat(columns), wanted);
    assert.equal(new Set(columns).size, columns.length);
  }
});

test('columns() knows its options', async () => {
  await assert.rejects(sg.analyser('stft').columns([], { sig: 1 }).next(), {
    name: 'TypeError',
    code: 'E_CONFIG',
    message: /^unknown option 'sig'/,
  });
});

test('columns() stops when told, also while it waits, and lets its source go', async () => {
  const x = signal(10_000);
  for (const when of ['before', 'while waiting', 'on break']) {
    const a = sg.analyser('spectrogram');
    const controller = new AbortController();
    let cancelled = false;
    const reason = new Error('enough');
    const source = new ReadableStream({
      start: (c) => c.enqueue(x),
      // asked for more: once what came of the first chunk is taken, the loop waits
      pull: () => {
        if (when === 'while waiting') setImmediate(() => controller.abort(reason));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    if (when === 'before') controller.abort(reason);
    const run = async () => {
      for await (const _ of a.columns(source, { signal: controller.signal })) {
        if (when === 'on break') break;
      }
    };
    if (when === 'on break') await run();
    else await assert.rejects(run, reason);
    assert.equal(cancelled, true, when);
  }
  const failing = async function* () {
    yield x;
    throw new Error('the source failed');
  };
  await assert.rejects(async () => {
    for await (const _ of sg.analyser('spectrogram').columns(failing()));
  }, /the source failed/);
  const taken = new ReadableStream();
  taken.getReader();
  for (const [source, message] of /** @type {[any, RegExp][]} */ ([
    [5, /^source must be an iterable or a ReadableStream, got 5/],
    [{ [Symbol.iterator]: () => null }, /^source must be an iterable/],
    [{ [Symbol.iterator]: () => ({}) }, /^source must be an iterable/],
    [taken, /^source cannot be read: .*locked/],
  ])) {
    await assert.rejects(
      async () => {
        for await (const _ of sg.analyser('spectrogram').columns(source));
      },
      { name: 'TypeError', code: 'E_CONFIG', message },
    );
  }
});
