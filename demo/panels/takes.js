// The ways from a magnitude back to a sound, one entry each: what is heard, what it teaches, and how the engine makes
// it.

/** @typedef {{ data: Float32Array, shape: number[], hopLength: number, unit: string }} Magnitudes */
/**
 * @typedef {object} Job
 * @property {import('specgram').Pool} pool @property {Magnitudes} magnitudes
 * @property {Pick<NonNullable<Parameters<import('specgram').Engine['griffinLim']>[1]>, 'winLength' | 'window' |
 *   'length'>} options
 * @property {number} iterations
 * @property {AbortSignal} signal
 * @property {(iteration: number, convergence: number) => void} onIteration
 */
/**
 * @typedef {object} Take
 * @property {string} key @property {string} label
 * @property {string} says what to listen for, and why it is so
 * @property {string} [from] of a take that iterates: the one whose phases it starts from
 * @property {(job: Job) => Promise<Float32Array<ArrayBuffer>>} [make] the original has none
 */

/** @type {Take[]} */
export const takes = [
  { key: 'original', label: 'Original', says: 'The sound as it is, magnitude and phase.' },
  {
    key: 'zero',
    label: 'Zero phase',
    says: 'Every partial of every frame stands at its crest in the frame’s middle. All energy gathers there, and you hear a buzz, one pulse a hop.',
    make: ({ pool, magnitudes, options, signal }) =>
      pool.griffinLim(magnitudes, { ...options, nIter: 0, init: null, signal }),
  },
  {
    key: 'random',
    label: 'Random phase',
    says: 'Neighbouring frames disagree about where each partial stands, and cancel in part. Pitches stay; attacks smear, as in a large rough room.',
    make: ({ pool, magnitudes, options, signal }) =>
      pool.griffinLim(magnitudes, { ...options, nIter: 0, init: 'random', signal }),
  },
  {
    key: 'pghi',
    label: 'PGHI',
    says: 'The slope of the phase can be read off the slope of the magnitude. Phase gradient heap integration adds it up, from the loudest cells outwards, in one pass.',
    make: ({ pool, magnitudes, options, signal }) => pool.pghi(magnitudes, { ...options, signal }),
  },
  {
    key: 'griffinlim',
    label: 'Griffin–Lim',
    from: 'random',
    says: 'Begins with random phases. Again and again: to sound and back, keep the phase that comes out, and put the magnitude back.',
    make: ({ pool, magnitudes, options, iterations, signal, onIteration }) =>
      pool.griffinLim(magnitudes, { ...options, nIter: iterations, init: 'random', signal, onIteration }),
  },
  {
    key: 'both',
    label: 'PGHI + Griffin–Lim',
    from: 'pghi',
    says: 'The same iteration begun with PGHI’s phases: it starts where random phases get to late or never.',
    make: ({ pool, magnitudes, options, iterations, signal, onIteration }) =>
      pool.griffinLim(magnitudes, { ...options, nIter: iterations, init: 'pghi', signal, onIteration }),
  },
];
