// How sure the model is of each class: a bar a class.
import { make } from '../ui/make.js';

export class Bars {
  /** @type {{ item: HTMLLIElement, output: HTMLOutputElement }[]} */
  #bars = [];

  /** @param {HTMLElement} place a list */
  constructor(place) {
    this.place = place;
  }

  /** @param {string[]} names */
  set names(names) {
    this.#bars = names.map((name) => {
      const output = make('output', {}, '0 %');
      const track = make('div', { className: 'track', 'aria-hidden': 'true' }, make('div', { className: 'fill' }));
      const item = make('li', {}, make('span', { className: 'name', title: name }, name), track, output);
      output.setAttribute('aria-live', 'off'); // five times a second is no speech
      return { item, output };
    });
    this.place.replaceChildren(...this.#bars.map(({ item }) => item));
  }

  /** @param {ArrayLike<number>} scores @param {number} first the class that is heard; -1: none */
  show(scores, first) {
    for (const [i, { item, output }] of this.#bars.entries()) {
      item.style.setProperty('--score', String(scores[i] ?? 0));
      item.classList.toggle('first', i === first);
      output.textContent = `${Math.round(100 * (scores[i] ?? 0))} %`;
    }
  }
}
