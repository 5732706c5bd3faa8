/* logarithm.h - logarithms of many floats: levels in decibels, and whatever models are fed with. */
#ifndef SG_LOGARITHM_H
#define SG_LOGARITHM_H

#include <stddef.h>

#include "math/pairs.h"

typedef struct sg_logarithm {
  int of_magnitude;                /* the sign of x does not count */
  float amin;                      /* NaN counts as this, and what is less */
  double offset, per_octave, less; /* per_octave * log2(max(x, amin) + offset) - less, rounded once; what is to be taken
                                      the logarithm of is at least the smallest normal float */
  float least;                     /* of the result */
} sg_logarithm;

void sg_logarithms(const sg_logarithm *to, const float *x, float *out, size_t n); /* out may be x */

/* x = 2^k m with m from sqrt(1/2) to sqrt(2); with s = (m - 1) / (m + 1), |s| < 0.172,
 * log2 x = k + 2 / ln 2 * (s + s^3/3 + s^5/5 + ...). What is left out after s^13 is below 1.4e-12 of it. */
static inline pair sg_log2_pair(pair x) {
  const int64_t one = INT64_C(1023) << 52, root_half = INT64_C(0x3FE6A09E667F3BCD);
  pair_bits bits = (pair_bits)x, shifted = bits + (one - root_half);
  pair_words exponent = (pair_words)shifted & (UINT64_C(0x7FF) << 52); /* machines shift signs along slowly */
  pair m = (pair)(bits - (pair_bits)exponent + one);
  pair k = (pair)((exponent >> 52) | (UINT64_C(0x433) << 52)) - (0x1p52 + 1023);
  pair s = (m - 1) / (m + 1), z = s * s;
  pair series = pair_all(1.0 / 13);
  series = series * z + 1.0 / 11;
  series = series * z + 1.0 / 9;
  series = series * z + 1.0 / 7;
  series = series * z + 1.0 / 5;
  series = series * z + 1.0 / 3;
  return k + 2.8853900817779268 * (s + s * z * series);
}

#endif
