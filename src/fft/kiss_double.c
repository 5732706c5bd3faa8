/* kiss_double.c - KissFFT with one double a scalar: for tables. */
#include "fft/fft.h"
#include "math/memory.h"

#define kiss_fft_scalar double
#define KISS_NAME(name) name##_double
#include "fft/kiss/kissfft.h"

int sg_cfft_double(int n, const sg_complex_double *in, sg_complex_double *out) {
  size_t bytes = 0;
  kiss_fft_alloc(n, 0, NULL, &bytes);
  void *memory = sg_new_array(bytes, 1);
  if (memory) kiss_fft(kiss_fft_alloc(n, 0, memory, &bytes), (const kiss_fft_cpx *)in, (kiss_fft_cpx *)out);
  free(memory);
  return memory != NULL;
}
