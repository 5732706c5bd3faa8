/* angle.h - angles and points of the unit circle, in double or four floats at once. Angles are counted in turns,
 * which wrap without rounding. Only operations that IEEE 754 rounds alike everywhere are used. */
#ifndef SG_ANGLE_H
#define SG_ANGLE_H

#include "math/lanes.h"

/* The angle of z, -1/2..1/2 turns, within 5e-8 turns (3e-7 radians). 0 for z = 0. Parts are finite and not subnormal.
 * */
lanes sg_lanes_angle(lanes_complex z);

/* e^(2 pi i turns), each part within 2e-7 of its turns as a float; |turns| < 10^5. */
lanes_complex sg_lanes_unit(lanes turns);

/* Turns less whole turns, -1/2..1/2; |turns| < 10^5. */
static inline float sg_wrap(float turns) { return turns - ((turns + 0x1.8p23f) - 0x1.8p23f); }

#define SG_PI 3.14159265358979324

typedef struct {
  double r, i;
} sg_complex_double;

static inline sg_complex_double sg_multiply(sg_complex_double a, sg_complex_double b) {
  return (sg_complex_double){a.r * b.r - a.i * b.i, a.r * b.i + a.i * b.r};
}

/* e^(2 pi i turns / whole) */
sg_complex_double sg_turn(double turns, double whole);

#endif
