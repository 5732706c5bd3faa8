/* any.h - the real and the complex FFT, to be included behind kissfft.h by one file for each kind of scalar, which says
 * what FFT, CFFT, SCALAR and COMPLEX are. */
#include "fft/chirp.h"
#include "math/memory.h"

#define PASTE(type, name) type##_##name
#define OF(type, name) PASTE(type, name)

CFFT *OF(CFFT, create)(int n, int inverse) {
  size_t bytes = 0;
  if (n < 1 || n > 2 * SG_FFT_MAX || sg_fft_fast(n) != n) return NULL;
  kiss_fft_alloc(n, inverse, NULL, &bytes);
  void *memory = sg_new_array(bytes, 1);
  return memory ? (CFFT *)kiss_fft_alloc(n, inverse, memory, &bytes) : NULL;
}

void OF(CFFT, destroy)(CFFT *fft) { free(fft); }

void OF(CFFT, run)(CFFT *fft, const COMPLEX *in, COMPLEX *out) {
  kiss_fft((kiss_fft_cfg)fft, (const kiss_fft_cpx *)in, (kiss_fft_cpx *)out);
}

/* Even sizes without a prime factor above 5 are KissFFT's own, all others go through the chirp. */
struct FFT {
  int n, inverse;
  kiss_fftr_cfg fast; /* NULL where there is a chirp */
  sg_chirp chirp;
  CFFT *fft, *down;      /* of a row, and of a column where there is more than one row */
  COMPLEX *data, *bands; /* [chirp.size] */
  COMPLEX *line;         /* a column and its spectrum, or a row */
};

static int create_fast(FFT *fft) {
  size_t bytes = 0;
  kiss_fftr_alloc(fft->n, fft->inverse, NULL, &bytes);
  void *memory = sg_new_array(bytes, 1);
  fft->fast = memory ? kiss_fftr_alloc(fft->n, fft->inverse, memory, &bytes) : NULL;
  return memory != NULL;
}

static int create_chirp(FFT *fft) {
  if (!sg_chirp_create(&fft->chirp, fft->n, fft->inverse)) return 0;
  int rows = fft->chirp.rows, columns = fft->chirp.columns;
  fft->fft = OF(CFFT, create)(columns, 0);
  if (rows > 1) fft->down = OF(CFFT, create)(rows, 0);
  if (rows > 1) fft->line = SG_NEW_ARRAY(COMPLEX, rows > columns ? 2 * rows : 2 * columns);
  if (rows > 1 && !(fft->down && fft->line)) return 0;
  fft->data = SG_NEW_ARRAY(COMPLEX, 2 * (size_t)fft->chirp.size);
  if (!fft->fft || !fft->data) return 0;
  fft->bands = fft->data + fft->chirp.size;
  return 1;
}

FFT *OF(FFT, create)(int n, int inverse) {
  if (n < 1 || n > SG_FFT_MAX) return NULL;
  FFT *fft = SG_NEW(FFT);
  if (!fft) return NULL;
  fft->n = n;
  fft->inverse = inverse;
  if (n % 2 == 0 && sg_fft_fast(n) == n ? create_fast(fft) : create_chirp(fft)) return fft;
  OF(FFT, destroy)(fft);
  return NULL;
}

void OF(FFT, destroy)(FFT *fft) {
  if (!fft) return;
  free(fft->fast);
  sg_chirp_destroy(&fft->chirp);
  OF(CFFT, destroy)(fft->fft);
  OF(CFFT, destroy)(fft->down);
  free(fft->line);
  free(fft->data);
  free(fft);
}

static inline COMPLEX times(COMPLEX a, sg_complex b) { return (COMPLEX){a.r * b.r - a.i * b.i, a.r * b.i + a.i * b.r}; }

static inline COMPLEX conjugate_times(COMPLEX a, sg_complex b) {
  return (COMPLEX){a.r * b.r + a.i * b.i, a.r * b.i - a.i * b.r};
}

/* bands to the conjugates of their products with a row of the kernel. */
static void multiply(COMPLEX *bands, const sg_complex *kernel, int count) {
  for (int i = 0; i < count; i++) {
    bands[i] = times(bands[i], kernel[i]);
    bands[i].i = -bands[i].i;
  }
}

/* The FFT of each column of a table. */
static void transform_columns(FFT *fft, const COMPLEX *in, COMPLEX *out) {
  int rows = fft->chirp.rows, columns = fft->chirp.columns;
  COMPLEX *column = fft->line, *bands = fft->line + rows;
  for (int c = 0; c < columns; c++) {
    for (int r = 0; r < rows; r++) column[r] = in[r * columns + c];
    OF(CFFT, run)(fft->down, column, bands);
    for (int r = 0; r < rows; r++) out[r * columns + c] = bands[r];
  }
}

/* The same as the FFT of all, product and FFT of all, but that no pass leaves the cache: Bailey: FFTs in external or
 * hierarchical memory (1990). The spectrum between stays in the order that the columns' FFTs leave it in. */
static void convolve_table(FFT *fft) {
  int rows = fft->chirp.rows, columns = fft->chirp.columns;
  transform_columns(fft, fft->data, fft->bands);
  for (int r = 0; r < rows; r++) {
    COMPLEX *row = fft->bands + (size_t)r * (size_t)columns;
    const sg_complex *turns = fft->chirp.turns + (size_t)r * (size_t)columns;
    for (int c = 0; c < columns; c++) row[c] = times(row[c], turns[c]);
    OF(CFFT, run)(fft->fft, row, fft->line);
    multiply(fft->line, fft->chirp.kernel + (size_t)r * (size_t)columns, columns);
    OF(CFFT, run)(fft->fft, fft->line, row);
    for (int c = 0; c < columns; c++) row[c] = times(row[c], turns[c]);
  }
  transform_columns(fft, fft->bands, fft->data);
}

/* data, in which nothing stands at 0 and from end on, to the conjugate of its circular convolution with the chirp: an
 * inverse FFT is the conjugate of the FFT of the conjugate. */
static void convolve(FFT *fft, int end) {
  int size = fft->chirp.size;
  memset(fft->data, 0, sizeof *fft->data);
  memset(fft->data + end, 0, (size_t)(size - end) * sizeof *fft->data);
  if (fft->down) {
    convolve_table(fft);
    return;
  }
  OF(CFFT, run)(fft->fft, fft->data, fft->bands);
  multiply(fft->bands, fft->chirp.kernel, size);
  OF(CFFT, run)(fft->fft, fft->bands, fft->data);
}

void OF(FFT, forward)(FFT *fft, const SCALAR *samples, COMPLEX *spectrum) {
  if (fft->fast) {
    kiss_fftr(fft->fast, samples, (kiss_fft_cpx *)spectrum);
    return;
  }
  int n = fft->n, last = n / 2;
  const sg_complex *chirp = fft->chirp.points;
  for (int i = 1; i < n; i++) fft->data[i] = (COMPLEX){samples[i] * chirp[i].r, samples[i] * chirp[i].i};
  convolve(fft, n);
  for (int k = 0; k <= last; k++) {
    spectrum[k] = conjugate_times(fft->data[k], chirp[k]);
    spectrum[k].r += samples[0];
  }
  spectrum[0].i = (SCALAR){0};
  if (n % 2 == 0) spectrum[last].i = (SCALAR){0};
}

void OF(FFT, inverse)(FFT *fft, const COMPLEX *spectrum, SCALAR *samples) {
  if (fft->fast) {
    kiss_fftri(fft->fast, (const kiss_fft_cpx *)spectrum, samples);
    return;
  }
  int n = fft->n, last = n / 2;
  const sg_complex *chirp = fft->chirp.points;
  for (int k = 1; k <= last; k++) { /* and its mirror image */
    COMPLEX both = {spectrum[k].r * 2, spectrum[k].i * 2};
    if (2 * k == n) both = (COMPLEX){spectrum[k].r, (SCALAR){0}};
    fft->data[k] = times(both, chirp[k]);
  }
  convolve(fft, last + 1);
  for (int i = 0; i < n; i++) samples[i] = spectrum[0].r + conjugate_times(fft->data[i], chirp[i]).r;
}
