/* fuzz_cqt.c - constant-Q transforms and their inverses for any configuration and any numbers: refused with a
 * sentence, or finite results that are the same for the whole signal, for random chunks and after a reset. */
#include "fuzz.h"

/* Mostly bins that fit below Nyquist, with filters short enough for thousands of runs a second. */
static sg_config take_bins(bytes *from, float *values) {
  sg_config config = take_config(from, values);
  config.sample_rate = take(from, 1) % 8 ? 8000 : config.sample_rate;
  config.f_min = take(from, 1) % 8 ? 100 + take(from, 1) * 4 : take_double(from);
  config.bins_per_octave = 1 + (int)take(from, 1) % 24;
  config.n_bins = take(from, 1) % 8 ? 1 + (int)take(from, 1) % (config.bins_per_octave + 1) : take_int(from);
  config.n_chroma = take(from, 1) % 4 ? config.bins_per_octave : (int)take(from, 1);
  config.tuning = take(from, 1) % 4 ? 0 : take_double(from);
  config.filter_scale = take(from, 1) % 4 ? 0.5 : take_double(from);
  config.gamma = take(from, 1) % 2 ? 20 : take_double(from);
  config.scale = (int)take(from, 1) % 2;
  config.threshold = take(from, 1) % 4 ? 0 : take_double(from);
  if (take(from, 1) % 16 == 0) config.bins_per_octave = take_int(from);
  config.low_latency = (int)take(from, 1) % 2;
  return config;
}

/* What the kinds read that came later: their bytes come last, so that older findings mean what they meant. */
static void take_more(bytes *from, sg_config *config) {
  config->n_frames = take(from, 1) % 8 ? 1 + take(from, 1) % 20 : take_double(from);
  config->n_iter = take(from, 1) % 8 ? (int)take(from, 1) % 4 : take_int(from);
  if (config->n_iter > 10 && config->n_iter <= SG_ITERATIONS_MAX) config->n_iter = 10; /* allowed, but long */
  config->init = take(from, 1) % 8 ? (int)take(from, 1) % 3 : take_int(from);
  config->seed = take(from, 1) % 4 ? take(from, 4) : take_double(from);
  config->momentum = take(from, 1) % 4 ? 0.99 : take_double(from);
  config->win_len_smooth = take(from, 1) % 8 ? (int)take(from, 1) % 50 - 1 : take_int(from);
  if (config->win_len_smooth > 9999 && config->win_len_smooth <= SG_SMOOTH_MAX) config->win_len_smooth = 9999;
  config->row_norm = take(from, 1) % 4 ? 2 : take_double(from);
  config->resolution = take(from, 1) % 4 ? 0.01 : take_double(from);
  if (take(from, 1) % 2) config->length = -1;
}

/* Kernels of megabytes are allowed, but no way to spend the fuzzer's time. */
static int is_small(const sg_config *config) {
  double low = config->f_min, octave = config->bins_per_octave;
  if (!(low > 0 && octave > 0)) return 1;
  return config->sample_rate / low * octave * 1.5 * config->filter_scale * config->n_bins < 3e5;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const kinds[] = {"cqt", "vqt", "chroma", "nsgt", "icqt", "insgt"};
  static const char *const later[] = {"pseudoCqt",      "hybridCqt",        "chromaCens",
                                      "estimateTuning", "icqtLeastSquares", "griffinLimCqt"};
  static float values[4096];
  bytes from = {data, size};
  uint32_t first = take(&from, 1), which = first % 6, seed = take(&from, 4) | 1, is_later = first / 6 % 2;
  const char *kind = is_later ? later[which] : kinds[which];
  sg_config config = take_bins(&from, values);
  if (is_later) take_more(&from, &config);
  if (!is_small(&config)) return 0;
  sg_stream *analyser;
  floats rows, x = {0};
  if (which >= 4) {
    rows = take_floats(&from, 4000);
    synthesise_twice(kind, &config, rows, seed);
  } else {
    if (is_refused(open_stream(&analyser, kind, &config), analyser)) return 0;
    x = take_floats(&from, 4000);
    rows = analyse_twice(analyser, x, seed);
    check_finite(rows);
    if (!is_later && which < 2 && config.low_latency) CHECK(sg_stream_facts(analyser)->latency == 1);
    sg_stream_destroy(analyser);
  }
  free(x.data);
  free(rows.data);
  return 0;
}
