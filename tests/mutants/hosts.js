// Faults in what realms, hosts and bundlers are met with: loading, starting Workers, signals and tags.
const LEAKS = ['tests/web/leaks.test.js'];
const PAGES = ['tests/web/pool-pages.test.js'];
const REALMS = ['tests/web/realms.test.js'];
const LOAD = ['tests/web/load.test.js'];
const NODE_END = ['tests/web/node-end.test.js'];

/** @type {import('../../scripts/mutants.mjs').Mutant[]} */
export default [
  {
    file: 'web/base/signals.js',
    find: ".finally(() => signal.removeEventListener('abort', abort));",
    put: ';',
    why: 'load leaves its listener on the signal',
    tests: LEAKS,
  },
  {
    file: 'web/core/compile.js',
    find: 'packaged = undefined;\n      throw error;',
    put: 'throw error;',
    why: 'a load that failed is remembered',
    tests: LOAD,
  },
  {
    file: 'web/core/compile.js',
    find: 'throwIfAborted(signal);\n  const own',
    put: 'const own',
    why: 'a signal that stopped before does not stop load',
    tests: LOAD,
  },
  {
    file: 'web/live/context.js',
    find: "if (context.state === 'closed') break;",
    put: '',
    why: 'a closed context is given another module, which hangs Chromium',
    tests: NODE_END,
  },
  {
    file: 'web/core/compile.js',
    find: 'fetch(address, { signal })',
    put: 'fetch(address)',
    why: 'a download goes on whose signal has stopped it',
    tests: LOAD,
  },
  {
    file: 'web/pool/threads.js',
    find: 'return pageThread(new Worker(url), () => URL.revokeObjectURL(url));',
    put: 'return pageThread(new Worker(url));',
    why: 'every Worker from the inline copy leaves a blob',
    tests: PAGES,
  },
  {
    file: 'web/pool/threads.js',
    find: 'URL.revokeObjectURL(url);\n      throw error;',
    put: 'throw error;',
    why: 'a Worker that cannot be made leaves a blob',
    tests: PAGES,
  },
  {
    file: 'web/pool/threads.js',
    find: 'return pageThread(new Worker(url), ',
    put: "return pageThread(new Worker(url, { type: 'module' }), ",
    why: 'a sandboxed iframe gets no Worker',
    tests: PAGES,
  },
  {
    file: 'web/core/compile.js',
    find: 'const own = new AbortController();',
    put: 'const own = { signal, abort: () => {} };',
    why: 'a download is stopped by signals of its own realm alone',
    tests: REALMS,
  },
  {
    file: 'web/base/signals.js',
    find: "({ reason = new DOMException('the work was aborted', 'AbortError') })",
    put: '({ reason })',
    why: 'work that is aborted without a reason is rejected with nothing',
    tests: REALMS,
  },
  {
    file: 'web/base/realms.js',
    find: "ArrayBuffer.isView(x) && tagOf(x) !== 'DataView'",
    put: 'ArrayBuffer.isView(x) && !(x instanceof DataView)',
    why: "another realm's DataView is taken for numbers",
    tests: REALMS,
  },
];
