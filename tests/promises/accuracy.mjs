// How far the engine is from the definition in float64: the worst of all signals, sizes, windows and hops. `node
// tests/promises/accuracy.mjs` prints the table. Signals are rounded to float32, windows are not: the rounding of the
// engine's own tables counts as its error.
import { pathToFileURL } from 'node:url';
import { load } from 'specgram';
import { binsOf, melFilterbank, melOf, stft, windowOf } from '../helpers/definition.js';
import { xorshift } from '../helpers/signals.js';

const SAMPLE_RATE = 22050;
export const SIZES = [96, 256, 400, 540, 1000, 2048, 4800, 16384];
/** Of sizes that go through a chirp: primes, and products of large ones. */
export const AWKWARD = [97, 551, 1323, 2049];
/** @type {(string | [string, number])[]} */
export const WINDOWS = ['hann', 'hamming', 'blackman', 'blackmanharris', 'flattop', ['kaiser', 8]];
/** Shares of the size. */
export const HOPS = [1 / 8, 1 / 4, 0.31];

/** For frames of N samples. @type {Record<string, (N: number) => (i: number) => number>} */
export const SIGNALS = {
  sine: (N) => (i) => Math.sin((2 * Math.PI * 10.37 * i) / N),
  noise: () => xorshift(1),
  'chirp through 1/20 of the band in a frame': (N) => (i) => Math.sin(2 * Math.PI * (0.11 * i + (0.0125 * i * i) / N)),
  clicks: (N) => (i) => Number(i % Math.round(0.37 * N) === 5),
  'two tones 100 dB apart': (N) => (i) =>
    Math.sin((2 * Math.PI * 20 * i) / N) + 1e-5 * Math.sin((2 * Math.PI * 37.5 * i) / N),
  'noise on DC': () => {
    const random = xorshift(7);
    return () => 0.9 + 0.01 * random();
  },
  'decay by 20 dB in a frame': (N) => (i) => 10 ** (-i / N) * Math.sin((2 * Math.PI * 7.7 * i) / N),
  square: (N) => (i) => (Math.sin((2 * Math.PI * 3.21 * i) / N) >= 0 ? 1 : -1),
};

/**
 * What is measured: a title, how it reads, and the limit that accuracy.test.js holds it to. Smaller is better. Through
 * a chirp there are two FFTs of half as much again as the size: where a limit leaves no room for them, `awkward` does.
 * @type {Record<string, { title: string, limit: number, unit: string, awkward?: number }>}
 */
export const MEASURES = {
  stft: { title: 'STFT, relative L2', limit: 2.5e-7, unit: '' },
  frame: { title: 'STFT, relative L2 of the worst frame', limit: 3e-7, unit: '' },
  floor: { title: "STFT, worst bin below the frame's peak", limit: -127, unit: 'dB', awkward: -123 },
  db60: { title: "decibels down to -60 dB of the frame's peak", limit: 0.002, unit: 'dB' },
  db80: { title: 'decibels down to -80 dB', limit: 0.01, unit: 'dB' },
  db100: { title: 'decibels down to -100 dB', limit: 0.2, unit: 'dB' },
  mel: { title: 'mel, relative L2', limit: 5e-7, unit: '' },
  istft: { title: 'STFT and back, error against the signal', limit: -135, unit: 'dB', awkward: -130 },
};

/** @typedef {Record<keyof typeof MEASURES, { value: number, where: string }>} Worst */

/**
 * Runs every combination and keeps the worst of each measure.
 * @param {import('specgram').Engine} sg @param {{ sizes?: number[], progress?: (text: string) => void }} [options]
 *   @returns {{ worst: Worst, cases: number }}
 */
export function measureAll(sg, { sizes = SIZES, progress } = {}) {
  const worst = /** @type {Worst} */ (
    Object.fromEntries(Object.keys(MEASURES).map((name) => [name, { value: -Infinity, where: '' }]))
  );
  let cases = 0;
  for (const nFft of sizes) {
    progress?.(`${nFft} …`);
    const nMels = nFft < 1000 ? 20 : 80;
    const bank = melFilterbank({ sampleRate: SAMPLE_RATE, nFft, nMels });
    for (const window of WINDOWS) {
      const exact = windowOf(window, nFft);
      for (const [signal, make] of Object.entries(SIGNALS)) {
        const samples = Float32Array.from({ length: 1.5 * nFft }, (_, i) => i).map(make(nFft));
        for (const hop of HOPS) {
          const hopLength = Math.round(hop * nFft);
          const found = measure(sg, samples, { nFft, hopLength, window, exact, bank });
          for (const [name, value] of /** @type {[keyof Worst, number][]} */ (Object.entries(found))) {
            if (!(value <= worst[name].value))
              worst[name] = { value, where: `${signal}, ${nFft}/${hopLength}, ${window}` };
          }
          cases++;
        }
      }
    }
  }
  return { worst, cases };
}

const squares = (/** @type {ArrayLike<number>} */ x) =>
  Array.prototype.reduce.call(x, (sum, value) => sum + value * value, 0);

/**
 * @param {import('specgram').Engine} sg @param {Float32Array} samples
 * @param {{ nFft: number, hopLength: number, window: any, exact: Float64Array, bank: Float64Array[] }} options
 * @returns {Record<keyof Worst, number>}
 */
function measure(sg, samples, { nFft, hopLength, window, exact, bank }) {
  const framing = { nFft, hopLength, window };
  const reference = stft(samples, { nFft, hopLength, window: exact });
  const S = sg.stft(samples, framing);
  const db = sg.powerToDb(sg.spectrogram(samples, framing), { amin: 1e-30, topDb: null });
  const mel = sg.melSpectrogram(samples, { ...framing, sampleRate: SAMPLE_RATE, nMels: bank.length });
  const bins = binsOf(nFft);
  const result = { stft: 0, frame: 0, floor: -Infinity, db60: 0, db80: 0, db100: 0, mel: 0, istft: -Infinity };
  let [error, energy, melError, melEnergy] = [0, 0, 0, 0];

  reference.forEach(({ re, im }, t) => {
    const row = S.data.subarray(2 * t * bins, 2 * (t + 1) * bins);
    let [frameError, frameEnergy, peak, worst] = [0, 0, 0, 0];
    for (let k = 0; k < bins; k++) {
      const off = (row[2 * k] - re[k]) ** 2 + (row[2 * k + 1] - im[k]) ** 2;
      const power = re[k] ** 2 + im[k] ** 2;
      frameError += off;
      frameEnergy += power;
      peak = Math.max(peak, power);
      worst = Math.max(worst, off);
    }
    for (let k = 0; k < bins; k++) {
      const power = re[k] ** 2 + im[k] ** 2;
      if (power < 1e-10 * peak) continue;
      const off = Math.abs(db.data[t * bins + k] - 10 * Math.log10(power));
      result.db100 = Math.max(result.db100, off);
      if (power >= 1e-8 * peak) result.db80 = Math.max(result.db80, off);
      if (power >= 1e-6 * peak) result.db60 = Math.max(result.db60, off);
    }
    error += frameError;
    energy += frameEnergy;
    if (peak > 0) {
      result.frame = Math.max(result.frame, Math.sqrt(frameError / frameEnergy));
      result.floor = Math.max(result.floor, 10 * Math.log10(worst / peak));
    }
    const bands = melOf({ re, im }, bank);
    melEnergy += squares(bands);
    melError += squares(bands.map((value, m) => value - mel.data[t * bank.length + m]));
  });
  result.stft = Math.sqrt(error / energy);
  result.mel = Math.sqrt(melError / melEnergy);

  // A flat-top window is nobody's choice for the way back: where its squares cross zero, rounding is divided by nearly
  // nothing.
  if (window === 'flattop') return result;
  // Up to the last frame's centre: beyond it only the end of one window covers the samples.
  const covered = samples.subarray(0, (reference.length - 1) * hopLength);
  const back = sg.istft(S, { ...framing, length: covered.length });
  result.istft = 10 * Math.log10(squares(back.map((value, i) => value - covered[i])) / squares(covered));
  return result;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const sg = await load();
  for (const sizes of [SIZES, AWKWARD]) {
    const { worst, cases } = measureAll(sg, { sizes, progress: (text) => process.stderr.write(text) });
    process.stderr.write('\n');
    console.log(`\nWorst of ${cases}: ${sizes.join(', ')}, each with`);
    console.log(`${Object.keys(SIGNALS).length} signals x ${WINDOWS.length} windows x ${HOPS.length} hops\n`);
    console.log('| | worst | limit | where |\n|---|---|---|---|');
    for (const [name, { title, limit, unit, awkward = limit }] of Object.entries(MEASURES)) {
      const { value, where } = worst[/** @type {keyof Worst} */ (name)];
      const text = (/** @type {number} */ x) =>
        `${Math.abs(x) < 1e-3 ? x.toExponential(2) : x.toFixed(Math.abs(x) < 1 ? 4 : 1)} ${unit}`.trim();
      console.log(`| ${title} | ${text(value)} | ${text(sizes === AWKWARD ? awkward : limit)} | ${where} |`);
    }
  }
}
