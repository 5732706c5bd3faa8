// Steps over all rows of a clip: its range, each bin's mean and deviation, stacks, patches and padding. Arithmetic is
// the core's; here numbers are moved.

import { rangeError } from '../base/errors.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 *
 * @typedef {object} Rows
 * @property {Float32Array<ArrayBuffer>} data [frames][bins], or [patches][frames][bins]
 * @property {number} frames
 * @property {number} bins
 * @property {number} [patches]
 * @property {number} valid frames that are no padding
 * @property {number} length samples of the sound
 * @property {Uint8Array<ArrayBuffer>} [mask] 1 for each frame that is no padding
 * @property {boolean} [isLonger]
 */

const BY = ['nothing', 'variance', 'deviation']; // the core's sg_by

/**
 * Lends rows to the core, which changes them in place.
 * @param {Core} core
 * @param {Float32Array<ArrayBuffer>} data
 * @param {(at: number) => number} work returns a status
 */
function inPlace(core, data, work) {
  core.scratch(4 * data.length, (at) => {
    core.floats.set(data, at >>> 2);
    core.check(work(at), { fields: {}, got: {} });
    data.set(core.floats.subarray(at >>> 2, (at >>> 2) + data.length));
  });
}

/** (max(x, min) + add) * multiply @param {Core} core @param {number} at @param {number} n @param {any} options */
function rescale(core, at, n, { min = -3.4e38, add = 0, multiply = 1 }) {
  core.calls.sg_rescale(at, n, min, add, multiply);
  return 0;
}

/** As many frames, cut or padded with a value. @param {Rows} rows @param {number} frames @param {number} value */
export function fitFrames(rows, frames, value) {
  const { data, bins } = rows;
  const out = new Float32Array(frames * bins);
  out.set(data.subarray(0, Math.min(data.length, out.length)));
  if (frames > rows.frames) out.fill(value, rows.frames * bins);
  return { ...rows, data: out, frames, valid: Math.min(rows.valid, frames) };
}

/** 1 for the first `valid` of so many frames. @param {number} frames @param {number} valid */
const maskOf = (frames, valid) => Uint8Array.from({ length: frames }, (_, t) => Number(t < valid));

/** @type {Record<string, (rows: Rows, options: any, core: Core) => Rows>} */
export const CLIP_STEPS = {
  /** Nothing lies further below the greatest value, or below a given one; then (x + add) * multiply. */
  range(rows, { below, max, ...more }, core) {
    const n = rows.data.length;
    inPlace(core, rows.data, (at) =>
      rescale(core, at, n, { ...more, min: (max ?? core.calls.sg_greatest(at, n)) - below }),
    );
    return rows;
  },

  /** (x + add) * multiply */
  rescale(rows, options, core) {
    inPlace(core, rows.data, (at) => rescale(core, at, rows.data.length, options));
    return rows;
  },

  /** Each bin's mean over valid frames becomes 0, and its deviation 1; frames of padding become 0. */
  standardise(rows, { by, ddof, eps }, core) {
    const { data, bins, valid } = rows;
    const part = data.subarray(0, valid * bins);
    inPlace(core, part, (at) => core.calls.sg_standardise(at, valid, bins, BY.indexOf(by), ddof, eps));
    data.fill(0, valid * bins);
    return rows;
  },

  /** 1 for the greatest bin of each frame, and 0 for all others. */
  oneHot(rows) {
    const { data, bins } = rows;
    for (let at = 0; at < data.length; at += bins) {
      const frame = data.subarray(at, at + bins);
      const greatest = frame.reduce((best, value, k) => (value > frame[best] ? k : best), 0);
      frame.fill(0)[greatest] = 1;
    }
    return rows;
  },

  /** Frames of which a whole hop is sound are valid, and a mask says so. */
  valid(rows, { hop }) {
    const valid = Math.min(rows.frames, Math.floor(rows.length / hop));
    rows.data.fill(0, valid * rows.bins);
    return { ...rows, valid, mask: maskOf(rows.frames, valid) };
  },

  /** Frames that begin within the sound are. */
  begun(rows, { hop, zero = false }) {
    const valid = Math.min(rows.frames, Math.ceil(rows.length / hop));
    if (zero) rows.data.fill(0, valid * rows.bins);
    return { ...rows, valid, mask: maskOf(rows.frames, valid) };
  },

  /** A mask of all frames there are. */
  mask: (rows) => ({ ...rows, mask: maskOf(rows.frames, rows.valid) }),

  /** One frame of zeros more where their number is odd; masked. */
  even(rows) {
    const frames = rows.frames + (rows.frames % 2);
    return { ...fitFrames(rows, frames, 0), mask: maskOf(frames, rows.valid) };
  },

  /** One frame less where their number is odd. */
  dropOdd: (rows) => fitFrames(rows, rows.frames - (rows.frames % 2), 0),

  /** So many frames as one, one every few; the first repeated so often before, the last as often as one is short. */
  stack(rows, { count, step, before = 0 }) {
    const { data, frames, bins, mask } = rows;
    const made = Math.ceil(frames / step);
    const out = new Float32Array(made * count * bins);
    for (let i = 0; i < made * count; i++) {
      const from = Math.max(0, Math.min(frames - 1, Math.floor(i / count) * step + (i % count) - before));
      out.set(data.subarray(from * bins, (from + 1) * bins), i * bins);
    }
    const last = (/** @type {Uint8Array} */ all) =>
      Uint8Array.from({ length: made }, (_, t) => all[Math.min(frames, (t + 1) * step) - 1]);
    return { ...rows, data: out, frames: made, bins: count * bins, valid: made, mask: mask && last(mask) };
  },

  /** (x + shift) * scale, of each bin its own: a model's statistics. */
  cmvn(rows, { shift, scale }) {
    const { data, bins } = rows;
    if (!shift && !scale) return rows;
    for (const [name, list] of Object.entries({ shift, scale }))
      if (list && list.length !== bins) throw rangeError(`${name} must hold ${bins} numbers, got ${list.length}`);
    for (let i = 0; i < data.length; i++) data[i] = (data[i] + (shift?.[i % bins] ?? 0)) * (scale?.[i % bins] ?? 1);
    return rows;
  },

  /** Divided by a number for each bin. */
  divide(rows, { by }) {
    return by
      ? CLIP_STEPS.cmvn(rows, { scale: Array.from(by, (/** @type {number} */ x) => 1 / x) }, /** @type {any} */ (null))
      : rows;
  },

  /** The frames of the sound alone, and a few more. */
  heard: (rows, { hop, more }) => fitFrames(rows, Math.min(rows.frames, Math.floor(rows.length / hop) + more), 0),

  /** So many frames, cut or padded. */
  fit: (rows, { frames, value = 0 }) => fitFrames(rows, frames, value),

  /** Pieces of so many frames, one every hop; what is left over at the end is dropped. */
  patch(rows, { frames, hop }) {
    const { data, bins } = rows;
    const patches = rows.frames < frames ? 0 : 1 + Math.floor((rows.frames - frames) / hop);
    const out = new Float32Array(patches * frames * bins);
    for (let p = 0; p < patches; p++)
      out.set(data.subarray(p * hop * bins, (p * hop + frames) * bins), p * frames * bins);
    return { ...rows, data: out, patches, frames };
  },

  /** Four pictures: all of it shrunk to so many frames, and as many from the beginning, the middle and the end. */
  fuse(rows, { frames, seed = 0 }) {
    const { data, bins } = rows;
    const size = frames * bins;
    const out = new Float32Array(4 * size);
    out.set(shrunk(rows, frames));
    const places = rows.frames - frames + 1;
    for (let i = 0; i < 3; i++) {
      const from = places > 1 ? Math.floor((i * places) / 3) + pick(places, i, seed) : 0;
      out.set(data.subarray(from * bins, from * bins + size), (i + 1) * size);
    }
    return { ...rows, data: out, patches: 4, frames };
  },
};

/** A place in the i-th third of so many. @param {number} places @param {number} i @param {number} seed */
function pick(places, i, seed) {
  const [from, to] = [Math.floor((i * places) / 3), Math.floor(((i + 1) * places) / 3)];
  return Math.floor((((seed + i) * 0.6180339887498949 + 0.5) % 1) * Math.max(1, to - from));
}

/** All frames as so many, between neighbours in proportion, half-pixel centres. @param {Rows} rows @param {number} frames */
function shrunk({ data, frames: from, bins }, frames) {
  if (from === frames) return data;
  const out = new Float32Array(frames * bins);
  for (let t = 0; t < frames; t++) {
    const at = Math.max(0, ((t + 0.5) * from) / frames - 0.5);
    const low = Math.min(from - 1, Math.floor(at));
    const high = Math.min(from - 1, low + 1);
    const share = at - low;
    for (let k = 0; k < bins; k++)
      out[t * bins + k] = data[low * bins + k] * (1 - share) + data[high * bins + k] * share;
  }
  return out;
}
