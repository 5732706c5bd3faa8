// Faults that only sizes show which are odd, or not fast.
const SIZES = ['tests/promises/every-size.test.js'];
const IMAGE = ['tests/promises/definitions-image.test.js'];
const PHASE = ['tests/promises/definitions-phase.test.js'];

/** @type {import('../../scripts/mutants.mjs').Mutant[]} */
export default [
  {
    file: 'src/fft/chirp.c',
    find: 'length = n + n / 2 - 1;',
    put: 'length = n + n / 2 - 2;',
    why: 'the convolution is one too short and wraps onto itself',
    tests: SIZES,
  },
  {
    file: 'src/fft/chirp.c',
    find: 'm * m % (2 * n)',
    put: 'm * m % n',
    why: 'the chirp turns by half too often',
    tests: SIZES,
  },
  {
    file: 'src/fft/chirp.c',
    find: 'i / chirp->columns + chirp->rows * (i % chirp->columns)',
    put: 'i',
    why: 'the kernel of a table is not in the order of its bins',
    tests: SIZES,
  },
  {
    file: 'src/fft/chirp.c',
    find: 'if (2 * k == n) both',
    put: 'if (0) both',
    why: 'half the rate counts twice in the way back',
    tests: ['tests/promises/accuracy.test.js', ...SIZES],
  },
  {
    file: 'src/fft/chirp.c',
    find: '    spectrum[k].r += samples[0];\n',
    put: '',
    why: 'the first sample is missed',
    tests: SIZES,
  },
  {
    file: 'src/frames/framer.c',
    find: 'int last = framer->length - framer->length / 2 + framer->spare;',
    put: 'int last = framer->length / 2 + framer->spare;',
    why: 'an odd frame is said to be known a sample early',
    tests: SIZES,
  },
  {
    file: 'src/stages/synchrosqueeze.c',
    find: 'k == 0 || 2 * k == n ? 1 : 2',
    put: 'k == 0 || k == n / 2 ? 1 : 2',
    why: 'the last bin of an odd frame counts once',
    tests: SIZES,
  },
  {
    file: 'src/stages/synchrosqueeze.c',
    find: '(double)((int64_t)k * (n / 2) % n)',
    put: 'k * n / 2.0',
    why: "phases count from half a sample beside an odd frame's centre",
    tests: SIZES,
  },
  {
    file: 'src/phase/retrieval.c',
    find: 'config->center ? config->n_fft % 2 : config->n_fft',
    put: 'config->center ? 0 : config->n_fft',
    why: 'a sound of odd frames is expected to have one more',
    tests: SIZES,
  },
  {
    file: 'src/stages/reassigned.c',
    find: 'config->time_origin && config->n_fft % 2 == 0',
    put: 'config->time_origin',
    why: "librosa's image of odd frames is late",
    tests: IMAGE,
  },
  {
    file: 'src/stages/reassignment.c',
    find: 'config->reassign_times && config->n_fft % 2 == 0',
    put: 'config->reassign_times',
    why: "librosa's times of odd frames are late",
    tests: SIZES,
  },
  {
    file: 'src/stages/nsgt.c',
    find: 'framer.next = (size_t)(s->n - s->hop);',
    put: 'framer.next = (size_t)s->hop;',
    why: 'odd slices stand a sample early',
    tests: SIZES,
  },
  {
    file: 'src/phase/pghi.c',
    find: '(log[0] - log[-8]) / 2;',
    put: '0;',
    why: 'the logarithm is not even around half the rate of odd frames',
    tests: PHASE,
  },
  {
    file: 'web/engine/inverse.js',
    find: 'own.nFft ?? S.options?.nFft ?? null',
    put: 'own.nFft ?? null',
    why: 'an odd spectrogram forgets its size',
    tests: SIZES,
  },
];
