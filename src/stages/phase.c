/* phase.c - complex rows to where in its swing each bin stands at the row's own moment, and how strong it is: pairs of
 * radians and power, as a share of a full-scale sine's where that is known. */
#include <math.h>
#include <stdlib.h>

#include "frames/spectra.h"
#include "math/angle.h"
#include "math/memory.h"
#include "rows/angles.h"
#include "rows/rowwise.h"

typedef struct phase {
  sg_rowwise rows;
  int bins;
  float *turns; /* [bins], angles of a row */
  float *later; /* [bins], turns from where a row's phase is told to the row's own moment */
  float *share; /* [bins], of power */
} phase;

static void row(void *state, const float *in, float *out) {
  const phase *s = state;
  sg_angles(in, s->bins, s->turns);
  for (int k = 0; k < s->bins; k++) {
    float power = (in[2 * k] * in[2 * k] + in[2 * k + 1] * in[2 * k + 1]) * s->share[k];
    out[2 * k] = power >= SG_POWER_MIN ? sg_wrap(s->turns[k] + s->later[k]) * (float)(2 * SG_PI) : 0;
    out[2 * k + 1] = power >= SG_POWER_MIN ? power : 0;
  }
}

static void destroy(void *state) {
  phase *s = state;
  if (!s) return;
  sg_rowwise_destroy(&s->rows);
  free(s->turns);
  free(s->later);
  free(s->share);
  free(s);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  (void)config;
  phase *s = *state = SG_NEW(phase);
  if (!s) return SG_NO_MEMORY;
  if (facts->quantity != SG_COMPLEX || facts->widths || !facts->frequencies) return SG_NEEDS_COMPLEX;
  s->bins = facts->bins;
  s->turns = SG_NEW_ARRAY(float, s->bins);
  s->later = SG_NEW_ARRAY(float, s->bins);
  s->share = SG_NEW_ARRAY(float, s->bins);
  if (!s->turns || !s->later || !s->share) return SG_NO_MEMORY;
  double rate = facts->sample_rate > 0 ? facts->sample_rate : 1;
  for (int k = 0; k < s->bins; k++) {
    double turns = facts->phase_lead * facts->frequencies[k] / rate;
    s->later[k] = (float)(turns - floor(turns + 0.5));
    s->share[k] = sg_full_share(facts, k);
  }
  facts->quantity = SG_PHASE;
  return sg_rowwise_create(&s->rows, row, 2 * s->bins, 2 * s->bins);
}

const sg_stage sg_stage_phase = {.name = "phase", .create = create, .destroy = destroy, SG_ROWWISE_STAGE};
