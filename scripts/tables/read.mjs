// The tables of src/tables as the writers beside this file need them: each kind with its own options and defaults.
import { KINDS, METHODS } from '../../src/tables/kinds.js';
import { LIMITS, OPTIONS, WINDOWS } from '../../src/tables/options.js';

/**
 * @typedef {import('../../src/tables/options.js').Option} Option
 * @typedef {import('../../src/tables/options.js').Value} Value
 * @typedef {import('../../src/tables/kinds.js').Kind} Kind
 *
 * @typedef {{ value: number } | { of: Option, by: number, plus: number } | { of: Option, times: Option } |
 *   { fitted: true }} Default as the core has it; of a share: of / by + plus
 */

/** The fields of the core, in the order of their numbers. */
export const FIELDS = OPTIONS.filter(({ field }) => field);

/** What JavaScript calls a field of the core. @param {Option} option */
export const keyOf = ({ field = '' }) => field.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** @param {string} text @param {Record<string, unknown>} [values] {NAME} becomes the value of that name */
export const fill = (
  text,
  values = Object.fromEntries(Object.entries(LIMITS).map(([name, [value]]) => [name, value])),
) => text.replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** The stages of a kind. @param {Kind} kind */
const stagesOf = (kind) => (kind.chain ? KINDS.filter(({ name }) => kind.chain?.includes(name)) : [kind]);

/** The groups of options that a kind reads. @param {Kind} kind */
export const groupsOf = (kind) => [...new Set(stagesOf(kind).flatMap(({ reads = [] }) => reads))];

/** Groups, stages and kinds whose options a kind has, the nearest first. @param {Kind} kind */
const readersOf = (kind) => [kind.name, ...stagesOf(kind).map(({ name }) => name), ...groupsOf(kind)];

/**
 * The options that a kind reads, in their order, those that JavaScript makes of others among them.
 * @param {Kind} kind
 * @param {readonly string[]} [more] readers, as a method is one
 * @returns {Option[]}
 */
export function readBy(kind, more = []) {
  const readers = [...readersOf(kind), ...more];
  const names = Object.entries(kind.names ?? {});
  const options = OPTIONS.filter(({ readers: own, field = '' }) => {
    return own.some((reader) => readers.includes(reader)) && !Object.hasOwn(kind.fixed ?? {}, field);
  }).map((option) => {
    const renamed = names.find(([, field]) => field === option.field);
    return renamed ? { ...option, name: renamed[0] } : option;
  });
  const twice = options.find(({ name }, i) => options.findIndex((other) => other.name === name) !== i);
  if (twice) throw new Error(`'${kind.name}' has two options called ${twice.name}`);
  return options;
}

/** The options of a kind, in their order. @param {Kind} kind @param {readonly string[]} [more] readers */
export const optionsOf = (kind, more) => readBy(kind, more).filter(({ hidden }) => !hidden);

/**
 * What holds where a kind's option is not given.
 * @param {Option} option
 * @param {Kind} [kind]
 * @returns {Value | undefined}
 */
export function defaultOf(option, kind) {
  if (!kind) return option.default;
  if (kind.defaults && option.name in kind.defaults) return kind.defaults[option.name];
  const reader = readersOf(kind).find((name) => option.defaults && name in option.defaults);
  return reader === undefined ? option.default : option.defaults?.[reader];
}

/** A value as the core has it. @param {Option} option @param {Value | undefined} value @returns {Default} */
export function inCore(option, value) {
  if (value === undefined) return { value: option.unset ?? 0 };
  const code = option.codes?.[String(value)];
  if (code) return { value: code[0] };
  if (typeof value === 'number' || typeof value === 'boolean') return { value: Number(value) };
  const index = (option.type === 'window' ? WINDOWS.map(([name]) => name) : (option.words ?? [])).indexOf(
    String(value),
  );
  if (index >= 0) return { value: index };
  if (value === 'fitted') return { fitted: true };
  const [, name, times, by = 1, plus = 0] =
    /^(\w+)(?: \* (\w+))?(?: \/ (\d+))?(?: \+ (\d+))?$/.exec(String(value)) ?? [];
  const of = FIELDS.find((field) => field.name === name);
  const other = FIELDS.find((field) => field.name === times);
  if (!of || (times && !other)) throw new Error(`the default of ${option.name}, ${value}, is of no option`);
  return other ? { of, times: other } : { of, by: Number(by), plus: Number(plus) };
}

/** What an option must be, in words. @param {Option} option */
export function ruleOf({ type, range: [least, greatest] = [0, 0], rule, words, open, unit }) {
  if (rule) return rule;
  if (type === 'boolean') return 'true or false';
  if (words) return words.map((word) => `'${word}'`).join(' or ');
  if (type === 'int') return `an integer from ${least} to ${greatest}`;
  const range = open ? `above ${least} and at most` : `from ${least} to`;
  return `a number ${unit ? `of ${unit} ` : ''}${range} ${plain(greatest)}`;
}

/** 1e30 and 1e-6, and not 1e+30 and 0.000001. @param {number} x */
export const plain = (x) => (x && Math.abs(x) < 1e-4 ? x.toExponential() : String(x).replace('e+', 'e'));

/**
 * The groups of options that a method takes beside its kind's.
 * @param {string} name
 * @param {string} takes what it is given first
 */
export const groupsOfMethod = (name, takes) => [
  name,
  ...(takes === 'samples' ? ['channel'] : []),
  ...(['estimateTuning', 'reassignedSpectrogram'].includes(name) ? [] : ['out']), // a number, and arrays of its own
];

/** The bags of options that JavaScript takes: of methods, and of kinds that go live. */
export function bags() {
  /** @type {Map<string, { type: string, kind: Kind, options: Option[] }>} */
  const all = new Map();
  for (const { name, kind: of, takes, type } of METHODS) {
    if (of === undefined || type === undefined) continue;
    const kind = /** @type {Kind} */ (KINDS.find((row) => row.name === of));
    const options = optionsOf(kind, groupsOfMethod(name, takes));
    all.set(type, { type, kind, options });
  }
  for (const kind of KINDS) {
    if (!kind.type || all.has(kind.type)) continue;
    const options = optionsOf(kind, kind.role === 'analysis' ? ['channel'] : []);
    all.set(kind.type, { type: kind.type, kind, options });
  }
  return [...all.values()];
}
