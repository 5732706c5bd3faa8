/* angles.c - the stated errors of our own angles, points of the unit circle and quick logarithm, against the C
 * library's in long double; and that noise is even. */
#include <float.h>

#include "phase/pghi.h"
#include "math/angle.h"
#include "math/noise.h"
#include "kit.h"

static const long double turn = 6.283185307179586476925286766559L;

static void check_angle(float x, float y) {
  float angle = sg_lanes_angle((lanes_complex){lanes_all(x), lanes_all(y)})[0];
  long double off = fabsl(angle - atan2l(y, x) / turn);
  CHECK(fabsf(angle) <= 0.5f && (off <= 5e-8L || fabsl(off - 1) <= 5e-8L)); /* half a turn either way is the same */
}

static void check_unit(float turns) {
  lanes_complex e = sg_lanes_unit(lanes_all(turns));
  CHECK(fabsl(e.r[3] - cosl(turn * turns)) <= 2e-7L && fabsl(e.i[3] - sinl(turn * turns)) <= 2e-7L);
}

static void check_log2(float x) {
  CHECK(fabsl(sg_lanes_log2(lanes_all(x))[2] - log2l(x)) <= 2e-7L * fmaxl(1, fabsl(log2l(x))));
}

int main(void) {
  uint32_t seed = 1;
  for (int i = 0; i < 300000; i++) {
    double u = next_random(&seed) * 0x1p-32, v = next_random(&seed) * 0x1p-32, size = pow(10, 60 * u - 30);
    check_angle((float)(size * cos(6.3 * v)), (float)(size * sin(6.3 * v)));
    check_angle((float)(u - 0.5), (float)(pow(10, -12 * v) * (u < 0.3 ? -1 : 1)));
    check_unit((float)(4 * u - 2));
    check_unit((float)(200 * (v - 0.5)));
    check_log2((float)exp2(240 * u - 120));
    check_log2((float)(0.5 + v));
    float wrapped = sg_wrap((float)(2000 * (u - 0.5)));
    CHECK(fabsf(wrapped) <= 0.5f);
  }
  const float zero = 0;
  CHECK(sg_lanes_angle((lanes_complex){lanes_all(zero), lanes_all(zero)})[0] == 0);
  check_angle(1, 0), check_angle(-1, 0), check_angle(0, 1), check_angle(0, -1), check_angle(1, 1), check_angle(-1, -1);
  for (int q = -8; q <= 8; q++) {
    lanes_complex e = sg_lanes_unit(lanes_all((float)q / 4));
    CHECK(e.r[0] == (float)((int[]){1, 0, -1, 0})[q & 3] && e.i[0] == (float)((int[]){0, 1, 0, -1})[q & 3]);
  }

  uint64_t state = 7;
  double sum = 0, squares = 0;
  for (int i = 0; i < 1000000; i++) {
    float x = sg_noise(&state);
    CHECK(x >= -0.5f && x < 0.5f);
    sum += x, squares += x * x;
  }
  CHECK(fabs(sum / 1e6) < 1e-3 && fabs(squares / 1e6 - 1.0 / 12) < 1e-3);
}
