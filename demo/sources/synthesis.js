// Tones, plucks and noise bursts, added to samples: what the built-in sounds are made of.

const PEAK = 0.8;
export const TAU = 2 * Math.PI;

/** mulberry32: a small seeded generator of numbers in [0, 1). @param {number} seed */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Raised cosine from 0 to 1 as x goes from 0 to 1. @param {number} x */
export const ease = (x) => (x <= 0 ? 0 : x >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * x));

/**
 * Adds a tone whose frequency and level are functions of its own time (s). Phase is the running sum of the frequency.
 * @param {Float32Array} out @param {number} rate @param {number} start s @param {number} seconds
 * @param {(t: number) => number} frequency Hz @param {(t: number) => number} level amplitude
 */
export function addTone(out, rate, start, seconds, frequency, level) {
  const from = Math.round(start * rate);
  const count = Math.min(Math.round(seconds * rate), out.length - from);
  let phase = 0;
  for (let i = 0; i < count; i++) {
    const t = i / rate;
    const f = frequency(t);
    if (f < rate / 2) out[from + i] += level(t) * Math.sin(TAU * phase);
    phase += f / rate;
    if (phase > 1) phase -= Math.floor(phase);
  }
}

/** Level that rises in `attack` s and falls in `release` s within `seconds`. */
export const swell =
  (/** @type {number} */ seconds, /** @type {number} */ attack, /** @type {number} */ release) =>
  (/** @type {number} */ t) =>
    ease(t / attack) * ease((seconds - t) / release);

/**
 * A plucked note: partials that die out, the higher the faster.
 * @param {Float32Array} out @param {number} rate @param {number} start @param {number} seconds @param {number} f0 Hz
 * @param {number} level @param {number} partials @param {number} brightness level ratio of neighbouring partials
 */
export function addPluck(out, rate, start, seconds, f0, level, partials, brightness) {
  const from = Math.round(start * rate);
  const count = Math.min(Math.round(seconds * rate), out.length - from);
  const attack = Math.round(0.006 * rate);
  const release = Math.round(0.05 * rate);
  for (let k = 1; k <= partials; k++) {
    const f = f0 * k * Math.sqrt(1 + 0.0004 * k * k); // stiff strings stretch their partials
    if (f > 0.45 * rate) break;
    const step = (TAU * f) / rate;
    // sin by rotation of (re, im), with the decay folded in
    const decay = Math.exp(-(1.1 + 0.5 * k) / rate / (seconds * 0.45));
    const c = Math.cos(step) * decay;
    const s = Math.sin(step) * decay;
    let re = level * brightness ** (k - 1);
    let im = 0;
    for (let i = 0; i < count; i++) {
      const shape = i < attack ? ease(i / attack) : ease((count - i) / release);
      out[from + i] += im * shape;
      const next = re * c - im * s;
      im = re * s + im * c;
      re = next;
    }
  }
}

/**
 * A noise burst that dies out.
 * @param {Float32Array} out @param {number} rate @param {number} start s @param {number} seconds
 * @param {number} level @param {() => number} random @param {number} decay s
 */
export function addNoise(out, rate, start, seconds, level, random, decay) {
  const from = Math.round(start * rate);
  const count = Math.min(Math.round(seconds * rate), out.length - from);
  for (let i = 0; i < count; i++) {
    const t = i / rate;
    out[from + i] += level * (random() * 2 - 1) * Math.exp(-t / decay) * ease((seconds - t) / 0.02) * ease(t / 0.002);
  }
}

/** Scales to the common peak and takes the ends to zero. @param {Float32Array<ArrayBuffer>} out @param {number} rate */
export function finish(out, rate) {
  const fade = Math.min(Math.round(0.02 * rate), out.length >> 1);
  for (let i = 0; i < fade; i++) {
    const gain = ease(i / fade);
    out[i] *= gain;
    out[out.length - 1 - i] *= gain;
  }
  let peak = 0;
  for (const x of out) peak = Math.max(peak, Math.abs(x));
  const scale = peak > 0 ? PEAK / peak : 0;
  for (let i = 0; i < out.length; i++) out[i] *= scale;
  return out;
}
