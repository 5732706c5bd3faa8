// The size of a canvas and the options -> where plot, ticks, labels and colour bar stand.

import {
  formatFrequency,
  frequencyAxis,
  frequencyTicks,
  nameTicks,
  noteName,
  noteTicks,
  phaseTicks,
  plainNumber,
  valueTicks,
} from './axes.js';
import { edges } from './rows.js';
import { rangeOf } from './renderer-options.js';
import { keptUnit, valueLabel } from './units.js';

/** @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Context */
/** @typedef {import('./renderer-options.js').AllOptions} AllOptions */

export const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
export const LINE = 12; // px of a label's height
const NARROW = 480; // px of width below which labels are short

/**
 * Where everything is. Lengths are CSS pixels, but for those of the picture.
 * @typedef {object} Layout
 * @property {number} width
 * @property {number} height
 * @property {number} ratioX device pixels a CSS pixel
 * @property {number} ratioY
 * @property {{ x: number, y: number, width: number, height: number }} plot
 * @property {{ x: number, y: number, width: number, height: number }} pixels of the plot, in device pixels
 * @property {boolean} axes
 * @property {{ x: number, width: number } | null} bar
 * @property {boolean} compact labels are short
 * @property {import('./axes.js').FrequencyAxis} axis
 * @property {{ value: number, place: number, label: string }[]} frequencies
 * @property {{ value: number, place: number }[]} frequencyMarks
 * @property {{ value: number, place: number, label: string }[]} levels
 */

/**
 * The range that the frequency axis shows.
 * @param {AllOptions} options
 */
function shownRange({ frequencies, sampleRate, frequencyScale, fMin, fMax }) {
  const [lowest, highest] = edges(frequencies);
  const high = fMax ?? Math.max(Math.min(highest, sampleRate / 2), frequencies[frequencies.length - 1]);
  let low = fMin ?? (frequencies[0] === 0 ? 0 : lowest);
  if (frequencyScale === 'log' && !(low > 0)) {
    const first = Array.prototype.find.call(frequencies, (hz) => hz > 0) ?? 1;
    low = Math.max(first, Math.min(20, high / 10));
  }
  return low < high ? { low, high } : { low: high / 2, high };
}

/**
 * Where everything stands.
 * @param {Context} context to measure labels with
 * @param {AllOptions} options
 * @param {import('./canvas-size.js').Size} size
 * @returns {Layout}
 */
export function layoutOf(context, options, { width, height, pixelWidth, pixelHeight }) {
  const ratioX = pixelWidth / width || 1;
  const ratioY = pixelHeight / height || 1;
  const room = width >= 160 && height >= 90;
  const axes = options.axes && room;
  const colorBar = options.colorBar && room;
  const compact = width < NARROW;
  const { low, high } = shownRange(options);
  const axis = frequencyAxis(options.frequencyScale, low, high, options.htk);
  const top = axes || colorBar ? 8 : 0;
  const bottom = axes ? 24 : top;
  const inner = Math.max(1, height - top - bottom);

  context.font = FONT;
  const labels = frequencyLabels(axis, options, inner, compact);
  const levels = barTicks(options, (LINE + 24) / inner, compact);
  // Room for the usual labels, so that zooming and sliding levels do not move the plot.
  const widest = (/** @type {{ label: string }[]} */ list, /** @type {string} */ usual) =>
    Math.ceil(Math.max(...[...list, { label: usual }].map(({ label }) => context.measureText(label).width)));
  // what is counted along the time axis stands in the corner below
  const corner = options.labels?.time ? context.measureText(options.labels.time).width + 16 : 0;
  const left = axes ? Math.max(widest(labels.frequencies, usualLabel(options, compact)) + 10, corner) : 0;
  const bar = compact ? { gap: 8, width: 8 } : { gap: 14, width: 12 };
  const right = colorBar ? bar.gap + bar.width + 10 + widest(levels, '−100') : axes ? 10 : 0;
  // Whole device pixels, so that the picture's pixels are the screen's.
  const x = Math.round(left * ratioX);
  const y = Math.round(top * ratioY);
  const pixels = {
    x,
    y,
    width: Math.max(0, Math.round((width - right) * ratioX) - x),
    height: Math.max(0, Math.round((height - bottom) * ratioY) - y),
  };
  const plot = { x: x / ratioX, y: y / ratioY, width: pixels.width / ratioX, height: pixels.height / ratioY };
  return {
    width,
    height,
    ratioX,
    ratioY,
    plot,
    pixels,
    axes,
    compact,
    axis,
    ...labels,
    levels,
    bar: colorBar ? { x: plot.x + plot.width + bar.gap, width: bar.width } : null,
  };
}

/** As wide a label as the frequency axis usually has. @param {AllOptions} options @param {boolean} compact */
function usualLabel({ notes, labels }, compact) {
  const names = labels?.bins;
  if (names) return names.reduce((longest, name) => (name.length > longest.length ? name : longest), '');
  return notes ? 'C♯4' : compact ? '20k' : '20 kHz';
}

/**
 * Labels and marks along the frequency axis.
 * @param {import('./axes.js').FrequencyAxis} axis
 * @param {AllOptions} options
 * @param {number} height CSS px
 * @param {boolean} compact
 */
function frequencyLabels(axis, { frequencies: hertz, labels, notes, a4 }, height, compact) {
  if (labels?.bins) {
    const { major, minor } = nameTicks(axis, (LINE + 4) / height, hertz, labels.bins);
    return { frequencies: major, frequencyMarks: minor };
  }
  const { major, minor } = notes
    ? noteTicks(axis, (LINE + 4) / height, a4)
    : frequencyTicks(axis, (LINE + (compact ? 10 : 16)) / height);
  const frequencies = major.map((tick) => ({
    ...tick,
    label: notes ? noteName(tick.value, a4) : formatFrequency(tick.value, compact),
  }));
  return { frequencies, frequencyMarks: minor };
}

/**
 * Labels along the colour bar.
 * @param {AllOptions} options
 * @param {number} room the least distance of two, as a share of the bar
 * @param {boolean} compact without the unit
 */
function barTicks(options, room, compact) {
  const { unit, minDb, maxDb } = options;
  if (unit === 'radians') return phaseTicks();
  const range = rangeOf(options);
  const isHertz = keptUnit(unit) === 'hertz';
  const ticks = isHertz ? valueTicks(-range, range, room) : valueTicks(minDb, maxDb, room);
  const suffix = isHertz ? 'Hz' : valueLabel(options);
  return ticks.map((tick, i) => ({
    ...tick,
    label: `${plainNumber(tick.value)} ${i === ticks.length - 1 && !compact ? suffix : ''}`.trim(),
  }));
}
