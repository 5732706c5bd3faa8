// What is in sight of a figure, sampled on a grid: for fitting the levels to it, and for telling it in words.
import { firstFrom, loudestOf } from './bins.js';
import { peakNear } from './peaks.js';

const COLUMNS = 2000; // at most
const ROWS = 480;
const SLICE = 24; // columns between two breaths of the page
const [LOWEST, HIGHEST] = [-160, 60]; // dB that are counted

/** @typedef {import('./figure.js').Figure} Figure */

/** What is in sight, no line and no click left out. @param {Figure} figure */
async function survey(figure) {
  const { renderer, time } = figure;
  if (!renderer) return null;
  const { x, y, width, height } = renderer.plot;
  const edges = Array.from({ length: ROWS + 1 }, (_, row) => figure.frequencyAt(y + (1 - row / ROWS) * height));
  const rows = edges.map((hz) => firstFrom(figure.frequencies, hz));
  const columns = Math.max(1, Math.min(COLUMNS, Math.floor(width)));
  const counts = new Uint32Array(HIGHEST - LOWEST);
  let [all, loudest] = [0, { time: 0, bin: -1, db: -Infinity }];
  for (let i = 0; i < columns; i++) {
    if (i % SLICE === 0)
      await new Promise((done) => {
        setTimeout(done);
      });
    const moment = figure.timeAt(x + ((i + 0.5) / columns) * width);
    const levels = figure.levelsAt(moment);
    if (!levels) continue;
    for (let row = 0; row < ROWS; row++) {
      const bin = loudestOf(levels, rows[row], rows[row + 1]) ?? Math.min(rows[row], levels.length - 1);
      const db = levels[bin];
      if (!(db >= LOWEST && db < HIGHEST)) continue;
      counts[Math.floor(db - LOWEST)]++;
      all++;
      if (db > loudest.db) loudest = { time: moment, bin, db };
    }
  }
  if (!all) return null;
  let [quiet, fewer] = [LOWEST, 0];
  while (fewer + counts[quiet - LOWEST] < 0.3 * all) fewer += counts[quiet++ - LOWEST];
  const place = { ...loudest, frequency: figure.frequencies[loudest.bin], unit: figure.unit };
  return { loudest: peakNear(figure, place), quiet, seconds: time.seconds };
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
  const { place, note } = figure.wordsOf(frequency);
  return `${name}: ${found.seconds.toFixed(1)} s in sight. Strongest: ${place}${note && ` (${note})`} at ${figure.momentText(time, 0.01)}, ${figure.levelText(db)}.`;
}
