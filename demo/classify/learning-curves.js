// Loss or accuracy over epochs to a small chart: training and held out, each with its name at the right.
import { apart, drawCurve, drawGrid, FONT } from '../ui/curve.js';

/** @typedef {import('./protocol.js').Point} Point */

const EDGE = { left: 44, top: 8, bottom: 22 };
const GAP = 8; // px between a line's end and its name
const QUARTERS = [0.05, 0.1, 0.25, 0.5, 1, 2.5]; // between two lines across
const NAMES = ['training', 'held out'];

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{ points: Point[], epochs: number, keys: (keyof Point)[], percent?: boolean }} chart percent: of all, in
 *   place of any
 *   number from 0 up
 */
export function drawLearning(canvas, { points, epochs, keys, percent = false }) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  const context = canvas.getContext('2d');
  if (!context || width < 2 * EDGE.left) return;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  context.font = FONT;
  const style = getComputedStyle(canvas);
  const css = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const most = Math.max(...points.flatMap((point) => keys.map((key) => point[key])).filter(Number.isFinite));
  const quarter = percent ? 0.25 : (QUARTERS.find((step) => 4 * step >= most) ?? Math.ceil(most / 4));
  const top = 4 * quarter;
  const end = width - GAP - Math.max(...NAMES.map((name) => context.measureText(name).width));
  const [w, h] = [end - EDGE.left, height - EDGE.top - EDGE.bottom];
  const x = (/** @type {number} */ epoch) => EDGE.left + (epoch / Math.max(1, epochs)) * w;
  const y = (/** @type {number} */ value) => EDGE.top + (1 - Math.min(1, value / top)) * h;
  const step = Math.max(1, Math.ceil(epochs / (w < 160 ? 4 : 8)));
  drawGrid(
    context,
    { text: css('--soft'), line: css('--line') },
    {
      across: [0, 1, 2, 3, 4].map((i) => ({
        y: y(i * quarter),
        text: percent ? `${25 * i} %` : String(Math.round(100 * i * quarter) / 100),
      })),
      below: Array.from({ length: Math.floor(epochs / step) + 1 }, (_, i) => ({ x: x(i * step), text: `${i * step}` })),
      left: EDGE.left,
      end,
      bottom: height - EDGE.bottom,
    },
  );
  const colours = [css('--soft'), css('--accent')];
  const labels = keys.map((key, i) => {
    const line = points.map((point, epoch) => [x(epoch + 1), y(point[key])]);
    drawCurve(context, line, colours[i]);
    return { text: NAMES[i], color: colours[i], y: line[line.length - 1][1] };
  });
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const label of apart(labels, EDGE.top, height - EDGE.bottom)) {
    context.fillStyle = label.color;
    context.fillText(label.text, end + GAP, label.y);
  }
}
