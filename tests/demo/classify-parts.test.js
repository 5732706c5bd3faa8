// What the classifier's page is made of, without the page: clips out of recordings, classes, and files of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { shapesOf } from '../../demo/classify/architecture.js';
import { augment, maskSeed } from '../../demo/classify/augment.js';
import { Collection } from '../../demo/classify/collection.js';
import { countsOf } from '../../demo/classify/confusion.js';
import { clipsOf } from '../../demo/classify/cut.js';
import { exampleOf, kinds } from '../../demo/classify/examples.js';
import { BANDS, FRAMES, LENGTH, patchOf } from '../../demo/classify/patch.js';
import { decodeProject, encodeProject } from '../../demo/classify/project.js';
import { splitOf } from '../../demo/classify/split.js';

const engine = await load();

test('a clap is in the middle of its clip, silence between claps is none, and all of a long sound is taken', () => {
  const claps = new Float32Array(5 * LENGTH);
  for (const at of [0.9, 3.2]) claps.fill(0.5, at * LENGTH, (at + 0.05) * LENGTH);
  const clips = clipsOf(claps);
  assert.equal(clips.length, 2);
  for (const clip of clips) {
    assert.equal(clip.length, LENGTH);
    const first = clip.findIndex((x) => x !== 0);
    assert.ok(first > 0.2 * LENGTH && first < 0.75 * LENGTH, `the clap begins at ${first}`);
  }
  for (const seconds of [1, 2, 4, 4.5]) {
    const tone = Float32Array.from({ length: seconds * LENGTH }, (_, i) => 0.3 * Math.sin(0.4 * i));
    assert.equal(clipsOf(tone).length, Math.floor(seconds), `${seconds} s of a tone`);
  }
  assert.deepEqual(clipsOf(new Float32Array(3 * LENGTH)), []);
  assert.deepEqual(clipsOf(new Float32Array(100).fill(1)), []);
  const [short] = clipsOf(new Float32Array(LENGTH / 4).fill(0.3));
  assert.deepEqual([short.length, short.indexOf(Math.fround(0.3))], [LENGTH, 6000]);
});

test('a patch is 96 frames of 64 bands from -1 to 1 whose loudest point is 1, however loud the clip', () => {
  for (const kind of Object.keys(kinds)) {
    const clip = exampleOf(kind, 3);
    assert.deepEqual(clip, exampleOf(kind, 3), 'the same seed gives the same sound');
    assert.notDeepEqual(clip, exampleOf(kind, 4));
    const { data, shape } = patchOf(engine, clip);
    assert.deepEqual([shape, data.length], [[FRAMES, BANDS], FRAMES * BANDS]);
    assert.ok(data.every((x) => x >= -1 && x <= 1));
    const quiet = patchOf(
      engine,
      clip.map((x) => x / 8),
    );
    assert.ok(data.every((x, i) => Math.abs(x - quiet.data[i]) < 1e-5));
  }
  assert.ok(patchOf(engine, new Float32Array(LENGTH)).data.every(Number.isFinite));
});

test('each turn of a clip has masks of its own, and the same ones again by the same seed', () => {
  const patch = patchOf(engine, exampleOf('bell', 1));
  const seeds = [maskSeed(1, 0, 0), maskSeed(1, 1, 0), maskSeed(1, 0, 1), maskSeed(2, 0, 0)];
  const sights = seeds.map((seed) => augment(engine, patch, seed).data);
  assert.deepEqual(sights[0], augment(engine, patch, seeds[0]).data);
  for (let i = 0; i < 4; i++) for (let j = 0; j < i; j++) assert.notDeepEqual(sights[i], sights[j]);
  assert.deepEqual(patch, patchOf(engine, exampleOf('bell', 1)), 'the clip stays as it is');
});

test('every third clip of a class is held out, and too few are named', () => {
  const collection = new Collection((samples) => patchOf(engine, samples));
  const clips = (/** @type {number} */ count) => Array.from({ length: count }, (_, i) => exampleOf('clap', i));
  assert.match(collection.lack, /two classes/);
  collection.add('Yes', clips(7));
  collection.add('No', clips(2));
  assert.match(collection.lack, /: No has 2\.$/);
  collection.put(collection.classes[1], clips(1));
  assert.equal(collection.lack, '');
  const { learnt, heldOut } = splitOf(collection.classes);
  assert.deepEqual([learnt.length, heldOut.length, heldOut.map(({ label }) => label)], [7, 3, [0, 0, 1]]);
  assert.equal(heldOut[0].clip, collection.classes[0].clips[2]);
  collection.rename(collection.classes[0], '  ');
  assert.equal(collection.classes[0].name, 'Yes');
  assert.equal(collection.add().name, 'Class 3');
});

test('a saved project has the same names, points and weights, and sounds to 16 bits', () => {
  const weights = Object.fromEntries(
    Object.entries(shapesOf(FRAMES, BANDS, 2)).map(([name, shape], k) => {
      const size = shape.reduce((product, n) => product * n);
      return [name, { shape, data: Float32Array.from({ length: size }, (_, i) => (i % 97) / 97 - k) }];
    }),
  );
  const points = [{ loss: 1, accuracy: 0.5, heldOutLoss: 1.25, heldOutAccuracy: 0.75 }];
  const classes = ['Siren', '“é”'].map((name, i) => ({ name, sounds: [exampleOf('siren', i), exampleOf('vowel', i)] }));
  const file = encodeProject(classes, [{ augments: true, points, weights }]);
  const read = decodeProject(file);
  assert.deepEqual(read.models, [{ augments: true, points, weights }]);
  for (const [i, { name, sounds }] of read.classes.entries()) {
    assert.equal(name, classes[i].name);
    for (const [k, sound] of sounds.entries())
      assert.ok(sound.every((x, t) => Math.abs(x - classes[i].sounds[k][t]) <= 0.5001 / 32767));
  }
  const broken = JSON.parse(file);
  broken.models[0].weights.dense.shape = [1, 2];
  assert.throws(() => decodeProject(JSON.stringify(broken)), { code: 'E_IMPORT', message: /dense has another shape/ });
});

test('a confusion matrix counts what clips are by what they are taken for', () => {
  assert.deepEqual(countsOf([0, 0, 1, 1, 1], [0, 1, 1, 1, 0], 2), [
    [1, 1],
    [1, 2],
  ]);
});
