// Made by scripts/generate.mjs from src/tables: change those.

/** samples */
export const FFT_MAX = 262144;
/** samples */
export const HOP_MAX = 65536;
/** mel bands */
export const MELS_MAX = 4096;
/** bins of a constant-Q transform */
export const BINS_MAX = 4096;
/** bins an octave */
export const PER_OCTAVE_MAX = 1024;
/** rows of a reassigned image */
export const HEIGHT_MAX = 16384;
/** Hz */
export const RATE_MAX = 10000000;
/** frames of a fit */
export const WIDTH_MAX = 1023;
/** of a derivative */
export const ORDER_MAX = 16;
/** powers of Hz in a polynomial */
export const FIT_MAX = 8;
/** stages of a chain */
export const STEPS_MAX = 8;
/** frames that are smoothed together */
export const SMOOTH_MAX = 65536;
/** numbers of a row that is given */
export const ROW_LENGTH_MAX = 1048576;
/** steps or rounds of what comes nearer to a sound */
export const ITERATIONS_MAX = 100000;
/** masks of frames, and of bins */
export const MASKS_MAX = 1000;

/**
 * In the order of the core's enumeration; those from FIRST_PARAMETRIC on take a parameter, those from
 * FIRST_OF_SEVERAL on two, and the last as many as there are.
 */
export const WINDOWS = [
  'boxcar', 'hann', 'hamming', 'blackman', 'nuttall', 'blackmanharris', 'flattop', 'bartlett', 'parzen', 'bohman',
    'cosine', 'barthann', 'lanczos', 'povey', 'triang', 'kaiser', 'tukey', 'chebwin', 'gaussian', 'exponential',
    'general_hamming', 'kaiser_bessel_derived', 'dpss', 'taylor', 'general_gaussian', 'general_cosine',
];
export const FIRST_PARAMETRIC = 15;
export const FIRST_OF_SEVERAL = 23;
/** What the parameters are where they are not given. @type {Readonly<Record<string, readonly number[]>>} */
export const USUAL_PARAMETERS = { tukey: [0.5], exponential: [1], taylor: [4, 30] };
