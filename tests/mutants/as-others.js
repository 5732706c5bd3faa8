// Faults in what others write and we read, and in what would be lost without a word.
const DIALECTS = ['tests/web/wav-dialects.test.js'];
const WAV = ['tests/web/wav.test.js'];
const NPY = ['tests/web/npy.test.js'];
const LOST = ['tests/web/lost.test.js'];
const OTHERS = ['tests/web/as-others.test.js'];

/** @type {import('../../scripts/mutants.mjs').Mutant[]} */
export default [
  {
    file: 'web/files/wav-header.js',
    find: 'return bytes === 3 && view.getUint16(start + 12, little) === 4 * channelCount ? 4 : bytes;',
    put: 'return bytes;',
    why: '24 bits in 4 bytes are noise',
    tests: DIALECTS,
  },
  {
    file: 'web/files/wav-header.js',
    find: 'const bytes = Math.ceil(bits / 8);',
    put: 'const bytes = view.getUint16(start + 12, little) / channelCount;',
    why: 'a block size that is off is believed',
    tests: DIALECTS,
  },
  {
    file: 'web/files/wav-header.js',
    find: ' + d + footer;',
    put: ' + d;',
    why: 'a tag with a footer in front of a WAV hides it',
    tests: DIALECTS,
  },
  {
    file: 'web/files/wav-header.js',
    find: "while (fourCC(view, at).startsWith('ID3')",
    put: "if (fourCC(view, at).startsWith('ID3')",
    why: 'a second tag in front of a WAV hides it',
    tests: DIALECTS,
  },
  {
    file: 'web/files/wav-header.js',
    find: 'const riffSize = view.getUint32(begin + 4, little);',
    put: 'const riffSize = view.getUint32(begin + 4, true);',
    why: "a big-endian file's own size is read the wrong way around",
    tests: DIALECTS,
  },
  {
    file: 'web/files/wav-decoder.js',
    find: 'const [high, low] = little ? [2, 0] : [0, 1];',
    put: 'const [high, low] = [2, 0];',
    why: '24 bits of a big-endian WAV are read the wrong way around',
    tests: DIALECTS,
  },
  {
    file: 'web/files/wav-header.js',
    find: '(size > 0x7fff0000 && size <= 0x80000000) ||',
    put: '',
    why: 'the size that piped WAVs promise is taken for a loss',
    tests: WAV,
  },
  {
    file: 'web/files/wav-decoder.js',
    find: 'size = exponent > 0 ? steps << (exponent + 2) : (steps - 32) << 3;',
    put: 'size = steps << (exponent + 2);',
    why: 'the faintest codes of A-law are too loud',
    tests: DIALECTS,
  },
  {
    file: 'web/files/wav-decoder.js',
    find: ' - 132; // of mu-law',
    put: ' - 128; // of mu-law',
    why: 'mu-law has an offset',
    tests: DIALECTS,
  },
  {
    file: 'web/files/wav-decoder.js',
    find: 'isPositive ? size : 0 - size',
    put: 'isPositive ? 0 - size : size',
    why: 'telephone sound is upside down',
    tests: DIALECTS,
  },
  {
    file: 'web/files/npy.js',
    find: ' || minor !== 0)',
    put: ')',
    why: 'a version of .npy is read that there is not',
    tests: NPY,
  },
  {
    file: 'web/files/npy.js',
    find: 'fields?.size !== FIELDS.length || !FIELDS.every((name) => fields.has(name))',
    put: '!fields || !FIELDS.every((name) => fields.has(name))',
    why: 'a header with unknown keys is read',
    tests: NPY,
  },
  {
    file: 'web/files/python-literal.js',
    find: 'return all.length === 1 && !trailing ? all[0] : { tuple: all };',
    put: 'return { tuple: all };',
    why: '(3) is taken for a shape, as NumPy does not',
    tests: NPY,
  },
  {
    file: 'web/files/python-literal.js',
    find: '[uU]?(?:',
    put: '(?:',
    why: "headers of Python 2 (u'…') are refused",
    tests: NPY,
  },
  {
    file: 'web/files/python-literal.js',
    find: "if (text.slice(at).trim() !== '')",
    put: 'if (false)',
    why: 'what follows the dictionary is not looked at',
    tests: NPY,
  },
  {
    file: 'web/core/options.js',
    find: 'value === undefined || (value === null && !nulls',
    put: 'value === undefined || (value === null && !nulls && false',
    why: 'null does not leave a default',
    tests: OTHERS,
  },
  {
    file: 'web/base/option-bag.js',
    find: 'if (!known.includes(name)) throw',
    put: 'if (!known.includes(name) && known.length > 9) throw',
    why: 'an unknown option vanishes',
    tests: OTHERS,
  },
  {
    file: 'web/live/node.js',
    find: 'if (report.columns > this.#next && !this.#closed)',
    put: 'if (report.columns > this.#next + 1 && !this.#closed)',
    why: 'one column that is dropped at the very end is lost without a word',
    tests: LOST,
  },
  {
    file: 'web/view/renderer.js',
    find: 'forgotten: this.#history.first }',
    put: 'forgotten: 0 }',
    why: 'the picture forgets its oldest columns without a word',
    tests: [...LOST, 'tests/web/renderer-scrolling.test.js'],
  },
  {
    file: 'src/frames/mel_bank.c',
    find: 'empty += !s->bands[m].count;',
    put: 'empty += !s->bands[m].count && m > 0;',
    why: 'the lowest mel band may be empty without a word',
    tests: LOST,
  },
  {
    file: 'src/stages/tuning.c',
    find: 'ceil(fmin(config->f_max, rate / 2) / s->hz)',
    put: 'ceil(rate / 2 / s->hz)',
    why: 'the tuning is that of peaks above fMax, too',
    tests: OTHERS,
  },
  {
    file: 'src/rows/windowed.c',
    find: 'facts->lengths[k] + (width - 1) * facts->hop;',
    put: 'facts->lengths[k] + width * facts->hop;',
    why: 'a bin is said to hear a step more than it does behind stages of rows',
    tests: OTHERS,
  },
];
