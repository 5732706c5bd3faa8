// Runs on the audio thread: samples in, blocks of them out to recording.js, in buffers that go to and fro.
// Each block says at which frame of the context it starts, so that a picture made from it lines up with the live one.

const BLOCK = 8192; // samples
const BLOCKS = 16; // some 3 s: for as long the page may be busy without a loss

/** What the scope of AudioWorklets has and no library of types knows. @type {any} */
const scope = globalThis;

class Recorder extends scope.AudioWorkletProcessor {
  constructor() {
    super();
    this.spare = Array.from({ length: BLOCKS }, () => new Float32Array(BLOCK));
    /** @type {Float32Array<ArrayBuffer> | undefined} */
    this.block = undefined;
    this.filled = 0;
    this.first = 0;
    this.next = -1; // the frame that the next sample should be
    this.lost = 0;
    this.open = true;
    this.port.onmessage = (/** @type {MessageEvent} */ { data }) => {
      if (data === 'flush') this.send();
      else if (data === 'close') this.open = false;
      else this.spare.push(data);
    };
  }

  /** @param {Float32Array[][]} inputs */
  process(inputs) {
    const samples = inputs[0][0];
    if (!samples) return this.open; // nothing flows yet, or for the moment
    const { currentFrame } = scope;
    if (this.next >= 0) this.take(null, currentFrame - this.next, this.next);
    this.take(samples, samples.length, currentFrame);
    this.next = currentFrame + samples.length;
    return this.open;
  }

  /** @param {Float32Array | null} samples null: silence @param {number} count @param {number} frame of the first one */
  take(samples, count, frame) {
    for (let done = 0; done < count; ) {
      this.block ??= this.spare.pop();
      if (!this.block) {
        this.lost += count - done;
        return;
      }
      if (this.filled === 0) this.first = frame + done;
      const fits = Math.min(BLOCK - this.filled, count - done);
      for (let i = 0; i < fits; i++) this.block[this.filled + i] = samples ? samples[done + i] : 0;
      this.filled += fits;
      done += fits;
      if (this.filled === BLOCK) this.send();
    }
  }

  send() {
    const { block } = this;
    if (!block || !this.filled) return;
    this.port.postMessage({ block, count: this.filled, first: this.first, lost: this.lost }, [block.buffer]);
    this.block = undefined;
    this.filled = 0;
    this.lost = 0;
  }
}

scope.registerProcessor('recorder', Recorder);
