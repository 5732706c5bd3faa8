// A curve of levels over frequency, its axes and the names of its peaks, drawn on a canvas in the page's colours.
import { formatFrequency, frequencyTicks, nameTicks, valueTicks } from 'specgram/view';

const LABEL = 62; // px that a frequency's label takes
const NAME = 28; // and a bin's name
const LINE = 26; // px from one level's label to the next

/**
 * @typedef {object} Chart
 * @property {{ x: number, y: number, width: number, height: number }} place CSS px in the canvas
 * @property {import('specgram/view').FrequencyAxis} axis
 * @property {import('./look.js').Look} look
 * @property {{ names: readonly string[], frequencies: ArrayLike<number> } | null} marks in place of frequencies
 * @property {{ x: number, db: number }[]} points left to right
 * @property {{ x: number, db: number, name: string }[]} peaks
 * @property {string} title
 */

/** @param {HTMLCanvasElement} canvas @param {Chart} chart */
export function drawSpectrum(canvas, chart) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const style = getComputedStyle(canvas);
  context.font = `12px ${style.fontFamily}`;
  const color = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const { place, look } = chart;
  const yOf = (/** @type {number} */ db) =>
    place.y + place.height * Math.min(1, Math.max(0, (look.maxDb - db) / (look.maxDb - look.minDb)));
  drawGrid(context, chart, width, { line: color('--line'), text: color('--soft') });
  context.fillStyle = color('--soft');
  context.textAlign = 'right';
  context.textBaseline = 'top';
  const right = place.x + place.width - 4;
  const wide = context.measureText(chart.title).width;
  context.clearRect(right - wide - 4, place.y + 2, wide + 8, 16); // no line through it
  context.fillText(chart.title, right, place.y + 4);
  if (!chart.points.length) return;
  drawCurve(context, chart, yOf, color('--accent'));
  context.fillStyle = color('--text');
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  for (const { x, db, name } of chart.peaks) {
    const left = Math.max(place.x + 30, Math.min(width - 40, x));
    context.fillText(name, left, Math.max(place.y - 2, yOf(db) - 4));
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Chart} chart
 * @param {number} width px of the canvas
 * @param {{ line: string, text: string }} colors
 */
function drawGrid(context, { place, axis, look, marks }, width, colors) {
  const bottom = place.y + place.height;
  context.fillStyle = colors.text;
  context.strokeStyle = colors.line;
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const { value, place: up } of valueTicks(look.minDb, look.maxDb, LINE / place.height)) {
    const y = bottom - up * place.height;
    path(context, [
      [place.x, y],
      [place.x + place.width, y],
    ]);
    context.fillText(String(value).replace('-', '−'), place.x - 6, y);
  }
  context.textAlign = 'center';
  context.textBaseline = 'top';
  const ticks = marks
    ? nameTicks(axis, NAME / place.width, marks.frequencies, marks.names).major
    : frequencyTicks(axis, LABEL / place.width).major.map((tick) => ({ ...tick, label: formatFrequency(tick.value) }));
  for (const { label, place: across } of ticks) {
    const x = place.x + across * place.width;
    path(context, [
      [x, place.y],
      [x, bottom],
    ]);
    context.fillText(label, marks ? x : Math.min(x, width - 26), bottom + 5);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Chart} chart
 * @param {(db: number) => number} yOf
 * @param {string} color
 */
function drawCurve(context, { place, points }, yOf, color) {
  const bottom = place.y + place.height;
  context.beginPath();
  context.moveTo(points[0].x, bottom);
  for (const { x, db } of points) context.lineTo(x, yOf(db));
  context.lineTo(points[points.length - 1].x, bottom);
  context.globalAlpha = 0.22;
  context.fillStyle = color;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  path(
    context,
    points.map(({ x, db }) => [x, yOf(db)]),
  );
}

/** @param {CanvasRenderingContext2D} context @param {number[][]} points */
function path(context, points) {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.stroke();
}
