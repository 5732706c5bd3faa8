// The tables as types: web/generated/types.js, and docs/options.md.
import { KINDS, METHODS } from '../../src/tables/kinds.js';
import { WINDOWS } from '../../src/tables/options.js';
import { bags, defaultOf, optionsOf, plain } from './read.mjs';

/**
 * @typedef {import('./read.mjs').Option} Option
 * @typedef {import('./read.mjs').Kind} Kind
 */

const WIDTH = 120;
const words = (/** @type {readonly string[]} */ list) => list.map((word) => `'${word}'`).join(' | ');

/** @param {Option} option @param {Kind} kind */
function typeOf({ js, type, words: list, codes = {} }, kind) {
  if (js) return js;
  if (type === 'boolean') return 'boolean';
  if (list) return words(list);
  // Filters are of many lengths: a window's values are of one.
  if (type === 'window') return kind.family === 'constantQ' ? 'Exclude<Window, ArrayLike<number>>' : 'Window';
  const all = Object.keys(codes);
  const others = all.filter((word) => word !== 'null').map((word) => `'${word}'`);
  return [...others, 'number', ...(all.includes('null') ? ['null'] : [])].join(' | ');
}

/**
 * What holds where an option is not given, in words; nothing where its sentence says it.
 * @param {Option} option
 * @param {Kind} kind
 */
export function usual(option, kind) {
  const text = kind.texts?.[option.name] ?? valueText(option, defaultOf(option, kind));
  if (text === undefined) return '';
  const undone = KINDS.filter(({ name }) => kind.undoes?.includes(name));
  const known = undone.some((other) => optionsOf(other).some(({ name, field }) => field && name === option.name));
  return known && !kind.texts?.[option.name] ? `the spectrogram's own, or else ${text}` : text;
}

/** @param {Option} option @param {import('./read.mjs').Value | undefined} value */
function valueText({ type, words: list = [], codes = {}, js = '' }, value) {
  if (value === undefined || value === 'fitted') return undefined;
  const isWord =
    type === 'window' || list.includes(String(value)) || js.includes(`'${value}'`) || String(value) in codes;
  if (typeof value === 'number') return plain(value);
  return isWord && value !== null ? `'${value}'` : String(value);
}

/** @param {string} text with a star and a tag in front of it */
function wrapped(text) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last && ` * ${last} ${word}`.length > WIDTH - (lines.length > 1 ? 2 : 0)) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.map((line, i) => ` * ${i > 0 ? '  ' : ''}${line}`).join('\n');
}

/** @param {string} name @param {Kind} kind @param {readonly Option[]} options */
function bag(name, kind, options) {
  if (options.length === 0) return `/** @typedef {Record<string, never>} ${name} there are none */`;
  const rows = options.map((option) => {
    const text = usual(option, kind);
    const own = kind.required?.includes(option.name) && kind.role === 'offline' && kind.family === 'fourier';
    return wrapped(
      `@property {${typeOf(option, kind)}} ${own ? option.name : `[${option.name}]`} ${kind.says?.[option.name] ?? option.says}${text && ` (default ${text})`}`,
    );
  });
  return `/**\n * @typedef {object} ${name}\n${rows.join('\n')}\n */`;
}

/**
 * What goes live, by kind.
 * @param {string} name
 * @param {'analysis' | 'synthesis'} role
 * @param {string} [family] of all families
 */
function live(name, role, family) {
  const roles = role === 'synthesis' ? ['synthesis', 'sound'] : [role];
  const kinds = KINDS.filter((kind) => roles.includes(kind.role) && (!family || kind.family === family));
  const rows = kinds.map((kind) => {
    const rate = kind.required?.includes('sampleRate') && role === 'analysis' ? ' & { sampleRate: number }' : '';
    return wrapped(`@property {${kind.type}${rate}} ${kind.name}`);
  });
  return `/**\n * @typedef {object} ${name} of each kind\n${rows.join('\n')}\n */`;
}

/** Every option of every analysis, for what is told its kind beside them. */
function liveOptions() {
  /** @type {Map<string, { types: Set<string>, says: string }>} */
  const all = new Map();
  for (const kind of KINDS.filter(({ role }) => role === 'analysis')) {
    for (const option of optionsOf(kind)) {
      const known = all.get(option.name) ?? { types: new Set(), says: option.says };
      for (const type of typeOf(option, kind).split(' | ')) known.types.add(type);
      all.set(option.name, known);
    }
  }
  const rows = [...all].map(([name, { types, says }]) =>
    wrapped(`@property {${[...types].join(' | ')}} [${name}] ${says}`),
  );
  return `/**\n * @typedef {object} LiveOptions of all analyses: each heeds its own\n${rows.join('\n')}\n */`;
}

/** The options of the methods that must know the sample rate of their samples. */
function rated() {
  const rows = METHODS.flatMap(({ name, kind: of, takes, type }) => {
    const kind = KINDS.find((row) => row.name === of);
    return takes === 'samples' && kind?.required?.includes('sampleRate')
      ? [wrapped(`@property {${type}} ${name}`)]
      : [];
  });
  return `/**
${wrapped('@typedef {object} RatedOptions of the methods that must know the sample rate')}
${rows.join('\n')}
 */

/**
 * What stands behind samples where the sample rate must be known: an AudioBuffer has one, and so may
 * a spectrogram; anything else is told it.
 * @template S, O
${wrapped("@typedef {[S] extends [import('../base/samples.js').AudioBufferLike | import('../engine/base.js').TensorLike] ? [options?: O] : [options: O & { sampleRate: number }]} Rated")}
 */`;
}

/** web/generated/types.js */
export function types() {
  const plain = WINDOWS.flatMap(([name, parameters, usual]) => (parameters && !usual ? [] : [name]));
  const parametric = WINDOWS.flatMap(([name, parameters = []]) => (parameters.length === 1 ? [name] : []));
  const several = WINDOWS.flatMap(([name, parameters = []]) => (parameters.length > 1 ? [name] : []));
  const listed = several.pop();
  return `// Made by scripts/generate.mjs from src/tables: change those.

/**
${wrapped(`@typedef {${words(plain)}} WindowName`)}
${wrapped(`@typedef {${words(parametric)}} ParametricWindowName`)}
${wrapped(`@typedef {WindowName | readonly [WindowName] | readonly [ParametricWindowName, number] | readonly [${words(several)}, number, number] | readonly ['${listed}', ArrayLike<number>] | number | ArrayLike<number>} Window a name, a name and its parameters, Kaiser's beta alone, or the values themselves`)}
 */

${bags()
  .map(({ type, kind, options }) => bag(type, kind, options))
  .join('\n\n')}

${live('AnalyserOptions', 'analysis')}

${live('SynthesiserOptions', 'synthesis')}

${live('FourierAnalyserOptions', 'analysis', 'fourier')}

${live('FourierSynthesiserOptions', 'synthesis', 'fourier')}

${liveOptions()}

${rated()}

export {};
`;
}
