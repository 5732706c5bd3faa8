// Where the files lie that a page fetches by itself: beside this module, wherever a bundler puts it. Bundlers know the
// forms `new URL('./file', import.meta.url)` and `new Worker(new URL(…))`, and no others. Each throws where a script
// has no address of its own, as esbuild's iife and cjs.

/** The core with SIMD. */
export const simdWasm = () => new URL('./specgram.wasm', import.meta.url);

/** The core without, for the engines that have none: so few that bundlers are not told to carry it along. */
export const scalarWasm = () => new URL('specgram-scalar.wasm', simdWasm());

/** The audio thread's script. */
export const processorScript = () => new URL('./processor.js', import.meta.url);

/** The Workers' script, for Node: a bundler that saw it here too would carry it twice. */
export const nodeWorkerScript = () => new URL('worker.js', simdWasm());

/** A Worker in a page. */
export const pageWorker = () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });

/** Copies of them, for bundlers that leave files behind. There is none of the core without SIMD. */
export const inlineWasm = () => import('./inline/wasm.js');
export const inlineProcessor = () => import('./inline/processor.js');
export const inlineWorker = () => import('./inline/worker.js');
