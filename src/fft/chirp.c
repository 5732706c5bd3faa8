/* chirp.c - the real FFT of any size as a convolution. Its tables are worked in double. */
#include "fft/chirp.h"

#include <stdlib.h>
#include <string.h>

#include "fft/fft.h"
#include "math/angle.h"
#include "math/memory.h"

#define CACHED 16384 /* complex values of four frames that a cache has room for, about */
#define COLUMNS_MIN 100
#define COLUMNS_MAX 1000

struct sg_chirp {
  int n;
  int size;                    /* of the convolution */
  int rows, columns;           /* what it is cut into, where it would not fit the cache; elsewhere 1 row */
  sg_complex *points;          /* [n], c, or its conjugate for the inverse */
  sg_complex *kernel;          /* [rows][columns], the spectrum of 1 / c, divided by size: bin r + rows * c at r, c */
  sg_complex *turns;           /* [columns][rows], e^(-2 pi j r c / size); NULL for 1 row */
  sg_cfft *fft, *down;         /* of a row, and of a column where there is more than one row */
  lanes_complex *data, *bands; /* [size] */
  lanes_complex *line;         /* a column and its spectrum, or a row */
};

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
static int make_kernel(sg_chirp *chirp, int inverse, int length) {
  int n = chirp->n, size = chirp->size, from = inverse ? -(n / 2) : 1 - n;
  sg_complex_double *waves = SG_NEW_ARRAY(sg_complex_double, 2 * (size_t)size), *spectrum = waves + size;
  for (int m = from; m < from + length && waves; m++) waves[(m + size) % size] = point(m, n, !inverse);
  sg_cfft_double *fft = sg_cfft_double_create(size);
  int done = waves && fft;
  if (done) sg_cfft_double_run(fft, waves, spectrum);
  for (int i = 0; i < size && done; i++) {
    int bin = i / chirp->columns + chirp->rows * (i % chirp->columns);
    chirp->kernel[i] = rounded((sg_complex_double){spectrum[bin].r / size, spectrum[bin].i / size});
  }
  free(fft);
  free(waves);
  return done;
}

static int fill(sg_chirp *chirp, int inverse) {
  int n = chirp->n, length = n + n / 2 - 1;
  choose_size(chirp, length < n ? n : length);
  int size = chirp->size, rows = chirp->rows, columns = chirp->columns;
  chirp->points = SG_NEW_ARRAY(sg_complex, n);
  chirp->kernel = SG_NEW_ARRAY(sg_complex, size);
  chirp->fft = sg_cfft_create(columns, 0);
  chirp->data = SG_NEW_ARRAY(lanes_complex, 2 * (size_t)size);
  if (!chirp->points || !chirp->kernel || !chirp->fft || !chirp->data) return 0;
  chirp->bands = chirp->data + size;
  for (int m = 0; m < n; m++) chirp->points[m] = rounded(point(m, n, inverse));
  if (rows > 1) {
    chirp->turns = SG_NEW_ARRAY(sg_complex, size);
    chirp->down = sg_cfft_create(rows, 0);
    chirp->line = SG_NEW_ARRAY(lanes_complex, 2 * (rows > columns ? rows : columns));
    if (!chirp->turns || !chirp->down || !chirp->line) return 0;
    for (int i = 0; i < size; i++) {
      double turns = (double)(i / rows) * (i % rows);
      chirp->turns[i] = rounded(sg_turn(-turns, size));
    }
  }
  return make_kernel(chirp, inverse, length);
}

sg_chirp *sg_chirp_create(int n, int inverse) {
  sg_chirp *chirp = SG_NEW(sg_chirp);
  if (!chirp) return NULL;
  chirp->n = n;
  if (fill(chirp, inverse)) return chirp;
  sg_chirp_destroy(chirp);
  return NULL;
}

void sg_chirp_destroy(sg_chirp *chirp) {
  if (!chirp) return;
  free(chirp->points);
  free(chirp->kernel);
  free(chirp->turns);
  sg_cfft_destroy(chirp->fft);
  sg_cfft_destroy(chirp->down);
  free(chirp->data);
  free(chirp->line);
  free(chirp);
}

static inline lanes_complex times(lanes_complex a, sg_complex b) {
  return (lanes_complex){a.r * b.r - a.i * b.i, a.r * b.i + a.i * b.r};
}

static inline lanes_complex conjugate_times(lanes_complex a, sg_complex b) {
  return (lanes_complex){a.r * b.r + a.i * b.i, a.r * b.i - a.i * b.r};
}

/* bands to the conjugates of their products with a row of the kernel. */
static void multiply(lanes_complex *bands, const sg_complex *kernel, int count) {
  for (int i = 0; i < count; i++) {
    bands[i] = times(bands[i], kernel[i]);
    bands[i].i = -bands[i].i;
  }
}

/* The FFT of each column of a table, of which only so many rows are not 0, to the first rows of another. */
static void transform_columns(sg_chirp *s, const lanes_complex *in, int in_rows, lanes_complex *out, int out_rows) {
  int rows = s->rows, columns = s->columns;
  lanes_complex *column = s->line, *bands = s->line + rows;
  memset(column + in_rows, 0, (size_t)(rows - in_rows) * sizeof *column);
  for (int c = 0; c < columns; c++) {
    const sg_complex *turns = s->turns + (size_t)c * (size_t)rows;
    int is_first = in == s->data;
    for (int r = 0; r < in_rows; r++) {
      lanes_complex x = in[r * columns + c];
      column[r] = is_first ? x : times(x, turns[r]);
    }
    sg_cfft_run(s->down, column, bands);
    for (int r = 0; r < out_rows; r++) out[r * columns + c] = is_first ? times(bands[r], turns[r]) : bands[r];
  }
}

/* The same as the FFT of all, product and FFT of all, but that no pass leaves the cache: Bailey: FFTs in external or
 * hierarchical memory (1990). The spectrum between stays in the order that the columns' FFTs leave it in. */
static void convolve_table(sg_chirp *s, int end, int wanted) {
  int rows = s->rows, columns = s->columns, filled = (end + columns - 1) / columns;
  memset(s->data + end, 0, (size_t)(filled * columns - end) * sizeof *s->data);
  transform_columns(s, s->data, filled, s->bands, rows);
  for (int r = 0; r < rows; r++) {
    lanes_complex *row = s->bands + (size_t)r * (size_t)columns;
    sg_cfft_run(s->fft, row, s->line);
    multiply(s->line, s->kernel + (size_t)r * (size_t)columns, columns);
    sg_cfft_run(s->fft, s->line, row);
  }
  transform_columns(s, s->bands, rows, s->data, (wanted + columns - 1) / columns);
}

/* data, in which nothing stands at 0 and from end on, to the conjugate of its circular convolution with the chirp, as
 * far as it is wanted: an inverse FFT is the conjugate of the FFT of the conjugate. */
static void convolve(sg_chirp *s, int end, int wanted) {
  int size = s->size;
  memset(s->data, 0, sizeof *s->data);
  if (s->down) {
    convolve_table(s, end, wanted);
    return;
  }
  memset(s->data + end, 0, (size_t)(size - end) * sizeof *s->data);
  sg_cfft_run(s->fft, s->data, s->bands);
  multiply(s->bands, s->kernel, size);
  sg_cfft_run(s->fft, s->bands, s->data);
}

void sg_chirp_forward(sg_chirp *s, const lanes *samples, lanes_complex *spectrum) {
  int n = s->n, last = n / 2;
  const sg_complex *chirp = s->points;
  for (int i = 1; i < n; i++) s->data[i] = (lanes_complex){samples[i] * chirp[i].r, samples[i] * chirp[i].i};
  convolve(s, n, last + 1);
  for (int k = 0; k <= last; k++) {
    spectrum[k] = conjugate_times(s->data[k], chirp[k]);
    spectrum[k].r += samples[0];
  }
  spectrum[0].i = (lanes){0};
  if (n % 2 == 0) spectrum[last].i = (lanes){0};
}

void sg_chirp_inverse(sg_chirp *s, const lanes_complex *spectrum, lanes *samples) {
  int n = s->n, last = n / 2;
  const sg_complex *chirp = s->points;
  for (int k = 1; k <= last; k++) { /* and its mirror image */
    lanes_complex both = {spectrum[k].r * 2, spectrum[k].i * 2};
    if (2 * k == n) both = (lanes_complex){spectrum[k].r, (lanes){0}};
    s->data[k] = times(both, chirp[k]);
  }
  convolve(s, last + 1, n);
  for (int i = 0; i < n; i++) samples[i] = spectrum[0].r + conjugate_times(s->data[i], chirp[i]).r;
}
