/* chirp.c - the tables by which an FFT of any size becomes a convolution, worked in double. */
#include "fft/chirp.h"

#include <stdlib.h>

#include "math/angle.h"
#include "math/memory.h"

#define CACHED 16384 /* complex values of four frames that a cache has room for, about */
#define COLUMNS_MIN 100
#define COLUMNS_MAX 1000

static sg_complex rounded(sg_complex_double z) { return (sg_complex){(float)z.r, (float)z.i}; }

/* c[m], or its conjugate: m^2 counts modulo 2 n. */
static sg_complex_double point(int64_t m, int n, int inverse) {
  double turns = (double)(m * m % (2 * n));
  return sg_turn(inverse ? turns : -turns, 2.0 * n);
}

/* An odd number of columns, so that no two samples of a column share a place in a cache; 0 where there is none. */
static int columns_of(int size) {
  int odd = size, columns = 0;
  while (odd % 2 == 0) odd /= 2;
  for (int divisor = COLUMNS_MIN; divisor <= COLUMNS_MAX; divisor++)
    if (odd % divisor == 0) columns = divisor;
  return columns;
}

static void choose_size(sg_chirp *chirp, int least) {
  chirp->size = sg_fft_fast(least);
  chirp->rows = 1;
  while (least > CACHED && !columns_of(chirp->size)) chirp->size = sg_fft_fast(chirp->size + 1);
  if (least > CACHED) chirp->rows = chirp->size / columns_of(chirp->size);
  chirp->columns = chirp->size / chirp->rows;
}

/* The spectrum of 1 / c at the differences of a bin and a sample: forward from -(n - 1) to last - 1, and the other way
 * round for the inverse. */
static int make_kernel(sg_chirp *chirp, int n, int inverse, int length) {
  int size = chirp->size, from = inverse ? -(n / 2) : 1 - n;
  sg_complex_double *waves = SG_NEW_ARRAY(sg_complex_double, 2 * (size_t)size), *spectrum = waves + size;
  for (int m = from; m < from + length && waves; m++) waves[(m + size) % size] = point(m, n, !inverse);
  int done = waves && sg_cfft_double(size, waves, spectrum);
  for (int i = 0; i < size && done; i++) {
    int bin = i / chirp->columns + chirp->rows * (i % chirp->columns);
    chirp->kernel[i] = rounded((sg_complex_double){spectrum[bin].r / size, spectrum[bin].i / size});
  }
  free(waves);
  return done;
}

int sg_chirp_create(sg_chirp *chirp, int n, int inverse) {
  int length = n + n / 2 - 1;
  choose_size(chirp, length < n ? n : length);
  int size = chirp->size, columns = chirp->columns, is_table = chirp->rows > 1;
  chirp->points = SG_NEW_ARRAY(sg_complex, n);
  chirp->kernel = SG_NEW_ARRAY(sg_complex, size);
  if (is_table) chirp->turns = SG_NEW_ARRAY(sg_complex, size);
  if (!chirp->points || !chirp->kernel || (is_table && !chirp->turns)) return 0;
  for (int m = 0; m < n; m++) chirp->points[m] = rounded(point(m, n, inverse));
  for (int i = 0; i < size && is_table; i++) {
    double turns = (double)(i / columns) * (i % columns);
    chirp->turns[i] = rounded(sg_turn(-turns, size));
  }
  return make_kernel(chirp, n, inverse, length);
}

void sg_chirp_destroy(sg_chirp *chirp) {
  free(chirp->points);
  free(chirp->kernel);
  free(chirp->turns);
}
