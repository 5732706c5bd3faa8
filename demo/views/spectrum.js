// One moment of a figure as a curve, level over frequency, with its strongest peaks named: the moment that is looked
// at.
import { frequencyAxis } from 'specgram/view';
import { decibel, hertz, note } from '../ui/format.js';
import { peakNear } from './peaks.js';
import { drawSpectrum } from './spectrum-drawing.js';

const EVERY = 90; // ms between two drawings
const PEAKS = 4;
const APART = 62; // px between two named peaks
const PROMINENT = 12; // dB above the floor, to be a peak worth a name
const EDGE = { left: 44, right: 8, top: 18, bottom: 20 }; // px for levels, the last label, names of peaks, frequencies

/** @typedef {{ x: number, db: number, frequency: number }} Point */

export class Spectrum {
  #drawn = 0;

  /**
   * @param {HTMLCanvasElement} canvas with a size by CSS
   * @param {import('./figure.js').Figure} figure
   * @param {{ readonly moment: number }} [looker] who looks at a moment (default: the figure)
   */
  constructor(canvas, figure, looker = figure) {
    this.canvas = canvas;
    this.figure = figure;
    this.looker = looker;
  }

  /** Draws, if it is time to. @param {number} now ms */
  draw(now) {
    if (this.canvas.hidden || now - this.#drawn < EVERY || !this.figure.renderer) return;
    this.#drawn = now;
    const { clientWidth, clientHeight } = this.canvas;
    const place = {
      x: EDGE.left,
      y: EDGE.top,
      width: clientWidth - EDGE.left - EDGE.right,
      height: clientHeight - EDGE.top - EDGE.bottom,
    };
    const { look } = this.figure;
    const axis = frequencyAxis(look.frequencyScale, look.fMin, look.fMax);
    const points = this.#points(place, axis);
    const peaks = this.#peaks(points);
    drawSpectrum(this.canvas, {
      place,
      axis,
      look,
      points,
      peaks: peaks.map((peak) => ({ ...peak, name: this.#nameOf(peak) })),
    });
    this.#tell(peaks);
  }

  /**
   * The moment's level at every pixel across, or bin where bins are wider.
   * @param {{ x: number, width: number }} place
   * @param {import('specgram/view').FrequencyAxis} axis
   * @returns {Point[]}
   */
  #points({ x: left, width }, axis) {
    const { frequencies } = this.figure;
    /** @type {Point[]} */
    const points = [];
    let last = -1;
    for (let x = left; x <= left + width; x++) {
      const cell = this.#cellOf(axis.from((x - left) / width));
      if (!cell || Number.isNaN(cell.db) || cell.bin === last) continue;
      last = cell.bin;
      const frequency = frequencies[last];
      points.push({ x: left + axis.to(frequency) * width, db: cell.db, frequency });
    }
    return points;
  }

  /**
   * What the figure shows of a frequency at the moment; the newest column may lie beyond its edge.
   * @param {number} hz
   */
  #cellOf(hz) {
    const renderer = /** @type {import('specgram').SpectrogramRenderer} */ (this.figure.renderer);
    const { x, y } = renderer.positionOf(this.looker.moment, hz);
    const { plot } = renderer;
    const inside = Math.max(plot.y, Math.min(plot.y + plot.height, y));
    return this.figure.cellAt({ x: Math.min(x, plot.x + plot.width - 1), y: inside });
  }

  /** The strongest peaks that stand out, left to right. @param {Point[]} points */
  #peaks(points) {
    const { figure } = this;
    const level = (/** @type {number} */ i) => points[i]?.db ?? -Infinity;
    const least = figure.look.minDb + PROMINENT;
    const ranked = points
      .filter(({ db }, i) => db > least && db >= level(i - 1) && db > level(i + 1))
      .sort((a, b) => b.db - a.db);
    /** @type {Point[]} */
    const found = [];
    for (const peak of ranked) {
      if (found.length === PEAKS) break;
      if (found.every(({ x }) => Math.abs(x - peak.x) > APART)) found.push(peak);
    }
    return found
      .sort((a, b) => a.x - b.x)
      .map((peak) => {
        const cell = this.#cellOf(peak.frequency);
        return cell ? { ...peak, ...peakNear(figure, cell), x: peak.x } : peak;
      });
  }

  /** @param {Point} peak */
  #nameOf({ frequency }) {
    const [name] = note(frequency, this.figure.look.a4).split(' ');
    return `${name} ${hertz(frequency).replace(' Hz', '')}`;
  }

  /** The same in words. @param {Point[]} peaks */
  #tell(peaks) {
    const { a4 } = this.figure.look;
    const words = peaks.map(({ frequency, db }) => `${hertz(frequency)} ${note(frequency, a4)} at ${decibel(db)}`);
    const label = words.length ? `Spectrum; its strongest peaks: ${words.join(', ')}` : 'Spectrum';
    this.canvas.setAttribute('aria-label', label);
  }
}
