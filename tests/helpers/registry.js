// What there is, as the library's generated tables list it: tests go through these lists, so that what is added is
// tested.
import { kindsOf } from '../../web/core/chain.js';
import { KINDS as OTHERS } from '../../web/core/kinds.js';
import { namesOf } from '../../web/core/options.js';
import { ML } from '../../web/generated/ml.js';

export { METHODS } from '../../web/generated/kinds.js';
export const KINDS = { ...OTHERS, ...ML };
export const ANALYSES = kindsOf(KINDS, 'analysis');
export const SYNTHESES = kindsOf(KINDS, 'synthesis');
export const ROW_STAGES = kindsOf(KINDS, 'rows');
export const SOUNDS = kindsOf(KINDS, 'sound');
/** The names of the options of a kind. @param {string} kind */
export const optionsOf = (kind) => namesOf(KINDS[kind]);
