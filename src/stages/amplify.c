/* amplify.c - samples times a factor: Kaldi's tools want those of 16 bits, 32768 times ours. */
#include <stdlib.h>

#include "math/memory.h"
#include "sound/samplewise.h"

typedef struct amplify {
  sg_samplewise samples;
  double factor;
} amplify;

static size_t turn(void *state, const float *in, size_t n, float *out) {
  const amplify *s = state;
  for (size_t i = 0; i < n; i++) out[i] = (float)(s->factor * in[i]);
  return n;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  amplify *s = *state = SG_NEW(amplify);
  if (!s) return SG_NO_MEMORY;
  s->samples.turn = turn;
  s->factor = config->factor;
  facts->latency = 1;
  return SG_OK;
}

const sg_stage sg_stage_amplify = {.name = "amplify",
                                   .create = create,
                                   .reset = sg_samplewise_reset,
                                   .count = sg_samplewise_count,
                                   SG_SAMPLEWISE_STAGE};
