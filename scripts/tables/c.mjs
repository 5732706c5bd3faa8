// The tables in C: the marked regions of src/specgram.h, and src/generated.
import { KINDS } from '../../src/tables/kinds.js';
import { LIMITS, OPTIONS, WINDOWS } from '../../src/tables/options.js';
import { QUANTITIES } from '../../src/tables/quantities.js';
import { STATUSES } from '../../src/tables/statuses.js';
import { defaultOf, FIELDS, fill, groupsOf, inCore, keyOf, optionsOf, readBy, ruleOf } from './read.mjs';

/** @typedef {import('./read.mjs').Option} Option */

const WIDTH = 120;
const MADE = '/* Made by scripts/generate.mjs from src/tables: change those. */';
const TYPES = {
  int: 'int',
  boolean: 'int',
  word: 'int',
  window: 'int',
  number: 'double',
  count: 'double',
  pointer: 'pointer',
};
const UPPER = (/** @type {string} */ text) => text.replaceAll(/\W/g, '_').toUpperCase();

/** @param {string} text @param {number} width @returns {string[]} */
function wrap(text, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

/**
 * Lines of code with comments behind them, aligned as clang-format has them: from one line without to the next.
 * @param {[code: string, comment?: string][]} rows
 */
function aligned(rows) {
  const lines = [];
  for (let from = 0, to = 0; from < rows.length; from = to) {
    for (to = from; to < rows.length && rows[to][1]; ) to++;
    const column = Math.max(0, ...rows.slice(from, to).map(([code]) => code.length)) + 1;
    for (const [code, comment = ''] of rows.slice(from, to)) {
      const [first, ...rest] = wrap(comment, WIDTH - column - 6);
      const more = rest.map((line) => `\n${' '.repeat(column + 3)}${line}`).join('');
      lines.push(`${code.padEnd(column)}/* ${first}${more} */`);
    }
    if (to === from) lines.push(rows[to++][0]);
  }
  return lines.join('\n');
}

/** A paragraph of a comment, behind " * ". @param {string} head @param {string} text @param {number} indent */
function listed(head, text, indent) {
  const [first, ...rest] = wrap(text, WIDTH - indent - 3);
  return [` * ${head.padEnd(indent)}${first}`.trimEnd(), ...rest.map((line) => ` * ${' '.repeat(indent)}${line}`)].join(
    '\n',
  );
}

/** JavaScript's names of options in a sentence to C's. @param {string} text */
const named = (text) =>
  FIELDS.reduce(
    (all, { name, field = '' }) => (/[A-Z]/.test(name) ? all.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), field) : all),
    text,
  ).replaceAll('frame t is', '1: frame t is');

function limits() {
  return aligned(Object.entries(LIMITS).map(([name, [value, says]]) => [`#define SG_${name} ${value}`, says]));
}

function statuses() {
  /** @type {[string, string?][]} */
  const rows = STATUSES.map(({ name, note }) => [`  SG_${name},`, note && named(note)]);
  return `enum {\n  SG_OK = 0,\n${aligned(rows)}\n  SG_BAD_FIELD = 100\n};`;
}

function quantities() {
  /** @type {[string, string?][]} */
  const rows = QUANTITIES.map(({ name, note }, i) => [`  SG_${name}${i === 0 ? ' = 1' : ''},`, note]);
  return `enum sg_quantity {\n${aligned(rows)}\n};`;
}

function words() {
  const enums = OPTIONS.flatMap(({ words = [], enumeration, notes = {} }) => {
    if (!enumeration) return [];
    const [name, prefix, count] = enumeration;
    const names = words.map((word) => `${prefix}${UPPER(word)}`);
    const line = `enum ${name} { ${[...names, count].join(', ')} };`;
    if (Object.keys(notes).length === 0 && line.length <= 120) return [line];
    /** @type {[string, string?][]} */
    const rows = words.map((word, i) => [`  ${names[i]},`, notes[word] && named(notes[word])]);
    return [`enum ${name} {\n${aligned(rows)}\n  ${count}\n};`];
  });
  /** @type {[string, string?][]} */
  const windows = WINDOWS.map(([name, parameters]) => [
    `  SG_${UPPER(name)},`,
    parameters && `parameter${parameters.length > 1 ? 's' : ''}: ${parameters.join('; ')}`,
  ]);
  windows.push(['  SG_CUSTOM,', 'config.window_values']);
  const codes = OPTIONS.flatMap(({ codes = {}, field }) =>
    Object.entries(codes).map(([word, [value, name]]) => ({ name, value, says: `${field}: ${word}` })),
  );
  /** @type {[string, string?][]} */
  const macros = [...new Set(codes.map(({ name }) => name))].map((name) => {
    const all = codes.filter((code) => code.name === name);
    const value = all[0].value;
    return [
      `#define ${name} ${value < 0 ? `(${value.toFixed(1)})` : value.toFixed(1)}`,
      all.map(({ says }) => says).join('; '),
    ];
  });
  return [`enum sg_window_kind {\n${aligned(windows)}\n  SG_WINDOWS\n};`, ...enums, aligned(macros)].join('\n\n');
}

/** @param {number} value a limit by its name, or the number */
const limit = (value) => {
  const [name, another] = Object.keys(LIMITS).filter((key) => value > 1000 && LIMITS[key][0] === value);
  return name && !another ? `SG_${name}` : value === Infinity ? 'INFINITY' : String(value).replace('e+', 'e');
};

/** What a field means, and what it may be. @param {Option} option */
function commentOf({ type, range, open, unset, enumeration, codes = {}, says, default: usual }) {
  const parts = [];
  if (enumeration) parts.push(`enum ${enumeration[0]}`);
  if (type === 'window') parts.push('enum sg_window_kind');
  if (type === 'boolean') parts.push('0 or 1');
  if (range) parts.push(`${open ? '> ' : ''}${limit(range[0])}..${limit(range[1])}`);
  for (const [word, [, c]] of Object.entries(codes)) parts.push(`${c} (${word})`);
  if (unset !== undefined) parts.push(`${unset}: ${usual === undefined ? 'not given' : "the kind's default"}`);
  return named(says + (parts.length > 0 ? ` (${parts.join(', ')})` : ''));
}

function config() {
  /** @type {[string, string?][]} */
  const rows = FIELDS.map((option) => {
    const { type, to = 'float', field } = option;
    return [
      `  ${type === 'pointer' ? `const ${to} *` : `${TYPES[/** @type {'int'} */ (type)]} `}${field};`,
      commentOf(option),
    ];
  });
  return `typedef struct sg_config {\n${aligned(rows)}\n} sg_config;`;
}

function readers() {
  const groups = [...new Set(KINDS.flatMap(groupsOf))];
  const lines = groups.map((name) =>
    listed(`  ${name}`, FIELDS.flatMap(({ readers, field }) => (readers.includes(name) ? field : [])).join(' '), 14),
  );
  const kinds = KINDS.map((kind) => {
    const own = readBy(kind).filter(
      ({ field, readers }) => field && !groupsOf(kind).some((name) => readers.includes(name)),
    );
    const fixed = Object.entries(kind.fixed ?? {}).map(([field, value]) => {
      return `, ${field} always ${typeof value === 'boolean' ? Number(value) : named(String(value))}`;
    });
    const usual = optionsOf(kind).flatMap((option) => {
      const value = defaultOf(option, kind);
      return !option.field || value === option.default ? [] : [`${option.field} ${named(valueInC(option, value))}`];
    });
    const reads = ([...groupsOf(kind), ...own.map(({ field }) => field)].join(' ') || 'nothing') + fixed.join('');
    return listed(`  "${kind.name}"`, reads + (usual.length > 0 ? `; by default ${usual.join(', ')}` : ''), 28);
  });
  return [
    '/* Groups of fields that are read together:',
    ...lines,
    ' * Which kind reads which, and those of its defaults that are not the same for all:',
    ...kinds,
    ' */',
  ].join('\n');
}

/** @param {Option} option @param {import('./read.mjs').Value | undefined} value */
function valueInC({ codes }, value) {
  return codes?.[String(value)]?.[1] ?? String(value);
}

function calls() {
  const bad = 'SG_BAD_FIELD + f';
  const names = [...new Set(STATUSES.flatMap(({ from }) => from))].sort();
  const lines = names.map((name) => {
    const own = STATUSES.filter(({ from }) => from.includes(name)).map((status) => `SG_${status.name}`);
    return listed(`  ${name}`, [...own, ...(name === 'sg_config_set' ? [] : [bad])].join(' '), 2 + 24);
  });
  return ['/* Which call may return what, beside SG_OK:', ...lines, ' */'].join('\n');
}

/** The regions of src/specgram.h, by name. */
export const regions = { limits, statuses, words, config, readers, calls, quantities };

/** src/generated/fields.h */
export function fields() {
  const names = FIELDS.map(({ field }) => `SG_FIELD_${field},`).join('\n  ');
  return `${MADE}\n#ifndef SG_FIELDS_H\n#define SG_FIELDS_H\n\nenum {\n  ${names}\n  SG_FIELD_COUNT\n};\n\n#endif\n`;
}

/** src/generated/errors.h, which api/wasm.c alone includes */
export function errors() {
  const rows = STATUSES.map(({ error, code, about }) => {
    const what = code === 'E_CONFIG' ? [error[0]] : [error, code];
    return `    ${JSON.stringify([...what, ...about].join(' '))},`;
  });
  return `${MADE}
/* clang-format off */
/* What becomes of the statuses from 1 on in JavaScript: the class of the error and its code (R: RangeError E_CONFIG, T:
 * TypeError E_CONFIG), and the options that its sentence speaks of; with a ?, where they were given. */
static const char *const errors[] = {
${rows.join('\n')}
};
`;
}

/** @param {string[]} all */
const inRows = (all) =>
  wrap(`${all.join(', ')},`, WIDTH - 4)
    .map((line) => `    ${line}`)
    .join('\n');

/** @param {number} x */
const numberInC = (x) => (x === Infinity ? 'INFINITY' : String(x));

/**
 * @param {import('./read.mjs').Default} value
 * @param {(...numbers: (string | number)[]) => number} place
 */
function defaultInC(value, place) {
  if ('value' in value) return `how_constant, 0, ${place(numberInC(value.value))}, 0, 0`;
  if ('fitted' in value) return `how_fitted, 0, ${place('0')}, 0, 0`;
  const of = `SG_FIELD_${value.of.field}`;
  if ('times' in value) return `how_product, ${of}, 0, 0, SG_FIELD_${value.times.field}`;
  return `how_share, ${of}, ${place(String(value.by))}, ${place(String(value.plus))}, 0`;
}

/** src/generated/tables.h, which config.c alone includes */
export function tables() {
  const numbers = ['NAN', 'NAN'];
  const place = (/** @type {(string | number)[]} */ ...wanted) => {
    const found = numbers.findIndex((_, i) => wanted.every((number, j) => numbers[i + j] === String(number)));
    return found >= 0 ? found : numbers.push(...wanted.map(String)) - wanted.length;
  };
  const rows = FIELDS.map((option) => {
    const { name, field, type = 'int', title = name, unset, open, codes = {}, words = [] } = option;
    let [least, greatest] = option.range ?? [0, words.length - 1];
    if (type === 'boolean') greatest = 1;
    if (type === 'window') greatest = WINDOWS.length;
    const lowest = open ? 'DBL_MIN' : numberInC(least);
    const [a = 'NAN', b = 'NAN'] = Object.values(codes).map(([value]) => value);
    const usual = defaultInC(inCore(option, option.default), place);
    const rule = `must be ${ruleOf(option)}`;
    const isChoice = words.length > 0 || type === 'boolean';
    const isWhole = title !== keyOf(option) && !isChoice;
    const text = isWhole
      ? JSON.stringify(`${title} ${rule}`)
      : `${isChoice ? 'CHOICE' : 'SENTENCE'}("${title}", ${JSON.stringify(rule)})`;
    const offset = `offsetof(sg_config, ${field}), ${type === 'count' ? 'type_count' : `type_${TYPES[type]}`}`;
    const marks = [place(lowest), place(numberInC(greatest)), place(unset ?? 'NAN'), place(a, b)].join(', ');
    return `    {"${keyOf(option)}", ${text},\n     ${offset}, ${marks}, {${usual}, 0, 0}},`;
  });
  const longest = Math.max(...KINDS.map(({ chain = [''] }) => chain.length));
  const kinds = KINDS.map((kind) => {
    const { name, chain = [name] } = kind;
    const masks = Array(Math.ceil(FIELDS.length / 32)).fill(0);
    const reads = readBy(kind).map(({ field }) => field);
    FIELDS.forEach(({ field }, i) => {
      if (reads.includes(field)) masks[i >> 5] |= 1 << (i & 31);
    });
    const stages = chain.map((stage) => 1 + KINDS.findIndex((other) => other.name === stage)).join(', ');
    return `    {"${name}", {${stages}}, {${masks.map((mask) => `0x${(mask >>> 0).toString(16)}`).join(', ')}}},`;
  });
  const own = KINDS.flatMap((kind, k) => {
    const reads = readBy(kind);
    return FIELDS.flatMap((option) => {
      const own = reads.find(({ field }) => field === option.field);
      const value = own ? defaultOf(own, kind) : (kind.fixed?.[option.field ?? ''] ?? option.default);
      const isDerived = option.default !== undefined && !('value' in inCore(option, option.default));
      if (value === option.default && !(isDerived && Object.hasOwn(kind.fixed ?? {}, option.field ?? ''))) return [];
      return [`    {${defaultInC(inCore(option, value), place)}, ${k}, SG_FIELD_${option.field}}, /* ${kind.name} */`];
    });
  });
  if (numbers.length > 256) throw new Error(`${numbers.length} numbers: a place is a byte`);
  const says = STATUSES.map(({ name, says }) => `    [SG_${name}] = ${JSON.stringify(fill(says))},`);
  return `${MADE}
/* clang-format off */
static const double numbers[] = {
${inRows(numbers)}
};

static const struct field fields[SG_FIELD_COUNT] = {
${rows.join('\n')}
};

static const struct kind {
  const char *name;
  unsigned char chain[${longest}]; /* 1 and the place of a stage's kind; 0 ends it */
  uint32_t reads[(SG_FIELD_COUNT + 31) / 32]; /* a bit a field */
} kinds[] = {
${kinds.join('\n')}
};

/* What holds for a kind where nothing is, or may be, said, and differs from what fields say. */
static const struct usual specials[] = {
${own.join('\n')}
};

static const char *const sentences[] = {
    [SG_OK] = "no error",
${says.join('\n')}
};
`;
}
