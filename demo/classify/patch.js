// A clip of a second to what the model sees: 96 frames of 64 mel bands, in decibels below the clip's loudest point,
// from -1 (80 dB below, or quieter) to 1.

/** @typedef {{ data: Float32Array<ArrayBuffer>, shape: number[] }} Patch frames by bands */

export const RATE = 16000; // Hz
export const LENGTH = 16000; // samples of a clip
export const FRAMES = 96;
export const BANDS = 64;
const RANGE = 80; // dB

/** Frames of 25 ms every 10 ms, as front ends of speech and sound models have them. */
const MEL = { sampleRate: RATE, nFft: 512, winLength: 400, hopLength: 160, center: false, nMels: BANDS, fMin: 50 };

/**
 * @param {import('specgram').Engine} engine
 * @param {Float32Array} samples LENGTH of them
 * @returns {Patch}
 */
export function patchOf(engine, samples) {
  const decibels = engine.powerToDb(engine.melSpectrogram(samples, MEL), { ref: 'max', topDb: RANGE });
  const data = Float32Array.from(decibels.data.subarray(0, FRAMES * BANDS));
  for (let i = 0; i < data.length; i++) data[i] = 1 + (2 * data[i]) / RANGE;
  return { data, shape: [FRAMES, BANDS] };
}
