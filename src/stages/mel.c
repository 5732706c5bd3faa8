/* mel.c - frames to mel bands: a bank of them over |spectrum|^power. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "math/decibel.h"
#include "math/memory.h"
#include "frames/mel_bank.h"
#include "frames/rows.h"
#include "frames/spectra.h"

typedef struct mel {
  sg_spectra spectra;
  float power;
  sg_mel_bank bank;
  lanes *powers; /* [bins] */
  lanes *sums;   /* [n_mels] */
  double *lobes; /* [n_mels], what a sine of amplitude 1 in the bin nearest a band's centre reads */
} mel;

static void destroy(void *state) {
  mel *s = state;
  if (!s) return;
  sg_spectra_destroy(&s->spectra);
  sg_mel_bank_destroy(&s->bank);
  free(s->powers);
  free(s->sums);
  free(s->lobes);
  free(s);
}

/* A sine spreads over the window's transform, of which a band gathers its part. */
static sg_status make_lobes(mel *s, const sg_config *config) {
  int bins = s->spectra.bins;
  float *ones = SG_NEW_ARRAY(float, config->n_fft);
  s->lobes = SG_NEW_ARRAY(double, config->n_mels);
  for (int i = 0; ones && i < config->n_fft; i++) ones[i] = 1;
  if (ones) sg_spectra_run(&s->spectra, ones, 1);
  if (ones) sg_spectra_power(&s->spectra, s->power, s->powers);
  free(ones);
  if (!ones || !s->lobes) return SG_NO_MEMORY;
  const float *weight = s->bank.weights;
  double half = sg_exp2(-(double)s->power);
  for (int m = 0; m < s->bank.n_mels; m++) {
    int centre = (int)fmin(bins, s->bank.edges[m + 1] * config->n_fft / config->sample_rate + 0.5);
    for (int i = 0; i < s->bank.bands[m].count; i++) {
      int away = abs(s->bank.bands[m].first + i - centre);
      s->lobes[m] += away < bins ? half * *weight * s->powers[away][0] : 0;
      weight++;
    }
  }
  return SG_OK;
}

static double full_scale(const void *state, int bin) { return ((const mel *)state)->lobes[bin]; }

static void rows_mel(void *state, const float *samples, float *rows, int count) {
  mel *s = state;
  sg_spectra_run(&s->spectra, samples, count);
  sg_spectra_power(&s->spectra, s->power, s->powers);
  const float *weight = s->bank.weights;
  for (int m = 0; m < s->bank.n_mels; m++) {
    const lanes *power = s->powers + s->bank.bands[m].first;
    lanes sum = lanes_all(0);
    for (int i = 0; i < s->bank.bands[m].count; i++) sum += *power++ * lanes_all(*weight++);
    s->sums[m] = lanes_flush(lanes_select(sum < FLT_MAX, sum, lanes_all(FLT_MAX)), SG_POWER_MIN);
  }
  sg_rows_store(s->sums, s->bank.n_mels, rows, s->bank.n_mels, count);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  mel *s = *state = SG_NEW(mel);
  if (!s) return SG_NO_MEMORY;
  sg_status status = sg_spectra_create(&s->spectra, config, rows_mel, 1, facts);
  if (status) return status;
  s->power = (float)config->power;
  facts->quantity = SG_POWER;
  facts->exponent = config->power;
  s->spectra.row_length = facts->bins = facts->row_length = config->n_mels;
  s->powers = SG_NEW_ARRAY(lanes, s->spectra.bins);
  s->sums = SG_NEW_ARRAY(lanes, config->n_mels);
  if (!s->powers || !s->sums) return SG_NO_MEMORY;
  status = sg_mel_bank_create(&s->bank, config);
  if (!status) facts->empty_bands += sg_mel_bank_empty(&s->bank);
  return status ? status : make_lobes(s, config);
}

static double frequency(const void *state, int bin) { return ((const mel *)state)->bank.edges[bin + 1]; }

const sg_stage sg_stage_mel = {.name = "mel",
                               .takes = SG_SAMPLES,
                               .gives = SG_ROWS,
                               .create = create,
                               .destroy = destroy,
                               .reset = sg_framer_reset,
                               .write = sg_framer_write,
                               .finish = sg_framer_finish,
                               .read = sg_spectra_read,
                               .count = sg_framer_rows,
                               .frequency = frequency,
                               .full_scale = full_scale,
                               .length = sg_spectra_length};
