// What the microphone hears, kept for looking back, analysing anew and saving: a source that grows, and remembers its
// last minutes.
import { SampledSound } from './source.js';

const MINUTES = 10;
const SHORTEST = 0.01; // s: less is not worth keeping

/** @typedef {import('./source.js').Source} Source */

/** @implements {Source} */
export class Recording {
  name = 'Recording';
  kind = /** @type {const} */ ('recording');
  grows = true;
  /** Samples up to here are there. */
  length = 0;
  /** Samples before here are forgotten. */
  start = 0;
  /** Context frame of sample 0. */
  origin = 0;

  /** @param {number} sampleRate */
  constructor(sampleRate) {
    this.sampleRate = sampleRate;
    /** @type {{ first: number, samples: Float32Array }[]} first: sample index */
    this.blocks = [];
    this.lost = 0;
    /** @type {AudioWorkletNode | null} */
    this.node = null;
  }

  get duration() {
    return this.length / this.sampleRate;
  }

  /**
   * Starts to record what flows into `input`.
   * @param {AudioContext} context @param {AudioNode} input @param {number} origin the context frame that is sample 0
   */
  async record(context, input, origin) {
    this.origin = origin;
    await context.audioWorklet.addModule(new URL('recording-processor.js', import.meta.url));
    this.node = new AudioWorkletNode(context, 'recorder', {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    this.node.port.onmessage = ({ data }) => this.#take(data);
    input.connect(this.node);
  }

  /** Ends the recording; what is still on its way arrives within a moment. @param {AudioNode} input */
  async stop(input) {
    if (!this.node) return;
    const { node } = this;
    this.node = null;
    await new Promise((done) => {
      node.port.onmessage = ({ data }) => {
        this.#take(data);
        done(undefined);
      };
      node.port.postMessage('flush');
      setTimeout(done, 150);
    });
    input.disconnect(node);
    node.port.postMessage('close');
    node.port.onmessage = null;
  }

  /** @param {{ block: Float32Array<ArrayBuffer>, count: number, first: number, lost: number }} message */
  #take({ block, count, first, lost }) {
    this.lost += lost;
    const at = first - this.origin;
    this.blocks.push({ first: at, samples: block.slice(0, count) });
    this.length = at + count;
    this.node?.port.postMessage(block, [block.buffer]);
    const oldest = this.length - MINUTES * 60 * this.sampleRate;
    while (this.blocks[0].first + this.blocks[0].samples.length < oldest) this.blocks.shift();
    this.start = this.blocks[0].first;
  }

  /** @returns {import('./source.js').Hole[]} */
  holes() {
    const found = [];
    for (let i = 1; i < this.blocks.length; i++) {
      const from = this.blocks[i - 1].first + this.blocks[i - 1].samples.length;
      const to = this.blocks[i].first;
      if (to > from) found.push({ from, to });
    }
    return found;
  }

  /** What comes from now on is so many samples later. @param {number} samples */
  skip(samples) {
    this.origin -= samples;
  }

  /** @param {number} from @param {number} to */
  read(from, to) {
    const out = new Float32Array(Math.max(0, to - from));
    for (let i = this.blocks.length - 1; i >= 0; i--) {
      const { first, samples } = this.blocks[i];
      if (first >= to) continue;
      if (first + samples.length <= from) break;
      const skip = Math.max(0, from - first);
      const end = Math.min(samples.length, to - first);
      out.set(samples.subarray(skip, end), first + skip - from);
    }
    return out;
  }

  /** What is there now as a sound of its own; null when it is next to nothing. @param {string} name */
  kept(name) {
    const samples = this.read(this.start, this.length);
    if (samples.length < SHORTEST * this.sampleRate) return null;
    return new SampledSound({ name, kind: 'recording', channels: [samples], sampleRate: this.sampleRate });
  }
}
