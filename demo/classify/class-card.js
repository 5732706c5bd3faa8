// A class on the page: its name, its clips, and the ways to give it more.
import { make } from '../ui/make.js';
import { kinds } from './examples.js';
import { drawPatch } from './patch-drawing.js';
import { isHeldOut } from './split.js';

/** @typedef {import('./collection.js').Class} Class */
/** @typedef {import('./collection.js').Clip} Clip */
/**
 * @typedef {object} Wishes what its reader may want of a class
 * @property {(name: string) => void} rename
 * @property {() => void} remove
 * @property {() => void} record
 * @property {() => void} stop
 * @property {() => void} files
 * @property {(kind: string) => void} examples
 * @property {(clip: Clip) => void} play
 * @property {(clip: Clip) => void} drop
 */
/** @typedef {{ playing: Clip | null, chosen: Clip | null, taking: 'off' | 'asking' | 'on' }} Standing */

export class ClassCard {
  /** @type {Map<number, HTMLLIElement>} */
  #items = new Map();

  /** @param {Class} of @param {Wishes} wishes */
  constructor(of, wishes) {
    this.of = of;
    this.wishes = wishes;
    this.name = make('input', { type: 'text', value: of.name, autocomplete: 'off', maxLength: 24, spellcheck: false });
    this.name.addEventListener('change', () => {
      wishes.rename(this.name.value);
      this.name.value = of.name;
    });
    this.removing = button('Remove', wishes.remove, 'quiet');
    this.clips = make('ul', { className: 'clips' });
    this.count = make('p', { className: 'count' });
    this.recording = button('Record', wishes.record);
    this.opening = button('Files', wishes.files);
    this.menu = make('select', { className: 'examples' }, new Option('Built-in', ''));
    for (const [kind, { label }] of Object.entries(kinds)) this.menu.append(new Option(label, kind));
    this.menu.addEventListener('change', () => {
      if (this.menu.value) wishes.examples(this.menu.value);
      this.menu.value = '';
    });
    this.acts = make('div', { className: 'acts' }, this.recording, this.opening, this.menu);
    this.level = make('meter', { min: -60, max: 0, low: -40, high: -6, optimum: -20, 'aria-label': 'Input level, dB' });
    this.stopping = button('Stop', wishes.stop);
    this.taped = make('span', { className: 'time' });
    const light = make('span', { className: 'recording' }, make('i'), this.taped);
    this.taking = make('div', { className: 'taking', hidden: true }, light, this.level, this.stopping);
    const head = make('div', { className: 'card-head' }, this.name, this.removing);
    this.element = make('section', { className: 'card' }, head, this.clips, this.count, this.taking, this.acts);
  }

  /** @param {Standing} standing */
  refresh({ playing, chosen, taking }) {
    const { of } = this;
    if (document.activeElement !== this.name) this.name.value = of.name;
    this.element.setAttribute('aria-label', `Class ${of.name}`);
    for (const [control, words] of /** @type {[HTMLElement, string][]} */ ([
      [this.name, `Name of the class ${of.name}`],
      [this.removing, `Remove the class ${of.name}`],
      [this.recording, `Record for ${of.name}`],
      [this.opening, `Open files for ${of.name}`],
      [this.menu, `Built-in sound for ${of.name}`],
    ]))
      control.setAttribute('aria-label', words);
    const held = of.clips.filter((_, i) => isHeldOut(i)).length;
    this.count.textContent = of.clips.length
      ? `${of.clips.length} ${of.clips.length === 1 ? 'clip' : 'clips'}, ${held || 'none'} held out`
      : 'No clips yet: record a few, or open files.';
    this.acts.hidden = taking !== 'off';
    this.taking.hidden = taking === 'off';
    if (taking === 'asking') this.taped.textContent = 'Waiting for permission';
    this.#list(playing, chosen);
  }

  /** What is heard while it is recorded. @param {number} seconds @param {number} decibels */
  measure(seconds, decibels) {
    this.taped.textContent = `${seconds.toFixed(1)} s`;
    this.level.value = decibels;
  }

  /** @param {Clip | null} playing @param {Clip | null} chosen */
  #list(playing, chosen) {
    const items = this.of.clips.map((clip, i) => {
      const item = this.#items.get(clip.id) ?? this.#item(clip);
      const [play, drop] = /** @type {HTMLElement[]} */ ([...item.children]);
      const held = isHeldOut(i);
      play.classList.toggle('held', held);
      play.classList.toggle('playing', clip === playing);
      play.setAttribute('aria-current', String(clip === chosen));
      play.setAttribute('aria-label', `Play clip ${i + 1} of ${this.of.name}${held ? ', held out' : ''}`);
      play.title = held ? 'Held out' : '';
      drop.setAttribute('aria-label', `Remove clip ${i + 1} of ${this.of.name}`);
      return [clip.id, item];
    });
    this.#items = new Map(/** @type {[number, HTMLLIElement][]} */ (items));
    const wanted = [...this.#items.values()];
    const focused = document.activeElement?.closest('li');
    const same = wanted.length === this.clips.children.length && wanted.every((li, i) => li === this.clips.children[i]);
    if (same) return;
    const at = focused ? [...this.clips.children].indexOf(focused) : -1;
    this.clips.replaceChildren(...wanted);
    if (at >= 0) /** @type {HTMLElement | undefined} */ (wanted[Math.min(at, wanted.length - 1)]?.firstChild)?.focus();
  }

  /** @param {Clip} clip */
  #item(clip) {
    const canvas = make('canvas', { width: 96, height: 64 });
    drawPatch(canvas, clip.patch);
    const play = make('button', { type: 'button', className: 'clip', 'aria-keyshortcuts': 'Delete' }, canvas);
    play.addEventListener('click', () => this.wishes.play(clip));
    play.addEventListener('keydown', ({ key }) => {
      if (key === 'Delete' || key === 'Backspace') this.wishes.drop(clip);
    });
    const drop = button('×', () => this.wishes.drop(clip), 'drop-clip');
    drop.tabIndex = -1; // the clip itself heeds Delete
    return make('li', {}, play, drop);
  }
}

/** @param {string} label @param {() => void} run @param {string} [className] */
function button(label, run, className = '') {
  const made = make('button', { type: 'button', className }, label);
  made.addEventListener('click', run);
  return made;
}
