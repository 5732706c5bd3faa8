// A recording to clips of a second around what is loudest in it, so that a word or a clap is in the middle of its clip.
import { LENGTH } from './patch.js';

const STEP = LENGTH / 50; // samples between places that are tried
const QUIETER = 0.01; // of the loudest clip's energy: 20 dB
const SILENCE = 1e-8 * LENGTH; // energy of what is nothing but the last bits
const SHORTEST = LENGTH / 20;
const MOST = 40; // clips of one recording

/** @param {Float32Array} samples at the model's rate @returns {Float32Array<ArrayBuffer>[]} in order of time; none of silence */
export function clipsOf(samples) {
  if (samples.length < SHORTEST) return [];
  const spare = Math.max(0, LENGTH - samples.length);
  const sound = new Float32Array(samples.length + spare);
  sound.set(samples, spare >> 1);
  const energy = sums(sound);
  const places = Array.from({ length: 1 + Math.floor((sound.length - LENGTH) / STEP) }, (_, i) => {
    const from = i * STEP;
    const whole = energy[from + LENGTH] - energy[from];
    return { from, whole, worth: whole + energy[from + 0.75 * LENGTH] - energy[from + 0.25 * LENGTH] };
  });
  const least = Math.max(SILENCE, QUIETER * places.reduce((most, { whole }) => Math.max(most, whole), 0));
  const worths = places.map(({ whole, worth }) => (whole < least ? 0 : worth));
  return apart(worths, LENGTH / STEP)
    .sort((i, j) => worths[j] - worths[i])
    .slice(0, MOST)
    .sort((i, j) => i - j)
    .map((i) => sound.slice(places[i].from, places[i].from + LENGTH));
}

/**
 * The places, so far apart, that are worth the most together: a sound that goes on is cut without a rest, a clap is not
 * cut in two.
 * @param {number[]} worths of each place @param {number} distance
 */
function apart(worths, distance) {
  const best = new Float64Array(worths.length + distance); // of the places before one, moved by the distance
  for (const [i, worth] of worths.entries())
    best[i + distance] = Math.max(best[i + distance - 1], worth && best[i] + worth);
  const taken = [];
  for (let i = worths.length - 1; i >= 0; ) {
    if (worths[i] && best[i + distance] > best[i + distance - 1]) {
      taken.push(i);
      i -= distance;
    } else i--;
  }
  return taken;
}

/** Energy before each sample. @param {Float32Array} samples */
function sums(samples) {
  const sums = new Float64Array(samples.length + 1);
  for (let i = 0; i < samples.length; i++) sums[i + 1] = sums[i] + samples[i] * samples[i];
  return sums;
}
