// What a setting is: a row of data from which the form makes a control, the address a parameter, and an analysis an
// option.

/** @typedef {Record<string, string | number>} Values one value for every key */
/**
 * @typedef {object} Setting
 * @property {string} key name in the URL hash
 * @property {string} label
 * @property {string} [group] the fieldset it stands in; without one it has no control in the form
 * @property {'choice' | 'switch' | 'steps' | 'range' | 'hertz'} kind select, check box, slider over a list, slider over
 *   a range, number in Hz
 * @property {string | number} initial
 * @property {Record<string, string>} [choices] value to label; of a switch 'off' and 'on'
 * @property {number[]} [steps]
 * @property {number} [min]
 * @property {number} [max]
 * @property {(value: number, values: Values, rate: number) => string} [text] the value in words, beside the control
 * @property {boolean} [whole] of steps: whole numbers alone
 * @property {string | ((values: Values) => string)} [help]
 * @property {string} [option] of an analysis, which it sets
 * @property {(value: string | number, values: Values, rate: number) => unknown} [as] the option's value, where it is
 *   another
 */

/** @param {number} samples @param {number} rate Hz */
export function milliseconds(samples, rate) {
  const value = (1000 * samples) / rate;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
