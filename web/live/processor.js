// The audio thread's half of SpectrogramNode: passes the sound through and analyses one channel of it. In `process`
// nothing allocates, waits or throws; a failing engine is replaced by a new one, and the columns lost on the way show
// as a jump of the index.

import { ColumnBatches } from './batches.js';
import { Core } from '../core/core.js';
import { RowViews, Stream } from '../core/stream.js';
import { packError } from '../base/errors.js';
import { PROCESSOR } from './protocol.js';
import { ColumnRing } from './ring.js';
import { copy, mix } from '../base/samples.js';

/** @typedef {import('./protocol.js').Setup} Setup */
/** @typedef {import('./protocol.js').Command} Command */

/** What the scope of AudioWorklets has and no library of types knows. @type {any} */
const scope = globalThis;

const RESTARTS = 3; // in RESTART_TIME seconds, before the engine is given up
const RESTART_TIME = 60;

class SpectrogramProcessor extends (scope.AudioWorkletProcessor ?? class {}) {
  /** @param {{ processorOptions: Setup }} options */
  constructor({ processorOptions }) {
    super();
    const { module, plans, channel, memory, limit, length } = processorOptions;
    this.module = module;
    this.plans = plans;
    this.channel = channel;
    this.length = length;
    this.nextFrame = -1; // the frame that the next call should begin with
    this.samples = 0; // gone by, analysed or not
    this.skip = 0; // samples to leave out, so that the first frame of a new start falls on a multiple of the hop
    this.baseIndex = 0; // of the current stream's first column
    this.index = 0; // of its next column
    this.lost = 0; // samples not finite in streams gone by
    this.ended = false;
    this.closed = false;
    /** @type {number[]} times of the last restarts */
    this.restarts = [];
    /** @type {Stream} */
    this.stream = new Stream(new Core(module), plans);
    this.views = new RowViews(this.stream);
    this.hopLength = this.stream.hop;
    const { outputUnit } = this.stream;
    this.batches = memory ? null : new ColumnBatches(this.port, outputUnit, limit, scope.sampleRate, this.hopLength);
    this.outlet = this.batches ?? new ColumnRing(/** @type {SharedArrayBuffer} */ (memory), outputUnit, limit);
    this.port.onmessage = (/** @type {MessageEvent<Command>} */ event) => this.obey(event.data);
  }

  /** @param {Command} command */
  obey(command) {
    if (command.type === 'recycle') this.batches?.recycle(command.buffers);
    else if (command.type === 'flush') this.flush();
    else {
      this.closed = true;
      this.port.close();
    }
  }

  flush() {
    try {
      this.end();
    } catch (error) {
      this.fail(error);
    }
  }

  /**
   * @param {Float32Array[][]} inputs
   * @param {Float32Array[][]} outputs
   */
  process(inputs, outputs) {
    const input = inputs[0];
    const output = outputs[0];
    for (let c = 0; c < output.length && c < input.length; c++) output[c].set(input[c]);
    if (!this.ended && !this.closed) {
      try {
        this.analyse(input, output[0].length);
      } catch (error) {
        this.restart(error);
      }
    }
    return !this.closed;
  }

  /**
   * @param {Float32Array[]} input
   * @param {number} quantum samples
   */
  analyse(input, quantum) {
    const { currentFrame } = scope;
    if (currentFrame !== this.nextFrame) this.jump(currentFrame);
    this.nextFrame = currentFrame + quantum;
    const n = Math.min(quantum, this.length - currentFrame);
    this.samples += n;
    if (this.skip >= n) {
      this.skip -= n;
    } else {
      this.feed(input, n);
      this.skip = 0;
    }
    if (this.batches !== null) this.batches.tick(n);
    if (currentFrame + n >= this.length) this.end();
  }

  /**
   * @param {Float32Array[]} input
   * @param {number} n samples of it that count
   */
  feed(input, n) {
    const { core, stage, inputRoom } = this.stream;
    for (let from = this.skip; from < n; from += inputRoom) {
      const to = Math.min(n, from + inputRoom);
      const { floats } = core;
      if (this.channel === 'mix' && input.length > 0) mix(input, from, to, floats, stage);
      else if (typeof this.channel === 'number' && this.channel < input.length)
        copy(input[this.channel], from, to, floats, stage);
      else floats.fill(0, stage, stage + to - from);
      this.stream.fill(to - from);
      this.drain();
    }
  }

  /** Everything that is staged through the engine, and every column out. */
  drain() {
    let waiting;
    do {
      waiting = this.stream.write();
      for (let count = this.stream.read(); count > 0; count = this.stream.read()) {
        const nonFinite = this.lost + this.stream.nonFinite;
        for (let i = 0; i < count; i++) {
          this.outlet.put(this.views.row(i), this.baseIndex + this.index, this.samples, nonFinite);
          this.index++;
        }
      }
    } while (waiting > 0);
  }

  /** The sound is over: the last columns go out, and no more follow. */
  end() {
    if (this.ended) return;
    this.ended = true;
    this.stream.finish();
    this.drain();
    this.batches?.post();
    this.port.postMessage({ type: 'ended', samples: this.samples, columns: this.baseIndex + this.index });
  }

  /**
   * The sound begins; or samples never came, as when Chromium changes its graph, and analysis starts anew behind them.
   * @param {number} frame
   */
  jump(frame) {
    this.lost += this.stream.nonFinite;
    this.stream.reset();
    if (this.baseIndex + this.index > 0) {
      this.samples += frame - this.nextFrame;
    } else {
      this.samples = 0; // nothing came out yet: this is the first sample
      this.port.postMessage({ type: 'started', frame });
    }
    this.align();
  }

  /** A new stream's frames must lie where the old one's would have lain. */
  align() {
    this.baseIndex = Math.ceil(this.samples / this.hopLength);
    this.index = 0;
    this.skip = Math.round(this.baseIndex * this.hopLength) - this.samples; // of sound that is resampled, nearly
  }

  /** @param {unknown} error that the engine died of */
  restart(error) {
    const now = scope.currentTime;
    this.restarts = this.restarts.filter((time) => time > now - RESTART_TIME);
    try {
      if (this.restarts.length === RESTARTS || this.ended) throw error;
      this.restarts.push(now);
      this.stream = new Stream(new Core(this.module), this.plans);
      this.views = new RowViews(this.stream);
      this.align();
      this.port.postMessage({ type: 'restarted', error: packError(error) });
    } catch {
      this.fail(error);
    }
  }

  /** @param {unknown} error that ends all analysis; the sound still passes */
  fail(error) {
    this.ended = true;
    this.port.postMessage({ type: 'failed', error: packError(error) });
  }
}

try {
  scope.registerProcessor(PROCESSOR, SpectrogramProcessor);
} catch {
  // Two copies of this file in one context: the first one serves both. Elsewhere than in an AudioWorklet: nothing to
  // do.
}
