// Made by scripts/generate.mjs from src/tables: change those.

/**
 * @typedef {import('./kinds.js').Field} Field
 * @typedef {import('./kinds.js').Kind} Kind
 * @typedef {import('./kinds.js').Kinds} Kinds
 */

/** @type {Field} */
const addField = { name: 'add' };
/** @type {Field} */
const multiplyField = { name: 'multiply' };

/** @type {Kind} */
const affineKind = { name: 'affine', role: 'rows', options: [addField, multiplyField] };

// What models are fed with.
/** @type {Kinds} */
export const ML = {
  affine: affineKind,
};
