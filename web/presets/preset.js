// Sound to exactly the tensor that a model wants.

import { rangeError, show, typeError } from '../base/errors.js';
import { bag, didYouMean, entries } from '../base/option-bag.js';
import { takeSamples } from '../base/samples.js';
import { positive } from '../base/number-checks.js';
import { namesOf } from '../core/options.js';
import { CLIP_STEPS, fitFrames } from './clip.js';
import { adapted } from './config.js';
import { laidOut } from './layout.js';
import { Snapshot } from './snapshot.js';
import { PRESETS } from './table.js';
import { WAVE_STEPS } from './wave.js';

/**
 * @typedef {import('../base/samples.js').Samples} Samples
 * @typedef {import('../engine/engine.js').Engine} Engine
 * @typedef {import('../base/out.js').Out} Out
 * @typedef {import('./clip.js').Rows} Rows
 * @typedef {import('./wave.js').Sound} Sound
 * @typedef {ReturnType<typeof adapted>} Adapted
 *
 * @typedef {object} Extracted
 * @property {Float32Array<ArrayBuffer>} data row-major
 * @property {number[]} shape by the preset's layout
 * @property {string} unit of the values: 'log', 'dB', 'scaled' where they were shifted and scaled for the model, or
 *   'samples'
 * @property {Uint8Array<ArrayBuffer>} [mask] 1 for each frame that is no padding
 * @property {boolean} [isLonger] of CLAP: the sound was longer than what the model hears at once
 * @property {number} emptyBands bands without a bin of the FFT
 * @property {number} nonFinite samples that were no numbers, and counted as 0
 *
 * @typedef {object} Preset
 * @property {string} name
 * @property {number} sampleRate Hz, of what the model hears: other rates are resampled
 * @property {string} layout axes, from the slowest to the fastest; batch and channel are 1
 * @property {(samples: Samples, options?: { sampleRate?: number, channel?: number | 'mix', out?: Out }) => Extracted}
 *   extract
 * @property {(options?: { sampleRate?: number }) => any} [live] an analyser of the same frames as they come; of those
 *   that are normalised by a whole window (Whisper), an object whose snapshot() is what extract gives of it
 */

/** Whether a step of clips leaves values in no unit. @param {import('./table.js').Step} step */
const isScaling = ([, { multiply, by, shift, scale }]) => [multiply, by, shift, scale].some((x) => x !== undefined);

/** Names of all presets. */
export const presetNames = () => Object.entries(PRESETS).flatMap(([name, { also = [] }]) => [name, ...also]);

/** @param {unknown} name @returns {import('./table.js').Row} */
function rowOf(name) {
  const own = Object.keys(PRESETS).find(
    (key) => key === name || PRESETS[key].also?.includes(/** @type {string} */ (name)),
  );
  if (own) return PRESETS[own];
  if (typeof name !== 'string') throw typeError(`name must be a preset's, got ${show(name)}`);
  throw rangeError(`name must be one of presets(), got ${show(name)}${didYouMean(name, presetNames())}`);
}

/**
 * @param {Engine} engine
 * @param {string} name
 * @param {unknown} config
 * @returns {Preset}
 */
export function makePreset(engine, name, config) {
  const optionsOf = (/** @type {string} */ kind) => namesOf(engine.kinds[kind]);
  const row = adapted(rowOf(name), config, optionsOf);
  const { sampleRate, layout, chain } = row;
  const extract = (/** @type {Samples} */ samples, /** @type {object | undefined} */ options) => {
    const { out, ...own } = bag(options);
    const sound = soundOf(engine, samples, own, sampleRate);
    const rows = clipOf(engine, row, heard(row, sound));
    const { mask, isLonger, emptyBands = 0, nonFinite = 0, unit = 'samples' } = rows;
    return {
      ...laidOut(rows, layout, out),
      unit: row.clip?.some(isScaling) ? 'scaled' : unit,
      ...(mask && { mask }),
      ...(isLonger !== undefined && { isLonger }),
      emptyBands,
      nonFinite,
    };
  };
  const isStreamed = chain && !row.wave?.length && !row.clip?.length;
  const isWindow = row.clip?.map(([step]) => step).join() === 'range' && row.wave?.[0]?.[0] === 'fit';
  const live = (/** @type {object | undefined} */ options) => {
    const { sampleRate: given = sampleRate } = entries(options, ['sampleRate']);
    const rate = positive('sampleRate', given);
    if (isWindow) return new Snapshot(engine, row, rate, (rows) => laidOut(clipOf(engine, row, rows), layout));
    return engine.analyser(
      /** @type {any} */ (rate === sampleRate ? chain : [['resample', { to: sampleRate }], ...(chain ?? [])]),
      { sampleRate: rate },
    );
  };
  return { name, sampleRate, layout, extract, ...((isStreamed || isWindow) && { live }) };
}

/**
 * One channel at the model's rate.
 * @param {Engine} engine
 * @param {Samples} given
 * @param {unknown} options
 * @param {number} wanted Hz
 * @returns {Sound}
 */
function soundOf(engine, given, options, wanted) {
  const { sampleRate, channel } = entries(options, ['sampleRate', 'channel']);
  const taken = takeSamples(given, channel);
  const rate = positive('sampleRate', sampleRate ?? taken.sampleRate ?? wanted);
  const samples = rate === wanted ? new Float32Array(taken.samples) : engine.resample(taken.samples, rate, wanted);
  return { samples, length: samples.length };
}

/** The sound as long as the model wants it. @param {Adapted} row @param {Sound} sound */
function heard({ wave = [], isWhole }, sound) {
  for (const [step, options] of wave) {
    const whole = isWhole && step === 'fit' ? { length: Math.max(options.length, sound.length) } : options;
    sound = WAVE_STEPS[step](sound, whole);
  }
  return sound;
}

/**
 * All rows, and what is done to them together.
 * @param {Engine} engine
 * @param {Adapted} row
 * @param {Sound | Rows} sound
 * @returns {Rows & { emptyBands?: number, nonFinite?: number, unit?: string }}
 */
function clipOf(engine, row, sound) {
  let rows = 'samples' in sound ? rowsOf(engine, row, sound) : sound;
  engine.run((core) => {
    for (const [step, options] of row.clip ?? []) rows = CLIP_STEPS[step](rows, options, core);
  });
  const window = row.isWhole && row.wave?.find(([step]) => step === 'fit')?.[1].length;
  return window ? fitFrames(rows, (rows.frames * window) / /** @type {Sound} */ (sound).samples.length, 0) : rows;
}

/** @param {Engine} engine @param {Adapted} row @param {Sound} sound @returns {Rows} */
function rowsOf(engine, { chain, sampleRate }, { samples, length, isLonger }) {
  if (!chain) return { data: cleaned(samples), frames: samples.length, bins: 1, valid: samples.length, length };
  const part = quietFrom(chain, samples.length, length);
  const S = engine.analyse(samples.subarray(0, part), /** @type {any} */ (chain), { sampleRate });
  const [frames, bins] = S.shape;
  const { data, emptyBands, nonFinite, unit } = S;
  const rows = { data, frames, bins, valid: frames, length, isLonger, emptyBands, nonFinite, unit };
  const missing = (samples.length - part) / S.hopLength;
  if (missing === 0) return rows;
  const all = fitFrames(rows, frames + missing, 0);
  const silence = data.subarray(data.length - bins);
  for (let t = frames; t < all.frames; t++) all.data.set(silence, t * bins);
  return { ...all, valid: all.frames };
}

/**
 * Of samples whose end is zeros, as many as must be analysed: frames of zeros are all alike.
 * @param {NonNullable<Adapted['chain']>} chain
 * @param {number} total
 * @param {number} length samples before the zeros
 */
function quietFrom(chain, total, length) {
  const { nFft, hopLength } = chain.find(([kind]) => kind === 'fbank')?.[1] ?? {};
  if (!hopLength) return total;
  const spare = Math.floor((total - length) / hopLength) * hopLength - 3 * Math.ceil(nFft / hopLength) * hopLength;
  return spare > 0 ? total - spare : total;
}

/** What is no number becomes 0. @param {Float32Array} samples */
const cleaned = (samples) => samples.map((x) => (Number.isFinite(x) ? x : 0));
