/* products.c - the sums of products where the constant-Q transforms spend their time. */
#include "products.h"

#include "specgram.h"

void sg_halve(const float *taps, const float *x, float *sides, float *centres, float *y, int count) {
  for (int i = 0; i < count + SG_HALFBAND_REACH + 1; i += SG_LANES) {
    lanes a = lanes_load(x + 2 * i), b = lanes_load(x + 2 * i + SG_LANES);
    lanes_store(sides + i, __builtin_shufflevector(a, b, 0, 2, 4, 6));
    lanes_store(centres + i, __builtin_shufflevector(a, b, 1, 3, 5, 7));
  }
  centres += SG_HALFBAND_REACH / 2;
  for (int k = 0; k < count; k += SG_LANES) {
    const float *left = sides + k, *right = left + SG_HALFBAND_REACH;
    lanes sum = lanes_all(0);
    for (int i = 0; i < SG_HALFBAND; i++) sum += (lanes_load(left + i) + lanes_load(right - i)) * lanes_all(taps[i]);
    sum += lanes_load(centres + k) * lanes_all(0.5f);
    lanes_store(y + k, lanes_flush(sum, SG_SAMPLE_MIN));
  }
}

static inline __attribute__((always_inline)) lanes_complex product(const float *kernel, int count, const float *const x[],
                                                                   const int stretches) {
  lanes re[SG_LANES] = {{0}}, im[SG_LANES] = {{0}};
  for (int i = 0; i < count; i += SG_LANES) {
    lanes r = lanes_load(kernel + i), j = lanes_load(kernel + count + i);
    for (int s = 0; s < stretches; s++) {
      lanes samples = lanes_load(x[s] + i);
      re[s] += samples * r;
      im[s] += samples * j;
    }
  }
  lanes_transpose(&re[0], &re[1], &re[2], &re[3]);
  lanes_transpose(&im[0], &im[1], &im[2], &im[3]);
  return (lanes_complex){(re[0] + re[1]) + (re[2] + re[3]), (im[0] + im[1]) + (im[2] + im[3])};
}

lanes_complex sg_product(const float *kernel, int count, const float *x) { return product(kernel, count, &x, 1); }

lanes_complex sg_products(const float *kernel, int count, const float *const x[SG_LANES]) {
  return product(kernel, count, x, SG_LANES);
}

void sg_double(const float *taps, const float *y, float *x, int count) {
  for (int k = 0; k < count; k += SG_LANES, x += 2 * SG_LANES) {
    const float *left = y + k + 1 - SG_HALFBAND, *right = y + k + SG_HALFBAND;
    lanes even = lanes_load(y + k) * lanes_all(0.5f), odd = lanes_all(0);
    for (int i = 0; i < SG_HALFBAND; i++) odd += (lanes_load(left + i) + lanes_load(right - i)) * lanes_all(taps[i]);
    lanes_store(x, lanes_load(x) + __builtin_shufflevector(even, odd, 0, 4, 1, 5));
    lanes_store(x + SG_LANES, lanes_load(x + SG_LANES) + __builtin_shufflevector(even, odd, 2, 6, 3, 7));
  }
}

void sg_spread(const float *kernel, int count, float re, float im, float *y) {
  for (int i = 0; i < count; i += SG_LANES) {
    lanes sum = lanes_load(kernel + i) * lanes_all(re) + lanes_load(kernel + count + i) * lanes_all(im);
    lanes_store(y + i, lanes_load(y + i) + sum);
  }
}
