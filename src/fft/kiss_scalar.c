/* kiss_scalar.c - KissFFT with one float a scalar: the FFT of one frame. */
#include "fft/fft.h"
#include "math/memory.h"

#define KISS_NAME(name) name##_one
#include "fft/kiss/kissfft.h"

sg_fft *sg_fft_create(int n, int inverse) {
  size_t bytes = 0;
  if (sg_fft_next_size(n) != n) return NULL;
  kiss_fftr_alloc(n, inverse, NULL, &bytes);
  void *memory = sg_new_array(bytes, 1);
  return memory ? (sg_fft *)kiss_fftr_alloc(n, inverse, memory, &bytes) : NULL;
}

void sg_fft_destroy(sg_fft *fft) { free(fft); }

void sg_fft_forward(sg_fft *fft, const float *samples, sg_complex *spectrum) {
  kiss_fftr((kiss_fftr_cfg)fft, samples, (kiss_fft_cpx *)spectrum);
}

void sg_fft_inverse(sg_fft *fft, const sg_complex *spectrum, float *samples) {
  kiss_fftri((kiss_fftr_cfg)fft, (const kiss_fft_cpx *)spectrum, samples);
}

sg_cfft *sg_cfft_create(int n, int inverse) {
  size_t bytes = 0;
  if (n < 1 || sg_fft_next_size(2.0 * n) != 2.0 * n) return NULL;
  kiss_fft_alloc(n, inverse, NULL, &bytes);
  void *memory = sg_new_array(bytes, 1);
  return memory ? (sg_cfft *)kiss_fft_alloc(n, inverse, memory, &bytes) : NULL;
}

void sg_cfft_destroy(sg_cfft *fft) { free(fft); }

void sg_cfft_run(sg_cfft *fft, const sg_complex *in, sg_complex *out) {
  kiss_fft((kiss_fft_cfg)fft, (const kiss_fft_cpx *)in, (kiss_fft_cpx *)out);
}
