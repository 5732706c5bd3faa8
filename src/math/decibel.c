/* decibel.c - power or amplitude to decibels and back, on logarithms of our own: log2 by the series of
 * the inverse hyperbolic tangent (logarithm.h), exp2 by Taylor's, each in double and rounded once. */
#include "math/decibel.h"

#include <float.h>

#include "math/logarithm.h"
#include "specgram.h"

/* x = n + f with |f| <= 1/2: 2^x = 2^n e^(f ln 2) by Taylor's series up to the ninth power, the rest of which is
 * below 7e-12. Adding 1.5 * 2^52 rounds to an integer and leaves it in the lowest bits. */
static inline pair exp2_pair(pair x) {
  x = pair_select(x < 1000, x, pair_all(1000));
  x = pair_select(x > -1000, x, pair_all(-1000));
  pair shifted = x + 0x1.8p52;
  pair f = (x - (shifted - 0x1.8p52)) * 0.69314718055994531;
  pair series = pair_all(1.0 / 362880);
  series = series * f + 1.0 / 40320;
  series = series * f + 1.0 / 5040;
  series = series * f + 1.0 / 720;
  series = series * f + 1.0 / 120;
  series = series * f + 1.0 / 24;
  series = series * f + 1.0 / 6;
  series = series * f + 1.0 / 2;
  series = series * f + 1;
  series = series * f + 1;
  return series * (pair)(((pair_bits)shifted + 1023) << 52);
}

double sg_log2(double x) { return sg_log2_pair(pair_all(x))[0]; }
double sg_exp2(double x) { return exp2_pair(pair_all(x))[0]; }
double sg_pow(double x, double exponent) { return x > 0 ? sg_exp2(exponent * sg_log2(x)) : 0; }

/* To float: subnormals become 0, because some audio threads flush them and others do not; what is too much, the most
 * there is. */
static inline lanes narrow(pair low, pair high) {
  low = pair_select(low < FLT_MAX, low, pair_all(FLT_MAX));
  high = pair_select(high < FLT_MAX, high, pair_all(FLT_MAX));
  lanes x = join_pairs(low, high);
  return lanes_select(x >= FLT_MIN, x, lanes_all(0));
}

lanes sg_lanes_pow(lanes base, float exponent) {
  lanes_mask above = base >= FLT_MIN;
  lanes safe = lanes_select(above, base, lanes_all(1));
  safe = lanes_select(safe < FLT_MAX, safe, lanes_all(FLT_MAX));
  pair low = exp2_pair(sg_log2_pair(low_pair(safe)) * exponent),
       high = exp2_pair(sg_log2_pair(high_pair(safe)) * exponent);
  lanes power = narrow(low, high);
  return lanes_select(above, power, lanes_all(0));
}

static const double log2_of_10 = 3.3219280948873623;

static inline lanes from_db(lanes x, double octaves, double scale) {
  x = lanes_select(x == x, x, lanes_all(-FLT_MAX));
  return narrow(exp2_pair(low_pair(x) * octaves) * scale, exp2_pair(high_pair(x) * octaves) * scale);
}

void sg_to_db(float *x, size_t n, float per_decade, float amin, float ref, float least) {
  if (!(amin >= FLT_MIN)) amin = FLT_MIN;
  if (!(ref >= amin)) ref = amin;
  double per_octave = per_decade / log2_of_10, less = per_octave * sg_log2(fmin(ref, FLT_MAX));
  sg_logarithm to = {per_decade == 20, amin, 0, per_octave, less, least};
  sg_logarithms(&to, x, x, n);
}

void sg_from_db(float *x, size_t n, float per_decade, float scale) {
  double octaves = log2_of_10 / per_decade;
  size_t i = 0;
  for (; i + SG_LANES <= n; i += SG_LANES) lanes_store(x + i, from_db(lanes_load(x + i), octaves, scale));
  for (; i < n; i++) x[i] = from_db(lanes_all(x[i]), octaves, scale)[0];
}
