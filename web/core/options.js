// Option bags to the numbers that the core reads, by the tables of web/generated: names, types and words are judged
// here, ranges by the core, whose sentences say what it refuses.

import { didYouMean, entries } from '../base/option-bag.js';
import { show, typeError } from '../base/errors.js';
import { checkAttached, floatsOf, isFloats } from '../base/floats.js';
import { FIRST_OF_SEVERAL, FIRST_PARAMETRIC, USUAL_PARAMETERS, WINDOWS } from '../generated/limits.js';
import { isArray, isTypedArray } from '../base/realms.js';

/**
 * @typedef {import('../generated/kinds.js').Field} Field
 * @typedef {import('../generated/kinds.js').Kind} Kind
 */

/**
 * What one object of the core is made from. Plain data: it can be posted to a Worker or an AudioWorklet.
 * @typedef {object} Plan
 * @property {string} kind
 * @property {string} [role] of the kind
 * @property {Record<string, number>} fields the numbers that the core reads, by their names: what is given, and from
 *   the first stream on all that `reads` lists
 * @property {readonly string[]} reads names of fields
 * @property {Record<string, Float32Array | Float64Array>} arrays what other fields lead to, by their names: values of a
 *   window of the user's own, or its several parameters, each as two floats that add up to it, and the like
 * @property {Readonly<Record<string, unknown>>} [recipe] of what has a way back: the options as they were given
 * @property {Record<string, string>} got what was given, as messages show it
 * @property {number} least samples that it makes sense of
 * @property {unknown} [out] an earlier result that the one of its last stage is written over
 */

/**
 * What is given to the number that the core reads. What stands for another number, or for none, becomes NaN, which the
 * core refuses wherever it finds it.
 * @param {string} name
 * @param {unknown} value
 * @param {Field} field
 * @returns {number}
 */
export function check(name, value, { is, words, codes = {}, unset, nulls }) {
  if (is === 'boolean') {
    if (typeof value !== 'boolean') throw typeError(`${name} must be true or false, got ${show(value)}`);
    return Number(value);
  }
  if (words) return oneOf(name, value, words);
  const isWord = value === null || typeof value === 'string';
  if (isWord && Object.hasOwn(codes, String(value))) return codes[String(value)];
  if (typeof value !== 'number') {
    const others = Object.keys(codes).map((word) => (word === 'null' ? word : show(word)));
    const plain = others[0] ? `${others.join(', ')} or a number` : 'a number';
    throw typeError(`${name} must be ${(value === null && nulls) || plain}, got ${show(value)}`);
  }
  return value === unset || Object.values(codes).includes(value) ? Number.NaN : value;
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {readonly string[]} words
 * @param {string} [advice] where more is known than which word is the nearest
 */
export function oneOf(name, value, words, advice) {
  const index = words.indexOf(/** @type {string} */ (value));
  if (index >= 0) return index;
  const hint = advice ?? didYouMean(value, words);
  throw typeError(`${name} must be ${words.map(show).join(' or ')}, got ${show(value)}${hint}`);
}

/** @param {string} name @param {unknown} value */
export function number(name, value) {
  if (typeof value !== 'number') throw typeError(`${name} must be a number, got ${show(value)}`);
  return value;
}

/** The names of a kind's options. @param {Kind} kind */
export const namesOf = (kind) => kind.options.map(({ name }) => name);

/** Those of the options that a kind has. @param {Kind} kind @param {Record<string, any>} all */
export const pick = (kind, all) => Object.fromEntries(namesOf(kind).map((name) => [name, all[name]]));

/**
 * The options of a kind, and others, after a look at every name; null may be an answer of the kind's.
 * @param {Kind} kind
 * @param {unknown} options
 * @param {readonly string[]} [others]
 * @param {readonly string[]} [nulls] those of the others of which null may be an answer
 */
export function optionsOf(kind, options, others = [], nulls = []) {
  const names = namesOf(kind);
  return entries(options, [...names, ...others], [...names, ...nulls]);
}

/**
 * Samples without which there is nothing to make of a sound: what lies beyond its ends is made from it.
 * @param {readonly Plan[]} plans of a chain
 */
export function leastOf(plans) {
  const { least, fields } = analysisOf(plans);
  return Math.max(least, fields.center !== 0 && (fields.padMode ?? 0) !== 0 ? 1 : 0);
}

/** That of a chain which turns sound into rows: behind stages of sound. @param {readonly Plan[]} plans */
export const analysisOf = (plans) => plans.find(({ role }) => role === 'analysis') ?? plans[0];

/**
 * Whether a value leaves the default: undefined does, and null where it is no answer of its own.
 * @param {Field} field
 * @param {unknown} value
 */
export const isSilent = ({ codes, nulls }, value) =>
  value === undefined || (value === null && !nulls && codes?.null === undefined);

/**
 * Checks the options of one kind and lays them out for the core.
 * @param {Kind} kind
 * @param {unknown} options
 * @param {readonly string[]} [others] what a method takes beside them; what is live, nothing
 * @returns {Plan}
 */
export function makePlan(kind, options, others = ['out']) {
  const own = optionsOf(kind, options, others);
  /** @type {Plan} its records without prototypes, so that nothing but what is put in is read from them */
  const plan = {
    kind: kind.name,
    role: kind.role,
    fields: Object.create(null),
    reads: kind.options.map(keyOf),
    arrays: {},
    got: Object.create(null),
    least: kind.least ?? 0,
    out: own.out,
  };
  /** @type {Record<string, unknown>} */
  const recipe = { ...kind.remembers };
  for (const field of kind.options) {
    const { name } = field;
    const value = own[name];
    if (isSilent(field, value)) continue;
    if (name === 'window') setWindow(plan, value);
    else if (field.is === 'matrix') {
      const values = floatsOf(name, /** @type {any} */ (value)?.data ?? value);
      plan.arrays[name] = values;
      plan.got[name] = `${(plan.fields[`${name}Length`] = values.length)}`;
    } else {
      const key = keyOf(field);
      plan.got[key] = show(value);
      plan.fields[key] = check(name, value, field);
    }
    recipe[name] = frozen(value);
  }
  if (kind.invertible) plan.recipe = Object.freeze(recipe);
  return plan;
}

/** A copy of an array, and of those in it. @param {unknown} value @returns {unknown} */
const frozen = (value) =>
  typeof value === 'object' && value !== null
    ? Object.freeze(Array.from(/** @type {ArrayLike<unknown>} */ (value), frozen))
    : value;

/** What a plan calls a field. @param {Field} field */
const keyOf = ({ name, key = name }) => key;

/**
 * Lays a window out for the core.
 * @param {Plan} plan
 * @param {unknown} window
 */
export function setWindow(plan, window) {
  const { fields, arrays, got } = plan;
  if (isFloats(window)) checkAttached('window', window);
  const list = typeof window === 'string' ? [window] : typeof window === 'number' ? ['kaiser', window] : window;
  const isTyped = isTypedArray(list);
  if (!isTyped && !(isArray(list) && list.length > 0)) {
    throw typeError(`window must be a name, [name, parameter], a number or an array of values, got ${show(window)}`);
  }
  if (isTyped || typeof list[0] === 'number') {
    arrays.windowValues = isTyped ? Float32Array.from(/** @type {any} */ (list), Number) : floatsOf('window', list);
    if (!plan.reads.includes('winLength'))
      throw typeError(`window must be a name, [name, parameter] or a number for ${plan.kind}, got ${show(window)}`);
    fields.window = WINDOWS.length;
    return;
  }
  const [name, ...given] = list;
  const index = WINDOWS.indexOf(name);
  if (index < 0) {
    throw typeError(`window must be one of ${WINDOWS.join(', ')}, got ${show(name)}${didYouMean(name, WINDOWS)}`);
  }
  const isListed = index === WINDOWS.length - 1;
  const usual = USUAL_PARAMETERS[name] ?? [];
  const all = isListed ? Array.from(given[0] ?? []) : [...given, ...usual.slice(given.length)];
  const wanted = index < FIRST_PARAMETRIC ? 0 : index < FIRST_OF_SEVERAL ? 1 : 2;
  if (isListed ? given.length !== 1 || typeof given[0] === 'string' : all.length !== wanted) {
    const form = isListed ? ', [number, ...]' : ', number'.repeat(wanted);
    throw typeError(
      form ? `window '${name}' needs its parameter: ['${name}'${form}]` : `window '${name}' takes no parameter`,
    );
  }
  const parameters = all.map((one) => number(`the parameter of window '${name}'`, one));
  fields.window = index;
  fields.windowParameter = parameters[0] ?? 0;
  got.windowParameter = `${parameters.join(', ')} for '${name}'`;
  if (index < FIRST_OF_SEVERAL) return;
  fields.windowParameter = parameters.length;
  arrays.windowValues = Float32Array.from(parameters.flatMap((one) => [one, one - Math.fround(one)]));
}
