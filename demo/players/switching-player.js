// Several sounds of one length, going round together, of which one is heard: switching fades from one to the other and
// keeps the place.

const TURN = 0.004; // s, of the fades' exponentials: over in some 15 ms
const START = 0.05; // s from the call to the first sample

export class SwitchingPlayer {
  /** @type {Map<string, { source: AudioBufferSourceNode, gain: GainNode }>} */
  #sounds = new Map();
  /** @type {GainNode | null} */
  #bus = null;
  #zero = 0; // context time at which the round began
  #place = 0; // s, while it stands still
  #volume = 1;
  #headroom = 1;
  playing = false;
  /** The sound that is heard. */
  heard = '';

  /** @param {import('./audio.js').Audio} audio */
  constructor(audio) {
    this.audio = audio;
    this.sampleRate = 44100;
    this.length = 0;
    /** @type {Map<string, Float32Array<ArrayBuffer>>} */
    this.samples = new Map();
  }

  get duration() {
    return this.length / this.sampleRate;
  }

  /** Where in the sounds, s. */
  get position() {
    const { context } = this.audio;
    if (!this.playing || !context || !this.length) return this.#place;
    return Math.max(0, context.currentTime - this.#zero) % this.duration;
  }

  /** Takes new sounds in place of all others. @param {number} length samples @param {number} sampleRate */
  clear(length, sampleRate) {
    this.pause();
    this.#sounds.clear();
    this.samples.clear();
    this.length = length;
    this.sampleRate = sampleRate;
    this.#place = 0;
    this.#headroom = 1;
  }

  /**
   * Adds a sound, or puts it in the place of one; if that is heard, the new one fades in.
   * @param {string} key
   * @param {Float32Array<ArrayBuffer>} samples
   * @param {number} peak
   */
  put(key, samples, peak) {
    this.remove(key);
    this.samples.set(key, samples);
    // All are turned down together where one would be cut off at full scale: they stay equally loud.
    this.#headroom = Math.min(this.#headroom, 1 / Math.max(1, peak));
    this.#level();
    if (this.playing) this.#join(key);
  }

  /** @param {string} key */
  remove(key) {
    this.#leave(key);
    this.samples.delete(key);
  }

  /** Lets another sound be heard from the same place on. @param {string} key */
  select(key) {
    this.heard = key;
    const now = this.audio.context?.currentTime ?? 0;
    for (const [name, { gain }] of this.#sounds) gain.gain.setTargetAtTime(name === key ? 1 : 0, now, TURN);
  }

  get volume() {
    return this.#volume;
  }
  set volume(value) {
    this.#volume = value;
    this.#level();
  }

  #level() {
    if (this.#bus) this.#bus.gain.setTargetAtTime(this.#volume * this.#headroom, this.#bus.context.currentTime, 0.03);
  }

  /** Must be called in a gesture. */
  async play() {
    if (this.playing || !this.length) return;
    const context = await this.audio.open(this.sampleRate);
    if (this.playing) return;
    this.#bus = new GainNode(context, { gain: this.#volume * this.#headroom });
    this.#bus.connect(context.destination);
    this.#zero = this.#whole(context.currentTime + START) - this.#place;
    this.playing = true;
    for (const key of this.samples.keys()) this.#join(key);
  }

  pause() {
    if (!this.playing) return;
    this.#place = this.#whole(this.position);
    for (const key of [...this.#sounds.keys()]) this.#leave(key);
    this.playing = false;
    const bus = this.#bus;
    setTimeout(() => bus?.disconnect(), 200);
    this.#bus = null;
  }

  /** @param {number} seconds */
  seek(seconds) {
    const wasPlaying = this.playing;
    this.pause();
    this.#place = this.#whole(Math.max(0, Math.min(this.duration, seconds))) % (this.duration || 1);
    if (wasPlaying) void this.play();
  }

  /** A time on a whole sample, so that all sounds go sample by sample together. @param {number} time */
  #whole(time) {
    return Math.round(time * this.sampleRate) / this.sampleRate;
  }

  /** @param {string} key */
  #join(key) {
    const bus = /** @type {GainNode} */ (this.#bus);
    const { context } = bus;
    const buffer = new AudioBuffer({ length: this.length, sampleRate: this.sampleRate });
    buffer.copyToChannel(/** @type {Float32Array<ArrayBuffer>} */ (this.samples.get(key)), 0);
    const source = new AudioBufferSourceNode(context, { buffer, loop: true });
    const gain = new GainNode(context, { gain: 0 });
    const at = Math.max(this.#zero + this.#place, this.#whole(context.currentTime + START));
    const frame = Math.round((at - this.#zero) * this.sampleRate) % this.length;
    source.connect(gain).connect(bus);
    source.start(at, frame / this.sampleRate);
    if (key === this.heard) gain.gain.setTargetAtTime(1, at, TURN);
    this.#sounds.set(key, { source, gain });
  }

  /** @param {string} key */
  #leave(key) {
    const sound = this.#sounds.get(key);
    this.#sounds.delete(key);
    if (!sound) return;
    const { source, gain } = sound;
    const now = gain.context.currentTime;
    gain.gain.cancelScheduledValues(now);
    gain.gain.setTargetAtTime(0, now, TURN);
    source.stop(now + 12 * TURN);
    source.onended = () => gain.disconnect();
  }
}
