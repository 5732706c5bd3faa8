// What tests of constant-Q inverses share: music, how near a sound comes to another, and a transform in polar form.

export const sampleRate = 22050;
const sine = (/** @type {number} */ hz) => (/** @type {number} */ n) => Math.sin((2 * Math.PI * hz * n) / sampleRate);
const chord = [110, 164.81, 220, 329.63, 440, 554.37, 880, 1320].map(sine);
/** Notes that are struck and die away. @param {number} n */
export const music = (n) =>
  chord.reduce((sum, wave, k) => sum + 0.1 * wave(n) * Math.exp(-6 * ((n / sampleRate + 0.13 * k) % 0.5)), 0);

/** In dB. @param {ArrayLike<number>} x @param {ArrayLike<number>} y @param {number} [from] @param {number} [to] */
export function snr(x, y, from = 0, to = x.length) {
  let [error, energy] = [0, 0];
  for (let i = from; i < to; i++) {
    error += (y[i] - x[i]) ** 2;
    energy += x[i] ** 2;
  }
  return 10 * Math.log10(energy / error);
}

/** Magnitudes and phases of a complex transform. @param {{ data: Float32Array }} C */
export const polar = ({ data }) =>
  [Math.hypot, (/** @type {number} */ re, /** @type {number} */ im) => Math.atan2(im, re)].map((part) =>
    Float32Array.from({ length: data.length / 2 }, (_, i) => part(data[2 * i], data[2 * i + 1])),
  );
