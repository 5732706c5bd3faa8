/* samplewise.h - stages that make each sample of a few before it. Such a stage has one of these as its first member, so
 * that its write, finish and read serve it. */
#ifndef SG_SAMPLEWISE_H
#define SG_SAMPLEWISE_H

#include "stage.h"

enum { SG_SAMPLEWISE_ROOM = 2048 }; /* samples that wait to be read */

/* Turns in[n] into what out gets and returns how many: n, but where a first sample waits for the next or is dropped.
 * n 0: the sound is over, and what still waits comes now. Never more than have come. */
typedef size_t sg_samples_in(void *state, const float *in, size_t n, float *out);

typedef struct sg_samplewise {
  sg_samples_in *turn;
  float made[SG_SAMPLEWISE_ROOM];
  size_t have, given; /* samples of it */
  int finished;
} sg_samplewise;

void sg_samplewise_reset(void *samplewise);
size_t sg_samplewise_write(void *samplewise, const float *samples, size_t n);
void sg_samplewise_finish(void *samplewise);
size_t sg_samplewise_read(void *samplewise, float *samples, size_t max);
double sg_samplewise_count(const void *samplewise, double samples);

/* What every such stage has in its table. */
#define SG_SAMPLEWISE_STAGE                                                                \
  .takes = SG_SAMPLES, .gives = SG_SAMPLES, .destroy = free, .write = sg_samplewise_write, \
  .finish = sg_samplewise_finish, .read = sg_samplewise_read

#endif
