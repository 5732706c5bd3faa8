// Reassigned cells to absolute times, and to a picture of a given width. The core gives times as floats, from each
// frame's own; sums with that are doubles, so that a long sound's times lose nothing.

import { Stream } from '../core/stream.js';
import { completePlan } from '../core/facts.js';
import { analyse, checkLength, offered, transfer } from './offline.js';
import { rangeError, show, typeError } from '../base/errors.js';
import { place } from '../base/out.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('./offline.js').Progress} Progress
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {import('../base/spectrogram.js').Spectrogram} Spectrogram
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
  const stream = new Stream(core, [plan]);
  try {
    const { bins, hopLength, origin } = stream.facts;
    const stretch = yield* offered(stream, samples);
    const { from = 0, rows = stream.count(samples.length), before = 0, ends } = stretch ?? {};
    if (!stretch) checkLength(plan, samples.length, rows);
    const { sampleRate, clip } = plan.fields;
    const shape = [rows, bins];
    const { out } = stream;
    const frequencies = place(out, shape, { samples }, 'frequencies');
    const times = place(out, shape, { samples, 'out.frequencies': frequencies }, 'times', Float64Array);
    const others = { samples, 'out.frequencies': frequencies, 'out.times': times };
    const magnitudes = place(out, shape, others, 'magnitudes');
    const start = clip ? 0 : -Infinity;
    const end = clip ? (stretch?.of ?? samples.length) / sampleRate : Infinity;
    let t = -before;
    const take = (/** @type {Float32Array} */ floats, /** @type {number} */ first, /** @type {number} */ length) => {
      for (let at = first; at < first + length; at += 3 * bins, t++) {
        if (t < 0 || t >= rows) continue;
        frequencies.set(floats.subarray(at, at + bins), t * bins);
        const own = (origin + (from + t) * hopLength) / sampleRate;
        putTimes(times, t * bins, floats, at + bins, bins, own, 1 / sampleRate, start, end);
        magnitudes.set(floats.subarray(at + 2 * bins, at + 3 * bins), t * bins);
      }
    };
    yield* transfer(stream, samples, take, ends);
    const { kind } = plan;
    return {
      frequencies,
      times,
      magnitudes,
      shape,
      sampleRate,
      hopLength,
      kind,
      nonFinite: stream.nonFinite,
    };
  } finally {
    stream.free();
  }
}

/**
 * One frame's times. NaN stays NaN.
 * @param {Float64Array} times s
 * @param {number} to
 * @param {Float32Array} late samples after the frame's own time, from `at` on
 * @param {number} at
 * @param {number} bins
 * @param {number} own the frame's time, s
 * @param {number} period s
 * @param {number} low s
 * @param {number} high s
 */
function putTimes(times, to, late, at, bins, own, period, low, high) {
  for (let k = 0; k < bins; k++) {
    const time = own + late[at + k] * period;
    // Three stores: V8 takes twice as long for a loop with one of (a ? b : c).
    if (time < low) times[to + k] = low;
    else if (time > high) times[to + k] = high;
    else times[to + k] = time;
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
    const { nFft, center } = completePlan(core, plan).fields;
    const span = samples.length - (center === 0 ? nFft : nFft % 2);
    if (span > 0) plan.fields.columnStep = span / (width - 1);
  }
  return analyse(core, [plan], samples);
}

const WIDTH_MAX = 65536;
