// Where the files lie that a page fetches by itself: beside this module, wherever a bundler puts it. Bundlers know the
// forms `new URL('./file', import.meta.url)` and `new Worker(new URL(…))`, and no others.

/** The core with SIMD. */
export const simdWasm = () => new URL('./specgram.wasm', import.meta.url);

/** The core without, for the engines that have none. */
export const scalarWasm = () => new URL('./specgram-scalar.wasm', import.meta.url);

/** The audio thread's script. */
export const processorScript = () => new URL('./processor.js', import.meta.url);

/** The Workers' script. */
export const workerScript = () => new URL('./worker.js', import.meta.url);

/** A Worker in a page. */
export const pageWorker = () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });

/** Copies of them, for bundlers that leave files behind. There is none of the core without SIMD. */
export const inlineWasm = () => import('./inline/wasm.js');
export const inlineProcessor = () => import('./inline/processor.js');
export const inlineWorker = () => import('./inline/worker.js');
