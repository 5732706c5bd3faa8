/* mel.c - frames to mel bands: a bank of them over |spectrum|^power; and, as models' front ends want it, with the
 * frame's energy beside them. */
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
  float power, power_offset, energy_floor;
  int energy, of_spectrum; /* enum sg_energy */
  sg_mel_bank bank;
  lanes *powers; /* [bins] */
  lanes *sums;   /* [n_mels], and the energy */
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
  if (ones) sg_spectra_transform(&s->spectra, s->spectra.window, ones, 1, s->spectra.spectrum);
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

/* What a full-scale sine reads is known of plain bands alone. */
static double full_scale(const void *state, int bin) {
  const mel *s = state;
  return s->lobes ? s->lobes[bin] : NAN;
}

/* |X|^power, and the frames' energy. */
static lanes run(mel *s, const float *samples, int count) {
  lanes energy = lanes_all(0);
  sg_spectra_run(&s->spectra, samples, count);
  if (!s->of_spectrum && !(s->power_offset > 0)) {
    sg_spectra_power(&s->spectra, s->power, s->powers);
    return s->spectra.energy;
  }
  sg_spectra_power(&s->spectra, 2, s->powers);
  for (int k = 0; k < s->spectra.bins; k++) {
    energy += s->powers[k];
    s->powers[k] += s->power_offset;
    if (s->power == 1) s->powers[k] = lanes_sqrt(s->powers[k]);
    else if (s->power != 2) s->powers[k] = sg_lanes_pow(s->powers[k], s->power / 2);
  }
  return s->of_spectrum ? energy : s->spectra.energy;
}

static lanes clamp(lanes sum) {
  return lanes_flush(lanes_select(sum < FLT_MAX, sum, lanes_all(FLT_MAX)), SG_POWER_MIN);
}

static void rows_mel(void *state, const float *samples, float *rows, int count) {
  mel *s = state;
  lanes energy = run(s, samples, count), *sums = s->sums + (s->energy == SG_ENERGY_FIRST);
  const float *weight = s->bank.weights;
  for (int m = 0; m < s->bank.n_mels; m++) {
    const lanes *power = s->powers + s->bank.bands[m].first;
    lanes sum = lanes_all(0);
    for (int i = 0; i < s->bank.bands[m].count; i++) sum += *power++ * lanes_all(*weight++);
    sums[m] = clamp(sum);
  }
  lanes floor = lanes_all(s->energy_floor);
  if (s->energy)
    s->sums[s->energy == SG_ENERGY_FIRST ? 0 : s->bank.n_mels] = clamp(lanes_select(energy > floor, energy, floor));
  sg_rows_store(s->sums, s->spectra.row_length, rows, s->spectra.row_length, count);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  mel *s = *state = SG_NEW(mel);
  if (!s) return SG_NO_MEMORY;
  sg_status status = sg_spectra_create(&s->spectra, config, rows_mel, 1, facts);
  if (status) return status;
  s->power = (float)config->power;
  s->power_offset = (float)config->power_offset;
  s->energy_floor = (float)config->energy_floor;
  s->energy = config->energy;
  s->of_spectrum = config->energy && config->energy_of == SG_OF_SPECTRUM;
  facts->quantity = SG_POWER;
  facts->exponent = config->power;
  s->spectra.row_length = facts->bins = facts->row_length = config->n_mels + (s->energy != SG_ENERGY_NONE);
  s->powers = SG_NEW_ARRAY(lanes, s->spectra.bins);
  s->sums = SG_NEW_ARRAY(lanes, facts->bins);
  if (!s->powers || !s->sums) return SG_NO_MEMORY;
  status = sg_mel_bank_create(&s->bank, config);
  if (!status) facts->empty_bands += sg_mel_bank_empty(&s->bank);
  int is_plain = !s->energy && !config->remove_dc && !(config->frame_preemphasis > 0) && !(config->power_offset > 0);
  return status || !is_plain ? status : make_lobes(s, config);
}

/* The energy is of all frequencies: 0 Hz. */
static double frequency(const void *state, int bin) {
  const mel *s = state;
  int band = bin - (s->energy == SG_ENERGY_FIRST);
  return band < 0 || band == s->bank.n_mels ? 0 : s->bank.edges[band + 1];
}

#define STAGE_OF_MEL                                                                                      \
  .takes = SG_SAMPLES, .gives = SG_ROWS, .create = create, .destroy = destroy, .reset = sg_framer_reset,  \
  .write = sg_framer_write, .finish = sg_framer_finish, .read = sg_spectra_read, .count = sg_framer_rows, \
  .frequency = frequency, .full_scale = full_scale, .length = sg_spectra_length

const sg_stage sg_stage_mel = {.name = "mel", STAGE_OF_MEL};
const sg_stage sg_stage_fbank = {.name = "fbank", STAGE_OF_MEL};
