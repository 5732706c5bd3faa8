/* fuzz_analyser.c - any configuration, any samples: refused with a sentence, or finite rows that are the same for the
 * whole signal, for random chunks and after a reset where subnormals are flushed. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const kinds[] = {"stft", "spectrogram", "mel"};
  static float values[4096];
  bytes from = {data, size};
  const char *kind = kinds[take(&from, 1) % 3];
  uint32_t seed = take(&from, 4) | 1;
  sg_config config = take_config(&from, values);
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
    check_finite(whole);
    sg_analyser_reset(analyser);
    sg_analyser_write(analyser, x.data, random_below(&seed, x.count + 1));
    sg_analyser_reset(analyser);
    flush_subnormals(1);
    floats parts = analyse(analyser, x.data, x.count, seed);
    flush_subnormals(0);
    CHECK(equal(whole, parts));
    free(whole.data);
    free(parts.data);
  }
  for (int k = 0; k < sg_analyser_bins(analyser); k++) CHECK(isfinite(sg_analyser_frequency(analyser, k)));
  CHECK(sg_analyser_latency(analyser) >= 0 && sg_analyser_hop(analyser) == config.hop_length);
  sg_analyser_destroy(analyser);
  free(x.data);
  return 0;
}
