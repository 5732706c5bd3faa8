/* halfband.h - a signal to half its rate and back, by a linear-phase half-band filter. */
#ifndef SG_HALFBAND_H
#define SG_HALFBAND_H

#include "math/lanes.h"

enum {
  SG_HALFBAND = 10,
  SG_HALFBAND_REACH = 2 * SG_HALFBAND - 1
}; /* pairs of taps; samples from the centre to an end */

/* y[k] = x[c] / 2 + sum over i of taps[i] (x[c - n] + x[c + n]), c = 2 k + SG_HALFBAND_REACH, n = SG_HALFBAND_REACH
 * - 2 i. Writes up to 3 and reads up to 10 numbers beyond. sides and centres are scratch for count + 2 * SG_HALFBAND
 * + 16. */
void sg_halve(const float *taps, const float *x, float *sides, float *centres, float *y, int count);

/* The transpose: adds y[k] / 2 to x[2 k], and sum over i of taps[i] (y[k + 1 - n] + y[k + n]), n = SG_HALFBAND - i, to
 * x[2 k + 1]. count is a multiple of four. */
void sg_double(const float *taps, const float *y, float *x, int count);

#endif
