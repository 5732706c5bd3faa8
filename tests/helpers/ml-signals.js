// The signals of tests/golden/ml.json: numbers of 16 bits, alike to the bit in Python and JavaScript.

const TURN = 2 * Math.PI;

/** @param {number} x -1 to 1 */
const sixteenBits = (x) => Math.floor(x * 32767 + 0.5) / 32768;

/** @param {number} n @param {(i: number) => number} value */
const made = (n, value) => Float32Array.from({ length: n }, (_, i) => sixteenBits(value(i)));

const tones = (/** @type {number} */ i) =>
  0.5 * Math.sin(TURN * 0.03 * i) + 0.25 * Math.cos(TURN * 0.11 * i + 0.3) + (i % 97 === 0 ? 0.05 : 0);

/** Two sines and clicks. @param {number} n */
export const mix = (n) => made(n, tones);

/** The same from a quarter to half of its length, and silence. @param {number} n */
export const gate = (n) => made(n, (i) => (i >= Math.floor(n / 4) && i < Math.floor(n / 2) ? tones(i) : 0));

/** A sine from 50 Hz to 0.45 times the sample rate. @param {number} n @param {number} sampleRate */
export const chirp = (n, sampleRate) =>
  made(n, (i) => 0.5 * Math.sin(TURN * ((50 / sampleRate) * i + ((0.45 - 50 / sampleRate) * i * i) / (2 * n))));

/** White noise at a quarter of full scale: Numerical Recipes' generator of 32 bits, from 12345. @param {number} n */
export function noise(n) {
  let state = 12345;
  return made(n, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return 0.25 * (state * 2 ** -31 - 1);
  });
}
