/* affine.c - rows to (max(x, min) + add) * multiply: the range that models want their input in. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "math/memory.h"
#include "rows/rowwise.h"

#define LEAST 1e-30f /* fainter numbers become 0 */

typedef struct affine {
  sg_rowwise rows;
  float min, add, multiply;
} affine;

static void row(void *state, const float *in, float *out) {
  const affine *s = state;
  for (int i = 0; i < s->rows.in; i++) {
    float x = (fmaxf(in[i], s->min) + s->add) * s->multiply;
    out[i] = fabsf(x) >= LEAST ? fmaxf(-FLT_MAX, fminf(x, FLT_MAX)) : 0;
  }
}

static void destroy(void *state) {
  if (state) sg_rowwise_destroy(state);
  free(state);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  affine *s = *state = SG_NEW(affine);
  if (!s) return SG_NO_MEMORY;
  if (facts->row_length != facts->bins) return SG_NEEDS_REAL;
  s->min = config->min > SG_MIN_NONE ? (float)config->min : -FLT_MAX;
  s->add = (float)config->add;
  s->multiply = (float)config->multiply;
  facts->quantity = SG_SCALED;
  return sg_rowwise_create(&s->rows, row, facts->input_length, facts->row_length);
}

const sg_stage sg_stage_affine = {.name = "affine", .create = create, .destroy = destroy, SG_ROWWISE_STAGE};
