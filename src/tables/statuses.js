// Every status of the core, one row each, in the order of its numbers from 1 on. A refused field has a number of its
// own, behind these, and its sentence in options.js.

const BANK = 'sg_mel_filterbank';

/**
 * @typedef {object} Status
 * @property {string} name in C, behind SG_
 * @property {string} code of JavaScript's error
 * @property {'Error' | 'TypeError' | 'RangeError'} error its class
 * @property {string} says the sentence; {FFT_MAX} stands for a limit
 * @property {string} [note] on the name, in the header
 * @property {readonly string[]} about the options that it speaks of, whose values JavaScript adds to the sentence; with
 *   a ?, where they were given
 * @property {readonly string[]} from the calls that return it
 */

/** @type {readonly Status[]} */
export const STATUSES = [
  {
    name: 'NO_MEMORY',
    code: 'E_NO_MEMORY',
    error: 'Error',
    says: 'not enough memory',
    note: 'nothing is kept; the call may be tried again',
    about: [],
    from: ['sg_stream_create', BANK, 'sg_window', 'sg_window_measure'],
  },
  {
    name: 'NO_SUCH_KIND',
    code: 'E_CONFIG',
    error: 'TypeError',
    says: 'no transform has that name',
    about: [],
    from: ['sg_stream_create', 'sg_config_complete'],
  },
  {
    name: 'NO_SUCH_FIELD',
    code: 'E_CONFIG',
    error: 'TypeError',
    says: 'no option has that number',
    about: [],
    from: ['sg_config_set'],
  },
  {
    name: 'NOLA',
    code: 'E_NOLA',
    error: 'Error',
    says: 'window and hopLength leave samples that no window covers, so there is no inverse',
    note: "the windows' squares leave samples uncovered (on_nola throw)",
    about: ['hopLength', 'winLength'],
    from: ['sg_stream_create'],
  },
  {
    name: 'WIN_ABOVE_FFT',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'winLength must be at most nFft',
    about: ['winLength', 'nFft'],
    from: ['sg_stream_create', BANK, 'sg_config_complete'],
  },
  {
    name: 'F_ORDER',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'fMin must be below fMax',
    about: ['fMin', 'fMax?', 'sampleRate'],
    from: ['sg_stream_create', BANK],
  },
  {
    name: 'NOTHING_MOVES',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'reassignTimes and reassignFrequencies must not both be false',
    about: [],
    from: ['sg_stream_create', BANK, 'sg_config_complete'],
  },
  {
    name: 'WINDOW_SUM',
    code: 'E_CONFIG',
    error: 'RangeError',
    says:
      'window must be finite numbers whose absolute values add up to at most {FFT_MAX} (and its sum must not be 0 where ' +
      'it is divided by)',
    note: 'a window of your own',
    about: [],
    from: ['sg_stream_create', 'sg_window_measure'],
  },
  {
    name: 'NEEDS_RATE',
    code: 'E_CONFIG',
    error: 'TypeError',
    says: 'sampleRate must be given, in Hz',
    about: [],
    from: ['sg_stream_create', BANK],
  },
  {
    name: 'TOO_LARGE',
    code: 'E_TOO_LARGE',
    error: 'RangeError',
    says: 'the sizes asked for do not fit in memory',
    note: 'in 32 bits of address',
    about: [],
    from: ['sg_stream_create'],
  },
  {
    name: 'LOG_ZERO',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'fMin must be 0 or at least 1e-6 on a logarithmic axis',
    about: ['fMin'],
    from: ['sg_stream_create'],
  },
  {
    name: 'HOP_ABOVE_WINDOW',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'hopLength must be at most winLength',
    about: ['hopLength', 'winLength'],
    from: ['sg_stream_create'],
  },
  {
    name: 'FEW_FRAMES',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'S must have at least 2 frames',
    note: 'nothing to rebuild a sound from',
    about: ['frames'],
    from: ['sg_stream_create'],
  },
  {
    name: 'LENGTH_FRAMES',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'length must give as many frames as S has: from hopLength * (frames - 1) to hopLength more',
    about: ['length?', 'hopLength', 'frames'],
    from: ['sg_stream_create'],
  },
  {
    name: 'WINDOW_CENTRE',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'window must not be 0 in its middle',
    note: 'or synchrosqueezing has no inverse',
    about: [],
    from: ['sg_stream_create'],
  },
  {
    name: 'F_MIN',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'fMin must be above 0',
    note: 'where bins are counted from it',
    about: ['fMin'],
    from: ['sg_stream_create'],
  },
  {
    name: 'ABOVE_NYQUIST',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'the highest bin, with its bandwidth, must lie below sampleRate / 2',
    about: ['nBins', 'binsPerOctave', 'fMin', 'tuning', 'sampleRate'],
    from: ['sg_stream_create'],
  },
  {
    name: 'FILTER_LONG',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: "the lowest bin's filter must be at most {FFT_MAX} samples long",
    about: ['fMin', 'binsPerOctave', 'filterScale', 'sampleRate'],
    from: ['sg_stream_create'],
  },
  {
    name: 'LATE_PADDING',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: "padMode must be 'constant', 'edge' or 'linear_ramp' with lowLatency: others wait for what they mirror",
    about: ['padMode'],
    from: ['sg_stream_create'],
  },
  {
    name: 'STEPS',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'a chain must have 1 to {STEPS_MAX} stages',
    about: [],
    from: ['sg_stream_create'],
  },
  {
    name: 'DOES_NOT_FOLLOW',
    code: 'E_CONFIG',
    error: 'TypeError',
    says: 'the stages of a chain must each take what the one before gives, samples or rows',
    about: [],
    from: ['sg_stream_create'],
  },
  {
    name: 'ROW_LENGTH',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'the stages of a chain must each take rows as long as the one before gives',
    about: [],
    from: ['sg_stream_create'],
  },
  {
    name: 'MANY_BINS',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'nBins must be at most {BINS_MAX}, also where it follows from other options',
    about: ['nBins', 'nOctaves', 'fMin', 'binsPerOctave', 'sampleRate'],
    from: ['sg_stream_create', 'sg_config_complete'],
  },
  {
    name: 'NEEDS_REAL',
    code: 'E_CONFIG',
    error: 'TypeError',
    says: 'this stage takes real values, and complex ones come: take a spectrogram',
    about: [],
    from: ['sg_stream_create'],
  },
  {
    name: 'NEEDS_COMPLEX',
    code: 'E_CONFIG',
    error: 'TypeError',
    says: 'this stage takes complex values, one a bin: take stft',
    about: [],
    from: ['sg_stream_create'],
  },
  {
    name: 'NO_FULL_SCALE',
    code: 'E_CONFIG',
    error: 'TypeError',
    says: 'gainDb must be a number where nobody knows what a full-scale sine reads',
    about: [],
    from: ['sg_stream_create'],
  },
  {
    name: 'ORDER_ABOVE_WIDTH',
    code: 'E_CONFIG',
    error: 'RangeError',
    says: 'order must be below width',
    about: ['order', 'width'],
    from: ['sg_stream_create'],
  },
];
