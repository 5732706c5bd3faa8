/* mel.c - frames to mel bands: triangles at exact bin frequencies over |spectrum|^power. Norms
 * as librosa has them. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/axis.h"
#include "config.h"
#include "math/decibel.h"
#include "math/memory.h"
#include "frames/rows.h"
#include "frames/spectra.h"

/* A weight below this share of its band's largest is far under the rounding of the sum: left out. */
#define WEIGHT_MIN 1e-9

typedef struct band {
  int first, count; /* bins */
} band;

typedef struct mel {
  sg_spectra spectra;
  float power;
  int n_mels;
  double *edges;  /* [n_mels + 2], Hz */
  band *bands;    /* [n_mels] */
  float *weights; /* runs of the bands' non-zero weights, one after the other; |X|^power to mel */
  lanes *powers;  /* [bins] */
  lanes *sums;    /* [n_mels] */
  double *lobes;  /* [n_mels], what a sine of amplitude 1 in the bin nearest a band's centre reads */
} mel;

#define LOG2_10 3.3219280948873623
#define LOG2_6_4 2.6780719051126377 /* of Slaney's step, a factor of 6.4 in 27 mels */

static sg_status make_edges(double *edges, const sg_config *config) {
  sg_axis axis;
  sg_status status = sg_axis_create(&axis, config, SG_MEL, config->n_mels + 2);
  for (int i = 0; i < config->n_mels + 2 && !status; i++) edges[i] = sg_axis_hz(&axis, i);
  return status;
}

static double raise(double x, double exponent) { return x > 0 ? sg_exp2(exponent * sg_log2(x)) : 0; }

/* Fills row with the triangle over edge[0], edge[1], edge[2], from the first bin that is not 0 to the last. */
static band make_triangle(double *row, const double *edge, const sg_config *config) {
  double bin = config->sample_rate / config->n_fft, top = config->n_fft / 2;
  int low = (int)fmin(top, edge[0] / bin), high = (int)fmin(top, edge[2] / bin + 1), first = high + 1, last = -1;
  double norm = 0, largest = 0, p = config->norm;
  for (int k = low; k <= high; k++) {
    double hz = k * config->sample_rate / config->n_fft;
    double up = (hz - edge[0]) / (edge[1] - edge[0]), down = (edge[2] - hz) / (edge[2] - edge[1]);
    row[k] = fmax(0, fmin(up, down));
    largest = fmax(largest, row[k]);
  }
  for (int k = low; k <= high; k++) {
    if (!(row[k] > WEIGHT_MIN * largest)) row[k] = 0;
    if (row[k] > 0 && first > high) first = k;
    if (row[k] > 0) last = k;
    if (p > 0 && !isinf(p)) norm += raise(row[k] / largest, p); /* shares of the largest: any p is safe */
  }
  if (p == SG_NORM_NONE) norm = 1;
  else if (p < 0) norm = (edge[2] - edge[0]) / 2;
  else norm = isinf(p) ? largest : largest * raise(norm, 1 / p);
  for (int k = first; k <= last; k++) row[k] = fmin(row[k] / norm, FLT_MAX); /* bands of next to no width */
  return (band){last < 0 ? 0 : first, last < 0 ? 0 : last - first + 1};
}

sg_status sg_mel_filterbank(float *weights, const sg_config *config) {
  sg_status status = sg_config_check(config);
  if (status) return status;
  size_t bins = (size_t)config->n_fft / 2 + 1, rows = (size_t)config->n_mels;
  double *edges = SG_NEW_ARRAY(double, rows + 2), *row = SG_NEW_ARRAY(double, bins);
  status = edges && row ? make_edges(edges, config) : SG_NO_MEMORY;
  if (!status) memset(weights, 0, rows * bins * sizeof *weights);
  for (size_t m = 0; m < rows && !status; m++) {
    band band = make_triangle(row, edges + m, config);
    for (int k = band.first; k < band.first + band.count; k++) weights[m * bins + (size_t)k] = (float)row[k];
  }
  free(edges);
  free(row);
  return status;
}

static void destroy(void *state) {
  mel *s = state;
  if (!s) return;
  sg_spectra_destroy(&s->spectra);
  free(s->edges);
  free(s->bands);
  free(s->weights);
  free(s->powers);
  free(s->sums);
  free(s->lobes);
  free(s);
}

/* Two passes over the triangles: first their lengths, then their weights. */
static sg_status make_bands(mel *s, const sg_config *config) {
  double *row = SG_NEW_ARRAY(double, s->spectra.bins);
  if (!row) return SG_NO_MEMORY;
  size_t total = 0;
  for (int m = 0; m < s->n_mels; m++) {
    s->bands[m] = make_triangle(row, s->edges + m, config);
    total += (size_t)s->bands[m].count;
  }
  s->weights = SG_NEW_ARRAY(float, total + 1);
  float *next = s->weights;
  for (int m = 0; m < s->n_mels && next; m++) {
    make_triangle(row, s->edges + m, config);
    for (int i = 0; i < s->bands[m].count; i++) *next++ = (float)row[s->bands[m].first + i];
  }
  free(row);
  return s->weights ? SG_OK : SG_NO_MEMORY;
}

/* A sine spreads over the window's transform, of which a band gathers its part. */
static sg_status make_lobes(mel *s, const sg_config *config) {
  int bins = s->spectra.bins;
  float *ones = SG_NEW_ARRAY(float, config->n_fft);
  s->lobes = SG_NEW_ARRAY(double, s->n_mels);
  for (int i = 0; ones && i < config->n_fft; i++) ones[i] = 1;
  if (ones) sg_spectra_run(&s->spectra, ones, 1);
  if (ones) sg_spectra_power(&s->spectra, s->power, s->powers);
  free(ones);
  if (!ones || !s->lobes) return SG_NO_MEMORY;
  const float *weight = s->weights;
  double half = sg_exp2(-(double)s->power);
  for (int m = 0; m < s->n_mels; m++) {
    int centre = (int)fmin(bins, s->edges[m + 1] * config->n_fft / config->sample_rate + 0.5);
    for (int i = 0; i < s->bands[m].count; i++) {
      int away = abs(s->bands[m].first + i - centre);
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
  const float *weight = s->weights;
  for (int m = 0; m < s->n_mels; m++) {
    const lanes *power = s->powers + s->bands[m].first;
    lanes sum = lanes_all(0);
    for (int i = 0; i < s->bands[m].count; i++) sum += *power++ * lanes_all(*weight++);
    s->sums[m] = lanes_flush(lanes_select(sum < FLT_MAX, sum, lanes_all(FLT_MAX)), SG_POWER_MIN);
  }
  sg_rows_store(s->sums, s->n_mels, rows, s->n_mels, count);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  mel *s = *state = SG_NEW(mel);
  if (!s) return SG_NO_MEMORY;
  sg_status status = sg_spectra_create(&s->spectra, config, rows_mel, 1, facts);
  if (status) return status;
  s->power = (float)config->power;
  facts->quantity = SG_POWER;
  facts->exponent = config->power;
  s->n_mels = s->spectra.row_length = facts->bins = facts->row_length = config->n_mels;
  s->edges = SG_NEW_ARRAY(double, s->n_mels + 2);
  s->bands = SG_NEW_ARRAY(band, s->n_mels);
  s->powers = SG_NEW_ARRAY(lanes, s->spectra.bins);
  s->sums = SG_NEW_ARRAY(lanes, s->n_mels);
  if (!s->edges || !s->bands || !s->powers || !s->sums) return SG_NO_MEMORY;
  status = make_edges(s->edges, config);
  if (!status) status = make_bands(s, config);
  for (int m = 0; m < s->n_mels && !status; m++) facts->empty_bands += !s->bands[m].count;
  return status ? status : make_lobes(s, config);
}

static double frequency(const void *state, int bin) { return ((const mel *)state)->edges[bin + 1]; }

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
