// Six kinds of sounds to begin with, each with variations by a seed: pitch, level, onset and the noise around it.
import { addNoise, addTone, ease, randomFrom, swell, TAU } from '../sources/synthesis.js';
import { LENGTH, RATE } from './patch.js';

/** @typedef {() => number} Random in [0, 1) */
/** @typedef {{ label: string, add: (out: Float32Array, random: Random) => void }} Kind */

const between = (/** @type {Random} */ random, /** @type {number} */ low, /** @type {number} */ high) =>
  low + (high - low) * random();
/** As far apart in pitch. */
const pitch = (/** @type {Random} */ random, /** @type {number} */ low, /** @type {number} */ high) =>
  low * (high / low) ** random();

/** Up and down, with overtones. @param {Float32Array} out @param {Random} random */
function siren(out, random) {
  const low = pitch(random, 420, 700);
  const span = between(random, 1.7, 2.5);
  const speed = between(random, 1.5, 3);
  const phase = random();
  const tone = (/** @type {number} */ t) => low * span ** (0.5 - 0.5 * Math.cos(TAU * (speed * t + phase)));
  for (const [k, level] of [1, 0.5, 0.3, 0.15].entries())
    addTone(
      out,
      RATE,
      0,
      1,
      (t) => (k + 1) * tone(t),
      () => 0.4 * level,
    );
}

/** Risset's bell: partials that are no harmonics, the higher the shorter. @param {Float32Array} out @param {Random} random */
function bell(out, random) {
  const f = pitch(random, 300, 900);
  const start = between(random, 0, 0.3);
  const length = between(random, 0.25, 0.7);
  for (const [ratio, level] of [
    [0.56, 1],
    [0.92, 0.7],
    [1.19, 0.9],
    [1.71, 0.8],
    [2, 0.5],
    [2.74, 0.45],
    [3, 0.4],
    [3.76, 0.3],
  ])
    addTone(
      out,
      RATE,
      start,
      1 - start,
      () => ratio * f,
      (t) => 0.25 * level * ease(t / 0.003) * Math.exp((-t * Math.sqrt(ratio)) / length),
    );
}

/** A few bursts within a twentieth of a second, once or twice. @param {Float32Array} out @param {Random} random */
function clap(out, random) {
  const twice = random() < 0.5;
  for (const start of twice ? [between(random, 0, 0.2), between(random, 0.45, 0.7)] : [between(random, 0.05, 0.6)]) {
    const gap = between(random, 0.008, 0.014);
    for (let i = 0; i < 3; i++) addNoise(out, RATE, start + i * gap, 0.05, 0.6, random, 0.006);
    addNoise(out, RATE, start + 3 * gap, 0.25, 0.8, random, between(random, 0.02, 0.05));
  }
}

/** A nearly pure tone that glides. @param {Float32Array} out @param {Random} random */
function whistle(out, random) {
  const from = pitch(random, 1100, 2600);
  const to = from * pitch(random, 0.75, 1.4);
  const start = between(random, 0, 0.25);
  const seconds = between(random, 0.5, 0.75);
  const shape = swell(seconds, 0.05, 0.08);
  addTone(
    out,
    RATE,
    start,
    seconds,
    (t) => from + (to - from) * ease(t / seconds),
    (t) => 0.5 * shape(t),
  );
  addNoise(out, RATE, start, seconds, 0.015, random, 1);
}

/** Formants of a, e, i, o, u (Peterson and Barney 1952, men). */
const FORMANTS = [
  [730, 1090, 2440],
  [530, 1840, 2480],
  [270, 2290, 3010],
  [570, 840, 2410],
  [300, 870, 2240],
];

/** Harmonics of a voice under three formants. @param {Float32Array} out @param {Random} random */
function vowel(out, random) {
  const f0 = pitch(random, 95, 240);
  const fall = between(random, 0.75, 1.05);
  const formants = FORMANTS[Math.floor(random() * FORMANTS.length)];
  const size = between(random, 0.95, 1.2);
  const start = between(random, 0, 0.25);
  const seconds = between(random, 0.5, 0.75);
  const shape = swell(seconds, 0.06, 0.1);
  const tone = (/** @type {number} */ t) => f0 * fall ** (t / seconds);
  for (let k = 1; k * f0 < 4000; k++) {
    let level = 0;
    for (const [i, formant] of formants.entries()) {
      const away = (k * f0 - formant * size) / (60 + 40 * i);
      level += 1 / (1 + i) / (1 + away * away);
    }
    addTone(
      out,
      RATE,
      start,
      seconds,
      (t) => k * tone(t),
      (t) => 0.3 * level * shape(t),
    );
  }
}

/** Nothing but the noise that is around all of them. */
const background = () => {};

/** @type {Record<string, Kind>} */
export const kinds = {
  siren: { label: 'Siren', add: siren },
  bell: { label: 'Bell', add: bell },
  clap: { label: 'Clap', add: clap },
  whistle: { label: 'Whistle', add: whistle },
  vowel: { label: 'Vowel', add: vowel },
  background: { label: 'Background', add: background },
};

/** A second of a kind of sound. @param {string} kind a key of kinds @param {number} seed @returns {Float32Array<ArrayBuffer>} */
export function exampleOf(kind, seed) {
  const random = randomFrom(seed * 7919 + Object.keys(kinds).indexOf(kind));
  const out = new Float32Array(LENGTH);
  kinds[kind].add(out, random);
  const level = pitch(random, 0.15, 1);
  const noise = pitch(random, 0.002, 0.03);
  const smooth = between(random, 0, 0.9); // the more, the darker the noise
  let last = 0;
  for (let i = 0; i < LENGTH; i++) {
    last = smooth * last + (1 - smooth) * (2 * random() - 1);
    out[i] = Math.max(-1, Math.min(1, level * (out[i] + noise * last)));
  }
  return out;
}
