/* fuzz_reassign.c - reassignment, its image, instantaneous frequency and synchrosqueezing: any configuration, any
 * samples: refused with a sentence, or proper rows that are the same for the whole signal, for random chunks and after
 * a reset where subnormals are flushed; the image holds no more energy than there is. */
#include "fuzz.h"

static int is_proper(float x) {
  const uint32_t unknown = 0x7fc00000;
  return x == 0 || (isfinite(x) && fabsf(x) >= 0x1p-126f) || !memcmp(&x, &unknown, sizeof x);
}

static double sum_of(floats x) {
  double sum = 0;
  for (size_t i = 0; i < x.count; i++) sum += x.data[i];
  return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const kinds[] = {"reassigned", "reassignment", "instantaneousFrequency", "synchrosqueeze"};
  static float values[4096];
  bytes from = {data, size};
  const char *kind = kinds[take(&from, 1) % 4];
  uint32_t seed = take(&from, 4) | 1;
  sg_config config = take_config(&from, values);
  config.ref_power = take(&from, 1) % 4 ? 1e-6 : take_double(&from);
  config.reassign = (int)(take(&from, 1) % 5);
  config.time_origin = (int)(take(&from, 1) % 2);
  config.frequency_scale = (int)(take(&from, 1) % (SG_SCALES + 1));
  config.height = 1 + (int)(take(&from, 1) % 64);
  config.column_step = take(&from, 1) % 4 ? 0 : take_double(&from);
  config.derivative = (int)(take(&from, 1) % 2);
  if (config.column_step > 0 && config.column_step < 0.1) config.column_step = 0.1;
  sg_analyser *analyser;
  sg_status status = sg_analyser_create(&analyser, kind, &config);
  CHECK(!status == !!analyser);
  if (status) {
    CHECK(strlen(sg_strerror(status)) > 10 && strcmp(sg_strerror(status), "unknown status"));
    return 0;
  }
  floats x = take_floats(&from, 4000);
  size_t cost = (size_t)config.n_fft / (size_t)config.hop_length;
  if (cost > 64) x.count = x.count < 256 ? x.count : 256;
  if (sg_analyser_rows(analyser, (double)x.count) * sg_analyser_row_length(analyser) < 2e6) {
    floats whole = analyse(analyser, x.data, x.count, 0);
    CHECK((double)whole.count == sg_analyser_rows(analyser, (double)x.count) * sg_analyser_row_length(analyser));
    for (size_t i = 0; i < whole.count; i++) CHECK(is_proper(whole.data[i]));
    sg_analyser_reset(analyser);
    sg_analyser_write(analyser, x.data, random_below(&seed, x.count + 1));
    sg_analyser_reset(analyser);
    flush_subnormals(1);
    floats parts = analyse(analyser, x.data, x.count, seed);
    flush_subnormals(0);
    CHECK(equal(whole, parts));
    if (!strcmp(kind, "reassigned")) {
      sg_analyser *power;
      config.power = 2, config.scaling = SG_SCALE_NONE;
      CHECK(!sg_analyser_create(&power, "spectrogram", &config));
      floats cells = analyse(power, x.data, x.count, 0);
      CHECK(sum_of(whole) <= sum_of(cells) * (1 + 1e-5));
      sg_analyser_destroy(power);
      free(cells.data);
    }
    free(whole.data);
    free(parts.data);
  }
  for (int k = 0; k < sg_analyser_bins(analyser); k++) CHECK(isfinite(sg_analyser_frequency(analyser, k)));
  CHECK(sg_analyser_latency(analyser) >= 0 && sg_analyser_hop(analyser) > 0);
  sg_analyser_destroy(analyser);
  free(x.data);
  return 0;
}
