/* fft.c - which sizes are fast, and the real FFT of any: even fast ones are KissFFT's, all others go through a chirp.
 */
#include "fft/fft.h"

#include <math.h>
#include <stdlib.h>

#include "fft/chirp.h"
#include "fft/kiss_lanes.h"
#include "math/memory.h"

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

struct sg_fft {
  sg_rfft *fast; /* or */
  sg_chirp *chirp;
};

sg_fft *sg_fft_create(int n, int inverse) {
  if (n < 1 || n > SG_FFT_MAX) return NULL;
  sg_fft *fft = SG_NEW(sg_fft);
  if (!fft) return NULL;
  if (n % 2 == 0 && sg_fft_fast(n) == n) fft->fast = sg_rfft_create(n, inverse);
  else fft->chirp = sg_chirp_create(n, inverse);
  if (fft->fast || fft->chirp) return fft;
  sg_fft_destroy(fft);
  return NULL;
}

void sg_fft_destroy(sg_fft *fft) {
  if (!fft) return;
  free(fft->fast);
  sg_chirp_destroy(fft->chirp);
  free(fft);
}

void sg_fft_forward(sg_fft *fft, const lanes *samples, lanes_complex *spectrum) {
  if (fft->fast) sg_rfft_forward(fft->fast, samples, spectrum);
  else sg_chirp_forward(fft->chirp, samples, spectrum);
}

void sg_fft_inverse(sg_fft *fft, const lanes_complex *spectrum, lanes *samples) {
  if (fft->fast) sg_rfft_inverse(fft->fast, spectrum, samples);
  else sg_chirp_inverse(fft->chirp, spectrum, samples);
}
