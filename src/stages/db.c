/* db.c - rows of power, magnitude or any |X|^exponent to decibels, 20 / exponent log10(max(x, amin) / ref), as
 * librosa's power_to_db and amplitude_to_db with a ref of their own and no top_db, which asks for the whole sound. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "math/decibel.h"
#include "math/memory.h"
#include "rows/rowwise.h"

#define AMIN 1e-10 /* of a power: librosa's */

typedef struct decibels {
  sg_rowwise rows;
  float per_decade, amin, ref, least;
  const double *full_scale; /* of what comes */
} decibels;

static void row(void *state, const float *in, float *out) {
  const decibels *s = state;
  memcpy(out, in, (size_t)s->rows.in * sizeof *out);
  sg_to_db(out, (size_t)s->rows.in, s->per_decade, s->amin, s->ref, s->least);
}

static void destroy(void *state) {
  if (state) sg_rowwise_destroy(state);
  free(state);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  decibels *s = *state = SG_NEW(decibels);
  if (!s) return SG_NO_MEMORY;
  if (facts->row_length != facts->bins) return SG_NEEDS_REAL;
  if (config->top_db >= 0) return SG_BAD(top_db);
  double exponent = facts->quantity == SG_POWER ? facts->exponent : 2;
  if (config->per_decade > 0) exponent = 20 / config->per_decade;
  s->per_decade = (float)(20 / exponent);
  s->amin = (float)(config->db_amin > 0 ? config->db_amin : sg_exp2(exponent / 2 * sg_log2(AMIN)));
  s->ref = (float)config->ref;
  s->least = config->min_db < -1e30 ? -INFINITY : (float)config->min_db;
  s->full_scale = facts->full_scale;
  facts->quantity = SG_DECIBEL;
  return sg_rowwise_create(&s->rows, row, facts->input_length, facts->row_length);
}

static double full_scale(const void *state, int bin) {
  const decibels *s = state;
  float x = s->full_scale ? (float)s->full_scale[bin] : NAN;
  if (s->full_scale) sg_to_db(&x, 1, s->per_decade, s->amin, s->ref, s->least);
  return x;
}

const sg_stage sg_stage_db = {
    .name = "db", .create = create, .destroy = destroy, .full_scale = full_scale, SG_ROWWISE_STAGE};
