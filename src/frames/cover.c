/* cover.c - whether windows that follow each other by a hop add up to the same everywhere, or their squares to
 * something: scipy.signal.check_COLA and check_NOLA. */
#include <math.h>

#include "specgram.h"

#define TOLERANCE 1e-10 /* SciPy's */

static void sift(double *x, int root, int n) {
  for (int child; (child = 2 * root + 1) < n; root = child) {
    if (child + 1 < n && x[child + 1] > x[child]) child++;
    if (x[root] >= x[child]) return;
    double swapped = x[root];
    x[root] = x[child];
    x[child] = swapped;
  }
}

/* Williams's heapsort (1964). */
static void sort(double *x, int n) {
  for (int i = n / 2; i-- > 0;) sift(x, i, n);
  for (int last = n - 1; last > 0; last--) {
    double most = x[0];
    x[0] = x[last];
    x[last] = most;
    sift(x, 0, last);
  }
}

int sg_window_covers(double *window, int length, int hop, int squared) {
  for (int i = 0; i < hop; i++) {
    double sum = 0;
    for (int j = i; j < length; j += hop) sum += squared ? window[j] * window[j] : window[j];
    window[i] = sum;
  }
  sort(window, hop);
  if (squared) return window[0] > TOLERANCE;
  double median = (window[(hop - 1) / 2] + window[hop / 2]) / 2;
  return fmax(window[hop - 1] - median, median - window[0]) < TOLERANCE;
}
