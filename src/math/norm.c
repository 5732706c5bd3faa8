/* norm.c - p-norms of rows. */
#include "math/norm.h"

#include <float.h>
#include <math.h>

#include "math/decibel.h"

/* The p-th powers of the shares of the greatest, which no p can make too large or too small. */
static double sum_of_shares(const float *x, int n, double p, double greatest) {
  double sum = 0;
  for (int i = 0; i < n; i++)
    if (x[i] != 0) sum += sg_exp2(p * sg_log2(fabs(x[i] / greatest)));
  return sum;
}

double sg_norm(const float *x, int n, double p) {
  double greatest = 0, sum = 0, squares = 0;
  for (int i = 0; i < n; i++) {
    double size = fabs(x[i]);
    if (size > greatest) greatest = size;
    sum += size;
    squares += size * size;
  }
  if (isinf(p) || greatest == 0) return greatest;
  if (p == 1) return sum;
  if (p == 2) return sqrt(squares);
  return greatest * sg_exp2(sg_log2(sum_of_shares(x, n, p, greatest)) / p);
}

void sg_normalise(float *row, int n, double p) {
  double norm = sg_norm(row, n, p);
  if (!(norm > 0)) return;
  for (int i = 0; i < n; i++) {
    double share = row[i] / norm;
    row[i] = fabs(share) >= FLT_MIN ? (float)share : 0;
  }
}
