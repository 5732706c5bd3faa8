/* fft.c - which sizes are fast. */
#include "fft/fft.h"

#include <math.h>

int sg_fft_fast(int n) {
  for (int size = n < 1 ? 1 : n;; size++) {
    int rest = size;
    while (rest % 2 == 0) rest /= 2;
    while (rest % 3 == 0) rest /= 3;
    while (rest % 5 == 0) rest /= 5;
    if (rest == 1) return size;
  }
}

int sg_fft_next_size(double n) {
  if (!(n <= SG_FFT_MAX)) return 0;
  return 2 * sg_fft_fast(n < 2 ? 1 : (int)ceil(n / 2));
}
