/* fuzz_descriptors.c - what describes frames, however configured, of any samples: refused with a sentence, or finite
 * rows that are the same for the whole signal and for random chunks. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const kinds[] = {"spectralCentroid", "spectralBandwidth", "spectralRolloff",  "spectralFlatness",
                                      "spectralContrast", "polyFeatures",      "chromaStft",       "rms",
                                      "zeroCrossingRate", "chromaStft",        "spectralContrast", "polyFeatures"};
  static float values[4096], weights[1 << 16];
  bytes from = {data, size};
  const char *kind = kinds[take(&from, 1) % (sizeof kinds / sizeof *kinds)];
  uint32_t seed = take(&from, 4) | 1;
  sg_config config = take_config(&from, values);
  config.frame_length = config.n_fft;
  config.f_min = take(&from, 1) % 4 ? 500 : take_double(&from);
  config.n_bands = take(&from, 1) % 4 ? 2 : (int)take(&from, 1);
  config.fit_order = (int)take(&from, 1) % 10;
  config.n_chroma = take(&from, 1) % 4 ? 12 : (int)take(&from, 2);
  switch (take(&from, 1) % 8) {
    case 0: config.spread_order = take_double(&from); break;
    case 1: config.roll_percent = take_double(&from); break;
    case 2: config.quantile = take_double(&from); break;
    case 3: config.amin = take_double(&from); break;
    case 4: config.tuning = take_double(&from); break;
    case 5: config.ctroct = take_double(&from); break;
    case 6: config.octwidth = take_double(&from); break;
    default: config.threshold = take_double(&from); break;
  }
  if (config.n_fft > 0 && config.n_fft <= 600 && config.n_chroma > 0 && config.n_chroma < 100) {
    sg_config bank = config;
    bank.win_length = bank.n_fft;
    if (!sg_chroma_filterbank(weights, &bank))
      for (int i = 0; i < bank.n_chroma * (bank.n_fft / 2 + 1); i++) CHECK(isfinite(weights[i]));
  }
  sg_stream *analyser;
  if (is_refused(open_stream(&analyser, kind, &config), analyser)) return 0;
  floats x = take_floats(&from, 4000);
  x.count = affordable(analyser, &config, x.count);
  floats rows = analyse_twice(analyser, x, seed);
  check_finite(rows);
  sg_stream_destroy(analyser);
  free(rows.data);
  free(x.data);
  return 0;
}
