/* decibel.c - power or amplitude to decibels and back, on logarithms of our own: log2 by the series of
 * the inverse hyperbolic tangent, exp2 by Taylor's, each in double and rounded once. */
#include "math/decibel.h"

#include <float.h>

#include "math/pairs.h"
#include "specgram.h"

/* x = 2^k m with m from sqrt(1/2) to sqrt(2); with s = (m - 1) / (m + 1), |s| < 0.172,
 * log2 x = k + 2 / ln 2 * (s + s^3/3 + s^5/5 + ...). What is left out after s^13 is below 1.4e-12 of it. */
static inline pair log2_pair(pair x) {
  const int64_t one = INT64_C(1023) << 52, root_half = INT64_C(0x3FE6A09E667F3BCD);
  pair_bits bits = (pair_bits)x, shifted = bits + (one - root_half);
  pair_bits exponent = shifted & (INT64_C(0x7FF) << 52);
  pair m = (pair)(bits - exponent + one);
  pair k = (pair)(((pair_bits)exponent >> 52) | (INT64_C(0x433) << 52)) - (0x1p52 + 1023);
  pair s = (m - 1) / (m + 1), z = s * s;
  pair series = pair_all(1.0 / 13);
  series = series * z + 1.0 / 11;
  series = series * z + 1.0 / 9;
  series = series * z + 1.0 / 7;
  series = series * z + 1.0 / 5;
  series = series * z + 1.0 / 3;
  return k + 2.8853900817779268 * (s + s * z * series);
}

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

double sg_log2(double x) { return log2_pair(pair_all(x))[0]; }
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
  pair low = exp2_pair(log2_pair(low_pair(safe)) * exponent), high = exp2_pair(log2_pair(high_pair(safe)) * exponent);
  lanes power = narrow(low, high);
  return lanes_select(above, power, lanes_all(0));
}

static const double log2_of_10 = 3.3219280948873623;

struct to_db {
  int amplitude;
  float amin, least;
  double per_octave, offset;
};

static inline lanes to_db(lanes x, struct to_db to) {
  if (to.amplitude) x = lanes_select(x < 0, -x, x);
  x = lanes_select(x > to.amin, x, lanes_all(to.amin));
  x = lanes_select(x < FLT_MAX, x, lanes_all(FLT_MAX));
  pair low = log2_pair(low_pair(x)), high = log2_pair(high_pair(x));
  lanes db = join_pairs(low * to.per_octave - to.offset, high * to.per_octave - to.offset);
  return lanes_select(db > to.least, db, lanes_all(to.least));
}

static inline lanes from_db(lanes x, double octaves, double scale) {
  x = lanes_select(x == x, x, lanes_all(-FLT_MAX));
  return narrow(exp2_pair(low_pair(x) * octaves) * scale, exp2_pair(high_pair(x) * octaves) * scale);
}

void sg_to_db(float *x, size_t n, float per_decade, float amin, float ref, float least) {
  if (!(amin >= FLT_MIN)) amin = FLT_MIN;
  if (!(ref >= amin)) ref = amin;
  double per_octave = per_decade / log2_of_10;
  struct to_db to = {per_decade == 20, amin, least, per_octave, per_octave * sg_log2(fmin(ref, FLT_MAX))};
  size_t i = 0;
  for (; i + SG_LANES <= n; i += SG_LANES) lanes_store(x + i, to_db(lanes_load(x + i), to));
  for (; i < n; i++) x[i] = to_db(lanes_all(x[i]), to)[0];
}

static inline pair clip(pair x, double offset) {
  x = x + offset;
  return pair_select(x > FLT_MIN, x, pair_all(FLT_MIN));
}

static inline lanes logarithm(lanes x, float amin, double offset, double per_octave) {
  x = lanes_select(x > amin, x, lanes_all(amin));
  x = lanes_select(x < FLT_MAX, x, lanes_all(FLT_MAX));
  return join_pairs(log2_pair(clip(low_pair(x), offset)) * per_octave,
                    log2_pair(clip(high_pair(x), offset)) * per_octave);
}

void sg_log(const float *x, float *out, size_t n, float amin, double offset, double per_octave) {
  size_t i = 0;
  for (; i + SG_LANES <= n; i += SG_LANES) lanes_store(out + i, logarithm(lanes_load(x + i), amin, offset, per_octave));
  for (; i < n; i++) out[i] = logarithm(lanes_all(x[i]), amin, offset, per_octave)[0];
}

void sg_from_db(float *x, size_t n, float per_decade, float scale) {
  double octaves = log2_of_10 / per_decade;
  size_t i = 0;
  for (; i + SG_LANES <= n; i += SG_LANES) lanes_store(x + i, from_db(lanes_load(x + i), octaves, scale));
  for (; i < n; i++) x[i] = from_db(lanes_all(x[i]), octaves, scale)[0];
}
