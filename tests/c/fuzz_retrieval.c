/* fuzz_retrieval.c - Griffin-Lim, PGHI, and the streaming syntheses of magnitudes and squeezed spectra: any
 * configuration, any numbers: refused with a sentence, or finite samples, the same where subnormals are flushed. */
#include "fuzz.h"

static floats sound_of(sg_retrieval *retrieval, int init, uint32_t seed) {
  floats sound = {0};
  sg_retrieval_start(retrieval, init, seed);
  for (int i = 0; i < 2; i++) CHECK(sg_retrieval_iterate(retrieval) >= 0);
  for (size_t count = 1; count && sound.count < 100000; sound.count += count)
    count = sg_retrieval_read(retrieval, make_space(&sound, 700), 1 + seed % 700);
  return sound;
}

static void retrieve(const sg_config *config, floats rows, uint32_t seed) {
  sg_retrieval *retrieval;
  int bins = config->n_fft / 2 + 1, frames = bins > 0 ? (int)(rows.count / (size_t)bins) : 0;
  if (is_refused(sg_retrieval_create(&retrieval, config, frames), retrieval)) return;
  sg_status status = SG_OK;
  for (int t = 0, count; t < frames && !status; t += count) {
    count = 1 + (int)random_below(&seed, (size_t)(frames - t));
    status = sg_retrieval_magnitudes(retrieval, rows.data + t * bins, t, count);
  }
  if (!status) {
    int init = (int)(seed % 4);
    sg_retrieval_phases(retrieval, rows.data, 0, frames);
    floats first = sound_of(retrieval, init, seed);
    check_finite(first);
    sg_retrieval_phases(retrieval, rows.data, 0, frames);
    flush_subnormals(1);
    floats second = sound_of(retrieval, init, seed);
    flush_subnormals(0);
    CHECK(equal(first, second));
    sg_retrieval_read_phases(retrieval, rows.data, 0, frames);
    for (int i = 0; i < frames * bins; i++) CHECK(fabsf(rows.data[i]) < 3.15f);
    free(first.data);
    free(second.data);
  }
  sg_retrieval_destroy(retrieval);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static float values[4096];
  bytes from = {data, size};
  uint32_t which = take(&from, 1) % 4, seed = take(&from, 4) | 1;
  sg_config config = take_config(&from, values);
  config.momentum = take(&from, 1) % 4 ? 0.99 : take_double(&from);
  config.tolerance = take(&from, 1) % 4 ? 1e-6 : take_double(&from);
  floats rows = take_floats(&from, 8000);
  if (which == 0) synthesise_twice("unsqueeze", &config, rows, seed);
  else if (which == 1) synthesise_twice("rtpghi", &config, rows, seed);
  else {
    for (size_t i = 0; i < rows.count && which == 2; i++)
      rows.data[i] = isfinite(rows.data[i]) ? fminf(fabsf(rows.data[i]), 1e18f) : 0;
    retrieve(&config, rows, seed);
  }
  free(rows.data);
  return 0;
}
