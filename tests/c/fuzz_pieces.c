/* fuzz_pieces.c - windows, their measures, mel filter banks and decibels for any arguments. */
#include "fuzz.h"

static void try_window(bytes *from) {
  double values[600];
  int length = (int)(take(from, 2) % 600) - 2, periodic = (int)take(from, 1) % 2;
  float parameters[2 * 64];
  sg_config config = {0};
  take_window(from, &config, parameters);
  config.window = (int)take(from, 1) % 8 ? config.window : SG_WINDOWS - 2 * periodic * SG_WINDOWS;
  if (!sg_window(values, length, &config, periodic)) {
    /* a flat top's terms add up to 1 + 3e-9, and there are windows of any height */
    double most = config.window < SG_TAYLOR ? 1 + 1e-8 : 1e10;
    for (int i = 0; i < length; i++)
      CHECK(values[i] == 0 || (fabs(values[i]) >= SG_SAMPLE_MIN && fabs(values[i]) <= most));
    int is_symmetric = !periodic || config.window == SG_KAISER_BESSEL_DERIVED;
    for (int i = 0; is_symmetric && i < length; i++) CHECK(values[i] == values[length - 1 - i]);
  } else {
    length = 1 + (int)take(from, 1);
    for (int i = 0; i < length; i++) values[i] = take_double(from);
  }
  sg_window_metrics metrics;
  if (sg_window_measure(&metrics, values, length)) return;
  CHECK(metrics.main_lobe_width > 0 && metrics.main_lobe_width <= length && metrics.enbw > 0);
  CHECK(isfinite(metrics.coherent_gain) && isfinite(metrics.width_3db) && !isnan(metrics.side_lobe_level) &&
        !isnan(metrics.scallop_loss));
}

static void try_filterbank(bytes *from) {
  static float values[4096], weights[64 * 257];
  sg_config config = take_config(from, values);
  if (config.n_fft > 512 || config.n_mels > 64) return;
  if (sg_mel_filterbank(weights, &config)) return;
  for (int i = 0; i < config.n_mels * (config.n_fft / 2 + 1); i++) CHECK(isfinite(weights[i]) && weights[i] >= 0);
}

static void try_decibels(bytes *from) {
  float per_decade = take(from, 1) % 2 ? 10 : 20, amin = (float)take_double(from), ref = (float)take_double(from);
  float least = (float)take_double(from);
  floats x = take_floats(from, 600);
  floats y = {0};
  memcpy(make_space(&y, x.count), x.data, x.count * sizeof(float));
  y.count = x.count;
  if (isnan(least)) least = -INFINITY;
  sg_to_db(y.data, y.count, per_decade, amin, ref, least);
  for (size_t i = 0; i < y.count; i++) CHECK(y.data[i] >= least && (isfinite(y.data[i]) || least == INFINITY));
  sg_from_db(x.data, x.count, per_decade, fabsf(ref));
  for (size_t i = 0; i < x.count; i++) CHECK(x.data[i] == 0 || x.data[i] >= 0x1p-126f);
  free(x.data);
  free(y.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bytes from = {data, size};
  switch (take(&from, 1) % 3) {
    case 0: try_window(&from); break;
    case 1: try_filterbank(&from); break;
    default: try_decibels(&from); break;
  }
  return 0;
}
