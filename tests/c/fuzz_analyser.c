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
  sg_stream *analyser;
  if (is_refused(open_stream(&analyser, kind, &config), analyser)) return 0;
  floats x = take_floats(&from, 4000);
  x.count = affordable(analyser, &config, x.count);
  floats rows = analyse_twice(analyser, x, seed);
  check_finite(rows);
  CHECK(!config.hop_length || sg_stream_facts(analyser)->hop == config.hop_length);
  sg_stream_destroy(analyser);
  free(rows.data);
  free(x.data);
  return 0;
}
