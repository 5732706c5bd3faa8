// A sound -> the frequencies and levels that show it, found in its loudest moments and in some of every part of it,
// before anything is drawn.

const SECONDS = 0.02; // of a moment, about
const LOUD = 24; // moments, of those with the most energy, and of those with the most above
const SPREAD = 32; // moments, evenly
const SCANNED = 4e7; // samples at most that are looked for loud ones
const DEEP = 60; // dB below the loudest: what is fainter may lie beyond the axis
const NEAR = 40; // dB below the loudest: where the sound begins
const NOISE = 18; // dB by which the loudest of many moments of noise exceed what is quiet
const TOPS = [4, 8, 12, 16, 20, 24, 32, 48, 64, 80, 96, 120, 150, 192].map((khz) => 1000 * khz);

/** @typedef {import('../sources/source.js').Source} Source */
/** @typedef {import('specgram').Engine} Engine */

/**
 * @param {Pick<Source, 'sampleRate' | 'length' | 'read'>} source
 * @param {Engine} engine
 * @param {{ start: number, end: number }} [stretch] s (default: all)
 * @returns {{ low: number, high: number, floor: number, ceiling: number } | null} Hz and dB; null of silence
 */
export function fitOf(source, engine, stretch) {
  const { sampleRate } = source;
  const size = 2 ** Math.max(8, Math.min(13, Math.round(Math.log2(SECONDS * sampleRate))));
  const from = stretch ? Math.max(0, Math.floor(stretch.start * sampleRate)) : 0;
  const to = stretch ? Math.min(source.length, Math.ceil(stretch.end * sampleRate)) : source.length;
  const { loud, spread } = momentsOf(source, from, to, size);
  const levelsAt = (/** @type {number} */ at) => levelsOf(source.read(at, at + size), size, engine);
  const most = new Float32Array(size / 2 + 1).fill(-Infinity);
  for (const at of [...loud, ...spread])
    levelsAt(at).forEach((db, bin) => {
      if (db > most[bin]) most[bin] = db;
    });
  most.fill(-Infinity, 0, 2); // an offset is no sound; the window spreads it to the bin beside
  const peak = most.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!(peak > -150)) return null;
  const usual = spread.map(levelsAt);
  const quiet = quantile(usual, 0, size / 2, 0.3);
  const hertz = (/** @type {number} */ bin) => (bin * sampleRate) / size;
  let highest = most.length - 1;
  while (highest >= 0 && !(most[highest] > Math.max(peak - DEEP, quiet + NOISE))) highest--;
  const lowest = most.findIndex((db) => db > Math.max(peak - NEAR, quiet + NOISE));
  const high = highest < 0 ? 16000 : topOf(1.1 * hertz(highest), sampleRate / 2);
  const low = lowest < 0 || hertz(lowest) < high / 4 ? 0 : bottomOf(0.7 * hertz(lowest));
  const within = quantile(usual, (low * size) / sampleRate, (high * size) / sampleRate, 0.3);
  const ceiling = Math.min(20, Math.ceil(peak + 2));
  const floor = Math.max(-160, Math.min(ceiling - 30, Math.max(ceiling - 90, Math.round(within))));
  return { low, high: Math.round(high), floor, ceiling };
}

/** @param {number} hz @param {number} nyquist Hz */
const topOf = (hz, nyquist) => Math.min(nyquist, TOPS.find((top) => top >= hz) ?? nyquist);
/** @param {number} hz */
const bottomOf = (hz) => {
  const step = hz >= 10000 ? 1000 : 100;
  return step * Math.floor(hz / step);
};

/**
 * Where moments begin, samples: loud ones, and some of every part.
 * @param {Pick<Source, 'read'>} source
 * @param {number} from
 * @param {number} to
 * @param {number} size samples of one
 */
function momentsOf(source, from, to, size) {
  const count = Math.max(1, Math.floor((to - from) / size));
  const stride = Math.max(1, Math.ceil((count * size) / SCANNED));
  /** @type {{ at: number, energy: number, above: number }[]} */
  const blocks = [];
  for (let block = 0; block < count; block += stride) {
    const at = from + block * size;
    const samples = source.read(at, at + size);
    let [energy, above] = [0, 0];
    for (let i = 1; i < size; i++) {
      energy += samples[i] * samples[i];
      const step = samples[i] - samples[i - 1];
      above += step * step; // the higher a frequency, the more
    }
    blocks.push({ at, energy, above });
  }
  const first = (/** @type {'energy' | 'above'} */ by) =>
    [...blocks]
      .sort((a, b) => b[by] - a[by])
      .slice(0, LOUD)
      .map(({ at }) => at);
  const every = Math.max(1, Math.floor(blocks.length / SPREAD));
  return {
    loud: new Set([...first('energy'), ...first('above')]),
    spread: blocks.filter((_, i) => i % every === 0).map(({ at }) => at),
  };
}

/** dB of the bins; 0 dB is a full-scale sine. @param {Float32Array} samples @param {number} size @param {Engine} engine */
function levelsOf(samples, size, engine) {
  const { data } = engine.spectrogram(samples, { nFft: size, hopLength: size, center: false });
  return engine.powerToDb(data, { ref: (size * size) / 16, amin: 1e-12, topDb: null });
}

/**
 * The level that a share of the cells stays below.
 * @param {Float32Array[]} rows dB
 * @param {number} from bin
 * @param {number} to
 * @param {number} share
 */
function quantile(rows, from, to, share) {
  const cells = Float32Array.from(rows.flatMap((row) => [...row.subarray(Math.ceil(from), Math.ceil(to))])).sort();
  return cells.length ? cells[Math.floor(share * cells.length)] : -Infinity;
}
