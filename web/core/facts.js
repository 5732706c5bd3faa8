// Plans to a stream of the core, and what that says of itself.

import { SG_BEYOND_FRAMES } from '../generated/statuses.js';
import { UNITS } from '../generated/units.js';

/**
 * @typedef {import('./core.js').Core} Core
 * @typedef {import('./options.js').Plan} Plan
 */

const DOUBLES = 8; // of the core's sg_facts
const INTEGERS = 10; // addresses included

/**
 * Lets an inverse's plan know how many frames there are, so that a length beyond what they cover is refused.
 * @param {Core} core
 * @param {Plan} plan
 * @param {number} frames
 */
export function tellFrames(core, plan, frames) {
  plan.fields.nFrames = frames; // 0 would be "not known"
  plan.got.frames = `${frames}`;
  if (frames === 0 && plan.fields.length > 0 && plan.fields.onNola !== 0) core.check(SG_BEYOND_FRAMES, plan);
}

/** Adds to a plan's fields what the core works out. @param {Core} core @param {Plan} plan */
export function completePlan(core, plan) {
  core.configure([plan], () => {});
  return plan;
}

/**
 * A stream of the core, or the error of the stage that is refused.
 * @param {Core} core
 * @param {readonly Plan[]} plans
 * @returns {number}
 */
export function createStream(core, plans) {
  return core.configure(plans, (steps) =>
    core.scratch(4 * (2 + steps.length), (at) => {
      new Uint32Array(core.floats.buffer, at + 8).set(steps);
      const status = core.calls.sg_stream_create(at, at + 8, plans.length, at + 4);
      const [handle, refused] = new Uint32Array(core.floats.buffer, at);
      core.check(status, plans[refused]);
      return handle;
    }),
  );
}

/**
 * What a stream says of itself, from the core's sg_facts: doubles, then integers, then addresses of arrays.
 * @param {Core} core
 * @param {number} handle
 */
export function factsOf(core, handle) {
  const { buffer } = core.floats;
  const at = core.calls.sg_stream_facts(handle) >>> 0;
  const [sampleRate, hopLength, origin, latency, exponent, , , step] = new Float64Array(buffer, at, DOUBLES);
  const integers = new Uint32Array(buffer, at + 8 * DOUBLES, INTEGERS);
  const [inputUnit, outputUnit, bins, quantity, emptyBands, ...arrays] = integers;
  const [frequencies, fullScale, lengths, widths, delays] = arrays;
  const doubles = (/** @type {number} */ from) => (from ? new Float64Array(buffer, from, bins).slice() : undefined);
  const whole = (/** @type {number} */ from) => (from ? new Int32Array(buffer, from, bins).slice() : undefined);
  return {
    /** Floats a unit. */
    inputUnit,
    outputUnit,
    /** Samples written from row to row; where they are resampled, not of the sound that rows are made of. */
    hop: hopLength * step,
    /** What is known of the rows that come out. */
    facts: {
      bins,
      /** Bins that nothing can sound in. */
      emptyBands,
      /** Hz of the sound that rows are made of, where it is known: hopLength and origin are in its samples. */
      sampleRate: sampleRate || undefined,
      hopLength,
      origin,
      latency,
      unit: UNITS[quantity] || (exponent === 2 ? 'power' : exponent === 1 ? 'magnitude' : `|X|^${exponent}`),
      /** Complex values of a row for each bin, where bins have more than one. */
      widths: whole(widths)?.map((width) => width / 2),
      /** Samples by which each bin is behind its row. */
      delays: whole(delays) ?? new Int32Array(bins),
      frequencies: doubles(frequencies) ?? new Float64Array(bins),
      /** What a sine of amplitude 1 at a bin's frequency reads, where that is known. */
      fullScale: doubles(fullScale),
      /** Samples that a row's bin hears, where that is known. */
      lengths: doubles(lengths),
    },
  };
}
