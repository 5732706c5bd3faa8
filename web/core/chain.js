// What is analysed: a kind and its options, or a chain of stages, each with its own, to the plans of the core's stages.

import { bag, didYouMean } from '../base/option-bag.js';
import { show, typeError } from '../base/errors.js';
import { makePlan } from './options.js';

/**
 * @typedef {import('./options.js').Plan} Plan
 * @typedef {Readonly<Record<string, import('../generated/kinds.js').Kind>>} Kinds
 * @typedef {string | readonly [kind: string, options?: object]} ChainStage
 * @typedef {readonly ChainStage[]} Chain the first takes samples, each other one what the one before gives
 *
 * @typedef {object} ChainOptions
 * @property {number} [sampleRate] Hz, of the first stage
 * @property {number | 'mix'} [channel] which channel of an AudioBuffer (default 0)
 */

/**
 * @param {string} what
 * @param {unknown} kind
 * @param {readonly string[]} known
 */
export function checkKind(what, kind, known) {
  if (known.includes(/** @type {string} */ (kind))) return;
  const hint = typeof kind === 'string' ? didYouMean(kind, known) : '';
  throw typeError(`${what} must be ${known.map((name) => `'${name}'`).join(' or ')}, got ${show(kind)}${hint}`);
}

/**
 * The plans of a kind with its options, or of a chain of stages; of a chain, options go to the first stage.
 * @param {string} what is asked for, as messages name it
 * @param {string | Chain} given
 * @param {unknown} options
 * @param {Kinds} kinds
 * @param {readonly string[]} first names of those that may begin
 * @param {readonly string[]} further names of those that may follow
 * @returns {Plan[]}
 */
export function makePlans(what, given, options, kinds, first, further) {
  if (!Array.isArray(given)) {
    checkKind(what, given, first);
    return [makePlan(kinds[/** @type {string} */ (given)], options)];
  }
  if (given.length === 0) throw typeError(`${what} must be a kind or a chain of stages, got an empty chain`);
  return given.map((stage, i) => {
    const [kind, own] = Array.isArray(stage) ? stage : [stage];
    if (Array.isArray(stage) && stage.length > 2)
      throw typeError(`a stage must be [kind, options], got ${show(stage)}`);
    checkKind(i === 0 ? `first ${what}` : `further ${what}`, kind, i === 0 ? first : further);
    return makePlan(kinds[kind], i === 0 ? { ...bag(options), ...bag(own) } : own);
  });
}
