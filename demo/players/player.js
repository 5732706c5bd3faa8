// A sound in time: it moves silently by the wall clock (no permission needed) until it is played, and then by the sound
// card's. Time is counted on through loops and is called run time; the sound's own time is run time modulo its length.
import { feedOf } from '../sources/feed.js';

/** @typedef {import('../sources/source.js').SampledSound} SampledSound */

const BRIEF = 0.01; // s before the end from which on it begins anew
const FADE = 0.01; // s in which a stretch ends

/**
 * A time on a whole sample, so that what is heard is what was analysed before, to the bit.
 * @param {number} time s @param {number} rate Hz
 */
const whole = (time, rate) => Math.round(time * rate) / rate;

/**
 * Fires 'state' when it starts or stops, 'jump' when run time is not continuous any more, and 'error' when the browser
 * cannot play the sound.
 */
export class Player extends EventTarget {
  /** @type {SampledSound | null} */
  source = null;
  /** @type {'still' | 'silent' | 'playing'} */
  state = 'still';
  loop = true;
  /** @type {{ start: number, end: number } | null} s of the sound that are being played, where that is not all of it */
  stretch = null;
  #volume = 0.8;
  #run = 0; // run time at the anchor
  #anchor = 0; // of the clock in force, s
  /** @type {AudioBuffer | null} */
  #buffer = null;
  /** @type {AudioBufferSourceNode | null} */
  #node = null;
  /** @type {GainNode | null} */
  #fade = null;
  /** @type {GainNode | null} what is heard, before the volume */
  bus = null;
  /** @type {GainNode | null} */
  #gain = null;

  /** @param {import('./audio.js').Audio} audio */
  constructor(audio) {
    super();
    this.audio = audio;
  }

  get duration() {
    return this.source?.duration ?? 0;
  }
  get wraps() {
    return this.loop || this.state === 'silent';
  }

  /** Run time, s. */
  get now() {
    if (this.state === 'silent') return this.#run + performance.now() / 1000 - this.#anchor;
    if (this.state === 'playing' && this.audio.context)
      return this.#run + Math.max(0, this.audio.context.currentTime - this.#anchor);
    return this.#run;
  }

  /** Where in the sound, s. */
  get position() {
    const { duration, now, stretch } = this;
    if (!duration) return 0;
    if (stretch && now > stretch.end)
      return this.loop ? stretch.start + ((now - stretch.start) % (stretch.end - stretch.start)) : stretch.end;
    return now <= duration ? now : this.wraps ? now % duration : duration;
  }

  /**
   * The run as it comes, heard or not. Of another sound, or another channel, another feed.
   * @param {import('../sources/source.js').Picked} [picked]
   */
  feedOf(picked = 'mean') {
    const { source } = this;
    const { sampleRate = 44100 } = source ?? {};
    const read = (/** @type {number} */ from, /** @type {number} */ to) => this.#read(source?.of(picked), from, to);
    const player = this;
    const clock = {
      get now() {
        return player.now;
      },
      // what is heard is the mean of two channels, and nothing else that could be looked at
      get line() {
        return picked === 'mean' && (source?.channels.length ?? 0) <= 2 ? player.line : null;
      },
    };
    return feedOf({ sampleRate, length: 0, grows: false, read, holes: () => [] }, clock, source?.duration || null);
  }
  get line() {
    const { context } = this.audio;
    if (this.state !== 'playing' || !this.bus || context?.sampleRate !== this.source?.sampleRate) return null;
    return context && { context, input: this.bus, origin: this.origin };
  }

  /** The context frame at which run time 0 would have been. */
  get origin() {
    return Math.round((this.#anchor - this.#run) * (this.audio.context?.sampleRate ?? 0));
  }

  get volume() {
    return this.#volume;
  }
  set volume(value) {
    this.#volume = value;
    if (this.#gain) this.#gain.gain.setTargetAtTime(value, this.#gain.context.currentTime, 0.015);
  }

  /**
   * @param {SampledSound} source
   * @param {number | null} lead null: waits at its start. Otherwise it moves at once, in silence, as if it had been
   *   going round for at least so many seconds
   */
  load(source, lead) {
    this.#stopNode();
    this.source = source;
    this.stretch = null;
    this.#buffer = null;
    const silently = lead !== null;
    this.#run = silently && this.duration ? Math.ceil(lead / this.duration) * this.duration : 0;
    this.#anchor = performance.now() / 1000;
    this.state = silently ? 'silent' : 'still';
    this.#tell('jump');
    this.#tell('state');
  }

  /**
   * Stands where it is as if it had been going round for at least so many seconds, so that there is something to look
   * back at.
   * @param {number} seconds
   */
  comeRound(seconds) {
    const { duration, position } = this;
    if (this.state !== 'still' || !this.loop || !duration || this.#run > Math.max(duration, seconds)) return;
    this.#run = position + (1 + Math.ceil(seconds / duration)) * duration;
    this.#tell('jump');
  }

  /**
   * Makes it heard from where it is. Must be called in a gesture.
   * @param {{ start: number, end: number } | null} [stretch] s of the sound that are played, once or round and round
   *   (default: all)
   */
  async play(stretch = null) {
    const { source } = this;
    if (!source || this.state === 'playing') return;
    let context;
    try {
      context = await this.audio.open(source.sampleRate);
      if (this.source !== source) return;
      this.#buffer ??= this.#makeBuffer(context, source);
    } catch (error) {
      this.dispatchEvent(new CustomEvent('error', { detail: error }));
      return;
    }
    if (this.bus?.context !== context) {
      this.#gain = new GainNode(context, { gain: this.#volume });
      this.bus = new GainNode(context);
      this.bus.connect(this.#gain).connect(context.destination);
    }
    const { now } = this;
    const start = this.#startOf(stretch);
    const { sampleRate } = context;
    this.stretch = stretch && { start: whole(stretch.start, sampleRate), end: whole(stretch.end, sampleRate) };
    this.#run = start;
    this.#startNode(context);
    if (Math.abs(start - now) > 0.05) this.#tell('jump');
    this.#tell('state');
  }

  /** Where it begins to be heard, in run time. @param {{ start: number, end: number } | null} stretch */
  #startOf(stretch) {
    const { now, duration, loop, position } = this;
    if (stretch) return position >= stretch.start && position < stretch.end - BRIEF ? position : stretch.start;
    if (loop) return now;
    return now >= duration - BRIEF && now <= duration ? 0 : now % duration;
  }

  pause() {
    this.#run = this.stretch ? this.position : this.now;
    this.stretch = null;
    this.#stopNode();
    this.state = 'still';
    this.#tell('state');
  }

  /** Goes on from there to the sound's end. @param {number} seconds in the sound */
  seek(seconds) {
    this.stretch = null;
    this.#run = Math.max(0, Math.min(this.duration, seconds));
    if (this.state === 'playing' && this.audio.context) {
      this.#stopNode();
      this.#startNode(this.audio.context);
    }
    this.#anchor = this.state === 'playing' ? this.#anchor : performance.now() / 1000;
    this.#tell('jump');
  }

  /** @param {boolean} value */
  setLoop(value) {
    const { duration, position, now } = this;
    this.loop = value;
    if (this.stretch && this.audio.context) {
      this.#run = position;
      this.#stopNode();
      this.#startNode(this.audio.context);
      return;
    }
    if (this.#node) this.#node.loop = value;
    if (value || this.state === 'silent' || now <= duration) return;
    this.#run -= Math.floor(now / duration) * duration; // the round that it is in is the last
    this.#tell('jump');
  }

  /**
   * Samples of run time from..to; zeros before the start and beyond an end that does not loop.
   * @param {SampledSound | undefined} source
   * @param {number} from
   * @param {number} to
   */
  #read(source, from, to) {
    const out = new Float32Array(Math.max(0, to - from));
    if (!source?.length) return out;
    for (let at = Math.max(0, from); at < to; ) {
      const begin = this.wraps ? at % source.length : at;
      const count = Math.min(to - at, source.length - begin);
      if (count <= 0) break;
      out.set(source.read(begin, begin + count), at - from);
      at += count;
    }
    return out;
  }

  /** @param {AudioContext} context @param {SampledSound} source */
  #makeBuffer(context, { channels, sampleRate }) {
    const shown = channels.slice(0, 32);
    const buffer = context.createBuffer(shown.length, shown[0].length, sampleRate);
    shown.forEach((channel, i) => {
      buffer.copyToChannel(channel, i);
    });
    return buffer;
  }

  /** @param {AudioContext} context */
  #startNode(context) {
    const { loop, stretch } = this;
    const { sampleRate } = context;
    const node = new AudioBufferSourceNode(context, {
      buffer: this.#buffer,
      loop,
      loopStart: stretch?.start ?? 0,
      loopEnd: stretch?.end ?? 0,
    });
    this.#run = whole(this.#run, sampleRate);
    this.#anchor = Math.ceil((context.currentTime + 0.05) * sampleRate) / sampleRate;
    node.start(this.#anchor, this.duration ? this.#run % this.duration : 0);
    this.#fade = new GainNode(context);
    if (stretch && !loop) {
      const end = this.#anchor + stretch.end - this.#run;
      this.#fade.gain.setTargetAtTime(0, Math.max(this.#anchor, end - FADE), FADE / 5); // no click
      node.stop(end);
    }
    node.connect(this.#fade).connect(/** @type {GainNode} */ (this.bus));
    node.onended = () => {
      if (this.#node !== node) return;
      this.#run = this.stretch?.end ?? this.duration;
      this.stretch = null;
      this.#node = null;
      this.state = 'still';
      this.#tell('state');
    };
    this.#node = node;
    this.state = 'playing';
  }

  #stopNode() {
    const node = this.#node;
    this.#node = null;
    if (!node) return;
    node.onended = null;
    const fade = /** @type {GainNode} */ (this.#fade);
    const now = fade.context.currentTime;
    fade.gain.setTargetAtTime(0, now, 0.004); // no click
    node.stop(now + 0.03);
    node.onended = () => fade.disconnect();
  }

  /** @param {'state' | 'jump'} type */
  #tell(type) {
    this.dispatchEvent(new Event(type));
  }
}
