/* dct.c - rows to their discrete cosine transforms of type 1, 2 or 3, as scipy.fft.dct has them, the first coefficients
 * of them liftered; and such coefficients back to rows. Cepstra of log mel bands: Davis, Mermelstein: Comparison of
 * parametric representations for monosyllabic word recognition (1980). */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "config.h"
#include "math/angle.h"
#include "math/lanes.h"
#include "math/memory.h"
#include "rows/rowwise.h"

#define LEAST 1e-30f /* fainter numbers are rounding alone and become 0 */
#define SQRT2 1.4142135623730951
#define AT_ONCE 4 /* lanes of outputs */

typedef struct dct {
  sg_rowwise rows;
  int from, count; /* where in a row what is transformed begins, and how many */
  int given;       /* of them as many as there are weights for */
  int out;         /* coefficients */
  int energy, htk; /* whether number 0 of a row takes coefficient 0's place; whether that comes last */
  lanes *weights;  /* [out / 4 / AT_ONCE, rounded up][given][AT_ONCE] */
  lanes *sums;     /* [the same number of lanes] */
} dct;

static double cosine(int64_t part, int64_t whole) { return sg_turn((double)(part % whole), (double)whole).r; }

/* What x[n] of N counts for in y[k]. */
static double weight_of(int type, int ortho, int64_t N, int64_t k, int64_t n) {
  if (type == 1) {
    int is_end = n == 0 || n == N - 1;
    double w = (is_end ? 1 : 2) * cosine(k * n, 2 * (N - 1));
    if (!ortho) return w;
    return w * (is_end ? SQRT2 : 1) * sqrt((k == 0 || k == N - 1 ? 0.25 : 0.5) / (double)(N - 1));
  }
  if (type == 2) {
    double w = 2 * cosine(k * (2 * n + 1), 4 * N);
    return ortho ? w * sqrt((k == 0 ? 0.25 : 0.5) / (double)N) : w;
  }
  double w = (n == 0 ? 1 : 2) * cosine((2 * k + 1) * n, 4 * N);
  return ortho ? w * (n == 0 ? 1 : 1 / SQRT2) * sqrt(1 / (double)N) : w;
}

static double inverse_of(int type, int ortho, int64_t N, int64_t k, int64_t n) {
  double w = weight_of(type == 1 ? 1 : 5 - type, ortho, N, k, n);
  return ortho ? w : w / (2 * (double)(type == 1 ? N - 1 : N));
}

/* How much more than without it coefficient k is. */
static double lift(const sg_config *config, int k) {
  double lifter = config->lifter;
  return lifter > 0 ? 1 + lifter / 2 * sg_turn(k + config->lifter_from, 2 * lifter).i : 1;
}

static void row(void *state, const float *in, float *out) {
  dct *s = state;
  const float *x = in + s->from;
  const lanes *weight = s->weights;
  lanes *sum = s->sums;
  for (int k = 0; k < s->out; k += SG_LANES * AT_ONCE, sum += AT_ONCE) {
    lanes a = lanes_all(0), b = a, c = a, d = a;
    for (int n = 0; n < s->given; n++, weight += AT_ONCE) {
      lanes value = lanes_all(x[n]);
      a += value * weight[0], b += value * weight[1], c += value * weight[2], d += value * weight[3];
    }
    sum[0] = a, sum[1] = b, sum[2] = c, sum[3] = d;
  }
  int first = s->htk ? s->out - 1 : 0; /* coefficient 0's place */
  for (int k = 0; k < s->out; k++) {
    float y = s->sums[k / SG_LANES][k % SG_LANES];
    y = fabsf(y) >= LEAST ? fmaxf(-FLT_MAX, fminf(y, FLT_MAX)) : 0;
    out[s->htk ? (k ? k - 1 : first) : k] = k == 0 && s->htk ? y * (float)SQRT2 : y;
  }
  if (s->energy) out[first] = in[0];
}

static void destroy(void *state) {
  dct *s = state;
  if (!s) return;
  sg_rowwise_destroy(&s->rows);
  free(s->weights);
  free(s->sums);
  free(s);
}

static sg_status make(dct *s, const sg_config *config, int is_inverse) {
  int blocks = (s->out + SG_LANES * AT_ONCE - 1) / (SG_LANES * AT_ONCE);
  if (config->dct_type == 1 && s->count < 2) return SG_BAD(dct_type);
  s->weights = SG_NEW_ARRAY(lanes, (uint64_t)blocks * AT_ONCE * (uint64_t)s->given);
  s->sums = SG_NEW_ARRAY(lanes, (uint64_t)blocks * AT_ONCE);
  if (!s->weights || !s->sums) return SG_NO_MEMORY;
  for (int k = 0; k < s->out; k++)
    for (int n = 0; n < s->given; n++) {
      int ortho = config->dct_norm > 0;
      double lifted = lift(config, is_inverse ? n : k);
      double w = is_inverse ? inverse_of(config->dct_type, ortho, s->count, k, n) / lifted
                            : weight_of(config->dct_type, ortho, s->count, k, n) * lifted;
      size_t at = ((size_t)(k / SG_LANES / AT_ONCE) * (size_t)s->given + (size_t)n) * AT_ONCE;
      s->weights[at + (size_t)(k / SG_LANES % AT_ONCE)][k % SG_LANES] = (float)fmax(-1e18, fmin(w, 1e18));
    }
  return sg_rowwise_create(&s->rows, row, s->from + s->given > s->rows.in ? s->from + s->given : s->rows.in, s->out);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  dct *s = *state = SG_NEW(dct);
  if (!s) return SG_NO_MEMORY;
  if (facts->row_length != facts->bins) return SG_NEEDS_REAL;
  s->energy = s->from = config->dct_energy;
  s->htk = config->htk_compat;
  s->rows.in = facts->input_length;
  s->given = s->count = facts->input_length - s->from;
  s->out = config->n_mfcc;
  if (s->count < 1 || s->out > s->count) return SG_BAD(n_mfcc);
  facts->bins = facts->row_length = s->out;
  facts->quantity = SG_CEPSTRUM;
  return make(s, config, 0);
}

static sg_status create_inverse(void **state, const sg_config *config, sg_facts *facts) {
  dct *s = *state = SG_NEW(dct);
  if (!s) return SG_NO_MEMORY;
  if (facts->row_length != facts->bins) return SG_NEEDS_REAL;
  s->rows.in = facts->input_length;
  s->out = s->count = config->n_mels;
  s->given = s->rows.in < s->count ? s->rows.in : s->count;
  facts->bins = facts->row_length = s->out;
  facts->quantity = SG_DECIBEL;
  return make(s, config, 1);
}

static double no_frequency(const void *state, int bin) {
  (void)state;
  (void)bin;
  return NAN;
}

const sg_stage sg_stage_dct = {
    .name = "dct", .create = create, .destroy = destroy, .frequency = no_frequency, SG_ROWWISE_STAGE};
const sg_stage sg_stage_idct = {
    .name = "idct", .create = create_inverse, .destroy = destroy, .frequency = no_frequency, SG_ROWWISE_STAGE};
