// Windows by themselves: their values, and what they do to a spectrum.

import { rangeError } from '../base/errors.js';
import { numberThat } from '../base/number-checks.js';
import { doublesOf } from '../core/core.js';
import { makePlan, setWindow } from '../core/options.js';
import { FOURIER } from '../generated/kinds.js';
import { FFT_MAX, WINDOWS } from '../generated/limits.js';

/**
 * @typedef {import('../core/core.js').Core} Core
 * @typedef {import('../generated/types.js').Window} Window
 *
 * @typedef {object} WindowMetrics
 * @property {number} mainLobeWidth bins, from null to null
 * @property {number} sideLobeLevel dB below the main lobe's peak (negative)
 * @property {number} enbw equivalent noise bandwidth, bins
 * @property {number} scallopLoss dB, half a bin off centre (negative)
 * @property {number} coherentGain the window's mean
 * @property {number} width3dB bins, at -3 dB
 */

/**
 * Lends a window's values, as doubles at an index of `doublesOf(core)`, to `use`.
 * @template T
 * @param {Core} core
 * @param {Window} window
 * @param {number} n
 * @param {number} periodic 1 or, symmetric, 0
 * @param {(at: number, isOwn: boolean) => T} use isOwn: they are the caller's, rounded to floats
 * @returns {T}
 */
export function withWindow(core, window, n, periodic, use) {
  numberThat(`an integer from 1 to ${FFT_MAX}`, (size) => Number.isInteger(size) && size >= 1 && size <= FFT_MAX)(
    'n',
    n,
  );
  const plan = makePlan(FOURIER.stft, { nFft: n });
  setWindow(plan, window);
  const values = plan.fields.window === WINDOWS.length ? plan.arrays.windowValues : null;
  if (values && values.length !== n) throw rangeError(`window must have n (${n}) values, got ${values.length}`);
  const odd = values ? values.findIndex((value) => !Number.isFinite(value)) : -1;
  if (odd >= 0) throw rangeError(`window must hold finite numbers, got ${values?.[odd]} at ${odd}`);
  return core.scratch(8 * n, (at) => {
    if (values) doublesOf(core).set(values, at >>> 3);
    else core.configure([plan], ([, config]) => core.check(core.calls.sg_window(at, n, config, periodic), plan));
    return use(at >>> 3, values !== null);
  });
}

/** In the core's order. */
const METRICS = ['mainLobeWidth', 'sideLobeLevel', 'enbw', 'scallopLoss', 'coherentGain', 'width3dB'];

/**
 * @param {Core} core
 * @param {number} at of the window's values in `doublesOf(core)`
 * @param {number} n
 * @returns {WindowMetrics}
 */
export function measure(core, at, n) {
  return core.scratch(8 * METRICS.length, (out) => {
    core.check(core.calls.sg_window_measure(out, 8 * at, n), { fields: {}, got: {} });
    const values = doublesOf(core).subarray(out >>> 3);
    return /** @type {WindowMetrics} */ (Object.fromEntries(METRICS.map((name, i) => [name, values[i]])));
  });
}
