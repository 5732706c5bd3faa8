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
 * @property {(from: number, to: number) => Float32Array<ArrayBuffer>} read mono samples from..to, in an array of their
 *   own; zeros where there are none
 * @property {() => Hole[]} holes stretches that were never heard
 */
/** @typedef {{ from: number, to: number }} Hole samples */

/** A sound that is there as a whole. @implements {Source} */
export class SampledSound {
  grows = false;
  #mono;

  /**
   * @param {{ name: string, kind: Source['kind'], channels: Float32Array<ArrayBuffer>[], sampleRate: number }} sound
   */
  constructor({ name, kind, channels, sampleRate }) {
    this.name = name;
    this.kind = kind;
    this.channels = channels;
    this.sampleRate = sampleRate;
    this.#mono = channels.length === 1 ? channels[0] : meanOf(channels);
  }

  get length() {
    return this.#mono.length;
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
function meanOf(channels) {
  const out = new Float32Array(channels[0].length);
  for (const channel of channels) for (let i = 0; i < out.length; i++) out[i] += channel[i];
  for (let i = 0; i < out.length; i++) out[i] /= channels.length;
  return out;
}
