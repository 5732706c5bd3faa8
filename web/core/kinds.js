// Every kind there is, whatever its family.

import { CONSTANT_Q, FOURIER, ML, REASSIGNMENT, RETRIEVAL, ROWS } from '../generated/kinds.js';

/** @type {import('../generated/kinds.js').Kinds} */
export const KINDS = /* @__PURE__ */ Object.assign({}, FOURIER, REASSIGNMENT, CONSTANT_Q, RETRIEVAL, ROWS, ML);
