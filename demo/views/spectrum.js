// One moment of a figure as a curve, level over frequency, with its strongest peaks named: the moment that is looked
// at.
import { isSigned } from './analysis.js';
import { firstFrom } from './bins.js';
import { peakOf } from './peaks.js';
import { drawSpectrum } from './spectrum-drawing.js';

const EVERY = 90; // ms between two drawings
const PEAKS = 4;
const APART = 62; // px between two named peaks
const PROMINENT = 12; // dB above the floor, to be a peak worth a name
const SEEN = 0.15; // of the way from least to most, where numbers are no dB
const EDGE = { left: 44, right: 8, top: 18, bottom: 20 }; // px for levels, the last label, names of peaks, frequencies

/** @typedef {{ x: number, db: number, frequency: number, bin: number }} Point */
/**
 * @typedef {object} Looker who looks at a moment
 * @property {number} moment s @property {ArrayLike<number> | null} levels dB of all bins
 * @property {import('./figure.js').Figure} [figure] that is looked at
 */

export class Spectrum {
  #drawn = 0;

  /**
   * @param {HTMLCanvasElement} canvas with a size by CSS
   * @param {import('./figure.js').Figure} figure
   * @param {Looker} [looker] (default: the figure)
   */
  constructor(canvas, figure, looker = figure) {
    this.canvas = canvas;
    this.of = figure;
    this.looker = looker;
  }

  get figure() {
    return this.looker.figure ?? this.of;
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
    const { axis, look, frequencies, names } = this.figure;
    const { moment, levels } = this.#levels();
    const points = levels ? this.#points(place, axis, levels) : [];
    const peaks = levels ? this.#peaks(points, levels, moment) : [];
    drawSpectrum(this.canvas, {
      place,
      axis,
      look,
      marks: names && { names, frequencies },
      points,
      title: levels ? this.figure.momentText(moment) : '',
      peaks: peaks.map((peak) => ({ ...peak, name: this.#nameOf(peak) })),
    });
    this.#tell(peaks);
  }

  /** The moment that is looked at, in sight or not; where nothing is known of that, the figure's own. */
  #levels() {
    const { figure, looker } = this;
    const levels = looker.levels;
    if (levels) return { moment: looker.moment, levels };
    return { moment: figure.moment, levels: figure.levels };
  }

  /**
   * The moment's loudest bin at every pixel across, or every bin where they are wider.
   * @param {{ x: number, width: number }} place
   * @param {import('specgram/view').FrequencyAxis} axis
   * @param {ArrayLike<number>} levels dB
   * @returns {Point[]}
   */
  #points({ x: left, width }, axis, levels) {
    const { frequencies } = this.figure;
    /** @type {Point[]} */
    const points = [];
    let last = -1;
    for (let bin = firstFrom(frequencies, axis.fMin); bin < levels.length && frequencies[bin] <= axis.fMax; bin++) {
      const db = levels[bin];
      if (Number.isNaN(db)) continue;
      const x = left + axis.to(frequencies[bin]) * width;
      const isBeside = Math.round(x) === last;
      if (isBeside && db <= points[points.length - 1].db) continue;
      if (isBeside) points.pop();
      last = Math.round(x);
      points.push({ x, db, frequency: frequencies[bin], bin });
    }
    return points;
  }

  /**
   * The strongest peaks that stand out, left to right.
   * @param {Point[]} points
   * @param {ArrayLike<number>} levels dB
   * @param {number} time s
   */
  #peaks(points, levels, time) {
    const { figure } = this;
    const level = (/** @type {number} */ i) => points[i]?.db ?? -Infinity;
    const { minDb, maxDb } = figure.look;
    const least = minDb + (figure.plain ? SEEN * (maxDb - minDb) : PROMINENT);
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
        const cell = { time, frequency: peak.frequency, db: peak.db };
        return { ...peak, ...(isSigned(figure.unit) ? cell : peakOf(figure, levels, peak.bin, cell)) };
      });
  }

  /** @param {Point} peak */
  #nameOf({ frequency }) {
    const words = this.figure.wordsOf(frequency);
    const [name] = words.note.split(' ');
    return `${name} ${words.place.replace(' Hz', '')}`.trim();
  }

  /** The same in words. @param {Point[]} peaks */
  #tell(peaks) {
    const words = peaks.map(({ frequency, db }) => {
      const { place, note } = this.figure.wordsOf(frequency);
      return `${place}${note && ` ${note}`} at ${this.figure.levelText(db)}`;
    });
    const label = words.length ? `Spectrum; its strongest peaks: ${words.join(', ')}` : 'Spectrum';
    this.canvas.setAttribute('aria-label', label);
  }
}
