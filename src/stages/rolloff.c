/* rolloff.c - rows of magnitudes to the lowest frequency up to which a share of their sum lies, as librosa's
 * spectral_rolloff. */
#include "math/memory.h"
#include "rows/descriptor.h"

typedef struct rolloff {
  sg_descriptor rows;
  double share;
} rolloff;

static void row(void *state, const float *in, float *out) {
  const rolloff *s = state;
  double total = 0, sum = in[0];
  int k = 0;
  for (int i = 0; i < s->rows.rows.in; i++) total += in[i];
  while (sum < s->share * total) sum += in[++k]; /* added up in the same order, it reaches the total */
  *out = sg_narrow(s->rows.hz[k]);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  rolloff *s = *state = SG_NEW(rolloff);
  if (!s) return SG_NO_MEMORY;
  s->share = config->roll_percent;
  return sg_descriptor_create(&s->rows, row, 1, SG_HERTZ, 1, facts);
}

const sg_stage sg_stage_rolloff = {
    .name = "rolloff", .create = create, .destroy = sg_descriptor_destroy, SG_DESCRIPTOR_STAGE};
