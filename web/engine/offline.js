// A whole signal to its spectrogram, and a spectrogram back to its signal: the streaming objects of the core, fed
// block by block. Written as generators that yield after each block, where work can be timed, shown and stopped.

import { tellFrames } from '../core/facts.js';
import { analysisOf, leastOf } from '../core/options.js';
import { Stream } from '../core/stream.js';
import { rangeError } from '../base/errors.js';
import { place } from '../base/out.js';
import { Spectrogram } from '../base/spectrogram.js';
import { checkBins } from './inverse.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../core/options.js').Plan} Plan
 * @typedef {{ done: number, total: number }} Progress
 *
 * @typedef {object} Stretch the rows that are wanted, where the samples are a part of a sound
 * @property {number} of samples of the whole sound
 * @property {number} from the first row
 * @property {number} rows
 * @property {number} before rows of the samples that come before it
 * @property {boolean} ends the samples are the sound's last
 */

export const PAIRS = ['complex', 'radians', 'hertz']; // units of which a bin has two numbers

/**
 * @param {Core} core
 * @param {readonly Plan[]} plans of an analyser's stages
 * @param {Float32Array | Float64Array} samples
 * @returns {Generator<Progress, Spectrogram, void>}
 */
export function* analyse(core, plans, samples) {
  const stream = new Stream(core, plans);
  const [first, ...others] = plans;
  try {
    const stretch = yield* offered(stream, samples);
    if (!stretch) checkLength(analysisOf(plans), samples.length, stream.count(samples.length));
    const told = {
      sampleRate: stream.facts.sampleRate,
      kind: stream.facts.kind,
      options: others.length === 0 ? first.recipe : undefined,
    };
    return yield* gather(stream, samples, told, stretch);
  } finally {
    stream.free();
  }
}

/**
 * The first of a work's steps, where its rows are all that it makes: who works a long sound in parts sees the stream,
 * and may answer which rows of it the samples are there for.
 * @param {Stream} stream
 * @param {Float32Array | Float64Array} samples
 * @returns {Generator<Progress & { stream: Stream }, Stretch | undefined, any>}
 */
export function* offered(stream, samples) {
  return yield { done: 0, total: samples.length, stream };
}

/** @param {Stream} stream @param {number} rows */
export const shapeOf = ({ facts: { bins, unit }, outputUnit }, rows) =>
  PAIRS.includes(unit) ? [rows, outputUnit / 2, 2] : [rows, bins];

/**
 * All that a stream makes of what is put in, or a stretch of it, with what is known of it.
 * @param {Stream} stream
 * @param {Float32Array | Float64Array} input
 * @param {Pick<Spectrogram, 'kind' | 'sampleRate' | 'options'>} told
 * @param {Stretch} [stretch]
 * @returns {Generator<Progress, Spectrogram, void>}
 */
export function* gather(stream, input, told, stretch) {
  const { delays, emptyBands, frequencies, hopLength, origin, unit, widths } = stream.facts;
  const { from = 0, rows = stream.count(input.length / stream.inputUnit), before = 0, ends } = stretch ?? {};
  const shape = shapeOf(stream, rows);
  const data = place(stream.out, shape, { [stream.inputUnit > 1 ? 'S.data' : 'samples']: input });
  yield* transfer(stream, input, into(data, before * stream.outputUnit), ends);
  return new Spectrogram({
    data,
    shape,
    times: Float64Array.from({ length: rows }, (_, t) => (origin + (from + t) * hopLength) / (told.sampleRate ?? 1)),
    frequencies,
    widths,
    delays: delays.some(Boolean) ? delays : undefined,
    hopLength,
    unit,
    nonFinite: stream.nonFinite,
    emptyBands,
    ...told,
  });
}

/**
 * @param {Core} core
 * @param {Plan} plan of a synthesiser
 * @param {{ data: Float32Array | Float64Array, shape: readonly number[] }} S [frames, bins] or [frames, bins, 2]
 * @returns {Generator<Progress, Float32Array<ArrayBuffer>, void>}
 */
export function* synthesise(core, plan, S) {
  const [frames, bins] = S.shape;
  tellFrames(core, plan, frames);
  const stream = new Stream(core, [plan]);
  try {
    checkBins(plan, bins);
    const { nFft, hopLength, center, length } = plan.fields;
    const samples = place(stream.out, [stream.count(frames)], { 'S.data': S.data });
    const wanted = length >= 0 ? Math.ceil((length + (center === 0 ? 0 : nFft)) / hopLength) : frames;
    const used = Math.min(frames, wanted);
    yield* transfer(stream, S.data.subarray(0, used * stream.inputUnit), into(samples));
    return samples;
  } finally {
    stream.free();
  }
}

/**
 * Runs a generator to its end.
 * @template T
 * @param {Generator<unknown, T, void>} steps
 * @returns {T}
 */
export function complete(steps) {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * A part of a longer work of equal parts, its progress told as the whole's.
 * @template T
 * @param {Generator<Progress, T, void>} steps
 * @param {number} index
 * @param {number} parts
 * @returns {Generator<Progress, T, void>}
 */
export function* part(steps, index, parts) {
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      const { done, total } = step.value;
      yield { done: index + (total > 0 ? done / total : 0), total: parts };
    }
  } finally {
    steps.return(/** @type {any} */ (undefined));
  }
}

/**
 * What `transfer` gives out, one block after the other, into an array; what is beyond its end is left out.
 * @param {Float32Array} output
 * @param {number} [before] floats that come before it
 * @returns {(floats: Float32Array, from: number, length: number) => void}
 */
export function into(output, before = 0) {
  let made = -before;
  return (floats, from, length) => {
    const [first, end] = [Math.max(0, -made), Math.min(length, output.length - made)];
    if (first < end) output.set(floats.subarray(from + first, from + end), made + first);
    made += length;
  };
}

/**
 * Everything in `input` through the stream; `take` is told where in the core's memory the output lies, block by block.
 * @param {Stream} stream
 * @param {Float32Array | Float64Array} input
 * @param {(floats: Float32Array, from: number, length: number) => void} take
 * @param {boolean} [ends] whether nothing follows
 */
export function* transfer(stream, input, take, ends = true) {
  const { core, inputUnit, outputUnit } = stream;
  // Frames are worked four in lockstep: so many floats give as many of them.
  const least = 4 * (inputUnit > 1 ? inputUnit : stream.hop);
  let taken = 0;
  let unread = 0;
  for (let finished = false; ; ) {
    let waiting = stream.write();
    if (waiting === 0 && taken < input.length) {
      const staged = stream.put(input, taken);
      taken += staged;
      unread += staged;
      waiting = stream.write();
    }
    if (waiting > 0 || unread >= least || taken === input.length) {
      const count = stream.read() * outputUnit;
      if (count > 0) take(core.floats, stream.output, count);
      else if (waiting === 0 && taken === input.length) {
        if (finished || !ends) return;
        stream.finish();
        finished = true;
      }
      unread = 0;
    }
    yield { done: taken, total: input.length };
  }
}

/**
 * @param {Plan} plan
 * @param {number} samples
 * @param {number} rows that they give
 */
export function checkLength(plan, samples, rows) {
  const { kind, fields, got } = plan;
  const least = leastOf([plan]);
  if (samples < least) {
    const what = got.padMode ? `${kind} with padMode ${got.padMode}` : kind;
    throw rangeError(`samples must be at least ${least} long for ${what}, got ${samples}`);
  }
  if (rows === 0) {
    const isCut = fields.center === 0;
    const name = fields.nFft ? 'nFft' : 'frameLength';
    const needs = isCut ? `${name} (${fields[name]}) long when center is false` : 'as long as every stage needs';
    throw rangeError(`samples must be at least ${needs}, got ${samples}`);
  }
}
