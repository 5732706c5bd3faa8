/* frequency_offset.c - complex rows to how far the frequency of what sounds in each bin lies from the bin's: by how
 * much the phase advanced since the row before, less what the bin's own frequency advances, wrapped before it is
 * divided by the hop (Flanagan, Golden: Phase vocoder (1966)). Pairs of Hz and power, as a share of a full-scale sine's
 * where that is known; both 0 where nothing is known: in the first row, and where there is no energy. */
#include <math.h>
#include <stdlib.h>

#include "frames/spectra.h"
#include "math/angle.h"
#include "math/memory.h"
#include "rows/angles.h"
#include "rows/windowed.h"

typedef struct offsets {
  sg_windowed rows;
  int bins;
  float hertz;    /* of a turn a hop */
  float *turned;  /* [bins][2], a row times the conjugate of the one before */
  float *turns;   /* [bins], its angles */
  float *advance; /* [bins], turns a hop, -1/2..1/2 */
  float *share;   /* [bins], of power */
} offsets;

static float flushed(float x) { return fabsf(x) >= SG_POWER_MIN ? x : 0; }

static void window(void *state, const float *const *rows, int at, float *out) {
  offsets *s = state;
  const float *before = rows[0], *now = rows[1];
  (void)at;
  for (int k = 0; k < s->bins; k++) {
    float re = now[2 * k], im = now[2 * k + 1], re0 = before[2 * k], im0 = before[2 * k + 1];
    s->turned[2 * k] = flushed(re * re0 + im * im0);
    s->turned[2 * k + 1] = flushed(im * re0 - re * im0);
  }
  sg_angles(s->turned, s->bins, s->turns);
  for (int k = 0; k < s->bins; k++) {
    float power = flushed((now[2 * k] * now[2 * k] + now[2 * k + 1] * now[2 * k + 1]) * s->share[k]);
    int is_known = power > 0 && (s->turned[2 * k] != 0 || s->turned[2 * k + 1] != 0);
    out[2 * k] = is_known ? flushed(sg_wrap(s->turns[k] - s->advance[k]) * s->hertz) : 0;
    out[2 * k + 1] = is_known ? power : 0;
  }
}

static void destroy(void *state) {
  offsets *s = state;
  if (!s) return;
  sg_windowed_destroy(&s->rows);
  free(s->turned);
  free(s->turns);
  free(s->advance);
  free(s->share);
  free(s);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  (void)config;
  offsets *s = *state = SG_NEW(offsets);
  if (!s) return SG_NO_MEMORY;
  if (facts->quantity != SG_COMPLEX || facts->widths || !facts->frequencies) return SG_NEEDS_COMPLEX;
  if (!(facts->sample_rate > 0)) return SG_NEEDS_RATE;
  s->bins = facts->bins;
  s->hertz = (float)(facts->sample_rate / facts->hop);
  s->turned = SG_NEW_ARRAY(float, 2 * (size_t)s->bins);
  s->turns = SG_NEW_ARRAY(float, s->bins);
  s->advance = SG_NEW_ARRAY(float, s->bins);
  s->share = SG_NEW_ARRAY(float, s->bins);
  if (!s->turned || !s->turns || !s->advance || !s->share) return SG_NO_MEMORY;
  for (int k = 0; k < s->bins; k++) {
    double turns = facts->hop * facts->frequencies[k] / facts->sample_rate;
    s->advance[k] = (float)(turns - floor(turns + 0.5));
    s->share[k] = sg_full_share(facts, k);
  }
  facts->quantity = SG_OFFSET;
  return sg_windowed_create(&s->rows, window, 1, 0, SG_ENDS_ZERO, 2 * s->bins, facts);
}

const sg_stage sg_stage_frequency_offset = {
    .name = "frequencyOffset", .create = create, .destroy = destroy, SG_WINDOWED_STAGE};
