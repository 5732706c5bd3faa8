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
      assert.deepEqual(
        [...batch.data],
        Array.from({ length: batch.count }, (_, k) => next + k),
      );
      next += batch.count;
    }
    assert.equal(next, 40);
  }
});

test('between two threads 2,000,000 columns arrive whole and in order, or are left out', async () => {
  const [length, limit, total] = [8, 50, 2_000_000];
  const ring = makeRing(length, limit);
  const writer = new Worker(
    `import { workerData, parentPort } from 'node:worker_threads';
     import { ColumnRing } from ${JSON.stringify(new URL('../../web/live/ring.js', import.meta.url).href)};
     const { memory, length, limit, total } = workerData;
     const ring = new ColumnRing(memory, length, limit);
     const column = new Float32Array(length);
     for (let i = 0; i < total; i++) ring.put(column.fill(i % 16777213), i, 2 * i, 3 * i);
     parentPort.postMessage('done');`,
    { eval: true, workerData: { memory: ring.memory, length, limit, total } },
  );
  let done = false;
  const ended = new Promise((resolve) => writer.on('message', resolve)).then(() => {
    done = true;
  });
  let next = 0;
  let columns = 0;
  let dropped = 0;
  for (let last = false; !last; ) {
    last = done;
    for (let batch = ring.take(); batch; batch = ring.take()) {
      const { data, count, firstIndex, samples, nonFinite } = batch;
      dropped += firstIndex - next;
      columns += count;
      next = firstIndex + count;
      if (firstIndex < next - count || samples !== 2 * (next - 1) || nonFinite !== 3 * (next - 1))
        assert.fail(`counters of ${firstIndex}`);
      for (let i = 0; i < data.length; i++)
        if (data[i] !== (firstIndex + Math.floor(i / length)) % 16777213) assert.fail(`torn at ${firstIndex}`);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  await ended;
  await writer.terminate();
  assert.ok(
    columns > 1000 && columns + dropped <= total && total - (columns + dropped) < total,
    `${columns} columns, ${dropped} dropped`,
  );
});
