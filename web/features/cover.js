// Whether windows, one hop after the other, add up to what a spectrum can be turned back from.

import { rangeError } from '../base/errors.js';
import { doublesOf } from '../core/core.js';
import { number } from '../core/options.js';
import { withWindow } from '../engine/windows.js';

/**
 * @param {import('../core/core.js').Core} core
 * @param {import('../generated/types.js').Window} window
 * @param {number} winLength
 * @param {number} hopLength
 * @param {boolean} isSquared
 * @returns {boolean}
 */
export function covers(core, window, winLength, hopLength, isSquared) {
  return withWindow(core, window, winLength, 1, (at, isOwn) => {
    if (!(Number.isInteger(number('hopLength', hopLength)) && hopLength >= 1 && hopLength <= winLength))
      throw rangeError(`hopLength must be an integer from 1 to winLength (${winLength}), got ${hopLength}`);
    // in double precision as given: what was rounded to floats adds up to no constant
    if (isOwn) doublesOf(core).set(Float64Array.from(/** @type {ArrayLike<number>} */ (window)), at);
    return core.calls.sg_window_covers(8 * at, winLength, hopLength, Number(isSquared)) !== 0;
  });
}
