// The kinds that the engine has without its features.

import { CONSTANT_Q, FOURIER, REASSIGNMENT, RETRIEVAL, ROWS } from '../generated/kinds.js';

/** @type {import('../generated/kinds.js').Kinds} */
export const KINDS = /* @__PURE__ */ Object.assign({}, FOURIER, REASSIGNMENT, CONSTANT_Q, RETRIEVAL, ROWS);
