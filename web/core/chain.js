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
 * @typedef {readonly ChainStage[]} Chain stages of sound, if any, an analysis, and stages of rows: each takes what the
 *   one before gives
 *
 * @typedef {import('../generated/types.js').LiveOptions} ChainOptions those of the first stage that it does not have
 *   itself, and which channel of an AudioBuffer it takes; sampleRate is that of the sound which comes
 */

/** Names of the kinds of some roles. @param {Kinds} kinds @param {readonly unknown[]} roles */
export const kindsOf = (kinds, ...roles) => Object.keys(kinds).filter((name) => roles.includes(kinds[name].role));

/**
 * The row of a kind, after a look at its role; one of another role is told where it belongs.
 * @param {string} what is asked for, as messages name it
 * @param {unknown} kind
 * @param {Kinds} kinds
 * @param {readonly string[]} roles
 */
function kindOf(what, kind, kinds, roles) {
  const row = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  const place =
    row?.role &&
    {
      analysis: `an analysis: sg.analyser('${kind}')`,
      synthesis: `a synthesis: sg.synthesiser('${kind}')`,
      sound: 'a stage of sound, before an analysis in a chain',
      rows: 'a further stage of a chain',
    }[row.role];
  oneOf(what, kind, kindsOf(kinds, ...roles), place && ` (it is ${place})`);
  return /** @type {import('../generated/kinds.js').Kind} */ (row);
}

/**
 * The plans of a kind with its options, or of a chain of stages; of a chain, options go to the first stage.
 * @param {string} what is asked for, as messages name it
 * @param {string | Chain} given
 * @param {unknown} options
 * @param {Kinds} kinds those that there are
 * @param {boolean} [toSound] samples come out: of a synthesis, or of stages of sound alone
 * @returns {Plan[]}
 */
export function makePlans(what, given, options, kinds, toSound = false) {
  const alone = toSound ? ['synthesis', 'sound'] : ['analysis'];
  if (!isArray(given)) return [makePlan(kindOf(what, given, kinds, alone), options, [])];
  if (given.length < 1 || given.length > STEPS_MAX)
    throw rangeError(`${what} must be a kind or a chain of 1 to ${STEPS_MAX} stages, got ${given.length}`);
  let roles = toSound ? ['sound'] : ['analysis', 'sound'];
  const stages = Array.from(given, (stage, i) => {
    const [kind, own] = isArray(stage) ? stage : [stage];
    if (isArray(stage) && stage.length > 2) throw typeError(`a stage must be [kind, options], got ${show(stage)}`);
    const row = kindOf(`${i === 0 ? 'first' : 'further'} ${what}`, kind, kinds, roles);
    if (row.role === 'analysis') roles = ['rows'];
    return { row, own };
  });
  if (!toSound && roles[0] === 'analysis') throw typeError(`${what} must have an analysis behind its stages of sound`);
  /** @type {number | undefined} of what comes to a stage of samples */
  let rate;
  return stages.map(({ row, own }, i) => {
    const plan = makePlan(row, i === 0 ? shared(own, options, stages) : own, []);
    const { fields } = plan;
    if (row.role !== 'rows' && rate !== undefined) fields.sampleRate ??= rate;
    rate = fields.to ?? fields.sampleRate ?? fields.from ?? rate;
    return plan;
  });
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
