/* fuzz_synthesiser.c - any configuration, any spectra: refused with a sentence, or finite samples that are the same for
 * all rows at once, for random chunks and after a reset where subnormals are flushed. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static float values[4096];
  bytes from = {data, size};
  uint32_t seed = take(&from, 4) | 1;
  sg_config config = take_config(&from, values);
  sg_synthesiser *synthesiser;
  sg_status status = sg_synthesiser_create(&synthesiser, "istft", &config);
  CHECK(!status == !!synthesiser);
  if (status) {
    CHECK(strlen(sg_strerror(status)) > 10 && strcmp(sg_strerror(status), "unknown status"));
    return 0;
  }
  floats rows = take_floats(&from, 8000);
  size_t n = rows.count / (size_t)sg_synthesiser_row_length(synthesiser), limit = 100000;
  floats whole = synthesise(synthesiser, rows.data, n, 0, limit);
  check_finite(whole);
  sg_synthesiser_reset(synthesiser);
  sg_synthesiser_write(synthesiser, rows.data, n ? 1 : 0);
  sg_synthesiser_reset(synthesiser);
  flush_subnormals(1);
  floats parts = synthesise(synthesiser, rows.data, n, seed, limit);
  flush_subnormals(0);
  CHECK(equal(whole, parts));
  sg_synthesiser_destroy(synthesiser);
  free(rows.data);
  free(whole.data);
  free(parts.data);
  return 0;
}
