/* centroid.c - rows of magnitudes to where they lie: their centroid, and how far they spread around it, both in Hz.
 * Klapuri, Davy: Signal Processing Methods for Music Transcription (2006), chapter 5, as librosa has them. */
#include <math.h>
#include <stdlib.h>

#include "math/decibel.h"
#include "math/memory.h"
#include "rows/descriptor.h"

typedef struct centroid {
  sg_descriptor rows;
  double p; /* of "bandwidth" */
  int norm;
} centroid;

/* 0 where there is nothing. */
static double find(const sg_descriptor *s, const float *row, double *sum) {
  double moment = *sum = 0;
  for (int k = 0; k < s->rows.in; k++) {
    *sum += row[k];
    moment += row[k] * s->hz[k];
  }
  return *sum > 0 ? moment / *sum : 0;
}

static void centroid_row(void *state, const float *in, float *out) {
  double sum;
  *out = sg_narrow(find(state, in, &sum));
}

/* Distances are taken as shares of the greatest, which no power makes too large. */
static void bandwidth_row(void *state, const float *in, float *out) {
  const centroid *s = state;
  const double *hz = s->rows.hz;
  int n = s->rows.rows.in;
  double sum, centre = find(&s->rows, in, &sum), spread = 0;
  double most = fmax(fabs(hz[0] - centre), fabs(hz[n - 1] - centre));
  for (int k = 0; k < n && most > 0; k++) {
    double away = fabs(hz[k] - centre) / most;
    spread += in[k] * (s->p == 2 ? away * away : sg_pow(away, s->p));
  }
  if (s->norm && sum > 0) spread /= sum;
  *out = sg_narrow(most * sg_pow(spread, 1 / s->p));
}

static sg_status create_centroid(void **state, const sg_config *config, sg_facts *facts) {
  centroid *s = *state = SG_NEW(centroid);
  (void)config;
  return s ? sg_descriptor_create(&s->rows, centroid_row, 1, SG_HERTZ, 1, facts) : SG_NO_MEMORY;
}

static sg_status create_bandwidth(void **state, const sg_config *config, sg_facts *facts) {
  centroid *s = *state = SG_NEW(centroid);
  if (!s) return SG_NO_MEMORY;
  s->p = config->spread_order;
  s->norm = config->spread_norm;
  return sg_descriptor_create(&s->rows, bandwidth_row, 1, SG_HERTZ, 1, facts);
}

const sg_stage sg_stage_centroid = {
    .name = "centroid", .create = create_centroid, .destroy = sg_descriptor_destroy, SG_DESCRIPTOR_STAGE};
const sg_stage sg_stage_bandwidth = {
    .name = "bandwidth", .create = create_bandwidth, .destroy = sg_descriptor_destroy, SG_DESCRIPTOR_STAGE};
