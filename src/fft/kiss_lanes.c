/* kiss_lanes.c - KissFFT with four floats a scalar: the FFT of four frames in lockstep, each lane
 * with exactly the arithmetic of kiss_scalar.c. */
#include "fft/fft.h"
#include "math/memory.h"

#define USE_SIMD
#define KISS_NAME(name) name##_four
#include "fft/kiss/kissfft.h"

sg_fft_lanes *sg_fft_lanes_create(int n, int inverse) {
  size_t bytes = 0;
  if (sg_fft_next_size(n) != n) return NULL;
  kiss_fftr_alloc(n, inverse, NULL, &bytes);
  void *memory = sg_new_array(bytes, 1);
  return memory ? (sg_fft_lanes *)kiss_fftr_alloc(n, inverse, memory, &bytes) : NULL;
}

void sg_fft_lanes_destroy(sg_fft_lanes *fft) { free(fft); }

void sg_fft_lanes_forward(sg_fft_lanes *fft, const lanes *samples, lanes_complex *spectrum) {
  kiss_fftr((kiss_fftr_cfg)fft, samples, (kiss_fft_cpx *)spectrum);
}

void sg_fft_lanes_inverse(sg_fft_lanes *fft, const lanes_complex *spectrum, lanes *samples) {
  kiss_fftri((kiss_fftr_cfg)fft, (const kiss_fft_cpx *)spectrum, samples);
}

sg_cfft_lanes *sg_cfft_lanes_create(int n, int inverse) {
  size_t bytes = 0;
  if (n < 1 || sg_fft_next_size(2.0 * n) != 2 * n) return NULL;
  kiss_fft_alloc(n, inverse, NULL, &bytes);
  void *memory = sg_new_array(bytes, 1);
  return memory ? (sg_cfft_lanes *)kiss_fft_alloc(n, inverse, memory, &bytes) : NULL;
}

void sg_cfft_lanes_destroy(sg_cfft_lanes *fft) { free(fft); }

void sg_cfft_lanes_run(sg_cfft_lanes *fft, const lanes_complex *in, lanes_complex *out) {
  kiss_fft((kiss_fft_cfg)fft, (const kiss_fft_cpx *)in, (kiss_fft_cpx *)out);
}
