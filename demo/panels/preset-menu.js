// The menu of presets, by what their models are for.
import { make } from '../ui/make.js';

/** The first preset of each group, in the engine's order. @type {[label: string, first: string][]} */
const GROUPS = [
  ['Speech and speakers', 'whisper-80'],
  ['Sounds and music', 'ast'],
  ['Voices and codecs', 'hifigan-22k'],
];

/** @param {readonly string[]} names all presets, group after group */
export function presetMenu(names) {
  const starts = GROUPS.map(([, first]) => names.indexOf(first));
  return GROUPS.map(([label], i) =>
    make('optgroup', { label }, ...names.slice(starts[i], starts[i + 1]).map((name) => new Option(name, name))),
  );
}
