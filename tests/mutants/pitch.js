// Faults in fundamental frequencies, onsets and tempo.
const PITCH = ['tests/web/pitch.test.js'];
const RHYTHM = ['tests/web/rhythm.test.js'];
const GOLDEN = ['tests/promises/golden-ml-pitch.test.js'];
const CHAINS = ['tests/web/chains.test.js'];

/** @type {import('../../scripts/mutants.mjs').Mutant[]} */
export default [
  {
    file: 'src/frames/periods.c',
    find: 'fmax(0, 2 * (energy - r[lag][lane]) - head)',
    put: 'fmax(0, 2 * (energy - r[lag][lane]))',
    why: 'what has no partner in the frame counts as unlike',
    tests: PITCH,
  },
  {
    file: 'src/frames/periods.c',
    find: 'if (energy < LEAST) memset(unlike, 0, (size_t)s->count * sizeof *unlike);',
    put: '',
    why: 'silence has the values of the frames before',
    tests: PITCH,
  },
  {
    file: 'src/frames/autocorrelation.c',
    find: '(double)length + lags - 1',
    put: '(double)length + 1',
    why: "the frame's ends meet",
    tests: PITCH,
  },
  {
    file: 'src/stages/yin.c',
    find: 'if (unlike[i] < s->threshold && sg_periods_trough(&s->periods, unlike, i)) return i;',
    put: 'if (unlike[i] < s->threshold) return i;',
    why: 'a slope that is low enough is taken for a trough',
    tests: PITCH,
  },
  {
    file: 'src/stages/pyin.c',
    find: 's->chances[t] += share * s->decay[place++]',
    put: 's->chances[t] += share * s->decay[t], place++',
    why: 'troughs above the threshold count in the order of those below',
    tests: PITCH,
  },
  {
    file: 'src/stages/pyin.c',
    find: 's->now[k] = s->before[k] - s->out_of[k % n];',
    put: 's->now[k] = s->before[k];',
    why: 'what leaves the pitches at their ends is lost',
    tests: PITCH,
  },
  {
    file: 'src/stages/pyin.c',
    find: 'if (!below) s->chances[lowest] += s->no_trough * s->beliefs[i];',
    put: '',
    why: 'thresholds that nothing lies below believe in nothing',
    tests: PITCH,
  },
  {
    file: 'src/stages/onset.c',
    find: 'below = s->around / 2, above = s->around - 1 - below;',
    put: 'above = s->around / 2, below = s->around - 1 - above;',
    why: "an even filter's greater half lies above",
    tests: RHYTHM,
  },
  {
    file: 'src/stages/onset.c',
    find: '(n - 1) / 2) + find_middle',
    put: 'n / 2) + find_middle',
    why: 'the median of an even number is the upper middle one',
    tests: RHYTHM,
  },
  {
    file: 'src/stages/onset.c',
    find: 'memset(s->late, 0, ((size_t)s->shift + 1) * sizeof *s->late);',
    put: '',
    why: 'a reset leaves the last onsets of the sound before',
    tests: CHAINS,
  },
  {
    file: 'src/stages/tempogram.c',
    find: 'cut.pad_mode = SG_LINEAR_RAMP;',
    put: 'cut.pad_mode = SG_CONSTANT;',
    why: 'there is nothing beyond the ends',
    tests: RHYTHM,
  },
  {
    file: 'src/stages/tempogram.c',
    find: 'return s->center ? fmin(rows, fit) : fit;',
    put: 'return fit;',
    why: 'an even window has a row more than came',
    tests: RHYTHM,
  },
  {
    file: 'src/stages/tempo.c',
    find: '- octaves * octaves / 2;',
    put: '- octaves * octaves;',
    why: 'the expected tempo counts twice',
    tests: RHYTHM,
  },
  {
    file: 'web/features/rhythm.js',
    find: '10, { topDb, out: M });',
    put: '10, { out: M });',
    why: 'topDb is not heeded',
    tests: RHYTHM,
  },
  {
    file: 'web/features/rhythm.js',
    find: 'Math.floor(Math.floor(seconds * sampleRate) / hopLength)',
    put: 'Math.ceil((seconds * sampleRate) / hopLength)',
    why: "the tempo's window is a frame longer than librosa's",
    tests: GOLDEN,
  },
];
