/* tonal_centroid.c - rows of pitch classes to where they lie on the circles of fifths, minor and major thirds. Harte,
 * Sandler, Gasser: Detecting Harmonic Change in Musical Audio (2006), as librosa's tonnetz. */
#include <stdlib.h>

#include "math/angle.h"
#include "math/memory.h"
#include "rows/descriptor.h"

enum { CIRCLES = 3 };

typedef struct tonal {
  sg_descriptor rows;
  double *points; /* [classes][2 * CIRCLES] */
} tonal;

static void row(void *state, const float *in, float *out) {
  const tonal *s = state;
  double sums[2 * CIRCLES] = {0}, total = 0;
  for (int c = 0; c < s->rows.rows.in; c++) {
    total += in[c];
    for (int i = 0; i < 2 * CIRCLES; i++) sums[i] += s->points[2 * CIRCLES * c + i] * in[c];
  }
  for (int i = 0; i < 2 * CIRCLES; i++) out[i] = total > 0 ? sg_narrow(sums[i] / total) : 0;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  static const double turns[CIRCLES] = {7, 9, 4}, radii[CIRCLES] = {1, 1, 0.5};
  tonal *s = *state = SG_NEW(tonal);
  (void)config;
  if (!s) return SG_NO_MEMORY;
  int classes = facts->bins;
  sg_status status = sg_descriptor_create(&s->rows, row, 2 * CIRCLES, SG_COEFFICIENT, 0, facts);
  if (status) return status;
  s->points = SG_NEW_ARRAY(double, 2 * CIRCLES * (uint64_t)classes);
  if (!s->points) return SG_NO_MEMORY;
  for (int c = 0; c < classes; c++)
    for (int i = 0; i < CIRCLES; i++) {
      sg_complex_double e = sg_turn(turns[i] * c, classes);
      s->points[2 * (CIRCLES * c + i)] = radii[i] * e.i;
      s->points[2 * (CIRCLES * c + i) + 1] = radii[i] * e.r;
    }
  return SG_OK;
}

static void destroy(void *state) {
  tonal *s = state;
  if (!s) return;
  free(s->points);
  sg_descriptor_destroy(s);
}

const sg_stage sg_stage_tonal_centroid = {
    .name = "tonalCentroid", .create = create, .destroy = destroy, SG_DESCRIPTOR_STAGE};
