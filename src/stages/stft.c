/* stft.c - frames to complex spectra, and to |spectrum|^power.
 * X[t][k] = sum over i of window[i] x[t hop + i - pad] exp(-2 pi j k i / n_fft), phase from the frame's first sample.
 * */
#include <stdlib.h>

#include "math/decibel.h"
#include "math/memory.h"
#include "frames/rows.h"
#include "frames/spectra.h"

/* Fainter parts of a spectrum are rounding alone and become 0. */
#define PART_MIN 1e-25f

typedef struct stft {
  sg_spectra spectra;
  float power;
  lanes *powers; /* [bins], of "spectrogram" */
} stft;

static void destroy(void *state) {
  stft *s = state;
  if (!s) return;
  sg_spectra_destroy(&s->spectra);
  free(s->powers);
  free(s);
}

static void rows_complex(void *state, const float *samples, float *rows, int count) {
  sg_spectra *spectra = &((stft *)state)->spectra;
  sg_spectra_run(spectra, samples, count);
  lanes *parts = &spectra->spectrum[0].r; /* re, im, re, im ... */
  for (int i = 0; i < spectra->row_length; i++) parts[i] = lanes_flush(parts[i], PART_MIN);
  sg_rows_store(parts, spectra->row_length, rows, spectra->row_length, count);
}

static sg_status create_complex(void **state, const sg_config *config, sg_facts *facts) {
  stft *s = *state = SG_NEW(stft);
  facts->quantity = SG_COMPLEX;
  facts->phase_lead = config->n_fft / 2;
  return s ? sg_spectra_create(&s->spectra, config, rows_complex, 2, facts) : SG_NO_MEMORY;
}

static void rows_power(void *state, const float *samples, float *rows, int count) {
  stft *s = state;
  sg_spectra_run(&s->spectra, samples, count);
  sg_spectra_power(&s->spectra, s->power, s->powers);
  sg_rows_store(s->powers, s->spectra.bins, rows, s->spectra.bins, count);
}

static sg_status create_power(void **state, const sg_config *config, sg_facts *facts) {
  stft *s = *state = SG_NEW(stft);
  if (!s) return SG_NO_MEMORY;
  s->power = (float)config->power;
  facts->quantity = SG_POWER;
  facts->exponent = config->power;
  s->powers = SG_NEW_ARRAY(lanes, config->n_fft / 2 + 1);
  return s->powers ? sg_spectra_create(&s->spectra, config, rows_power, 1, facts) : SG_NO_MEMORY;
}

static double peak_power(const void *state, int bin) {
  (void)bin;
  const stft *s = state;
  return s->spectra.peak > 0 ? sg_exp2(s->power * sg_log2(s->spectra.peak)) : 0;
}

const sg_stage sg_stage_stft = {.name = "stft",
                                .takes = SG_SAMPLES,
                                .gives = SG_ROWS,
                                .create = create_complex,
                                .destroy = destroy,
                                .reset = sg_framer_reset,
                                .write = sg_framer_write,
                                .finish = sg_framer_finish,
                                .read = sg_spectra_read,
                                .count = sg_framer_rows,
                                .frequency = sg_spectra_frequency,
                                .full_scale = sg_spectra_peak,
                                .length = sg_spectra_length};
const sg_stage sg_stage_spectrogram = {.name = "spectrogram",
                                       .takes = SG_SAMPLES,
                                       .gives = SG_ROWS,
                                       .create = create_power,
                                       .destroy = destroy,
                                       .reset = sg_framer_reset,
                                       .write = sg_framer_write,
                                       .finish = sg_framer_finish,
                                       .read = sg_spectra_read,
                                       .count = sg_framer_rows,
                                       .frequency = sg_spectra_frequency,
                                       .full_scale = peak_power,
                                       .length = sg_spectra_length};
