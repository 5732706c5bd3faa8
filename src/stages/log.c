/* log.c - rows to their logarithms, log(max(x, amin) + offset), to the base e, 10 or 2. */
#include <math.h>
#include <stdlib.h>

#include "math/logarithm.h"
#include "math/memory.h"
#include "rows/rowwise.h"

#define LN2 0.69314718055994531
#define LOG10_2 0.30102999566398120

typedef struct logarithm {
  sg_rowwise rows;
  sg_logarithm to;
} logarithm;

static void row(void *state, const float *in, float *out) {
  const logarithm *s = state;
  sg_logarithms(&s->to, in, out, (size_t)s->rows.in);
}

static void destroy(void *state) {
  if (state) sg_rowwise_destroy(state);
  free(state);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  logarithm *s = *state = SG_NEW(logarithm);
  if (!s) return SG_NO_MEMORY;
  if (facts->row_length != facts->bins) return SG_NEEDS_REAL;
  double per_octave = config->base == SG_BASE_E ? LN2 : config->base == SG_BASE_10 ? LOG10_2 : 1;
  s->to = (sg_logarithm){0, (float)config->amin, config->offset, per_octave, 0, -INFINITY};
  facts->quantity = SG_LOGARITHM;
  return sg_rowwise_create(&s->rows, row, facts->input_length, facts->row_length);
}

const sg_stage sg_stage_log = {.name = "log", .create = create, .destroy = destroy, SG_ROWWISE_STAGE};
