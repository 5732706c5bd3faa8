/* fft.c - which sizes may reach KissFFT. */
#include <math.h>

#include "specgram.h"

int sg_fft_next_size(double n) {
  if (!(n <= SG_FFT_MAX)) return 0;
  /* KissFFT writes out of bounds for sizes of 0 and below, and other prime factors make it call
   * malloc inside the transform: neither may ever reach it. */
  for (int size = n < 2 ? 2 : 2 * (int)ceil(n / 2); size <= SG_FFT_MAX; size += 2) {
    int rest = size;
    while (rest % 2 == 0) rest /= 2;
    while (rest % 3 == 0) rest /= 3;
    while (rest % 5 == 0) rest /= 5;
    if (rest == 1) return size;
  }
  return 0;
}
