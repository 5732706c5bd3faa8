// The Python literals that stand in headers of .npy files -> values: dictionaries, tuples, lists, strings, integers,
// True, False and None, as Python's ast.literal_eval reads them.

/**
 * @typedef {{ tuple: unknown[] }} Tuple which is no list: `(3)` is none, `(3,)` is one
 * @typedef {{ dictionary: Map<unknown, unknown> }} Dictionary
 */

const WORDS = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
]);
const DEPTH = 20; // of what is nested; a header has 2
const TOKEN = /\s*(?:([{}()[\],:])|[uU]?(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")|(-?\d+)[lL]?|([A-Za-z]+))/y;

/**
 * The value of a text. Strings are told as they stand, escapes and all.
 * @param {string} text
 * @returns {unknown} a dictionary, a tuple, an array, a string, a number, true, false or null
 * @throws {SyntaxError}
 */
export function readLiteral(text) {
  const token = new RegExp(TOKEN);
  let at = 0;
  /** @returns {RegExpExecArray | null} */
  const peek = () => {
    token.lastIndex = at;
    return token.exec(text);
  };
  const next = () => {
    const found = peek();
    if (!found) throw new SyntaxError(`no Python literal at character ${at}`);
    at += found[0].length;
    return found;
  };
  /** @param {string} sign whether it stands here; then it is taken */
  const takes = (sign) => {
    const found = peek();
    if (found?.[1] !== sign) return false;
    at += found[0].length;
    return true;
  };
  /**
   * What stands up to a closing sign, parted by commas.
   * @template T
   * @param {string} close
   * @param {() => T} item
   */
  const items = (close, item) => {
    const all = [];
    let trailing = false;
    while (!takes(close)) {
      if (all.length > 0 && !trailing) throw new SyntaxError(`no comma at character ${at}`);
      all.push(item());
      trailing = takes(',');
    }
    return { all, trailing };
  };
  /** @param {number} depth @returns {unknown} */
  const value = (depth) => {
    const [, sign, single, double = single, digits, word] = next();
    if (depth > DEPTH) throw new SyntaxError('too much is nested');
    if (sign === '{') return { dictionary: new Map(items('}', () => entry(depth + 1)).all) };
    if (sign === '[') return items(']', () => value(depth + 1)).all;
    if (sign === '(') {
      const { all, trailing } = items(')', () => value(depth + 1));
      return all.length === 1 && !trailing ? all[0] : { tuple: all };
    }
    if (double !== undefined) return double;
    if (digits !== undefined) return Number(digits);
    if (word !== undefined && WORDS.has(word)) return WORDS.get(word);
    throw new SyntaxError(`no Python literal at character ${at}`);
  };
  /** @param {number} depth @returns {[unknown, unknown]} */
  const entry = (depth) => {
    const key = value(depth);
    if (!takes(':')) throw new SyntaxError(`no colon at character ${at}`);
    return [key, value(depth)];
  };
  const result = value(0);
  if (text.slice(at).trim() !== '') throw new SyntaxError(`nothing may follow at character ${at}`);
  return result;
}
