/* standardise.c - all rows of a clip at once, in place: their range, and each bin's mean and deviation over time. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "math/memory.h"
#include "specgram.h"

#define LEAST 1e-30f /* fainter numbers become 0 */

static float clean(double x) { return fabs(x) >= LEAST ? (float)fmax(-FLT_MAX, fmin(x, FLT_MAX)) : 0; }

float sg_greatest(const float *x, size_t n) {
  float most = -FLT_MAX;
  for (size_t i = 0; i < n; i++)
    if (x[i] > most) most = x[i];
  return most;
}

void sg_rescale(float *x, size_t n, float min, float add, float multiply) {
  for (size_t i = 0; i < n; i++) x[i] = clean((fmaxf(x[i], min) + add) * multiply);
}

sg_status sg_standardise(float *x, size_t rows, size_t bins, int by, double ddof, double eps) {
  double *mean = SG_NEW_ARRAY(double, 2 * bins), *squares = mean + bins;
  if (!mean) return SG_NO_MEMORY;
  double n = (double)rows;
  for (size_t t = 0; t < rows; t++)
    for (size_t k = 0; k < bins; k++) mean[k] += x[t * bins + k];
  for (size_t k = 0; k < bins; k++) mean[k] /= n;
  for (size_t t = 0; t < rows; t++)
    for (size_t k = 0; k < bins; k++) squares[k] += (x[t * bins + k] - mean[k]) * (x[t * bins + k] - mean[k]);
  for (size_t k = 0; k < bins; k++) {
    double variance = n > ddof ? squares[k] / (n - ddof) : 0;
    double by_what = by == SG_BY_VARIANCE ? sqrt(variance + eps) : by == SG_BY_DEVIATION ? sqrt(variance) + eps : 1;
    squares[k] = by_what > 0 ? 1 / by_what : 0;
  }
  for (size_t t = 0; t < rows; t++)
    for (size_t k = 0; k < bins; k++) x[t * bins + k] = clean((x[t * bins + k] - mean[k]) * squares[k]);
  free(mean);
  return SG_OK;
}
