// A sound by its samples: all that players, analyses and figures ask of one, wherever it comes from.

/**
 * @typedef {object} Source
 * @property {string} name for people
 * @property {'sound' | 'file' | 'recording'} kind built in, opened, or heard by the microphone
 * @property {number} sampleRate Hz
 * @property {number} length samples, so far
 * @property {number} duration s, so far
 * @property {boolean} grows whether there may be more of it later
 * @property {readonly Float32Array<ArrayBuffer>[]} [channels] what is heard, of a sound that is there as a whole
 * @property {(picked: Picked) => Source} [of] the same sound, of whose channels another is read
 * @property {(from: number, to: number) => Float32Array<ArrayBuffer>} read mono samples from..to, in an array of their
 *   own; zeros where there are none
 * @property {() => Hole[]} holes stretches that were never heard
 */
/** @typedef {{ from: number, to: number }} Hole samples */

/** @typedef {'mean' | number} Picked of several channels: their mean, or one by its number */

const CANCELLED = 0.01; // of the channels' energy: their mean is 20 dB weaker

/** A sound that is there as a whole. @implements {Source} */
export class SampledSound {
  grows = false;
  /** @type {Float32Array<ArrayBuffer> | undefined} */
  #mean;
  /** @type {boolean | undefined} */
  #cancels;

  /**
   * @param {{ name: string, kind: Source['kind'], channels: readonly Float32Array<ArrayBuffer>[], sampleRate: number,
   *   picked?: Picked }} sound
   */
  constructor({ name, kind, channels, sampleRate, picked = 'mean' }) {
    this.name = name;
    this.kind = kind;
    this.channels = channels;
    this.sampleRate = sampleRate;
    this.picked = picked;
  }

  /** @param {Picked} picked */
  of(picked) {
    return picked === this.picked ? this : new SampledSound({ ...this, picked });
  }

  get #mono() {
    const { channels, picked } = this;
    if (picked !== 'mean') return channels[Math.min(picked, channels.length - 1)];
    this.#mean ??= channels.length === 1 ? channels[0] : meanOf(channels);
    return this.#mean;
  }

  /** Whether channels are there whose mean is next to nothing: they are each other's opposite. */
  get cancels() {
    this.#cancels ??= cancel(this.channels);
    return this.#cancels;
  }

  get length() {
    return this.channels[0].length;
  }
  get duration() {
    return this.length / this.sampleRate;
  }

  /** @param {number} from @param {number} to */
  read(from, to) {
    const out = new Float32Array(Math.max(0, to - from));
    const [first, last] = [Math.max(0, from), Math.min(this.length, to)];
    if (last > first) out.set(this.#mono.subarray(first, last), first - from);
    return out;
  }

  /** @returns {Hole[]} */
  holes() {
    return [];
  }
}

/** @param {readonly Float32Array<ArrayBuffer>[]} channels */
function cancel(channels) {
  if (channels.length < 2) return false;
  const all = channels.reduce((sum, channel) => sum + energyOf(channel), 0) / channels.length;
  return energyOf(meanOf(channels)) < CANCELLED * all;
}

/** @param {Float32Array} samples */
function energyOf(samples) {
  let sum = 0;
  for (const x of samples) sum += x * x;
  return sum;
}

/** @param {readonly Float32Array<ArrayBuffer>[]} channels */
function meanOf(channels) {
  const out = new Float32Array(channels[0].length);
  for (const channel of channels) for (let i = 0; i < out.length; i++) out[i] += channel[i];
  for (let i = 0; i < out.length; i++) out[i] /= channels.length;
  return out;
}
