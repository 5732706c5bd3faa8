// Faults in cepstra, PCEN, mel inverses and what is made of spectrograms that there are.
const ROWS = ['tests/web/rows.test.js'];

/** @type {import('../../scripts/mutants.mjs').Mutant[]} */
export default [
  {
    file: 'src/stages/dct.c',
    find: 'sqrt((k == 0 ? 0.25 : 0.5) / (double)N)',
    put: 'sqrt(0.5 / (double)N)',
    why: 'coefficient 0 of an orthonormal transform is a root of 2 too large',
    tests: ROWS,
  },
  {
    file: 'src/stages/dct.c',
    find: 'sg_turn(k + config->lifter_from, 2 * lifter)',
    put: 'sg_turn(k + 1, 2 * lifter)',
    why: "lifters count as librosa's, whatever is said",
    tests: ROWS,
  },
  {
    file: 'src/stages/pcen.c',
    find: 's->past[k] = 1;',
    put: 's->past[k] = 0;',
    why: "a band's past begins at 0",
    tests: ROWS,
  },
  {
    file: 'src/stages/pcen.c',
    find: 's->before = config->max_size / 2;',
    put: 's->before = (config->max_size - 1) / 2;',
    why: 'bands of an even number lie the other way around their middle',
    tests: ROWS,
  },
  {
    file: 'src/stages/mel_inverse.c',
    find: '#define STEPS 60 ',
    put: '#define STEPS 6 ',
    why: 'the search for magnitudes ends before their bands are right',
    tests: ROWS,
  },
  {
    file: 'web/features/change.js',
    find: '(((t % frames) + frames) % frames) * row',
    put: 'Math.min(frames - 1, Math.max(0, t)) * row',
    why: "a delta that wraps takes the end's own frame for the other end's",
    tests: ROWS,
  },
  {
    file: 'web/features/cepstra.js',
    find: 'loudestDb(core, M.data, amin, ref) - topDb',
    put: '-topDb',
    why: 'topDb counts from 0 dB',
    tests: ['tests/promises/golden-ml-rows.test.js'],
  },
];
