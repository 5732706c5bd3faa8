// Columns by messages: full batches, what waits, gaps, and buffers that come back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ColumnBatches, RETURNED } from '../../web/live/batches.js';

/**
 * Batches of columns of two floats at 1 kHz: 32 samples between two messages.
 * @param {{ limit?: number, hopLength?: number }} [options]
 */
function make({ limit = 100, hopLength = 8 } = {}) {
  /** @type {any[]} */
  const posted = [];
  const port = {
    postMessage: (/** @type {any} */ message, /** @type {any[]} */ transfer) => {
      assert.deepEqual(transfer, [message.data.buffer], 'the memory goes along');
      posted.push({ ...message, data: [...message.data.subarray(0, 2 * message.count)], buffer: message.data });
    },
  };
  const batches = new ColumnBatches(/** @type {any} */ (port), 2, limit, 1000, hopLength);
  const put = (/** @type {number[]} */ ...indices) => {
    for (const index of indices) batches.put(Float32Array.of(index, -index), index, 10 * index, index % 3);
  };
  return { batches, posted, put };
}

test('a batch is posted when it is full, with the counters at its last column', () => {
  const { posted, put } = make();
  put(0, 1, 2);
  assert.equal(posted.length, 0);
  put(3);
  assert.equal(posted.length, 1);
  const { type, data, count, firstIndex, samples, nonFinite } = posted[0];
  assert.deepEqual(
    [type, data, count, firstIndex, samples, nonFinite],
    ['columns', [0, -0, 1, -1, 2, -2, 3, -3], 4, 0, 30, 0],
  );
  put(4, 5, 6, 7);
  assert.deepEqual([posted[1].firstIndex, posted[1].count], [4, 4]);
});

test('columns behind a gap come in another batch, so that each batch is consecutive', () => {
  const { batches, posted, put } = make();
  put(0, 1, 7, 8, 20);
  batches.post();
  assert.deepEqual(
    posted.map(({ firstIndex, count, data }) => [firstIndex, count, data.filter((_, i) => i % 2 === 0)]),
    [
      [0, 2, [0, 1]],
      [7, 2, [7, 8]],
      [20, 1, [20]],
    ],
  );
});

test('what waits is posted when its time has come, and nothing where nothing waits', () => {
  const { batches, posted, put } = make();
  batches.tick(1000);
  batches.post();
  assert.equal(posted.length, 0);
  put(0);
  batches.tick(31);
  assert.equal(posted.length, 0);
  batches.tick(1);
  assert.deepEqual([posted.length, posted[0].count], [1, 1]);
  put(1);
  batches.tick(31);
  assert.equal(posted.length, 1, 'time began anew');
  put(2, 3, 4);
  batches.tick(31);
  assert.equal(posted.length, 2, 'and with a full batch');
});

test('where all buffers are under way columns are left out, until some come back', () => {
  const { batches, posted, put } = make({ limit: 20 });
  for (let i = 0; i < 1000; i++) put(i);
  // as many as hold the limit, and those that wait to go back together
  assert.equal(posted.length, 20 / 4 + RETURNED - 1);
  batches.recycle(posted.slice(0, 2).map(({ buffer }) => buffer));
  put(2000, 2001, 2002, 2003, 2004);
  assert.deepEqual([posted.at(-1).firstIndex, posted.at(-1).count], [2000, 4]);
  batches.post();
  assert.deepEqual([posted.at(-1).firstIndex, posted.at(-1).count], [2004, 1]);
  const before = posted.length;
  put(3000);
  batches.post();
  assert.equal(posted.length, before);
});

test('a column of long hop is a batch, and without a limit none is left out', () => {
  const slow = make({ hopLength: 500 });
  slow.put(0, 1);
  assert.deepEqual(
    slow.posted.map(({ count }) => count),
    [1, 1],
  );
  const endless = make({ limit: Infinity });
  for (let i = 0; i < 1000; i++) endless.put(i);
  assert.equal(endless.posted.length, 250);
});
