// Which stretch of time a figure shows: how it follows what comes, is zoomed and panned, and where it ends.

const MIN_SPAN = 0.02; // s across
const MAX_SPAN = 120; // s across while it scrolls
const MIN_MOVING = 0.5; // s across while it follows
const SHORTEST_PAGE = 1; // s: shorter ones would turn too quickly to be read, and flicker

/** Fires 'window' when the stretch changes, 'follow' when it starts or stops to follow, 'span' when that is zoomed. */
export class TimeWindow extends EventTarget {
  /** s shown */
  start = 0;
  end = 10;
  /** @type {{ start: number, end: number }} s that there is something to show of */
  bounds = { start: 0, end: 10 };
  /** @type {'live' | 'whole'} whether it scrolls with what comes, or shows what is there as a whole */
  mode = 'whole';
  following = true;
  /** Whether it turns pages in place of scrolling. */
  paged = false;
  /** s across while it follows */
  span = 10;

  get seconds() {
    return this.end - this.start;
  }
  get #follows() {
    return this.following && this.mode === 'live';
  }

  /** @param {boolean} value */
  follow(value) {
    if (this.following === value) return;
    this.following = value;
    this.dispatchEvent(new Event('follow'));
  }

  /** The newest moment, s: the window moves with it, or turns to a new page. @param {number} edge */
  advance(edge) {
    if (!this.following) return;
    const { span } = this;
    const start = this.paged ? Math.floor(edge / span) * span : edge - span;
    this.#become(start, start + span);
  }

  /** Shows this stretch, moved into the bounds. @param {number} start @param {number} end */
  show(start, end) {
    const { bounds } = this;
    const whole = this.mode === 'whole';
    const span = Math.max(MIN_SPAN, Math.min(end - start, whole ? bounds.end - bounds.start : MAX_SPAN));
    const first = whole ? bounds.start : bounds.start - 0.5 * span;
    const from = Math.max(first, Math.min(start, bounds.end - span));
    this.#become(from, from + span);
  }

  /** @param {number} start @param {number} end */
  #become(start, end) {
    if (start === this.start && end === this.end) return;
    this.start = start;
    this.end = end;
    this.dispatchEvent(new Event('window'));
  }

  /**
   * Zooms about a moment; while following about the newest.
   * @param {number} factor below 1 zooms in
   * @param {number} [time] s (default: the middle)
   */
  zoom(factor, time) {
    const { start, end } = this;
    if (this.#follows) {
      const span = Math.min(MAX_SPAN, Math.max(MIN_MOVING, this.seconds * factor));
      this.span = Math.round(span * 100) / 100;
      this.dispatchEvent(new Event('span'));
      return;
    }
    const kept = Math.min(end, Math.max(start, time ?? (start + end) / 2));
    this.show(kept - (kept - start) * factor, kept + (end - kept) * factor);
  }

  /** @param {number} seconds to the right is later */
  pan(seconds) {
    const { start, end } = this;
    if (this.mode === 'live') {
      const back = end + seconds < this.bounds.end - 0.02 * this.seconds;
      if (!back) return this.follow(true);
      this.follow(false);
    }
    this.show(start + seconds, end + seconds);
  }

  /** Turns the page to where it plays, unless this is a close look. @param {number} position s */
  turnTo(position) {
    if (this.seconds >= SHORTEST_PAGE && (position > this.end || position < this.start))
      this.show(position, position + this.seconds);
  }

  /** Everything (whole), or the newest moment (live). */
  reset() {
    if (this.mode === 'whole') this.show(this.bounds.start, this.bounds.end);
    else this.follow(true);
  }
}
