/* angle.c - angles and points of the unit circle. */
#include "math/angle.h"

#include <math.h>

/* atan(q) / (2 pi) = q (a0 + a1 q^2 + ...) for 0 <= q <= 1, minimax of the error: 6e-9 turns of an odd polynomial
 * of degree 15. Octants follow by symmetry. */
lanes sg_lanes_angle(lanes_complex z) {
  lanes x = lanes_abs(z.r), y = lanes_abs(z.i);
  lanes_mask steep = y > x;
  lanes least = lanes_select(steep, x, y), most = lanes_select(steep, y, x);
  lanes q = lanes_flush(least / lanes_select(most > 0, most, lanes_all(1)), 1e-12f), p = q * q;
  lanes a = lanes_all(-6.453040770432947e-4f);
  a = a * p + 3.479596565166148e-3f;
  a = a * p - 8.89872133060733e-3f;
  a = a * p + 1.534603227384335e-2f;
  a = a * p - 2.213627088383184e-2f;
  a = a * p + 3.174594509580904e-2f;
  a = a * p - 5.304612095353328e-2f;
  a = (a * p + 0.1591548373456363f) * q;
  a = lanes_select(steep, 0.25f - a, a);
  a = lanes_select(z.r < 0, 0.5f - a, a);
  return lanes_select(z.i < 0, -a, a);
}

/* Quarter turns are taken off; of the rest, at most an eighth, minimax polynomials with errors of 2e-9 and 5e-11. */
lanes_complex sg_lanes_unit(lanes turns) {
  lanes shifted = turns * 4 + 0x1.8p23f;
  lanes_mask quarter = (lanes_mask)shifted;
  lanes r = turns - (shifted - 0x1.8p23f) / 4, p = r * r;
  lanes s = lanes_all(-75.24006421456093f), c = lanes_all(59.22040723648321f);
  s = s * p + 81.58812464122656f;
  s = s * p - 41.34162804270888f;
  s = (s * p + 6.283185220341828f) * r;
  c = c * p - 85.44285211974001f;
  c = c * p + 64.93931620843645f;
  c = c * p - 19.739208650357877f;
  c = c * p + 1;
  lanes_mask swap = (quarter & 1) != 0, down = (quarter & 2) != 0, left = ((quarter + 1) & 2) != 0;
  lanes_complex e = {lanes_select(swap, s, c), lanes_select(swap, c, s)};
  return (lanes_complex){lanes_select(left, -e.r, e.r), lanes_select(down, -e.i, e.i)};
}

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
