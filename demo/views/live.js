// Sound as it comes to a picture that moves. What is heard comes column by column from a SpectrogramNode on the audio
// thread;
// an analyser in the page makes the rest from kept samples: what was heard before, what moves without sound, and what
// is missing.
// Both give the same numbers, so a column's index alone says where it belongs.
import { SpectrogramNode } from 'specgram';
import { transforms } from './transforms.js';

/**
 * @typedef {object} Feed where the sound comes from; samples count from the start of the run
 * @property {number} sampleRate
 * @property {() => number} now s
 * @property {(from: number, to: number) => Float32Array} read samples of the run
 * @property {() => number} readable the samples before this one can be read
 * @property {() => { from: number, to: number }[]} holes stretches of samples that were never heard
 * @property {() => Line | null} line the same sound in an audio graph, while it sounds
 */
/**
 * @typedef {{ context: AudioContext, input: AudioNode, origin: number }} Line origin: context frame of the run's sample
 *   0
 */
/** @typedef {{ data: Float32Array<ArrayBuffer>, count: number, index: number }} Batch */
/**
 * @typedef {{ data: Float32Array<ArrayBuffer>, count: number, firstIndex: number, dropped: number }} Columns of a
 *   SpectrogramNode's event
 */

const HISTORY_BYTES = 192e6;
const HISTORY_SECONDS = 120;
const PREFILL_WORK = 2.5e8; // of size times its logarithm: some 0.2 s
const STILL = 4; // times as much for a picture that stands still, far behind the newest perhaps
const HEALED = 8e6; // values; a longer stretch that is missing is shown as a gap
const PATIENCE = 1; // s to wait for the samples of a missing stretch
const SETTLED = 250; // ms without a change before the audio thread is given new settings

/**
 * Fires 'gap' with `detail.columns` when some are missing for good, and 'error' when the audio thread's engine failed.
 */
export class Live extends EventTarget {
  stats = { columns: 0, missing: 0 };
  /** How far back the picture is kept, s. */
  history = HISTORY_SECONDS;
  /** @type {Feed | null} */
  feed = null;
  /** @type {SpectrogramNode | null} */
  node = null;
  /** @type {GainNode | null} */
  #sink = null;
  /** @type {import('specgram').Analyser | null} */
  #analyser = null;
  #base = 0; // the column that the analyser began with
  #pushed = 0; // the sample that it takes next
  #made = 0; // the column that it makes next
  #next = 0; // the column that comes next
  /** @type {Batch[]} of the node, waiting for what is missing before them */
  #held = [];
  #hop = 512;
  #bins = 0;
  #rowLength = 0; // floats of a row: twice the bins where it is complex
  /** @type {import('./columns.js').Columns | null} */
  #columns = null;
  #latency = 0; // samples after its own that a column needs
  #delays = { least: 0, most: 0 }; // samples by which its bins are behind a column
  #reach = 0; // samples before its own under a column's window
  #ahead = 0; // and after it
  #turn = 0; // counts runs, so that what arrives late is not taken for the present one's
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;

  /**
   * @param {import('specgram').Engine} engine @param {import('./view.js').View} view
   * @param {import('../app/settings.js').Settings} settings
   */
  constructor(engine, view, settings) {
    super();
    this.engine = engine;
    this.view = view;
    this.settings = settings;
  }

  /** The newest column's moment, s. */
  get edge() {
    return this.feed ? ((this.#next - 1) * this.#hop) / this.feed.sampleRate : 0;
  }
  /** How long after it sounds something is shown: the quickest of the bins and the slowest, s. */
  get latency() {
    const after = (/** @type {number} */ delay) => (this.feed ? (this.#latency + delay) / this.feed.sampleRate : 0);
    return { least: after(this.#delays.least), most: after(this.#delays.most) };
  }

  /** Starts the picture of a feed, with as much of the past as there is room for in sight. @param {Feed} feed */
  start(feed) {
    this.stop();
    this.feed = feed;
    const rate = feed.sampleRate;
    const { values } = this.settings;
    const transform = transforms[values.transform];
    const analyser = this.engine.analyser(transform.kind, transform.options(values, rate));
    this.#analyser = analyser;
    this.#hop = analyser.hopLength;
    this.#bins = analyser.bins;
    this.#rowLength = analyser.unit === 'complex' ? 2 * analyser.bins : analyser.bins;
    this.#latency = analyser.latency;
    this.#delays = { least: Math.min(...analyser.delays), most: Math.max(...analyser.delays) };
    this.#reach = Math.ceil(Number(values.win) / 2) + transform.neighbours(values, rate) * this.#hop;
    this.#ahead = this.#delays.most > 0 ? 0 : this.#reach;
    this.#columns = transform.columns(values, rate, this.engine);
    this.stats = { columns: 0, missing: 0 };

    const perSecond = rate / this.#hop;
    const kept = Math.max(16, Math.floor(Math.min(HISTORY_SECONDS * perSecond, HISTORY_BYTES / 4 / this.#bins)));
    this.history = kept / perSecond;
    const fft = Number(values.fft);
    const { following } = this.view;
    const affordable = Math.max(
      8,
      Math.floor(((following ? 1 : STILL) * PREFILL_WORK) / (transform.cost * fft * Math.log2(fft))),
    );
    const inSight = following ? 1.5 * this.settings.number('span') : feed.now() - this.view.window.start;
    const wanted = Math.min(kept, affordable, Math.ceil(inSight * perSecond));
    const now = Math.floor(feed.now() * rate);
    this.#next = Math.max(0, Math.ceil(now / this.#hop) - wanted);
    const { unit, valueRange = null, gainDb, sharp } = this.#columns;
    this.view.begin({
      sampleRate: rate,
      hopLength: this.#hop,
      frequencies: analyser.frequencies,
      startTime: (this.#next * this.#hop) / rate,
      history: kept,
      unit,
      valueRange,
      gainDb,
      sharp,
    });
    this.#resume();
    this.#read(Math.min(feed.readable(), now + this.#latency));
    this.#bound();
    this.view.reread();
    this.attach();
  }

  stop() {
    this.#turn++;
    this.detach();
    this.#analyser?.close();
    this.#analyser = null;
    this.feed = null;
  }

  /** Takes what has been heard since the last call. Call it once a frame. */
  tick() {
    const { feed } = this;
    if (!feed) return;
    if (this.node) this.#settle();
    else {
      const upTo = Math.min(feed.readable(), Math.floor(feed.now() * feed.sampleRate) + this.#latency);
      if ((upTo / this.#hop - this.#next) * this.#bins > HEALED) return this.start(feed); // the page slept
      this.#read(upTo);
    }
    this.#bound();
  }

  /** Tells the view how far the picture reaches. */
  #bound() {
    const { feed, view } = this;
    if (!feed) return;
    const edge = Math.max(0, Math.min(feed.now(), this.edge));
    view.bounds = { start: Math.max(0, edge - this.history), end: edge };
    view.advance(edge);
  }

  /** Time went on without samples, as when the machine slept. @param {number} seconds */
  skip(seconds) {
    if (this.node) this.#first += Math.round((seconds * this.node.context.sampleRate) / this.#hop);
  }

  /** Lets the analyser go on where the picture ends, with the sound before it under its window. */
  #resume() {
    this.#analyser?.reset();
    this.#base = Math.max(0, this.#next - Math.ceil(this.#reach / this.#hop) - 1);
    this.#pushed = this.#base * this.#hop;
    this.#made = this.#base;
  }

  /** Analyses the feed's samples up to this one in the page. @param {number} upTo */
  #read(upTo) {
    const analyser = this.#analyser;
    if (!analyser || !this.feed || upTo <= this.#pushed) return;
    const samples = this.feed.read(this.#pushed, upTo);
    this.#pushed = upTo;
    const block = new Float32Array((Math.ceil((samples.length + this.#latency) / this.#hop) + 1) * this.#rowLength);
    let count = 0;
    let first = 0;
    analyser.push(samples, (column, index) => {
      if (count === 0) first = index;
      block.set(column, count++ * this.#rowLength);
    });
    this.#made += count;
    // A column with a hole under its window is none.
    let from = 0;
    const index = this.#base + first;
    for (const hole of this.feed.holes()) {
      const lost = Math.floor((hole.from - this.#ahead) / this.#hop) + 1 - index;
      if (lost >= count) break;
      if (lost > from)
        this.#put({ data: block.subarray(from * this.#rowLength), count: lost - from, index: index + from });
      from = Math.max(from, Math.ceil((hole.to + this.#reach) / this.#hop) - index);
    }
    if (count > from)
      this.#put({ data: block.subarray(from * this.#rowLength), count: count - from, index: index + from });
  }

  /**
   * Puts columns where they belong: what is there already is left out, what is missing is a gap.
   * @param {Batch} batch
   */
  #put({ data, count, index }) {
    const skip = Math.min(count, Math.max(0, this.#next - index));
    if (skip === count) return;
    const missing = index + skip - this.#next;
    if (missing > 0) {
      this.view.renderer?.gap(missing);
      this.stats.missing += missing;
      this.dispatchEvent(new CustomEvent('gap', { detail: { columns: missing } }));
    }
    const kept = data.subarray(skip * this.#rowLength, count * this.#rowLength);
    const columns = this.#columns?.make(kept, count - skip, index + skip);
    if (columns) this.view.renderer?.append(columns, count - skip);
    this.#next = index + count;
    this.stats.columns += count - skip;
  }

  #first = Number.NaN; // the column that the node's column 0 is

  /**
   * Lets the audio thread take over once the settings have come to rest, if there is live sound and an audio thread.
   */
  attach() {
    clearTimeout(this.#timer);
    if (this.feed?.line()) this.#timer = setTimeout(() => this.#attach(), this.stats.columns < 4 ? 0 : SETTLED);
  }

  async #attach() {
    const { feed } = this;
    const line = feed?.line();
    if (!feed || !line?.context.audioWorklet || this.node) return;
    const turn = this.#turn;
    const { values } = this.settings;
    const transform = transforms[values.transform];
    let node;
    try {
      node = await SpectrogramNode.create(line.context, {
        transform: transform.kind,
        ...transform.options(values, feed.sampleRate),
      });
    } catch (error) {
      if (turn === this.#turn) this.dispatchEvent(new CustomEvent('error', { detail: error }));
      return;
    }
    if (turn !== this.#turn || this.node || feed.line()?.input !== line.input) return node.close();
    this.node = node;
    const { context, input, origin } = line;
    this.#sink = new GainNode(context, { gain: 0 });
    // Beside what is heard, not in its way: settings can change without a click. The silent end keeps it running.
    input.connect(node).connect(this.#sink).connect(context.destination);
    this.#first = Number.NaN;
    const begun = () => {
      if (Number.isNaN(this.#first) && node.startTime >= 0) {
        this.#first = Math.round((node.startTime * context.sampleRate - origin) / this.#hop);
        for (const batch of this.#held) batch.index += this.#first;
      }
      return !Number.isNaN(this.#first);
    };
    // Columns before this one reach back to before the node's sound, or to before a gap in it.
    let clean = Math.ceil(this.#reach / this.#hop);
    node.addEventListener('columns', (event) => {
      const { data, count, firstIndex, dropped } = /** @type {CustomEvent<Columns>} */ (event).detail;
      if (dropped > 0) clean = firstIndex + Math.ceil(this.#reach / this.#hop);
      const skip = Math.max(0, clean - firstIndex);
      if (turn !== this.#turn || this.node !== node || skip >= count) return;
      const index = firstIndex + skip + (begun() ? this.#first : 0);
      this.#held.push({ data: data.subarray(skip * this.#rowLength), count: count - skip, index });
      this.#settle();
    });
    node.addEventListener('error', (event) => {
      if (this.node !== node) return;
      this.detach(); // the page's analyser goes on
      this.dispatchEvent(new CustomEvent('error', { detail: /** @type {ErrorEvent} */ (event).error }));
    });
  }

  detach() {
    clearTimeout(this.#timer);
    this.#held = [];
    if (!this.node) return;
    this.node.close();
    this.node = null;
    this.#sink?.disconnect();
    this.#sink = null;
    if (this.feed) this.#resume();
  }

  /** Puts the node's columns that wait, after what is missing before them where that can still be made. */
  #settle() {
    if (Number.isNaN(this.#first)) return; // where they belong is not known yet
    while (this.#held.length && this.feed) {
      const [batch] = this.#held;
      const missing = batch.index - this.#next;
      if (missing > 0 && missing * this.#bins <= HEALED) {
        const needed = (batch.index - 1) * this.#hop + this.#latency + 1;
        const last = this.#held[this.#held.length - 1];
        if (this.feed.readable() >= needed) {
          if (this.#made !== this.#next) this.#resume();
          this.#read(needed);
        } else if (((last.index - batch.index) * this.#hop) / this.feed.sampleRate < PATIENCE) return;
      }
      this.#held.shift();
      this.#put(batch);
    }
  }
}
