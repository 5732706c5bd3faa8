// What the renderer's tests use in the page: canvases, synthetic columns, and the plot's pixels as the canvas has them.
import { SpectrogramRenderer } from '/specgram/index.js';
import { xorshift } from './signals.js';

export const FFT = {
  sampleRate: 48000,
  hopLength: 512,
  frequencies: Float64Array.from({ length: 2401 }, (_, k) => 10 * k),
};

/**
 * A renderer on a new canvas, alone on the page.
 * @param {any} options @param {string} [style]
 */
export function make(options, style = 'display: block; width: 640px; height: 360px') {
  document.body.replaceChildren();
  const canvas = document.createElement('canvas');
  canvas.setAttribute('style', style);
  document.body.append(canvas);
  return { canvas, renderer: new SpectrogramRenderer(canvas, { ...FFT, unit: 'db', ...options }) };
}

/**
 * The plot's pixels as words of red, green, blue, alpha.
 * @param {HTMLCanvasElement} canvas
 * @param {SpectrogramRenderer} renderer
 */
export function pixelsOf(canvas, renderer) {
  renderer.draw();
  const ratio = canvas.width / canvas.clientWidth || 1;
  const { x, y, width, height } = renderer.plot;
  const [left, top, w, h] = [x, y, width, height].map((length) => Math.round(length * ratio));
  const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(left, top, w, h);
  return { ratio, width: w, height: h, words: new Uint32Array(data.buffer) };
}

/** FNV-1a. @param {Uint32Array} words */
export function hashOf(words) {
  let hash = 2166136261;
  for (const word of words) hash = Math.imul(hash ^ word, 16777619);
  return hash >>> 0;
}

/**
 * With the gray map: how bright each row of one column of pixels is.
 * @param {ReturnType<typeof pixelsOf>} pixels
 * @param {number} x
 */
export const rowsAt = ({ width, height, words }, x) =>
  Array.from({ length: height }, (_, y) => words[y * width + x] & 255);

/**
 * With the gray map: how bright each column of one row of pixels is.
 * @param {ReturnType<typeof pixelsOf>} pixels
 * @param {number} y
 */
export const columnsAt = ({ width, words }, y) =>
  Array.from(words.subarray(y * width, (y + 1) * width), (word) => word & 255);

/** Columns of noise in dB, with a tone. @param {number} count @param {number} bins @param {number} [seed] */
export function noise(count, bins, seed = 1) {
  const next = xorshift(seed);
  const data = Float32Array.from({ length: count * bins }, () => -60 + 30 * next());
  for (let row = 0; row < count; row++) data[row * bins + (bins >> 3)] = -3;
  return data;
}

/**
 * Silent columns but for one bin.
 * @param {number} count
 * @param {number} bins
 * @param {number} bin
 * @param {number} [only] the one column that has it
 */
export function tone(count, bins, bin, only) {
  const data = new Float32Array(count * bins).fill(-200);
  for (let row = 0; row < count; row++) if (only === undefined || only === row) data[row * bins + bin] = 0;
  return data;
}

export const frame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(resolve);
  });
export { SpectrogramRenderer, xorshift };
