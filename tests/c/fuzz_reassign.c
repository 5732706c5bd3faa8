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
  unsigned moves = take(&from, 1) % 5;
  config.reassign_frequencies = moves & 1, config.reassign_times = (int)(moves / 2);
  unsigned cells = (unsigned)take(&from, 1);
  config.time_origin = (int)(cells % 2);
  config.fill_nan = (int)(cells / 2 % 3);
  config.clip = (int)(cells / 6 % 3);
  config.frequency_scale = (int)(take(&from, 1) % (SG_SCALES + 1));
  config.height = 1 + (int)(take(&from, 1) % 64);
  config.column_step = take(&from, 1) % 4 ? 0 : take_double(&from);
  config.derivative = (int)(take(&from, 1) % 2);
  if (config.column_step > 0 && config.column_step < 0.1) config.column_step = 0.1;
  sg_stream *analyser;
  if (is_refused(open_stream(&analyser, kind, &config), analyser)) return 0;
  floats x = take_floats(&from, 4000);
  x.count = affordable(analyser, &config, x.count);
  floats rows = analyse_twice(analyser, x, seed);
  for (size_t i = 0; i < rows.count; i++) CHECK(is_proper(rows.data[i]));
  if (!strcmp(kind, "reassigned") && rows.count) {
    sg_stream *power;
    config.power = 2, config.scaling = SG_SCALE_NONE;
    CHECK(!open_stream(&power, "spectrogram", &config));
    floats cells = analyse(power, x.data, x.count, 0);
    CHECK(sum_of(rows) <= sum_of(cells) * (1 + 1e-5));
    sg_stream_destroy(power);
    free(cells.data);
  }
  sg_stream_destroy(analyser);
  free(rows.data);
  free(x.data);
  return 0;
}
