/* fourier.c - whether rows are of Fourier frames, and of what size. */
#include "rows/fourier.h"

#include <math.h>

int sg_fourier_size(const sg_facts *facts) {
  const double *hz = facts->frequencies, rate = facts->sample_rate > 0 ? facts->sample_rate : 1;
  int last = facts->bins - 1;
  if (facts->quantity != SG_POWER || facts->row_length != facts->bins || !hz || hz[0] != 0) return 0;
  if (last == 0) return 1;
  double size = floor(last * rate / hz[last] + 0.5);
  if (!(size >= 1 && size <= SG_FFT_MAX) || (int)size / 2 != last) return 0;
  return fabs(hz[1] - rate / size) <= 1e-6 * rate / size ? (int)size : 0;
}
