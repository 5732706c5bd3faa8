// Built-in sounds: a name and a sample rate to a Float32Array. Pure functions, seeded, peak 0.8, silent at both ends.
// Vowels are Klatt's cascade of two-pole resonators (1980, "Software for a cascade/parallel formant synthesizer").
import { SampledSound } from './source.js';
import { addNoise, addPluck, addTone, ease, finish, randomFrom, swell, TAU } from './synthesis.js';

const midi = (/** @type {number} */ note) => 440 * 2 ** ((note - 69) / 12);

/** A melody over broken chords and a brushed beat. @param {number} rate */
function tune(rate) {
  const beat = 0.32;
  const out = new Float32Array(Math.round((32 * beat + 0.5) * rate));
  const random = randomFrom(7);
  const chords = [
    [45, 57, 60, 64],
    [41, 53, 57, 60],
    [48, 55, 60, 64],
    [43, 55, 59, 62],
  ];
  const melody = [
    76, 0, 74, 72, 74, 0, 76, 0, 77, 76, 74, 0, 72, 0, 69, 0, 72, 0, 74, 76, 79, 0, 76, 0, 74, 72, 74, 0, 71, 0, 67, 0,
  ];
  for (let i = 0; i < 32; i++) {
    const chord = chords[i >> 3];
    const start = i * beat;
    if (i % 8 === 0) addPluck(out, rate, start, 7 * beat, midi(chord[0]), 0.5, 14, 0.72);
    addPluck(out, rate, start, 2.4 * beat, midi(chord[1 + [0, 1, 2, 1][i % 4]]), 0.22, 10, 0.6);
    if (melody[i]) addPluck(out, rate, start, 3.4 * beat, midi(melody[i]), 0.5, 16, 0.66);
    if (i % 4 === 2) addNoise(out, rate, start, 0.16, 0.12, random, 0.05);
    else addNoise(out, rate, start, 0.05, 0.035, random, 0.015);
  }
  return finish(out, rate);
}

/**
 * Four invented songsters: a trill, slurred whistles, a falling buzz and a warble, over faint wind.
 * @param {number} rate
 */
function birds(rate) {
  const out = new Float32Array(Math.round(9 * rate));
  const random = randomFrom(11);
  const song = (
    /** @type {number} */ start,
    /** @type {number} */ seconds,
    /** @type {(t: number) => number} */ frequency,
    /** @type {number} */ level,
    /** @type {number} */ overtone,
  ) => {
    const envelope = swell(seconds, Math.min(0.02, seconds / 3), Math.min(0.04, seconds / 2));
    addTone(out, rate, start, seconds, frequency, (t) => level * envelope(t));
    addTone(
      out,
      rate,
      start,
      seconds,
      (t) => 2 * frequency(t),
      (t) => level * overtone * envelope(t),
    );
    addTone(out, rate, start + 0.09, seconds, frequency, (t) => 0.13 * level * envelope(t)); // an echo among the trees
  };
  for (const start of [0.25, 4.9]) {
    for (let i = 0; i < 14; i++) {
      // trill
      song(start + i * 0.075, 0.055, (t) => 5200 - 26000 * t + 900 * Math.sin(60 * t) + i * 35, 0.35, 0.12);
    }
  }
  for (const [start, low] of [
    [1.6, 2100],
    [2.35, 2350],
    [3.1, 1900],
    [6.3, 2200],
    [7.05, 2500],
  ]) {
    // slurred whistles
    song(start, 0.52, (t) => low + 1500 * ease(t / 0.3) - 700 * ease((t - 0.3) / 0.2), 0.6, 0.08);
  }
  for (const start of [1.75, 3.9, 7.9]) {
    // falling buzz: fast frequency modulation
    song(start, 0.6, (t) => 7600 - 1900 * t + 520 * Math.sin(TAU * 62 * t), 0.22, 0.02);
  }
  for (let i = 0; i < 11; i++) {
    // warble
    const centre = 3200 + 2300 * random();
    const slope = (random() - 0.5) * 16000;
    song(3.85 + i * 0.098, 0.08, (t) => centre + slope * (t - 0.04) + 240 * Math.sin(TAU * 30 * t), 0.3, 0.1);
    song(7.75 + i * 0.098, 0.07, (t) => centre - slope * (t - 0.03), 0.26, 0.1);
  }
  let wind = 0;
  for (let i = 0; i < out.length; i++) {
    wind += 0.06 * (random() * 2 - 1 - wind);
    out[i] += 0.012 * wind + 0.0007 * (random() * 2 - 1);
  }
  return finish(out, rate);
}

/** Formants in Hz: the first three after Peterson and Barney 1952, men; two more that every vowel shares. */
const VOWELS = /** @type {const} */ ({
  i: [270, 2290, 3010, 3500, 4500],
  e: [530, 1840, 2480, 3500, 4500],
  a: [730, 1090, 2440, 3500, 4500],
  o: [570, 840, 2410, 3500, 4500],
  u: [300, 870, 2240, 3500, 4500],
});

/** Five vowels and then a glide through them, on a voice that falls like speech. @param {number} rate */
function vowels(rate) {
  const order = /** @type {(keyof typeof VOWELS)[]} */ (['i', 'e', 'a', 'o', 'u']);
  const steady = 0.62;
  const pause = 0.18;
  const glide = 2.2;
  const total = order.length * (steady + pause) + glide + 0.5;
  const out = new Float32Array(Math.round(total * rate));
  const bandwidths = [60, 90, 130, 180, 250];
  const state = new Float64Array(10);
  const random = randomFrom(3);
  let phase = 0;
  let last = 0;
  let lastFlow = 0;
  for (let i = 0; i < out.length; i++) {
    const t = i / rate;
    const slot = Math.min(order.length, Math.floor(t / (steady + pause)));
    const inSlot = t - slot * (steady + pause);
    const gliding = slot === order.length;
    const seconds = gliding ? glide : steady;
    const envelope = ease(inSlot / 0.05) * ease((seconds - inSlot) / 0.09);
    const place = gliding ? Math.min(order.length - 1.0001, (inSlot / glide) * (order.length - 1)) : slot;
    const low = VOWELS[order[Math.floor(place)]];
    const high = VOWELS[order[Math.min(order.length - 1, Math.floor(place) + (gliding ? 1 : 0))]];
    const between = ease(place - Math.floor(place));
    const f0 =
      (gliding ? 150 - 45 * (inSlot / glide) + 12 * Math.sin(3.2 * inSlot) : 132 - 22 * (inSlot / steady)) *
      (1 + 0.006 * Math.sin(TAU * 5.2 * t));
    phase += f0 / rate;
    phase -= Math.floor(phase);
    // Rosenberg's glottal pulse, differentiated by the lips
    const pulse =
      phase < 0.4
        ? 0.5 - 0.5 * Math.cos((Math.PI * phase) / 0.4)
        : phase < 0.56
          ? Math.cos((Math.PI * (phase - 0.4)) / 0.32)
          : 0;
    const flow = pulse - last;
    // raised upwards, as speech is for looking at it
    let x = (flow - 0.94 * lastFlow + 0.0006 * (random() * 2 - 1)) * envelope;
    last = pulse;
    lastFlow = flow;
    for (let k = 0; k < 5; k++) {
      const f = low[k] + (high[k] - low[k]) * between;
      const radius = Math.exp((-Math.PI * bandwidths[k]) / rate);
      const b = 2 * radius * Math.cos((TAU * f) / rate);
      const c = -radius * radius;
      const y = (1 - b - c) * x + b * state[2 * k] + c * state[2 * k + 1];
      state[2 * k + 1] = state[2 * k];
      state[2 * k] = y;
      x = y;
    }
    out[i] = x;
  }
  return finish(out, rate);
}

/**
 * One sweep up at a constant number of octaves a second, one down at a constant number of Hz a second.
 * @param {number} rate
 */
function chirp(rate) {
  const out = new Float32Array(Math.round(8 * rate));
  const top = Math.min(16000, 0.42 * rate);
  addTone(out, rate, 0.2, 3.6, (t) => 60 * (top / 60) ** (t / 3.6), swell(3.6, 0.05, 0.05));
  addTone(out, rate, 4.1, 3.6, (t) => top + (60 - top) * (t / 3.6), swell(3.6, 0.05, 0.05));
  return finish(out, rate);
}

/** 1 kHz, and a second tone that steps ever nearer: 200, 100, 50, 25, 12.5 Hz away. @param {number} rate */
function tones(rate) {
  const step = 1.4;
  const out = new Float32Array(Math.round(5 * step * rate));
  addTone(out, rate, 0, 5 * step, () => 1000, swell(5 * step, 0.03, 0.03));
  for (let i = 0; i < 5; i++) addTone(out, rate, i * step, step, () => 1000 + 200 / 2 ** i, swell(step, 0.03, 0.03));
  return finish(out, rate);
}

/**
 * One click, then pairs 40, 20, 10 and 5 ms apart, then a train that quickens from 4 to 220 a second.
 * @param {number} rate
 */
function clicks(rate) {
  const out = new Float32Array(Math.round(8 * rate));
  const put = (/** @type {number} */ t) => {
    out[Math.round(t * rate)] = 1;
  };
  put(0.4);
  [0.04, 0.02, 0.01, 0.005].forEach((gap, i) => {
    put(0.9 + 0.45 * i);
    put(0.9 + 0.45 * i + gap);
  });
  for (let t = 2.9; t < 7.6; t += 1 / (4 * 55 ** ((t - 2.9) / 4.7))) put(t);
  return finish(out, rate);
}

/** White, then pink noise, then a band of noise that glides upwards. @param {number} rate */
function noise(rate) {
  const out = new Float32Array(Math.round(7.5 * rate));
  const random = randomFrom(5);
  const white = () => random() + random() + random() + random() - 2;
  const rows = new Float64Array(14);
  let index = 0;
  const pink = () => {
    // Voss and McCartney: row k is renewed every 2^k samples
    index = (index + 1) & 0x3fff;
    let k = 0;
    while (k < 13 && !((index >> k) & 1)) k++;
    rows[k] = white();
    let sum = white();
    for (const row of rows) sum += row;
    return sum;
  };
  let low = 0;
  let band = 0;
  for (let i = 0; i < out.length; i++) {
    const t = i / rate;
    const part = Math.floor(t / 2.5);
    const envelope = ease((t - 2.5 * part) / 0.03) * ease((2.5 * (part + 1) - t - 0.15) / 0.03);
    if (part === 0) out[i] = 0.22 * white() * envelope;
    else if (part === 1) out[i] = 0.085 * pink() * envelope;
    else {
      // state-variable filter (Chamberlin 1985)
      const f = 2 * Math.sin(Math.PI * Math.min(0.16, (300 * 24 ** ((t - 5) / 2.5)) / rate));
      low += f * band;
      const high = white() - low - 0.12 * band;
      band += f * high;
      out[i] = 0.3 * band * envelope;
    }
  }
  return finish(out, rate);
}

/** The sixteen keys of a push-button telephone (ITU-T Q.23). @param {number} rate */
function dialling(rate) {
  const keys = '123A456B789C*0#D';
  const rows = [697, 770, 852, 941];
  const columns = [1209, 1336, 1477, 1633];
  const out = new Float32Array(Math.round((keys.length * 0.34 + 0.3) * rate));
  for (let i = 0; i < keys.length; i++) {
    for (const f of [rows[i >> 2], columns[i & 3]])
      addTone(out, rate, 0.15 + i * 0.34, 0.2, () => f, swell(0.2, 0.008, 0.008));
  }
  return finish(out, rate);
}

/**
 * The sounds in menu order. `look` says what there is to see.
 * @type {Record<string, { label: string, look: string, make: (rate: number) => Float32Array<ArrayBuffer> }>}
 */
export const sounds = {
  tune: {
    label: 'A short tune',
    look: 'Each note is a ladder of partials; the rungs are evenly spaced in Hz.',
    make: tune,
  },
  birds: { label: 'Birds', look: 'Trills, slurs and buzzes: shapes that the ear takes for one note.', make: birds },
  vowels: {
    label: 'Vowels',
    look: 'The strong bands are formants. They move; the pitch below them hardly does.',
    make: vowels,
  },
  chirp: {
    label: 'Chirp',
    look: 'The first sweep is straight on a logarithmic axis, the second on a linear one.',
    make: chirp,
  },
  tones: { label: 'Two tones', look: 'When do two lines become one? A longer window keeps them apart.', make: tones },
  clicks: { label: 'Clicks', look: 'When do two clicks become one? A shorter window keeps them apart.', make: clicks },
  noise: { label: 'Noise', look: 'White is even in every Hz, pink in every octave.', make: noise },
  dialling: {
    label: 'Telephone keys',
    look: 'Every key is two tones: one for its row, one for its column.',
    make: dialling,
  },
};

/** @type {Map<string, Float32Array<ArrayBuffer>>} */
const made = new Map();

/** A built-in sound, which is made when it is first asked for. @param {string} id @param {number} [sampleRate] Hz */
export function soundSource(id, sampleRate = 44100) {
  const key = `${id} ${sampleRate}`;
  const samples = made.get(key) ?? sounds[id].make(sampleRate);
  made.set(key, samples);
  return new SampledSound({ name: sounds[id].label, kind: 'sound', channels: [samples], sampleRate });
}
