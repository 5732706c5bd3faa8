// The present source in the present view: scrolling with what comes, or as a whole.
import { analysisOf, transformOf } from '../views/analysis.js';
import { Scroll } from '../views/scroll.js';
import { loudestStretch } from '../views/survey.js';
import { table } from './settings-table.js';

/** @typedef {import('../sources/capture.js').Capture} Capture */

/** Fires 'change' when another picture was begun. */
export class Viewer extends EventTarget {
  /** @type {number | undefined} s across from which the present transform shows anything, if it wants a close look */
  #near = undefined;

  /**
   * @param {object} parts
   * @param {import('specgram').Engine} parts.engine
   * @param {import('../views/figure.js').Figure} parts.figure
   * @param {import('./settings.js').Settings} parts.settings
   * @param {import('../players/player.js').Player} parts.player
   * @param {import('./listening.js').Listening} parts.listening
   */
  constructor({ engine, figure, settings, player, listening }) {
    super();
    this.figure = figure;
    this.settings = settings;
    this.player = player;
    this.listening = listening;
    this.scroll = new Scroll(engine, figure);
    player.addEventListener('state', () => {
      if (!this.#scrollsTrack) return;
      if (player.state === 'playing') this.scroll.attach();
      else this.scroll.detach();
    });
    player.addEventListener('jump', () => {
      if (this.#scrollsTrack && this.scroll.feed) this.scroll.start(player.feed, this.analysis);
    });
  }

  get #scrollsTrack() {
    return !this.listening.session && this.figure.time.mode === 'live';
  }
  get transform() {
    return transformOf(this.settings.text('transform'));
  }
  get analysis() {
    return analysisOf(this.settings.values, table);
  }
  /** Hz of what is shown. */
  get rate() {
    return this.scroll.feed?.sampleRate ?? (this.player.source ?? this.player.feed).sampleRate;
  }

  /**
   * Draws the present source anew in the present view.
   * @param {boolean} [keepsWindow] unless the transform is seen from elsewhere than the one before
   */
  draw(keepsWindow = false) {
    this.#begin(keepsWindow);
    this.dispatchEvent(new Event('change'));
  }

  /** @param {boolean} keepsWindow */
  #begin(keepsWindow) {
    const { figure, player, scroll } = this;
    const { session } = this.listening;
    const before = this.#near;
    this.#near = this.transform.near;
    if (this.settings.text('view') === 'whole' && !session && player.source) {
      scroll.stop();
      if (player.state === 'silent') player.pause();
      const stays = keepsWindow && figure.time.mode === 'whole' && this.#near === before;
      void figure.draw(player.source, this.analysis, this.#stretch(player.source, stays));
      return;
    }
    const was = figure.time.mode;
    figure.whole.stop();
    figure.time.mode = 'live';
    if (was === 'whole' || !keepsWindow) figure.time.follow(true);
    scroll.start((session ?? player).feed, this.analysis);
  }

  /**
   * What is to be in sight of a whole sound.
   * @param {import('../sources/source.js').Source} source
   * @param {boolean} stays
   */
  #stretch(source, stays) {
    if (stays) return { start: this.figure.time.start, end: this.figure.time.end };
    if (!this.#near) return null;
    const start = loudestStretch(source, this.#near);
    return { start, end: start + this.#near };
  }
}
