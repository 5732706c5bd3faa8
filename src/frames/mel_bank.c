/* mel_bank.c - mel bands as triangles over the bins, straight in Hz or as other toolkits cut them. Norms as librosa has
 * them. */
#include "frames/mel_bank.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "frames/window.h"
#include "math/axis.h"
#include "math/decibel.h"
#include "math/memory.h"

/* A weight below this share of its band's largest is far under the rounding of the sum: left out. */
#define WEIGHT_MIN 1e-9

#define LOG2_10 3.3219280948873623
#define LOG2_6_4 2.6780719051126377 /* of Slaney's step, a factor of 6.4 in 27 mels */

static sg_status make_edges(double *edges, const sg_config *config) {
  sg_axis axis;
  sg_config scale = *config;
  if (config->triangles != SG_TRIANGLES_HZ) scale.htk = 1;
  sg_status status = sg_axis_create(&axis, &scale, SG_MEL, config->n_mels + 2);
  for (int i = 0; i < config->n_mels + 2 && !status; i++) edges[i] = sg_axis_hz(&axis, i);
  return status;
}

static double raise(double x, double exponent) { return x > 0 ? sg_exp2(exponent * sg_log2(x)) : 0; }

/* Where a frequency lies on the axis on which triangles have straight sides. */
static double place(double hz, const sg_config *config) {
  switch (config->triangles) {
    case SG_TRIANGLES_KALDI:
    case SG_TRIANGLES_TF: return sg_log2(1 + hz / 700);
    case SG_TRIANGLES_FLOORBIN: return floor((config->n_fft + 1) * hz / config->sample_rate);
    default: return hz;
  }
}

/* The weight of bin k in the triangle over three places. */
static double weight(int k, const double *corner, const sg_config *config) {
  int kind = config->triangles;
  if (kind == SG_TRIANGLES_KALDI && 2 * k == config->n_fft) return 0;
  if (kind == SG_TRIANGLES_TF && k == 0) return 0;
  double at = kind == SG_TRIANGLES_FLOORBIN ? k : place(k * config->sample_rate / config->n_fft, config);
  if (kind == SG_TRIANGLES_FLOORBIN) {
    if (at < corner[0] || at >= corner[2]) return 0;
    return at < corner[1] ? (at - corner[0]) / (corner[1] - corner[0]) : (corner[2] - at) / (corner[2] - corner[1]);
  }
  return fmax(0, fmin((at - corner[0]) / (corner[1] - corner[0]), (corner[2] - at) / (corner[2] - corner[1])));
}

/* Fills row with the triangle over edge[0], edge[1], edge[2], from the first bin that is not 0 to the last. */
static sg_band make_triangle(double *row, const double *edge, const sg_config *config) {
  double bin = config->sample_rate / config->n_fft, top = config->n_fft / 2;
  int low = (int)fmin(top, edge[0] / bin), high = (int)fmin(top, edge[2] / bin + 1), first = high + 1, last = -1;
  double norm = 0, largest = 0, p = config->norm;
  double corner[] = {place(edge[0], config), place(edge[1], config), place(edge[2], config)};
  if (config->triangles == SG_TRIANGLES_SPEECHBRAIN) corner[2] = 2 * corner[1] - corner[0];
  for (int k = low; k <= high; k++) {
    row[k] = weight(k, corner, config);
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
  return (sg_band){last < 0 ? 0 : first, last < 0 ? 0 : last - first + 1};
}

sg_status sg_mel_filterbank(float *weights, const sg_config *config) {
  sg_status status = sg_config_check(config);
  if (status) return status;
  size_t bins = (size_t)config->n_fft / 2 + 1, rows = (size_t)config->n_mels;
  double *edges = SG_NEW_ARRAY(double, rows + 2), *row = SG_NEW_ARRAY(double, bins);
  status = edges && row ? make_edges(edges, config) : SG_NO_MEMORY;
  if (!status) memset(weights, 0, rows * bins * sizeof *weights);
  for (size_t m = 0; m < rows && !status; m++) {
    sg_band band = make_triangle(row, edges + m, config);
    for (int k = band.first; k < band.first + band.count; k++) weights[m * bins + (size_t)k] = (float)row[k];
  }
  free(edges);
  free(row);
  return status;
}

/* A row of the caller's own. */
static sg_band take_row(double *row, int m, const sg_config *config) {
  int bins = config->n_fft / 2 + 1, first = bins, last = -1;
  for (int k = 0; k < bins; k++) {
    row[k] = config->filters[(size_t)m * (size_t)bins + (size_t)k];
    if (row[k] != 0 && first == bins) first = k;
    if (row[k] != 0) last = k;
  }
  return (sg_band){last < 0 ? 0 : first, last < 0 ? 0 : last - first + 1};
}

static sg_band make_row(double *row, const sg_mel_bank *s, int m, const sg_config *config) {
  return config->filters ? take_row(row, m, config) : make_triangle(row, s->edges + m, config);
}

/* Two passes over the bands: first their lengths, then their weights. */
static sg_status make_bands(sg_mel_bank *s, const sg_config *config) {
  double *row = SG_NEW_ARRAY(double, config->n_fft / 2 + 1);
  if (!row) return SG_NO_MEMORY;
  size_t total = 0;
  for (int m = 0; m < s->n_mels; m++) {
    s->bands[m] = make_row(row, s, m, config);
    total += (size_t)s->bands[m].count;
  }
  s->weights = SG_NEW_ARRAY(float, total + 1);
  float *next = s->weights;
  for (int m = 0; m < s->n_mels && next; m++) {
    make_row(row, s, m, config);
    for (int i = 0; i < s->bands[m].count; i++) *next++ = sg_stored(row[s->bands[m].first + i], config);
  }
  free(row);
  return s->weights ? SG_OK : SG_NO_MEMORY;
}

sg_status sg_mel_bank_create(sg_mel_bank *s, const sg_config *of_frames) {
  sg_config own = *of_frames, *config = &own;
  double rate = own.sample_rate, believed = own.bank_rate > 0 ? own.bank_rate : rate;
  own.sample_rate = believed;
  s->n_mels = config->n_mels;
  s->edges = SG_NEW_ARRAY(double, s->n_mels + 2);
  s->bands = SG_NEW_ARRAY(sg_band, s->n_mels);
  if (!s->edges || !s->bands) return SG_NO_MEMORY;
  int64_t cells = (int64_t)own.n_mels * (own.n_fft / 2 + 1);
  if (own.filters_length != (own.filters ? cells : 0)) return SG_BAD(filters);
  for (int64_t i = 0; own.filters && i < cells; i++)
    if (!(fabsf(own.filters[i]) <= FLT_MAX)) return SG_BAD(filters);
  sg_status status = make_edges(s->edges, config);
  if (!status) status = make_bands(s, config);
  for (int i = 0; i < s->n_mels + 2 && believed != rate; i++) s->edges[i] *= rate / believed;
  return status;
}

void sg_mel_bank_destroy(sg_mel_bank *s) {
  free(s->edges);
  free(s->bands);
  free(s->weights);
}

int sg_mel_bank_empty(const sg_mel_bank *s) {
  int empty = 0;
  for (int m = 0; m < s->n_mels; m++) empty += !s->bands[m].count;
  return empty;
}
