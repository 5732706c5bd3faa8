// The Worker that trains and asks the network, so that the page stays free. What comes and goes: protocol.js.
import { load } from 'specgram';
import { augment, maskSeed } from './augment.js';
import { randomFrom } from '../sources/synthesis.js';
import { Network } from './network.js';
import { BANDS, FRAMES } from './patch.js';
import * as tf from './tensorflow.js';

/** @typedef {import('./protocol.js').Job} Job */
/** @typedef {import('./protocol.js').Question} Question */
/** @typedef {import('./protocol.js').Answer} Answer */

const BATCH = 16;
const SIZE = FRAMES * BANDS;

/** @type {Network | null} */
let network = null;
let stopped = false;
const started = start();

/** @param {Answer} answer */
const tell = (answer) => postMessage(answer);

async function start() {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false); // its threads would need a script from a blob: address
  tf.setWasmPaths(new URL('./', import.meta.url).href);
  await tf.setBackend('wasm');
  await tf.ready();
}

addEventListener('message', async ({ data }) => {
  const question = /** @type {Question} */ (data);
  try {
    if (question.type === 'stop') stopped = true;
    else {
      await started;
      if (question.type === 'train') await train(question);
      else if (question.type === 'load') {
        const { classes, weights, heldOut } = question;
        network = new Network({ frames: FRAMES, bins: BANDS, classes, weights });
        const guesses = heldOut.labels.length ? network.judge(heldOut).guesses : [];
        tell({ type: 'trained', weights, guesses, stopped: false });
      } else tell({ type: 'scores', id: question.id, scores: network ? network.scores(question.patch) : null });
    }
  } catch (error) {
    tell({ type: 'failed', message: /** @type {Error} */ (error)?.message ?? String(error) });
  }
});

/** @param {Job} job */
async function train(job) {
  const { epochs, turns, seed, learnt, heldOut, classes } = job;
  stopped = false;
  network = new Network({ frames: FRAMES, bins: BANDS, classes, seed });
  const sights = job.augments ? await augmented(seed) : (/** @type {Float32Array<ArrayBuffer>} */ patch) => patch;
  const random = randomFrom(seed);
  const count = learnt.labels.length;
  /** @type {number[]} */
  let guesses = [];
  for (let epoch = 0; epoch < epochs && !stopped; epoch++) {
    const order = shuffled(count * turns, random);
    let [loss, hits, seen] = [0, 0, 0];
    for (let at = 0; at < order.length && !stopped; at += BATCH) {
      const picked = order.slice(at, at + BATCH);
      const labels = picked.map((i) => learnt.labels[i % count]);
      const data = new Float32Array(SIZE * picked.length);
      for (const [k, i] of picked.entries()) {
        const clip = i % count;
        const patch = learnt.data.subarray(clip * SIZE, (clip + 1) * SIZE);
        data.set(sights(patch, epoch * turns + Math.floor(i / count), clip), k * SIZE);
      }
      const done = network.step({ data, labels });
      loss += done.loss * picked.length;
      hits += done.hits;
      seen += picked.length;
      tell({ type: 'progress', done: (epoch + seen / order.length) / epochs });
      await breath();
    }
    if (!seen) break;
    const judged = network.judge(heldOut);
    guesses = judged.guesses;
    const right = guesses.filter((guess, i) => guess === heldOut.labels[i]).length;
    const point = { loss: loss / seen, accuracy: hits / seen, heldOutLoss: judged.loss };
    tell({ type: 'epoch', epoch, point: { ...point, heldOutAccuracy: right / heldOut.labels.length }, guesses });
  }
  tell({ type: 'trained', weights: network.weights(), guesses, stopped });
}

/** @param {number} seed */
async function augmented(seed) {
  const engine = await load();
  return (/** @type {Float32Array<ArrayBuffer>} */ data, /** @type {number} */ turn, /** @type {number} */ clip) =>
    augment(engine, { data, shape: [FRAMES, BANDS] }, maskSeed(seed, turn, clip)).data;
}

/** @param {number} count @param {() => number} random */
function shuffled(count, random) {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** Lets messages in: who wants to stop is heard between two steps. */
const breath = () =>
  new Promise((done) => {
    setTimeout(done);
  });
