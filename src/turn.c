/* turn.c - points of the unit circle. */
#include "turn.h"

#include <math.h>

/* Whole quarter turns are taken off without rounding, and Taylor's series do the rest. */
sg_complex_double sg_turn(double turns, double whole) {
  turns -= whole * floor(turns / whole);
  double quarters = floor(4 * turns / whole + 0.5);
  double x = 2 * SG_PI * ((turns - quarters * whole / 4) / whole), z = x * x;
  double c = 0, s = 0;
  for (int k = 20; k > 1; k -= 2) {
    c = (1 - c) * z / (k * (k - 1));
    s = (1 - s) * z / (k * (k + 1));
  }
  sg_complex_double e = {1 - c, x * (1 - s)};
  switch ((int)quarters & 3) {
    case 0: return e;
    case 1: return (sg_complex_double){-e.i, e.r};
    case 2: return (sg_complex_double){-e.r, -e.i};
    default: return (sg_complex_double){e.i, -e.r};
  }
}
