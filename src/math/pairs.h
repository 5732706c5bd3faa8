/* pairs.h - two doubles in lockstep, and four floats as two of them. */
#ifndef SG_PAIRS_H
#define SG_PAIRS_H

#include <stdint.h>

#include "math/lanes.h"

typedef double pair __attribute__((vector_size(16)));
typedef int64_t pair_bits __attribute__((vector_size(16)));
typedef uint64_t pair_words __attribute__((vector_size(16)));
typedef float pair_floats __attribute__((vector_size(8)));

static inline pair pair_all(double x) { return (pair){x, x}; }

static inline pair pair_select(pair_bits mask, pair yes, pair no) {
  return (pair)((mask & (pair_bits)yes) | (~mask & (pair_bits)no));
}

static inline pair low_pair(lanes x) { return __builtin_convertvector(__builtin_shufflevector(x, x, 0, 1), pair); }
static inline pair high_pair(lanes x) { return __builtin_convertvector(__builtin_shufflevector(x, x, 2, 3), pair); }

/* Rounded to floats. Told in these words the compiler finds the one instruction for two of them. */
static inline lanes round_pair(pair x) {
  return __builtin_shufflevector(__builtin_convertvector(x, pair_floats), (pair_floats){0, 0}, 0, 1, 2, 3);
}

static inline lanes join_pairs(pair low, pair high) {
  return __builtin_shufflevector(round_pair(low), round_pair(high), 0, 1, 4, 5);
}

#endif
