/* logarithms.c - the stated errors of our own logarithm and powers, against the C library's in long double. */
#include <float.h>

#include "math/decibel.h"
#include "kit.h"

static void check_log2(double x) {
  long double exact = log2l(x);
  CHECK(fabsl(sg_log2(x) - exact) <= 2e-12L * fabsl(exact));
}

static void check_exp2(double x) {
  long double exact = exp2l(x);
  CHECK(fabsl(sg_exp2(x) - exact) <= 1e-11L * exact);
}

/* Between the edges 0, the smallest normal and the largest float: half a unit in the last place and what the power
 * adds. */
static void check_power(float base, float exponent) {
  double exact = pow(base, exponent), power = sg_lanes_pow(lanes_all(base), exponent)[0];
  if (exact > FLT_MAX) CHECK(power == FLT_MAX);
  else if (exact < FLT_MIN * (1 - 1e-7)) CHECK(power == 0);
  else CHECK(fabs(power - exact) <= (0x1p-24 + 1e-9) * exact || exact < FLT_MIN * (1 + 1e-7));
}

int main(void) {
  uint32_t seed = 1;
  CHECK(sg_log2(1) == 0 && sg_log2(8) == 3 && sg_log2(DBL_MIN) == -1022 && sg_exp2(0) == 1 && sg_exp2(-10) == 0x1p-10);
  for (int i = 0; i < 300000; i++) {
    double u = next_random(&seed) * 0x1p-32;
    check_log2(exp2(2044 * u - 1022)); /* of every size */
    check_log2(0.5 + u);               /* across both ends of the series */
    check_log2(1 + (u - 0.5) * 1e-6);
    check_exp2(2000 * u - 1000);
    check_exp2((u - 0.5) * 1e-6);
    check_power((float)exp2(250 * u - 125), (float)(8 * (next_random(&seed) * 0x1p-32)) + 1e-3f);
  }
  CHECK(sg_exp2(5000) == 0x1p1000 && sg_exp2(-INFINITY) == 0x1p-1000);
  const float bases[] = {0, -1, NAN, 1e-45f, INFINITY, FLT_MAX, 1};
  const float powers[] = {0, 0, 0, 0, FLT_MAX, FLT_MAX, 1};
  for (int i = 0; i < 7; i++) CHECK(sg_lanes_pow(lanes_all(bases[i]), 1.5f)[0] == powers[i]);
  lanes mixed = sg_lanes_pow((lanes){4, 0, 1e30f, 0.25f}, 1.5f);
  CHECK(mixed[0] == 8 && mixed[1] == 0 && mixed[2] == FLT_MAX && mixed[3] == 0.125f);
}
