// Columns through shared memory: none lost unseen, none torn, whatever the threads do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { ColumnRing } from '../../web/live/ring.js';

/** @param {number} length @param {number} limit */
const makeRing = (length, limit) => new ColumnRing(ColumnRing.memoryFor(length, limit), length, limit);

test('columns come out as they went in, with their indices and counters', () => {
  const ring = makeRing(3, 5);
  assert.equal(ring.take(), null);
  for (let i = 0; i < 4; i++) ring.put(Float32Array.of(i, i + 0.5, -i), 10 + i, 100 * i, i);
  assert.equal(ring.length, 4);
  assert.deepEqual(ring.take(), {
    data: Float32Array.of(0, 0.5, -0, 1, 1.5, -1, 2, 2.5, -2, 3, 3.5, -3),
    count: 4,
    firstIndex: 10,
    samples: 300,
    nonFinite: 3,
  });
  assert.equal(ring.take(), null);
});

test('what is taken at once is consecutive: a gap in the indices ends it', () => {
  const ring = makeRing(1, 8);
  for (const index of [0, 1, 5, 6, 7, 9]) ring.put(Float32Array.of(index), index, 0, 0);
  const takes = [];
  for (let batch = ring.take(); batch; batch = ring.take()) takes.push([batch.firstIndex, [...batch.data]]);
  assert.deepEqual(takes, [
    [0, [0, 1]],
    [5, [5, 6, 7]],
    [9, [9]],
  ]);
});

test('a full ring leaves new columns out, and its limit is exact though its slots are a power of two', () => {
  for (const limit of [1, 5, 8, 100]) {
    const ring = makeRing(2, limit);
    for (let i = 0; i < limit + 3; i++) ring.put(Float32Array.of(i, i), i, 0, 0);
    assert.equal(ring.length, limit);
    assert.equal(ring.take()?.count, limit);
    ring.put(Float32Array.of(7, 7), 999, 0, 0);
    assert.equal(ring.take()?.firstIndex, 999);
  }
});

test('counters that wrap change nothing', () => {
  for (const start of [2 ** 31 - 3, -3, 2 ** 31 - 1]) {
    const ring = makeRing(1, 6);
    new Int32Array(ring.memory, 0, 2).fill(start);
    let next = 0;
    for (let i = 0; i < 40; i++) {
      ring.put(Float32Array.of(i), i, 0, 0);
      if (i % 4 < 2) continue;
      const batch = ring.take();
      assert.equal(batch?.firstIndex, next);
      assert.equal(batch.count, i % 4 === 2 ? 3 : 1, 'all that wait come at once');
      assert.deepEqual(
        [...batch.data],
        Array.from({ length: batch.count }, (_, k) => next + k),
      );
      next += batch.count;
    }
    assert.equal(next, 40);
  }
});

const LENGTH = 8; // floats a column
const LOOKS = 1000; // before a thread sleeps: while it looks, the two are at the ring at the same time

/**
 * Lets a second thread write columns 0, 1, 2 ...: each holds its index, and its counters are twice and three times
 * the index. Where the ring is full the thread lets `patience` columns be left out, then it looks for room and at last
 * sleeps until some is taken; it knows which ones the ring left out, and counts them in `leftOut` for all to see.
 * @param {{ limit: number, total: number, patience: number }} options
 */
function startWriter({ limit, total, patience }) {
  const ring = makeRing(LENGTH, limit);
  const leftOut = new Int32Array(new SharedArrayBuffer(4));
  const writer = new Worker(
    `import { workerData, parentPort } from 'node:worker_threads';
     import { ColumnRing } from ${JSON.stringify(new URL('../../web/live/ring.js', import.meta.url).href)};
     const { memory, length, limit, total, patience, leftOut } = workerData;
     const ring = new ColumnRing(memory, length, limit);
     const [counters, column, missed] = [new Int32Array(memory, 0, 2), new Float32Array(length), []];
     for (let i = 0, inRow = 0; i < total; i++) {
       for (let taken = Atomics.load(counters, 1); inRow >= patience && ring.length === limit; ) {
         for (let looks = 0; looks < ${LOOKS} && ring.length === limit; looks++);
         Atomics.wait(counters, 1, taken);
         taken = Atomics.load(counters, 1);
       }
       const before = Atomics.load(counters, 0);
       ring.put(column.fill(i), i, 2 * i, 3 * i);
       if (Atomics.load(counters, 0) !== before) {
         inRow = 0;
         Atomics.notify(counters, 0);
       } else {
         inRow++;
         missed.push(i);
         Atomics.add(leftOut, 0, 1);
         Atomics.notify(leftOut, 0);
       }
     }
     parentPort.postMessage(missed);`,
    { eval: true, workerData: { memory: ring.memory, length: LENGTH, limit, total, patience, leftOut } },
  );
  let ended = false;
  /** @type {Promise<number[]>} the columns that were left out */
  const missed = new Promise((resolve, reject) => writer.once('message', resolve).once('error', reject));
  const end = missed.then(() => {
    ended = true;
  });
  /**
   * Sleeps as long as a number is what it was, but no longer than the writer lives.
   * @param {Int32Array} numbers @param {number} seen
   */
  const change = async (numbers, seen) => {
    for (let looks = 0; looks < LOOKS && Atomics.load(numbers, 0) === seen; looks++);
    const waiting = Atomics.waitAsync(numbers, 0, seen);
    if (waiting.async) await Promise.race([waiting.value, end]);
  };
  return { ring, counters: new Int32Array(ring.memory, 0, 2), leftOut, missed, change, ended: () => ended };
}

/**
 * Takes what waits and looks at every number of it.
 * @param {ReturnType<typeof startWriter>} side
 * @returns {{ first: number, end: number } | null} its first index, and the one behind its last
 */
function take({ ring, counters }) {
  const batch = ring.take();
  if (batch === null) return null;
  Atomics.notify(counters, 1);
  const { data, count, firstIndex: first, samples, nonFinite } = batch;
  const end = first + count;
  assert.deepEqual([samples, nonFinite], [2 * (end - 1), 3 * (end - 1)], `the counters of column ${end - 1}`);
  for (let i = 0; i < data.length; i++)
    if (data[i] !== first + Math.floor(i / LENGTH)) assert.fail(`column ${first + Math.floor(i / LENGTH)} is torn`);
  return { first, end };
}

test('from a thread that waits while the ring is full every column arrives, whole and in order', async () => {
  for (const [limit, total] of [
    [1, 3000],
    [4, 10_000],
    [50, 200_000],
  ]) {
    const side = startWriter({ limit, total, patience: 0 });
    let next = 0;
    while (next < total) {
      const batch = take(side);
      if (batch === null) await side.change(side.counters, next);
      else {
        assert.equal(batch.first, next, 'the column that follows');
        next = batch.end;
      }
    }
    assert.deepEqual(await side.missed, [], 'none was left out');
    assert.equal(side.ring.length, 0);
  }
});

test('what a slow reader misses is what the ring left out, column for column', async () => {
  const [limit, total, patience] = [50, 60_000, 70];
  const side = startWriter({ limit, total, patience });
  /** @type {number[]} */
  const missing = [];
  let [next, columns, looks] = [0, 0, 0];
  const note = (/** @type {{ first: number, end: number }} */ { first, end }) => {
    assert.ok(first >= next, `column ${first} comes after ${next - 1}`);
    for (; next < first; next++) missing.push(next);
    columns += end - first;
    next = end;
  };
  // Slow by the other side's count, not by a clock: it takes once whenever one more was left out.
  for (let seen = 0; ; looks++) {
    await side.change(side.leftOut, seen);
    if (side.ended()) break;
    seen = Atomics.load(side.leftOut, 0);
    const batch = take(side);
    if (batch) note(batch);
  }
  for (let batch = take(side); batch; batch = take(side)) note(batch);
  for (; next < total; next++) missing.push(next);
  assert.deepEqual(missing, await side.missed);
  assert.equal(columns + missing.length, total);
  // Between two looks the writer fills what was taken, at most all of the ring, and is left out until it sleeps.
  assert.ok(looks >= total / (limit + patience) - 2, `${looks} looks`);
  assert.ok(missing.length >= looks, `${missing.length} missing in ${looks} looks`);
});
