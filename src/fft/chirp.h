/* chirp.h - the real FFT of any size n (fft.h) as a convolution, whose own FFTs have a fast size:
 *   e^(-2 pi j k i / n) = c[k] c[i] / c[k - i]   where   c[m] = e^(-pi j m^2 / n).
 * Bluestein: A linear filtering approach to the computation of discrete Fourier transform (1970). Of real signals the
 * bins from 0 to n / 2 are enough, and the first sample counts alike in all of them: the convolution is of n - 1
 * samples with n / 2 + 1 bins, and of length n + n / 2 - 1. */
#ifndef SG_CHIRP_H
#define SG_CHIRP_H

#include "math/lanes.h"

typedef struct sg_chirp sg_chirp;
sg_chirp *sg_chirp_create(int n, int inverse); /* NULL without memory */
void sg_chirp_destroy(sg_chirp *);
void sg_chirp_forward(sg_chirp *, const lanes *samples, lanes_complex *spectrum);
void sg_chirp_inverse(sg_chirp *, const lanes_complex *spectrum, lanes *samples);

#endif
