/* standardise.c - all rows of a clip at once, in place: their range, and each bin's mean and deviation over time. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "math/lanes.h"
#include "math/memory.h"
#include "specgram.h"

#define LEAST 1e-30f /* fainter numbers become 0 */

static inline lanes greater(lanes a, lanes b) { return lanes_select(a > b, a, b); }

static inline lanes clean(lanes x) {
  x = lanes_select(x < FLT_MAX, x, lanes_all(FLT_MAX));
  return lanes_flush(greater(x, lanes_all(-FLT_MAX)), LEAST);
}

float sg_greatest(const float *x, size_t n) {
  lanes most = lanes_all(-FLT_MAX);
  size_t i = 0;
  for (; i + SG_LANES <= n; i += SG_LANES) most = greater(lanes_load(x + i), most);
  for (; i < n; i++) most = greater(lanes_all(x[i]), most);
  return fmaxf(fmaxf(most[0], most[1]), fmaxf(most[2], most[3]));
}

static inline lanes rescaled(lanes x, lanes min, lanes add, lanes multiply) {
  return clean((greater(x, min) + add) * multiply);
}

void sg_rescale(float *x, size_t n, float min, float add, float multiply) {
  lanes least = lanes_all(min), plus = lanes_all(add), by = lanes_all(multiply);
  size_t i = 0;
  for (; i + SG_LANES <= n; i += SG_LANES) lanes_store(x + i, rescaled(lanes_load(x + i), least, plus, by));
  for (; i < n; i++) x[i] = rescaled(lanes_all(x[i]), least, plus, by)[0];
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
    for (size_t k = 0; k < bins; k++)
      x[t * bins + k] = clean(lanes_all((float)((x[t * bins + k] - mean[k]) * squares[k])))[0];
  free(mean);
  return SG_OK;
}
