// What a caller gives, by its tag and by what it can do: `instanceof` knows the objects of its own realm alone, and
// none of an iframe, of Jest or of jsdom.

import { show, typeError } from './errors.js';
import { tagOf } from './tag.js';

/**
 * Whether x is an array, and none that is gone or throws when it is looked at, as a proxy may.
 * @param {unknown} x
 * @returns {x is any[]}
 */
export const isArray = (x) => tagOf(x) === 'Array';

/**
 * Whether x is a typed array of any kind.
 * @param {unknown} x
 * @returns {x is ArrayBufferView & ArrayLike<number | bigint>}
 */
export const isTypedArray = (x) => ArrayBuffer.isView(x) && tagOf(x) !== 'DataView';

/**
 * Whether x is the address of a file.
 * @param {unknown} x
 * @returns {x is string | URL}
 */
export const isAddress = (x) => typeof x === 'string' || tagOf(x) === 'URL';

/** An address, where one is given. @param {string} name @param {unknown} x */
export function takeAddress(name, x) {
  if (x === undefined || isAddress(x)) return x;
  throw typeError(`${name} must be an address, got ${show(x)}`);
}
