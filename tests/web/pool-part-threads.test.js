// What becomes of the parts of a sound when Workers die: they are played by the test.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { poolOf, stateOf, turn } from '../helpers/actors.js';
import { signal } from '../helpers/signals.js';

test('a part whose Worker dies is worked once more, by another one; a second death is the end of all parts', async () => {
  const long = signal(300_000);
  const survey = {
    rows: 586,
    rowLength: 1,
    shape: [586, 1],
    cells: false,
    hopLength: 512,
    grid: 512,
    before: 2048,
    after: 2048,
  };
  const begin = async () => {
    const { pool, actors } = await poolOf(2);
    const job = pool.rms(long);
    await turn();
    actors[0].answer({ type: 'result', result: survey, spectrogram: false });
    for (let i = 0; i < 3; i++) await turn();
    const started = () => actors.flatMap((actor) => actor.jobs.slice(actor === actors[0] ? 1 : 0));
    assert.deepEqual(
      started().map(({ part }) => part.stretch.from),
      [0, 147],
      'each has a part',
    );
    actors[0].emit('error', new Error('out of memory'));
    for (let i = 0; i < 3; i++) await turn();
    return { pool, actors, job, started };
  };
  const one = await begin();
  assert.deepEqual(
    one.started().map(({ part }) => part.stretch.from),
    [0, 147, 0],
  );
  const [again] = one.actors[2].jobs;
  assert.deepEqual(again.given[0], long.subarray(again.part.begin, again.part.end));
  /** @param {import('../helpers/actors.js').Actor} actor */
  const done = async (actor) => {
    const { part } = actor.jobs.at(-1);
    const { from, rows } = part.stretch;
    const data = new Float32Array(rows).fill(from);
    const made = { data, times: new Float64Array(rows), shape: [rows, 1], nonFinite: 1 };
    actor.answer({ type: 'result', result: made, spectrogram: true });
    for (let i = 0; i < 3; i++) await turn();
  };
  await done(one.actors[1]);
  await done(one.actors[2]);
  await done(one.actors[2]);
  await done(one.actors[1]);
  const { data, shape, nonFinite } = await one.job;
  assert.deepEqual([shape, nonFinite], [[586, 1], 4]);
  assert.deepEqual([data[0], data[146], data[147], data[585]], [0, 0, 147, 441]);
  one.pool.close();

  const two = await begin();
  two.actors[2].emit('error', new Error('again'));
  const error = await stateOf(two.job);
  assert.deepEqual([error.code, error.message], ['E_ENGINE', 'a Worker died: again']);
  assert.deepEqual(two.actors[1].posted.at(-1).type, 'cancel', 'the other part is stopped');
  two.pool.close();
});
