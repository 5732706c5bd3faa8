/* config.h - the one list of config fields, their ranges and the sentences that refuse them. */
#ifndef SG_CONFIG_H
#define SG_CONFIG_H

#include "specgram.h"

/* FIELD(C name, JavaScript name, type, least, greatest, rule) */
#define SG_TEXT(x) SG_TEXT_OF(x)
#define SG_TEXT_OF(x) #x
#define SG_CONFIG_FIELDS(FIELD)                                                                              \
  FIELD(sample_rate, "sampleRate", double, 0, SG_RATE_MAX, "above 0 and at most " SG_TEXT(SG_RATE_MAX))      \
  FIELD(n_fft, "nFft", int, 2, SG_FFT_MAX,                                                                   \
        "an even integer from 2 to " SG_TEXT(SG_FFT_MAX) " with no prime factor above 5")                    \
  FIELD(hop_length, "hopLength", int, 1, SG_HOP_MAX, "an integer from 1 to " SG_TEXT(SG_HOP_MAX))            \
  FIELD(win_length, "winLength", int, 1, SG_FFT_MAX, "an integer from 1 to nFft")                            \
  FIELD(window, "window", int, 0, SG_WINDOWS - 1, "a window's name")                                         \
  FIELD(window_parameter, "windowParameter", double, -1e9, 1e9,                                              \
        "at least 0 for kaiser, from 0 to 1 for tukey, from 45 to 300 for chebwin and above 0 for gaussian") \
  FIELD(window_values, "windowValues", pointer, 0, 0, "finite numbers")                                      \
  FIELD(center, "center", int, 0, 1, "true or false")                                                        \
  FIELD(pad_mode, "padMode", int, 0, SG_PAD_MODES - 1, "a padding mode's name")                              \
  FIELD(power, "power", double, 1e-3, 8, "a number from 0.001 to 8")                                         \
  FIELD(scaling, "scaling", int, 0, SG_SCALINGS - 1, "a scaling's name")                                     \
  FIELD(n_mels, "nMels", int, 1, SG_MELS_MAX, "an integer from 1 to " SG_TEXT(SG_MELS_MAX))                  \
  FIELD(f_min, "fMin", double, 0, SG_RATE_MAX, "a number of Hz from 0 to " SG_TEXT(SG_RATE_MAX))             \
  FIELD(f_max, "fMax", double, 0, SG_RATE_MAX, "a number of Hz from 0 to " SG_TEXT(SG_RATE_MAX))             \
  FIELD(htk, "htk", int, 0, 1, "true or false")                                                              \
  FIELD(norm, "norm", double, -1, INFINITY, "'slaney', null, a number above 0 or Infinity")                  \
  FIELD(on_nola, "onNola", int, 0, 1, "'throw' or 'librosa'")                                                \
  FIELD(length, "length", count, -1, 9e15, "an integer of at least 0")                                       \
  FIELD(n_bins, "nBins", int, 1, SG_BINS_MAX, "an integer from 1 to " SG_TEXT(SG_BINS_MAX))                  \
  FIELD(bins_per_octave, "binsPerOctave", int, 1, SG_PER_OCTAVE_MAX,                                         \
        "an integer from 1 to " SG_TEXT(SG_PER_OCTAVE_MAX))                                                  \
  FIELD(tuning, "tuning", double, -1e3, 1e3, "a number of bins from -1000 to 1000")                          \
  FIELD(filter_scale, "filterScale", double, 1e-3, 1e3, "a number from 0.001 to 1000")                       \
  FIELD(gamma, "gamma", double, -1, 1e6, "null or a number of Hz from 0 to 1000000")                         \
  FIELD(scale, "scale", int, 0, 1, "true or false")                                                          \
  FIELD(low_latency, "lowLatency", int, 0, 1, "true or false")                                               \
  FIELD(n_chroma, "nChroma", int, 1, SG_PER_OCTAVE_MAX, "an integer that divides binsPerOctave")             \
  FIELD(threshold, "threshold", double, 0, 1e18, "a number from 0 to 1e18")                                  \
  FIELD(ref_power, "refPower", double, 0, 1e30, "a number from 0 to 1e30")                                   \
  FIELD(reassign, "reassign", int, 1, 3, "frequencies, times or both")                                       \
  FIELD(fill_nan, "fillNan", int, 0, 1, "true or false")                                                     \
  FIELD(clip, "clip", int, 0, 1, "true or false")                                                            \
  FIELD(time_origin, "timeOrigin", int, 0, 1, "'exact' or 'librosa'")                                        \
  FIELD(frequency_scale, "frequencyScale", int, 0, SG_SCALES - 1, "'linear', 'log' or 'mel'")                \
  FIELD(height, "height", int, 2, SG_HEIGHT_MAX, "an integer from 2 to " SG_TEXT(SG_HEIGHT_MAX))             \
  FIELD(column_step, "columnStep", double, 0, 1e12, "a number of samples, or 0 for hopLength")               \
  FIELD(derivative, "method", int, 0, 1, "'phase' or 'derivative'")                                          \
  FIELD(momentum, "momentum", double, 0, 10, "a number from 0 to 10")                                        \
  FIELD(tolerance, "tolerance", double, 1e-12, 1, "a number from 1e-12 to 1")

#define SG_FIELD_INDEX(name, js, type, least, greatest, rule) SG_FIELD_##name,
enum { SG_CONFIG_FIELDS(SG_FIELD_INDEX) SG_FIELD_COUNT };

#define SG_BAD(name) (SG_BAD_FIELD + SG_FIELD_##name)

/* SG_OK, or the first field out of its range. Relations between fields are the kinds' own business. */
sg_status sg_config_check(const sg_config *config);

#endif
