/* logarithm.c - logarithms of many floats, from additions, multiplications and divisions of doubles alone. */
#include "math/logarithm.h"

#include <float.h>
#include <string.h>

static inline pair logarithm(const sg_logarithm *to, pair x) {
  x = x + to->offset;
  x = pair_select(x > FLT_MIN, x, pair_all(FLT_MIN));
  return sg_log2_pair(x) * to->per_octave - to->less;
}

void sg_logarithms(const sg_logarithm *to, const float *x, float *out, size_t n) {
  for (size_t i = 0; i < n; i += SG_LANES) {
    float rest[SG_LANES];
    int is_whole = n - i >= SG_LANES;
    if (!is_whole) memcpy(memset(rest, 0, sizeof rest), x + i, (n - i) * sizeof *x);
    lanes a = lanes_load(is_whole ? x + i : rest);
    if (to->of_magnitude) a = lanes_select(a < 0, -a, a);
    a = lanes_select(a > to->amin, a, lanes_all(to->amin));
    a = lanes_select(a < FLT_MAX, a, lanes_all(FLT_MAX));
    a = join_pairs(logarithm(to, low_pair(a)), logarithm(to, high_pair(a)));
    lanes_store(is_whole ? out + i : rest, lanes_select(a > to->least, a, lanes_all(to->least)));
    if (!is_whole) memcpy(out + i, rest, (n - i) * sizeof *x);
  }
}
