/* specgram.h - sound to spectrograms and back: the whole public C API and its manual.
 *
 * One kind of object, plan-then-execute: a stream takes samples and gives rows (one spectrum a row), or takes rows and
 * gives samples, by a chain of stages. `create` judges every argument, allocates everything and fills every table;
 * after it nothing allocates, fails, blocks or logs, so it may run on an audio thread. Chunks of any length give the
 * same bits as the whole signal at once, on every machine, with or without SIMD.
 *
 *     sg_config config = sg_defaults("mel");
 *     config.sample_rate = 48000;
 *     sg_stream *stream;
 *     sg_status status = sg_stream_create(&stream, &(sg_step){"mel", &config}, 1, NULL);
 *     if (status) { puts(sg_strerror(status)); return; }
 *     for (size_t taken, done = 0; done < n; done += taken) {
 *       taken = sg_stream_write(stream, samples + done, n - done);
 *       while ((count = sg_stream_read(stream, rows, ROOM))) use(rows, count);
 *     }
 *     sg_stream_finish(stream);
 *     while ((count = sg_stream_read(stream, rows, ROOM))) use(rows, count);
 *     sg_stream_destroy(stream);
 */
#ifndef SPECGRAM_H
#define SPECGRAM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SG_VERSION 5 /* the ABI: of this header and of the wasm boundary, not of the package (package.json) */

/* Limits. The checks and the sentences of sg_strerror are made from the same numbers. */
/* <limits> made by scripts/generate.mjs from src/tables */
#define SG_FFT_MAX 262144         /* samples */
#define SG_HOP_MAX 65536          /* samples */
#define SG_MELS_MAX 4096          /* mel bands */
#define SG_BINS_MAX 4096          /* bins of a constant-Q transform */
#define SG_PER_OCTAVE_MAX 1024    /* bins an octave */
#define SG_HEIGHT_MAX 16384       /* rows of a reassigned image */
#define SG_RATE_MAX 10000000      /* Hz */
#define SG_WIDTH_MAX 1023         /* frames of a fit */
#define SG_ORDER_MAX 16           /* of a derivative */
#define SG_FIT_MAX 8              /* powers of Hz in a polynomial */
#define SG_STEPS_MAX 8            /* stages of a chain */
#define SG_SMOOTH_MAX 65536       /* frames that are smoothed together */
#define SG_ROW_LENGTH_MAX 1048576 /* numbers of a row that is given */
#define SG_ITERATIONS_MAX 100000  /* steps or rounds of what comes nearer to a sound */
#define SG_MASKS_MAX 1000         /* masks of frames, and of bins */
/* </limits> */
#define SG_SAMPLE_MAX 1e12f  /* louder samples are clamped to it: squares of spectra stay finite */
#define SG_ROW_MAX 1e18f     /* louder parts of rows to synthesise are clamped to it */
#define SG_SAMPLE_MIN 1e-15f /* fainter ones become 0: no subnormal can arise anywhere */

/* 0, or why a call did nothing. A refused config field f gives SG_BAD_FIELD + f. */
typedef int sg_status;
/* <statuses> made by scripts/generate.mjs from src/tables */
enum {
  SG_OK = 0,
  SG_NO_MEMORY, /* nothing is kept; the call may be tried again */
  SG_NO_SUCH_KIND,
  SG_NO_SUCH_FIELD,
  SG_NOLA, /* the windows' squares leave samples uncovered (on_nola throw) */
  SG_WIN_ABOVE_FFT,
  SG_F_ORDER,
  SG_NOTHING_MOVES,
  SG_WINDOW_SUM, /* a window of your own */
  SG_NEEDS_RATE,
  SG_TOO_LARGE, /* in 32 bits of address */
  SG_LOG_ZERO,
  SG_HOP_ABOVE_WINDOW,
  SG_FEW_FRAMES, /* nothing to rebuild a sound from */
  SG_LENGTH_FRAMES,
  SG_WINDOW_CENTRE, /* or synchrosqueezing has no inverse */
  SG_F_MIN,         /* where bins are counted from it */
  SG_ABOVE_NYQUIST,
  SG_FILTER_LONG,
  SG_LATE_PADDING,
  SG_STEPS,
  SG_DOES_NOT_FOLLOW,
  SG_ROW_LENGTH,
  SG_MANY_BINS,
  SG_NEEDS_REAL,
  SG_NEEDS_COMPLEX,
  SG_NO_FULL_SCALE,
  SG_ORDER_ABOVE_WIDTH,
  SG_OTHER_BINS,
  SG_NEEDS_SPECTRUM,
  SG_NEEDS_LEVELS,
  SG_SHORT_SLICE,
  SG_BEYOND_FRAMES, /* of frames whose number is known */
  SG_NEEDS_CONSTANT_Q,
  SG_WINDOW_PARAMETERS,
  SG_ODD_WINDOW,
  SG_OTHER_RATE,
  SG_RATES_APART,
  SG_NEEDS_POWERS,
  SG_F_MAX,
  SG_FRAME_SHORT,
  SG_ONE_VALUE,
  SG_NEEDS_END,
  SG_CONTRAST_BANDS,
  SG_FEW_BINS,
  SG_NEEDS_TEMPOGRAM,
  SG_BAD_FIELD = 100
};
/* </statuses> */

/* A sentence such as "hopLength must be an integer from 1 to 65536". Never NULL. */
const char *sg_strerror(sg_status status);

/* <words> made by scripts/generate.mjs from src/tables */
enum sg_window_kind {
  SG_BOXCAR,
  SG_HANN,
  SG_HAMMING,
  SG_BLACKMAN,
  SG_NUTTALL,
  SG_BLACKMANHARRIS,
  SG_FLATTOP,
  SG_BARTLETT,
  SG_PARZEN,
  SG_BOHMAN,
  SG_COSINE,
  SG_BARTHANN,
  SG_LANCZOS,
  SG_POVEY,
  SG_TRIANG,
  SG_KAISER,                /* parameter: beta >= 0 */
  SG_TUKEY,                 /* parameter: tapered share, 0..1 */
  SG_CHEBWIN,               /* parameter: side lobe attenuation, dB, 1..300 */
  SG_GAUSSIAN,              /* parameter: standard deviation, samples, > 0 */
  SG_EXPONENTIAL,           /* parameter: samples in which it falls by e, > 0 */
  SG_GENERAL_HAMMING,       /* parameter: alpha, 0..1 */
  SG_KAISER_BESSEL_DERIVED, /* parameter: beta >= 0 */
  SG_DPSS,                  /* parameter: half the bandwidth, bins, > 0 */
  SG_TAYLOR,                /* parameters: side lobes held level, and one, 1..100; their attenuation, dB, 1..300 */
  SG_GENERAL_GAUSSIAN,      /* parameters: half the exponent, > 0; width, samples, > 0 */
  SG_GENERAL_COSINE,        /* parameters: coefficients, at most 64; ... */
  SG_CUSTOM,                /* config.window_values */
  SG_WINDOWS
};

enum sg_pad_mode { SG_CONSTANT, SG_REFLECT, SG_EDGE, SG_SYMMETRIC, SG_LINEAR_RAMP, SG_PAD_MODES };

enum sg_align {
  SG_ALIGN_CENTER, /* a frame is n_fft samples, the window in their middle */
  SG_ALIGN_START,  /* a frame is win_length samples, and zeros behind them make n_fft */
  SG_ALIGNS
};

enum sg_energy { SG_ENERGY_NONE, SG_ENERGY_FIRST, SG_ENERGY_LAST, SG_ENERGIES };

enum sg_energy_of {
  SG_OF_FRAME,    /* the sum of its squared samples, after remove_dc, before frame_preemphasis and window (Kaldi) */
  SG_OF_SPECTRUM, /* the sum of |X|^2 over all bins (python_speech_features) */
  SG_ENERGY_SOURCES
};

enum sg_scaling {
  SG_SCALE_NONE,
  SG_SCALE_MAGNITUDE, /* spectrum / |sum of window|, as SciPy's ShortTimeFFT; one-sided, not doubled */
  SG_SCALE_PSD,       /* spectrum / sqrt(sample_rate * sum of squared window) */
  SG_SCALINGS
};

enum sg_triangles {
  SG_TRIANGLES_HZ,          /* straight in Hz (librosa, torchaudio) */
  SG_TRIANGLES_KALDI,       /* straight in HTK's mels, without the bin of sample_rate / 2 */
  SG_TRIANGLES_TF,          /* the same with it and without bin 0 (TensorFlow) */
  SG_TRIANGLES_SPEECHBRAIN, /* straight in Hz, on HTK's centres, the right half as wide as the left one */
  SG_TRIANGLES_FLOORBIN,    /* from bin to bin, those below HTK's corners times (n_fft + 1) / n_fft
                               (python_speech_features) */
  SG_TRIANGLE_KINDS
};

enum sg_on_nola {
  SG_NOLA_LIBROSA, /* divide where possible */
  SG_NOLA_THROW,   /* refuse hops that cannot be inverted */
  SG_ON_NOLAS
};

enum sg_time_origin { SG_ORIGIN_EXACT, SG_ORIGIN_LIBROSA, SG_ORIGINS };

enum sg_frequency_scale { SG_LINEAR, SG_LOG, SG_MEL, SG_SCALES };

enum sg_method { SG_BY_PHASE, SG_BY_DERIVATIVE, SG_METHODS };

enum sg_base { SG_BASE_E, SG_BASE_10, SG_BASE_2, SG_BASES };

enum sg_delta_mode {
  SG_DELTA_INTERP,
  SG_DELTA_NEAREST,
  SG_DELTA_MIRROR,
  SG_DELTA_CONSTANT,
  SG_DELTA_WRAP,
  SG_DELTA_MODES
};

enum sg_curve { SG_CURVE_A, SG_CURVE_B, SG_CURVE_C, SG_CURVE_D, SG_CURVE_Z, SG_CURVES };

enum sg_warp_mode { SG_WARP_BICUBIC, SG_WARP_BILINEAR, SG_WARP_MODES };

enum sg_first {
  SG_FIRST_LIBROSA, /* 3 x[0] - x[1]: before it the sound is taken to go on straight; a sound of one sample is
                       doubled */
  SG_FIRST_KEEP,    /* x[0] */
  SG_FIRST_SKIP,    /* none: the sound is a sample shorter, and begins at x[1] */
  SG_FIRSTS
};

enum sg_first_was { SG_FIRST_WAS_LIBROSA, SG_FIRST_WAS_KEEP, SG_FIRST_WASES };

enum sg_aggregate { SG_AGGREGATE_MEAN, SG_AGGREGATE_MEDIAN, SG_AGGREGATES };

#define SG_PAD_CENTER (-1000000.0)   /* pad_before: null; pad_after: null */
#define SG_NORM_SLANEY (-1.0)        /* norm: slaney */
#define SG_NORM_NONE 0.0             /* norm: null; filter_norm: null; chroma_norm: null; row_norm: null */
#define SG_GAMMA_ERB (-1.0)          /* gamma: null */
#define SG_MIN_DB_NONE (-1e+300)     /* min_db: null */
#define SG_GAIN_FULL_SCALE (-1e+300) /* gain_db: null */
#define SG_SMOOTH_NONE (-1.0)        /* win_len_smooth: null */
#define SG_MIN_NONE (-1e+300)        /* min: null */
#define SG_MASK_MEAN (-1e+300)       /* mask_value: mean */
#define SG_TOP_DB_NONE (-1.0)        /* top_db: null */
#define SG_DCT_ORTHO 1.0             /* dct_norm: ortho */
#define SG_DCT_PLAIN 0.0             /* dct_norm: null */
#define SG_OCTWIDTH_NONE (-1.0)      /* octwidth: null */
#define SG_FILL_BEST (-1e+300)       /* fill_na: null */
#define SG_TEMPO_ANY (-1.0)          /* max_tempo: null */
/* </words> */

/* Everything that any kind can be told. A kind reads its own fields only. */
/* <config> made by scripts/generate.mjs from src/tables */
typedef struct sg_config {
  double sample_rate;         /* Hz; without it times are in samples and frequencies in cycles a sample (>
                                 0..SG_RATE_MAX, 0: not given) */
  int n_fft;                  /* samples a frame; even and without a prime factor above 5 is fast (1..SG_FFT_MAX, 0:
                                 the kind's default) */
  int win_length;             /* samples under the window, which stands in the middle of the frame (1..SG_FFT_MAX, 0:
                                 the kind's default) */
  int hop_length;             /* samples from frame to frame (1..65536, 0: the kind's default) */
  int window;                 /* a name, a name and its parameter, or values of your own; periodic (enum
                                 sg_window_kind) */
  double window_parameter;    /* the window's parameter; how many, of those that take several
                                 (-1000000000..1000000000) */
  const float *window_values; /* copied by create: of SG_CUSTOM the window, [win_length]; of windows of several
                                 parameters these, [window_parameter][2]: each the sum of two floats */
  int center;                 /* 1: frame t is centred on sample t * hop_length, or else starts there (0 or 1) */
  int pad_mode;               /* what lies beyond the ends of the sound, of centred frames; constant is zeros (enum
                                 sg_pad_mode) */
  int pad_before;             /* samples that pad_mode makes up before the first; null: n_fft / 2 where frames are
                                 centred, otherwise none (0..SG_FFT_MAX, SG_PAD_CENTER (null)) */
  int pad_after;              /* the same behind the last; negative: as many samples must lie behind every frame
                                 (-262144..SG_FFT_MAX, SG_PAD_CENTER (null)) */
  int align;                  /* where the window stands: in the middle of a frame of n_fft samples; or a frame has
                                 win_length samples, and zeros behind (enum sg_align) */
  int periodic;               /* the window is periodic, as the DFT wants it, or symmetric (0 or 1) */
  int remove_dc;              /* subtract each frame's mean, under its win_length samples (0 or 1) */
  double frame_preemphasis;   /* x[i] less so many times x[i - 1] within each frame, of its first sample less so many
                                 times itself (Kaldi's) (0..1) */
  const float *filters;       /* [n_mels, n_fft / 2 + 1] weights of your own, row-major; by default triangles */
  int filters_length;         /* how many numbers filters holds (0..2147483647) */
  double bank_rate;           /* the sample rate that bands are laid out for, where that is another one by mistake
                                 (StyleTTS2: 16000) (> 0..SG_RATE_MAX, 0: the kind's default) */
  int bfloat16;               /* the window's values and the bands' weights are rounded to bfloat16, as checkpoints
                                 keep them (GigaAM v3) (0 or 1) */
  double power_offset;        /* added to |X|^2 before power is applied (HiFi-GAN: 1e-9) (0..1e30) */
  int energy;                 /* a further value of each row, before the bands or behind them: the frame's energy
                                 (enum sg_energy) */
  int energy_of;              /* the energy: of the frame's samples before pre-emphasis and window (Kaldi), or the
                                 sum of |X|^2 (enum sg_energy_of) */
  double energy_floor;        /* less energy counts as this much (0..1e30) */
  double power;               /* the exponent of |X|: 2 is power, 1 magnitude (0.001..8) */
  int scaling;                /* as SciPy's ShortTimeFFT; psd needs sample_rate (enum sg_scaling) */
  int n_mels;                 /* mel bands (1..4096) */
  double f_min;               /* Hz of the lowest band or row; of constant-Q kinds bin 0, above 0 (0..SG_RATE_MAX) */
  double f_max;               /* Hz of the highest band or row (0..SG_RATE_MAX, 0: the kind's default) */
  int htk;                    /* HTK's mel scale in place of Slaney's (0 or 1) */
  double norm;                /* divide each band by half its width in Hz (slaney), by its p-norm, or not at all
                                 (null) (> 0..INFINITY, SG_NORM_SLANEY (slaney), SG_NORM_NONE (null)) */
  int triangles;              /* how bands are cut: straight in Hz on the scale of htk; or, all on the scale of HTK,
                                 as Kaldi, TensorFlow, SpeechBrain or python_speech_features have them (those have
                                 norm null) (enum sg_triangles) */
  int on_nola;                /* what to do where the windows leave samples uncovered (enum sg_on_nola) */
  double length;              /* samples to return; by default all that the rows cover (0..9000000000000000, -1: not
                                 given) */
  int bins_per_octave;        /* bins an octave (1..SG_PER_OCTAVE_MAX) */
  int n_octaves;              /* octaves that are gathered (1..32) */
  int n_bins;                 /* bins; bin b lies at f_min * 2^((b + tuning) / bins_per_octave) (1..4096, 0: the
                                 kind's default) */
  double tuning;              /* bins by which all lie higher; null: estimated from the sound (-1000..1000) */
  double filter_scale;        /* how many times as long the filters are (0.001..1000) */
  double filter_norm;         /* each filter's p-norm is 1; null: its window's peak is (> 0..INFINITY, SG_NORM_NONE
                                 (null)) */
  double gamma;               /* Hz added to each filter's bandwidth; null: in proportion to the ear's (0..1000000,
                                 SG_GAMMA_ERB (null)) */
  int scale;                  /* divide by the root of each filter's length (0 or 1) */
  int low_latency;            /* no column waits for its filters: they end at the column's own sample in place of
                                 lying around it, so latency is 1 sample. The price: the bins of a column are of
                                 different moments, bin b delays[b] samples before the column's (half its filter and,
                                 for decimation, at most a twentieth of it and 20 samples): low notes come late, a
                                 click is a curve, there is no inverse, and pad_mode must not mirror. For display (0
                                 or 1) */
  int n_chroma;               /* pitch classes; of a constant-Q transform they must divide bins_per_octave
                                 (1..SG_PER_OCTAVE_MAX) */
  double threshold;           /* smaller values become 0, before norm (0..1000000000000000000) */
  double chroma_norm;         /* each frame's p-norm is 1 (Infinity: its greatest value is); null: none (>
                                 0..INFINITY, SG_NORM_NONE (null)) */
  double ref_power;           /* cells of less power stay where they are (0..1e30) */
  int reassign_times;         /* move cells in time (0 or 1) */
  int reassign_frequencies;   /* move cells in frequency (0 or 1) */
  int time_origin;            /* librosa's times are half a sample late (enum sg_time_origin) */
  int fill_nan;               /* cells below ref_power get their own centre in place of NaN (0 or 1) */
  int clip;                   /* nothing lies outside 0 .. sample_rate / 2 and the sound's duration (0 or 1) */
  int frequency_scale;        /* the image's axis; a logarithmic one from 0 begins at C1 (32.7 Hz), in whose row is
                                 all that lies below (enum sg_frequency_scale) */
  int height;                 /* rows of the image (2..SG_HEIGHT_MAX, 0: the kind's default) */
  double column_step;         /* samples from one of the image's columns to the next (0..1000000000000, 0: the kind's
                                 default) */
  int derivative;             /* by the phase's advance from frame to frame, less the expected, or by the window's
                                 derivative (enum sg_method) */
  double momentum;            /* of fast Griffin-Lim; 0 is plain Griffin-Lim (0..10) */
  double tolerance;           /* of PGHI: fainter cells than this share of the loudest get noise for a phase
                                 (1e-12..1) */
  double amin;                /* smaller values count as this much (0..1e30) */
  double offset;              /* added before the logarithm is taken (0..1e30) */
  int base;                   /* of the logarithm (enum sg_base) */
  double db_amin;             /* smaller values count as this much; by default 1e-10 of power, 1e-5 of magnitude (>
                                 0..1e30, 0: not given) */
  double ref;                 /* what reads 0 dB (> 0..1e30) */
  double min_db;              /* nothing reads less than this; null: no limit (-1000000..1000000, SG_MIN_DB_NONE
                                 (null)) */
  double gain_db;             /* what is added to every level; null: what lets a full-scale sine read 0 dB in each
                                 bin (-300..300, SG_GAIN_FULL_SCALE (null)) */
  int width;                  /* frames that the fit takes in, an odd number (3..SG_WIDTH_MAX) */
  int order;                  /* of the derivative, and of the polynomial (1..16) */
  int mode;                   /* what lies beyond the ends: nothing, the fit is the outermost frames'; the end's
                                 frame; the frames mirrored; zeros; or, of all frames at once, the other end's (enum
                                 sg_delta_mode) */
  int win_len_smooth;         /* frames over which chroma is smoothed; null: none (1..65536, SG_SMOOTH_NONE (null)) */
  double row_norm;            /* each frame's p-norm is 1 (Infinity: its greatest absolute value is); null: none (>
                                 0..INFINITY, SG_NORM_NONE (null)) */
  double resolution;          /* of the estimate, bins (0.000001..0.999999) */
  int n_iter;                 /* iterations (0..SG_ITERATIONS_MAX) */
  int init;                   /* the phases to start from (enum sg_init) (0..3) */
  double seed;                /* of random phases, an integer from 0 (0..9007199254740991) */
  double n_frames;            /* rows that will come, of what must know before the first, or can tell what length
                                 they are enough for (1..9000000000000000, 0: not given) */
  double min;                 /* smaller values count as this much, before all else; null: no limit (-1e30..1e30,
                                 SG_MIN_NONE (null)) */
  double add;                 /* added to every value (-1e30..1e30) */
  double multiply;            /* by which it is then multiplied (-1e30..1e30) */
  int curve;                  /* how loud frequencies count: A, B, C and D as librosa has them; Z all alike (enum
                                 sg_curve) */
  double freq_mask_param;     /* bins that a mask of bins is narrower than (0..1000000000) */
  int n_freq_masks;           /* masks of bins (0..1000) */
  double time_mask_param;     /* frames that a mask of frames is shorter than (0..1000000000) */
  int n_time_masks;           /* masks of frames (0..1000) */
  int time_warp;              /* frames by which a frame is moved at most, what lies before and after it being
                                 stretched and squeezed; 0, or half of all frames and more: none is (0..1000000) */
  int warp_mode;              /* what lies between frames where they are stretched (enum sg_warp_mode) */
  double mask_share;          /* the share of all frames, or bins, that a mask may take at most (0..1) */
  double mask_value;          /* what is put in the masks' place: a number, or the mean of all values (-1e30..1e30,
                                 SG_MASK_MEAN (mean)) */
  double per_decade;          /* dB for ten times the value; by default 10 for power, 20 for magnitude (> 0..1000, 0:
                                 not given) */
  double top_db;              /* nothing lies further below the loudest of all than this; null: no limit (0..1000000,
                                 SG_TOP_DB_NONE (null)) */
  int n_mfcc;                 /* coefficients (1..4096) */
  int dct_type;               /* of the cosine transform, as SciPy numbers them (1..3) */
  int dct_norm;               /* of the cosine transform: orthonormal, or (null) none (0..1, SG_DCT_ORTHO (ortho),
                                 SG_DCT_PLAIN (null)) */
  double lifter;              /* by which coefficient k counts for 1 + lifter / 2 sin(pi (k + lifter_from) / lifter);
                                 0: none (0..1000000) */
  int lifter_from;            /* 1, as librosa counts, or 0, as Kaldi and python_speech_features (0..1) */
  int dct_energy;             /* the first number of what comes is a frame's log energy and takes coefficient 0's
                                 place (0 or 1) */
  int htk_compat;             /* coefficient 0 comes last, times the root of 2; an energy in its place, as it is (0
                                 or 1) */
  double pcen_gain;           /* how much of the past level is divided by: its exponent (0..100) */
  double bias;                /* added before the root is taken (0..1000000000) */
  double pcen_power;          /* the exponent that compresses; 0: a logarithm (0..8) */
  double time_constant;       /* s over which the past counts (> 0..1000000) */
  double eps;                 /* added to the past level (> 0..1e30) */
  double smoothing;           /* the share that a new frame has in the past level; by default from time_constant (>
                                 0..1, 0: not given) */
  int max_size;               /* bins around each, of which the greatest counts, of what was before (1..4096) */
  int row_length;             /* numbers a row (1..SG_ROW_LENGTH_MAX, 0: the kind's default) */
  int quantity;               /* what they are (enum sg_quantity) (1..18) */
  double row_origin;          /* the sample that row 0 stands for (-1000000000000000..1000000000000000) */
  const double *frequencies;  /* [bins] Hz, copied by create; NULL: those of Fourier frames of n_fft, or none where
                                 there are more or fewer bins */
  int frame_length;           /* samples a frame (1..SG_FFT_MAX) */
  double spread_order;        /* the power of each frequency's distance from the centroid (0.001..64) */
  int spread_norm;            /* divide each frame by its sum, so that its loudness doesn't matter (0 or 1) */
  double roll_percent;        /* the share of the sum of magnitudes that lies up to the roll-off (1e-9..0.999999999) */
  int n_bands;                /* octaves from f_min on; one band more lies below them (1..32) */
  double quantile;            /* the share of a band's bins, at least one, whose mean is its peak, and its valley
                                 (1e-9..0.999999999) */
  int linear;                 /* peak less valley as they are, and not in dB (0 or 1) */
  int contrast_parts;         /* rows of all peaks and behind them all valleys, in place of their contrast (0 or 1) */
  int fit_order;              /* of the polynomial (0..8) */
  double ctroct;              /* where the octaves that count most lie, octaves above A0 (27.5 Hz) (0..100) */
  double octwidth;            /* standard deviation of the bell around them; null: all octaves count alike (>
                                 0..1000000, SG_OCTWIDTH_NONE (null)) */
  int base_c;                 /* class 0 is C, and not A (0 or 1) */
  double coef;                /* how much of the sample before is, or was, taken off (0..1) */
  int first;                  /* what the first sample, which has none before it, becomes: librosa's 3 x[0] - x[1];
                                 itself; or nothing, the sound beginning with the second (enum sg_first) */
  int first_was;              /* what the first sample was made into: librosa's 3 x[0] - x[1], or itself (enum
                                 sg_first_was) */
  double factor;              /* by which every sample is multiplied (-1000000000..1000000000) */
  double from;                /* sample rate of the sound that comes; by default that of the chain (> 0..SG_RATE_MAX,
                                 0: not given) */
  double to;                  /* sample rate that it gets; required (> 0..SG_RATE_MAX, 0: not given) */
  double trough_threshold;    /* the first trough below it is the period, or else the lowest (> 0..1e30) */
  int n_thresholds;           /* thresholds that troughs may lie below, from 0 to 1 (1..10000) */
  double boltzmann_parameter; /* by how much the earlier of the troughs below a threshold count more (0.001..1000) */
  double max_transition_rate; /* octaves a second by which pitch may change (> 0..1000000) */
  double switch_prob;         /* the probability that a voice begins, or ends, from frame to frame (1e-12..0.999999) */
  double no_trough_prob;      /* the share of its probability that a threshold with no trough below it gives to the
                                 lowest trough (0..1) */
  double fill_na;             /* what stands for the frequency of frames without a voice; null: the best guess
                                 (-1000000000..1000000000, SG_FILL_BEST (null)) */
  int lag;                    /* frames back to what a frame must exceed (1..65536) */
  int aggregate;              /* what is made of all bins (enum sg_aggregate) */
  int detrend;                /* take the slow part of the result away (0 or 1) */
  int onset_center;           /* let onsets be n_fft / (2 * hop_length) frames later, where frames with their sounds
                                 begin (0 or 1) */
  int tempo_length;           /* frames under the window, and lags (1..65536) */
  double start_bpm;           /* the tempo that is expected (> 0..1000000) */
  double std_bpm;             /* by which tempi deviate from it, usually (0.000001..1000000) */
  double max_tempo;           /* only slower ones count; null: all (> 0..1000000000, SG_TEMPO_ANY (null)) */
} sg_config;
/* </config> */

/* What holds for a kind where nothing is said: librosa 0.11's defaults. It lacks sample_rate alone, where Hz matter.
 * What depends on other fields is not given (0): create fills that in when those are known. NULL: what most kinds
 * have. */
sg_config sg_defaults(const char *kind);

/* Fills in what is not given, and judges every field by itself. create does so to a copy of its own. */
sg_status sg_config_complete(sg_config *config, const char *kind);

/* <readers> made by scripts/generate.mjs from src/tables */
/* Groups of fields that are read together:
 *   frames      n_fft win_length hop_length window window_parameter window_values center
 *   sound       sample_rate pad_mode
 *   power       power
 *   bank        sample_rate n_mels f_min f_max htk norm
 *   synthesis   length
 *   reassign    ref_power reassign_times reassign_frequencies time_origin
 *   grid        f_min f_max htk frequency_scale height
 *   constantQ   sample_rate hop_length window window_parameter window_values f_min bins_per_octave n_bins tuning
 *               filter_scale filter_norm scale
 *   padding     pad_mode
 *   slices      sample_rate n_fft f_min bins_per_octave n_bins tuning
 *   retrieval   pad_mode on_nola tolerance seed n_frames
 *   framing     pad_before pad_after align periodic remove_dc frame_preemphasis filters filters_length bank_rate
 *               bfloat16 power_offset energy energy_of energy_floor triangles
 *   pitch       sample_rate hop_length center pad_mode f_min f_max frame_length
 * Which kind reads which, and those of its defaults that are not the same for all:
 *   "stft"                    frames sound
 *   "spectrogram"             frames sound power scaling
 *   "mel"                     frames sound power bank; by default hop_length 512
 *   "istft"                   frames synthesis on_nola n_frames
 *   "melFilterbank"           bank n_fft
 *   "reassignment"            frames sound reassign fill_nan clip
 *   "reassigned"              frames sound reassign grid column_step
 *   "instantaneousFrequency"  frames sound derivative
 *   "synchrosqueeze"          frames sound ref_power; by default hop_length win_length / 32
 *   "unsqueeze"               frames synthesis on_nola n_frames; by default hop_length win_length / 32
 *   "cqt"                     constantQ padding low_latency; by default hop_length 512, f_min 32.70319566257483
 *   "vqt"                     constantQ padding gamma low_latency; by default hop_length 512, f_min 32.70319566257483,
 *                             gamma SG_GAMMA_ERB
 *   "pseudoCqt"               constantQ padding; by default hop_length 512, f_min 32.70319566257483
 *   "hybridCqt"               constantQ padding; by default hop_length 512, f_min 32.70319566257483
 *   "chroma"                  constantQ padding n_octaves n_chroma threshold chroma_norm, filter_norm always 1, scale
 *                             always 1, low_latency always 0; by default hop_length 512, f_min 32.70319566257483,
 *                             bins_per_octave 36, n_bins n_octaves * bins_per_octave
 *   "chromaCens"              constantQ padding n_octaves n_chroma threshold win_len_smooth row_norm, chroma_norm
 *                             always 1, filter_norm always 1, scale always 1, low_latency always 0; by default
 *                             hop_length 512, f_min 32.70319566257483, bins_per_octave 36, n_bins n_octaves *
 *                             bins_per_octave
 *   "pitchClasses"            f_min bins_per_octave n_chroma threshold chroma_norm; by default f_min 32.70319566257483
 *   "quantise"                nothing
 *   "smooth"                  win_len_smooth
 *   "normalise"               row_norm
 *   "estimateTuning"          frames sound power f_min f_max bins_per_octave resolution, win_length always n_fft,
 *                             hop_length always win_length / 4, window always hann, center always 1, pad_mode always
 *                             constant, power always 1, scaling always none; by default f_min 150, f_max 4000
 *   "tuning"                  sample_rate n_fft f_min f_max bins_per_octave resolution; by default f_min 150, f_max
 *                             4000
 *   "nsgt"                    slices; by default n_fft fitted, f_min 32.70319566257483, n_bins fitted
 *   "icqt"                    constantQ synthesis gamma n_frames; by default hop_length 512, f_min 32.70319566257483
 *   "icqtLeastSquares"        constantQ synthesis gamma n_iter n_frames; by default hop_length 512, f_min
 *                             32.70319566257483, n_iter 16
 *   "griffinLimCqt"           constantQ synthesis gamma momentum n_iter init seed n_frames; by default hop_length 512,
 *                             f_min 32.70319566257483
 *   "insgt"                   slices synthesis n_frames; by default n_fft fitted, f_min 32.70319566257483, n_bins
 *                             fitted
 *   "rtpghi"                  frames synthesis on_nola tolerance n_frames
 *   "griffinLim"              frames synthesis retrieval momentum n_iter init
 *   "pghi"                    frames synthesis retrieval
 *   "pghiPhase"               frames synthesis retrieval
 *   "log"                     amin offset base
 *   "db"                      db_amin ref min_db per_decade
 *   "delta"                   width order mode
 *   "gain"                    gain_db
 *   "phase"                   nothing
 *   "frequencyOffset"         nothing
 *   "fbank"                   frames sound framing power bank; by default hop_length 512
 *   "given"                   sample_rate n_fft power column_step row_length quantity row_origin frequencies
 *   "affine"                  min add multiply
 *   "weighting"               min_db curve; by default min_db -80
 *   "specAugment"             seed freq_mask_param n_freq_masks time_mask_param n_time_masks time_warp warp_mode
 *                             mask_share mask_value
 *   "preemphasis"             sample_rate coef first
 *   "deemphasis"              sample_rate coef first_was
 *   "amplify"                 sample_rate factor
 *   "resample"                sample_rate from to
 *   "melBands"                bank
 *   "dct"                     n_mfcc dct_type dct_norm lifter lifter_from dct_energy htk_compat
 *   "idct"                    n_mels dct_type dct_norm lifter lifter_from
 *   "pcen"                    sample_rate hop_length pcen_gain bias pcen_power time_constant eps smoothing max_size; by
 *                             default hop_length undefined
 *   "mfcc"                    frames sound power bank db_amin ref min_db top_db n_mfcc dct_type dct_norm lifter
 *                             lifter_from htk_compat, per_decade always 10, energy always none, dct_energy always 0; by
 *                             default hop_length 512
 *   "melInverse"              bank power n_fft, n_mels always 128
 *   "melToAudio"              frames synthesis retrieval bank power momentum n_iter init, n_mels always 128; by default
 *                             hop_length 512
 *   "centroid"                nothing
 *   "bandwidth"               spread_order spread_norm
 *   "rolloff"                 roll_percent
 *   "flatness"                power amin
 *   "contrast"                f_min n_bands quantile linear contrast_parts; by default f_min 200
 *   "polynomial"              fit_order
 *   "spectrumRms"             nothing
 *   "chromaFilters"           tuning n_chroma chroma_norm ctroct octwidth base_c
 *   "tonalCentroid"           nothing
 *   "spectralCentroid"        frames sound power, power always 1, scaling always none; by default hop_length 512
 *   "spectralBandwidth"       frames sound power spread_order spread_norm, power always 1, scaling always none; by
 *                             default hop_length 512
 *   "spectralRolloff"         frames sound power roll_percent, power always 1, scaling always none; by default
 *                             hop_length 512
 *   "spectralFlatness"        frames sound power amin, scaling always none; by default hop_length 512
 *   "fineSpectrogram"         frames sound
 *   "spectralContrast"        frames sound f_min n_bands quantile linear contrast_parts; by default hop_length 512,
 *                             f_min 200
 *   "polyFeatures"            frames sound power fit_order, power always 1, scaling always none; by default hop_length
 *                             512
 *   "chromaStft"              frames sound power tuning n_chroma chroma_norm ctroct octwidth base_c, power always 2,
 *                             scaling always none; by default hop_length 512
 *   "chromaFilterbank"        sample_rate n_fft tuning filter_norm n_chroma ctroct octwidth base_c; by default
 *                             filter_norm 2
 *   "tonnetz"                 constantQ padding n_octaves n_chroma threshold chroma_norm, filter_norm always 1, scale
 *                             always 1, low_latency always 0; by default hop_length 512, f_min 32.70319566257483,
 *                             bins_per_octave 36, n_bins n_octaves * bins_per_octave
 *   "rms"                     sample_rate hop_length center pad_mode frame_length; by default hop_length 512
 *   "zeroCrossingRate"        sample_rate hop_length center threshold frame_length; by default hop_length 512,
 *                             threshold 1e-10
 *   "yin"                     pitch trough_threshold; by default hop_length frame_length / 4, f_min 65.40639132514966,
 *                             f_max 2093.004522404789
 *   "pyin"                    pitch resolution n_frames n_thresholds boltzmann_parameter max_transition_rate
 *                             switch_prob no_trough_prob fill_na; by default hop_length frame_length / 4, f_min
 *                             65.40639132514966, f_max 2093.004522404789, resolution 0.1
 *   "onset"                   n_fft max_size lag aggregate detrend onset_center
 *   "tempogram"               window window_parameter center row_norm tempo_length; by default row_norm Infinity
 *   "tempo"                   start_bpm std_bpm max_tempo
 */
/* </readers> */

/* <calls> made by scripts/generate.mjs from src/tables */
/* Which call may return what, beside SG_OK:
 *   sg_chroma_filterbank    SG_NO_MEMORY SG_WIN_ABOVE_FFT SG_NOTHING_MOVES SG_NEEDS_RATE SG_NEEDS_SPECTRUM SG_BAD_FIELD
 *                           + f
 *   sg_config_complete      SG_NO_SUCH_KIND SG_WIN_ABOVE_FFT SG_NOTHING_MOVES SG_MANY_BINS SG_BAD_FIELD + f
 *   sg_config_set           SG_NO_SUCH_FIELD
 *   sg_mel_filterbank       SG_NO_MEMORY SG_WIN_ABOVE_FFT SG_F_ORDER SG_NOTHING_MOVES SG_NEEDS_RATE SG_BAD_FIELD + f
 *   sg_standardise          SG_NO_MEMORY SG_BAD_FIELD + f
 *   sg_stream_create        SG_NO_MEMORY SG_NO_SUCH_KIND SG_NOLA SG_WIN_ABOVE_FFT SG_F_ORDER SG_NOTHING_MOVES
 *                           SG_WINDOW_SUM SG_NEEDS_RATE SG_TOO_LARGE SG_LOG_ZERO SG_HOP_ABOVE_WINDOW SG_FEW_FRAMES
 *                           SG_LENGTH_FRAMES SG_WINDOW_CENTRE SG_F_MIN SG_ABOVE_NYQUIST SG_FILTER_LONG SG_LATE_PADDING
 *                           SG_STEPS SG_DOES_NOT_FOLLOW SG_ROW_LENGTH SG_MANY_BINS SG_NEEDS_REAL SG_NEEDS_COMPLEX
 *                           SG_NO_FULL_SCALE SG_ORDER_ABOVE_WIDTH SG_OTHER_BINS SG_NEEDS_SPECTRUM SG_NEEDS_LEVELS
 *                           SG_SHORT_SLICE SG_BEYOND_FRAMES SG_NEEDS_CONSTANT_Q SG_WINDOW_PARAMETERS SG_ODD_WINDOW
 *                           SG_OTHER_RATE SG_RATES_APART SG_NEEDS_POWERS SG_F_MAX SG_FRAME_SHORT SG_ONE_VALUE
 *                           SG_NEEDS_END SG_CONTRAST_BANDS SG_FEW_BINS SG_NEEDS_TEMPOGRAM SG_BAD_FIELD + f
 *   sg_window               SG_NO_MEMORY SG_WINDOW_PARAMETERS SG_ODD_WINDOW SG_BAD_FIELD + f
 *   sg_window_measure       SG_NO_MEMORY SG_WINDOW_SUM SG_BAD_FIELD + f
 */
/* </calls> */

/* ---- Streams. A chain of stages, each named and configured: what the first gives goes into the second, and so on.
 * Analyses take samples and give rows, syntheses take rows and give samples, and others turn rows into rows.
 *
 * Samples to rows:
 *   "stft"         complex spectra, [n_fft/2 + 1][2] (re, im)
 *   "spectrogram"  |X|^power, [n_fft/2 + 1]
 *   "mel"          mel bands of |X|^power, [n_mels]
 *   "cqt", "vqt"   complex constant-Q and variable-Q spectra, [n_bins][2]; always centred
 *   "pseudoCqt"    magnitudes of frames weighted by those of the CQT's filters, [n_bins]; not on the CQT's scale
 *   "hybridCqt"    |cqt|, and the pseudo-CQT where filters are shorter than two hops, [n_bins]
 *   "chroma"       |cqt| gathered in pitch classes, [n_chroma]
 *   "chromaCens"   chroma that is rounded, smoothed over time and normalised (CENS), [n_chroma]
 *   "estimateTuning"  one row, after finish: by how many bins, -1/2 to 1/2, pitches lie off A4 = 440 Hz
 *   "nsgt"         invertible constant-Q spectra of slices of n_fft samples, n_fft / 2 apart: bands 0, f_min ..
 *                  (n_bins of them), sample_rate / 2, each with as many complex values as its width needs
 *                  (facts.widths); a slice's values of a band are evenly spread over it
 *   "reassignment" where each cell's energy belongs, three planes [3][n_fft/2 + 1]: Hz, samples after the
 *                  row's own (both NaN below ref_power, unless fill_nan), and magnitude
 *   "reassigned"   that energy gathered on a grid, [height]
 *   "instantaneousFrequency"  Hz, [n_fft/2 + 1]
 *   "synchrosqueeze"  complex spectra squeezed along frequency, [n_fft/2 + 1][2], phase from the frame's centre
 * Samples to samples, alone or before one of these, which then takes its sample rate from them:
 *   "resample"     from one sample rate to another by a linear-phase low-pass filter whose delay is taken off: sample j
 *                  stands at j * from / to. n samples give ceil(n * to / from). Within 0.01 dB up to 0.9 of half the
 *                  lower rate, below -120 dB from 1.02 of it
 *   "preemphasis"  x[i] - coef * x[i - 1]
 *   "deemphasis"   undoes that: y[i] = x[i] + coef * y[i - 1]
 *   "amplify"      factor * x[i]
 *   "fineSpectrogram"  |X| worked in double, [n_fft/2 + 1]
 *   "rms"          the root mean square of frames of samples, [1]
 *   "zeroCrossingRate"  how many of a frame's samples are of another sign than the one before, as a share, [1]
 *   "spectralCentroid", "spectralBandwidth", "spectralRolloff", "spectralFlatness", "spectralContrast",
 *   "polyFeatures", "chromaStft", "tonnetz"  one of these and one of the stages below
 * Rows to rows, behind one of these:
 *   "log"    log(max(x, amin) + offset)
 *   "db"     decibels of power or magnitude
 *   "delta"  how rows change, by the polynomial that fits those around best
 *   "gain"   louder by so many decibels; by default so that a full-scale sine reads 0 dB in every bin
 *   "quantise"   0, 1/4 .. 1: how many of CENS's four thresholds a value exceeds
 *   "smooth"     means of the rows around, under a Hann window
 *   "normalise"  each row divided by its p-norm
 *   "tuning"     magnitudes of frames to what "estimateTuning" gives
 *   "phase"  of complex rows, pairs [bins][2]: the phase at the row's own moment, radians, and the power
 *   "frequencyOffset"  of complex rows, pairs [bins][2]: Hz from the bin to what sounds in it, and the power
 *   "centroid", "bandwidth"  of magnitudes: where they lie and how far they spread, Hz, [1]
 *   "rolloff"    up to where roll_percent of their sum lies, Hz, [1]
 *   "flatness"   their geometric over their arithmetic mean, [1]
 *   "contrast"   how far peaks stand out of valleys, below f_min and in each octave above, [n_bands + 1]
 *   "polynomial" the polynomial over Hz that fits them best, highest power first, [fit_order + 1]
 *   "spectrumRms"  of magnitudes or powers of frames: the root mean square of the frame under its window, [1]
 *   "chromaFilters"  powers of frames gathered in pitch classes by a bank of filters, [n_chroma]
 *   "tonalCentroid"  pitch classes to points on the circles of fifths, minor and major thirds, [3][2] (sin, cos)
 * Rows to samples:
 *   "istft"  complex rows [n_fft/2 + 1][2] to samples, by overlap-add over the sum of squared windows
 *   "icqt"   rows of "cqt" or (by gamma) "vqt" to samples, by their weighted transpose: the more exact, the denser the
 *            rows
 *   "insgt"  rows of "nsgt" to their samples
 *   "unsqueeze"  squeezed rows to samples, or any part of them: a component is the sum of its bins
 *   "rtpghi"     magnitudes [n_fft/2 + 1] to samples, with phases of its own and one frame of look-ahead
 * Rows to samples, by sg_stream_work when all n_frames rows are there:
 *   "icqtLeastSquares"  rows of "cqt" or (by gamma) "vqt" to the sound whose transform is nearest to them
 *   "griffinLimCqt"     magnitudes [n_bins] of either to a sound that has them, by Griffin and Lim's iteration
 *   "griffinLim"        magnitudes [n_fft/2 + 1] of "stft" to a sound that has them, likewise
 *   "pghi"              the same by phase gradient heap integration, in one step; random phases below the tolerance
 * Rows to rows, likewise:
 *   "pghiPhase"         such magnitudes to the phases that "pghi" finds, [n_fft/2 + 1]
 * What is negative or not finite among magnitudes counts as 0.
 */
typedef struct sg_stream sg_stream;

typedef struct sg_step {
  const char *kind;
  const sg_config *config; /* read by create alone */
} sg_step;

/* What the numbers of a row are. */
/* <quantities> made by scripts/generate.mjs from src/tables */
enum sg_quantity {
  SG_COMPLEX = 1,
  SG_POWER, /* |X|^exponent */
  SG_HERTZ,
  SG_CELLS, /* of "reassignment" */
  SG_DECIBEL,
  SG_LOGARITHM,
  SG_BINS,        /* of an octave, of "tuning" */
  SG_PHASE,       /* pairs of radians and power */
  SG_OFFSET,      /* pairs of Hz and power */
  SG_RADIANS,     /* phases alone */
  SG_SCALED,      /* shifted and scaled for a model */
  SG_CEPSTRUM,    /* cosine transforms of levels */
  SG_NORMALISED,  /* of "pcen" */
  SG_RATIO,       /* a share of something, or a rate a sample */
  SG_COEFFICIENT, /* of a sum of given functions */
  SG_ONSET,       /* rises of decibels */
  SG_LIKENESS,
  SG_TEMPO,
};
/* </quantities> */

/* The phases that "griffinLim" and "griffinLimCqt" start from. */
enum sg_init {
  SG_INIT_ZERO,   /* all 0 */
  SG_INIT_NOISE,  /* random ones; the same seed gives the same */
  SG_INIT_PHASES, /* radians, which every row has behind its magnitudes: [2][bins] */
  SG_INIT_PGHI    /* those of "pghi", of "griffinLim" alone */
};

/* What a stream takes and gives. Doubles, then integers, then addresses: the order that JavaScript reads. */
typedef struct sg_facts {
  double sample_rate; /* Hz, of the sound that rows are made of or that comes out; 0: unknown */
  double hop;         /* samples from row to row */
  double origin;      /* row t stands for sample origin + t * hop */
  double
      latency; /* samples written after a row's own (of a synthesis: that wait for further rows) before it is there */
  double exponent;   /* of SG_POWER */
  double phase_lead; /* samples by which phases are told of before the row's own moment */
  double first_rows; /* of the latency, what the first rows alone wait for */
  double step;       /* samples written for each sample of the sound that rows are made of: 1, but where that was
                        resampled. latency and first_rows are in samples written, everything else in that sound's: row t
                        is there once (origin + t * hop) * step + latency samples are written, rounded down */
  int input_length;  /* floats of a unit that is written: 1 for a sample, or a row's */
  int row_length;    /* floats of a unit that is read */
  int bins;          /* frequencies a row; 0 of samples */
  int quantity;      /* enum sg_quantity */
  int empty_bands;   /* bins that nothing can sound in: mel bands without a bin, image rows above half the rate */
  const double *frequencies; /* [bins] Hz, cycles a sample where the rate is unknown; NULL: none */
  const double *full_scale;  /* [bins] what a sine of amplitude 1 at the bin's frequency reads; NULL: not known */
  const double *lengths;     /* [bins] samples that a row's bin hears; NULL: not known */
  const int *widths; /* [bins] floats of a row that are each bin's, one bin after the other; NULL: the same of all */
  /* [bins] bin b of row t stands for sample origin + t * hop - delays[b]. NULL (0), but with low_latency: filters then
   * do not lie around the row's own sample but end there, or as little before it as decimation takes, so that a row is
   * there with its own sample. What that costs: the bins of a row are of different moments, each earlier than the row's
   * by half its filter's length and, for decimation, at most a twentieth of it and 20 samples. Low notes are late, and
   * a click is a curve. Values are those of the definition at the bin's own moment; they have no inverse here. */
  const int *delays;
} sg_facts;

/* How far a work is that needs all of what came before it. */
typedef struct sg_progress {
  double done, total;
  double iteration; /* complete ones */
  /* Of the last of them: how far the magnitudes of the sound that it started from are from those asked for, as a share
   * of these. */
  double convergence;
} sg_progress;

/* On failure *out is NULL, and *refused, where it is asked for (NULL: it is not), the index of the step at fault. */
sg_status sg_stream_create(sg_stream **out, const sg_step *steps, int count, int *refused);
void sg_stream_destroy(sg_stream *); /* NULL is fine */
void sg_stream_reset(sg_stream *);   /* as just created */

/* Takes up to n units (samples, or rows) and returns how many; fewer than n means that some must be read first.
 * NaN and infinities become 0, louder samples than SG_SAMPLE_MAX (in rows: SG_ROW_MAX) are clamped; both are counted.
 */
size_t sg_stream_write(sg_stream *, const float *units, size_t n);
/* Says that no more will come: the end is padded, and the last units can be read. */
void sg_stream_finish(sg_stream *);
/* Computes up to max units, [max][row_length], and returns how many. 0: write more, or call sg_stream_work. */
size_t sg_stream_read(sg_stream *, float *units, size_t max);
/* A step of what can only be done when all has been written, after finish. Returns whether it did any; read goes on
 * where it did none. */
int sg_stream_work(sg_stream *, sg_progress *progress);
void sg_stream_stop(sg_stream *); /* no more of it: what there is can be read */

const sg_facts *sg_stream_facts(const sg_stream *);
double sg_stream_count(const sg_stream *, double units); /* units that so many in all give */
double sg_stream_non_finite(const sg_stream *);          /* numbers zeroed or clamped since create or reset */

/* ---- Pieces. */

/* Fills window[length] in double precision from window, window_parameter and window_values; periodic as the DFT wants
 * it, or symmetric (SG_KAISER_BESSEL_DERIVED always is, and of even length). */
sg_status sg_window(double *window, int length, const sg_config *config, int periodic);

typedef struct sg_window_metrics {
  double main_lobe_width; /* bins, null to null */
  double side_lobe_level; /* dB relative to the main lobe's peak */
  double enbw;            /* equivalent noise bandwidth, bins */
  double scallop_loss;    /* dB, half a bin off centre (negative) */
  double coherent_gain;   /* mean of the window */
  double width_3db;       /* bins, full width at -3 dB */
} sg_window_metrics;
sg_status sg_window_measure(sg_window_metrics *out, const double *window, int length);

/* Whether windows one hop after the other, 1 <= hop <= length, add up to the same everywhere, within 1e-10; or their
 * squares to more than that, where squared. window[length] is written over. */
int sg_window_covers(double *window, int length, int hop, int squared);

/* Fills weights[n_mels][n_fft/2 + 1] from sample_rate, n_fft, n_mels, f_min, f_max, htk and norm. */
sg_status sg_mel_filterbank(float *weights, const sg_config *config);
/* Fills weights[n_chroma][n_fft/2 + 1] from sample_rate, n_fft, n_chroma, tuning, ctroct, octwidth, base_c and
 * filter_norm. */
sg_status sg_chroma_filterbank(float *weights, const sg_config *config);

/* The next n_fft >= n that is fast: even, and without a prime factor above 5. 0 when there is none up to SG_FFT_MAX. */
int sg_fft_next_size(double n);

/* x[n] in place: max(per_decade * log10(max(amin, x) / max(amin, ref)), least), rounded once from an error below
 * 1e-9 dB. per_decade is 10 for power; 20 for amplitude, of which the magnitude is taken. NaN counts as amin. */
void sg_to_db(float *x, size_t n, float per_decade, float amin, float ref, float least);
/* hz[n] in place: how loud frequencies count by a curve, in dB, at least min_db; 0 Hz -INFINITY, but by SG_CURVE_Z. */
void sg_weigh(double *hz, size_t n, int curve, double min_db);
/* SpecAugment of x[frames][bins] in place, by the options of the kind "specAugment", complete. What was drawn is in
 * drawn[2 + 2 * (n_time_masks + n_freq_masks)]: the frame that was warped and where it went (0, 0: none); where each
 * mask starts and ends, in frames, then in bins. */
sg_status sg_augment(float *x, int frames, int bins, const sg_config *config, double *drawn);
/* x[n] in place: scale * 10^(x / per_decade), at most FLT_MAX, scale >= 0. NaN counts as no power at all. */
void sg_from_db(float *x, size_t n, float per_decade, float scale);

/* The greatest of x[n]; NaN is none. */
float sg_greatest(const float *x, size_t n);
/* x[n] in place: (max(x, min) + add) * multiply. */
void sg_rescale(float *x, size_t n, float min, float add, float multiply);

/* What the values of a bin are divided by, once its mean over all rows is subtracted. */
enum sg_by {
  SG_BY_NOTHING,
  SG_BY_VARIANCE, /* sqrt(variance + eps) */
  SG_BY_DEVIATION /* sqrt(variance) + eps */
};
/* x[rows][bins] in place, ddof less than rows in the variance's denominator. What has no variance becomes 0. */
sg_status sg_standardise(float *x, size_t rows, size_t bins, int by, double ddof, double eps);

#ifdef __cplusplus
}
#endif
#endif
