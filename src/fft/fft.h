/* fft.h - the real FFT of any size from 1 to SG_FFT_MAX: once for one frame, once for four frames in lockstep, with the
 * same bits. Unnormalised: inverse(forward(x)) = n * x. No call but create allocates. */
#ifndef SG_FFT_H
#define SG_FFT_H

#include "math/angle.h"
#include "math/lanes.h"
#include "specgram.h"

typedef struct {
  float r, i;
} sg_complex;

typedef struct sg_fft sg_fft;              /* one frame */
sg_fft *sg_fft_create(int n, int inverse); /* NULL without memory, or for another size */
void sg_fft_destroy(sg_fft *);
void sg_fft_forward(sg_fft *, const float *samples, sg_complex *spectrum); /* [n] to [n/2 + 1] */
void sg_fft_inverse(sg_fft *, const sg_complex *spectrum, float *samples);

typedef struct sg_fft_lanes sg_fft_lanes; /* four frames */
sg_fft_lanes *sg_fft_lanes_create(int n, int inverse);
void sg_fft_lanes_destroy(sg_fft_lanes *);
void sg_fft_lanes_forward(sg_fft_lanes *, const lanes *samples, lanes_complex *spectrum);
void sg_fft_lanes_inverse(sg_fft_lanes *, const lanes_complex *spectrum, lanes *samples);

/* The first size from n on without a prime factor above 5. No other may reach KissFFT, which would call malloc inside
 * the transform, and write out of bounds for 0 and below. */
int sg_fft_fast(int n);

/* The complex FFT that the real ones stand on, for the transforms that need it. Not in place. */
typedef struct sg_cfft sg_cfft;
sg_cfft *sg_cfft_create(int n, int inverse); /* NULL without memory, or where n is not fast */
void sg_cfft_destroy(sg_cfft *);
void sg_cfft_run(sg_cfft *, const sg_complex *in, sg_complex *out);

typedef struct sg_cfft_lanes sg_cfft_lanes; /* four of them in lockstep */
sg_cfft_lanes *sg_cfft_lanes_create(int n, int inverse);
void sg_cfft_lanes_destroy(sg_cfft_lanes *);
void sg_cfft_lanes_run(sg_cfft_lanes *, const lanes_complex *in, lanes_complex *out);

/* In double, once, for tables; n is fast. 0 without memory. */
int sg_cfft_double(int n, const sg_complex_double *in, sg_complex_double *out);

#endif
