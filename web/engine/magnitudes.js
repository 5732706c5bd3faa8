// What a search for phases is given: magnitudes, and the phases that it starts from.

import { rangeError, reading, show, typeError } from '../base/errors.js';
import { checkAttached, isFloats } from '../base/floats.js';
import { allocate } from '../base/out.js';
import { isArray } from '../base/realms.js';

/**
 * @typedef {import('./base.js').TensorLike} TensorLike
 * @typedef {import('../generated/types.js').GriffinLimOptions} GriffinLimOptions
 * @typedef {Float32Array | Float64Array} Numbers
 */

/** The core's sg_init, by what `init` may be. @type {Readonly<Record<string, number>>} */
const INITS = { null: 0, random: 1, pghi: 3 };
const INIT_PHASES = 2;

/**
 * That S has the form of magnitudes; what it holds is looked at where it is read.
 * @param {TensorLike} S
 * @param {number} [leastBins] an STFT has 2
 */
export function checkMagnitudes({ shape, unit }, leastBins = 2) {
  const got = `of shape [${shape.join(', ')}]`;
  if (unit === 'complex' || (shape.length === 3 && shape[2] === 2)) {
    throw typeError(
      `S must hold magnitudes, [frames, bins], got complex values ${got}: take their absolute values, or make S with power 1`,
    );
  }
  if (unit !== undefined && unit !== 'magnitude') {
    throw typeError(
      `S must hold magnitudes, got the unit ${show(unit)}: take ${unit === 'dB' ? 'dbToAmplitude of them' : 'power 1'}`,
    );
  }
  if (shape.length !== 2 || shape[1] < leastBins)
    throw rangeError(`S must hold magnitudes, [frames, bins], got values ${got}`);
}

/**
 * That numbers of S are magnitudes.
 * @param {Numbers} values
 * @param {number} bins of S
 */
export function checkValues(values, bins) {
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (!(x >= 0 && x <= 1e18))
      throw rangeError(`S must hold magnitudes, from 0 to 1e18, got ${x} at ${place(i, bins)}`);
  }
}

/**
 * What an iteration is told beside its kind's own options, after a look at each: what the core calls its start, the
 * user's own phases or null, and who is told of it.
 * @param {unknown} init
 * @param {unknown} onIteration
 * @param {readonly number[]} shape of S
 * @param {readonly string[]} words that `init` may be
 */
export function checkIteration(init, onIteration, shape, words) {
  if (onIteration !== undefined && typeof onIteration !== 'function') {
    throw typeError(`onIteration must be a function, got ${show(onIteration)}`);
  }
  const phases = phasesOf(init, shape, words);
  return {
    init: phases ? INIT_PHASES : INITS[String(init)],
    phases,
    onIteration: /** @type {GriffinLimOptions['onIteration']} */ (onIteration),
  };
}

/**
 * The user's own phases, or null where `init` is a word.
 * @param {unknown} init
 * @param {readonly number[]} shape of S
 * @param {readonly string[]} words
 */
function phasesOf(init, shape, words) {
  if (init === null || words.includes(/** @type {string} */ (init))) return null;
  const { data, shape: given } = isFloats(init)
    ? { data: init, shape }
    : reading('init', () => {
        const own = /** @type {Partial<TensorLike>} */ (init ?? {});
        return { data: own.data, shape: own.shape };
      });
  if (!isFloats(data) || !isArray(given)) {
    throw typeError(
      `init must be ${words.map(show).join(', ')}, null or phases, a Float32Array or { data, shape }, got ${show(init)}`,
    );
  }
  checkAttached('init', data);
  if (isFloats(init) && data.length !== shape[0] * shape[1]) {
    throw rangeError(`init must have a phase for each of S's ${shape[0] * shape[1]} values, got ${data.length}`);
  }
  if (given.length !== 2 || given[0] !== shape[0] || given[1] !== shape[1] || data.length !== shape[0] * shape[1]) {
    throw rangeError(`init must have the shape of S, [${shape.join(', ')}], got [${given.join(', ')}]`);
  }
  const bad = data.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) throw rangeError(`init must hold finite phases, got ${data[bad]} at ${place(bad, shape[1])}`);
  return data;
}

/**
 * Rows of magnitudes with their phases behind them, less whole turns, which single precision has no digits for.
 * @param {Numbers} magnitudes
 * @param {Numbers} phases radians
 * @param {number} bins
 */
export function besideEachOther(magnitudes, phases, bins) {
  const rows = allocate(2 * magnitudes.length);
  for (let at = 0; at < magnitudes.length; at += bins) {
    rows.set(magnitudes.subarray(at, at + bins), 2 * at);
    for (let k = 0; k < bins; k++) {
      const phase = phases[at + k];
      rows[2 * at + bins + k] = phase - 2 * Math.PI * Math.round(phase / (2 * Math.PI));
    }
  }
  return rows;
}

/** @param {number} index @param {number} bins */
const place = (index, bins) => `[${Math.floor(index / bins)}, ${index % bins}]`;
