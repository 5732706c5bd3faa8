// The classifier's page: classes of sounds, what the model sees of them, its training, and what it hears.
import { themeSwitch } from '../ui/theme.js';
import { at, button, element, on, write } from '../ui/page.js';
import { ClassCard } from './class-card.js';
import { stopTraining, tellFailure, tellOf, train } from './classroom.js';
import { addExamples, endRecording, fillWithExamples, measureRecording, openFiles, record } from './gathering.js';
import {
  chooseModel,
  endListening,
  followEar,
  followModels,
  LISTENING,
  listen,
  measureListening,
} from './listening.js';
import { audio, collection, ear, engine, messages, runs, TITLES } from './parts.js';
import { RunCard } from './run-card.js';
import { RATE } from './patch.js';
import { showSight } from './sight.js';
import { splitOf } from './split.js';
import { open, read, save } from './storing.js';

/** @typedef {import('./collection.js').Clip} Clip */
/** @typedef {import('./collection.js').Class} Class */

/** @type {Map<number, ClassCard>} */
const cards = new Map();
/** @type {Clip | null} */
let playing = null;
/** @type {AudioBufferSourceNode | null} */
let sounding = null;
/** @type {Clip | null} that is looked at */
let chosen = null;
let stale = false; // whether the models are of other sounds

/* ---- Classes ---- */

/** @param {Class} of */
function cardOf(of) {
  const card = new ClassCard(of, {
    rename: (name) => collection.rename(of, name),
    remove: () => {
      if (ear.purpose === of) void ear.close();
      collection.remove(of);
      at('add-class').focus();
    },
    record: () => record(of),
    stop: () => (ear.state === 'asking' ? ear.close() : endRecording()),
    files: () => openFiles(of),
    examples: (kind) => addExamples(of, kind),
    play: (clip) => void play(clip),
    drop: (clip) => collection.drop(of, clip),
  });
  cards.set(of.id, card);
  return card;
}

function showCards() {
  const wanted = collection.classes.map((of) => cards.get(of.id) ?? cardOf(of));
  for (const [id, card] of cards) if (!wanted.includes(card)) cards.delete(id);
  const place = at('cards');
  if (wanted.length !== place.children.length || wanted.some(({ element: e }, i) => e !== place.children[i]))
    place.replaceChildren(...wanted.map((card) => card.element));
  for (const card of wanted) card.refresh({ playing, chosen, taking: ear.purpose === card.of ? ear.state : 'off' });
  element('add-class', HTMLButtonElement).disabled = collection.full;
}

/** Plays a clip and looks at it. @param {Clip} clip */
async function play(clip) {
  chosen = clip;
  const again = playing === clip;
  sounding?.stop();
  playing = null;
  if (!again) {
    const context = await audio.open();
    const buffer = new AudioBuffer({ length: clip.samples.length, numberOfChannels: 1, sampleRate: RATE });
    buffer.copyToChannel(clip.samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    source.onended = () => {
      if (sounding !== source) return;
      sounding = playing = null;
      showCards();
    };
    source.start();
    sounding = source;
    playing = clip;
  }
  showCards();
  showChosen();
}

/* ---- What the model sees ---- */

const clipMenu = element('clip-menu', HTMLSelectElement);
const seed = element('seed', HTMLInputElement);
const learnt = () => splitOf(collection.classes).learnt;
/** A whole number in a field, within its limits. @param {HTMLInputElement} input */
function numberIn(input) {
  const [least, most] = [Number(input.min), Number(input.max)];
  const value = Math.round(Math.min(most, Math.max(least, input.valueAsNumber || least)));
  input.value = String(value);
  return value;
}

function listClips() {
  const options = collection.classes.flatMap(({ name, clips }) =>
    clips.map(({ id }, i) => new Option(`${name} ${i + 1}`, String(id))),
  );
  clipMenu.replaceChildren(...options);
  clipMenu.disabled = options.length === 0;
}

function showChosen() {
  const all = collection.classes.flatMap(({ name, clips }) =>
    clips.map((clip, i) => ({ clip, name: `${name} ${i + 1}` })),
  );
  const found = all.find(({ clip }) => clip === chosen) ?? all[0];
  at('no-sight').hidden = all.length > 0;
  at('sights').hidden = all.length === 0;
  chosen = found?.clip ?? null;
  if (!found) return;
  clipMenu.value = String(found.clip.id);
  const index = Math.max(
    0,
    learnt().findIndex(({ clip }) => clip === found.clip),
  );
  showSight(at('sights'), engine, { patch: found.clip.patch, name: found.name, index, seed: numberIn(seed) });
}

clipMenu.addEventListener('change', () => {
  chosen = collection.classes.flatMap(({ clips }) => clips).find(({ id }) => String(id) === clipMenu.value) ?? null;
  showChosen();
  showCards();
});
seed.addEventListener('change', showChosen);
button('reseed', () => {
  seed.value = String(numberIn(seed) === Number(seed.max) ? 1 : numberIn(seed) + 1);
  showChosen();
});

/* ---- Training ---- */

const runCards = runs.map((run, i) => new RunCard(run, TITLES[i]));
at('runs').append(...runCards.map((card) => card.element));
const modelMenu = element('model-menu', HTMLSelectElement);
for (const [i, title] of TITLES.entries()) modelMenu.append(new Option(title, String(i)));
modelMenu.addEventListener('change', chooseModel);

function showRuns() {
  const busy = runs.some((run) => run.busy);
  const names = collection.classes.map(({ name }) => name);
  for (const card of runCards) card.refresh(names, stale);
  at('train').hidden = busy;
  at('stop').hidden = !busy;
  at('runs').hidden = runs.every((run) => run.state === 'empty');
  write('lack', busy || runs.some((run) => run.ready) ? '' : collection.lack || 'Ready: press Train.');
}
for (const run of runs)
  on(run, {
    change() {
      showRuns();
      followModels();
      tellOf(run);
    },
    failed: ({ message }) => tellFailure(message),
  });
button('train', () => {
  stale = false;
  train({
    epochs: numberIn(element('epochs', HTMLInputElement)),
    seed: numberIn(seed),
    compare: element('compare', HTMLInputElement).checked,
  });
});
button('stop', stopTraining);

/* ---- What happens ---- */

on(collection, {
  change({ classes }) {
    if (classes) for (const run of runs) run.clear();
    stale = true;
    listClips();
    showChosen();
    showCards();
    showRuns();
    followModels();
  },
});
on(ear, {
  change() {
    showCards();
    followEar();
  },
  lost: () => (ear.purpose === LISTENING ? endListening() : endRecording()),
});
button('fill', fillWithExamples);
button('add-class', () => {
  const { id } = collection.add();
  cards.get(id)?.name.focus();
});
button('export', save);
button('import', open);
const projectFile = element('project-file', HTMLInputElement);
projectFile.addEventListener('change', async () => {
  const file = projectFile.files?.[0];
  projectFile.value = '';
  if (!file) return;
  await read(file);
  stale = false;
  showRuns();
});
button('listen', listen);
themeSwitch(at('theme'), () => {
  for (const card of runCards) card.draw();
});

function frame() {
  requestAnimationFrame(frame);
  const card = [...cards.values()].find(({ of }) => of === ear.purpose);
  if (card) measureRecording(card);
  else if (ear.purpose === LISTENING) measureListening();
}

collection.replace([
  { name: 'Class 1', sounds: [] },
  { name: 'Class 2', sounds: [] },
]);
followEar();
messages.say('Record or open a few sounds for each class, or use the built-in ones.');
requestAnimationFrame(frame);
