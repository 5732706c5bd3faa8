// Classes, clips and models to a file on the reader's machine, and back.
import { element } from '../ui/page.js';
import { saveFile } from '../ui/save.js';
import { heldOut } from './classroom.js';
import { collection, messages, runs } from './parts.js';
import { decodeProject, encodeProject } from './project.js';

export function save() {
  messages.clear('E_NOTHING');
  if (!collection.clips) {
    messages.alert('E_NOTHING', 'There is nothing to save yet: record a few sounds, or use the built-in ones.');
    return;
  }
  const classes = collection.classes.map(({ name, clips }) => ({ name, sounds: clips.map((clip) => clip.samples) }));
  const models = runs.flatMap(({ augments, points, weights, ready }) =>
    ready && weights ? [{ augments, points, weights }] : [],
  );
  saveFile(new Blob([encodeProject(classes, models)], { type: 'application/json' }), 'specgram-classifier.json');
  messages.say(`Saved: ${classes.length} classes${models.length ? ' and the model' : ''}.`);
}

export function open() {
  element('project-file', HTMLInputElement).click();
}

/** @param {File} file */
export async function read(file) {
  messages.clear('E_IMPORT');
  try {
    const { classes, models } = decodeProject(await file.text());
    collection.replace(classes);
    for (const { augments, points, weights } of models)
      runs.find((run) => run.augments === augments)?.load(weights, points, classes.length, heldOut());
    messages.say(`Opened “${file.name}”: ${classes.length} classes${models.length ? ' and the model' : ''}.`);
  } catch (error) {
    messages.alert(
      'E_IMPORT',
      `“${file.name}” cannot be opened: ${/** @type {Error} */ (error).message}. What is here stays.`,
    );
  }
}
