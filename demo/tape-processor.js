// Runs on the audio thread: samples in, blocks of them out to tape.js, in buffers that go to and fro.
// Each block says at which frame of the context it starts, so that a picture made from it lines up with the live one.

const BLOCK = 8192;

/** What the scope of AudioWorklets has and no library of types knows. @type {any} */
const scope = globalThis;

class TapeProcessor extends scope.AudioWorkletProcessor {
  constructor() {
    super();
    this.spare = [new Float32Array(BLOCK), new Float32Array(BLOCK), new Float32Array(BLOCK)];
    /** @type {Float32Array<ArrayBuffer> | undefined} */
    this.block = undefined;
    this.filled = 0;
    this.first = 0;
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
    if (!samples) return this.open;
    for (let done = 0; done < samples.length;) {
      this.block ??= this.spare.pop();
      if (!this.block) {
        this.lost += samples.length - done;
        break;
      }
      if (this.filled === 0) this.first = scope.currentFrame + done;
      const count = Math.min(BLOCK - this.filled, samples.length - done);
      for (let i = 0; i < count; i++) this.block[this.filled + i] = samples[done + i];
      this.filled += count;
      done += count;
      if (this.filled === BLOCK) this.send();
    }
    return this.open;
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

scope.registerProcessor('tape', TapeProcessor);
