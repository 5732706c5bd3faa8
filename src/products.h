/* products.h - the sums of products where the constant-Q transforms spend their time. */
#ifndef SG_PRODUCTS_H
#define SG_PRODUCTS_H

#include "lanes.h"

enum { SG_HALFBAND = 10, SG_HALFBAND_REACH = 2 * SG_HALFBAND - 1 }; /* pairs of taps; samples from the centre to an end */

/* y[k] = x[c] / 2 + sum over i of taps[i] (x[c - n] + x[c + n]), c = 2 k + SG_HALFBAND_REACH, n = SG_HALFBAND_REACH - 2 i.
 * Writes up to 3 and reads up to 10 numbers beyond. sides and centres are scratch for count + 2 * SG_HALFBAND + 16. */
void sg_halve(const float *taps, const float *x, float *sides, float *centres, float *y, int count);

/* The transpose: adds y[k] / 2 to x[2 k], and sum over i of taps[i] (y[k + 1 - n] + y[k + n]), n = SG_HALFBAND - i, to
 * x[2 k + 1]. count is a multiple of four. */
void sg_double(const float *taps, const float *y, float *x, int count);

/* The inner products of one or four stretches x[..][count] with a complex kernel [re, im][count]; count is a multiple
 * of four. A stretch's sum is taken in the same order, whatever stands beside it. */
lanes_complex sg_product(const float *kernel, int count, const float *x); /* in lane 0 */
lanes_complex sg_products(const float *kernel, int count, const float *const x[SG_LANES]);

/* The transpose: adds the real part of c times the conjugate kernel to y[count]. */
void sg_spread(const float *kernel, int count, float re, float im, float *y);

#endif
