// Notes of the equal-tempered scale by name: 'C4', 'F♯3', 'B♭2-14'. As librosa spells and reads them.

import { rangeError, reading, show, typeError } from './errors.js';
import { hertzOf, midiOf, numbersOf, pitchOf } from './frequencies.js';
import { entries } from './option-bag.js';
import { isArray } from './realms.js';

/**
 * @typedef {object} NoteOptions
 * @property {number} [a4] Hz of the note A4 (default 440)
 * @property {boolean} [octave] the octave's number behind the name (default true)
 * @property {boolean} [cents] the distance to the note behind that: 'A4+20' (default false)
 * @property {boolean} [unicode] '♯', or the '#' of plain text (default true)
 */

const SHARPS = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];
/** @type {Record<string, number>} */
const STEPS = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
/** @type {Record<string, number>} semitones */
const ACCIDENTALS = { '#': 1, '♯': 1, '𝄪': 2, b: -1, '!': -1, '♭': -1, '𝄫': -2, '♮': 0 };
const NOTE = /^([A-Ga-g])([#♯𝄪b!♭𝄫♮]*)([+-]?\d+)?([+-]\d+)?$/u;

/**
 * The name of a single MIDI number's nearest note, unchecked.
 * @param {number} midi
 */
export function nameOf(midi) {
  const key = Math.round(midi);
  return `${SHARPS[((key % 12) + 12) % 12]}${Math.floor(key / 12) - 1}`;
}

/**
 * The names of the notes that are nearest to frequencies; '' for what is no frequency.
 * @template {number | ArrayLike<number>} T
 * @param {T} hz
 * @param {NoteOptions} [options]
 * @returns {T extends number ? string : string[]}
 */
export function hzToNote(hz, options) {
  const own = entries(options, ['a4', 'octave', 'cents', 'unicode']);
  const a4 = pitchOf(own);
  const [octave, cents, unicode] = [flag(own, 'octave', true), flag(own, 'cents', false), flag(own, 'unicode', true)];
  if (cents && !octave) throw rangeError('octave must be true where cents is, got false');
  const name = (/** @type {number} */ one) => {
    const midi = midiOf(one, a4);
    if (!Number.isFinite(midi)) return '';
    const note = unicode ? nameOf(midi) : nameOf(midi).replace('♯', '#');
    if (!octave) return note.replace(/-?\d+$/, '');
    const off = Math.round(100 * (midi - Math.round(midi)));
    return cents ? `${note}${off < 0 ? '-' : '+'}${Math.abs(off)}` : note;
  };
  /** @type {unknown} */
  const result = typeof hz === 'number' ? name(hz) : Array.from(numbersOf('hz', hz), name);
  return /** @type {T extends number ? string : string[]} */ (result);
}

/**
 * The frequencies of notes by name. Without an octave it is octave 0; cents count, as with librosa's round_midi=False.
 * @template {string | readonly string[]} T
 * @param {T} note
 * @param {import('./frequencies.js').PitchOptions} [options]
 * @returns {T extends string ? number : Float64Array<ArrayBuffer>}
 */
export function noteToHz(note, options) {
  const a4 = pitchOf(entries(options, ['a4']));
  const list = typeof note === 'string' ? [note] : note;
  if (!isArray(list)) throw typeError(`note must be a name or an array of names, got ${show(note)}`);
  const names = reading('note', () => Array.from(list));
  const hz = Float64Array.from(names, (one) => hertzOf(midiOfName(one), a4));
  /** @type {unknown} */
  const result = typeof note === 'string' ? hz[0] : hz;
  return /** @type {T extends string ? number : Float64Array<ArrayBuffer>} */ (result);
}

/** @param {unknown} name */
function midiOfName(name) {
  if (typeof name !== 'string') throw typeError(`note must be a name or an array of names, got ${show(name)}`);
  if (name === '') return Number.NaN; // which has no name
  const parts = NOTE.exec(name);
  if (!parts) throw rangeError(`note must be a name such as 'A4', 'C♯3' or 'Bb2-14', got ${show(name)}`);
  const [, letter, accidentals, octave = '0', cents = '0'] = parts;
  const shift = [...accidentals].reduce((sum, accidental) => sum + ACCIDENTALS[accidental], 0);
  return 12 * (Number(octave) + 1) + STEPS[letter.toUpperCase()] + shift + Number(cents) / 100;
}

/** @param {Record<string, unknown>} options @param {string} name @param {boolean} usual */
function flag(options, name, usual) {
  const value = options[name] ?? usual;
  if (typeof value !== 'boolean') throw typeError(`${name} must be true or false, got ${show(value)}`);
  return value;
}
