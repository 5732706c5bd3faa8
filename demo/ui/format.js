// Numbers as the page shows them.
import { hzToMidi, hzToNote } from 'specgram';

const signed = (/** @type {number} */ n, /** @type {string} */ text) => (n < 0 ? `−${text}` : text);

/** @param {number} seconds @param {number} [digits] */
export function clock(seconds, digits = 0) {
  const units = 10 ** digits;
  const passed = Math.floor(Math.abs(seconds) * units + 1e-6) / units; // as clocks do, not rounded
  const minutes = Math.floor(passed / 60);
  const rest = (passed - 60 * minutes).toFixed(digits).padStart(digits ? digits + 3 : 2, '0');
  return signed(passed && seconds, `${minutes}:${rest}`);
}

/** @param {number} value */
export const hertz = (value) =>
  value < 10000 ? `${value.toFixed(value < 100 ? 2 : 1)} Hz` : `${(value / 1000).toFixed(3)} kHz`;

/** @param {number} value */
export const decibel = (value) =>
  Number.isFinite(value) ? `${signed(value, Math.abs(value).toFixed(1))} dB` : '−∞ dB';

/** Four significant digits. @param {number} value */
export const plainNumber = (value) => signed(value, String(Math.abs(Number(value.toPrecision(4)))));

/** An amplitude in decibels, of which full scale is 0. @param {number} amplitude */
export const decibelsOf = (amplitude) => 20 * Math.log10(amplitude);

/** @param {number} value */
export const radians = (value) => `${signed(value, Math.abs(value).toFixed(2))} rad`;

/** A difference of frequencies. @param {number} value Hz */
export const offset = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)} Hz`;

/** @param {number} value Hz @param {number} [a4] Hz */
export function note(value, a4) {
  if (!(value >= 16 && value < 20000)) return '';
  const midi = hzToMidi(value, { a4 });
  const cents = Math.round(100 * (midi - Math.round(midi)));
  return `${hzToNote(value, { a4 })} ${cents < 0 ? '−' : '+'}${Math.abs(cents)} ct`;
}

/** Three significant digits and a unit. @param {number} value @param {string} unit 'Hz' or 'ms' */
export function about(value, unit) {
  if (unit === 'ms' && value >= 1000) return `${(value / 1000).toPrecision(3)} s`;
  if (unit === 'Hz' && value >= 1000) return `${(value / 1000).toPrecision(3)} kHz`;
  return `${value >= 100 ? Math.round(value) : value.toPrecision(3)} ${unit}`;
}
