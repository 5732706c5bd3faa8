/* designs.c - windows that are worked out as a whole: the discrete prolate spheroidal sequence of order 0 (Slepian,
 * "Prolate spheroidal wave functions, Fourier analysis, and uncertainty V", 1978), Taylor's window (Doerry, "Catalog of
 * window taper functions for sidelobe control", 2017), and what makes a window's overlapping halves add up to 1 in
 * power (Princen, Bradley 1986). Conventions are SciPy's. */
#include "frames/designs.h"

#include <math.h>
#include <stdlib.h>

#include "math/angle.h"
#include "math/decibel.h"
#include "math/memory.h"

#define LN2 0.69314718055994531
#define TINY 1e-30 /* a band that is narrower shapes no window in double precision */

/* Steps of the iteration below: each leaves less than a fifth of what is no solution, as the second eigenvalue of the
 * same symmetry is five times the first one and more. */
enum { STEPS = 30 };

/* Slepian's tridiagonal matrix with W = nw / m has (m^2 - 1)/4 - its diagonal and off-diagonals n (m - n)/2 in common
 * with the Laplacian of a path whose links weigh as much, plus 2 sin(pi W)^2 x^2 on the diagonal, x from the middle. Of
 * that matrix the sequence is the eigenvector of the least eigenvalue: found by inverse iteration, all of whose terms
 * are positive, so that nothing cancels and the faint ends are as exact as the middle. */
sg_status sg_dpss(double *window, int m, double nw) {
  double *pivot = SG_NEW_ARRAY(double, 2 * (size_t)m), *v = pivot + m;
  if (!pivot) return SG_NO_MEMORY;
  double s = sg_turn(nw, 2.0 * m).i, narrow = fmax(2 * s * s, TINY), excess = 0;
  for (int n = 0; n < m; n++) {
    double x = (m - 1) / 2.0 - n, before = 0.5 * n * (m - n), after = 0.5 * (n + 1.0) * (m - n - 1);
    excess = narrow * x * x + (n ? before * (excess / pivot[n - 1]) : 0);
    pivot[n] = excess + after;
    v[n] = 1;
  }
  double most = 0;
  for (int step = 0; step < STEPS; step++) {
    for (int n = 1; n < m; n++) v[n] += 0.5 * n * (m - n) / pivot[n - 1] * v[n - 1];
    v[m - 1] /= pivot[m - 1];
    for (int n = m - 2; n >= 0; n--) v[n] = (v[n] + 0.5 * (n + 1.0) * (m - n - 1) * v[n + 1]) / pivot[n];
    most = v[(m - 1) / 2];
    for (int n = 0; n < m; n++) v[n] /= most;
  }
  /* of even lengths the peak lies between two samples */
  double peak = m % 2 ? 1 : (double)m * m / ((double)m * m + nw);
  for (int i = 0; 2 * i < m; i++) window[i] = v[i] * peak;
  free(pivot);
  return SG_OK;
}

void sg_taylor(double *window, int m, int nbar, double ratio) {
  double terms[SG_TAYLOR_MAX] = {0}, middle = 1;
  double a = sg_log2(ratio + sqrt(ratio * ratio - 1)) * LN2 / SG_PI, edge = nbar - 0.5;
  double dilation = (double)nbar * nbar / (a * a + edge * edge);
  for (int k = 1; k < nbar; k++) {
    double square = (double)k * k, term = k % 2 ? 1 : -1;
    for (int j = 1; j < nbar; j++) {
      term *= 1 - square / dilation / (a * a + (j - 0.5) * (j - 0.5));
      if (j != k) term /= 1 - square / ((double)j * j);
    }
    middle += terms[k] = term; /* twice the half of it */
  }
  for (int i = 0; 2 * i < m; i++) {
    double sum = 1;
    for (int k = 1; k < nbar; k++) sum += terms[k] * sg_turn((double)k * (m - 1 - 2.0 * i), 2.0 * m).r;
    window[i] = sum / middle;
  }
}

void sg_princen_bradley(double *window, int m) {
  for (int i = 1; i <= m / 2; i++) window[i] += window[i - 1];
  for (int i = 0; i <= m / 2; i++) window[i] = sqrt(window[i] / window[m / 2]);
}
