/* quantise.c - each value of a row to 0, 1/4, 1/2, 3/4 or 1: how many of four thresholds it exceeds, as CENS wants
 * chroma whose rows add up to 1. Müller, Ewert: Chroma Toolbox (2011). */
#include <stdlib.h>

#include "math/memory.h"
#include "rows/rowwise.h"

static const double thresholds[] = {0.05, 0.1, 0.2, 0.4};

static void quantise(void *state, const float *in, float *out) {
  const sg_rowwise *s = state;
  for (int k = 0; k < s->out; k++) {
    int exceeded = 0;
    while (exceeded < 4 && in[k] > thresholds[exceeded]) exceeded++;
    out[k] = (float)exceeded / 4;
  }
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  sg_rowwise *s = *state = SG_NEW(sg_rowwise);
  (void)config;
  if (!s) return SG_NO_MEMORY;
  return facts->input_length ? sg_rowwise_create(s, quantise, facts->input_length, facts->input_length) : SG_ROW_LENGTH;
}

static void destroy(void *state) {
  if (state) sg_rowwise_destroy(state);
  free(state);
}

const sg_stage sg_stage_quantise = {.name = "quantise", .create = create, .destroy = destroy, SG_ROWWISE_STAGE};
