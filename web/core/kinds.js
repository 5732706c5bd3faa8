// Every kind there is, whatever its family.

import { CONSTANT_Q, FOURIER, REASSIGNMENT, RETRIEVAL, ROWS } from '../generated/kinds.js';
import { ML } from '../generated/ml.js';

/** @type {import('../generated/kinds.js').Kinds} */
export const KINDS = /* @__PURE__ */ Object.assign({}, FOURIER, REASSIGNMENT, CONSTANT_Q, RETRIEVAL, ROWS, ML);
