/* gain.c - rows made louder by so many decibels: decibels get them added, powers are multiplied. Without a number, each
 * bin by what a full-scale sine lacks to 0 dB in it: the levels of a picture; or, as the stage weighting, by how loud
 * its frequency counts. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "math/decibel.h"
#include "math/memory.h"
#include "math/weighting.h"
#include "rows/rowwise.h"

#define LOG2_10 3.3219280948873623
#define FACTOR_MAX 1e30
#define DB_LEAST (-1e6)
#define LEAST 1e-30f /* fainter numbers become 0 */

typedef struct gain {
  sg_rowwise rows;
  float *by; /* [row_length], added to decibels, a factor of others */
  int adds;
  const double *full_scale; /* of what comes */
} gain;

static void row(void *state, const float *in, float *out) {
  const gain *s = state;
  for (int i = 0; i < s->rows.in; i++) {
    float x = s->adds ? in[i] + s->by[i] : in[i] * s->by[i];
    out[i] = fabsf(x) >= LEAST ? fmaxf(-FLT_MAX, fminf(x, FLT_MAX)) : 0;
  }
}

static void destroy(void *state) {
  gain *s = state;
  if (!s) return;
  sg_rowwise_destroy(&s->rows);
  free(s->by);
  free(s);
}

/* What is added to decibels, or the factor of |X|^exponent, that brings a level of so many decibels up by db. */
static double by(double db, int adds, double exponent) {
  return adds ? db : fmin(sg_exp2(db * exponent / 20 * LOG2_10), FACTOR_MAX);
}

static sg_status prepare(void **state, sg_facts *facts) {
  gain *s = *state = SG_NEW(gain);
  if (!s) return SG_NO_MEMORY;
  int is_level = facts->quantity == SG_COMPLEX || facts->quantity == SG_POWER || facts->quantity == SG_DECIBEL;
  if (!is_level) return SG_NEEDS_LEVELS;
  s->adds = facts->quantity == SG_DECIBEL;
  s->full_scale = facts->full_scale;
  s->by = SG_NEW_ARRAY(float, facts->input_length);
  return s->by ? sg_rowwise_create(&s->rows, row, facts->input_length, facts->row_length) : SG_NO_MEMORY;
}

static double exponent_of(const sg_facts *facts) { return facts->quantity == SG_POWER ? facts->exponent : 1; }

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  sg_status status = prepare(state, facts);
  gain *s = *state;
  int n = facts->input_length, parts = facts->bins > 0 ? n / facts->bins : 1, is_given = config->gain_db > -1e30;
  double exponent = exponent_of(facts);
  if (status) return status;
  if (!is_given && (!facts->full_scale || facts->widths)) return SG_NO_FULL_SCALE;
  for (int i = 0; i < n; i++) {
    double full = is_given ? 0 : facts->full_scale[i / parts];
    if (is_given) s->by[i] = (float)by(config->gain_db, s->adds, exponent);
    else s->by[i] = (float)(s->adds ? -full : full > 1 / FACTOR_MAX ? 1 / full : 0);
  }
  return SG_OK;
}

static sg_status create_weighting(void **state, const sg_config *config, sg_facts *facts) {
  sg_status status = prepare(state, facts);
  gain *s = *state;
  if (status) return status;
  if (!(facts->sample_rate > 0)) return SG_NEEDS_RATE;
  if (!facts->frequencies || facts->widths) return SG_NEEDS_SPECTRUM;
  int parts = facts->input_length / facts->bins;
  for (int i = 0; i < facts->input_length; i++) {
    double db = fmax(sg_weighting(config->curve, facts->frequencies[i / parts]), fmax(config->min_db, DB_LEAST));
    s->by[i] = (float)by(db, s->adds, exponent_of(facts));
  }
  return SG_OK;
}

static double full_scale(const void *state, int bin) {
  const gain *s = state;
  if (!s->full_scale) return NAN;
  return s->adds ? s->full_scale[bin] + s->by[bin] : s->full_scale[bin] * s->by[bin];
}

const sg_stage sg_stage_gain = {
    .name = "gain", .create = create, .destroy = destroy, .full_scale = full_scale, SG_ROWWISE_STAGE};
const sg_stage sg_stage_weighting = {
    .name = "weighting", .create = create_weighting, .destroy = destroy, .full_scale = full_scale, SG_ROWWISE_STAGE};
