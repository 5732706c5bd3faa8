// How well phases are found: the spectral convergence of what is rebuilt from magnitudes alone (Hann 2048/512), over
// short clips of speech, music and synthetic sound. `node tests/promises/quality.mjs` prints the table, with --clips
// the clips as JSON. librosa's figures are those of clips/reference.py; Griffin-Lim's are means over five seeds, as
// there.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeWav, load } from 'specgram';
import { xorshift } from '../helpers/signals.js';

const RATE = 22050;

/** The clips that are files, and those that are formulas. @returns {Record<string, Float32Array>} */
export function clips() {
  const wav = (/** @type {string} */ name) =>
    decodeWav(readFileSync(new URL(`../clips/${name}.wav`, import.meta.url))).channels[0];
  const made = (/** @type {(t: number) => number} */ f) =>
    Float32Array.from({ length: 2 * RATE }, (_, i) => f(i / RATE));
  const random = xorshift(5);
  const turn = 2 * Math.PI;
  return {
    ...Object.fromEntries(
      ['speech-english', 'speech-american', 'speech-german', 'music-pluck', 'music-organ', 'music-drums'].map(
        (name) => [name, wav(name)],
      ),
    ),
    chirps: made(
      (t) => 0.4 * Math.sin(turn * (300 * t + 1500 * t * t)) + 0.3 * Math.sin(turn * (6000 * t - 900 * t * t)),
    ),
    vibrato: made((t) => {
      let sum = 0;
      for (let k = 1; k < 20; k++) sum += Math.sin(k * (turn * 220 * t + 4 * Math.sin(turn * 5 * t))) / k;
      return 0.2 * sum;
    }),
    'clicks in a tone': made(
      (t) => 0.8 * Number(Math.round(t * RATE) % 5513 === 2000) + 0.3 * Math.sin(turn * 440 * t),
    ),
    'bursts of noise': made((t) => (Math.sin(turn * 1.5 * t) > 0 ? 0.35 : 0.02) * random()),
  };
}

/**
 * Spectral convergence in dB: 20 log10 of | |STFT y| - S | / |S|, in doubles.
 * @param {import('specgram').Engine} sg @param {Float32Array} y @param {{ data: ArrayLike<number>, hopLength?: number,
 *   shape: readonly number[] }} S
 * @param {{ window?: any }} [options]
 */
export function convergence(sg, y, S, options = {}) {
  const actual = sg.spectrogram(y, { nFft: 2 * (S.shape[1] - 1), hopLength: S.hopLength, power: 1, ...options }).data;
  let [error, energy] = [0, 0];
  for (let i = 0; i < S.data.length; i++) {
    error += (actual[i] - S.data[i]) ** 2;
    energy += S.data[i] ** 2;
  }
  return 10 * Math.log10(error / energy);
}

/**
 * The ways of finding phases that are compared, and the mean of each, dB, as README has it where it speaks of it.
 * @type {Record<string, { seeds: number, level: number, run: (sg: any, S: any, length: number, seed: number) =>
 *   Float32Array }>}
 */
export const WAYS = {
  'Griffin-Lim, 32': { seeds: 5, level: -24.8, run: (sg, S, length, seed) => sg.griffinLim(S, { length, seed }) },
  PGHI: { seeds: 1, level: -24, run: (sg, S, length) => sg.pghi(S, { length }) },
  'PGHI + 8': { seeds: 1, level: -32.3, run: (sg, S, length) => sg.griffinLim(S, { length, init: 'pghi', nIter: 8 }) },
  'PGHI + 32': { seeds: 1, level: -36.1, run: (sg, S, length) => sg.griffinLim(S, { length, init: 'pghi' }) },
  'RTPGHI, live': { seeds: 1, level: -22.5, run: live },
};

/** @param {any} sg @param {any} S @param {number} length */
function live(sg, S, length) {
  const synthesiser = sg.synthesiser('rtpghi', { nFft: 2048, hopLength: 512, length });
  const y = new Float32Array(length);
  let made = 0;
  const keep = (/** @type {Float32Array} */ block) => {
    y.set(block, made);
    made += block.length;
  };
  for (let t = 0; t < S.shape[0]; t++) synthesiser.push(S.data.subarray(t * 1025, (t + 1) * 1025), keep);
  synthesiser.flush(keep);
  synthesiser.close();
  return y;
}

/**
 * The convergence of every way on every clip, and librosa's.
 * @param {import('specgram').Engine} sg
 * @returns {Record<string, Record<string, number>>}
 */
export function measureAll(sg) {
  const librosa = JSON.parse(readFileSync(new URL('../clips/librosa.json', import.meta.url), 'utf8'));
  /** @type {Record<string, Record<string, number>>} */
  const table = {};
  for (const [name, x] of Object.entries(clips())) {
    const S = sg.spectrogram(x, { power: 1 });
    table[name] = { 'librosa, 32': librosa[name] };
    for (const [way, { seeds, run }] of Object.entries(WAYS)) {
      const levels = Array.from({ length: seeds }, (_, seed) => convergence(sg, run(sg, S, x.length, seed), S));
      table[name][way] = levels.reduce((sum, level) => sum + level, 0) / seeds;
    }
  }
  return table;
}

/** @param {Record<string, Record<string, number>>} table @param {string} way */
export const meanOf = (table, way) =>
  Object.values(table).reduce((sum, row) => sum + row[way], 0) / Object.keys(table).length;

const isProgram = process.argv[1] === fileURLToPath(import.meta.url);
if (isProgram && process.argv.includes('--clips')) {
  console.log(JSON.stringify(clips(), (_, value) => (value instanceof Float32Array ? [...value] : value)));
} else if (isProgram) {
  const table = measureAll(await load());
  const ways = ['librosa, 32', ...Object.keys(WAYS)];
  const line = (/** @type {string} */ name, /** @type {(way: string) => string} */ value) =>
    console.log([name.padEnd(18), ...ways.map((way) => value(way).padStart(Math.max(12, way.length + 2)))].join(''));
  line('dB', (way) => way);
  for (const [name, row] of Object.entries(table)) line(name, (way) => row[way].toFixed(1));
  line('mean', (way) => meanOf(table, way).toFixed(2));
}
