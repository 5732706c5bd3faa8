/* fuzz_pieces.c - windows, their measures and sums, mel filter banks, decibels, weights and masks for any arguments. */
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

static void try_cover(bytes *from) {
  double values[300];
  int length = 1 + (int)(take(from, 2) % 300), hop = 1 + (int)(take(from, 2) % (uint32_t)length);
  for (int i = 0; i < length; i++) values[i] = take(from, 1) / 128.0;
  int covers = sg_window_covers(values, length, hop, (int)take(from, 1) % 2);
  for (int i = 1; i < hop; i++) CHECK(values[i] >= values[i - 1]);
  CHECK(covers == 0 || covers == 1);
}

static void try_weights(bytes *from) {
  double hz[8];
  for (int i = 0; i < 8; i++) hz[i] = take_double(from);
  int curve = (int)(take(from, 1) % SG_CURVES);
  double least = take(from, 1) % 2 ? SG_MIN_DB_NONE : -80;
  for (int i = 0; i < 8; i++)
    if (!isfinite(hz[i])) hz[i] = 0;
  sg_weigh(hz, 8, curve, least);
  for (int i = 0; i < 8; i++) CHECK(!isnan(hz[i]) && (least != -80 || hz[i] >= -80));
}

static void try_augment(bytes *from) {
  sg_config config = sg_defaults("specAugment");
  config.freq_mask_param = take_double(from), config.time_mask_param = take_double(from);
  config.n_freq_masks = (int)take(from, 1), config.n_time_masks = (int)take(from, 1);
  config.time_warp = take(from, 1) % 4 ? (int)take(from, 1) : take_int(from);
  config.warp_mode = (int)(take(from, 1) % SG_WARP_MODES), config.mask_share = take(from, 1) / 255.0;
  config.mask_value = take(from, 1) % 2 ? SG_MASK_MEAN : 7, config.seed = take(from, 4);
  int bins = (int)(take(from, 1) % 20);
  floats x = take_floats(from, 1200);
  int frames = bins ? (int)x.count / bins : 3;
  double *drawn = malloc((2 + 2 * (size_t)(config.n_freq_masks + config.n_time_masks)) * sizeof *drawn);
  if (!sg_config_complete(&config, "specAugment")) {
    CHECK(!sg_augment(x.data, frames, bins, &config, drawn));
    CHECK(drawn[0] >= 0 && drawn[0] <= frames && drawn[1] >= 0 && drawn[1] <= frames);
    for (int m = 1; m <= config.n_freq_masks + config.n_time_masks; m++) {
      int end = m <= config.n_time_masks ? frames : bins;
      CHECK(drawn[2 * m] >= 0 && drawn[2 * m] <= drawn[2 * m + 1] && drawn[2 * m + 1] <= end);
    }
    for (int i = 0; drawn[1] > 0 && i < frames * bins; i++) CHECK(isfinite(x.data[i]));
  }
  free(drawn);
  free(x.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bytes from = {data, size};
  switch (take(&from, 1) % 6) {
    case 0: try_window(&from); break;
    case 1: try_filterbank(&from); break;
    case 2: try_cover(&from); break;
    case 3: try_weights(&from); break;
    case 4: try_augment(&from); break;
    default: try_decibels(&from); break;
  }
  return 0;
}
