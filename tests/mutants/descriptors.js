// Faults of what describes frames by a few numbers.
const DEFINITIONS = ['tests/promises/definitions-descriptors.test.js'];
const GOLDEN = ['tests/promises/golden-ml-descriptors.test.js'];

/** @type {import('../../scripts/mutants.mjs').Mutant[]} */
export default [
  {
    file: 'src/stages/centroid.c',
    find: 'if (s->norm && sum > 0) spread /= sum;',
    put: '',
    why: 'loud frames are broader',
    tests: DEFINITIONS,
  },
  {
    file: 'src/stages/contrast.c',
    find: 'rint(config->quantile * all)',
    put: 'rint(config->quantile * count)',
    why: "the quantile is of the bins that are left, and not librosa's",
    tests: DEFINITIONS,
  },
  {
    file: 'src/stages/contrast.c',
    find: 'if (b) first--;',
    put: '',
    why: 'a band of contrast begins a bin too high',
    tests: GOLDEN,
  },
  {
    file: 'src/stages/flatness.c',
    find: 'config->power / facts->exponent',
    put: 'config->power',
    why: 'power that comes as power is raised once more',
    tests: DEFINITIONS,
  },
  {
    file: 'src/stages/rms.c',
    find: 'if (k == 0 || 2 * k == s->length) one',
    put: 'if (k == 0 || k == n - 1) one',
    why: 'the last bin of odd frames counts once',
    tests: DEFINITIONS,
  },
  {
    file: 'src/stages/rms.c',
    find: 'if (threshold >= 0) own.pad_mode = SG_EDGE;',
    put: '',
    why: 'zeros beyond the ends are crossed',
    tests: DEFINITIONS,
  },
  {
    file: 'src/stages/chroma_filters.c',
    find: 'config->n_chroma / 12 * 3',
    put: 'config->n_chroma / 4',
    why: 'classes that are no semitones begin elsewhere than in librosa',
    tests: DEFINITIONS,
  },
  {
    file: 'src/stages/fine_spectrogram.c',
    find: 's->in[k ? size - k : 0] = e',
    put: 's->in[k ? size - k - 1 : 0] = e',
    why: 'contrast of sizes that are not fast is wrong',
    tests: DEFINITIONS,
  },
  {
    file: 'web/engine/rows.js',
    find: 'arrays: hz && !fourier ?',
    put: 'arrays: hz ?',
    why: 'a spectrogram that did not know its sample rate keeps its cycles a sample for Hz',
    tests: DEFINITIONS,
  },
];
