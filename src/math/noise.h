/* noise.h - seeded noise. */
#ifndef SG_NOISE_H
#define SG_NOISE_H

#include <stdint.h>

/* Noise, even over -1/2..1/2. state is any number; the same gives the same noise. */
float sg_noise(uint64_t *state);

#endif
