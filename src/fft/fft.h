/* fft.h - the real FFT of any size from 1 to SG_FFT_MAX, of four frames in lockstep: each lane has exactly the
 * arithmetic of one frame alone. Unnormalised: inverse(forward(x)) = n * x. No call but create allocates. */
#ifndef SG_FFT_H
#define SG_FFT_H

#include "math/angle.h"
#include "math/lanes.h"
#include "specgram.h"

typedef struct {
  float r, i;
} sg_complex;

typedef struct sg_fft sg_fft;
sg_fft *sg_fft_create(int n, int inverse); /* NULL without memory, or for another size */
void sg_fft_destroy(sg_fft *);
void sg_fft_forward(sg_fft *, const lanes *samples, lanes_complex *spectrum); /* [n] to [n / 2 + 1] */
void sg_fft_inverse(sg_fft *, const lanes_complex *spectrum, lanes *samples);

/* The first size from n on without a prime factor above 5. No other may reach KissFFT, which would call malloc inside
 * the transform, and write out of bounds for 0 and below. */
int sg_fft_fast(int n);

/* The complex FFT that the real one stands on, for the transforms that need it. Not in place. */
typedef struct sg_cfft sg_cfft;
sg_cfft *sg_cfft_create(int n, int inverse); /* NULL without memory, or where n is not fast */
void sg_cfft_destroy(sg_cfft *);
void sg_cfft_run(sg_cfft *, const lanes_complex *in, lanes_complex *out);

/* One in double, for tables and measures; n is fast. Release with free(). */
typedef struct sg_cfft_double sg_cfft_double;
sg_cfft_double *sg_cfft_double_create(int n);
void sg_cfft_double_run(sg_cfft_double *, const sg_complex_double *in, sg_complex_double *out);

#endif
