/* halver.h - samples to half their rate, by a linear-phase half-band filter whose delay is taken off:
 * y[k] = x[2 k] / 2 + sum over i of taps[i] (x[2 k - n] + x[2 k + n]), n = 2 i + 1; before the first sample is 0. */
#ifndef SG_HALVER_H
#define SG_HALVER_H

#include "specgram.h"

typedef struct sg_halver {
  int pairs;
  float *taps;        /* [pairs] */
  float *even, *odd;  /* samples 2 m and 2 m + 1 at the same place */
  size_t evens, odds; /* how many there are */
  size_t next;        /* where the next y's x[2 k] lies */
} sg_halver;

/* Of a rate that `wanted` times itself is wanted of; takes at most `block` samples at a time. */
sg_status sg_halver_create(sg_halver *, double wanted, size_t block);
void sg_halver_destroy(sg_halver *);
void sg_halver_reset(sg_halver *);
int sg_halver_reach(const sg_halver *); /* samples after its own that a y needs */

/* Takes x[n] and writes the y that there are then, and up to 7 numbers beyond. Returns how many; y may be x. */
size_t sg_halver_run(sg_halver *, const float *x, size_t n, float *y);

#endif
