// Reassignment in float64, written to be obviously right: three windowed transforms of each frame, and two quotients.
import { stft, windowOf } from './definition.js';

/**
 * @param {Float32Array} x
 * @param {{ sampleRate: number, nFft: number, hopLength: number }} options Hann, centred, padded with zeros
 * @returns {{ frequencies: Float64Array, times: Float64Array, magnitudes: Float64Array }} [frames][nFft / 2 + 1]; exact
 *   origin of time
 */
export function reassigned(x, { sampleRate, nFft, hopLength }) {
  const w = windowOf('hann', nFft);
  const derivative = w.map((_, i) => (w[(i + 1) % nFft] - w[(i + nFft - 1) % nFft]) / 2);
  const weighted = w.map((value, i) => value * (i - nFft / 2));
  const [X, D, T] = [w, derivative, weighted].map((window) =>
    stft(x, { nFft, hopLength, window: Float64Array.from(window) }),
  );
  const bins = nFft / 2 + 1;
  const size = X.length * bins;
  const result = {
    frequencies: new Float64Array(size),
    times: new Float64Array(size),
    magnitudes: new Float64Array(size),
  };
  X.forEach(({ re, im }, t) => {
    for (let k = 0; k < bins; k++) {
      const power = re[k] ** 2 + im[k] ** 2;
      const imD = (D[t].im[k] * re[k] - D[t].re[k] * im[k]) / power;
      const reT = (T[t].re[k] * re[k] + T[t].im[k] * im[k]) / power;
      result.frequencies[t * bins + k] = (k / nFft - imD / (2 * Math.PI)) * sampleRate;
      result.times[t * bins + k] = (t * hopLength + reT) / sampleRate;
      result.magnitudes[t * bins + k] = Math.sqrt(power);
    }
  });
  return result;
}
