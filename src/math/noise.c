/* noise.c - seeded noise. */
#include "math/noise.h"

/* Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014). */
float sg_noise(uint64_t *state) {
  uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return (float)(int32_t)((z ^ (z >> 31)) >> 40) * 0x1p-24f - 0.5f;
}
