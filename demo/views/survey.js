// What is in sight of a figure, sampled on a grid: for fitting the levels to it, and for telling it in words.
import { decibel, hertz, note } from '../ui/format.js';
import { peakNear } from './peaks.js';

const COLUMNS = 128;
const ROWS = 480; // so that a thin line is not missed
const SLICE = 8; // columns between two breaths of the page

/** @typedef {import('./figure.js').Figure} Figure */

/** @param {Figure} figure */
async function survey(figure) {
  const { renderer, time } = figure;
  if (!renderer) return null;
  const { x, y, width, height } = renderer.plot;
  const levels = [];
  let loudest = null;
  for (let i = 0; i < COLUMNS; i++) {
    if (i % SLICE === 0)
      await new Promise((done) => {
        setTimeout(done);
      });
    for (let j = 0; j < ROWS; j++) {
      const cell = renderer.valueAt(x + ((i + 0.5) / COLUMNS) * width, y + ((j + 0.5) / ROWS) * height);
      if (!cell || !Number.isFinite(cell.db) || cell.db < -150) continue;
      levels.push(cell.db);
      if (!loudest || cell.db > loudest.db) loudest = cell;
    }
  }
  if (!loudest) return null;
  levels.sort((a, b) => a - b);
  return {
    loudest: peakNear(figure, loudest),
    quiet: levels[Math.floor(levels.length * 0.3)],
    seconds: time.seconds,
  };
}

/**
 * Where the stretch of so many seconds begins that has the most energy.
 * @param {import('../sources/source.js').Source} source
 * @param {number} seconds
 */
export function loudestStretch(source, seconds) {
  const { sampleRate } = source;
  const samples = source.read(0, source.length);
  const length = Math.round(seconds * sampleRate);
  let [energy, most, start] = [0, 0, 0];
  for (let i = 0; i < samples.length; i++) {
    const gone = i < length ? 0 : samples[i - length];
    energy += samples[i] * samples[i] - gone * gone;
    if (energy > most) [most, start] = [energy, Math.max(0, i + 1 - length)];
  }
  return start / sampleRate;
}

/** Floor and ceiling that show all but the faintest third. @param {Figure} figure */
export async function fittingLevels(figure) {
  const found = await survey(figure);
  if (!found) return null;
  const ceiling = Math.min(20, Math.ceil(found.loudest.db + 2));
  return { ceiling, floor: Math.max(-160, Math.min(ceiling - 30, Math.max(ceiling - 90, Math.round(found.quiet)))) };
}

/** The picture in words. @param {Figure} figure @param {string} name */
export async function describe(figure, name) {
  const found = await survey(figure);
  if (!found) return `${name}: nothing to see yet.`;
  const { time, frequency, db } = found.loudest;
  const called = note(frequency, figure.look.a4);
  return `${name}: ${found.seconds.toFixed(1)} s in sight. Strongest: ${hertz(frequency)}${called && ` (${called})`} at ${time.toFixed(2)} s, ${decibel(db)}.`;
}
