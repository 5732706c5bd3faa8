/* fuzz_retrieval.c - Griffin-Lim, PGHI, and the streaming syntheses of magnitudes and squeezed spectra: any
 * configuration, any numbers: refused with a sentence, or finite samples, the same for any chunks and where subnormals
 * are flushed. */
#include "fuzz.h"

/* Griffin-Lim, PGHI or its phases, of as many rows as there are, or one more or less. */
static void retrieve(const char *kind, sg_config config, floats rows, uint32_t seed) {
  size_t bins = config.n_fft > 0 ? (size_t)config.n_fft / 2 + 1 : 1;
  config.init = (int)(seed >> 8) % 4;
  config.seed = seed;
  config.n_iter = (int)(seed >> 10) % 3;
  config.n_frames = (double)(rows.count / bins / (config.init == SG_INIT_PHASES ? 2 : 1));
  if (seed >> 12 & 1) config.n_frames += seed >> 13 & 1 ? 1 : -1;
  synthesise_twice(kind, &config, rows, seed);
}

static void check_phases(const sg_config *config, floats rows, uint32_t seed) {
  size_t bins = config->n_fft > 0 ? (size_t)config->n_fft / 2 + 1 : 1;
  sg_config own = *config;
  sg_stream *stream;
  own.n_frames = (double)(rows.count / bins), own.seed = seed;
  if (open_stream(&stream, "pghiPhase", &own)) return;
  size_t n = rows.count / (size_t)sg_stream_facts(stream)->input_length;
  floats phases = synthesise(stream, rows.data, n, seed, 100000);
  for (size_t i = 0; i < phases.count; i++) CHECK(fabsf(phases.data[i]) < 3.15f);
  free(phases.data);
  sg_stream_destroy(stream);
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
    const char *const kinds[] = {"griffinLim", "pghi", "griffinLim", "pghiPhase"};
    for (size_t i = 0; i < rows.count && which == 2; i++)
      rows.data[i] = isfinite(rows.data[i]) ? fminf(fabsf(rows.data[i]), 1e18f) : 0;
    retrieve(kinds[seed >> 1 & 3], config, rows, seed);
    check_phases(&config, rows, seed);
  }
  free(rows.data);
  return 0;
}
