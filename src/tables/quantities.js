// What the numbers of a row are, one row each, in the order of the core's enumeration from 1 on.

/**
 * @typedef {object} Quantity
 * @property {string} name in C, behind SG_
 * @property {string} unit in JavaScript; '': it follows from the exponent, or nobody is told
 * @property {string} [note] on the name, in the header
 */

/** @type {readonly Quantity[]} */
export const QUANTITIES = [
  { name: 'COMPLEX', unit: 'complex' },
  { name: 'POWER', unit: '', note: '|X|^exponent' },
  { name: 'HERTZ', unit: 'Hz' },
  { name: 'CELLS', unit: 'cells', note: 'of "reassignment"' },
  { name: 'DECIBEL', unit: 'dB' },
  { name: 'LOGARITHM', unit: 'log' },
  { name: 'BINS', unit: 'bins', note: 'of an octave, of "tuning"' },
  { name: 'PHASE', unit: 'radians', note: 'pairs of radians and power' },
  { name: 'OFFSET', unit: 'hertz', note: 'pairs of Hz and power' },
  { name: 'RADIANS', unit: '', note: 'phases alone' },
  { name: 'SCALED', unit: 'scaled', note: 'shifted and scaled for a model' },
  { name: 'CEPSTRUM', unit: 'cepstrum', note: 'cosine transforms of levels' },
  { name: 'NORMALISED', unit: 'normalised', note: 'of "pcen"' },
  { name: 'RATIO', unit: 'ratio', note: 'a share of something, or a rate a sample' },
  { name: 'COEFFICIENT', unit: 'coefficient', note: 'of a sum of given functions' },
  { name: 'ONSET', unit: 'onset', note: 'rises of decibels' },
  { name: 'LIKENESS', unit: 'autocorrelation' },
  { name: 'TEMPO', unit: 'BPM' },
];
