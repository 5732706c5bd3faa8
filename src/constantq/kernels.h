/* kernels.h - the filters of constant-Q and variable-Q transforms, sampled where the octaves' levels have samples. */
#ifndef SG_KERNELS_H
#define SG_KERNELS_H

#include "constantq/filters.h"
#include "constantq/octaves.h"

typedef struct sg_kernel {
  int level;
  int first,
      count; /* the samples of the level that it stands on, counted from the one at or before the frame's centre */
  int phase_shift;  /* frame t has the phase (t * hop mod 2^level) >> phase_shift ... */
  int phases;       /* ... of so many; frame t + phases has it too */
  float *values;    /* [phases][re, im][count] */
  double frequency; /* Hz */
  double length;    /* samples, not rounded */
  double peak;      /* what a sine of amplitude 1 reads: half the sum of the filter's window */
  double energy;    /* sum of |filter|^2 at full rate */
} sg_kernel;

typedef struct sg_kernels {
  int n;
  sg_kernel *bins; /* [n] */
  int *delays;     /* [n] samples by which each filter's middle is before the frame's centre; NULL: 0 for all */
} sg_kernels;

/* Chooses each bin's level, makes its kernels, and tells the levels what frames need of them. With low latency they are
 * shifted so that they need no sample after the frame's centre. */
sg_status sg_kernels_create(sg_kernels *, const sg_config *config, double gamma, int low_latency,
                            sg_level levels[SG_LEVELS]);
void sg_kernels_destroy(sg_kernels *);

/* Complex rows [count][n][2] of this frame and those after it, for all of which the octaves are ready. */
void sg_kernels_rows(const sg_kernels *, const sg_octaves *, int64_t frame, int count, float *rows);

/* [re, im][count] for a frame whose centre stands at this sample. */
static inline const float *sg_kernel_at(const sg_kernel *kernel, int64_t centre) {
  int phase = (int)(centre & ((1 << kernel->level) - 1)) >> kernel->phase_shift;
  return kernel->values + 2 * (size_t)kernel->count * (size_t)phase;
}

#endif
