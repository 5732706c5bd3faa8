// How far the constant-Q transform is from its definition in float64: the worst of all signals, rates, bins an octave
// and hops. `node tests/promises/cqt-accuracy.mjs` prints the table, with librosa beside it where SPECGRAM_PYTHON names
// a Python that has it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { load } from 'specgram';
import { cqt, filtersOf } from '../helpers/cqt-definition.js';
import { xorshift } from '../helpers/signals.js';

export const SAMPLE_RATES = [16000, 22050, 44100, 48000];
export const BINS_PER_OCTAVE = [12, 24, 36];
export const HOPS = [512, 480, 441];
const F_MIN = 32.70319566257483;
const SECONDS = 2.2;
const FRAMES = 8;

/** Octaves above fMin that fit. @param {number} rate */
const octavesOf = (rate) => (rate > 40000 ? 9 : rate > 20000 ? 8 : 7);
const sine = (/** @type {number} */ hz, /** @type {number} */ rate) => (/** @type {number} */ i) =>
  Math.sin(2 * Math.PI * (((hz * i) / rate) % 1));
const note = (/** @type {number} */ semitones) => F_MIN * 2 ** (semitones / 12);
/** @param {{ hz: number, a: number }[]} partials @param {number} rate */
const sum = (partials, rate) => {
  const waves = partials.filter(({ hz }) => hz < rate / 2).map(({ hz, a }) => ({ a, at: sine(hz, rate) }));
  return (/** @type {number} */ i) => waves.reduce((total, { a, at }) => total + a * at(i), 0);
};

/**
 * Signals by name, for a sample rate. `everywhere`: each bin has about as much as its neighbours within some octaves,
 * and so can be measured against itself.
 * @type {Record<string, { everywhere?: boolean, make: (rate: number) => (i: number) => number }>}
 */
export const SIGNALS = {
  'white noise': { everywhere: true, make: () => xorshift(1) },
  'noise that falls by 3 dB an octave': {
    everywhere: true,
    make: () => {
      // Voss: source k changes every 2^k samples
      const random = xorshift(3);
      const held = new Float64Array(14);
      return (i) => {
        for (let k = 0; k < held.length; k++) if (i % 2 ** k === 0) held[k] = random() / 8;
        return held.reduce((a, b) => a + b);
      };
    },
  },
  'noise in bursts': {
    everywhere: true,
    make: (rate) => {
      const random = xorshift(5);
      return (i) => random() * (0.1 + Math.sin((2 * Math.PI * 3 * i) / rate) ** 2);
    },
  },
  clicks: {
    everywhere: true,
    make: () => {
      const random = xorshift(9);
      let next = 7;
      return (i) => {
        if (i < next) return 0;
        next += 40 + Math.floor(400 * (1 + random()));
        return 1;
      };
    },
  },
  'a tone at every semitone': {
    everywhere: true,
    make: (rate) =>
      sum(
        Array.from({ length: 12 * octavesOf(rate) - 3 }, (_, n) => ({
          hz: note(n) * (1 + 0.01 * Math.sin(n)),
          a: 0.02,
        })),
        rate,
      ),
  },
  'a plucked note and its noise': {
    everywhere: true,
    make: (rate) => {
      // Karplus, Strong (1983)
      const random = xorshift(11);
      const string = Float64Array.from({ length: Math.round(rate / 61.7) }, random);
      return (i) => {
        const n = string.length;
        const value = string[i % n];
        string[i % n] = 0.499 * (value + string[(i + 1) % n]);
        return 0.5 * value + 0.05 * random();
      };
    },
  },
  'chords of ten partials': {
    make: (rate) => {
      const chord = sum(
        [55, 82.41, 110, 138.59, 164.81, 220].flatMap((hz) =>
          Array.from({ length: 10 }, (_, k) => ({ hz: hz * (k + 1), a: 0.1 / (k + 1) })),
        ),
        rate,
      );
      return (i) => chord(i) * Math.exp(-2 * ((i / rate) % 0.5));
    },
  },
  'sweep from 30 Hz to the top': {
    make: (rate) => {
      const octaves = (octavesOf(rate) - 0.1) / (SECONDS * rate);
      return (i) => Math.sin(2 * Math.PI * ((((30 / rate) * (2 ** (octaves * i) - 1)) / (Math.LN2 * octaves)) % 1));
    },
  },
  'loud at the top, 60 dB fainter on low bins': {
    make: (rate) =>
      sum(
        [
          { hz: 0.93 * F_MIN * 2 ** octavesOf(rate), a: 0.9 },
          ...[4, 19, 33, 47].map((n) => ({ hz: note(n), a: 1e-3 })),
        ],
        rate,
      ),
  },
  'loud bass, 60 dB fainter tones above': {
    make: (rate) => sum([{ hz: 41.2, a: 0.9 }, ...[30, 45, 61, 70, 79].map((n) => ({ hz: note(n), a: 1e-3 }))], rate),
  },
};

/**
 * What is measured: a title, how it reads, and the limit that cqt.test.js holds it to: what README says, rounded up.
 */
export const MEASURES = {
  bin: { title: 'relative L2 of the worst bin, where there is sound everywhere', limit: 1.75e-5, unit: '' },
  leak: { title: 'error of the worst bin against the loudest bin, whatever the sound', limit: 2e-6, unit: '' },
  db60: { title: "decibels down to -60 dB of the frame's peak", limit: 0.0035, unit: 'dB' },
};

/** @typedef {Record<keyof typeof MEASURES, { value: number, where: string }>} Worst */
/** @returns {Worst} */
const nothing = () =>
  /** @type {any} */ (Object.fromEntries(Object.keys(MEASURES).map((name) => [name, { value: 0, where: '' }])));

/**
 * Runs every case through the transforms to be measured.
 * @param {Record<string, (x: Float32Array, options: any) => ArrayLike<number>>} transforms by name: [frames][bins][2]
 * @param {{ hops?: number[], frames?: number, progress?: (text: string) => void }} [options] frames of each case,
 *   spread over the signal, its ends among them
 */
export function measureAll(transforms, { hops = HOPS, frames: count = FRAMES, progress } = {}) {
  const worst = Object.fromEntries(Object.keys(transforms).map((name) => [name, nothing()]));
  let cases = 0;
  for (const sampleRate of SAMPLE_RATES) {
    const sounds = Object.entries(SIGNALS).map(([signal, { everywhere, make }]) => {
      const at = make(sampleRate);
      return { signal, everywhere, x: Float32Array.from({ length: SECONDS * sampleRate }, (_, i) => at(i)) };
    });
    for (const binsPerOctave of BINS_PER_OCTAVE) {
      progress?.(`${sampleRate} Hz, ${binsPerOctave} … `);
      const nBins = octavesOf(sampleRate) * binsPerOctave;
      const filters = filtersOf({ sampleRate, fMin: F_MIN, nBins, binsPerOctave });
      for (const { signal, everywhere, x } of sounds) {
        for (const hopLength of hops) {
          const last = Math.floor(x.length / hopLength);
          const frames = Array.from({ length: count }, (_, i) => Math.round((i * last) / (count - 1)));
          const exact = cqt(x, filters, { hopLength, frames });
          for (const [name, transform] of Object.entries(transforms)) {
            const rows = transform(x, { sampleRate, fMin: F_MIN, nBins, binsPerOctave, hopLength });
            const found = compare(
              frames.map((t) => Array.prototype.slice.call(rows, 2 * t * nBins, 2 * (t + 1) * nBins)),
              exact,
            );
            if (!everywhere) found.bin = 0;
            for (const [measure, value] of /** @type {[keyof Worst, number][]} */ (Object.entries(found))) {
              if (!(value <= worst[name][measure].value)) {
                worst[name][measure] = {
                  value,
                  where: `${signal}, ${sampleRate} Hz, ${binsPerOctave} an octave, hop ${hopLength}`,
                };
              }
            }
          }
          cases++;
        }
      }
    }
  }
  return { worst, cases };
}

/**
 * @param {ArrayLike<number>[]} rows @param {Float64Array[]} exact
 * @returns {Record<keyof Worst, number>}
 */
export function compare(rows, exact) {
  const bins = exact[0].length / 2;
  const errors = new Float64Array(bins);
  const energies = new Float64Array(bins);
  let db60 = 0;
  exact.forEach((row, t) => {
    const powers = Float64Array.from({ length: bins }, (_, b) => row[2 * b] ** 2 + row[2 * b + 1] ** 2);
    const peak = Math.max(...powers);
    powers.forEach((power, b) => {
      const [re, im] = [rows[t][2 * b], rows[t][2 * b + 1]];
      errors[b] += (re - row[2 * b]) ** 2 + (im - row[2 * b + 1]) ** 2;
      energies[b] += power;
      if (power > 0 && power >= 1e-6 * peak)
        db60 = Math.max(db60, Math.abs(10 * Math.log10((re ** 2 + im ** 2) / power)));
    });
  });
  const most = Math.max(...energies);
  return {
    bin: Math.max(...errors.map((error, b) => Math.sqrt(error / energies[b]))),
    leak: Math.max(...errors.map((error) => Math.sqrt(error / most))),
    db60,
  };
}

/**
 * librosa's transform, by the Python that SPECGRAM_PYTHON names.
 * @returns {(x: Float32Array, options: any) => Float32Array}
 */
function librosaCqt() {
  const folder = mkdtempSync(join(tmpdir(), 'cqt-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const [from, to] = [join(folder, 'samples'), join(folder, 'rows')];
  return (x, { sampleRate, fMin, nBins, binsPerOctave, hopLength }) => {
    writeFileSync(from, x);
    const script = fileURLToPath(new URL('../helpers/librosa-cqt.py', import.meta.url));
    const { status, stderr } = spawnSync(process.env.SPECGRAM_PYTHON ?? 'python3', [
      script,
      from,
      to,
      ...[sampleRate, hopLength, fMin, nBins, binsPerOctave].map(String),
    ]);
    if (status !== 0) throw new Error(String(stderr));
    return new Float32Array(new Uint8Array(readFileSync(to)).buffer);
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const sg = await load();
  /** @type {Parameters<typeof measureAll>[0]} */
  const transforms = { specgram: (x, options) => sg.cqt(x, options).data };
  if (process.env.SPECGRAM_PYTHON) transforms.librosa = librosaCqt();
  const { worst, cases } = measureAll(transforms, { progress: (text) => process.stderr.write(text) });
  process.stderr.write('\n');
  console.log(
    `Worst of ${cases}: ${Object.keys(SIGNALS).length} signals x ${SAMPLE_RATES.length} rates x ${BINS_PER_OCTAVE.length} bins an octave x ${HOPS.length} hops\n`,
  );
  for (const [name, measures] of Object.entries(worst)) {
    console.log(`| ${name} | worst | limit | where |\n|---|--:|--:|---|`);
    for (const [measure, { title, limit, unit }] of Object.entries(MEASURES)) {
      const { value, where } = measures[/** @type {keyof Worst} */ (measure)];
      console.log(`| ${title} | ${value.toPrecision(3)} ${unit} | ${limit} ${unit} | ${where} |`);
    }
    console.log('');
  }
}
