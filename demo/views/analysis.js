// An analysis, and what is known of it before there is sound: the facts that pictures of it stand on.
import { transforms } from './transforms/list.js';

/** @typedef {import('specgram').Engine} Engine */
/** @typedef {import('../ui/setting.js').Setting} Setting */
/** @typedef {import('../ui/setting.js').Values} Values */
/** @typedef {[string, Record<string, any>]} FirstStage a kind of the engine, and its options */
/**
 * @typedef {readonly [FirstStage, ...string[]]} Stages of the engine; the last lets a full-scale sine read 0 dB, where
 *   levels are not beside each other's
 */

/**
 * @typedef {object} Analysis a transform, and of its options those that are not as usual
 * @property {string} transform a key of transforms/list.js
 * @property {number} [winLength] samples (default 2048)
 * @property {number} [nFft] samples (default winLength)
 * @property {number} [hopLength] samples (default winLength / 4; of the constant-Q family 512)
 * @property {any} [window] as the engine has it (default 'hann')
 * @property {number} [nMels] (default 128)
 * @property {number} [nMfcc] (default 20)
 * @property {number} [height] rows of a reassigned picture (default 1024)
 * @property {'linear' | 'log' | 'mel'} [frequencyScale] of a reassigned picture's rows (default 'mel')
 * @property {number} [binsPerOctave] (default 36)
 * @property {number} [a4] Hz (default 440)
 * @property {number} [highest] of the sample rate: where constant-Q bins end (default 0.42)
 * @property {boolean} [lowLatency] (default false)
 */
/**
 * @typedef {object} Transform
 * @property {string} label
 * @property {string} says what is seen
 * @property {Setting[]} settings that set its options
 * @property {string[]} [reads] settings of the picture that change its numbers, too
 * @property {number} cost a column's work, in STFTs
 * @property {(analysis: Partial<Analysis>, sampleRate: number) => Stages} stages of the engine that make it
 * @property {(facts: Facts) => number} [neighbours] how many frames to either side a column hears from, besides its own
 *   (default 0)
 * @property {boolean} [sharp] a sine is a single bin, not a lobe whose peak lies somewhere between bins
 * @property {(facts: Facts, engine: Engine) => number} [valueRange] Hz at the ends of its colours
 * @property {'hue' | 'diverging'} [colormap] in place of the picture's
 * @property {boolean} [centred] frame t stands around sample t * hop of what is analysed, and there is no FFT size
 * @property {Values} [starts] settings that come with it, and go with it where they are still as they came
 * @property {number} [near] s across: it shows little from farther away
 * @property {(analysis: Partial<Analysis>) => Partial<Analysis>[]} [nearest] what to do instead where the engine cannot
 *   do it at a sample rate, the nearest first
 * @property {(options: Record<string, any>) => string} [instead] says it
 * @property {(facts: Facts, engine: Engine) => ArrayLike<number>} [shares] where a sine is spread over bins whose
 *   energies add up: what each bin's 0 dB is, as a share of a full-scale sine's energy
 * @property {(facts: Facts) => readonly string[]} [names] of its bins, which have no place along the frequency axis:
 *   they stand there one above the other
 * @property {{ least: number, most: number, unit: string }} [values] its numbers are no levels: those at the ends of
 *   its colours
 * @property {boolean} [hasNotes] its bins are notes: a piano stands beside it
 * @property {(facts: Facts) => { df?: number[], dt?: number[], bins: string }} [fineness] Hz, s and words, where
 *   they are not the window's
 */
/**
 * @typedef {object} Facts
 * @property {Stages} stages @property {Record<string, any>} options of the first
 * @property {number} sampleRate Hz
 * @property {number} bins @property {ArrayLike<number>} frequencies Hz
 * @property {Unit} unit of the rows @property {number} rowLength floats of one
 * @property {number} hopLength samples
 * @property {number} latency samples after its own that a column needs
 * @property {Int32Array} delays samples by which each bin is behind its column
 * @property {Float64Array} lengths samples that each bin hears
 * @property {string} instead what is shown in place of what was asked for, or nothing
 */
/** @typedef {'power' | 'magnitude' | 'dB' | 'complex' | 'radians' | 'hertz'} Unit that is drawn as levels, or signs */

/** Whether values have a sign, and their powers beside them. @param {Unit} unit */
export const isSigned = (unit) => unit === 'radians' || unit === 'hertz';

/** @param {string} name */
export function transformOf(name) {
  if (!Object.hasOwn(transforms, name)) throw new RangeError(`transform must be one of ${Object.keys(transforms)}`);
  return transforms[name];
}

/**
 * What a figure is to know of columns that come.
 * @param {Transform} transform
 * @param {Facts} facts
 * @param {Engine} engine
 */
export function axesOf({ colormap, sharp, shares, valueRange, names, values }, facts, engine) {
  const { frequencies, hopLength, sampleRate, unit } = facts;
  return {
    ...{ frequencies, hopLength, sampleRate, sharp },
    unit: values ? /** @type {const} */ ('dB') : unit, // drawn as they are
    names: names?.(facts),
    plain: values && { unit: values.unit },
    shares: shares?.(facts, engine),
    look: { ...(colormap && { colormap }), ...(values && { minDb: values.least, maxDb: values.most }) },
    valueRange: valueRange?.(facts, engine),
  };
}

/**
 * @type {{ key: string, facts: Facts } | null} the newest: an analyser takes long to make, and they are asked for often
 */
let known = null;

/**
 * The engine's analyser for sound at a sample rate, and its facts.
 * @param {Engine} engine
 * @param {Analysis} analysis
 * @param {number} sampleRate Hz
 */
export function analyserOf(engine, { transform, ...own }, sampleRate) {
  const { instead, stages: stagesOf } = transformOf(transform);
  const { analyser, stages, isNearest } = nearestAnalyser(engine, { transform, ...own }, sampleRate);
  const { bins, frequencies, hopLength, latency, delays, lengths } = analyser;
  const unit = /** @type {Unit} */ (analyser.unit);
  /** @type {Facts} */
  const facts = {
    stages,
    options: stages[0][1],
    sampleRate,
    bins,
    frequencies,
    unit,
    rowLength: unit === 'complex' || isSigned(unit) ? 2 * bins : bins,
    hopLength,
    latency,
    delays,
    lengths: lengths ?? new Float64Array(bins).fill(stages[0][1].winLength ?? 0),
    instead: isNearest ? (instead?.(stages[0][1]) ?? '') : '',
  };
  known = { key: keyOf(stagesOf(own, sampleRate), sampleRate), facts };
  return { analyser, facts };
}

/**
 * The analyser of what is asked for, or of the nearest that there can be.
 * @param {Engine} engine
 * @param {Analysis} analysis
 * @param {number} sampleRate Hz
 */
function nearestAnalyser(engine, { transform, ...own }, sampleRate) {
  const { nearest, stages: stagesOf } = transformOf(transform);
  const ways = [own, ...(nearest?.(own) ?? []).map((change) => ({ ...own, ...change }))];
  let refused;
  for (const way of ways) {
    try {
      const stages = stagesOf(way, sampleRate);
      return { stages, analyser: engine.analyser(stages, { sampleRate }), isNearest: way !== own };
    } catch (error) {
      refused ??= error;
    }
  }
  throw refused;
}

/**
 * The facts of an analysis of sound at a sample rate.
 * @param {Engine} engine
 * @param {Analysis} analysis
 * @param {number} sampleRate Hz
 * @returns {Facts}
 */
export function factsOf(engine, { transform, ...own }, sampleRate) {
  const key = keyOf(transformOf(transform).stages(own, sampleRate), sampleRate);
  if (known?.key === key) return known.facts;
  const { analyser, facts } = analyserOf(engine, { transform, ...own }, sampleRate);
  analyser.close();
  return facts;
}

const keyOf = (/** @type {Stages} */ stages, /** @type {number} */ rate) => JSON.stringify([stages, rate]);

/**
 * The settings' values as an analysis of sound at a sample rate.
 * @param {Values} values
 * @param {readonly Setting[]} table
 * @param {number} rate Hz
 * @returns {Analysis}
 */
export function analysisOf(values, table, rate) {
  /** @type {Record<string, unknown>} */
  const analysis = { transform: values.transform };
  const { settings, reads = [] } = transformOf(String(values.transform));
  for (const { key, option, as } of [...settings, ...table.filter((setting) => reads.includes(setting.key))])
    if (option) analysis[option] = as ? as(values[key], values, rate) : values[key];
  return /** @type {any} */ (analysis);
}
