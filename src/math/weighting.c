/* weighting.c - frequencies to the weights in dB of the curves A, B, C (IEC 61672-1, 2013, and ANSI S1.4 for B), D (IEC
 * 537, 1976) and Z, none at all, with the constants that librosa has. */
#include "math/weighting.h"

#include <math.h>

#include "math/decibel.h"
#include "specgram.h"

/* The squared corners: A's four poles, of which C has two and B those and one of its own. */
enum { HIGH, LOW, A_LOW, A_HIGH, B_POLE };
static const double corners[] = {12194.217 * 12194.217, 20.598997 * 20.598997, 107.65265 * 107.65265,
                                 737.86223 * 737.86223, 158.48932 * 158.48932};

/* In dB of a power; 0 has none. */
static double level(double x) { return x < 1e-300 ? -INFINITY : 10 * (sg_log2(x) / 3.32192809488736235); }

static double d_weighting(double square) {
  double zero = 1018.7 * 1018.7 - square, pole = 3136.5 * 3136.5 - square;
  return level(square) - 2 * level(8.3046305e-3 * 8.3046305e-3) + level(zero * zero + 1039.6 * 1039.6 * square) -
         level(pole * pole + 3424.0 * 3424.0 * square) - level(282.7 * 282.7 + square) -
         level(1160.0 * 1160.0 + square);
}

double sg_weighting(int curve, double hz) {
  double square = fmin(hz * hz, 1e60);
  if (curve == SG_CURVE_Z) return 0;
  if (curve == SG_CURVE_D) return d_weighting(square);
  double db = 2 * (level(corners[HIGH]) + level(square) - level(square + corners[HIGH]) - level(square + corners[LOW]));
  if (curve == SG_CURVE_A)
    return db + 2 + 2 * level(square) - level(square + corners[A_LOW]) - level(square + corners[A_HIGH]);
  return curve == SG_CURVE_B ? db + 0.17 + level(square) - level(square + corners[B_POLE]) : db + 0.062;
}

void sg_weigh(double *hz, size_t n, int curve, double min_db) {
  double least = min_db <= SG_MIN_DB_NONE ? -INFINITY : min_db;
  for (size_t i = 0; i < n; i++) hz[i] = fmax(sg_weighting(curve, hz[i]), least);
}
