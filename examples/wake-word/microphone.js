// Runs on the audio thread: sound in, chunks of it out, to whoever holds the node's port.

const CHUNK = 1024; // samples

class Microphone extends AudioWorkletProcessor {
  chunk = new Float32Array(CHUNK);
  filled = 0;

  /** @param {Float32Array[][]} inputs */
  process([[samples]]) {
    if (!samples) return true; // nothing flows yet, or for the moment
    for (let i = 0; i < samples.length; i++) {
      this.chunk[this.filled++] = samples[i];
      if (this.filled < CHUNK) continue;
      this.port.postMessage(this.chunk); // a copy goes
      this.filled = 0;
    }
    return true;
  }
}

registerProcessor('microphone', Microphone);
