// Sound as it comes to a picture that moves. What is heard comes column by column from a SpectrogramNode on the audio
// thread; an analyser in the page makes the rest from kept samples: what was heard before, what moves without sound,
// and what is missing. Both give the same numbers, so a column's index alone says where it belongs.
import { analyserOf, axesOf, transformOf } from './analysis.js';
import { HeardColumns } from './heard-columns.js';

/** @typedef {import('../sources/feed.js').Feed} Feed */
/** @typedef {import('./analysis.js').Analysis} Analysis */
/** @typedef {import('./heard-columns.js').Batch} Batch */

const HISTORY_BYTES = 192e6;
const HISTORY_SECONDS = 120;
const PREFILL_WORK = 2.5e8; // of size times its logarithm: some 0.2 s
const STILL = 4; // times as much for a picture that stands still, far behind the newest perhaps
const HEALED = 8e6; // values; a longer stretch that is missing is shown as a gap
const PATIENCE = 1; // s to wait for the samples of a missing stretch
const SETTLED = 250; // ms without a change before the audio thread is given new settings

/**
 * @typedef {object} Run what is shown of a feed, how
 * @property {Feed} feed
 * @property {Analysis} analysis
 * @property {import('./analysis.js').Transform} transform
 * @property {import('./analysis.js').Facts} facts
 * @property {import('specgram').Analyser} analyser in the page
 * @property {number} reach samples before its own under a column's window
 * @property {number} ahead and after it
 */

/**
 * Fires 'gap' with `detail.columns` when some are missing for good, and 'error' when the audio thread's engine failed.
 */
export class Scroll extends EventTarget {
  stats = { columns: 0, missing: 0 };
  /** How far back the picture is kept, s. */
  history = HISTORY_SECONDS;
  /** @type {Run | null} */
  #run = null;
  /** @type {HeardColumns | null} of the audio thread */
  #heard = null;
  #base = 0; // the column that the analyser began with
  #pushed = 0; // the sample that it takes next
  #made = 0; // the column that it makes next
  #next = 0; // the column that comes next
  /** @type {Batch[]} of the audio thread, waiting for what is missing before them */
  #held = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;

  /** @param {import('specgram').Engine} engine @param {import('./figure.js').Figure} figure */
  constructor(engine, figure) {
    super();
    this.engine = engine;
    this.figure = figure;
  }

  get feed() {
    return this.#run?.feed ?? null;
  }
  /** The newest column's moment, s. */
  get edge() {
    return this.#run ? ((this.#next - 1) * this.#run.facts.hopLength) / this.#run.feed.sampleRate : 0;
  }
  /** How long after it sounds something is shown: the quickest of the bins and the slowest, s. */
  get latency() {
    if (!this.#run) return { least: 0, most: 0 };
    const { latency, delays } = this.#run.facts;
    const after = (/** @type {number} */ delay) => (latency + delay) / /** @type {Run} */ (this.#run).feed.sampleRate;
    return { least: after(Math.min(...delays)), most: after(Math.max(...delays)) };
  }

  /**
   * Starts the picture of a feed, with as much of the past as there is room for in sight.
   * @param {Feed} feed @param {Analysis} analysis
   */
  start(feed, analysis) {
    this.stop();
    const { figure } = this;
    const rate = feed.sampleRate;
    const run = this.#runOf(feed, analysis);
    const { hopLength, latency, bins } = run.facts;
    this.#run = run;
    this.stats = { columns: 0, missing: 0 };
    const perSecond = rate / hopLength;
    const kept = Math.max(16, Math.floor(Math.min(HISTORY_SECONDS * perSecond, HISTORY_BYTES / 4 / bins)));
    this.history = kept / perSecond;
    const now = Math.floor(feed.now() * rate);
    this.#next = Math.max(0, Math.ceil(now / hopLength) - Math.min(kept, this.#prefill(run)));
    figure.begin({
      ...axesOf(run.transform, run.facts, this.engine),
      startTime: (this.#next * hopLength) / rate,
      history: kept,
      period: feed.period,
    });
    this.#resume();
    this.#read(Math.min(feed.readable(), now + latency));
    this.#bound();
    figure.filled();
    this.attach();
  }

  /** @param {Feed} feed @param {Analysis} analysis @returns {Run} */
  #runOf(feed, analysis) {
    const transform = transformOf(analysis.transform);
    const { analyser, facts } = analyserOf(this.engine, analysis, feed.sampleRate);
    const { hopLength, lengths, delays } = facts;
    const window = transform.centred ? 0 : Math.ceil(lengths[0] / 2);
    const reach = window + (transform.neighbours?.(facts) ?? 0) * hopLength;
    return {
      feed,
      analysis,
      transform,
      facts,
      analyser,
      reach,
      ahead: Math.max(...delays) > 0 ? 0 : reach,
    };
  }

  /** How many columns of the past are wanted, and can be had within a moment. @param {Run} run */
  #prefill({ feed, transform, facts }) {
    const { following, span, start } = this.figure.time;
    const size = facts.options.nFft ?? 4096; // of the constant-Q family: about as much work
    const work = transform.cost * size * Math.log2(size);
    const affordable = Math.max(8, Math.floor(((following ? 1 : STILL) * PREFILL_WORK) / work));
    const inSight = following ? 1.5 * span : feed.now() - start;
    return Math.min(affordable, Math.ceil((inSight * feed.sampleRate) / facts.hopLength));
  }

  stop() {
    this.detach();
    this.#run?.analyser.close();
    this.#run = null;
  }

  /** Takes what has been heard since the last call. Call it once a frame. */
  tick() {
    if (!this.#run) return;
    const { feed, facts, analysis } = this.#run;
    if (this.#heard) this.#settle();
    else {
      const upTo = Math.min(feed.readable(), Math.floor(feed.now() * feed.sampleRate) + facts.latency);
      if ((upTo / facts.hopLength - this.#next) * facts.bins > HEALED) return this.start(feed, analysis); // it slept
      this.#read(upTo);
    }
    this.#bound();
  }

  /** Tells the figure how far the picture reaches. */
  #bound() {
    if (!this.#run) return;
    const { time } = this.figure;
    const edge = Math.max(0, Math.min(this.#run.feed.now(), this.edge));
    time.bounds = { start: Math.max(0, edge - this.history), end: edge };
    time.advance(edge);
  }

  /** Time went on without samples, as when the machine slept. @param {number} seconds */
  skip(seconds) {
    this.#heard?.skip(seconds);
  }

  /** Lets the analyser go on where the picture ends, with the sound before it under its window. */
  #resume() {
    if (!this.#run) return;
    const { analyser, facts, reach } = this.#run;
    analyser.reset();
    this.#base = Math.max(0, this.#next - Math.ceil(reach / facts.hopLength) - 1);
    this.#pushed = this.#base * facts.hopLength;
    this.#made = this.#base;
  }

  /** Analyses the feed's samples up to this one in the page. @param {number} upTo */
  #read(upTo) {
    if (!this.#run || upTo <= this.#pushed) return;
    const { feed, analyser, facts, reach, ahead } = this.#run;
    const { hopLength, latency, rowLength } = facts;
    const samples = feed.read(this.#pushed, upTo);
    this.#pushed = upTo;
    const block = new Float32Array((Math.ceil((samples.length + latency) / hopLength) + 1) * rowLength);
    let count = 0;
    let first = 0;
    analyser.push(samples, (column, index) => {
      if (count === 0) first = index;
      block.set(column, count++ * rowLength);
    });
    this.#made += count;
    // A column with a hole under its window is none.
    let from = 0;
    const index = this.#base + first;
    const put = (/** @type {number} */ to) =>
      this.#put({ data: block.subarray(from * rowLength), count: to - from, index: index + from });
    for (const hole of feed.holes()) {
      const lost = Math.floor((hole.from - ahead) / hopLength) + 1 - index;
      if (lost >= count) break;
      if (lost > from) put(lost);
      from = Math.max(from, Math.ceil((hole.to + reach) / hopLength) - index);
    }
    if (count > from) put(count);
  }

  /**
   * Puts columns where they belong: what is there already is left out, what is missing is a gap.
   * @param {Batch} batch
   */
  #put({ data, count, index }) {
    const skip = Math.min(count, Math.max(0, this.#next - index));
    if (skip === count || !this.#run) return;
    const missing = index + skip - this.#next;
    if (missing > 0) {
      this.figure.gap(missing);
      this.stats.missing += missing;
      this.dispatchEvent(new CustomEvent('gap', { detail: { columns: missing } }));
    }
    const { rowLength } = this.#run.facts;
    this.figure.append(data.subarray(skip * rowLength, count * rowLength), count - skip);
    this.#next = index + count;
    this.stats.columns += count - skip;
  }

  /**
   * Lets the audio thread take over once the settings have come to rest, if there is live sound and an audio thread.
   */
  attach() {
    clearTimeout(this.#timer);
    if (this.feed?.line()) this.#timer = setTimeout(() => this.#attach(), this.stats.columns < 4 ? 0 : SETTLED);
  }

  async #attach() {
    const run = this.#run;
    const line = run?.feed.line();
    if (!run || !line?.context.audioWorklet || this.#heard) return;
    const { facts, reach } = run;
    const fail = (/** @type {unknown} */ error) => this.dispatchEvent(new CustomEvent('error', { detail: error }));
    let heard;
    try {
      heard = await HeardColumns.create(line, { transform: facts.stages }, { ...facts, reach });
    } catch (error) {
      if (this.#run === run) fail(error);
      return;
    }
    if (this.#run !== run || this.#heard || run.feed.line()?.input !== line.input) return heard.close();
    this.#heard = heard;
    heard.start(
      (batch) => {
        if (this.#heard !== heard) return;
        this.#held.push(batch);
        this.#settle();
      },
      (error) => {
        if (this.#heard !== heard) return;
        this.detach(); // the page's analyser goes on
        fail(error);
      },
    );
  }

  detach() {
    clearTimeout(this.#timer);
    this.#held = [];
    if (!this.#heard) return;
    this.#heard.close();
    this.#heard = null;
    this.#resume();
  }

  /** Puts the columns that wait, after what is missing before them where that can still be made. */
  #settle() {
    while (this.#held.length && this.#run) {
      const { feed, facts } = this.#run;
      const [batch] = this.#held;
      const missing = batch.index - this.#next;
      if (missing > 0 && missing * facts.bins <= HEALED) {
        const needed = (batch.index - 1) * facts.hopLength + facts.latency + 1;
        const last = this.#held[this.#held.length - 1];
        if (feed.readable() >= needed) {
          if (this.#made !== this.#next) this.#resume();
          this.#read(needed);
        } else if (((last.index - batch.index) * facts.hopLength) / feed.sampleRate < PATIENCE) return;
      }
      this.#held.shift();
      this.#put(batch);
    }
  }
}
