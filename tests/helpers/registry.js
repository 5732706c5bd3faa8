// What there is, as the library itself lists it: tests go through these lists, so that what is added is tested.
export { ANALYSES, KINDS, makePlan, SYNTHESES } from '../../web/core/options.js';
export { METHODS } from '../../web/engine/engine.js';
