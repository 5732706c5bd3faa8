// The present source in the present view: scrolling with what comes, or as a whole; one picture, or one a channel.
import { analysisOf, factsOf, transformOf } from '../views/analysis.js';
import { Scroll } from '../views/scroll.js';
import { loudestStretch } from '../views/survey.js';
import { table } from './settings-table.js';

/** @typedef {import('../sources/source.js').Picked} Picked */

/** @type {Record<string, Picked[]>} the channels of each picture */
const PICKED = { mean: ['mean'], left: [0], right: [1], both: [0, 1] };

/** Fires 'change' when another picture was begun, and 'error' when none could be. */
export class Viewer extends EventTarget {
  /** @type {number | undefined} s across from which the present transform shows anything, if it wants a close look */
  #near = undefined;

  /**
   * @param {object} parts
   * @param {import('specgram').Engine} parts.engine
   * @param {import('../views/figure.js').Figure[]} parts.figures of which the first is always there
   * @param {import('./settings.js').Settings} parts.settings
   * @param {import('../players/player.js').Player} parts.player
   * @param {import('./listening.js').Listening} parts.listening
   */
  constructor({ engine, figures, settings, player, listening }) {
    super();
    this.engine = engine;
    this.figures = figures;
    this.settings = settings;
    this.player = player;
    this.listening = listening;
    this.scrolls = figures.map((figure) => new Scroll(engine, figure));
    player.addEventListener('state', () => {
      if (!this.#scrollsTrack) return;
      for (const scroll of this.scrolls)
        if (player.state === 'playing') scroll.attach();
        else scroll.detach();
    });
    player.addEventListener('jump', () => {
      if (!this.#scrollsTrack || !this.scroll.feed) return;
      this.figure.time.follow(true); // what was in sight is of another time
      this.#attempt(() => this.#scrollAll());
    });
  }

  get figure() {
    return this.figures[0];
  }
  get scroll() {
    return this.scrolls[0];
  }
  get #scrollsTrack() {
    return !this.listening.session && this.figure.time.mode === 'live';
  }
  get transform() {
    return transformOf(this.settings.text('transform'));
  }
  get analysis() {
    return analysisOf(this.settings.values, table, this.rate);
  }
  /** What is known of the present analysis, or null where there can be none. */
  get facts() {
    try {
      return factsOf(this.engine, this.analysis, this.rate);
    } catch {
      return null;
    }
  }
  /** Hz of what is shown. */
  get rate() {
    return (this.listening.session?.feed ?? this.player.source ?? this.player.feedOf()).sampleRate;
  }
  /** How many channels there are to choose from. */
  get channels() {
    return this.listening.session ? 1 : (this.player.source?.channels.length ?? 1);
  }
  /** Which of them are shown: where their mean is next to nothing, each by itself. */
  get channel() {
    if (this.channels < 2) return 'mean';
    const chosen = this.settings.text('channel');
    return chosen === 'mean' && this.player.source?.cancels ? 'both' : chosen;
  }
  /** The channels that are shown, one a picture. */
  get picked() {
    return PICKED[this.channel];
  }
  /** s of the sound that are in sight; of one that goes round, or is as short, all of it. */
  get stretch() {
    const { start, end, mode } = this.figure.time;
    return mode === 'whole' || this.listening.session ? { start, end } : undefined;
  }
  /** Whether something is being analysed as a whole. */
  get busy() {
    return this.figures.some(({ whole }) => whole.busy);
  }

  /**
   * Draws the present source anew in the present view.
   * @param {boolean} [keepsWindow] unless the transform is seen from elsewhere than the one before
   */
  draw(keepsWindow = false) {
    this.#attempt(() => this.#begin(keepsWindow));
    this.dispatchEvent(new Event('change'));
  }

  /** Begins a picture; where none can be, none is shown. @param {() => void} begin */
  #attempt(begin) {
    try {
      begin();
    } catch (error) {
      for (const scroll of this.scrolls) scroll.stop();
      for (const figure of this.figures) figure.empty();
      this.dispatchEvent(new CustomEvent('error', { detail: error }));
    }
  }

  /** Stops what scrolls. */
  stop() {
    for (const scroll of this.scrolls) scroll.stop();
  }

  /** Takes what has been heard since the last call. */
  tick() {
    this.#attempt(() => {
      for (const scroll of this.scrolls) scroll.tick();
    });
  }

  /** @param {boolean} keepsWindow */
  #begin(keepsWindow) {
    const { figure, figures, player } = this;
    const { session } = this.listening;
    const { source } = player;
    const before = this.#near;
    this.#near = this.transform.near;
    if (this.settings.text('view') === 'whole' && !session && source) {
      this.stop();
      if (player.state === 'silent') player.pause();
      const stays = keepsWindow && figure.time.mode === 'whole' && this.#near === before;
      const stretch = this.#stretch(source, stays);
      this.picked.forEach((picked, i) => void figures[i].draw(source.of(picked), this.analysis, stretch));
      for (const other of figures.slice(this.picked.length)) other.whole.stop();
      return;
    }
    const was = figure.time.mode;
    for (const { whole } of figures) whole.stop();
    figure.time.mode = 'live';
    if (was === 'whole' || !keepsWindow) figure.time.follow(true);
    if (player.stretch) player.seek(player.position); // what goes by has no edges
    if (!session) player.comeRound(this.settings.number('span'));
    this.#scrollAll();
  }

  #scrollAll() {
    const { session } = this.listening;
    this.stop();
    this.picked.forEach((picked, i) =>
      this.scrolls[i].start(session ? session.feed : this.player.feedOf(picked), this.analysis),
    );
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
