// Values to the bytes that quantised models take.

import { rangeError, show, typeError } from './errors.js';
import { finite } from './number-checks.js';
import { entries } from './option-bag.js';
import { takeTensor } from './tensor.js';

/**
 * @typedef {object} QuantizeOptions
 * @property {number} [scale] of the model's input: what one step stands for (default from min and max)
 * @property {number} [zeroPoint] which byte stands for 0, an integer from 0 to 255 (default 0 beside scale)
 * @property {number} [min] what is to fit (default S's least value, and at most 0)
 * @property {number} [max] (default S's greatest value, and at least 0)
 *
 * @typedef {object} Quantized value = (byte - zeroPoint) * scale
 * @property {Uint8Array<ArrayBuffer>} data
 * @property {number[]} shape
 * @property {number} scale
 * @property {number} zeroPoint
 */

/**
 * Values as bytes, value = (byte - zeroPoint) * scale, each rounded to the nearest and clamped, NaN counting as 0: as
 * TensorFlow Lite and ONNX quantise uint8 tensors. 0 has a byte of its own.
 * @param {{ data: Float32Array | Float64Array, shape: readonly number[] }} S
 * @param {QuantizeOptions} [options]
 * @returns {Quantized}
 */
export function quantize(S, options) {
  const given = entries(options, ['scale', 'zeroPoint', 'min', 'max']);
  const { data, shape } = takeTensor(S);
  const { scale, zeroPoint } = given.scale === undefined ? fitted(data, given) : stated(given);
  const bytes = Uint8Array.from(data, (value) => {
    const step = Math.round(value / scale) + zeroPoint;
    return step > 0 ? Math.min(step, 255) : Number.isNaN(step) ? zeroPoint : 0;
  });
  return { data: bytes, shape: [...shape], scale, zeroPoint };
}

/** @param {Record<string, unknown>} given */
function stated({ scale, zeroPoint = 0, min, max }) {
  if (!(finite('scale', scale) > 0)) throw rangeError(`scale must be above 0, got ${scale}`);
  const zero = finite('zeroPoint', zeroPoint);
  if (!(Number.isInteger(zero) && zero >= 0 && zero <= 255))
    throw rangeError(`zeroPoint must be an integer from 0 to 255, got ${zero}`);
  if (min !== undefined || max !== undefined)
    throw typeError(`min and max say what scale is: give them or scale, got ${show(min)} and ${show(max)}`);
  return { scale: Number(scale), zeroPoint: zero };
}

/** @param {ArrayLike<number>} data @param {Record<string, unknown>} given */
function fitted(data, { min, max, zeroPoint }) {
  if (zeroPoint !== undefined) throw typeError('zeroPoint must be given with scale');
  let [least, most] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    if (data[i] < least && data[i] > -Infinity) least = data[i];
    if (data[i] > most && data[i] < Infinity) most = data[i];
  }
  const low = Math.min(0, finite('min', min ?? least));
  const high = Math.max(0, finite('max', max ?? most));
  const scale = (high - low) / 255 || 1;
  if (scale === Infinity) throw rangeError(`min and max must be less far apart, got ${low} and ${high}`);
  return { scale, zeroPoint: Math.round((0 - low) / scale) };
}
