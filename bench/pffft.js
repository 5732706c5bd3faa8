// PFFFT as WebAssembly with the obvious loop around it: what a user of the fastest FFT on npm would write.

import PFFFT from '@echogarden/pffft-wasm/simd';

/**
 * @param {number} nFft
 * @param {number} hopLength
 * @returns {Promise<(samples: Float32Array) => Float32Array>} samples to |X|, [frames, nFft / 2 + 1]; centred, periodic
 *   Hann
 */
export async function pffftSpectrogram(nFft, hopLength) {
  const pffft = await PFFFT();
  const REAL = 0;
  const FORWARD = 0;
  const setup = pffft._pffft_new_setup(nFft, REAL);
  const input = pffft._pffft_aligned_malloc(4 * nFft);
  const output = pffft._pffft_aligned_malloc(4 * nFft);
  const work = pffft._pffft_aligned_malloc(4 * nFft);
  const frame = new Float32Array(pffft.HEAPF32.buffer, input, nFft);
  const spectrum = new Float32Array(pffft.HEAPF32.buffer, output, nFft); // re 0, re nFft / 2, re 1, im 1, re 2, im 2, …
  const window = Float32Array.from({ length: nFft }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / nFft));
  const half = nFft / 2;
  const bins = half + 1;

  return (samples) => {
    const frames = 1 + Math.floor(samples.length / hopLength);
    const magnitudes = new Float32Array(frames * bins);
    for (let t = 0; t < frames; t++) {
      const start = t * hopLength - half;
      if (start >= 0 && start + nFft <= samples.length) {
        for (let i = 0; i < nFft; i++) frame[i] = samples[start + i] * window[i];
      } else {
        for (let i = 0; i < nFft; i++) frame[i] = (samples[start + i] ?? 0) * window[i];
      }
      pffft._pffft_transform_ordered(setup, input, output, work, FORWARD);
      const row = t * bins;
      magnitudes[row] = Math.abs(spectrum[0]);
      magnitudes[row + half] = Math.abs(spectrum[1]);
      for (let k = 1; k < half; k++) {
        const re = spectrum[2 * k];
        const im = spectrum[2 * k + 1];
        magnitudes[row + k] = Math.sqrt(re * re + im * im);
      }
    }
    return magnitudes;
  };
}
