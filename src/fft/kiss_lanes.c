/* kiss_lanes.c - the FFTs of fast sizes, of four frames in lockstep: KissFFT with four floats a scalar. */
#include "fft/kiss_lanes.h"

#include "fft/fft.h"
#include "math/memory.h"

#define USE_SIMD
#define KISS_NAME(name) name##_four
#include "fft/kiss/kissfft.h"

sg_cfft *sg_cfft_create(int n, int inverse) {
  size_t bytes = 0;
  if (n < 1 || n > 2 * SG_FFT_MAX || sg_fft_fast(n) != n) return NULL;
  kiss_fft_alloc(n, inverse, NULL, &bytes);
  void *memory = sg_new_array(bytes, 1);
  return memory ? (sg_cfft *)kiss_fft_alloc(n, inverse, memory, &bytes) : NULL;
}

void sg_cfft_destroy(sg_cfft *fft) { free(fft); }

void sg_cfft_run(sg_cfft *fft, const lanes_complex *in, lanes_complex *out) {
  kiss_fft((kiss_fft_cfg)fft, (const kiss_fft_cpx *)in, (kiss_fft_cpx *)out);
}

sg_rfft *sg_rfft_create(int n, int inverse) {
  size_t bytes = 0;
  kiss_fftr_alloc(n, inverse, NULL, &bytes);
  void *memory = sg_new_array(bytes, 1);
  return memory ? (sg_rfft *)kiss_fftr_alloc(n, inverse, memory, &bytes) : NULL;
}

void sg_rfft_forward(sg_rfft *fft, const lanes *samples, lanes_complex *spectrum) {
  kiss_fftr((kiss_fftr_cfg)fft, samples, (kiss_fft_cpx *)spectrum);
}

void sg_rfft_inverse(sg_rfft *fft, const lanes_complex *spectrum, lanes *samples) {
  kiss_fftri((kiss_fftr_cfg)fft, (const kiss_fft_cpx *)spectrum, samples);
}
