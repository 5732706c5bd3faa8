/* dot.c - inner products with complex kernels. */
#include "constantq/dot.h"

static inline __attribute__((always_inline)) lanes_complex product(const float *kernel, int count,
                                                                   const float *const x[], const int stretches) {
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

void sg_spread(const float *kernel, int count, float re, float im, float *y) {
  for (int i = 0; i < count; i += SG_LANES) {
    lanes sum = lanes_load(kernel + i) * lanes_all(re) + lanes_load(kernel + count + i) * lanes_all(im);
    lanes_store(y + i, lanes_load(y + i) + sum);
  }
}
