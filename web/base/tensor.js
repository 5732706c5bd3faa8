// What a method is given as a spectrogram: one of ours, or a plain { data, shape }, after a look at it.

import { rangeError, reading, show, typeError } from './errors.js';
import { checkAttached, floatsOf, isFloats } from './floats.js';
import { isArray } from './realms.js';

/** @typedef {import('./spectrogram.js').Spectrogram} Spectrogram */

/** What is read of a spectrogram. */
const FIELDS = [
  'data',
  'shape',
  'hopLength',
  'sampleRate',
  'unit',
  'kind',
  'delays',
  'times',
  'frequencies',
  'options',
];

/**
 * Whether S, a tensor, knows its times and frequencies: one of ours, of another copy of this package or of a Worker.
 * @param {any} S
 * @returns {S is Spectrogram}
 */
export const isSpectrogram = (S) => ArrayBuffer.isView(S.times) && ArrayBuffer.isView(S.frequencies);

/**
 * Whether what is given is a spectrogram or a plain { data, shape }, and no samples.
 * @param {any} given
 * @returns {given is import('../engine/base.js').TensorLike}
 */
export const isTensor = (given) => reading('S', () => given?.data !== undefined && given.shape !== undefined);

/**
 * What is read of what may be a spectrogram.
 * @param {any} S
 * @returns {Record<string, unknown>}
 */
export const readTensor = (S) =>
  reading('S', () => {
    const read = Object.fromEntries(FIELDS.map((name) => [name, S?.[name]]));
    return { ...read, options: { ...read.options } };
  });

/**
 * A spectrogram, or a plain { data, shape }, after a look at both; and what else it says of itself.
 * @param {any} S
 * @returns {import('../engine/base.js').TensorLike & { shape: number[] }}
 */
export function takeTensor(S) {
  const all = readTensor(S);
  const { data: given, shape } = all;
  const data = isArray(given) ? floatsOf('S.data', given) : given;
  if (!isFloats(data) || !isArray(shape)) {
    throw typeError(`S must be a spectrogram or { data, shape }, got ${show(S)}`);
  }
  checkAttached('S.data', data);
  if (!shape.every((n) => Number.isInteger(n) && n >= 0) || shape.reduce((a, b) => a * b, 1) !== data.length) {
    throw rangeError(
      `S.shape must be sizes whose product is the ${data.length} values of S.data, got [${shape.join(', ')}]`,
    );
  }
  return /** @type {any} */ ({ ...all, data, shape });
}
