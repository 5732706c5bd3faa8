// The tables as data that JavaScript's checks run on: web/generated/fields.js and web/generated/kinds.js.
import { KINDS, METHODS } from '../../src/tables/kinds.js';
import { LIMITS, WINDOWS } from '../../src/tables/options.js';
import { STATUSES } from '../../src/tables/statuses.js';
import { defaultOf, FIELDS, inCore, optionsOf, plain } from './read.mjs';

/**
 * @typedef {import('./read.mjs').Option} Option
 * @typedef {import('./read.mjs').Kind} Kind
 */

const MADE = '// Made by scripts/generate.mjs from src/tables: change those.\n';

/** What JavaScript calls a field of the core. @param {Option} option */
const keyOf = ({ field = '' }) => field.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase());

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

/**
 * A default as JavaScript has it: a number, or what it is a share of: [field, divisor, what is added]. null: C alone
 * knows.
 * @param {Option} option
 * @param {import('./read.mjs').Value | undefined} value
 */
function usualOf(option, value) {
  const usual = inCore(option, value);
  if ('value' in usual) return usual.value === option.unset || option.type === 'pointer' ? undefined : usual.value;
  if (!('by' in usual) || option.type !== 'int') return null;
  return [keyOf(usual.of), usual.by, ...(usual.plus ? [usual.plus] : [])];
}

/** web/generated/fields.js */
export function fields() {
  const limits = Object.entries(LIMITS).map(
    ([name, [value, says]]) => `/** ${says} */\nexport const ${name} = ${value};`,
  );
  const windows = [...WINDOWS].sort((a, b) => a.length - b.length).map(([name]) => name);
  if (windows.some((name, i) => name !== WINDOWS[i][0])) throw new Error('windows with a parameter come last');
  const rows = FIELDS.map((option) => {
    const { type, words, codes, unset, nulls } = option;
    const row = {
      is: type === 'boolean' ? 'boolean' : undefined,
      words,
      codes: codes && Object.fromEntries(Object.entries(codes).map(([word, [value]]) => [word, value])),
      unset,
      nulls,
      usual: usualOf(option, option.default) ?? undefined,
    };
    return folded(`  ${keyOf(option)}: ${write(row)},`);
  });
  const statuses = STATUSES.map(({ code, error, about }) => folded(`  ${write([error, code, ...about])},`));
  return `${MADE}
${limits.join('\n')}

/** In the order of the core's enumeration; those from FIRST_PARAMETRIC on take a parameter. */
export const WINDOWS = [
${folded(`  ${windows.map(write).join(', ')},`)}
];
export const FIRST_PARAMETRIC = ${WINDOWS.findIndex(([, parameter]) => parameter)};

/**
 * The core's fields, in the order of their numbers. Of each: what it is, where it is no number; words and null that
 * stand for numbers, which nobody else may give; the number that stands for "not given"; what it must be where null, an
 * answer elsewhere, is none; and what holds where it is not given: a number, or a share of another field, [name,
 * divisor, what is added].
 * @typedef {object} Field
 * @property {'boolean'} [is]
 * @property {readonly string[]} [words]
 * @property {Readonly<Record<string, number>>} [codes]
 * @property {number} [unset]
 * @property {string} [nulls]
 * @property {Usual} [usual]
 *
 * @typedef {number | null | readonly [of: string, by: number, plus?: number]} Usual
 *
 * @type {Readonly<Record<string, Field>>}
 */
export const FIELDS = {
${rows.join('\n')}
};

/**
 * The core's statuses from 1 on: the class of the error, its code, and the options that its sentence speaks of.
 * @type {readonly (readonly string[])[]}
 */
export const STATUSES = [
${statuses.join('\n')}
];
${STATUSES.map(({ name }, i) => `export const SG_${name} = ${i + 1};`).join('\n')}
export const SG_BAD_FIELD = 100;
`;
}

/** @param {Kind} kind */
function kindRow(kind) {
  const { name, complex, invertible, remembers, undoes, least } = kind;
  const options = optionsOf(kind).filter(({ field }) => field);
  const renamed = options
    .filter((option) => keyOf(option) !== option.name)
    .map((option) => [option.name, keyOf(option)]);
  const usual = options.flatMap((option) => {
    const value = defaultOf(option, kind);
    return value === option.default ? [] : [[keyOf(option), usualOf(option, value)]];
  });
  const row = {
    name,
    options: options.map((option) => option.name),
    fields: renamed.length > 0 ? Object.fromEntries(renamed) : undefined,
    usual: usual.length > 0 ? Object.fromEntries(usual) : undefined,
    complex,
    invertible,
    remembers,
    undoes,
    least,
  };
  return folded(`  ${name}: ${write(row)},`);
}

/** web/generated/kinds.js */
export function kinds() {
  const families = [...new Set(KINDS.map(({ family }) => family))];
  const upper = (/** @type {string} */ text) => text.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  const tables = families.map((family) => {
    const rows = KINDS.filter((kind) => kind.family === family).map(kindRow);
    return `/** @type {Readonly<Record<string, Kind>>} */\nexport const ${upper(family)} = {\n${rows.join('\n')}\n};`;
  });
  const live = (/** @type {string} */ role) =>
    folded(`  ${KINDS.flatMap((kind) => (kind.role === role ? [write(kind.name)] : [])).join(', ')},`);
  return `${MADE}
/**
 * A kind: the options that may be said to it, those of them whose fields have other names, defaults that differ from
 * those of the fields (null: C alone knows it), whether its rows are complex, whether its results remember how they
 * were made and with what where it was not said, the kinds that it undoes, and the least samples that make sense.
 * @typedef {object} Kind
 * @property {string} name
 * @property {readonly string[]} options
 * @property {Readonly<Record<string, string>>} [fields]
 * @property {Readonly<Record<string, import('./fields.js').Usual>>} [usual]
 * @property {boolean} [complex]
 * @property {boolean} [invertible]
 * @property {Readonly<Record<string, unknown>>} [remembers]
 * @property {readonly string[]} [undoes]
 * @property {number} [least]
 */

${tables.join('\n\n')}

/** Kinds that go live. */
export const ANALYSES = [
${live('analysis')}
];
export const SYNTHESES = [
${live('synthesis')}
];
/** Kinds that stand behind an analysis in a chain. */
export const ROW_STAGES = [
${live('rows')}
];

/**
 * The methods that take long, by what they are given first; options come last. The engine runs them in steps, and the
 * pool has each of them.
 */
export const METHODS = /** @type {const} */ ({
${METHODS.map(({ name, takes }) => `  ${name}: '${takes}',`).join('\n')}
});
`;
}
