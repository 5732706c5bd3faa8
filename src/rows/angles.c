/* angles.c - the angles of a row of complex numbers, four at a time. */
#include "rows/angles.h"

#include "math/angle.h"

#define FULL_MIN 1e-12 /* of a sine: less is none, and no measure */

void sg_angles(const float *pairs, int count, float *turns) {
  for (int from = 0; from < count; from += SG_LANES) {
    int n = count - from < SG_LANES ? count - from : SG_LANES;
    lanes_complex z = {lanes_all(0), lanes_all(0)};
    for (int i = 0; i < n; i++) z.r[i] = pairs[2 * (from + i)], z.i[i] = pairs[2 * (from + i) + 1];
    lanes angles = sg_lanes_angle(z);
    for (int i = 0; i < n; i++) turns[from + i] = angles[i];
  }
}

float sg_full_share(const sg_facts *facts, int bin) {
  double full = facts->full_scale ? facts->full_scale[bin] : 1;
  return full > FULL_MIN ? (float)(1 / (full * full)) : 0;
}
