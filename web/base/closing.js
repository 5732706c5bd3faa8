// Closing at the end of a block: `using sg = await load()`.

/**
 * What `using` asks for, in projects whose `lib` has it ('esnext.disposable'); nothing in others.
 * @typedef {{ [K in SymbolConstructor['dispose' & keyof SymbolConstructor]]: () => void }} Closing
 */

/**
 * A base for classes with a `close`, which `using` then calls; in engines without Symbol.dispose there is only `close`.
 * @template {any[]} G
 * @template {object} I
 * @param {new (...given: G) => I} Base
 * @returns {new (...given: G) => I & Closing}
 */
export function closing(Base) {
  const Class = /** @type {any} */ (class extends /** @type {any} */ (Base) {});
  const { dispose } = /** @type {any} */ (Symbol);
  if (dispose) {
    Class.prototype[dispose] = function () {
      this.close();
    };
  }
  return Class;
}
