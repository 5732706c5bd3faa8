/* turn.h - points of the unit circle, in arithmetic that IEEE 754 rounds alike everywhere. */
#ifndef SG_TURN_H
#define SG_TURN_H

#define SG_PI 3.14159265358979324

typedef struct { double r, i; } sg_complex_double;

static inline sg_complex_double sg_multiply(sg_complex_double a, sg_complex_double b) {
  return (sg_complex_double){a.r * b.r - a.i * b.i, a.r * b.i + a.i * b.r};
}

/* e^(2 pi i turns / whole) */
sg_complex_double sg_turn(double turns, double whole);

#endif
