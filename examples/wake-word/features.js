// Sound as it comes to what openWakeWord hears of it: every 80 ms, eight rows of 32 mel bands. As there, a step is
// analysed together with the 30 ms before it, and limited to 80 dB below its own loudest point.

const SAMPLE_RATE = 16000;
const STEP = 1280; // samples
const BEFORE = 480;

export class StepFeatures {
  #resampler;
  #preset;
  #sound = new Float32Array(BEFORE + STEP);
  #filled = BEFORE;

  /** @param {import('specgram').Engine} sg @param {number} sampleRate Hz of the sound that will come */
  constructor(sg, sampleRate) {
    this.#resampler = sg.synthesiser('resample', { from: sampleRate, to: SAMPLE_RATE });
    this.#preset = sg.preset('openwakeword');
  }

  /**
   * Takes a chunk of any length, and calls back for each step that it completes.
   * @param {Float32Array} chunk @param {(rows: Float32Array[]) => void} onStep
   */
  push(chunk, onStep) {
    this.#resampler.push(chunk, (samples) => {
      for (const sample of samples) {
        this.#sound[this.#filled++] = sample;
        if (this.#filled < this.#sound.length) continue;
        onStep(this.#rows());
        this.#sound.copyWithin(0, STEP);
        this.#filled = BEFORE;
      }
    });
  }

  #rows() {
    const { data, shape } = this.#preset.extract(this.#sound, { sampleRate: SAMPLE_RATE });
    const [, , count, bands] = shape; // [1, 1, 8, 32]
    return Array.from({ length: count }, (_, t) => data.subarray(t * bands, (t + 1) * bands));
  }
}
