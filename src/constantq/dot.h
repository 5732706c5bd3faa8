/* dot.h - inner products with complex kernels, where the constant-Q transforms spend their time, and their transpose.
 * */
#ifndef SG_DOT_H
#define SG_DOT_H

#include "math/lanes.h"

/* The inner products of one or four stretches x[..][count] with a complex kernel [re, im][count]; count is a multiple
 * of four. A stretch's sum is taken in the same order, whatever stands beside it. */
lanes_complex sg_product(const float *kernel, int count, const float *x); /* in lane 0 */
lanes_complex sg_products(const float *kernel, int count, const float *const x[SG_LANES]);

/* The transpose: adds the real part of c times the conjugate kernel to y[count]. */
void sg_spread(const float *kernel, int count, float re, float im, float *y);

#endif
