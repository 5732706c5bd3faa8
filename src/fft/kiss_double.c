/* kiss_double.c - KissFFT with one double a scalar: for tables and measures. */
#include "fft/fft.h"
#include "math/memory.h"

#define kiss_fft_scalar double
#define KISS_NAME(name) name##_double
#include "fft/kiss/kissfft.h"

sg_cfft_double *sg_cfft_double_create(int n) {
  size_t bytes = 0;
  kiss_fft_alloc(n, 0, NULL, &bytes);
  void *memory = sg_new_array(bytes, 1);
  return memory ? (sg_cfft_double *)kiss_fft_alloc(n, 0, memory, &bytes) : NULL;
}

void sg_cfft_double_run(sg_cfft_double *fft, const sg_complex_double *in, sg_complex_double *out) {
  kiss_fft((kiss_fft_cfg)fft, (const kiss_fft_cpx *)in, (kiss_fft_cpx *)out);
}
