// What is analysed: a kind and its options, or a chain of stages, each with its own, to the plans of the core's stages.

import { bag } from '../base/option-bag.js';
import { rangeError, show, typeError } from '../base/errors.js';
import { isArray } from '../base/realms.js';
import { STEPS_MAX } from '../generated/limits.js';
import { makePlan, oneOf } from './options.js';

/**
 * @typedef {import('./options.js').Plan} Plan
 * @typedef {Readonly<Record<string, import('../generated/kinds.js').Kind>>} Kinds
 * @typedef {string | readonly [kind: string, options?: object]} ChainStage
 * @typedef {readonly ChainStage[]} Chain the first takes samples, each other one what the one before gives
 *
 * @typedef {import('../generated/types.js').LiveOptions} ChainOptions those of the first stage that it does not have
 *   itself, and which channel of an AudioBuffer it takes
 */

/** Names of the kinds of a role. @param {Kinds} kinds @param {string} role */
export const kindsOf = (kinds, role) => Object.keys(kinds).filter((name) => kinds[name].role === role);

/**
 * The plans of a kind with its options, or of a chain of stages; of a chain, options go to the first stage.
 * @param {string} what is asked for, as messages name it
 * @param {string | Chain} given
 * @param {unknown} options
 * @param {Kinds} kinds those that there are: an analysis begins, and stages of rows may follow
 * @returns {Plan[]}
 */
export function makePlans(what, given, options, kinds) {
  const first = kindsOf(kinds, 'analysis');
  if (!isArray(given)) {
    oneOf(what, given, first);
    return [makePlan(kinds[/** @type {string} */ (given)], options)];
  }
  if (given.length === 0) throw typeError(`${what} must be a kind or a chain of stages, got an empty chain`);
  if (given.length > STEPS_MAX)
    throw rangeError(`${what} must be a kind or a chain of 1 to ${STEPS_MAX} stages, got ${given.length}`);
  return Array.from(given, (stage, i) => {
    const [kind, own] = isArray(stage) ? stage : [stage];
    if (isArray(stage) && stage.length > 2) throw typeError(`a stage must be [kind, options], got ${show(stage)}`);
    oneOf(i === 0 ? `first ${what}` : `further ${what}`, kind, i === 0 ? first : kindsOf(kinds, 'rows'));
    return makePlan(kinds[kind], i === 0 ? shared(own, options) : own);
  });
}

/**
 * The first stage's options, and those of the chain that it does not give itself.
 * @param {unknown} own
 * @param {unknown} options
 */
function shared(own, options) {
  const all = bag(own);
  for (const [name, value] of Object.entries(bag(options))) if (all[name] === undefined) all[name] = value;
  return all;
}
