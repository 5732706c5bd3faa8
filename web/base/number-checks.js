// Numbers as callers give them: each check returns the number, or throws an error that names it.

import { rangeError, show, typeError } from './errors.js';

/** @typedef {(name: string, value: unknown) => number} NumberCheck */

/** @param {string} what @param {(value: number) => boolean} allows @returns {NumberCheck} */
export const numberThat = (what, allows) => (name, value) => {
  if (typeof value !== 'number') throw typeError(`${name} must be ${what}, got ${show(value)}`);
  if (!allows(value)) throw rangeError(`${name} must be ${what}, got ${show(value)}`);
  return value;
};

/** @type {NumberCheck} */
export const finite = /* @__PURE__ */ numberThat('a finite number', (value) => Number.isFinite(value));
/** @type {NumberCheck} */
export const positive = /* @__PURE__ */ numberThat('a number above 0', (value) => value > 0 && value < Infinity);
/** @type {NumberCheck} */
export const notNegative = /* @__PURE__ */ numberThat(
  'a number, 0 or above',
  (value) => value >= 0 && value < Infinity,
);
/** @type {NumberCheck} */
export const wholeNumber = /* @__PURE__ */ numberThat(
  'an integer above 0',
  (value) => Number.isSafeInteger(value) && value > 0,
);
