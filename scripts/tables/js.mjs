// The tables as data that JavaScript's checks run on: web/generated/limits.js, statuses.js, kinds.js and ml.js. Every
// field and every family is a constant of its own, so that a bundler drops those that nobody asks for.
import { KINDS, METHODS } from '../../src/tables/kinds.js';
import { LIMITS, WINDOWS } from '../../src/tables/options.js';
import { QUANTITIES } from '../../src/tables/quantities.js';
import { STATUSES } from '../../src/tables/statuses.js';
import { FIELDS, keyOf, optionsOf, plain } from './read.mjs';

/**
 * @typedef {import('./read.mjs').Option} Option
 * @typedef {import('./read.mjs').Kind} Kind
 */

const MADE = '// Made by scripts/generate.mjs from src/tables: change those.\n';

/** As JavaScript writes it, in short. @param {unknown} value @returns {string} */
function write(value) {
  if (Array.isArray(value)) return `[${value.map(write).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).flatMap(([key, part]) =>
      part === undefined ? [] : [`${key}: ${write(part)}`],
    );
    return parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}';
  }
  if (typeof value === 'number') return plain(value);
  return typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : String(value);
}

/** Lines of at most 120 characters. @param {string} line */
function folded(line) {
  const lines = [];
  const indent = /^ */.exec(line)?.[0] ?? '';
  for (let rest = line; rest; ) {
    const at = rest.length <= 120 ? rest.length : rest.lastIndexOf(', ', 118) + 2;
    lines.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at) && `${indent}  ${rest.slice(at)}`;
  }
  return lines.join('\n');
}

/** web/generated/limits.js */
export function limits() {
  const values = Object.entries(LIMITS).map(
    ([name, [value, says]]) => `/** ${says} */\nexport const ${name} = ${value};`,
  );
  const names = WINDOWS.map(([name]) => name);
  const first = WINDOWS.findIndex(([, parameters]) => parameters);
  const several = WINDOWS.findIndex(([, parameters = []]) => parameters.length > 1);
  const usual = WINDOWS.filter(([, , value]) => value !== undefined).map(([name, , value]) => [name, value]);
  const counts = WINDOWS.map(([, parameters = []]) => parameters.length);
  if (counts.some((count, i) => count < counts[i - 1])) throw new Error('windows of more parameters come last');
  return `${MADE}
${values.join('\n')}

/**
 * In the order of the core's enumeration; those from FIRST_PARAMETRIC on take a parameter, those from
 * FIRST_OF_SEVERAL on two, and the last as many as there are.
 */
export const WINDOWS = [
${folded(`  ${names.map(write).join(', ')},`)}
];
export const FIRST_PARAMETRIC = ${first};
export const FIRST_OF_SEVERAL = ${several};
/** What the parameters are where they are not given. @type {Readonly<Record<string, readonly number[]>>} */
export const USUAL_PARAMETERS = ${write(Object.fromEntries(usual))};
`;
}

/** web/generated/statuses.js */
export function statuses() {
  return `${MADE}
// The core's statuses.
${STATUSES.map(({ name }, i) => `export const SG_${name} = ${i + 1};`).join('\n')}
export const SG_BAD_FIELD = 100;
`;
}

/** web/generated/units.js */
export function units() {
  return `${MADE}
/** What a row's numbers are, by the core's sg_quantity; '': their exponent says it. */
export const UNITS = [
${folded(`  ${['', ...QUANTITIES.map(({ unit }) => unit)].map(write).join(', ')},`)}
];
`;
}

/** An option's constant: no word of the language, and one for each name that a field has. @param {Option} option */
const constant = (option) => `${keyOf(option)}${option.name === nameOf(option) ? '' : `As_${option.name}`}Field`;

/** What options.js calls the field of an option, which a kind may call otherwise. @param {Option} option */
const nameOf = ({ field }) => FIELDS.find((row) => row.field === field)?.name;

/** @param {Option} option */
function fieldRow(option) {
  const { name, type, words, codes, unset, nulls } = option;
  const row = {
    name,
    key: keyOf(option) === name ? undefined : keyOf(option),
    is: type === 'boolean' ? 'boolean' : type === 'pointer' ? 'matrix' : undefined,
    words,
    codes: codes && Object.fromEntries(Object.entries(codes).map(([word, [value]]) => [word, value])),
    unset,
    nulls,
  };
  return `/** @type {Field} */\n${folded(`const ${constant(option)} = ${write(row)};`)}`;
}

/** @param {Kind} kind */
const fieldsOf = (kind) => optionsOf(kind).filter(({ field }) => field);

/** @param {Kind} kind */
function kindRow(kind) {
  const { name, role, invertible, remembers, undoes, least } = kind;
  const row = {
    name,
    role: role === 'offline' ? undefined : role,
    invertible,
    remembers,
    undoes,
    least,
  };
  const options = fieldsOf(kind).map(constant).join(', ');
  return `/** @type {Kind} */\n${folded(`const ${name}Kind = { ${write(row).slice(2, -2)}, options: [${options}] };`)}`;
}

/** @param {string} text */
const upper = (text) => text.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** @param {string} name @param {readonly Kind[]} members */
const table = (name, members) =>
  `/** @type {Kinds} */\nexport const ${name} = {\n${folded(`  ${members.map((kind) => `${kind.name}: ${kind.name}Kind`).join(', ')},`)}\n};`;

/** What kinds are made of, each once, and they themselves. @param {readonly Kind[]} members */
const rowsOf = (members) =>
  [...new Set(members.flatMap(fieldsOf).map(fieldRow)), '', ...members.map(kindRow)].join('\n');

const ML = KINDS.filter(({ family, hidden }) => family === 'ml' && !hidden);
const OTHERS = KINDS.filter(({ family }) => family !== 'ml');

/** web/generated/ml.js: what is loaded by itself shares no constant with what is there before. */
export function mlKinds() {
  return `${MADE}
/**
 * @typedef {import('./kinds.js').Field} Field
 * @typedef {import('./kinds.js').Kind} Kind
 * @typedef {import('./kinds.js').Kinds} Kinds
 */

${rowsOf(ML)}

// What models are fed with.
${table('ML', ML)}
`;
}

/** web/generated/kinds.js */
export function kinds() {
  const families = [...new Set(OTHERS.map(({ family }) => family))];
  const tables = families.map((family) =>
    table(
      upper(family),
      OTHERS.filter((kind) => kind.family === family),
    ),
  );
  const live = OTHERS.filter(({ role }) => role === 'analysis' || role === 'rows');
  return `${MADE}
/**
 * @typedef {object} Field of the core
 * @property {string} name of the option
 * @property {string} [key] what it is called in a plan, where that is not its name
 * @property {'boolean' | 'matrix'} [is]
 * @property {readonly string[]} [words] in the order of the core's enumeration
 * @property {Readonly<Record<string, number>>} [codes] words, and null, that stand for numbers nobody else may give
 * @property {number} [unset] what stands for "not given"
 * @property {string} [nulls] what it must be where null, an answer elsewhere, is none
 *
 * @typedef {object} Kind
 * @property {string} name
 * @property {'analysis' | 'synthesis' | 'sound' | 'rows'} [role]
 * @property {readonly Field[]} options that may be said
 * @property {boolean} [invertible] its results remember how they were made
 * @property {Readonly<Record<string, unknown>>} [remembers] and that, where it was not said
 * @property {readonly string[]} [undoes] kinds
 * @property {number} [least] samples that make sense
 *
 * @typedef {Readonly<Record<string, Kind>>} Kinds
 */

${rowsOf(OTHERS)}

${tables.join('\n\n')}

// What goes live, of every family but that of ml.js: analyses, and what may stand behind them in a chain.
${table('LIVE', live)}

/**
 * The methods that take long, by what they are given first; options come last. The engine runs them in steps, and the
 * pool has each of them.
 */
export const METHODS = /** @type {const} */ ({
${METHODS.map(({ name, takes }) => `  ${name}: '${takes}',`).join('\n')}
});
`;
}

/** web/generated/apart.js */
export function apart() {
  const rows = KINDS.flatMap(({ name, apart: samples }) => (samples ? [`  ${name}: ${samples},`] : []));
  return `${MADE}
/**
 * Kinds whose rows are made of the samples around them alone: the same wherever the sound begins at a multiple of so
 * many samples, and of the hop.
 * @type {Readonly<Record<string, number>>}
 */
export const APART = {
${rows.join('\n')}
};
`;
}
