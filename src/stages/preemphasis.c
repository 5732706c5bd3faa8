/* preemphasis.c - samples less a share of the sample before, and back: what lifts a voice's high frequencies, over the
 * whole sound. The first sample is librosa.effects.preemphasis's, itself (NeMo, python_speech_features) or left out
 * (PaSST). */
#include <math.h>
#include <stdlib.h>

#include "math/memory.h"
#include "sound/samplewise.h"

typedef struct emphasis {
  sg_samplewise samples;
  double coef, last; /* last: the sample before, of the sound that is not emphasised */
  int first;         /* enum sg_first, whose first words are those of enum sg_first_was */
  int undoes;
  int begun; /* 0, 1 where librosa's first sample waits for the second, or 2 */
} emphasis;

static void reset(void *state) {
  emphasis *s = state;
  sg_samplewise_reset(state);
  s->last = s->begun = 0;
}

static float turned(emphasis *s, double x) {
  double by = s->coef * s->last;
  if (!s->undoes) {
    s->last = x;
    return (float)(x - by);
  }
  x += by;
  s->last = fabs(x) >= SG_SAMPLE_MIN ? fmax(-SG_SAMPLE_MAX, fmin(x, SG_SAMPLE_MAX)) : 0; /* it decays */
  return (float)s->last;
}

/* The first two samples; returns how many came of them. */
static size_t begin(emphasis *s, double x, float *out) {
  if (!s->begun) {
    s->last = x;
    s->begun = s->first == SG_FIRST_LIBROSA ? 1 : 2;
    out[0] = (float)x;
    return s->first == SG_FIRST_KEEP;
  }
  double first = s->undoes ? (s->last + x) / (3 - s->coef) : 3 * s->last - x;
  if (s->undoes) s->last = first; /* from 3 a - b and b - coef a */
  s->begun = 2;
  out[0] = (float)first;
  out[1] = turned(s, x);
  return 2;
}

static size_t turn(void *state, const float *in, size_t n, float *out) {
  emphasis *s = state;
  size_t made = 0;
  for (size_t i = 0; i < n; i++)
    if (s->begun < 2) made += begin(s, in[i], out + made);
    else out[made++] = turned(s, in[i]);
  if (n || s->begun != 1) return made;
  begin(s, s->undoes ? s->last * (1 - s->coef) / 2 : s->last, out); /* as if another like it followed */
  return 1;
}

static double count(const void *state, double samples) {
  const emphasis *s = state;
  return s->first == SG_FIRST_SKIP ? fmax(0, samples - 1) : samples;
}

static sg_status make(void **state, double coef, int first, int undoes, sg_facts *facts) {
  emphasis *s = *state = SG_NEW(emphasis);
  if (!s) return SG_NO_MEMORY;
  s->samples.turn = turn;
  s->coef = coef;
  s->first = first;
  s->undoes = undoes;
  facts->origin = first == SG_FIRST_SKIP;
  facts->first_rows = first == SG_FIRST_LIBROSA;
  facts->latency = 1 + facts->first_rows;
  return SG_OK;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  return make(state, config->coef, config->first, 0, facts);
}

static sg_status create_undo(void **state, const sg_config *config, sg_facts *facts) {
  return make(state, config->coef, config->first_was, 1, facts);
}

const sg_stage sg_stage_preemphasis = {
    .name = "preemphasis", .create = create, .reset = reset, .count = count, SG_SAMPLEWISE_STAGE};
const sg_stage sg_stage_deemphasis = {
    .name = "deemphasis", .create = create_undo, .reset = reset, .count = count, SG_SAMPLEWISE_STAGE};
