/* phase.h - angles and points of the unit circle, four at once, and seeded noise. Angles are counted in turns,
 * which wrap without rounding. Only operations that IEEE 754 rounds alike everywhere are used. */
#ifndef SG_PHASE_H
#define SG_PHASE_H

#include <stdint.h>

#include "lanes.h"

/* The angle of z, -1/2..1/2 turns, within 5e-8 turns (3e-7 radians). 0 for z = 0. Parts are finite and not subnormal. */
lanes sg_lanes_angle(lanes_complex z);

/* e^(2 pi i turns), each part within 2e-7 of its turns as a float; |turns| < 10^5. */
lanes_complex sg_lanes_unit(lanes turns);

/* Turns less whole turns, -1/2..1/2; |turns| < 10^5. */
static inline float sg_wrap(float turns) { return turns - ((turns + 0x1.8p23f) - 0x1.8p23f); }

/* Noise, even over -1/2..1/2. state is any number; the same gives the same noise. */
float sg_noise(uint64_t *state);

#endif
