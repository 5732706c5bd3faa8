/* lanes.h - four floats in lockstep: one lane a frame. A GNU vector, so that GCC, Clang and wasm
 * (with or without SIMD) do the same arithmetic lane by lane and give the same bits. */
#ifndef SG_LANES_H
#define SG_LANES_H

#include <math.h>
#include <string.h>
#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

#define SG_LANES 4

typedef float lanes __attribute__((vector_size(16)));
typedef int lanes_mask __attribute__((vector_size(16)));
typedef struct {
  lanes r, i;
} lanes_complex;

static inline lanes lanes_all(float x) { return (lanes){x, x, x, x}; }

static inline lanes lanes_load(const float *x) {
  lanes v;
  memcpy(&v, x, sizeof v);
  return v;
}

static inline void lanes_store(float *x, lanes v) { memcpy(x, &v, sizeof v); }

static inline lanes lanes_select(lanes_mask mask, lanes yes, lanes no) {
  return (lanes)((mask & (lanes_mask)yes) | (~mask & (lanes_mask)no));
}

/* Whether it holds in every lane. */
static inline int lanes_every(lanes_mask mask) {
#ifdef __wasm_simd128__
  return wasm_i32x4_all_true((v128_t)mask);
#else
  return mask[0] & mask[1] & mask[2] & mask[3];
#endif
}

static inline lanes lanes_abs(lanes v) {
  return (lanes)((lanes_mask)v & (lanes_mask){0x7fffffff, 0x7fffffff, 0x7fffffff, 0x7fffffff});
}

/* 0 for what is smaller than least. Engines that flush subnormals then give the same bits as those that do not. */
static inline lanes lanes_flush(lanes v, float least) {
  return (lanes)((lanes_mask)v & (lanes_abs(v) >= lanes_all(least)));
}

/* The square root is correctly rounded everywhere, so its bits are the same everywhere. */
static inline lanes lanes_sqrt(lanes v) {
#ifdef __wasm_simd128__
  return (lanes)wasm_f32x4_sqrt((v128_t)v);
#else
  return (lanes){sqrtf(v[0]), sqrtf(v[1]), sqrtf(v[2]), sqrtf(v[3])};
#endif
}

/* Rows become columns: from four frames of four samples to four samples of four frames, or back. */
static inline void lanes_transpose(lanes *a, lanes *b, lanes *c, lanes *d) {
  lanes ab_low = __builtin_shufflevector(*a, *b, 0, 4, 1, 5), ab_high = __builtin_shufflevector(*a, *b, 2, 6, 3, 7);
  lanes cd_low = __builtin_shufflevector(*c, *d, 0, 4, 1, 5), cd_high = __builtin_shufflevector(*c, *d, 2, 6, 3, 7);
  *a = __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5);
  *b = __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7);
  *c = __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5);
  *d = __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7);
}

#endif
