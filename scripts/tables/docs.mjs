// The tables to read: docs/options.md.
import { KINDS, METHODS } from '../../src/tables/kinds.js';
import { OPTIONS, WINDOWS } from '../../src/tables/options.js';
import { STATUSES } from '../../src/tables/statuses.js';
import { bags, fill, groupsOfMethod, optionsOf, ruleOf } from './read.mjs';
import { usual } from './types.mjs';

/**
 * @typedef {import('./read.mjs').Option} Option
 * @typedef {import('./read.mjs').Kind} Kind
 */

const code = (/** @type {string} */ text) => `\`${text}\``;
const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|');

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Who takes an option, by what it holds for them where it is not given. @param {Option} option */
function defaults(option) {
  /** @type {Map<string, string[]>} */
  const all = new Map();
  const takes = (/** @type {Option} */ other) =>
    other.name === option.name && other.field === option.field && other.js === option.js && other.says === option.says;
  for (const { name, kind: of, takes: first } of METHODS) {
    const kind = KINDS.find((row) => row.name === of);
    if (!kind) continue;
    const own = optionsOf(kind, groupsOfMethod(name, first));
    if (!own.some(takes)) continue;
    const text = usual(option, kind).replace("the spectrogram's own, or else ", '');
    all.set(text, [...(all.get(text) ?? []), name]);
  }
  for (const kind of KINDS.filter(
    ({ name, role }) => role !== 'offline' && !METHODS.some(({ kind: of }) => of === name),
  )) {
    if (!optionsOf(kind).some(takes)) continue;
    const text = usual(option, kind).replace("the spectrogram's own, or else ", '');
    all.set(text, [...(all.get(text) ?? []), kind.name]);
  }
  return [...all].map(([text, names]) => [text && code(text), names.map(code).join(', ')]);
}

/** docs/options.md */
export function docs() {
  const options = OPTIONS.filter(({ hidden }) => !hidden).flatMap((option) => {
    const { name, field, unit = '', type, js, says } = option;
    const must =
      type === 'window'
        ? 'a name, `[name, parameter]` or values, see [windows](#windows)'
        : field
          ? ruleOf(option)
          : code(js ?? '');
    return defaults(option).map(([text, names], i) => [
      i === 0 ? code(name) : '',
      i === 0 ? says : '',
      i === 0 ? must : '',
      i === 0 ? unit : '',
      text,
      names,
      i === 0 && field ? code(field) : '',
    ]);
  });
  const kinds = KINDS.filter(({ role }) => role !== 'offline').map(({ name, chain = [name], type = '', role }) => [
    code(name),
    role,
    chain.map(code).join(', '),
    code(type),
  ]);
  const types = bags().map(({ type, options: own }) => [
    code(type),
    own.map(({ name }) => code(name)).join(' ') || 'none',
  ]);
  const statuses = STATUSES.map(({ name, code: word, error, says }) => [
    code(word),
    error,
    fill(says),
    code(`SG_${name}`),
  ]);
  const windows = WINDOWS.map(([name, parameters = [], usual = []]) => [
    code(name),
    parameters.join('; '),
    usual.join('; '),
  ]);
  return `# Options

Made by \`npm run generate\` from \`src/tables\`: change those.

An option that is not listed for a method is refused, with the name that may have been meant. \`undefined\` leaves the
default, and so does \`null\`, where it is not among what the option may be. An inverse takes from its spectrogram what
that remembers; the defaults below hold where it remembers nothing.

## Every option

${table(['Option', 'What it is', 'Must be', 'Unit', 'Default', 'Taken by', 'C field'], options)}

## Option bags

${table(['Type', 'Options'], types)}

## Windows

\`['taylor', 4, 30]\`, \`['kaiser', 8]\`, \`['general_cosine', [0.5, 0.5]]\`: a name, and its parameters, if any.

${table(['Window', 'Parameters', 'Defaults'], windows)}

## Kinds that go live

\`sg.analyser(kind, options)\` takes analyses, \`sg.synthesiser(kind, options)\` syntheses and kinds of sound.

${table(['Kind', 'Role', 'Stages', 'Type of its options'], kinds)}

## What the core refuses

An option out of its range is a RangeError of code \`E_CONFIG\` that says what it must be; beside these there are:

${table(['Code', 'Error', 'Sentence', 'C status'], statuses)}
`;
}
