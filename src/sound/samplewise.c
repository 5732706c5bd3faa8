/* samplewise.c - samples turned into others, block by block. */
#include "sound/samplewise.h"

#include <string.h>

void sg_samplewise_reset(void *state) {
  sg_samplewise *s = state;
  s->have = s->given = 0;
  s->finished = 0;
}

size_t sg_samplewise_write(void *state, const float *samples, size_t n) {
  sg_samplewise *s = state;
  if (s->given == s->have) s->given = s->have = 0;
  size_t room = SG_SAMPLEWISE_ROOM - 1 - s->have, taken = n < room ? n : room; /* one for what waits for another */
  if (s->finished || !taken) return 0;
  s->have += s->turn(s, samples, taken, s->made + s->have);
  return taken;
}

void sg_samplewise_finish(void *state) {
  sg_samplewise *s = state;
  if (!s->finished) s->have += s->turn(s, NULL, 0, s->made + s->have);
  s->finished = 1;
}

size_t sg_samplewise_read(void *state, float *samples, size_t max) {
  sg_samplewise *s = state;
  size_t left = s->have - s->given, n = left < max ? left : max;
  memcpy(samples, s->made + s->given, n * sizeof *samples);
  s->given += n;
  return n;
}

double sg_samplewise_count(const void *state, double samples) {
  (void)state;
  return samples;
}
