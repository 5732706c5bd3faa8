/* yin.c - frames to their fundamental frequency: of the troughs of the difference function the first that is low
 * enough, or else where it is lowest. De Cheveigne, Kawahara: YIN, a fundamental frequency estimator for speech and
 * music (2002), as librosa 0.11 has it. */
#include <stdlib.h>

#include "frames/periods.h"
#include "math/memory.h"
#include "stage.h"

typedef struct yin {
  sg_periods periods;
  double threshold;
} yin;

static void destroy(void *state) {
  if (state) sg_periods_destroy(state);
  free(state);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  yin *s = *state = SG_NEW(yin);
  if (!s) return SG_NO_MEMORY;
  s->threshold = config->trough_threshold;
  return sg_periods_create(&s->periods, config, facts);
}

static int choose(const yin *s, const double *unlike) {
  int lowest = 0;
  for (int i = 0; i < s->periods.count; i++) {
    if (unlike[i] < s->threshold && sg_periods_trough(&s->periods, unlike, i)) return i;
    if (unlike[i] < unlike[lowest]) lowest = i;
  }
  return lowest;
}

static size_t read(void *state, float *rows, size_t max) {
  yin *s = state;
  sg_periods *periods = &s->periods;
  size_t ready = sg_framer_ready(&periods->framer, max), hop = (size_t)periods->framer.hop;
  const float *frame = sg_framer_frame(&periods->framer);
  for (size_t t = 0; t < ready; t += SG_LANES) {
    int count = ready - t < SG_LANES ? (int)(ready - t) : SG_LANES;
    sg_periods_run(periods, frame + t * hop, count);
    for (int f = 0; f < count; f++) {
      const double *unlike = periods->unlike + f * (size_t)periods->count;
      rows[t + (size_t)f] = (float)sg_periods_frequency(periods, unlike, choose(s, unlike));
    }
  }
  sg_framer_advance(&periods->framer, ready);
  return ready;
}

const sg_stage sg_stage_yin = {.name = "yin",
                               .takes = SG_SAMPLES,
                               .gives = SG_ROWS,
                               .create = create,
                               .destroy = destroy,
                               .reset = sg_framer_reset,
                               .write = sg_framer_write,
                               .finish = sg_framer_finish,
                               .read = read,
                               .count = sg_framer_rows};
