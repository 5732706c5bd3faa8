/* decibel.h - logarithm and power of two from additions, multiplications and divisions alone, so that
 * their bits are the same on every machine; no libm has a say in any output. Worked in double. */
#ifndef SG_DECIBEL_H
#define SG_DECIBEL_H

#include <stddef.h>

#include "math/lanes.h"

double sg_log2(double x);                 /* x >= 2.3e-308 and finite; relative error below 2e-12, also near 1 */
double sg_exp2(double x);                 /* limited to 2^-1000..2^1000; relative error below 1e-11 */
double sg_pow(double x, double exponent); /* x^exponent of x >= 0; 0 for 0 */

/* base^exponent, rounded to float from a relative error below 1e-9. What is not above 0 or falls below
 * the smallest normal float gives 0; what exceeds the largest float gives the largest. */
lanes sg_lanes_pow(lanes base, float exponent);

#endif
