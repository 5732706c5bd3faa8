// What is analysed: a kind and its options, or a chain of stages, each with its own, to the plans of the core's stages.

import { bag } from '../base/option-bag.js';
import { rangeError, show, typeError } from '../base/errors.js';
import { isArray } from '../base/realms.js';
import { STEPS_MAX } from '../generated/limits.js';
import { makePlan, namesOf, oneOf } from './options.js';

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
 * The row of a kind, after a look at its role; one of another role is told where it belongs.
 * @param {string} what is asked for, as messages name it
 * @param {unknown} kind
 * @param {Kinds} kinds
 * @param {string} role
 */
export function kindOf(what, kind, kinds, role) {
  const row = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  const place =
    row?.role &&
    {
      analysis: `an analysis: sg.analyser('${kind}')`,
      synthesis: `a synthesis: sg.synthesiser('${kind}')`,
      rows: 'a further stage of a chain',
    }[row.role];
  oneOf(what, kind, kindsOf(kinds, role), place && ` (it is ${place})`);
  return /** @type {import('../generated/kinds.js').Kind} */ (row);
}

/**
 * The plans of a kind with its options, or of a chain of stages; of a chain, options go to the first stage.
 * @param {string} what is asked for, as messages name it
 * @param {string | Chain} given
 * @param {unknown} options
 * @param {Kinds} kinds those that there are: an analysis begins, and stages of rows may follow
 * @returns {Plan[]}
 */
export function makePlans(what, given, options, kinds) {
  if (!isArray(given)) return [makePlan(kindOf(what, given, kinds, 'analysis'), options)];
  if (given.length < 1 || given.length > STEPS_MAX)
    throw rangeError(`${what} must be a kind or a chain of 1 to ${STEPS_MAX} stages, got ${given.length}`);
  const stages = Array.from(given, (stage, i) => {
    const [kind, own] = isArray(stage) ? stage : [stage];
    if (isArray(stage) && stage.length > 2) throw typeError(`a stage must be [kind, options], got ${show(stage)}`);
    const row =
      i === 0 ? kindOf(`first ${what}`, kind, kinds, 'analysis') : kindOf(`further ${what}`, kind, kinds, 'rows');
    return { row, own };
  });
  return stages.map(({ row, own }, i) => makePlan(row, i === 0 ? shared(own, options, stages) : own));
}

/**
 * The first stage's options, and those of the chain that it does not give itself.
 * @param {unknown} own
 * @param {unknown} options
 * @param {readonly { row: import('../generated/kinds.js').Kind }[]} stages
 */
function shared(own, options, stages) {
  const all = bag(own);
  for (const [name, value] of Object.entries(bag(options))) {
    const owner = stages.findIndex(({ row }) => namesOf(row).includes(name));
    if (owner > 0) {
      const [first, { name: other }] = [stages[0].row.name, stages[owner].row];
      throw typeError(`unknown option '${name}' of '${first}': give it to its own stage, ['${other}', { ${name} }]`);
    }
    if (all[name] === undefined) all[name] = value;
  }
  return all;
}
