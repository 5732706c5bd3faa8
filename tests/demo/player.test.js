// A sound in time as it is heard: what the player asks of the audio graph, with a clock that tests move.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Player } from '../../demo/players/player.js';
import { SampledSound } from '../../demo/sources/source.js';

const scope = /** @type {any} */ (globalThis);
const RATE = 1000;

/** A player of ten seconds, what it started, and the clock of its sound card. */
function makePlayer() {
  /** @type {any[]} */
  const started = [];
  const gain = { setTargetAtTime: () => {} };
  class Node {
    constructor(/** @type {any} */ context, /** @type {any} */ options) {
      Object.assign(this, options, { context, gain });
    }
    connect(/** @type {any} */ to) {
      return to;
    }
    disconnect() {}
    stop(/** @type {number} */ at) {
      /** @type {any} */ (this).until = at;
    }
    start(/** @type {number} */ at, /** @type {number} */ from) {
      started.push(Object.assign(this, { at, from }));
    }
  }
  scope.GainNode = Node;
  scope.AudioBufferSourceNode = Node;
  const createBuffer = () => ({ copyToChannel: () => {} });
  const context = { sampleRate: RATE, currentTime: 0, destination: {}, createBuffer };
  const player = new Player(/** @type {any} */ ({ context, open: async () => context }));
  const channels = [new Float32Array(10 * RATE)];
  player.load(new SampledSound({ name: 'it', kind: 'file', channels, sampleRate: RATE }), null);
  return { player, started, context };
}

test('a stretch is heard from its first sample to its last, once or round and round, and the page says where', async () => {
  const { player, started, context } = makePlayer();
  player.setLoop(false);
  await player.play({ start: 3.0004, end: 5.0003 });
  const once = started[0];
  assert.deepEqual([once.from, once.loop], [3, false]);
  assert.ok(Math.abs(once.until - once.at - 2) < 1e-9, `it stops after ${once.until - once.at} s`);
  for (const [after, place] of [
    [0, 3],
    [1.25, 4.25],
    [2.5, 5],
  ]) {
    context.currentTime = once.at + after;
    assert.ok(Math.abs(player.position - place) < 1e-9, `${player.position} s after ${after}`);
  }
  once.onended();
  assert.deepEqual([player.state, player.position, player.stretch], ['still', 5, null]);

  player.setLoop(true);
  await player.play({ start: 3, end: 5 });
  const round = started[1];
  assert.deepEqual([round.from, round.loop, round.loopStart, round.loopEnd, round.until], [3, true, 3, 5, undefined]);
  context.currentTime = round.at + 4.5;
  assert.ok(Math.abs(player.position - 3.5) < 1e-9, `${player.position} s in the third round`);
  player.setLoop(false);
  const last = started[2];
  assert.ok(Math.abs(last.from - 3.5) < 1e-9 && Math.abs(last.until - last.at - 1.5) < 1e-9, 'this round is the last');
  context.currentTime = last.at + 0.5;
  player.pause();
  assert.ok(Math.abs(player.position - 4) < 1e-9);
  await player.play({ start: 3, end: 5 });
  assert.ok(Math.abs(started[3].from - 4) < 1e-9, 'from where it paused');
  player.seek(4.5);
  assert.deepEqual([player.stretch, started[4].from, started[4].until], [null, 4.5, undefined]);
});

test('without Loop the round that plays is the last, and is told as what it is', async () => {
  const { player, started, context } = makePlayer();
  await player.play();
  context.currentTime = started[0].at + 23;
  assert.ok(Math.abs(player.now - 23) < 1e-9);
  let jumps = 0;
  player.addEventListener('jump', () => jumps++);
  const { origin } = player;
  player.setLoop(false);
  assert.deepEqual([started.length, started[0].loop, jumps, player.origin - origin], [1, false, 1, 20 * RATE]);
  assert.ok(Math.abs(player.position - 3) < 1e-9 && Math.abs(player.now - 3) < 1e-9, `${player.position} s`);
  player.setLoop(true);
  assert.equal(jumps, 1);
});
