// A layout and what is in view -> all that stands on and around the picture: ticks, labels, colour bar, crosshair,
// playhead.

import { countTicks, formatFrequency, formatTime, noteName, plainNumber, roundTimes, timeTicks } from './axes.js';
import { FONT, LINE } from './layout.js';
import { tableOf } from './renderer-options.js';
import { nearestBin } from './rows.js';
import { valueLabel } from './units.js';

/** @typedef {import('./layout.js').Context} Context */
/** @typedef {import('./layout.js').Layout} Layout */

/**
 * @typedef {object} Scene
 * @property {Context} context whose unit is the CSS pixel
 * @property {Layout} layout
 * @property {import('./renderer-options.js').AllOptions} options
 * @property {import('./renderer-options.js').RendererColors} theme
 * @property {number} start s at the plot's left edge
 * @property {number} end s at its right edge
 */

/** Draws playhead and crosshair over the plot. @param {Scene} scene */
export function drawMarks(scene) {
  const { playhead, cursor } = scene.options;
  if (playhead !== null) line(scene, xOf(scene, playhead), null, 2);
  if (cursor) line(scene, xOf(scene, cursor.time), yOf(scene, cursor.frequency), 1);
}

/** Draws what is around the plot. @param {Scene} scene */
export function drawSurroundings(scene) {
  const {
    context,
    theme,
    layout: { width, height, plot, axes, bar },
  } = scene;
  const [right, bottom] = [plot.x + plot.width, plot.y + plot.height];
  for (const [x, y, w, h] of [
    [0, 0, width, plot.y],
    [0, plot.y, plot.x, plot.height],
    [right, plot.y, width - right, plot.height],
    [0, bottom, width, height - bottom],
  ]) {
    context.clearRect(x, y, w, h);
    context.fillStyle = theme.background;
    context.fillRect(x, y, w, h);
  }
  context.font = FONT;
  if (axes) drawAxes(scene);
  if (bar) drawBar(scene);
}

/** @param {Scene} scene @param {number} time s */
function xOf({ layout: { plot }, start, end }, time) {
  return plot.x + ((time - start) / (end - start)) * plot.width;
}

/** @param {Scene} scene @param {number} frequency Hz */
function yOf({ layout: { plot, axis } }, frequency) {
  return plot.y + (1 - axis.to(frequency)) * plot.height;
}

/** @param {Scene} scene */
function drawAxes(scene) {
  const tags = tagsOf(scene);
  scene.context.fillStyle = scene.theme.text;
  drawFrequencyAxis(scene, tags);
  drawTimeAxis(scene, tags);
  drawTags(scene, tags);
}

/** @param {Scene} scene @param {Tag[]} tags */
function drawFrequencyAxis(scene, tags) {
  const {
    context,
    layout: { plot, frequencies, frequencyMarks },
  } = scene;
  const bottom = plot.y + plot.height;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const { place } of frequencyMarks) tick(scene, plot.x - 4, bottom - place * plot.height, 3, 0);
  for (const { place, label } of frequencies) {
    const y = bottom - place * plot.height;
    tick(scene, plot.x - 6, y, 5, 0);
    if (!tags.some((tag) => tag.upright && Math.abs(tag.y - y) < LINE + 4))
      context.fillText(label, plot.x - 9, y + 0.5);
  }
}

/** @param {Scene} scene @param {Tag[]} tags */
function drawTimeAxis(scene, tags) {
  const {
    context,
    start,
    end,
    options: { notes, labels, startTime, period },
    layout: { plot, bar, compact },
  } = scene;
  const bottom = plot.y + plot.height;
  context.textBaseline = 'top';
  context.textAlign = 'left';
  // Where labels are short, the units stand in the corners beside the time axis.
  const below = (/** @type {number} */ from, /** @type {number} */ to) =>
    tags.some((tag) => !tag.upright && tag.x - tag.width / 2 < to && tag.x + tag.width / 2 > from);
  const corner = labels?.time ?? (compact && !notes && !labels?.bins ? 'Hz' : '');
  const from = corner ? context.measureText(corner).width + 8 : 0;
  const to = compact && bar ? bar.x + bar.width + 4 : Infinity;
  if (corner && !below(0, from)) context.fillText(corner, 2, bottom + 8);
  if (to < Infinity && !below(to, Infinity)) context.fillText(valueLabel(scene.options), to + 4, bottom + 8);
  context.textAlign = 'center';
  const room = (compact ? 64 : 88) / plot.width;
  const ticks = period
    ? roundTimes(start, end, room, period)
    : (labels?.time === undefined ? timeTicks : countTicks)(start, end, room);
  const { minor, step } = ticks;
  const major = /** @type {(import('./axes.js').Tick & { time?: number })[]} */ (ticks.major);
  const first = Math.min(0, startTime) - 1e-9; // before the sound there is no time worth a label
  for (const { value, place } of minor) if (value >= first) tick(scene, plot.x + place * plot.width, bottom + 1, 0, 3);
  for (const { value, place, time = value } of major) {
    if (value < first) continue;
    const x = plot.x + place * plot.width;
    const label = timeText(scene, time, step);
    const half = context.measureText(label).width / 2;
    tick(scene, x, bottom + 1, 0, 5);
    if (x - half > from && x + half < to && !below(x - half - 2, x + half + 2)) context.fillText(label, x, bottom + 8);
  }
}

/** @param {Scene} scene @param {Tag[]} tags */
function drawTags({ context, theme }, tags) {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { x, y, width, label } of tags) {
    context.fillStyle = theme.text;
    context.beginPath();
    context.roundRect(x - width / 2, y - 9, width, 18, 3);
    context.fill();
    context.fillStyle = theme.background;
    context.fillText(label, x, y + 0.5);
  }
}

/** A moment, or a count of what stands in its place. @param {Scene} scene @param {number} time @param {number} step */
function timeText({ end, options: { labels, period } }, time, step) {
  return labels?.time === undefined ? formatTime(time, step, (period ?? end) >= 60) : plainNumber(time);
}

/** A frequency, or the name of the bin that has it. @param {Scene} scene @param {number} hz */
function frequencyText({ options: { labels, frequencies, notes, a4 }, layout: { compact } }, hz) {
  if (labels?.bins) return labels.bins[nearestBin(frequencies, hz)];
  return notes && hz > 0 ? noteName(hz, a4) : formatFrequency(Number(hz.toPrecision(4)), compact);
}

/** @typedef {{ x: number, y: number, width: number, label: string, upright: boolean }} Tag x, y: of the middle */

/**
 * The cursor's frequency and time, on boxes over the axes. Labels that they would cover are not drawn.
 * @param {Scene} scene
 * @returns {Tag[]}
 */
function tagsOf(scene) {
  const {
    context,
    start,
    end,
    options: { cursor, labels, period },
    layout: { plot, width, height },
  } = scene;
  if (!cursor) return [];
  const [x, y] = [xOf(scene, cursor.time), yOf(scene, cursor.frequency)];
  const bottom = plot.y + plot.height;
  const tags = [];
  if (y >= plot.y && y <= bottom) {
    const label = frequencyText(scene, cursor.frequency);
    const wide = context.measureText(label).width + 8;
    tags.push({
      x: Math.max(plot.x - 6 - wide / 2, wide / 2),
      y: Math.max(9, Math.min(height - 9, y)),
      width: wide,
      label,
      upright: true,
    });
  }
  if (x >= plot.x && x <= plot.x + plot.width) {
    const pixel = 10 ** Math.floor(Math.log10((end - start) / plot.width)); // s: no finer than the pointer
    const time = period ? cursor.time % period : cursor.time;
    const label = timeText(scene, labels?.time === undefined ? time : Math.round(time), pixel);
    const wide = context.measureText(label).width + 8;
    tags.push({
      x: Math.max(wide / 2, Math.min(width - wide / 2, x)),
      y: Math.min(height - 9, bottom + 14),
      width: wide,
      label,
      upright: false,
    });
  }
  return tags;
}

/** @param {Scene} scene */
function drawBar(scene) {
  const {
    context,
    theme,
    layout: { plot, levels, bar, ratioY },
  } = scene;
  const { x, width } = /** @type {{ x: number, width: number }} */ (bar);
  const table = tableOf(scene.options);
  const rows = Math.min(256, Math.round(plot.height * ratioY));
  for (let row = 0; row < rows; row++) {
    const i = 3 * Math.floor(((rows - 0.5 - row) / rows) * 256);
    context.fillStyle = `rgb(${table[i]},${table[i + 1]},${table[i + 2]})`;
    // the next covers all but its row: no seams
    context.fillRect(x, plot.y + (row / rows) * plot.height, width, plot.height * (1 - row / rows));
  }
  context.fillStyle = theme.text;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const { place, label } of levels) {
    const y = plot.y + (1 - place) * plot.height;
    tick(scene, x + width + 1, y, 4, 0);
    context.fillText(label, x + width + 8, y + 0.5);
  }
}

/**
 * A tick of about one CSS pixel's thickness on whole device pixels.
 * @param {Scene} scene
 * @param {number} x
 * @param {number} y
 * @param {number} width 0: thin
 * @param {number} height 0: thin
 */
function tick({ context, layout: { ratioX, ratioY } }, x, y, width, height) {
  const [thinX, thinY] = [Math.max(1, Math.floor(ratioX)) / ratioX, Math.max(1, Math.floor(ratioY)) / ratioY];
  const left = width ? x : Math.round((x - thinX / 2) * ratioX) / ratioX;
  const top = height ? y : Math.round((y - thinY / 2) * ratioY) / ratioY;
  context.fillRect(left, top, width || thinX, height || thinY);
}

/**
 * Lines through the plot that stand out from light and dark alike: white between black.
 * @param {Scene} scene
 * @param {number} x of an upright line, CSS px
 * @param {number | null} y of a level line
 * @param {number} width
 */
function line({ context, layout: { plot, ratioX, ratioY } }, x, y, width) {
  const whole = (/** @type {number} */ at, /** @type {number} */ ratio) =>
    (Math.floor(at * ratio) + (Math.round(width * ratio) % 2) / 2) / ratio;
  for (const [color, extra] of /** @type {[string, number][]} */ ([
    ['rgba(0, 0, 0, 0.6)', 2],
    ['#fff', 0],
  ])) {
    context.strokeStyle = color;
    context.lineWidth = width + extra;
    context.beginPath();
    context.moveTo(whole(x, ratioX), plot.y);
    context.lineTo(whole(x, ratioX), plot.y + plot.height);
    if (y !== null) {
      context.moveTo(plot.x, whole(y, ratioY));
      context.lineTo(plot.x + plot.width, whole(y, ratioY));
    }
    context.stroke();
  }
}
