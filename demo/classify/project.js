// Classes, clips and models to one JSON file and back: 16-bit sounds and float32 weights, in base64.
import { shapesOf } from './architecture.js';
import { BANDS, FRAMES, LENGTH, RATE } from './patch.js';

/** @typedef {import('./protocol.js').Weights} Weights */
/** @typedef {{ augments: boolean, points: import('./protocol.js').Point[], weights: Weights }} Model */
/** @typedef {{ name: string, sounds: Float32Array<ArrayBuffer>[] }} NamedSounds */

const FORMAT = 'specgram-classifier';
const VERSION = 1;
const FULL = 32767; // of 16 bits

export class ProjectError extends Error {
  code = 'E_IMPORT';
}

/** @param {NamedSounds[]} classes @param {Model[]} models */
export function encodeProject(classes, models) {
  return JSON.stringify({
    format: FORMAT,
    version: VERSION,
    sampleRate: RATE,
    patch: [FRAMES, BANDS],
    classes: classes.map(({ name, sounds }) => ({ name, clips: sounds.map((samples) => text(bytesOf(samples))) })),
    models: models.map(({ augments, points, weights }) => ({
      augments,
      points,
      weights: Object.fromEntries(
        Object.entries(weights).map(([name, { shape, data }]) => [
          name,
          { shape, data: text(new Uint8Array(data.buffer)) },
        ]),
      ),
    })),
  });
}

/** @param {string} file @returns {{ classes: NamedSounds[], models: Model[] }} */
export function decodeProject(file) {
  const project = parsed(file);
  demand(project?.format === FORMAT, 'it was not saved by this page');
  demand(project.version === VERSION, `it is of version ${project.version}, this page reads version ${VERSION}`);
  const { classes, models, sampleRate, patch } = project;
  demand(sampleRate === RATE && String(patch) === String([FRAMES, BANDS]), 'its clips are of another kind');
  demand(Array.isArray(classes) && Array.isArray(models), 'its classes are missing');
  return {
    classes: classes.map((/** @type {any} */ each) => {
      demand(typeof each?.name === 'string' && Array.isArray(each.clips), 'a class has no name or no clips');
      return { name: each.name, sounds: each.clips.map(samplesOf) };
    }),
    models: models.map((/** @type {any} */ model) => modelOf(model, classes.length)),
  };
}

/** @param {any} model @param {number} classes @returns {Model} */
function modelOf(model, classes) {
  demand(Array.isArray(model?.points) && model.weights, 'a model has no weights');
  const weights = Object.entries(shapesOf(FRAMES, BANDS, classes)).map(([name, shape]) => {
    const from = model.weights[name];
    const bytes = bytesIn(from?.data);
    const size = shape.reduce((product, n) => product * n, 4);
    demand(String(from?.shape) === String(shape) && bytes.length === size, `the model’s ${name} has another shape`);
    return [name, { shape, data: new Float32Array(bytes.buffer) }];
  });
  return { augments: model.augments === true, points: model.points, weights: Object.fromEntries(weights) };
}

/** @param {string} file */
function parsed(file) {
  try {
    return JSON.parse(file);
  } catch {
    throw new ProjectError('it is no JSON');
  }
}

/** @param {unknown} fact @param {string} otherwise */
function demand(fact, otherwise) {
  if (!fact) throw new ProjectError(otherwise);
}

/** @param {Float32Array} samples */
function bytesOf(samples) {
  const bytes = new DataView(new ArrayBuffer(2 * samples.length));
  for (const [i, x] of samples.entries()) bytes.setInt16(2 * i, Math.round(FULL * Math.max(-1, Math.min(1, x))), true);
  return new Uint8Array(bytes.buffer);
}

/** @param {unknown} clip */
function samplesOf(clip) {
  const bytes = bytesIn(clip);
  demand(bytes.length === 2 * LENGTH, 'a clip has another length');
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: LENGTH }, (_, i) => view.getInt16(2 * i, true) / FULL);
}

/** @param {Uint8Array} bytes */
function text(bytes) {
  let letters = '';
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(letters);
}

/** @param {unknown} letters */
function bytesIn(letters) {
  try {
    return Uint8Array.from(atob(String(letters)), (letter) => letter.charCodeAt(0));
  } catch {
    throw new ProjectError('its numbers cannot be read');
  }
}
