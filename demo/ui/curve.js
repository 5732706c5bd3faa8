// Curves over iterations to a small chart: lines, the newest point, each with its name at the right, where no line
// runs.

/**
 * @typedef {{ label: string, color: string, points: number[], from?: number }} Curve points: dB after 0, 1, 2, …
 *   iterations
 */

export const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
const EDGE = { left: 46, top: 8, bottom: 22 };
const GAP = 10; // px between a line's end and its name
const LINE = 14; // px between two labels

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{ curves: Curve[], iterations: number, levels: Curve[], colors: { text: string, line: string } }} chart
 *   levels: lines across
 */
export function drawCurves(canvas, { curves, iterations, levels, colors }) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context || width < 2 * EDGE.left) return;
  context.scale(ratio, ratio);
  context.font = FONT;
  const known = [...curves, ...levels].flatMap(({ points }) => points).filter(Number.isFinite);
  const bottom = Math.min(-30, 10 * Math.floor(Math.min(0, ...known) / 10));
  const top = Math.max(0, 5 * Math.ceil(Math.max(0, ...known) / 5));
  const names = Math.max(0, ...[...curves, ...levels].map(({ label }) => context.measureText(label).width));
  const end = width - names - GAP;
  const [w, h] = [end - EDGE.left, height - EDGE.top - EDGE.bottom];
  const x = (/** @type {number} */ i) => EDGE.left + (i / Math.max(1, iterations)) * w;
  const y = (/** @type {number} */ db) => EDGE.top + ((top - db) / (top - bottom)) * h;

  const step = Math.max(1, iterations / (w < 300 ? 4 : 8));
  const levelMarks = Array.from({ length: 1 - bottom / 10 }, (_, i) => -10 * i);
  const marks = Array.from({ length: Math.floor(iterations / step) + 1 }, (_, i) => i * step).filter(Number.isInteger);
  drawGrid(context, colors, {
    across: levelMarks.map((db) => ({ y: y(db), text: `${db < 0 ? '−' : ''}${-db || 0}${db ? '' : ' dB'}` })),
    below: marks.map((i) => ({ x: x(i), text: String(i) })),
    end,
    bottom: height - EDGE.bottom,
  });

  const labels = [];
  for (const { label, color, points } of levels) {
    context.strokeStyle = color;
    context.setLineDash([4, 4]);
    rule(context, EDGE.left, y(points[0]), end);
    context.setLineDash([]);
    labels.push({ text: label, color, y: y(points[0]) });
  }
  for (const { label, color, points } of curves) {
    if (!points.length) continue;
    drawCurve(
      context,
      points.map((db, i) => [x(i), y(db)]),
      color,
    );
    labels.push({ text: label, color, y: y(points[points.length - 1]) });
  }
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const label of apart(labels, EDGE.top, height - EDGE.bottom)) {
    context.fillStyle = label.color;
    context.fillText(label.text, end + GAP, label.y);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ text: string, line: string }} colors
 * @param {{ across: { y: number, text: string }[], below: { x: number, text: string }[], left?: number, end: number,
 *   bottom: number }}
 *   places
 */
export function drawGrid(context, colors, { across, below, left = EDGE.left, end, bottom }) {
  context.fillStyle = colors.text;
  context.strokeStyle = colors.line;
  context.lineWidth = 1;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const { y, text } of across) {
    rule(context, left, y, end);
    context.fillText(text, left - 8, y);
  }
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const { x, text } of below) context.fillText(text, x, bottom + 6);
}

/**
 * A line to its newest point.
 * @param {CanvasRenderingContext2D} context
 * @param {number[][]} points
 * @param {string} color
 */
export function drawCurve(context, points, color) {
  context.strokeStyle = context.fillStyle = color;
  context.lineWidth = 2;
  context.lineJoin = 'round';
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.stroke();
  const [x, y] = points[points.length - 1];
  context.beginPath();
  context.arc(x, y, 3.5, 0, 7);
  context.fill();
}

/** @param {CanvasRenderingContext2D} context @param {number} from @param {number} y @param {number} to */
function rule(context, from, y, to) {
  context.beginPath();
  context.moveTo(from, Math.round(y) + 0.5);
  context.lineTo(to, Math.round(y) + 0.5);
  context.stroke();
}

/**
 * Labels below one another, moved until none covers another.
 * @template {{ y: number }} L
 * @param {L[]} labels
 * @param {number} top
 * @param {number} bottom
 */
export function apart(labels, top, bottom) {
  const placed = [...labels].sort((a, b) => a.y - b.y);
  let least = top;
  for (const label of placed) {
    label.y = Math.max(least, label.y);
    least = label.y + LINE;
  }
  let most = bottom;
  for (const label of placed.reverse()) {
    label.y = Math.min(most, label.y);
    most = label.y - LINE;
  }
  return placed;
}
