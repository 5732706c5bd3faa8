// What a pool does with its Workers, step by step: they are played by the test, so that every order of events comes
// about.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPool, load } from 'specgram';
import { Actor, poolOf, stateOf, turn } from '../helpers/actors.js';
import { signal } from '../helpers/signals.js';

const sg = /** @type {any} */ (await load());
const x = signal(3000);
const result = { type: 'result', result: 5, spectrogram: false };
test('a job that is given up while it waits leaves the queue: no Worker hears of it', async () => {
  const { pool, actors } = await poolOf(1);
  const controller = new AbortController();
  const first = pool.estimateTuning(x, { sampleRate: 8000 });
  const second = pool.stft(x, { signal: controller.signal });
  const third = pool.spectrogram(x);
  assert.deepEqual(
    actors[0].jobs.map(({ method }) => method),
    ['estimateTuning'],
  );
  controller.abort(new Error('enough'));
  await assert.rejects(second, /enough/);
  actors[0].answer(result);
  assert.equal(await first, 5);
  assert.deepEqual(
    actors[0].jobs.map(({ method }) => method),
    ['estimateTuning', 'spectrogram'],
  );
  actors[0].answer(result);
  assert.equal(await third, 5);
  assert.ok(actors[0].posted.every(({ type }) => type !== 'cancel'));
  pool.close();
});

test('a job that waits is done on what it was given at the call, whatever becomes of that', async () => {
  const { pool, actors } = await poolOf(1);
  const chunk = x.slice();
  const first = pool.stft(chunk);
  const second = pool.stft(chunk, { nFft: 256 });
  const third = pool.stft(chunk, { window: () => 1 });
  assert.match((await stateOf(third)).message, /^what was given cannot be posted to a Worker/, 'said at once');
  chunk.fill(7);
  structuredClone(chunk, { transfer: [chunk.buffer] });
  for (const job of [first, second]) {
    actors[0].answer(result);
    assert.equal(await job, 5);
  }
  assert.deepEqual(
    actors[0].jobs.map(({ given }) => given),
    [
      [x, {}],
      [x, { nFft: 256 }],
    ],
  );
  pool.close();
});

test('a job that is given up while it runs is told so, and its Worker goes on with the next when it has stopped', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { pool, actors } = await poolOf(1);
  const controller = new AbortController();
  const first = pool.stft(x, { signal: controller.signal });
  const second = pool.spectrogram(x);
  controller.abort(new Error('enough'));
  await assert.rejects(first, /enough/);
  assert.deepEqual(actors[0].posted.at(-1), { type: 'cancel', id: actors[0].jobs[0].id });
  assert.equal(actors[0].jobs.length, 1, 'it is still at work');
  actors[0].answer({ type: 'error', error: { name: 'Error', message: 'cancelled', code: 'E_ENGINE' } });
  await turn();
  assert.equal(actors[0].jobs.length, 2);
  actors[0].answer(result);
  assert.equal(await second, 5);
  t.mock.timers.tick(10_000); // far longer than a Worker has to stop
  await turn();
  assert.deepEqual([actors.length, actors[0].ended], [1, 0], 'it is not replaced, as it has stopped');
  pool.close();
});

test('a Worker that does not stop is ended and replaced', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { pool, actors } = await poolOf(1);
  const controller = new AbortController();
  const first = pool.stft(x, { signal: controller.signal });
  const second = pool.spectrogram(x);
  controller.abort(new Error('enough'));
  await assert.rejects(first, /enough/);
  t.mock.timers.tick(10_000);
  await turn();
  assert.deepEqual([actors[0].ended, actors[0].jobs.length], [1, 1]);
  assert.equal(actors[1].jobs[0].method, 'spectrogram');
  actors[1].answer(result);
  assert.equal(await second, 5);
  pool.close();
  assert.equal(actors[1].ended, 1);
});

test('a Worker that dies takes its job with it, and the others get another Worker', async () => {
  const { pool, actors } = await poolOf(1);
  const first = pool.stft(x);
  const second = pool.spectrogram(x);
  actors[0].emit('error', new Error('out of memory'));
  const error = await stateOf(first);
  assert.deepEqual([error.name, error.code, error.message], ['Error', 'E_ENGINE', 'a Worker died: out of memory']);
  assert.equal(error.cause.message, 'out of memory');
  assert.equal(actors[0].ended, 1, 'what is left of it is ended');
  await turn();
  assert.equal(actors.length, 2);
  actors[1].answer(result);
  assert.equal(await second, 5);
  // and one that has nothing to do
  actors[1].emit('error', new Error('again'));
  const third = pool.stft(x);
  await turn();
  assert.deepEqual([actors.length, actors[1].ended, actors[1].jobs.length], [3, 1, 1]);
  actors[2].answer(result);
  assert.equal(await third, 5);
  pool.close();
});

test('a message that cannot be read fails its job with a code, and the next job has another Worker', async () => {
  const { pool, actors } = await poolOf(1);
  const first = pool.stft(x);
  const second = pool.spectrogram(x);
  actors[0].emit('messageerror', new Error('no memory'));
  const { name, code, message } = await stateOf(first);
  assert.deepEqual([name, code], ['Error', 'E_ENGINE']);
  assert.match(message, /^a Worker died: a message could not be read/);
  assert.equal(actors[0].ended, 1);
  await turn();
  actors[1].answer(result);
  assert.equal(await second, 5);
  pool.close();
});

test('a closed pool ends every Worker, also one that stands up later, and rejects all that ran and waited', async () => {
  const { pool, actors } = await poolOf(3);
  Actor.start = 'later';
  const jobs = [1, 2, 3].map(() => pool.stft(x));
  await turn();
  assert.equal(actors.length, 3, 'two more are on their way');
  for (const job of jobs) job.catch(() => {});
  pool.close();
  for (const job of jobs) await assert.rejects(job, { name: 'InvalidStateError', code: 'E_CLOSED' });
  assert.equal(actors[0].ended, 1);
  for (const actor of actors.slice(1)) actor.emit('message', { type: 'ready' });
  await turn();
  assert.deepEqual(
    actors.map(({ ended, jobs }) => [ended > 0, jobs.length]),
    [
      [true, 1],
      [true, 0],
      [true, 0],
    ],
  );
});

test('no more Workers start than were asked for, and no more than there is work for', async () => {
  const { pool, actors } = await poolOf(3);
  const [a, b] = [pool.stft(x), pool.stft(x)];
  await turn();
  assert.equal(actors.length, 2);
  const more = [1, 2, 3].map(() => pool.stft(x));
  await turn();
  assert.equal(actors.length, 3);
  for (let left = 5; left > 0; ) {
    for (const actor of actors) {
      if (actor.jobs.length === 0) continue;
      actor.answer(result);
      left--;
      await turn();
    }
  }
  assert.deepEqual(await Promise.all([a, b, ...more]), [5, 5, 5, 5, 5]);
  pool.close();
});

test('where no Worker can be started any more, what waits is told; while some work, they do it', async () => {
  const { pool, actors } = await poolOf(2);
  Actor.start = 'error';
  const [first, second] = [pool.stft(x), pool.spectrogram(x)];
  assert.equal(await stateOf(second), 'pending', 'the first Worker will do it');
  assert.equal(actors[1].ended, 1, 'the one that failed is ended');
  actors[0].answer(result);
  assert.equal(await first, 5);
  actors[0].emit('error', new Error('it died'));
  assert.equal((await stateOf(second)).code, 'E_ENGINE');
  const third = pool.stft(x);
  assert.equal((await stateOf(third)).code, 'E_WORKER');
  pool.close();
});

test('a Worker that is not to be had is said, after both ways were tried, and none is left', async () => {
  Actor.made = [];
  Actor.start = 'error';
  await assert.rejects(createPool({ workers: 1 }), { name: 'NotSupportedError', code: 'E_WORKER' });
  assert.deepEqual(
    Actor.made.map(({ ended }) => ended > 0),
    [true, true],
  );
});

test('a pool that is given up while its first Worker starts ends that Worker when it stands', async () => {
  Actor.made = [];
  Actor.start = 'later';
  const controller = new AbortController();
  const making = createPool({ workers: 1, signal: controller.signal });
  while (Actor.made.length === 0) await turn();
  controller.abort(new Error('enough'));
  await assert.rejects(making, /enough/);
  Actor.made[0].emit('message', { type: 'ready' });
  await turn();
  assert.deepEqual(
    Actor.made.map(({ ended }) => ended),
    [1],
  );
});

test('of a view only what it shows is posted, not the buffer behind it', async () => {
  const { pool, actors } = await poolOf(1);
  const whole = signal(50_000);
  const S = sg.stft(x, { nFft: 256 });
  const behind = new Float32Array(S.data.length + 1000);
  behind.set(S.data, 500);
  const view = {
    ...S,
    data: behind.subarray(500, 500 + S.data.length),
    frequencies: new Float64Array(400).subarray(7, 136),
  };
  for (const call of [
    () => pool.stft(whole.subarray(100, 900)),
    () => pool.spectrogram(Float64Array.from(whole).subarray(5, 500)),
    () => pool.istft(view),
  ]) {
    const work = call();
    await turn();
    const [given] = actors[0].jobs.at(-1).given;
    const views = [given, given.data, given.frequencies].filter((value) => ArrayBuffer.isView(value));
    assert.ok(views.length > 0);
    for (const { byteLength, buffer } of views) assert.equal(buffer.byteLength, byteLength);
    actors[0].answer(result);
    await work;
  }
  assert.deepEqual(actors[0].jobs[2].given[0].data, S.data);
  assert.deepEqual(actors[0].jobs[0].given[0], whole.slice(100, 900));
  assert.equal(whole.buffer.byteLength, 200_000, "the samples are still the caller's");
  pool.close();
});

test('Node waits for a Worker that has a job, and for no other', async () => {
  const { pool, actors } = await poolOf(1);
  assert.equal(actors[0].waitedFor, false);
  const work = pool.stft(x);
  assert.equal(actors[0].waitedFor, true);
  actors[0].answer(result);
  await work;
  assert.equal(actors[0].waitedFor, false);
  pool.close();
});

test('an answer to a job that is no longer there changes nothing', async () => {
  const { pool, actors } = await poolOf(1);
  /** @type {unknown[]} */
  const told = [];
  const first = pool.stft(x);
  const late = actors[0].jobs[0].id;
  actors[0].answer(result);
  await first;
  const second = pool.stft(x, { onProgress: (/** @type {unknown} */ progress) => told.push(progress) });
  for (const answer of [result, { type: 'progress', done: 1, total: 2, convergence: [] }, { type: 'ready' }])
    actors[0].emit('message', { id: late, ...answer });
  assert.equal(await stateOf(second), 'pending');
  assert.deepEqual(told, []);
  actors[0].answer({ type: 'progress', done: 1, total: 2, convergence: [] });
  assert.deepEqual(told, [{ done: 1, total: 2 }]);
  actors[0].answer(result);
  assert.equal(await second, 5);
  pool.close();
});

test('once a job is given up, no progress of it is told any more', async () => {
  const { pool, actors } = await poolOf(1);
  const controller = new AbortController();
  /** @type {unknown[]} */
  const told = [];
  const onProgress = (/** @type {unknown} */ progress) => told.push(progress);
  const onIteration = (/** @type {unknown[]} */ ...said) => told.push(said);
  const S = sg.spectrogram(x, { nFft: 256, power: 1 });
  const work = pool.griffinLim(S, { onProgress, onIteration, signal: controller.signal });
  actors[0].answer({ type: 'progress', done: 1, total: 3, convergence: [0.5] });
  assert.deepEqual(told, [[0, 0.5], { done: 1, total: 3 }]);
  controller.abort(new Error('enough'));
  actors[0].answer({ type: 'progress', done: 2, total: 3, convergence: [0.4] }); // it was on its way
  await assert.rejects(work, /enough/);
  assert.equal(told.length, 2);
  pool.close();
});

test('what cannot be posted fails alone: its Worker takes the next', async () => {
  const { pool, actors } = await poolOf(1);
  await assert.rejects(pool.stft(x, { window: () => 1 }), { name: 'TypeError', code: 'E_CONFIG' });
  const work = pool.stft(x);
  assert.equal(actors[0].jobs.length, 1);
  actors[0].answer(result);
  assert.equal(await work, 5);
  pool.close();
});
