// Clips for a class: recorded, from files, or built in.
import { readFile } from '../sources/file.js';
import { decibelsOf } from '../ui/format.js';
import { element } from '../ui/page.js';
import { clipsOf } from './cut.js';
import { exampleOf, kinds } from './examples.js';
import { collection, ear, messages } from './parts.js';
import { atModelRate } from './rate.js';

/** @typedef {import('./collection.js').Class} Class */

const BUILT_IN = 15; // clips a class
const LONGEST = 12; // s of a recording
const QUIETEST = -60; // dB that the meters show
let made = 0; // built-in clips of each kind that were added to classes, so that none is there twice

/** @param {string} kind @param {number} first */
const examples = (kind, first) => Array.from({ length: BUILT_IN }, (_, i) => exampleOf(kind, first + i + 1));

export function fillWithExamples() {
  const before = collection.classes;
  const fresh = Object.entries(kinds).map(([kind, { label }]) => ({ name: label, sounds: examples(kind, 0) }));
  const kept = before
    .filter(({ clips }) => clips.length)
    .map(({ name, clips }) => ({ name, sounds: clips.map((clip) => clip.samples) }));
  collection.replace([...kept, ...fresh].slice(0, 12));
  messages.say(`${fresh.length} classes of ${BUILT_IN} built-in clips.`);
}

/** @param {Class} to @param {string} kind */
export function addExamples(to, kind) {
  made += BUILT_IN;
  collection.put(to, examples(kind, made));
  if (/^Class \d+$/.test(to.name) && collection.classes.every(({ name }) => name !== kinds[kind].label))
    collection.rename(to, kinds[kind].label);
  messages.say(`${BUILT_IN} clips for ${to.name}.`);
}

/** @param {Class} to */
export async function record(to) {
  if (!(await ear.open(to, () => void record(to)))) return;
  messages.say(`Recording for ${to.name}. Stop ends it.`);
}

/** Ends the recording; its clips are the class's. */
export async function endRecording() {
  const to = /** @type {Class | null} */ (ear.purpose);
  const capture = await ear.close();
  if (!capture || !to) return;
  const { recording } = capture;
  await take(to, [recording.read(recording.start, recording.length), recording.sampleRate], 'The recording');
}

/** Moves a card's meter. Call it once a frame. @param {import('./class-card.js').ClassCard} card */
export function measureRecording(card) {
  const { capture } = ear;
  if (!capture) return;
  capture.measure();
  card.measure(capture.now, Math.max(QUIETEST, decibelsOf(capture.peak)));
  if (capture.now > LONGEST) void endRecording();
}

/** @param {Class} to */
export function openFiles(to) {
  const input = element('sound-files', HTMLInputElement);
  input.onchange = async () => {
    const files = [...(input.files ?? [])];
    input.value = '';
    messages.clear('E_FILE');
    messages.clear('E_DECODE');
    for (const file of files) {
      try {
        const sound = await readFile(file, new AbortController().signal);
        await take(to, [sound.read(0, sound.length), sound.sampleRate], `“${file.name}”`);
      } catch (error) {
        const { code = 'E_DECODE', message } = /** @type {Error & { code?: string }} */ (error);
        messages.alert(code, message);
      }
    }
  };
  input.click();
}

/** @param {Class} to @param {[Float32Array, number]} sound @param {string} what */
async function take(to, [samples, rate], what) {
  messages.clear('E_SILENT');
  const clips = clipsOf(await atModelRate(samples, rate));
  if (!collection.classes.includes(to)) return;
  if (clips.length) {
    collection.put(to, clips);
    messages.say(`${clips.length} ${clips.length === 1 ? 'clip' : 'clips'} for ${to.name}.`);
  } else messages.alert('E_SILENT', `${what} holds no sound: it is shorter than a twentieth of a second, or silent.`);
}
