/* fuzz_cqt.c - constant-Q transforms and their inverses for any configuration and any numbers: refused with a sentence, or
 * finite results that are the same for the whole signal, for random chunks and after a reset. */
#include "fuzz.h"

enum { MOST = 1000000 };

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

/* Kernels of megabytes are allowed, but no way to spend the fuzzer's time. */
static int is_small(const sg_config *config) {
  double low = config->f_min, octave = config->bins_per_octave;
  if (!(low > 0 && octave > 0)) return 1;
  return config->sample_rate / low * octave * 1.5 * config->filter_scale * config->n_bins < 3e5;
}

static void analyse_any(const char *kind, const sg_config *config, bytes *from, uint32_t seed) {
  sg_analyser *analyser;
  sg_status status = sg_analyser_create(&analyser, kind, config);
  CHECK(!status == !!analyser);
  if (status) {
    CHECK(strlen(sg_strerror(status)) > 10 && strcmp(sg_strerror(status), "unknown status"));
    return;
  }
  floats x = take_floats(from, 4000);
  if (sg_analyser_rows(analyser, (double)x.count) * sg_analyser_row_length(analyser) < MOST) {
    floats whole = analyse(analyser, x.data, x.count, 0);
    CHECK((double)whole.count == sg_analyser_rows(analyser, (double)x.count) * sg_analyser_row_length(analyser));
    check_finite(whole);
    sg_analyser_reset(analyser);
    sg_analyser_write(analyser, x.data, random_below(&seed, x.count + 1));
    sg_analyser_reset(analyser);
    floats parts = analyse(analyser, x.data, x.count, seed);
    CHECK(equal(whole, parts));
    free(whole.data);
    free(parts.data);
  }
  int floats_of_row = 0;
  for (int k = 0; k < sg_analyser_bins(analyser); k++) {
    CHECK(isfinite(sg_analyser_frequency(analyser, k)));
    floats_of_row += sg_analyser_width(analyser, k);
  }
  CHECK(floats_of_row == sg_analyser_row_length(analyser) && sg_analyser_latency(analyser) >= 0);
  if (config->low_latency && (!strcmp(kind, "cqt") || !strcmp(kind, "vqt"))) CHECK(sg_analyser_latency(analyser) == 1);
  sg_analyser_destroy(analyser);
  free(x.data);
}

static void synthesise_any(const char *kind, const sg_config *config, bytes *from, uint32_t seed) {
  sg_synthesiser *synthesiser;
  sg_status status = sg_synthesiser_create(&synthesiser, kind, config);
  CHECK(!status == !!synthesiser);
  if (status) return;
  floats rows = take_floats(from, 4000);
  size_t n = rows.count / (size_t)sg_synthesiser_row_length(synthesiser), limit = 200000;
  floats whole = synthesise(synthesiser, rows.data, n, 0, limit);
  check_finite(whole);
  sg_synthesiser_reset(synthesiser);
  sg_synthesiser_write(synthesiser, rows.data, n ? 1 : 0);
  sg_synthesiser_reset(synthesiser);
  floats parts = synthesise(synthesiser, rows.data, n, seed, limit);
  CHECK(equal(whole, parts));
  sg_synthesiser_destroy(synthesiser);
  free(rows.data);
  free(whole.data);
  free(parts.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const kinds[] = {"cqt", "vqt", "chroma", "nsgt", "icqt", "insgt"};
  static float values[4096];
  bytes from = {data, size};
  uint32_t which = take(&from, 1) % 6, seed = take(&from, 4) | 1;
  sg_config config = take_bins(&from, values);
  if (!is_small(&config)) return 0;
  (which < 4 ? analyse_any : synthesise_any)(kinds[which], &config, &from, seed);
  return 0;
}
