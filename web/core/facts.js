// Plans to a stream of the core, and what that says of itself.

/**
 * @typedef {import('./core.js').Core} Core
 * @typedef {import('./options.js').Plan} Plan
 * @typedef {Record<(typeof DOUBLES | typeof INTEGERS)[number], number>} Facts numbers, and addresses of arrays
 */

/** By the core's sg_quantity; powers have names by their exponent. @type {Record<number, string>} */
const UNITS = {
  1: 'complex',
  3: 'Hz',
  4: 'cells',
  5: 'dB',
  6: 'log',
  7: 'bins',
  8: 'radians',
  9: 'hertz',
};

/** The core's sg_facts: doubles, integers and addresses, in this order. */
const DOUBLES = /** @type {const} */ (['sampleRate', 'hopLength', 'origin', 'latency', 'exponent', 'phaseLead']);
const INTEGERS = /** @type {const} */ ([
  'inputLength',
  'rowLength',
  'bins',
  'quantity',
  'frequencies',
  'fullScale',
  'lengths',
  'widths',
  'delays',
]);

/**
 * A stream of the core, or the error of the stage that is refused.
 * @param {Core} core
 * @param {readonly Plan[]} plans
 * @returns {number}
 */
export function createStream(core, plans) {
  let handle = 0;
  /** @type {number[]} the core's sg_step[]: kind, config */
  const steps = [];
  const create = (/** @type {number} */ at, /** @type {number} */ out, /** @type {number} */ count) => {
    new Uint32Array(core.floats.buffer, at, steps.length).set(steps);
    const status = core.calls.sg_stream_create(out, at, count);
    handle = new Uint32Array(core.floats.buffer, out, 1)[0];
    return status;
  };
  const all = () =>
    core.scratch(4 * steps.length + 4, (at) => {
      const out = at + 4 * steps.length;
      if (create(at, out, plans.length) === 0) return 0;
      for (let count = 1; ; count++) {
        core.check(create(at, out, count), plans[count - 1], steps[2 * count - 1]);
        core.calls.sg_stream_destroy(handle); // the stages up to this one are not what is wrong
      }
    });
  const add = (/** @type {number} */ index) => {
    if (index === plans.length) return all();
    core.configure(plans[index], (config, kind) => {
      steps.push(kind, config);
      return add(index + 1);
    });
    return 0;
  };
  add(0);
  return handle;
}

/** @param {Core} core @param {number} handle @returns {Facts} */
export function factsOf(core, handle) {
  const { buffer } = core.floats;
  const at = core.calls.sg_stream_facts(handle) >>> 0;
  const doubles = new Float64Array(buffer, at, DOUBLES.length);
  const integers = new Uint32Array(buffer, at + 8 * DOUBLES.length, INTEGERS.length);
  return /** @type {Facts} */ (
    Object.fromEntries([
      ...DOUBLES.map((name, i) => [name, doubles[i]]),
      ...INTEGERS.map((name, i) => [name, integers[i]]),
    ])
  );
}

/**
 * What is known of the rows that come out, as JavaScript's own.
 * @param {Core} core
 * @param {Facts} facts
 */
export function describe(core, facts) {
  const { buffer } = core.floats;
  const { bins, hopLength, origin, latency, quantity, exponent, widths, delays } = facts;
  const axis = (/** @type {number} */ at) => (at ? new Float64Array(buffer, at, bins).slice() : undefined);
  return {
    bins,
    hopLength,
    origin,
    latency,
    unit: UNITS[quantity] ?? (exponent === 2 ? 'power' : exponent === 1 ? 'magnitude' : `|X|^${exponent}`),
    /** Complex values of a row for each bin, where bins have more than one. */
    widths: widths ? new Int32Array(buffer, widths, bins).map((width) => width / 2) : undefined,
    /** Samples by which each bin is behind its row. */
    delays: delays ? new Int32Array(buffer, delays, bins).slice() : new Int32Array(bins),
    frequencies: axis(facts.frequencies) ?? new Float64Array(bins),
    /** What a sine of amplitude 1 at a bin's frequency reads, where that is known. */
    fullScale: axis(facts.fullScale),
    /** Samples that a row's bin hears, where that is known. */
    lengths: axis(facts.lengths),
  };
}
