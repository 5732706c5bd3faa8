// One moment of the picture as a curve, level over frequency, with its strongest peaks named: the moment that is looked
// at.
import { scales } from './scales.js';
import { decibel, hertz, note } from '../ui/format.js';

const EVERY = 90; // ms between two drawings
const LEFT = 44; // px for the levels
const BOTTOM = 20; // px for the frequencies
const TOP = 18; // px for the names of the peaks
const PEAKS = 4;
const APART = 62; // px between two named peaks
const PROMINENT = 12; // dB above the dips beside it, to be a peak worth a name

/** @typedef {{ x: number, db: number, frequency: number }} Point */

export class Slice {
  #drawn = 0;

  /** @param {HTMLCanvasElement} canvas @param {import('./view.js').View} view */
  constructor(canvas, view) {
    this.canvas = canvas;
    this.view = view;
  }

  /** Draws, if it is time to. @param {number} now ms */
  draw(now) {
    if (this.canvas.hidden || now - this.#drawn < EVERY) return;
    this.#drawn = now;
    const context = this.canvas.getContext('2d');
    const look = this.view.look;
    if (!context || !this.view.renderer) return;
    const [width, height] = [this.canvas.clientWidth, this.canvas.clientHeight];
    const ratio = Math.min(2, devicePixelRatio || 1);
    if (this.canvas.width !== Math.round(width * ratio)) this.canvas.width = Math.round(width * ratio);
    if (this.canvas.height !== Math.round(height * ratio)) this.canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const style = getComputedStyle(this.canvas);
    const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    context.font = `12px ${style.fontFamily}`;

    const place = { x: LEFT, y: TOP, width: width - LEFT - 8, height: height - TOP - BOTTOM };
    const { to, from } = scales[look.frequencyScale];
    const [low, high] = [to(look.fMin), to(look.fMax)];
    const xOf = (/** @type {number} */ hz) => place.x + ((to(hz) - low) / (high - low)) * place.width;
    const yOf = (/** @type {number} */ db) =>
      place.y + place.height * Math.min(1, Math.max(0, (look.maxDb - db) / (look.maxDb - look.minDb)));

    context.fillStyle = colour('--soft');
    context.strokeStyle = colour('--line');
    context.lineWidth = 1;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (let db = 20 * Math.ceil(look.minDb / 20); db <= look.maxDb; db += 20) {
      line(context, [
        [place.x, yOf(db)],
        [place.x + place.width, yOf(db)],
      ]);
      context.fillText(String(db).replace('-', '−'), place.x - 6, yOf(db));
    }
    context.textAlign = 'center';
    context.textBaseline = 'top';
    for (const hz of ticks(look.fMin, look.fMax, xOf)) {
      line(context, [
        [xOf(hz), place.y],
        [xOf(hz), place.y + place.height],
      ]);
      context.fillText(
        hz < 1000 ? `${hz} Hz` : `${hz / 1000} kHz`,
        Math.min(xOf(hz), width - 26),
        place.y + place.height + 5,
      );
    }

    const points = this.#points(place, (x) => from(low + ((x - place.x) / place.width) * (high - low)), xOf);
    if (!points.length) return this.#tell([]);
    context.beginPath();
    context.moveTo(points[0].x, place.y + place.height);
    for (const { x, db } of points) context.lineTo(x, yOf(db));
    context.lineTo(points[points.length - 1].x, place.y + place.height);
    context.globalAlpha = 0.22;
    context.fillStyle = colour('--accent');
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = colour('--accent');
    context.lineWidth = 1.5;
    context.lineJoin = 'round';
    line(
      context,
      points.map(({ x, db }) => [x, yOf(db)]),
    );

    const named = this.#peaks(points, look.minDb);
    context.fillStyle = colour('--text');
    context.textBaseline = 'bottom';
    for (const { x, db, frequency } of named) {
      const name = `${note(frequency, look.a4).split(' ')[0]} ${hertz(frequency).replace(' Hz', '')}`;
      context.fillText(name, Math.max(place.x + 30, Math.min(width - 40, x)), Math.max(TOP - 2, yOf(db) - 4));
    }
    this.#tell(named);
  }

  /**
   * The moment's level at every pixel across, or bin where bins are wider.
   * @param {{ x: number, width: number }} place
   * @param {(x: number) => number} frequencyAt
   * @param {(hz: number) => number} xOf
   * @returns {Point[]}
   */
  #points(place, frequencyAt, xOf) {
    const { renderer, moment, frequencies } = this.view;
    if (!renderer) return [];
    const { plot } = renderer;
    /** @type {Point[]} */
    const points = [];
    let last = -1;
    for (let x = place.x; x <= place.x + place.width; x++) {
      const at = renderer.positionOf(moment, frequencyAt(x));
      const cell = renderer.valueAt(
        Math.min(at.x, plot.x + plot.width - 1),
        Math.max(plot.y, Math.min(plot.y + plot.height, at.y)),
      );
      if (!cell || Number.isNaN(cell.db) || cell.bin === last) continue;
      last = cell.bin;
      points.push({ x: xOf(frequencies[last]), db: cell.db, frequency: frequencies[last] });
    }
    return points;
  }

  /** The strongest peaks that stand out, left to right. @param {Point[]} points @param {number} floor */
  #peaks(points, floor) {
    const { view } = this;
    const { renderer, moment } = view;
    /** @type {Point[]} */
    const found = [];
    const ranked = points
      .filter(
        ({ db }, i) =>
          db > floor + PROMINENT && db >= (points[i - 1]?.db ?? -Infinity) && db > (points[i + 1]?.db ?? -Infinity),
      )
      .sort((a, b) => b.db - a.db);
    for (const peak of ranked) {
      if (found.length === PEAKS) break;
      if (found.every(({ x }) => Math.abs(x - peak.x) > APART)) found.push(peak);
    }
    return found
      .sort((a, b) => a.x - b.x)
      .map((peak) => {
        const at = renderer?.positionOf(moment, peak.frequency);
        const cell = at && renderer?.valueAt(at.x, at.y);
        return cell ? { ...peak, ...view.peakNear(cell), x: peak.x } : peak;
      });
  }

  /** The same in words. @param {Point[]} named */
  #tell(named) {
    const words = named
      .map(({ frequency, db }) => `${hertz(frequency)} ${note(frequency, this.view.look.a4)} at ${decibel(db)}`)
      .join(', ');
    this.canvas.setAttribute('aria-label', words ? `Spectrum; its strongest peaks: ${words}` : 'Spectrum');
  }
}

/** @param {CanvasRenderingContext2D} context @param {number[][]} points */
function line(context, points) {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.stroke();
}

/**
 * Round frequencies, far enough apart for their labels.
 * @param {number} low
 * @param {number} high
 * @param {(hz: number) => number} xOf
 */
function ticks(low, high, xOf) {
  /** @type {number[]} */
  const chosen = [];
  const decades = [10, 100, 1000, 10000, 100000];
  const free = (/** @type {number} */ hz) =>
    hz >= low && hz <= high && chosen.every((other) => Math.abs(xOf(other) - xOf(hz)) > 58);
  for (const digits of [[1], [5, 2], [3, 7], [1.5, 4, 6, 8]]) {
    for (const decade of decades) for (const digit of digits) if (free(digit * decade)) chosen.push(digit * decade);
  }
  return chosen;
}
