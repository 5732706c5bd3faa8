// Windows by themselves: their values, and what they do to a spectrum.

import { rangeError } from '../base/errors.js';
import { number, parseWindow } from '../core/options.js';
import { FFT_MAX } from '../generated/limits.js';

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
 * Lends a window's values, as doubles at an index of `core.doubles`, to `use`.
 * @template T
 * @param {Core} core
 * @param {Window} window
 * @param {number} n
 * @param {boolean} periodic
 * @param {(at: number) => T} use
 * @returns {T}
 */
export function withWindow(core, window, n, periodic, use) {
  const { index, parameter, values } = parseWindow(window);
  if (!(Number.isInteger(number('n', n)) && n >= 1 && n <= FFT_MAX))
    throw rangeError(`n must be an integer from 1 to ${FFT_MAX}, got ${n}`);
  if (values && values.length !== n) throw rangeError(`window must have n (${n}) values, got ${values.length}`);
  const odd = values ? values.findIndex((value) => !Number.isFinite(value)) : -1;
  if (odd >= 0) throw rangeError(`window must hold finite numbers, got ${values?.[odd]} at ${odd}`);
  return core.scratch(8 * n, (at) => {
    if (values) core.doubles.set(values, at >>> 3);
    else {
      const status = core.calls.sg_window(at, n, index, parameter, Number(periodic));
      core.check(status, { fields: { windowParameter: parameter }, got: {} });
    }
    return use(at >>> 3);
  });
}

/**
 * @param {Core} core
 * @param {number} at of the window's values in `core.doubles`
 * @param {number} n
 * @returns {WindowMetrics}
 */
export function measure(core, at, n) {
  return core.scratch(6 * 8, (out) => {
    core.check(core.calls.sg_window_measure(out, 8 * at, n), { fields: {}, got: {} });
    const values = core.doubles.subarray(out >>> 3, (out >>> 3) + 6);
    const [mainLobeWidth, sideLobeLevel, enbw, scallopLoss, coherentGain, width3dB] = values;
    return { mainLobeWidth, sideLobeLevel, enbw, scallopLoss, coherentGain, width3dB };
  });
}
