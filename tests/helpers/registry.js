// What there is, as the library's generated tables list it: tests go through these lists, so that what is added is
// tested.
export { KINDS } from '../../web/core/kinds.js';
export { ANALYSES, METHODS, ROW_STAGES, SYNTHESES } from '../../web/generated/kinds.js';
