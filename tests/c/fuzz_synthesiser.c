/* fuzz_synthesiser.c - any configuration, any spectra: refused with a sentence, or finite samples that are the same for
 * all rows at once, for random chunks and after a reset where subnormals are flushed. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static float values[4096];
  bytes from = {data, size};
  uint32_t seed = take(&from, 4) | 1;
  sg_config config = take_config(&from, values);
  floats rows = take_floats(&from, 8000);
  synthesise_twice("istft", &config, rows, seed);
  free(rows.data);
  return 0;
}
