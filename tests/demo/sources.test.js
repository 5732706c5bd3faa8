// The demo's sources: what every sound can be asked, built in, opened or recorded, and a feed of it in time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feedOf } from '../../demo/sources/feed.js';
import { Recording } from '../../demo/sources/recording.js';
import { soundSource, sounds } from '../../demo/sources/sounds.js';
import { SampledSound } from '../../demo/sources/source.js';

/** @param {...number[]} channels */
const sound = (...channels) =>
  new SampledSound({ name: 'it', kind: 'file', channels: channels.map((c) => Float32Array.from(c)), sampleRate: 4 });

/** A recording of the blocks that an audio thread would send, without one. @param {number} sampleRate */
async function recordingOf(sampleRate) {
  /** @type {any} */
  let node;
  Object.assign(globalThis, {
    AudioWorkletNode: class {
      port = { onmessage: (/** @type {unknown} */ _) => {}, postMessage() {} };
      constructor() {
        node = this;
      }
    },
  });
  const recording = new Recording(sampleRate);
  const context = /** @type {any} */ ({ audioWorklet: { addModule: async () => {} } });
  await recording.record(context, /** @type {any} */ ({ connect() {} }), 100);
  const hear = (/** @type {number} */ frame, /** @type {number[]} */ samples) => {
    const block = new Float32Array(8); // of which the rest is of before
    block.set(samples);
    node.port.onmessage({ data: { block, count: samples.length, first: 100 + frame, lost: 0 } });
  };
  return { recording, hear };
}

test('a sound is read in arrays of their own, with zeros beyond its ends', () => {
  const it = sound([1, 2, 3, 4]);
  assert.deepEqual([...it.read(1, 3)], [2, 3]);
  assert.deepEqual([...it.read(-2, 6)], [0, 0, 1, 2, 3, 4, 0, 0]);
  assert.deepEqual([...it.read(9, 11)], [0, 0]);
  assert.deepEqual([...it.read(-5, -3)], [0, 0]);
  assert.deepEqual([...it.read(3, 1)], []);
  it.read(0, 4).fill(9);
  assert.deepEqual([...it.read(0, 4)], [1, 2, 3, 4]);
  assert.deepEqual([it.length, it.duration, it.grows, it.holes()], [4, 1, false, []]);
});

test('what is analysed of several channels is their mean; what is heard are the channels', () => {
  const it = sound([1, 0, 0.5], [0, 1, 0.5]);
  assert.deepEqual([...it.read(0, 3)], [0.5, 0.5, 0.5]);
  assert.deepEqual(
    it.channels.map((channel) => [...channel]),
    [
      [1, 0, 0.5],
      [0, 1, 0.5],
    ],
  );
});

test('every built-in sound is a source at the rate that is asked for', () => {
  for (const [id, { label }] of Object.entries(sounds)) {
    const it = soundSource(id, 8000);
    assert.deepEqual([it.name, it.kind, it.sampleRate, it.channels.length], [label, 'sound', 8000, 1]);
    assert.deepEqual(it.read(0, it.length), sounds[id].make(8000));
    assert.ok(it.duration > 5);
  }
});

test('a recording grows, knows what it has not heard, and can be kept', async () => {
  const { recording, hear } = await recordingOf(4);
  assert.deepEqual([recording.length, recording.grows, recording.kept('none')], [0, true, null]);
  hear(0, [1, 2, 3]);
  hear(3, [4]);
  assert.deepEqual([recording.length, recording.duration, recording.holes()], [4, 1, []]);
  hear(6, [7, 8]);
  assert.deepEqual(recording.holes(), [{ from: 4, to: 6 }]);
  assert.deepEqual([...recording.read(-1, 10)], [0, 1, 2, 3, 4, 0, 0, 7, 8, 0, 0]);
  recording.skip(2); // the machine slept
  hear(8, [9]);
  assert.deepEqual([recording.length, recording.holes()[1]], [11, { from: 8, to: 10 }]);
  const kept = recording.kept('a name');
  assert.deepEqual([kept?.name, kept?.kind, kept?.length, kept?.grows], ['a name', 'recording', 11, false]);
  hear(9, [10]);
  assert.equal(kept?.length, 11, 'what is kept stays as it was');
});

test('a feed is a source by a clock: all of it is readable, or what there is so far', async () => {
  const clock = { now: 0.5, line: null };
  const { recording, hear } = await recordingOf(4);
  const [whole, growing] = [feedOf(sound([1, 2]), clock), feedOf(recording, clock)];
  hear(0, [5, 6]);
  hear(3, [8]);
  assert.deepEqual([whole.readable(), growing.readable()], [Infinity, 4]);
  assert.deepEqual([whole.sampleRate, whole.now(), growing.holes()], [4, 0.5, [{ from: 2, to: 3 }]]);
  clock.now = 0.75;
  assert.equal(growing.now(), 0.75);
  assert.deepEqual([...growing.read(1, 4)], [6, 0, 8]);
});
