// Faults in the shapes of windows, their places and their measures.
const GOLDEN = ['tests/promises/golden.test.js'];
const WINDOWS = ['tests/web/windows.test.js'];

/** @type {import('../../scripts/mutants.mjs').Mutant[]} */
export default [
  {
    file: 'src/frames/window.c',
    find: 'case SG_HAMMING: return COSINE_SUM(i, m, 0.54, 0.46);',
    put: 'case SG_HAMMING: return COSINE_SUM(i, m, 0.53836, 0.46164);',
    why: "Hamming's window is the optimal one, not the usual",
    tests: WINDOWS,
  },
  {
    file: 'src/frames/window.c',
    find: 'complex_double e = turn((m % 2 ? 0 : (double)k) - (double)k * k, period);',
    put: 'complex_double e = turn(-(double)k * k, period);',
    why: 'Chebyshev windows of even length are shifted by half a sample',
    tests: WINDOWS,
  },
  {
    file: 'src/frames/window.c',
    find: 'double first = chebyshev(n, excess);',
    put: 'double first = m % 2 ? chebyshev(n, excess) * 1.001 : chebyshev(n, excess);',
    why: 'Chebyshev windows of odd length have another mean',
    tests: WINDOWS,
  },
  {
    file: 'src/frames/window.c',
    find: 'int m = periodic ? length + 1 : length;',
    put: 'int m = periodic ? length : length;',
    why: 'periodic windows are symmetric',
    tests: WINDOWS,
  },
  {
    file: 'src/frames/window.c',
    find: 'i <= floor(taper / 2)',
    put: 'i < floor(taper / 2)',
    why: "a Tukey window's taper is one sample short",
    tests: WINDOWS,
  },
  {
    file: 'src/frames/window.c',
    find: 'config->n_fft - length) / 2, size = 0;',
    put: 'config->n_fft - length + 1) / 2, size = 0;',
    why: 'a shorter window stands half a sample late in its frame',
    tests: GOLDEN,
  },
  {
    file: 'src/frames/window.c',
    find: '*scale = 1 / sqrt(squares * config->sample_rate);',
    put: '*scale = 1 / sqrt(squares);',
    why: 'a power density forgets the sample rate',
    tests: GOLDEN,
  },
  {
    file: 'src/frames/measures.c',
    find: '.enbw = length * squares / (sum * sum),',
    put: '.enbw = squares / (sum * sum),',
    why: "a window's noise bandwidth is not in bins",
    tests: WINDOWS,
  },
  {
    file: 'src/frames/window.c',
    find: '0.3635819, 0.4891775, 0.1365995, 0.0106411',
    put: '0.355768, 0.487396, 0.144232, 0.012604',
    why: "Nuttall's window is another of his, not the one of least sidelobes",
    tests: WINDOWS,
  },
  {
    file: 'src/frames/window.c',
    find: 'sum += (k % 2 ? -a[k] : a[k]) *',
    put: 'sum += (k % 3 ? -a[k] : a[k]) *',
    why: "Blackman's third term has the wrong sign",
    tests: WINDOWS,
  },
  {
    file: 'src/frames/window.c',
    find: 'out <= (m - 1) / 2.0 ? 1',
    put: 'out < (m - 1) / 2.0 - 1 ? 1',
    why: "the two pieces of Parzen's window meet elsewhere",
    tests: WINDOWS,
  },
  {
    file: 'src/frames/window.c',
    find: 'case SG_COSINE: return sine(i + 0.5, 2.0 * m);',
    put: 'case SG_COSINE: return sine(i, 2.0 * (m - 1));',
    why: "the cosine window's ends are 0",
    tests: WINDOWS,
  },
  {
    file: 'src/frames/window.c',
    find: 'sg_exp2(0.85 * sg_log2(hann))',
    put: 'sg_exp2(0.8 * sg_log2(hann))',
    why: "Povey's window has another power",
    tests: WINDOWS,
  },
  {
    file: 'src/frames/window.c',
    find: 'double u = out / (2 * parameter);',
    put: 'double u = out / (2.0 * parameter + 1);',
    why: "Gauss's window is half a sample wider",
    tests: WINDOWS,
  },
  {
    file: 'src/frames/window.c',
    find: '/ (8 * k * x);',
    put: '/ (9 * k * x);',
    why: "Kaiser's window of a large parameter is taken from wrong terms",
    tests: WINDOWS,
  },
];
