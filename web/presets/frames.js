// What rows of presets have in common: how Kaldi and others cut frames, and logarithms.

/** @typedef {import('./table.js').Row} Row */
/** @typedef {import('./table.js').Step} Step */

/** Of 16-bit samples, as Kaldi and its kin want them. @type {Step} */
export const INT16 = ['amplify', { factor: 32768 }];

export const ln = (/** @type {number} */ amin) => /** @type {Step} */ (['log', { amin }]);

export const lnOf = (/** @type {number} */ offset) => /** @type {Step} */ (['log', { amin: 0, offset }]);

/** @type {Step} */
export const kaldiLog = ['log', { amin: 1.1920928955078125e-7 }];

export const frames = (
  /** @type {number} */ nFft,
  /** @type {number} */ hopLength,
  /** @type {object} */ more = {},
) => ({
  nFft,
  hopLength,
  ...more,
});

export const reflected = { padMode: 'reflect' };

export const htk = { htk: true, norm: null };

/** Frames from the first sample on, without padding; the window is at the start of zeros. */
export const valid = { center: false, align: 'start' };

/** Kaldi's frames at 16 kHz. @param {object} [more] */
export const kaldi = (more) =>
  /** @type {Step} */ ([
    'fbank',
    frames(512, 160, {
      winLength: 400,
      window: 'povey',
      periodic: false,
      ...valid,
      removeDc: true,
      framePreemphasis: 0.97,
      triangles: 'kaldi',
      norm: null,
      nMels: 80,
      fMin: 20,
      fMax: 8000,
      ...more,
    }),
  ]);

export const nosnip = { padMode: 'symmetric', padBefore: 120, padAfter: 200 };

/** Samples as they are. @param {number} sampleRate @param {string} layout @param {Partial<Row>} [more] @returns {Row} */
export const raw = (sampleRate, layout, more) => ({ sampleRate, layout, ...more });
