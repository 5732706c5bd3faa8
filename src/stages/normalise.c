/* normalise.c - each row divided by its p-norm. */
#include <stdlib.h>
#include <string.h>

#include "math/memory.h"
#include "math/norm.h"
#include "rows/rowwise.h"

typedef struct normalise {
  sg_rowwise rows;
  double norm;
} normalise;

static void row(void *state, const float *in, float *out) {
  const normalise *s = state;
  memcpy(out, in, (size_t)s->rows.in * sizeof *out);
  if (s->norm > 0) sg_normalise(out, s->rows.out, s->norm);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  normalise *s = *state = SG_NEW(normalise);
  if (!s) return SG_NO_MEMORY;
  s->norm = config->row_norm;
  return facts->input_length ? sg_rowwise_create(&s->rows, row, facts->input_length, facts->input_length)
                             : SG_ROW_LENGTH;
}

static void destroy(void *state) {
  if (state) sg_rowwise_destroy(state);
  free(state);
}

const sg_stage sg_stage_normalise = {.name = "normalise", .create = create, .destroy = destroy, SG_ROWWISE_STAGE};
