// A frequency, a time or a level -> its place on an axis, and the round values that are worth a label there.

import { hertzOf, MEL_SCALES, midiOf } from '../base/frequencies.js';
import { nameOf } from '../base/notes.js';

/**
 * @typedef {'linear' | 'log' | 'mel'} FrequencyScale
 *
 * @typedef {object} FrequencyAxis
 * @property {number} fMin Hz at place 0
 * @property {number} fMax Hz at place 1
 * @property {FrequencyScale} name
 * @property {(hz: number) => number} to Hz to place
 * @property {(place: number) => number} from place to Hz; undoes `to`
 *
 * @typedef {object} Tick
 * @property {number} value
 * @property {number} place 0 to 1
 */

/** @type {readonly FrequencyScale[]} */
export const FREQUENCY_SCALES = ['linear', 'log', 'mel'];

/** @type {Record<string, { to: (hz: number) => number, from: (steps: number) => number }>} */
const WARPS = {
  linear: { to: (hz) => hz, from: (steps) => steps },
  log: { to: (hz) => Math.log(Math.max(hz, Number.MIN_VALUE)), from: (steps) => Math.exp(steps) },
  mel: { to: (hz) => MEL_SCALES.slaney.toMel(hz), from: (mel) => MEL_SCALES.slaney.toHz(mel) },
  htk: { to: (hz) => MEL_SCALES.htk.toMel(Math.max(hz, 0)), from: (mel) => MEL_SCALES.htk.toHz(mel) },
};

/**
 * The axis that shows fMin at place 0 and fMax at place 1.
 * @param {FrequencyScale} name
 * @param {number} fMin Hz; above 0 where the scale is logarithmic
 * @param {number} fMax Hz
 * @param {boolean} [htk] HTK's mel scale in place of Slaney's
 * @returns {FrequencyAxis}
 */
export function frequencyAxis(name, fMin, fMax, htk = false) {
  const warp = WARPS[name === 'mel' && htk ? 'htk' : name];
  const low = warp.to(fMin);
  const extent = warp.to(fMax) - low;
  return {
    name,
    fMin,
    fMax,
    to: (hz) => (warp.to(hz) - low) / extent,
    from: (place) => warp.from(low + place * extent),
  };
}

/**
 * The smallest of 1, 2 and 5 times a power of ten that is at least `wanted`.
 * @param {number} wanted above 0
 */
export function niceStep(wanted) {
  const decade = 10 ** Math.floor(Math.log10(wanted));
  const times = [1, 2, 5, 10].find((n) => n * decade >= wanted * (1 - 1e-9)) ?? 10;
  return times * decade;
}

/**
 * The multiples of a step from low to high, rounded: 0.3, not 0.30000000000000004.
 * @param {number} low
 * @param {number} high
 * @param {number} step
 */
export function multiples(low, high, step) {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Into how many parts the marks between labels divide a step. @param {number} step */
function partsOf(step) {
  if ([15, 30, 900, 1800].includes(step)) return 3;
  return [60, 120, 3600, 7200].includes(step) || step.toExponential(0).startsWith('2') ? 4 : 5;
}

/**
 * Of several lists of values, the earlier more worth a label, those that have room.
 * @param {number[][]} lists
 * @param {(value: number) => number} placeOf
 * @param {number} room the least distance of two places
 * @returns {Tick[]} in ascending order
 */
function withRoom(lists, placeOf, room) {
  /** @type {Tick[]} */
  const ticks = [];
  for (const list of lists) {
    for (const value of list) {
      const place = placeOf(value);
      if (place < -1e-9 || place > 1 + 1e-9) continue;
      if (ticks.every((tick) => Math.abs(tick.place - place) >= room)) ticks.push({ value, place });
    }
  }
  return ticks.sort((a, b) => a.value - b.value);
}

/**
 * Every decade's 1 to 9 between two frequencies, in lists by how round they are.
 * @param {number} fMin
 * @param {number} fMax
 */
function decades(fMin, fMax) {
  const lists = [[1], [2, 5], [3, 7], [4, 6, 8, 9], [1.5]].map((leads) => {
    const values = [];
    for (let decade = 1; decade <= fMax; decade *= 10) values.push(...leads.map((lead) => lead * decade));
    return values.filter((value) => value >= fMin && value <= fMax);
  });
  if (fMin <= 0) lists[0].unshift(0);
  return lists;
}

/**
 * Where a frequency axis has labels (major) and where only marks (minor).
 * @param {FrequencyAxis} axis
 * @param {number} room the least distance of two labels, as a share of the axis
 * @returns {{ major: Tick[], minor: Tick[] }}
 */
export function frequencyTicks(axis, room) {
  const { name, fMin, fMax, to } = axis;
  const even = name === 'linear' || fMax < 5 * fMin;
  if (!even) {
    const lists = decades(fMin, fMax);
    return { major: withRoom(lists, to, room), minor: withRoom([lists.slice(0, 4).flat()], to, room / 6) };
  }
  // The steps are closest together where the axis is steepest: at one of its ends.
  const slope = Math.min(to(fMin + (fMax - fMin) * 1e-3) * 1e3, (1 - to(fMax - (fMax - fMin) * 1e-3)) * 1e3);
  const step = niceStep(((fMax - fMin) * room) / slope);
  return {
    major: withRoom([multiples(fMin, fMax, step)], to, 0),
    minor: withRoom([multiples(fMin, fMax, step / partsOf(step))], to, room / 12),
  };
}

/** Which notes have labels: all, the chord of C, its fifth, or C alone. */
const LABELLED_NOTES = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [0, 4, 7], [0, 7], [0]];

/**
 * The name of the nearest note of twelve equal steps an octave: 'A4' is 440 Hz.
 * @param {number} hz
 * @param {number} [a4] Hz
 */
export const noteName = (hz, a4) => nameOf(midiOf(hz, a4));

/**
 * As frequencyTicks, at the notes.
 * @param {FrequencyAxis} axis
 * @param {number} room
 * @param {number} [a4] Hz
 * @returns {{ major: Tick[], minor: Tick[] }}
 */
export function noteTicks(axis, room, a4 = 440) {
  const first = Math.ceil(midiOf(Math.max(axis.fMin, 16), a4) - 1e-6);
  const last = Math.floor(midiOf(axis.fMax, a4) + 1e-6);
  const keys = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const among = (/** @type {number[]} */ notes) =>
    keys.filter((key) => notes.includes(key % 12)).map((key) => hertzOf(key, a4));
  const lists = LABELLED_NOTES.map(among);
  const fitting = lists.find((list) => withRoom([list], axis.to, room).length === list.length) ?? lists[3];
  return { major: withRoom([fitting], axis.to, room), minor: withRoom([lists[0]], axis.to, room / 6) };
}

/**
 * As frequencyTicks, at bins that have names: all of them, or one in 2, 5, 10 …
 * @param {FrequencyAxis} axis
 * @param {number} room
 * @param {ArrayLike<number>} frequencies Hz of the bins
 * @param {readonly string[]} names
 * @returns {{ major: (Tick & { label: string })[], minor: Tick[] }}
 */
export function nameTicks(axis, room, frequencies, names) {
  const all = Array.from(frequencies, (value, bin) => ({ value, bin, place: axis.to(value), label: names[bin] }));
  const seen = all.filter(({ place }) => place >= -1e-9 && place <= 1 + 1e-9);
  const nearest = seen.reduce((least, { place }, i) => (i ? Math.min(least, place - seen[i - 1].place) : least), 1);
  const ticks = (/** @type {number} */ wanted) => {
    const step = niceStep(Math.max(1, wanted / nearest));
    return seen.filter(({ bin }) => bin % step === 0);
  };
  return { major: ticks(room), minor: ticks(room / 6) };
}

const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000, 36000, 86400];

/**
 * Where a time axis has labels and marks.
 * @param {number} start s
 * @param {number} end s
 * @param {number} room the least distance of two labels, as a share of the axis
 * @returns {{ major: Tick[], minor: Tick[], step: number }}
 */
export function timeTicks(start, end, room) {
  const wanted = (end - start) * room;
  const step = wanted <= 1 ? niceStep(wanted) : (TIME_STEPS.find((s) => s >= wanted) ?? niceStep(wanted));
  const ticks = (/** @type {number} */ by) =>
    multiples(start, end, by).map((value) => ({ value, place: (value - start) / (end - start) }));
  return { major: ticks(step), minor: ticks(step / partsOf(step)), step };
}

/**
 * As timeTicks, of a count that has no minutes: 200, not 180.
 * @param {number} start
 * @param {number} end
 * @param {number} room
 * @returns {{ major: Tick[], minor: Tick[], step: number }}
 */
export const countTicks = (start, end, room) => ({
  major: valueTicks(start, end, room),
  minor: valueTicks(start, end, room / 5),
  step: niceStep((end - start) * room),
});

/**
 * As timeTicks, where time begins anew after each period: `time` is round and counts from there, `value` goes on.
 * @param {number} start s
 * @param {number} end s
 * @param {number} room
 * @param {number} period s
 */
export function roundTimes(start, end, room, period) {
  const { step } = timeTicks(start, end, room);
  const ticks = (/** @type {number} */ by) => {
    const found = [];
    if (period < by / 2) return []; // no room for a label each: there may be any number of them
    const first = Math.floor(start / period);
    for (let round = 0, begin = first * period; begin < end; begin = (first + ++round) * period) {
      const last = Math.min(end - begin, period - by / 2); // none so near the end that it runs into the next beginning
      for (const time of multiples(Math.max(0, start - begin), last, by))
        found.push({ value: begin + time, time, place: (begin + time - start) / (end - start) });
    }
    return found;
  };
  return { major: ticks(step), minor: ticks(step / partsOf(step)), step };
}

/**
 * Where a colour bar has labels.
 * @param {number} low
 * @param {number} high
 * @param {number} room the least distance of two labels, as a share of the bar
 * @returns {Tick[]}
 */
export function valueTicks(low, high, room) {
  const step = niceStep((high - low) * room);
  return multiples(low, high, step).map((value) => ({ value, place: (value - low) / (high - low) }));
}

/** The labels of a colour bar from -π to π. @returns {(Tick & { label: string })[]} */
export function phaseTicks() {
  return ['−π', '−π/2', '0', 'π/2', 'π'].map((label, i) => ({ label, value: (Math.PI * (i - 2)) / 2, place: i / 4 }));
}

/**
 * A number without a tail of zeros, and with a true minus sign.
 * @param {number} value
 * @param {number} [digits] at most
 */
export function plainNumber(value, digits = 6) {
  return String(Number(value.toPrecision(digits)) + 0).replace('-', '−');
}

/**
 * '440 Hz', '1.5 kHz'; compact: '440', '1.5k'.
 * @param {number} hz
 * @param {boolean} [compact]
 */
export function formatFrequency(hz, compact = false) {
  if (Math.abs(hz) < 1000) return plainNumber(hz) + (compact ? '' : ' Hz');
  return plainNumber(hz / 1000) + (compact ? 'k' : ' kHz');
}

/**
 * '2.5 s', and from a minute on '1:02.5', '1:00:00'.
 * @param {number} seconds
 * @param {number} step what the label must tell apart, s
 * @param {boolean} [clock] minutes and seconds, also below a minute
 */
export function formatTime(seconds, step, clock = seconds >= 60) {
  const digits = Math.min(6, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  const size = Math.abs(seconds).toFixed(digits);
  const sign = seconds < 0 && Number(size) !== 0 ? '−' : '';
  if (!clock) return `${sign}${size} s`;
  const whole = Math.floor(Number(size));
  const fraction = digits ? size.slice(size.indexOf('.')) : '';
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return `${sign}${h ? `${h}:${two(m)}` : m}:${two(s)}${fraction}`;
}
