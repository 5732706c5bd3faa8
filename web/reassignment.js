// Reassigned cells to absolute places, and to a picture of a given width. The core gives differences, as floats, from
// the cells' own centres; sums with those centres are doubles, so that a long sound's times lose nothing.

import { Stream } from './core.js';
import { allocate, analyse, checkLength, transfer } from './offline.js';
import { entries } from './options.js';
import { rangeError, show, typeError } from './errors.js';

/**
 * @typedef {import('./core.js').Core} Core
 * @typedef {import('./offline.js').Progress} Progress
 * @typedef {import('./options.js').Plan} Plan
 * @typedef {import('./spectrogram.js').Spectrogram} Spectrogram
 *
 * @typedef {object} Reassigned one value a cell, row-major [frames, bins]
 * @property {Float64Array<ArrayBuffer>} frequencies Hz; NaN where a cell's power is below refPower
 * @property {Float64Array<ArrayBuffer>} times s; likewise
 * @property {Float32Array<ArrayBuffer>} magnitudes
 * @property {number[]} shape
 * @property {number} sampleRate Hz
 * @property {number} hopLength samples
 * @property {string} kind 'reassignment'
 * @property {number} nonFinite samples of the input that were not let in
 */

export const CELL_OPTIONS = ['fillNan', 'clip'];

/**
 * @param {Core} core
 * @param {Plan} plan of kind 'reassignment'
 * @param {Float32Array | Float64Array} samples
 * @param {Record<string, unknown>} cellOptions
 * @returns {Generator<Progress, Reassigned, void>}
 */
export function* reassignedSpectrogram(core, plan, samples, cellOptions) {
  const { fillNan = false, clip = true } = entries(cellOptions, CELL_OPTIONS);
  for (const [name, value] of Object.entries({ fillNan, clip })) {
    if (typeof value !== 'boolean') throw typeError(`${name} must be true or false, got ${show(value)}`);
  }
  const stream = new Stream(core, 'analyser', plan);
  try {
    const { bins, frequencies: centres, hopLength, origin } = stream.describe();
    const rows = stream.rowsOf(samples.length);
    checkLength(plan, samples.length, rows);
    const { sampleRate, timeOrigin = 0, reassign } = plan.fields;
    const cells = rows * bins;
    const frequencies = allocate(cells, Float64Array);
    const times = allocate(cells, Float64Array);
    const magnitudes = allocate(cells);
    const late = timeOrigin && reassign & 2 ? 0.5 : 0;
    const top = clip ? sampleRate / 2 : Infinity;
    const end = clip ? samples.length / sampleRate : Infinity;
    let t = 0;
    yield* transfer(stream, samples, (floats, from, length) => {
      for (let at = from; at < from + length; at += 3 * bins, t++) {
        const time = origin + t * hopLength;
        placeFrequencies(frequencies, t * bins, floats, at, centres, clip ? 0 : -Infinity, top);
        placeTimes(times, t * bins, floats, at + bins, bins, time + late, sampleRate, clip ? 0 : -Infinity, end);
        magnitudes.set(floats.subarray(at + 2 * bins, at + 3 * bins), t * bins);
        for (let i = t * bins; fillNan && i < (t + 1) * bins; i++) {
          if (Number.isNaN(frequencies[i])) frequencies[i] = centres[i - t * bins];
          if (Number.isNaN(times[i])) times[i] = time / sampleRate;
        }
      }
    });
    const { kind } = plan;
    return { frequencies, times, magnitudes, shape: [rows, bins], sampleRate, hopLength, kind, nonFinite: stream.nonFinite };
  } finally {
    stream.free();
  }
}

/**
 * One frame's frequencies. NaN stays NaN.
 * @param {Float64Array} out
 * @param {number} to
 * @param {Float32Array} floats Hz above the centres, from `at` on
 * @param {number} at
 * @param {Float64Array} centres
 * @param {number} low
 * @param {number} high
 */
function placeFrequencies(out, to, floats, at, centres, low, high) {
  for (let k = 0; k < centres.length; k++) {
    const hz = centres[k] + floats[at + k];
    out[to + k] = hz < low ? low : hz > high ? high : hz;
  }
}

/**
 * One frame's times.
 * @param {Float64Array} out
 * @param {number} to
 * @param {Float32Array} floats samples after the frame's own, from `at` on
 * @param {number} at
 * @param {number} bins
 * @param {number} sample the frame's own
 * @param {number} sampleRate
 * @param {number} low s
 * @param {number} high s
 */
function placeTimes(out, to, floats, at, bins, sample, sampleRate, low, high) {
  for (let k = 0; k < bins; k++) {
    const time = (sample + floats[at + k]) / sampleRate;
    out[to + k] = time < low ? low : time > high ? high : time;
  }
}

/**
 * @param {Core} core
 * @param {Plan} plan of kind 'reassigned'
 * @param {Float32Array | Float64Array} samples
 * @param {unknown} width columns over the whole sound
 * @returns {Generator<Progress, Spectrogram, void>}
 */
export function reassignedImage(core, plan, samples, width) {
  if (width !== undefined) {
    if (typeof width !== 'number') throw typeError(`width must be a number, got ${show(width)}`);
    if (!(Number.isInteger(width) && width >= 2 && width <= WIDTH_MAX)) {
      throw rangeError(`width must be an integer from 2 to ${WIDTH_MAX}, got ${width}`);
    }
    const { nFft, center } = plan.fields;
    const span = samples.length - (center === 0 ? nFft : 0);
    if (span > 0) plan.fields.columnStep = span / (width - 1);
  }
  return analyse(core, plan, samples);
}

const WIDTH_MAX = 65536;
