/* ratio.c - two sample rates as a fraction of whole numbers, by continued fractions: Euclid's algorithm, whose
 * remainders fmod gives without rounding. */
#include "sound/ratio.h"

#include <math.h>

#define TERM_MAX 16777216.0

sg_ratio sg_ratio_of(double from, double to) {
  double down = 1, up = 0, last_down = 0, last_up = 1;
  for (double a = from, b = to; b > 0;) {
    double rest = fmod(a, b), whole = floor((a - rest) / b + 0.5);
    double next_down = whole * down + last_down, next_up = whole * up + last_up;
    if (next_down >= TERM_MAX || next_up >= TERM_MAX) break;
    last_down = down, last_up = up, down = next_down, up = next_up;
    a = b, b = rest;
  }
  return (sg_ratio){(int64_t)down, (int64_t)up};
}

int64_t sg_ratio_count(sg_ratio ratio, int halvings, int64_t n) {
  if (n <= 0) return 0;
  uint64_t down = (uint64_t)ratio.down << halvings, up = (uint64_t)ratio.up, rest = (uint64_t)n % down * up;
  return (int64_t)((uint64_t)n / down * up + rest / down + (rest % down > 0));
}
