// Reassigned cells to absolute times, and to a picture of a given width. The core gives times as floats, from each
// frame's own; sums with that are doubles, so that a long sound's times lose nothing.

import { Stream } from './core.js';
import { allocate, analyse, checkLength, transfer } from './offline.js';
import { rangeError, show, typeError } from './errors.js';

/**
 * @typedef {import('./core.js').Core} Core
 * @typedef {import('./offline.js').Progress} Progress
 * @typedef {import('./options.js').Plan} Plan
 * @typedef {import('./spectrogram.js').Spectrogram} Spectrogram
 *
 * @typedef {object} Reassigned one value a cell, row-major [frames, bins]
 * @property {Float32Array<ArrayBuffer>} frequencies Hz; NaN where a cell's power is below refPower
 * @property {Float64Array<ArrayBuffer>} times s; likewise
 * @property {Float32Array<ArrayBuffer>} magnitudes
 * @property {number[]} shape
 * @property {number} sampleRate Hz
 * @property {number} hopLength samples
 * @property {string} kind 'reassignment'
 * @property {number} nonFinite samples of the input that were not let in
 */

/**
 * @param {Core} core
 * @param {Plan} plan of kind 'reassignment'
 * @param {Float32Array | Float64Array} samples
 * @returns {Generator<Progress, Reassigned, void>}
 */
export function* reassignedSpectrogram(core, plan, samples) {
  const stream = new Stream(core, 'analyser', plan);
  try {
    const { bins, hopLength, origin } = stream.describe();
    const rows = stream.rowsOf(samples.length);
    checkLength(plan, samples.length, rows);
    const { sampleRate, clip = 1 } = plan.fields;
    const cells = rows * bins;
    const frequencies = allocate(cells);
    const times = allocate(cells, Float64Array);
    const magnitudes = allocate(cells);
    const end = clip ? samples.length / sampleRate : Infinity;
    let t = 0;
    yield* transfer(stream, samples, (floats, from, length) => {
      for (let at = from; at < from + length; at += 3 * bins, t++) {
        frequencies.set(floats.subarray(at, at + bins), t * bins);
        place(times, t * bins, floats.subarray(at + bins, at + 2 * bins), (origin + t * hopLength) / sampleRate, sampleRate, clip ? 0 : -Infinity, end);
        magnitudes.set(floats.subarray(at + 2 * bins, at + 3 * bins), t * bins);
      }
    });
    const { kind } = plan;
    return { frequencies, times, magnitudes, shape: [rows, bins], sampleRate, hopLength, kind, nonFinite: stream.nonFinite };
  } finally {
    stream.free();
  }
}

/**
 * One frame's times. NaN stays NaN.
 * @param {Float64Array} times s
 * @param {number} to
 * @param {Float32Array} late samples after the frame's own time
 * @param {number} time the frame's own, s
 * @param {number} sampleRate
 * @param {number} low s
 * @param {number} high s
 */
function place(times, to, late, time, sampleRate, low, high) {
  const period = 1 / sampleRate;
  for (let k = 0; k < late.length; k++) {
    const at = time + late[k] * period;
    times[to + k] = at < low ? low : at > high ? high : at;
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
