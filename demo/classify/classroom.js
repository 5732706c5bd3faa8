// Training on the page: what is asked of the runs, and what is said of them.
import { collection, messages, runs, TITLES } from './parts.js';
import { BANDS, FRAMES } from './patch.js';
import { splitOf } from './split.js';

const TURNS = 3; // how often each clip is taken in an epoch
const SIZE = FRAMES * BANDS;

/** Patches one after another. @param {{ clip: import('./collection.js').Clip, label: number }[]} clips @returns {import('./protocol.js').Batch} */
function batchOf(clips) {
  const data = new Float32Array(SIZE * clips.length);
  for (const [i, { clip }] of clips.entries()) data.set(clip.patch.data, SIZE * i);
  return { data, labels: clips.map(({ label }) => label) };
}

export const heldOut = () => batchOf(splitOf(collection.classes).heldOut);

/** @param {{ epochs: number, seed: number, compare: boolean }} wanted */
export function train({ epochs, seed, compare }) {
  for (const code of ['E_FEW_SOUNDS', 'E_TRAINING', 'E_STOPPED']) messages.clear(code);
  if (collection.lack) {
    messages.alert('E_FEW_SOUNDS', collection.lack);
    return;
  }
  const job = {
    classes: collection.classes.length,
    learnt: batchOf(splitOf(collection.classes).learnt),
    heldOut: heldOut(),
    epochs,
    turns: TURNS,
    seed,
  };
  messages.say('Training begins.');
  for (const run of runs) {
    if (run.augments || compare) run.start(job);
    else run.clear();
  }
}

export function stopTraining() {
  for (const run of runs) run.stop();
}

/** Says how the runs do. @param {import('./run.js').Run} run */
export function tellOf(run) {
  const title = TITLES[runs.indexOf(run)];
  const { accuracy } = run;
  const share = accuracy === null ? '' : `: ${Math.round(100 * accuracy)} % of the held-out clips`;
  if (run.state === 'trained') messages.say(`${title}${share}. Trained.`);
  else if (run.state === 'training' && run.points.length)
    messages.say(`${title}, epoch ${run.points.length} of ${run.epochs}${share}.`);
  else if (run.state === 'stopped' && !run.points.length)
    messages.alert(
      'E_STOPPED',
      'Training was stopped before the first epoch was over: the model has hardly learnt anything. Train it again.',
    );
  else if (run.state === 'stopped') messages.say(`${title}${share}. Stopped.`);
}

/** @param {string} message */
export const tellFailure = (message) =>
  messages.alert('E_TRAINING', `The model could not be trained: ${message}. The sounds are kept.`);
