// Errors that say what, got and allowed, each with a stable `code`; and the way they cross to and from a Worker.

import { tagOf } from './tag.js';

/**
 * Gives an error its code. (DOMException has a numeric `code` of its own on its prototype; ours hides it.)
 * @template {Error} E
 * @param {E} error
 * @param {string} code
 * @returns {E & { code: string }}
 */
export function coded(error, code) {
  return /** @type {E & { code: string }} */ (Object.defineProperty(error, 'code', { value: code, enumerable: true }));
}

/** An argument of the wrong type. @param {string} message */
export const typeError = (message) => coded(new TypeError(message), 'E_CONFIG');

/** An argument out of its range. @param {string} message @param {string} [code] */
export const rangeError = (message, code = 'E_CONFIG') => coded(new RangeError(message), code);

/**
 * What failed though nothing that was given is wrong.
 * @param {string} message
 * @param {string} code
 * @param {ErrorOptions} [options] its cause
 */
export const failure = (message, code, options) => coded(new Error(message, options), code);

/** A call that comes at the wrong time. @param {string} message @param {string} [code] */
export const stateError = (message, code = 'E_CLOSED') => coded(new DOMException(message, 'InvalidStateError'), code);

/** Something that this browser or page cannot do. @param {string} message @param {string} code */
export const notSupported = (message, code) => coded(new DOMException(message, 'NotSupportedError'), code);

/**
 * WebAssembly that the page's policy forbids: Chromium and Firefox refuse to compile, WebKit only to instantiate.
 * @param {unknown} cause
 */
export function forbidden(cause) {
  if (!/content security policy|blocked by csp/i.test(/** @type {Error} */ (cause).message)) return undefined;
  const advice = "add 'wasm-unsafe-eval' to script-src";
  return failure(`the page's Content Security Policy forbids WebAssembly: ${advice}`, 'E_CSP', { cause });
}

/**
 * A value as an error message shows it; never throws, whatever the value.
 * @param {unknown} value
 */
export function show(value) {
  switch (typeof value) {
    case 'string':
      return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
    case 'bigint':
      return `${value}n`;
    case 'function':
      return 'a function';
    case 'object':
      if (value === null) return 'null';
      if (tagOf(value) === 'Array') return `an array of ${/** @type {unknown[]} */ (value).length}`;
      return ArrayBuffer.isView(value) ? tagOf(value) : 'an object';
    default:
      return String(value);
  }
}

/**
 * Runs what reads the fields of a caller's object, which may be getters that throw.
 * @template T
 * @param {string} name of the object
 * @param {() => T} read
 */
export function reading(name, read) {
  try {
    return read();
  } catch (cause) {
    throw coded(new TypeError(`${name} cannot be read: ${messageOf(cause)}`, { cause }), 'E_CONFIG');
  }
}

/** @param {unknown} error */
function messageOf(error) {
  try {
    return String(/** @type {Partial<Error> | undefined} */ (error)?.message);
  } catch {
    return 'its getter throws';
  }
}

/**
 * An error as plain data, to be posted.
 * @param {unknown} error
 */
export function packError(error) {
  const { name = 'Error', message = String(error), code } = /** @type {any} */ (error ?? {});
  return { name: String(name), message: String(message), code: typeof code === 'string' ? code : 'E_ENGINE' };
}

/**
 * The error that `packError` took apart.
 * @param {{ name: string, message: string, code: string }} packed
 */
export function unpackError({ name, message, code }) {
  if (name === 'InvalidStateError' || name === 'NotSupportedError') return coded(new DOMException(message, name), code);
  const Type = /** @type {Record<string, ErrorConstructor>} */ ({ RangeError, TypeError })[name] ?? Error;
  return coded(new Type(message), code);
}
