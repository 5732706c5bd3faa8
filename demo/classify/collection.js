// The classes and their clips: what the model is to learn.
import { FEWEST } from './split.js';

/** @typedef {{ id: number, samples: Float32Array<ArrayBuffer>, patch: import('./patch.js').Patch }} Clip */
/** @typedef {{ id: number, name: string, clips: Clip[] }} Class */

const MOST = 12; // classes
const LONGEST = 24; // characters of a name

/** Fires 'change' with `detail.classes`: whether there are others than before. */
export class Collection extends EventTarget {
  /** @type {Class[]} */
  classes = [];
  #count = 0;

  /** @param {(samples: Float32Array<ArrayBuffer>) => import('./patch.js').Patch} patchOf */
  constructor(patchOf) {
    super();
    this.patchOf = patchOf;
  }

  get full() {
    return this.classes.length >= MOST;
  }
  get clips() {
    return this.classes.reduce((sum, { clips }) => sum + clips.length, 0);
  }

  /** @param {string} [name] @param {readonly Float32Array<ArrayBuffer>[]} [sounds] clips */
  add(name, sounds = []) {
    const id = ++this.#count;
    const added = { id, name: (name ?? this.#freeName()).slice(0, LONGEST), clips: this.#clipsOf(sounds) };
    this.classes.push(added);
    this.#tell(true);
    return added;
  }

  /** @param {Class} to @param {readonly Float32Array<ArrayBuffer>[]} sounds clips */
  put(to, sounds) {
    to.clips.push(...this.#clipsOf(sounds));
    this.#tell(false);
  }

  /** @param {Class} of @param {string} name an empty one is not taken */
  rename(of, name) {
    of.name = name.trim().slice(0, LONGEST) || of.name;
    this.#tell(false);
  }

  /** @param {Class} gone */
  remove(gone) {
    this.classes = this.classes.filter((other) => other !== gone);
    this.#tell(true);
  }

  /** @param {Class} from @param {Clip} gone */
  drop(from, gone) {
    from.clips = from.clips.filter((clip) => clip !== gone);
    this.#tell(false);
  }

  /** Other classes in their place. @param {{ name: string, sounds: Float32Array<ArrayBuffer>[] }[]} classes */
  replace(classes) {
    this.classes = classes.map(({ name, sounds }) => ({ id: ++this.#count, name, clips: this.#clipsOf(sounds) }));
    this.#tell(true);
  }

  /** Why nothing can be learnt of this; '' when it can. */
  get lack() {
    if (this.classes.length < 2) return 'There must be at least two classes to tell apart.';
    const few = this.classes.filter(({ clips }) => clips.length < FEWEST);
    if (!few.length) return '';
    const words = few.map(({ name, clips }) => `${name} has ${clips.length || 'none'}`).join(', ');
    return `Every class needs at least ${FEWEST} clips, two to learn from and one to be tried on: ${words}.`;
  }

  /** @param {readonly Float32Array<ArrayBuffer>[]} sounds @returns {Clip[]} */
  #clipsOf(sounds) {
    return sounds.map((samples) => ({ id: ++this.#count, samples, patch: this.patchOf(samples) }));
  }

  #freeName() {
    const names = new Set(this.classes.map(({ name }) => name));
    let i = this.classes.length + 1;
    while (names.has(`Class ${i}`)) i++;
    return `Class ${i}`;
  }

  /** @param {boolean} classes */
  #tell(classes) {
    this.dispatchEvent(new CustomEvent('change', { detail: { classes } }));
  }
}
