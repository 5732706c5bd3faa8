/* chroma_filters.c - rows of power to pitch classes, by a bank of bumps around the pitches of each class. Ellis: Chroma
 * Feature Analysis and Synthesis (2007), as librosa's filters.chroma and chroma_stft. */
#include <math.h>
#include <stdlib.h>

#include "config.h"
#include "math/decibel.h"
#include "math/memory.h"
#include "math/norm.h"
#include "rows/descriptor.h"

#define A0 27.5  /* Hz, from where octaves are counted */
#define A3 220.0 /* Hz */
#define LOG2_E 1.4426950408889634
#define NORM 2 /* of each bin's weights, in chroma_stft */

typedef struct chroma {
  sg_descriptor rows;
  float *weights; /* [bins][rows.out] */
  double *sums;   /* [rows.out] */
  double norm;    /* of rows */
  int first;      /* class, counted from A */
} chroma;

/* e^(-x^2 / 2) */
static double bump(double x) { return sg_exp2(-0.5 * LOG2_E * x * x); }

/* The place of bin k, in classes from A0 on. 0 Hz is given one an octave and a half below bin 1: between classes. */
static double place(const sg_config *config, double hz, int k) {
  int n = config->n_chroma;
  double octaves = sg_log2((k ? k : 1) * hz / A0);
  return n * octaves - config->tuning - (k ? 0 : 1.5 * n);
}

/* The class that comes first, counted from A. */
static int first_class(const sg_config *config) { return config->base_c ? config->n_chroma / 12 * 3 : 0; }

/* The weights of bin k of n_fft / 2 + 1, for all classes; of norm 0 as they are. */
static void make_weights(float *weights, const sg_config *config, double hz, int k, int n_fft, double norm) {
  int n = config->n_chroma, from = first_class(config);
  double at = place(config, hz, k), half = rint(n / 2.0);
  double width = k + 1 < n_fft ? fmax(1, place(config, hz, k + 1) - at) : 1;
  double octave = (at / n - config->ctroct) / config->octwidth, weight = config->octwidth > 0 ? bump(octave) : 1;
  for (int c = 0; c < n; c++) {
    double away = at - c + half;
    away -= n * floor(away / n) + half;
    weights[(c - from + n) % n] = sg_narrow(bump(2 * away / width));
  }
  if (norm > 0) weight /= sg_norm(weights, n, norm);
  for (int c = 0; c < n; c++) weights[c] = sg_narrow(weight * weights[c]);
}

sg_status sg_chroma_filterbank(float *weights, const sg_config *config) {
  sg_status status = sg_config_check(config);
  if (status) return status;
  if (!(config->sample_rate > 0)) return SG_NEEDS_RATE;
  if (config->n_fft < 2) return SG_NEEDS_SPECTRUM;
  int bins = config->n_fft / 2 + 1;
  float *column = SG_NEW_ARRAY(float, config->n_chroma);
  if (!column) return SG_NO_MEMORY;
  for (int k = 0; k < bins; k++) {
    make_weights(column, config, config->sample_rate / config->n_fft, k, config->n_fft, config->filter_norm);
    for (int c = 0; c < config->n_chroma; c++) weights[(size_t)c * (size_t)bins + (size_t)k] = column[c];
  }
  free(column);
  return SG_OK;
}

static void row(void *state, const float *in, float *out) {
  chroma *s = state;
  int count = s->rows.rows.out;
  const float *weights = s->weights;
  for (int c = 0; c < count; c++) s->sums[c] = 0;
  for (int k = 0; k < s->rows.rows.in; k++, weights += count)
    for (int c = 0; c < count; c++) s->sums[c] += (double)weights[c] * in[k];
  for (int c = 0; c < count; c++) out[c] = sg_narrow(s->sums[c]);
  if (s->norm > 0) sg_normalise(out, count, s->norm);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  chroma *s = *state = SG_NEW(chroma);
  if (!s) return SG_NO_MEMORY;
  int bins = facts->bins, count = config->n_chroma;
  const double *hz = facts->frequencies;
  double rate = facts->sample_rate;
  sg_status status = sg_descriptor_create(&s->rows, row, count, SG_POWER, 1, facts);
  if (status) return status;
  double n_fft = bins > 1 && hz[1] > 0 ? floor(rate / hz[1] + 0.5) : 0;
  if (floor(n_fft / 2) + 1 != bins || hz[0] != 0) return SG_NEEDS_SPECTRUM;
  s->norm = config->chroma_norm;
  s->first = first_class(config);
  s->weights = SG_NEW_ARRAY(float, (uint64_t)bins *(uint64_t)count);
  s->sums = SG_NEW_ARRAY(double, count);
  if (!s->weights || !s->sums) return SG_NO_MEMORY;
  for (int k = 0; k < bins; k++)
    make_weights(s->weights + (size_t)k * (size_t)count, config, hz[1], k, (int)n_fft, NORM);
  return SG_OK;
}

static void destroy(void *state) {
  chroma *s = state;
  if (!s) return;
  free(s->weights);
  free(s->sums);
  sg_descriptor_destroy(s);
}

/* Hz of a class in the octave from middle C on, or from the A below it. */
static double frequency(const void *state, int bin) {
  const chroma *s = state;
  return A3 * sg_exp2((double)(s->first + bin) / s->rows.rows.out);
}

const sg_stage sg_stage_chroma_filters = {
    .name = "chromaFilters", .create = create, .destroy = destroy, .frequency = frequency, SG_ROWWISE_STAGE};
