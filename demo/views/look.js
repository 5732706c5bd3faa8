// How a figure looks, as its renderer wants it.
import { isSigned } from './analysis.js';

/**
 * @typedef {object} Look
 * @property {number} minDb @property {number} maxDb dB, 0 being a full-scale sine
 * @property {import('specgram').ColormapName} colormap
 * @property {import('specgram/view').FrequencyScale} frequencyScale
 * @property {number} fMin @property {number} fMax Hz
 * @property {boolean} notes whether the axis names notes
 * @property {number} a4 Hz
 * @property {NonNullable<import('specgram').RendererOptions['labels']> | null} labels of bins that have no Hz
 * @property {boolean} interpolate between bins
 * @property {'auto' | 'light' | 'dark'} theme of axes; their colours are the page's where it says --panel, --soft and
 *   --back
 */

/** @type {Look} */
export const USUAL = {
  minDb: -90,
  maxDb: -10,
  colormap: 'magma',
  frequencyScale: 'mel',
  fMin: 0,
  fMax: 16000,
  notes: false,
  a4: 440,
  labels: null,
  interpolate: true,
  theme: 'auto',
};

const DARK = '#0f0d14'; // under colours that fade where it is quiet, in either theme
const LOG_LOWEST = 20; // Hz
const NARROWEST = 10; // Hz from end to end

/** Hz that a frequency axis can begin with. @param {Look['frequencyScale']} scale */
export const lowestOf = (scale) => (scale === 'log' ? LOG_LOWEST : 0);

/**
 * A look fitted to what there is to show.
 * @param {Look} look
 * @param {number} sampleRate Hz
 * @returns {Look}
 */
export function fitted(look, sampleRate) {
  const fMax = Math.min(look.fMax, sampleRate / 2);
  const lowest = Math.min(lowestOf(look.frequencyScale), fMax / 2);
  const fMin = Math.max(lowest, Math.min(look.fMin, fMax - NARROWEST));
  return { ...look, fMin, fMax };
}

/** What an axis of named bins is like. @param {readonly string[]} names @returns {Partial<Look>} */
export const axisOf = (names) => ({
  frequencyScale: 'linear',
  fMin: 0,
  fMax: names.length,
  notes: false,
  interpolate: false,
});

/**
 * The page's colours for what is around the picture.
 * @param {HTMLElement} canvas
 * @param {import('./figure.js').Figure['unit']} unit
 */
export function colorsOf(canvas, unit) {
  const style = getComputedStyle(canvas);
  const css = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const empty = isSigned(unit) ? DARK : css('--back');
  const colors = { background: css('--panel'), text: css('--soft'), empty };
  return Object.fromEntries(Object.entries(colors).filter(([, color]) => color));
}
