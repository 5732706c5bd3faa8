// A track in time: it moves silently by the wall clock (no permission needed) until it is played, and then by the sound
// card's.
// Time is counted on through loops and is called run time; the track's own time is run time modulo its length.

/** @typedef {import('./files.js').Track} Track */

/** Fires 'state' when it starts or stops, and 'jump' when run time is not continuous any more. */
export class Player extends EventTarget {
  /** @type {Track | null} */
  track = null;
  /** @type {'still' | 'silent' | 'playing'} */
  state = 'still';
  loop = true;
  #volume = 0.8;
  #run = 0; // run time at the anchor
  #anchor = 0; // of the clock in force, s
  /** @type {AudioBuffer | null} */
  #buffer = null;
  /** @type {AudioBufferSourceNode | null} */
  #source = null;
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
    return this.track ? this.track.samples.length / this.track.sampleRate : 0;
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

  /** Where in the track, s. */
  get position() {
    const { duration, now } = this;
    if (!duration) return 0;
    return now <= duration ? now : this.wraps ? now % duration : duration;
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
   * @param {Track} track
   * @param {number | null} lead null: waits at its start. Otherwise it moves at once, in silence, as if it had been
   *   going round for at least so many seconds
   */
  load(track, lead) {
    this.#stopSource();
    this.track = track;
    this.#buffer = null;
    const silently = lead !== null;
    this.#run = silently && this.duration ? Math.ceil(lead / this.duration) * this.duration : 0;
    this.#anchor = performance.now() / 1000;
    this.state = silently ? 'silent' : 'still';
    this.#tell('jump');
    this.#tell('state');
  }

  /** Moves on without sound. */
  drift() {
    this.#run = this.now;
    this.#stopSource();
    this.#anchor = performance.now() / 1000;
    this.state = 'silent';
    this.#tell('state');
  }

  /** Makes it heard from where it is. Must be called in a gesture. */
  async play() {
    const { track } = this;
    if (!track || this.state === 'playing') return;
    const context = await this.audio.open(track.sampleRate);
    if (this.track !== track) return;
    this.#buffer ??= this.#makeBuffer(context, track);
    if (this.bus?.context !== context) {
      this.#gain = new GainNode(context, { gain: this.#volume });
      this.bus = new GainNode(context);
      this.bus.connect(this.#gain).connect(context.destination);
    }
    const { now, duration, loop } = this;
    const start = loop ? now : now >= duration - 0.01 && now <= duration ? 0 : now % duration;
    this.#run = start;
    this.#startSource(context);
    if (Math.abs(start - now) > 0.05) this.#tell('jump');
    this.#tell('state');
  }

  pause() {
    this.#run = this.now;
    this.#stopSource();
    this.state = 'still';
    this.#tell('state');
  }

  /** @param {number} seconds in the track */
  seek(seconds) {
    this.#run = Math.max(0, Math.min(this.duration, seconds));
    if (this.state === 'playing' && this.audio.context) {
      this.#stopSource();
      this.#startSource(this.audio.context);
    }
    this.#anchor = this.state === 'playing' ? this.#anchor : performance.now() / 1000;
    this.#tell('jump');
  }

  /** @param {boolean} value */
  setLoop(value) {
    this.loop = value;
    if (this.#source) this.#source.loop = value;
  }

  /**
   * Samples of run time from..to; zeros before the start and beyond an end that does not loop.
   * @param {number} from
   * @param {number} to
   */
  read(from, to) {
    const out = new Float32Array(Math.max(0, to - from));
    const samples = this.track?.samples;
    if (!samples?.length) return out;
    for (let at = Math.max(0, from); at < to; ) {
      const begin = this.wraps ? at % samples.length : at;
      const count = Math.min(to - at, samples.length - begin);
      if (count <= 0) break;
      out.set(samples.subarray(begin, begin + count), at - from);
      at += count;
    }
    return out;
  }

  /** @param {AudioContext} context @param {Track} track */
  #makeBuffer(context, { channels, sampleRate }) {
    const shown = channels.slice(0, 32);
    const buffer = context.createBuffer(shown.length, shown[0].length, sampleRate);
    shown.forEach((channel, i) => {
      buffer.copyToChannel(channel, i);
    });
    return buffer;
  }

  /** @param {AudioContext} context */
  #startSource(context) {
    const source = new AudioBufferSourceNode(context, { buffer: this.#buffer, loop: this.loop });
    // Whole samples, so that what is heard is what was analysed before, to the bit.
    const { sampleRate } = context;
    this.#run = Math.round(this.#run * sampleRate) / sampleRate;
    this.#anchor = Math.ceil((context.currentTime + 0.05) * sampleRate) / sampleRate;
    source.start(this.#anchor, this.duration ? this.#run % this.duration : 0);
    this.#fade = new GainNode(context);
    source.connect(this.#fade).connect(/** @type {GainNode} */ (this.bus));
    source.onended = () => {
      if (this.#source !== source) return;
      this.#run = this.duration;
      this.#source = null;
      this.state = 'still';
      this.#tell('state');
    };
    this.#source = source;
    this.state = 'playing';
  }

  #stopSource() {
    const source = this.#source;
    this.#source = null;
    if (!source) return;
    source.onended = null;
    const fade = /** @type {GainNode} */ (this.#fade);
    const now = fade.context.currentTime;
    fade.gain.setTargetAtTime(0, now, 0.004); // no click
    source.stop(now + 0.03);
    source.onended = () => fade.disconnect();
  }

  /** @param {'state' | 'jump'} type */
  #tell(type) {
    this.dispatchEvent(new Event(type));
  }
}
