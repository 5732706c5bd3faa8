// Made by scripts/generate.mjs from src/tables: change those.

/**
 * @typedef {'boxcar' | 'hann' | 'hamming' | 'blackman' | 'nuttall' | 'blackmanharris' | 'flattop' | 'bartlett' |
 *   'parzen' | 'bohman' | 'cosine' | 'barthann' | 'lanczos' | 'povey' | 'triang' | 'tukey' | 'exponential' | 'taylor'}
 *   WindowName
 * @typedef {'kaiser' | 'tukey' | 'chebwin' | 'gaussian' | 'exponential' | 'general_hamming' | 'kaiser_bessel_derived' |
 *   'dpss'} ParametricWindowName
 * @typedef {WindowName | readonly [WindowName] | readonly [ParametricWindowName, number] | readonly ['taylor' |
 *   'general_gaussian', number, number] | readonly ['general_cosine', ArrayLike<number>] | number | ArrayLike<number>}
 *   Window a name, a name and its parameters, Kaiser's beta alone, or the values themselves
 */

/**
 * @typedef {object} StftOptions
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default winLength / 4)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} SpectrogramOptions
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default winLength / 4)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [power] the exponent of |X|: 2 is power, 1 magnitude (default 2)
 * @property {'none' | 'magnitude' | 'psd'} [scaling] as SciPy's ShortTimeFFT; psd needs sampleRate (default 'none')
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} MelSpectrogramOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [power] the exponent of |X|: 2 is power, 1 magnitude (default 2)
 * @property {number} [nMels] mel bands (default 128)
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default 0)
 * @property {number} [fMax] Hz of the highest band or row (default sampleRate / 2)
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's (default false)
 * @property {'slaney' | number | null} [norm] divide each band by half its width in Hz (slaney), by its p-norm, or not
 *   at all (null) (default 'slaney')
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} MelFilterbankOptions
 * @property {number} sampleRate Hz
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [nMels] mel bands (default 128)
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default 0)
 * @property {number} [fMax] Hz of the highest band or row (default sampleRate / 2)
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's (default false)
 * @property {'slaney' | number | null} [norm] divide each band by half its width in Hz (slaney), by its p-norm, or not
 *   at all (null) (default 'slaney')
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} InverseOptions
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default as S was made, or
 *   2 * (bins - 1))
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default the
 *   spectrogram's own, or else nFft)
 * @property {number} [hopLength] samples from frame to frame (default the spectrogram's own, or else winLength / 4)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default the
 *   spectrogram's own, or else 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default the
 *   spectrogram's own, or else true)
 * @property {'librosa' | 'throw'} [onNola] what to do where the windows leave samples uncovered (default 'throw')
 * @property {number} [length] samples to return; by default all that the rows cover
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} CqtOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Exclude<Window, ArrayLike<number>>} [window] a name, a name and its parameter, or values of your own;
 *   periodic (default 'hann')
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default
 *   32.70319566257483)
 * @property {number} [binsPerOctave] bins an octave (default 12)
 * @property {number} [nBins] bins; bin b lies at fMin * 2^((b + tuning) / binsPerOctave) (default 84)
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default 0)
 * @property {number} [filterScale] how many times as long the filters are (default 1)
 * @property {number | null} [norm] each filter's p-norm is 1; null: its window's peak is (default 1)
 * @property {boolean} [scale] divide by the root of each filter's length (default true)
 * @property {boolean} [lowLatency] no column waits for its filters: they end at the column's own sample in place of
 *   lying around it, so latency is 1 sample. The price: the bins of a column are of different moments, bin b delays[b]
 *   samples before the column's (half its filter and, for decimation, at most a twentieth of it and 20 samples): low
 *   notes come late, a click is a curve, there is no inverse, and padMode must not mirror. For display (default false)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} VqtOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Exclude<Window, ArrayLike<number>>} [window] a name, a name and its parameter, or values of your own;
 *   periodic (default 'hann')
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default
 *   32.70319566257483)
 * @property {number} [binsPerOctave] bins an octave (default 12)
 * @property {number} [nBins] bins; bin b lies at fMin * 2^((b + tuning) / binsPerOctave) (default 84)
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default 0)
 * @property {number} [filterScale] how many times as long the filters are (default 1)
 * @property {number | null} [norm] each filter's p-norm is 1; null: its window's peak is (default 1)
 * @property {number | null} [gamma] Hz added to each filter's bandwidth; null: in proportion to the ear's (default
 *   null)
 * @property {boolean} [scale] divide by the root of each filter's length (default true)
 * @property {boolean} [lowLatency] no column waits for its filters: they end at the column's own sample in place of
 *   lying around it, so latency is 1 sample. The price: the bins of a column are of different moments, bin b delays[b]
 *   samples before the column's (half its filter and, for decimation, at most a twentieth of it and 20 samples): low
 *   notes come late, a click is a curve, there is no inverse, and padMode must not mirror. For display (default false)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} PseudoCqtOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Exclude<Window, ArrayLike<number>>} [window] a name, a name and its parameter, or values of your own;
 *   periodic (default 'hann')
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default
 *   32.70319566257483)
 * @property {number} [binsPerOctave] bins an octave (default 12)
 * @property {number} [nBins] bins; bin b lies at fMin * 2^((b + tuning) / binsPerOctave) (default 84)
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default 0)
 * @property {number} [filterScale] how many times as long the filters are (default 1)
 * @property {number | null} [norm] each filter's p-norm is 1; null: its window's peak is (default 1)
 * @property {boolean} [scale] divide by the root of each filter's length (default true)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} ChromaOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Exclude<Window, ArrayLike<number>>} [window] a name, a name and its parameter, or values of your own;
 *   periodic (default 'hann')
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default
 *   32.70319566257483)
 * @property {number} [binsPerOctave] bins an octave (default 36)
 * @property {number} [nOctaves] octaves that are gathered (default 7)
 * @property {number} [nBins] bins; bin b lies at fMin * 2^((b + tuning) / binsPerOctave) (default nOctaves *
 *   binsPerOctave)
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default null; live:
 *   0)
 * @property {number} [filterScale] how many times as long the filters are (default 1)
 * @property {number} [nChroma] pitch classes; of a constant-Q transform they must divide binsPerOctave (default 12)
 * @property {number} [threshold] smaller values become 0, before norm (default 0)
 * @property {number | null} [norm] each frame's p-norm is 1 (Infinity: its greatest value is); null: none (default
 *   Infinity)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} ChromaCensOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Exclude<Window, ArrayLike<number>>} [window] a name, a name and its parameter, or values of your own;
 *   periodic (default 'hann')
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default
 *   32.70319566257483)
 * @property {number} [binsPerOctave] bins an octave (default 36)
 * @property {number} [nOctaves] octaves that are gathered (default 7)
 * @property {number} [nBins] bins; bin b lies at fMin * 2^((b + tuning) / binsPerOctave) (default nOctaves *
 *   binsPerOctave)
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default null; live:
 *   0)
 * @property {number} [filterScale] how many times as long the filters are (default 1)
 * @property {number} [nChroma] pitch classes; of a constant-Q transform they must divide binsPerOctave (default 12)
 * @property {number} [threshold] smaller values become 0, before norm (default 0)
 * @property {number | null} [winLenSmooth] frames over which chroma is smoothed; null: none (default 41)
 * @property {number | null} [norm] each frame's p-norm is 1 (Infinity: its greatest absolute value is); null: none
 *   (default 2)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} TuningOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [fMin] Hz from which on peaks are looked for (default 150)
 * @property {number} [fMax] Hz up to which peaks are looked for (default 4000)
 * @property {number} [binsPerOctave] bins an octave (default 12)
 * @property {number} [resolution] of the estimate, bins (default 0.01)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 */

/**
 * @typedef {object} NsgtOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default long enough for
 *   fMin)
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default
 *   32.70319566257483)
 * @property {number} [binsPerOctave] bins an octave (default 12)
 * @property {number} [nBins] bins; bin b lies at fMin * 2^((b + tuning) / binsPerOctave) (default as many as fit below
 *   sampleRate / 2)
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default 0)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} InverseCqtOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [hopLength] samples from frame to frame (default the spectrogram's own, or else 512)
 * @property {Exclude<Window, ArrayLike<number>>} [window] a name, a name and its parameter, or values of your own;
 *   periodic (default the spectrogram's own, or else 'hann')
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default the spectrogram's
 *   own, or else 32.70319566257483)
 * @property {number} [length] samples to return; by default all that the rows cover
 * @property {number} [binsPerOctave] bins an octave (default the spectrogram's own, or else 12)
 * @property {number} [nBins] bins; bin b lies at fMin * 2^((b + tuning) / binsPerOctave) (default as many as S has)
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default the
 *   spectrogram's own, or else 0)
 * @property {number} [filterScale] how many times as long the filters are (default the spectrogram's own, or else 1)
 * @property {number | null} [norm] each filter's p-norm is 1; null: its window's peak is (default the spectrogram's
 *   own, or else 1)
 * @property {number | null} [gamma] Hz added to each filter's bandwidth; null: in proportion to the ear's (default the
 *   spectrogram's own, or else 0)
 * @property {boolean} [scale] divide by the root of each filter's length (default the spectrogram's own, or else true)
 * @property {number} [nIter] steps towards the least squares; 0: one pass of the weighted transpose, as the live
 *   synthesiser's (it is not librosa's icqt, which weighs otherwise) (default 16)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} InverseNsgtOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default long enough for
 *   fMin)
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default the spectrogram's
 *   own, or else 32.70319566257483)
 * @property {number} [length] samples to return; by default all that the rows cover
 * @property {number} [binsPerOctave] bins an octave (default the spectrogram's own, or else 12)
 * @property {number} [nBins] bins; bin b lies at fMin * 2^((b + tuning) / binsPerOctave) (default as many as fit below
 *   sampleRate / 2)
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default the
 *   spectrogram's own, or else 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} GriffinLimCqtOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [hopLength] samples from frame to frame (default the spectrogram's own, or else 512)
 * @property {Exclude<Window, ArrayLike<number>>} [window] a name, a name and its parameter, or values of your own;
 *   periodic (default the spectrogram's own, or else 'hann')
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default the spectrogram's
 *   own, or else 32.70319566257483)
 * @property {number} [length] samples to return; by default all that the rows cover
 * @property {number} [binsPerOctave] bins an octave (default the spectrogram's own, or else 12)
 * @property {number} [nBins] bins; bin b lies at fMin * 2^((b + tuning) / binsPerOctave) (default as many as S has)
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default the
 *   spectrogram's own, or else 0)
 * @property {number} [filterScale] how many times as long the filters are (default the spectrogram's own, or else 1)
 * @property {number | null} [norm] each filter's p-norm is 1; null: its window's peak is (default the spectrogram's
 *   own, or else 1)
 * @property {number | null} [gamma] Hz added to each filter's bandwidth; null: in proportion to the ear's (default the
 *   spectrogram's own, or else 0)
 * @property {boolean} [scale] divide by the root of each filter's length (default the spectrogram's own, or else true)
 * @property {number} [momentum] of fast Griffin-Lim; 0 is plain Griffin-Lim (default 0.99)
 * @property {number} [nIter] iterations (default 32)
 * @property {number} [seed] of random phases, an integer from 0 (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 * @property {'random' | null | Float32Array | Float64Array | { data: Float32Array | Float64Array, shape: readonly
 *   number[] }} [init] the phases to start from: random, all zero (null), or your own, radians [frames, bins],
 *   row-major (default 'random')
 * @property {(iteration: number, convergence: number) => unknown} [onIteration] called after each iteration, with the
 *   spectral convergence of the sound that it started from: how far that sound's magnitudes are from S, as a share of
 *   S. Where it returns false, the iteration ends and the sound so far is returned
 */

/**
 * @typedef {object} ReassignedSpectrogramOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default winLength / 4)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [refPower] cells of less power stay where they are (default 1e-6)
 * @property {boolean} [reassignTimes] move cells in time (default true)
 * @property {boolean} [reassignFrequencies] move cells in frequency (default true)
 * @property {'exact' | 'librosa'} [timeOrigin] librosa's times are half a sample late (default 'exact')
 * @property {boolean} [fillNan] cells below refPower get their own centre in place of NaN (default false)
 * @property {boolean} [clip] nothing lies outside 0 .. sampleRate / 2 and the sound's duration (default true)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../engine/reassignment.js').Reassigned} [out] an earlier result of the same shape, whose arrays
 *   are written over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory
 *   of their own
 */

/**
 * @typedef {object} ReassignedImageOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default winLength / 4)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default 0)
 * @property {number} [fMax] Hz of the highest band or row (default sampleRate / 2)
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's (default false)
 * @property {number} [refPower] cells of less power stay where they are (default 1e-6)
 * @property {boolean} [reassignTimes] move cells in time (default true)
 * @property {boolean} [reassignFrequencies] move cells in frequency (default true)
 * @property {'exact' | 'librosa'} [timeOrigin] librosa's times are half a sample late (default 'exact')
 * @property {'linear' | 'log' | 'mel'} [frequencyScale] the image's axis; a logarithmic one from 0 begins at C1 (32.7
 *   Hz), in whose row is all that lies below (default 'linear')
 * @property {number} [height] rows of the image (default nFft / 2 + 1)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 * @property {number} [width] columns over the whole sound; by default one a hop
 */

/**
 * @typedef {object} InstantaneousFrequencyOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default winLength / 4)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {'phase' | 'derivative'} [method] by the phase's advance from frame to frame, less the expected, or by the
 *   window's derivative (default 'phase')
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} SynchrosqueezeOptions
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default winLength / 32)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [refPower] cells of less power stay where they are (default 1e-6)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} InverseSynchrosqueezeOptions
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default as S was made, or
 *   2 * (bins - 1))
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default the
 *   spectrogram's own, or else nFft)
 * @property {number} [hopLength] samples from frame to frame (default the spectrogram's own, or else winLength / 32)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default the
 *   spectrogram's own, or else 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default the
 *   spectrogram's own, or else true)
 * @property {'librosa' | 'throw'} [onNola] what to do where the windows leave samples uncovered (default 'throw')
 * @property {number} [length] samples to return; by default all that the rows cover
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} GriffinLimOptions
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default as S was made, or
 *   2 * (bins - 1))
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default the
 *   spectrogram's own, or else nFft)
 * @property {number} [hopLength] samples from frame to frame (default the spectrogram's own, or else winLength / 4)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default the
 *   spectrogram's own, or else 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default the
 *   spectrogram's own, or else true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default the spectrogram's own, or else 'constant')
 * @property {'librosa' | 'throw'} [onNola] what to do where the windows leave samples uncovered (default 'throw')
 * @property {number} [length] samples to return; by default all that the rows cover
 * @property {number} [momentum] of fast Griffin-Lim; 0 is plain Griffin-Lim (default 0.99)
 * @property {number} [tolerance] of PGHI: fainter cells than this share of the loudest get noise for a phase (default
 *   1e-6)
 * @property {number} [nIter] iterations (default 32)
 * @property {number} [seed] of random phases, an integer from 0 (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 * @property {'random' | 'pghi' | null | Float32Array | Float64Array | { data: Float32Array | Float64Array, shape:
 *   readonly number[] }} [init] the phases to start from: random, PGHI's, all zero (null), or your own, radians
 *   [frames, bins], row-major (default 'random')
 * @property {(iteration: number, convergence: number) => unknown} [onIteration] called after each iteration, with the
 *   spectral convergence of the sound that it started from: how far that sound's magnitudes are from S, as a share of
 *   S. Where it returns false, the iteration ends and the sound so far is returned
 */

/**
 * @typedef {object} PghiOptions
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default as S was made, or
 *   2 * (bins - 1))
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default the
 *   spectrogram's own, or else nFft)
 * @property {number} [hopLength] samples from frame to frame (default the spectrogram's own, or else winLength / 4)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default the
 *   spectrogram's own, or else 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default the
 *   spectrogram's own, or else true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default the spectrogram's own, or else 'constant')
 * @property {'librosa' | 'throw'} [onNola] what to do where the windows leave samples uncovered (default 'throw')
 * @property {number} [length] samples to return; by default all that the rows cover
 * @property {number} [tolerance] of PGHI: fainter cells than this share of the loudest get noise for a phase (default
 *   1e-6)
 * @property {number} [seed] of random phases, an integer from 0 (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 * @property {'samples' | 'phase'} [output] the sound, or the phases (default 'samples')
 */

/**
 * @typedef {object} FbankOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number | null} [padBefore] samples that padMode makes up before the first; null: nFft / 2 where frames are
 *   centred, otherwise none (default null)
 * @property {number | null} [padAfter] the same behind the last; negative: as many samples must lie behind every frame
 *   (default null)
 * @property {'center' | 'start'} [align] where the window stands: in the middle of a frame of nFft samples; or a frame
 *   has winLength samples, and zeros behind (default 'center')
 * @property {boolean} [periodic] the window is periodic, as the DFT wants it, or symmetric (default true)
 * @property {boolean} [removeDc] subtract each frame's mean, under its winLength samples (default false)
 * @property {number} [framePreemphasis] x[i] less so many times x[i - 1] within each frame, of its first sample less so
 *   many times itself (Kaldi's) (default 0)
 * @property {Float32Array | { data: Float32Array | Float64Array | readonly number[], shape?: readonly number[] }}
 *   [filters] [nMels, nFft / 2 + 1] weights of your own, row-major; by default triangles
 * @property {number} [bankRate] the sample rate that bands are laid out for, where that is another one by mistake
 *   (StyleTTS2: 16000) (default sampleRate)
 * @property {boolean} [bfloat16] the window's values and the bands' weights are rounded to bfloat16, as checkpoints
 *   keep them (GigaAM v3) (default false)
 * @property {number} [powerOffset] added to |X|^2 before power is applied (HiFi-GAN: 1e-9) (default 0)
 * @property {'none' | 'first' | 'last'} [energy] a further value of each row, before the bands or behind them: the
 *   frame's energy (default 'none')
 * @property {'frame' | 'spectrum'} [energyOf] the energy: of the frame's samples before pre-emphasis and window
 *   (Kaldi), or the sum of |X|^2 (default 'frame')
 * @property {number} [energyFloor] less energy counts as this much (default 0)
 * @property {number} [power] the exponent of |X|: 2 is power, 1 magnitude (default 2)
 * @property {number} [nMels] mel bands (default 128)
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default 0)
 * @property {number} [fMax] Hz of the highest band or row (default sampleRate / 2)
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's (default false)
 * @property {'slaney' | number | null} [norm] divide each band by half its width in Hz (slaney), by its p-norm, or not
 *   at all (null) (default 'slaney')
 * @property {'hz' | 'kaldi' | 'tf' | 'speechbrain' | 'floorBin'} [triangles] how bands are cut: straight in Hz on the
 *   scale of htk; or, all on the scale of HTK, as Kaldi, TensorFlow, SpeechBrain or python_speech_features have them
 *   (those have norm null) (default 'hz')
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} PreemphasisOptions
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 * @property {number} [coef] how much of the sample before is, or was, taken off (default 0.97)
 * @property {'librosa' | 'keep' | 'skip'} [first] what the first sample, which has none before it, becomes: librosa's 3
 *   x[0] - x[1]; itself; or nothing, the sound beginning with the second (default 'librosa')
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} DeemphasisOptions
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 * @property {number} [coef] how much of the sample before is, or was, taken off (default 0.97)
 * @property {'librosa' | 'keep'} [first] what the first sample was made into: librosa's 3 x[0] - x[1], or itself
 *   (default 'librosa')
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} MfccOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [power] the exponent of |X|: 2 is power, 1 magnitude (default 2)
 * @property {number} [nMels] mel bands (default 128)
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default 0)
 * @property {number} [fMax] Hz of the highest band or row (default sampleRate / 2)
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's (default false)
 * @property {'slaney' | number | null} [melNorm] divide each band by half its width in Hz (slaney), by its p-norm, or
 *   not at all (null) (default 'slaney')
 * @property {number} [amin] smaller values count as this much; by default 1e-10 of power, 1e-5 of magnitude
 * @property {number} [ref] what reads 0 dB (default 1)
 * @property {number | null} [minDb] nothing reads less than this; null: no limit (default null)
 * @property {number | null} [topDb] nothing lies further below the loudest of all than this; null: no limit (default
 *   80; live: null)
 * @property {number} [nMfcc] coefficients (default 20)
 * @property {number} [dctType] of the cosine transform, as SciPy numbers them (default 2)
 * @property {'ortho' | number | null} [norm] of the cosine transform: orthonormal, or (null) none (default 'ortho')
 * @property {number} [lifter] by which coefficient k counts for 1 + lifter / 2 sin(pi (k + lifterFrom) / lifter); 0:
 *   none (default 0)
 * @property {number} [lifterFrom] 1, as librosa counts, or 0, as Kaldi and python_speech_features (default 1)
 * @property {boolean} [htkCompat] coefficient 0 comes last, times the root of 2; an energy in its place, as it is
 *   (default false)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} MfccToMelOptions
 * @property {number} [nMels] bands (default 128)
 * @property {number} [dctType] of the cosine transform, as SciPy numbers them (default 2)
 * @property {'ortho' | number | null} [norm] of the cosine transform: orthonormal, or (null) none (default 'ortho')
 * @property {number} [lifter] by which coefficient k counts for 1 + lifter / 2 sin(pi (k + lifterFrom) / lifter); 0:
 *   none (default 0)
 * @property {number} [lifterFrom] 1, as librosa counts, or 0, as Kaldi and python_speech_features (default 1)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 * @property {number} [ref] the power that 0 dB is (default 1)
 */

/**
 * @typedef {object} MelToStftOptions
 * @property {number} [sampleRate] Hz; required, unless M has one
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [power] the exponent of |X| that M holds (default M's own, or else 2)
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default 0)
 * @property {number} [fMax] Hz of the highest band or row (default sampleRate / 2)
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's (default false)
 * @property {'slaney' | number | null} [norm] divide each band by half its width in Hz (slaney), by its p-norm, or not
 *   at all (null) (default 'slaney')
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} MelToAudioOptions
 * @property {number} [sampleRate] Hz; required, unless M has one
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [power] the exponent of |X| that M holds (default M's own, or else 2)
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default 0)
 * @property {number} [fMax] Hz of the highest band or row (default sampleRate / 2)
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's (default false)
 * @property {'slaney' | number | null} [norm] divide each band by half its width in Hz (slaney), by its p-norm, or not
 *   at all (null) (default 'slaney')
 * @property {'librosa' | 'throw'} [onNola] what to do where the windows leave samples uncovered (default 'throw')
 * @property {number} [length] samples to return; by default all that the rows cover
 * @property {number} [momentum] of fast Griffin-Lim; 0 is plain Griffin-Lim (default 0.99)
 * @property {number} [tolerance] of PGHI: fainter cells than this share of the loudest get noise for a phase (default
 *   1e-6)
 * @property {number} [nIter] iterations (default 32)
 * @property {number} [seed] of random phases, an integer from 0 (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 * @property {'random' | 'pghi' | null | Float32Array | Float64Array | { data: Float32Array | Float64Array, shape:
 *   readonly number[] }} [init] the phases to start from: random, PGHI's, all zero (null), or your own, radians
 *   [frames, bins], row-major (default 'random')
 * @property {(iteration: number, convergence: number) => unknown} [onIteration] called after each iteration, with the
 *   spectral convergence of the sound that it started from: how far that sound's magnitudes are from S, as a share of
 *   S. Where it returns false, the iteration ends and the sound so far is returned
 */

/**
 * @typedef {object} DeltaOptions
 * @property {number} [width] frames that the fit takes in, an odd number (default 9)
 * @property {number} [order] of the derivative, and of the polynomial (default 1)
 * @property {'interp' | 'nearest' | 'mirror' | 'constant' | 'wrap'} [mode] what lies beyond the ends: nothing, the fit
 *   is the outermost frames'; the end's frame; the frames mirrored; zeros; or, of all frames at once, the other end's
 *   (default 'interp')
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} PcenOptions
 * @property {number} [sampleRate] Hz (default the rows' own)
 * @property {number} [hopLength] samples from row to row (default the rows' own, or else 512)
 * @property {number} [gain] how much of the past level is divided by: its exponent (default 0.98)
 * @property {number} [bias] added before the root is taken (default 2)
 * @property {number} [power] the exponent that compresses; 0: a logarithm (default 0.5)
 * @property {number} [timeConstant] s over which the past counts (default 0.4)
 * @property {number} [eps] added to the past level (default 1e-6)
 * @property {number} [b] the share that a new frame has in the past level; by default from timeConstant
 * @property {number} [maxSize] bins around each, of which the greatest counts, of what was before (default 1)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} SpectralCentroidOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} SpectralBandwidthOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [p] the power of each frequency's distance from the centroid (default 2)
 * @property {boolean} [norm] divide each frame by its sum, so that its loudness doesn't matter (default true)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} SpectralRolloffOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [rollPercent] the share of the sum of magnitudes that lies up to the roll-off (default 0.85)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} SpectralFlatnessOptions
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [power] the exponent of the magnitudes whose flatness is taken (default 2)
 * @property {number} [amin] smaller values count as this much (default 1e-10)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} SpectralContrastOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default 200)
 * @property {number} [nBands] octaves from fMin on; one band more lies below them (default 6)
 * @property {number} [quantile] the share of a band's bins, at least one, whose mean is its peak, and its valley
 *   (default 0.02)
 * @property {boolean} [linear] peak less valley as they are, and not in dB (default false)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 * @property {number | null} [topDb] of a whole sound: no peak and no valley lies further below the greatest one; null:
 *   no limit, as live (default 80)
 */

/**
 * @typedef {object} PolyFeaturesOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [order] of the polynomial (default 1)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} RmsOptions
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [frameLength] samples a frame (default 2048)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} ZeroCrossingRateOptions
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {number} [threshold] samples up to this far below 0 count as positive (default 1e-10)
 * @property {number} [frameLength] samples a frame (default 2048)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} ChromaStftOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default null; live:
 *   0)
 * @property {number} [nChroma] pitch classes; of a constant-Q transform they must divide binsPerOctave (default 12)
 * @property {number | null} [norm] each frame's p-norm is 1 (Infinity: its greatest value is); null: none (default
 *   Infinity)
 * @property {number} [ctroct] where the octaves that count most lie, octaves above A0 (27.5 Hz) (default 5)
 * @property {number | null} [octwidth] standard deviation of the bell around them; null: all octaves count alike
 *   (default 2)
 * @property {boolean} [baseC] class 0 is C, and not A (default true)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} TonnetzOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [hopLength] samples from frame to frame (default 512)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default
 *   32.70319566257483)
 * @property {number} [binsPerOctave] bins an octave (default 36)
 * @property {number} [nOctaves] octaves that are gathered (default 7)
 * @property {number} [nBins] bins; bin b lies at fMin * 2^((b + tuning) / binsPerOctave) (default nOctaves *
 *   binsPerOctave)
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default null; live:
 *   0)
 * @property {number} [filterScale] how many times as long the filters are (default 1)
 * @property {number} [nChroma] pitch classes; of a constant-Q transform they must divide binsPerOctave (default 12)
 * @property {number} [threshold] smaller values become 0, before norm (default 0)
 * @property {number | null} [norm] each frame's p-norm is 1 (Infinity: its greatest value is); null: none (default
 *   Infinity)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} ChromaFilterbankOptions
 * @property {number} [sampleRate] Hz
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default 0)
 * @property {number | null} [norm] each filter's p-norm is 1; null: its window's peak is (default 2)
 * @property {number} [nChroma] pitch classes; of a constant-Q transform they must divide binsPerOctave (default 12)
 * @property {number} [ctroct] where the octaves that count most lie, octaves above A0 (27.5 Hz) (default 5)
 * @property {number | null} [octwidth] standard deviation of the bell around them; null: all octaves count alike
 *   (default 2)
 * @property {boolean} [baseC] class 0 is C, and not A (default true)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} YinOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [hopLength] samples from frame to frame (default frameLength / 4)
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [fMin] Hz of the lowest voice, above 0 (default 65.40639132514966)
 * @property {number} [fMax] Hz of the highest voice (default 2093.004522404789)
 * @property {number} [frameLength] samples a frame (default 2048)
 * @property {number} [troughThreshold] the first trough below it is the period, or else the lowest (default 0.1)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} PyinOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [hopLength] samples from frame to frame (default frameLength / 4)
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [fMin] Hz of the lowest voice, above 0 (default 65.40639132514966)
 * @property {number} [fMax] Hz of the highest voice (default 2093.004522404789)
 * @property {number} [resolution] from pitch to pitch, semitones (default 0.1)
 * @property {number} [frameLength] samples a frame (default 2048)
 * @property {number} [nThresholds] thresholds that troughs may lie below, from 0 to 1 (default 100)
 * @property {number} [boltzmannParameter] by how much the earlier of the troughs below a threshold count more (default
 *   2)
 * @property {number} [maxTransitionRate] octaves a second by which pitch may change (default 35.92)
 * @property {number} [switchProb] the probability that a voice begins, or ends, from frame to frame (default 0.01)
 * @property {number} [noTroughProb] the share of its probability that a threshold with no trough below it gives to the
 *   lowest trough (default 0.01)
 * @property {number | null} [fillNa] what stands for the frequency of frames without a voice; null: the best guess
 *   (default 0)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 * @property {import('../base/out.js').Out} [out] an earlier result of the same shape, or its array, which is written
 *   over and returned: memory that was used before costs no time. Not in a pool, whose Workers have memory of their own
 */

/**
 * @typedef {object} ReassignedOptions
 * @property {number} [sampleRate] Hz; required, unless samples is an AudioBuffer
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default nFft)
 * @property {number} [hopLength] samples from frame to frame (default winLength / 4)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros (default 'constant')
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default 0)
 * @property {number} [fMax] Hz of the highest band or row (default sampleRate / 2)
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's (default false)
 * @property {number} [refPower] cells of less power stay where they are (default 1e-6)
 * @property {boolean} [reassignTimes] move cells in time (default true)
 * @property {boolean} [reassignFrequencies] move cells in frequency (default true)
 * @property {'exact' | 'librosa'} [timeOrigin] librosa's times are half a sample late (default 'exact')
 * @property {'linear' | 'log' | 'mel'} [frequencyScale] the image's axis; a logarithmic one from 0 begins at C1 (32.7
 *   Hz), in whose row is all that lies below (default 'linear')
 * @property {number} [height] rows of the image (default nFft / 2 + 1)
 * @property {number | 'mix' | 'all'} [channel] which channel of an AudioBuffer, or 'all': results have a leading axis
 *   (default 0)
 */

/**
 * @typedef {object} PitchClassesOptions
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default
 *   32.70319566257483)
 * @property {number} [binsPerOctave] bins an octave (default 12)
 * @property {number} [nChroma] pitch classes; of a constant-Q transform they must divide binsPerOctave (default 12)
 * @property {number} [threshold] smaller values become 0, before norm (default 0)
 * @property {number | null} [norm] each frame's p-norm is 1 (Infinity: its greatest value is); null: none (default
 *   Infinity)
 */

/** @typedef {Record<string, never>} QuantiseOptions there are none */

/**
 * @typedef {object} SmoothOptions
 * @property {number | null} [winLenSmooth] frames over which chroma is smoothed; null: none (default 41)
 */

/**
 * @typedef {object} NormaliseOptions
 * @property {number | null} [norm] each frame's p-norm is 1 (Infinity: its greatest absolute value is); null: none
 *   (default 2)
 */

/**
 * @typedef {object} TuningStageOptions
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [fMin] Hz from which on peaks are looked for (default 150)
 * @property {number} [fMax] Hz up to which peaks are looked for (default 4000)
 * @property {number} [binsPerOctave] bins an octave (default 12)
 * @property {number} [resolution] of the estimate, bins (default 0.01)
 */

/**
 * @typedef {object} RtpghiOptions
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default as S was made, or
 *   2 * (bins - 1))
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame (default the
 *   spectrogram's own, or else nFft)
 * @property {number} [hopLength] samples from frame to frame (default the spectrogram's own, or else winLength / 4)
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default the
 *   spectrogram's own, or else 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default the
 *   spectrogram's own, or else true)
 * @property {'librosa' | 'throw'} [onNola] what to do where the windows leave samples uncovered (default 'throw')
 * @property {number} [length] samples to return; by default all that the rows cover
 * @property {number} [tolerance] of PGHI: fainter cells than this share of the loudest get noise for a phase (default
 *   1e-6)
 */

/**
 * @typedef {object} LogOptions
 * @property {number} [amin] smaller values count as this much (default 1e-10)
 * @property {number} [offset] added before the logarithm is taken (default 0)
 * @property {'e' | '10' | '2'} [base] of the logarithm (default 'e')
 */

/**
 * @typedef {object} DbStageOptions
 * @property {number} [amin] smaller values count as this much; by default 1e-10 of power, 1e-5 of magnitude
 * @property {number} [ref] what reads 0 dB (default 1)
 * @property {number | null} [minDb] nothing reads less than this; null: no limit (default null)
 * @property {number} [perDecade] dB for ten times the value; by default 10 for power, 20 for magnitude
 */

/**
 * @typedef {object} GainOptions
 * @property {number | null} [gainDb] what is added to every level; null: what lets a full-scale sine read 0 dB in each
 *   bin (default null)
 */

/** @typedef {Record<string, never>} NoOptions there are none */

/**
 * @typedef {object} AffineOptions
 * @property {number | null} [min] smaller values count as this much, before all else; null: no limit (default null)
 * @property {number} [add] added to every value (default 0)
 * @property {number} [multiply] by which it is then multiplied (default 1)
 */

/**
 * @typedef {object} WeightingOptions
 * @property {number | null} [minDb] no frequency counts less than this; null: no limit (default -80)
 * @property {'A' | 'B' | 'C' | 'D' | 'Z'} [curve] how loud frequencies count: A, B, C and D as librosa has them; Z all
 *   alike (default 'A')
 */

/**
 * @typedef {object} SpecAugmentOptions
 * @property {number} [seed] of what is drawn, an integer from 0: the same gives the same (default 0)
 * @property {number} [freqMaskParam] bins that a mask of bins is narrower than (default 0)
 * @property {number} [nFreqMasks] masks of bins (default 1)
 * @property {number} [timeMaskParam] frames that a mask of frames is shorter than (default 0)
 * @property {number} [nTimeMasks] masks of frames (default 1)
 * @property {number} [timeWarp] frames by which a frame is moved at most, what lies before and after it being stretched
 *   and squeezed; 0, or half of all frames and more: none is (default 0)
 * @property {'bicubic' | 'bilinear'} [warpMode] what lies between frames where they are stretched (default 'bicubic')
 * @property {number} [p] the share of all frames, or bins, that a mask may take at most (default 1)
 * @property {'mean' | number} [maskValue] what is put in the masks' place: a number, or the mean of all values (default
 *   0)
 */

/**
 * @typedef {object} AmplifyOptions
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 * @property {number} [factor] by which every sample is multiplied (default 1)
 */

/**
 * @typedef {object} ResampleStageOptions
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 * @property {number} [from] sample rate of the sound that comes; by default that of the chain
 * @property {number} [to] sample rate that it gets; required
 */

/**
 * @typedef {object} MelBandsOptions
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 * @property {number} [nMels] mel bands (default 128)
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default 0)
 * @property {number} [fMax] Hz of the highest band or row (default sampleRate / 2)
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's (default false)
 * @property {'slaney' | number | null} [norm] divide each band by half its width in Hz (slaney), by its p-norm, or not
 *   at all (null) (default 'slaney')
 */

/**
 * @typedef {object} DctOptions
 * @property {number} [nMfcc] coefficients (default 20)
 * @property {number} [dctType] of the cosine transform, as SciPy numbers them (default 2)
 * @property {'ortho' | number | null} [norm] of the cosine transform: orthonormal, or (null) none (default 'ortho')
 * @property {number} [lifter] by which coefficient k counts for 1 + lifter / 2 sin(pi (k + lifterFrom) / lifter); 0:
 *   none (default 0)
 * @property {number} [lifterFrom] 1, as librosa counts, or 0, as Kaldi and python_speech_features (default 1)
 * @property {boolean} [energy] the first number of what comes is a frame's log energy and takes coefficient 0's place
 *   (default false)
 * @property {boolean} [htkCompat] coefficient 0 comes last, times the root of 2; an energy in its place, as it is
 *   (default false)
 */

/**
 * @typedef {object} IdctOptions
 * @property {number} [nMels] bands (default 128)
 * @property {number} [dctType] of the cosine transform, as SciPy numbers them (default 2)
 * @property {'ortho' | number | null} [norm] of the cosine transform: orthonormal, or (null) none (default 'ortho')
 * @property {number} [lifter] by which coefficient k counts for 1 + lifter / 2 sin(pi (k + lifterFrom) / lifter); 0:
 *   none (default 0)
 * @property {number} [lifterFrom] 1, as librosa counts, or 0, as Kaldi and python_speech_features (default 1)
 */

/**
 * @typedef {object} BandwidthOptions
 * @property {number} [p] the power of each frequency's distance from the centroid (default 2)
 * @property {boolean} [norm] divide each frame by its sum, so that its loudness doesn't matter (default true)
 */

/**
 * @typedef {object} RolloffOptions
 * @property {number} [rollPercent] the share of the sum of magnitudes that lies up to the roll-off (default 0.85)
 */

/**
 * @typedef {object} FlatnessOptions
 * @property {number} [power] the exponent of |X|: 2 is power, 1 magnitude (default 2)
 * @property {number} [amin] smaller values count as this much (default 1e-10)
 */

/**
 * @typedef {object} ContrastOptions
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (default 200)
 * @property {number} [nBands] octaves from fMin on; one band more lies below them (default 6)
 * @property {number} [quantile] the share of a band's bins, at least one, whose mean is its peak, and its valley
 *   (default 0.02)
 * @property {boolean} [linear] peak less valley as they are, and not in dB (default false)
 */

/**
 * @typedef {object} PolynomialOptions
 * @property {number} [order] of the polynomial (default 1)
 */

/**
 * @typedef {object} ChromaFiltersOptions
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound (default 0)
 * @property {number} [nChroma] pitch classes; of a constant-Q transform they must divide binsPerOctave (default 12)
 * @property {number | null} [norm] each frame's p-norm is 1 (Infinity: its greatest value is); null: none (default
 *   Infinity)
 * @property {number} [ctroct] where the octaves that count most lie, octaves above A0 (27.5 Hz) (default 5)
 * @property {number | null} [octwidth] standard deviation of the bell around them; null: all octaves count alike
 *   (default 2)
 * @property {boolean} [baseC] class 0 is C, and not A (default true)
 */

/**
 * @typedef {object} OnsetOptions
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast (default 2048)
 * @property {number} [maxSize] bins around each, of which the greatest counts, of what was before (default 1)
 * @property {number} [lag] frames back to what a frame must exceed (default 1)
 * @property {'mean' | 'median'} [aggregate] what is made of all bins (default 'mean')
 * @property {boolean} [detrend] take the slow part of the result away (default false)
 * @property {boolean} [center] let onsets be nFft / (2 * hopLength) frames later, where frames with their sounds begin
 *   (default true)
 */

/**
 * @typedef {object} TempogramOptions
 * @property {Window} [window] a name, a name and its parameter, or values of your own; periodic (default 'hann')
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there (default true)
 * @property {number | null} [norm] each frame's p-norm is 1 (Infinity: its greatest absolute value is); null: none
 *   (default Infinity)
 * @property {number} [winLength] frames under the window, and lags (default 384)
 */

/**
 * @typedef {object} TempoOptions
 * @property {number} [startBpm] the tempo that is expected (default 120)
 * @property {number} [stdBpm] by which tempi deviate from it, usually (default 1)
 * @property {number | null} [maxTempo] only slower ones count; null: all (default 320)
 */

/**
 * @typedef {object} AnalyserOptions of each kind
 * @property {StftOptions} stft
 * @property {SpectrogramOptions} spectrogram
 * @property {MelSpectrogramOptions & { sampleRate: number }} mel
 * @property {ReassignedOptions & { sampleRate: number }} reassigned
 * @property {InstantaneousFrequencyOptions & { sampleRate: number }} instantaneousFrequency
 * @property {SynchrosqueezeOptions} synchrosqueeze
 * @property {CqtOptions & { sampleRate: number }} cqt
 * @property {VqtOptions & { sampleRate: number }} vqt
 * @property {PseudoCqtOptions & { sampleRate: number }} pseudoCqt
 * @property {PseudoCqtOptions & { sampleRate: number }} hybridCqt
 * @property {ChromaOptions & { sampleRate: number }} chroma
 * @property {ChromaCensOptions & { sampleRate: number }} chromaCens
 * @property {NsgtOptions & { sampleRate: number }} nsgt
 * @property {FbankOptions & { sampleRate: number }} fbank
 * @property {MfccOptions & { sampleRate: number }} mfcc
 * @property {SpectralCentroidOptions & { sampleRate: number }} spectralCentroid
 * @property {SpectralBandwidthOptions & { sampleRate: number }} spectralBandwidth
 * @property {SpectralRolloffOptions & { sampleRate: number }} spectralRolloff
 * @property {SpectralFlatnessOptions} spectralFlatness
 * @property {SpectralContrastOptions & { sampleRate: number }} spectralContrast
 * @property {PolyFeaturesOptions & { sampleRate: number }} polyFeatures
 * @property {ChromaStftOptions & { sampleRate: number }} chromaStft
 * @property {TonnetzOptions & { sampleRate: number }} tonnetz
 * @property {RmsOptions} rms
 * @property {ZeroCrossingRateOptions} zeroCrossingRate
 * @property {YinOptions & { sampleRate: number }} yin
 */

/**
 * @typedef {object} SynthesiserOptions of each kind
 * @property {InverseOptions} istft
 * @property {InverseSynchrosqueezeOptions} unsqueeze
 * @property {InverseCqtOptions} icqt
 * @property {InverseNsgtOptions} insgt
 * @property {RtpghiOptions} rtpghi
 * @property {PreemphasisOptions} preemphasis
 * @property {DeemphasisOptions} deemphasis
 * @property {AmplifyOptions} amplify
 * @property {ResampleStageOptions} resample
 */

/**
 * @typedef {object} FourierAnalyserOptions of each kind
 * @property {StftOptions} stft
 * @property {SpectrogramOptions} spectrogram
 * @property {MelSpectrogramOptions & { sampleRate: number }} mel
 */

/**
 * @typedef {object} FourierSynthesiserOptions of each kind
 * @property {InverseOptions} istft
 */

/**
 * @typedef {object} LiveOptions of all analyses: each heeds its own
 * @property {number} [sampleRate] Hz; without it times are in samples and frequencies in cycles a sample
 * @property {number} [nFft] samples a frame; even and without a prime factor above 5 is fast
 * @property {number} [winLength] samples under the window, which stands in the middle of the frame
 * @property {number} [hopLength] samples from frame to frame
 * @property {Window | Exclude<Window, ArrayLike<number>>} [window] a name, a name and its parameter, or values of your
 *   own; periodic
 * @property {boolean} [center] frame t is centred on sample t * hopLength, or else starts there
 * @property {'constant' | 'reflect' | 'edge' | 'symmetric' | 'linear_ramp'} [padMode] what lies beyond the ends of the
 *   sound, of centred frames; constant is zeros
 * @property {number} [power] the exponent of |X|: 2 is power, 1 magnitude
 * @property {'none' | 'magnitude' | 'psd'} [scaling] as SciPy's ShortTimeFFT; psd needs sampleRate
 * @property {number} [nMels] mel bands
 * @property {number} [fMin] Hz of the lowest band or row; of constant-Q kinds bin 0, above 0
 * @property {number} [fMax] Hz of the highest band or row
 * @property {boolean} [htk] HTK's mel scale in place of Slaney's
 * @property {'slaney' | number | null | 'ortho' | boolean} [norm] divide each band by half its width in Hz (slaney), by
 *   its p-norm, or not at all (null)
 * @property {number} [refPower] cells of less power stay where they are
 * @property {boolean} [reassignTimes] move cells in time
 * @property {boolean} [reassignFrequencies] move cells in frequency
 * @property {'exact' | 'librosa'} [timeOrigin] librosa's times are half a sample late
 * @property {'linear' | 'log' | 'mel'} [frequencyScale] the image's axis; a logarithmic one from 0 begins at C1 (32.7
 *   Hz), in whose row is all that lies below
 * @property {number} [height] rows of the image
 * @property {'phase' | 'derivative'} [method] by the phase's advance from frame to frame, less the expected, or by the
 *   window's derivative
 * @property {number} [binsPerOctave] bins an octave
 * @property {number} [nBins] bins; bin b lies at fMin * 2^((b + tuning) / binsPerOctave)
 * @property {number | null} [tuning] bins by which all lie higher; null: estimated from the sound
 * @property {number} [filterScale] how many times as long the filters are
 * @property {boolean} [scale] divide by the root of each filter's length
 * @property {boolean} [lowLatency] no column waits for its filters: they end at the column's own sample in place of
 *   lying around it, so latency is 1 sample. The price: the bins of a column are of different moments, bin b delays[b]
 *   samples before the column's (half its filter and, for decimation, at most a twentieth of it and 20 samples): low
 *   notes come late, a click is a curve, there is no inverse, and padMode must not mirror. For display
 * @property {number | null} [gamma] Hz added to each filter's bandwidth; null: in proportion to the ear's
 * @property {number} [nOctaves] octaves that are gathered
 * @property {number} [nChroma] pitch classes; of a constant-Q transform they must divide binsPerOctave
 * @property {number} [threshold] smaller values become 0, before norm
 * @property {number | null} [winLenSmooth] frames over which chroma is smoothed; null: none
 * @property {number | null} [padBefore] samples that padMode makes up before the first; null: nFft / 2 where frames are
 *   centred, otherwise none
 * @property {number | null} [padAfter] the same behind the last; negative: as many samples must lie behind every frame
 * @property {'center' | 'start'} [align] where the window stands: in the middle of a frame of nFft samples; or a frame
 *   has winLength samples, and zeros behind
 * @property {boolean} [periodic] the window is periodic, as the DFT wants it, or symmetric
 * @property {boolean} [removeDc] subtract each frame's mean, under its winLength samples
 * @property {number} [framePreemphasis] x[i] less so many times x[i - 1] within each frame, of its first sample less so
 *   many times itself (Kaldi's)
 * @property {Float32Array | { data: Float32Array | Float64Array | readonly number[], shape?: readonly number[] }}
 *   [filters] [nMels, nFft / 2 + 1] weights of your own, row-major; by default triangles
 * @property {number} [bankRate] the sample rate that bands are laid out for, where that is another one by mistake
 *   (StyleTTS2: 16000)
 * @property {boolean} [bfloat16] the window's values and the bands' weights are rounded to bfloat16, as checkpoints
 *   keep them (GigaAM v3)
 * @property {number} [powerOffset] added to |X|^2 before power is applied (HiFi-GAN: 1e-9)
 * @property {'none' | 'first' | 'last'} [energy] a further value of each row, before the bands or behind them: the
 *   frame's energy
 * @property {'frame' | 'spectrum'} [energyOf] the energy: of the frame's samples before pre-emphasis and window
 *   (Kaldi), or the sum of |X|^2
 * @property {number} [energyFloor] less energy counts as this much
 * @property {'hz' | 'kaldi' | 'tf' | 'speechbrain' | 'floorBin'} [triangles] how bands are cut: straight in Hz on the
 *   scale of htk; or, all on the scale of HTK, as Kaldi, TensorFlow, SpeechBrain or python_speech_features have them
 *   (those have norm null)
 * @property {'slaney' | number | null} [melNorm] divide each band by half its width in Hz (slaney), by its p-norm, or
 *   not at all (null)
 * @property {number} [amin] smaller values count as this much; by default 1e-10 of power, 1e-5 of magnitude
 * @property {number} [ref] what reads 0 dB
 * @property {number | null} [minDb] nothing reads less than this; null: no limit
 * @property {number | null} [topDb] nothing lies further below the loudest of all than this; null: no limit
 * @property {number} [nMfcc] coefficients
 * @property {number} [dctType] of the cosine transform, as SciPy numbers them
 * @property {number} [lifter] by which coefficient k counts for 1 + lifter / 2 sin(pi (k + lifterFrom) / lifter); 0:
 *   none
 * @property {number} [lifterFrom] 1, as librosa counts, or 0, as Kaldi and python_speech_features
 * @property {boolean} [htkCompat] coefficient 0 comes last, times the root of 2; an energy in its place, as it is
 * @property {number} [p] the power of each frequency's distance from the centroid
 * @property {number} [rollPercent] the share of the sum of magnitudes that lies up to the roll-off
 * @property {number} [nBands] octaves from fMin on; one band more lies below them
 * @property {number} [quantile] the share of a band's bins, at least one, whose mean is its peak, and its valley
 * @property {boolean} [linear] peak less valley as they are, and not in dB
 * @property {number} [order] of the polynomial
 * @property {number} [ctroct] where the octaves that count most lie, octaves above A0 (27.5 Hz)
 * @property {number | null} [octwidth] standard deviation of the bell around them; null: all octaves count alike
 * @property {boolean} [baseC] class 0 is C, and not A
 * @property {number} [frameLength] samples a frame
 * @property {number} [troughThreshold] the first trough below it is the period, or else the lowest
 */

/**
 * @typedef {object} RatedOptions of the methods that must know the sample rate
 * @property {MelSpectrogramOptions} melSpectrogram
 * @property {CqtOptions} cqt
 * @property {VqtOptions} vqt
 * @property {PseudoCqtOptions} pseudoCqt
 * @property {PseudoCqtOptions} hybridCqt
 * @property {ChromaOptions} chroma
 * @property {ChromaCensOptions} chromaCens
 * @property {TuningOptions} estimateTuning
 * @property {NsgtOptions} nsgt
 * @property {ReassignedSpectrogramOptions} reassignedSpectrogram
 * @property {ReassignedImageOptions} reassignedImage
 * @property {InstantaneousFrequencyOptions} instantaneousFrequency
 * @property {FbankOptions} fbank
 * @property {MfccOptions} mfcc
 * @property {SpectralCentroidOptions} spectralCentroid
 * @property {SpectralBandwidthOptions} spectralBandwidth
 * @property {SpectralRolloffOptions} spectralRolloff
 * @property {SpectralContrastOptions} spectralContrast
 * @property {PolyFeaturesOptions} polyFeatures
 * @property {ChromaStftOptions} chromaStft
 * @property {TonnetzOptions} tonnetz
 * @property {YinOptions} yin
 * @property {PyinOptions} pyin
 */

/**
 * What stands behind samples where the sample rate must be known: an AudioBuffer has one, and so may
 * a spectrogram; anything else is told it.
 * @template S, O
 * @typedef {[S] extends [import('../base/samples.js').AudioBufferLike | import('../engine/base.js').TensorLike] ?
 *   [options?: O] : [options: O & { sampleRate: number }]} Rated
 */

export {};
