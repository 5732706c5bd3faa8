// Faults in what is refused: errors that are not thrown.
const CHAINS = ['tests/web/chains.test.js'];
const CLOSING = ['tests/web/renderer-closing.test.js'];
const CQT = ['tests/web/cqt-refusals.test.js'];
const ENGINE = ['tests/web/engine.test.js', 'tests/web/closing.test.js'];
const INVERSE = ['tests/web/cqt-inverse.test.js'];
const ISTFT = ['tests/web/istft.test.js'];
const LIVE = ['tests/web/analyser.test.js'];
const NODE = ['tests/web/node.test.js'];
const NPY = ['tests/web/npy.test.js'];
const OPTIONS = ['tests/web/options.test.js'];
const POOL = ['tests/web/pool.test.js'];
const REASSIGNMENT = ['tests/web/reassignment.test.js'];
const RETRIEVAL = ['tests/web/retrieval.test.js'];

/** @type {import('../../scripts/mutants.mjs').Mutant[]} */
export default [
  {
    file: 'web/live/live-stream.js',
    find: 'if (this.#finished) throw',
    put: 'if (this.#finished) return;\n    if (false) throw',
    why: 'sound after the end is dropped without a word',
    tests: LIVE,
  },
  {
    file: 'web/live/live-stream.js',
    find: 'if (this.#busy) throw',
    put: 'if (false) throw',
    why: 'an analyser may be called from its own callback',
    tests: LIVE,
  },
  {
    file: 'web/live/live-stream.js',
    find: 'if (this.#finished) throw',
    put: 'if (false) throw',
    why: 'columns after the end are taken',
    tests: ISTFT,
  },
  {
    file: 'web/live/live-stream.js',
    find: 'this.#drain(callback);\n      while',
    put: 'this.#busy = false;\n      this.#drain(callback);\n      while',
    why: 'a synthesiser may be called from its own callback',
    tests: ISTFT,
  },
  {
    file: 'web/live/node.js',
    find: "if (this.#closed) throw stateError('the node is closed');",
    put: '',
    why: 'a closed node can be flushed',
    tests: NODE,
  },
  {
    file: 'web/pool/pool.js',
    find: "if (this.#closed) throw stateError('the pool is closed');",
    put: '',
    why: 'a closed pool takes work',
    tests: POOL,
  },
  {
    file: 'web/pool/pool.js',
    find: 'throwIfAborted(signal);',
    put: '',
    why: 'work begins though its signal has stopped it already',
    tests: POOL,
  },
  {
    file: 'web/engine/base.js',
    find: "if (this.#closed) throw stateError('the engine is closed');",
    put: '',
    why: 'a closed engine works',
    tests: ENGINE,
  },
  {
    file: 'web/engine/inverse.js',
    find: '!undoes.includes(S.kind)',
    put: 'undoes.length === 0',
    why: 'a transform is inverted by the inverse of another',
    tests: ISTFT,
  },
  {
    file: 'web/engine/offline.js',
    find: 'if (rows === 0) {',
    put: 'if (rows < 0) {',
    why: 'sounds that are too short give nothing without a word',
    tests: CHAINS,
  },
  {
    file: 'web/engine/magnitudes.js',
    find: '!(x >= 0 && x <= 1e18)',
    put: '!(x <= 1e18)',
    why: 'negative magnitudes are taken',
    tests: RETRIEVAL,
  },
  {
    file: 'web/engine/magnitudes.js',
    find: 'data.findIndex((x) => !Number.isFinite(x))',
    put: 'data.findIndex(Number.isNaN)',
    why: 'infinite phases are taken',
    tests: RETRIEVAL,
  },
  {
    file: 'web/engine/constantq-inverse.js',
    find: 'if (S.delays) throw',
    put: 'if (false) throw',
    why: 'what was made with low latency is inverted as if its bins were of one moment',
    tests: POOL,
  },
  {
    file: 'web/engine/constantq-inverse.js',
    find: '!is(last / binsPerOctave, octaves)',
    put: 'false',
    why: 'a transform is inverted with other bins an octave than it has',
    tests: INVERSE,
  },
  {
    file: 'web/base/out.js',
    find: 'checkApart(path, array, others);',
    put: '',
    why: 'results are written over the samples that they are made of',
    tests: REASSIGNMENT,
  },
  {
    file: 'web/core/core.js',
    find: 'windowValues.length !== fields.winLength)',
    put: 'windowValues.length < fields.winLength)',
    why: 'the rest of a window that is too long is left out',
    tests: OPTIONS,
  },
  {
    file: 'web/core/options.js',
    find: ': all.length !== wanted)',
    put: ': wanted > 0 && all.length !== wanted)',
    why: 'a parameter of a window that has none is not heeded',
    tests: OPTIONS,
  },
  {
    file: 'web/base/option-bag.js',
    find: 'if (!known.includes(name)) throw',
    put: 'if (false) throw',
    why: 'options that are misspelt are not heeded',
    tests: OPTIONS,
  },
  {
    file: 'web/files/npy.js',
    find: 'if (length !== wanted) {',
    put: 'if (length < wanted) {',
    why: 'more data than the shape has are written',
    tests: NPY,
  },
  {
    file: 'web/files/wav-header.js',
    find: '=== 4 * channelCount ? 4 : bytes',
    put: '=== 4 * channelCount ? 3 : bytes',
    why: '24 bits that are kept in 4 bytes are read as if they were in 3',
    tests: ['tests/web/wav-dialects.test.js'],
  },
  {
    file: 'web/view/renderer.js',
    find: "if (this.#closed) throw stateError('this renderer is closed');",
    put: '',
    why: 'a closed renderer takes columns',
    tests: CLOSING,
  },
  {
    file: 'src/constantq/filters.c',
    find: '(1 + POINTS * squares / (sum * sum) / 2 / cq->q)',
    put: '(1 + 0 * squares / (sum * sum) / 2 / cq->q)',
    why: 'filters that reach beyond half the rate are taken',
    tests: CQT,
  },
  {
    file: 'src/stages/log.c',
    find: 'facts->row_length != facts->bins',
    put: '0',
    why: 'logarithms of real and imaginary parts are taken for those of values',
    tests: CHAINS,
  },
];
