/* chirp.h - the tables by which an FFT of any size n becomes a convolution, whose own FFTs have a fast size:
 *   e^(-2 pi j k i / n) = c[k] c[i] / c[k - i]   where   c[m] = e^(-pi j m^2 / n).
 * Bluestein: A linear filtering approach to the computation of discrete Fourier transform (1970). Of real signals the
 * bins from 0 to n / 2 are enough, and the first sample counts alike in all of them: the convolution is of n - 1
 * samples with n / 2 + 1 bins, and of length n + n / 2 - 1. */
#ifndef SG_CHIRP_H
#define SG_CHIRP_H

#include "fft/fft.h"

typedef struct sg_chirp {
  int size;           /* of the convolution */
  int rows, columns;  /* what it is cut into, where it would not fit the cache; elsewhere 1 row */
  sg_complex *points; /* [n], c, or its conjugate for the inverse */
  sg_complex *kernel; /* [rows][columns], the spectrum of 1 / c, divided by size: bin r + rows * c at r, c */
  sg_complex *turns;  /* [rows][columns], e^(-2 pi j r c / size); NULL for 1 row */
} sg_chirp;

int sg_chirp_create(sg_chirp *, int n, int inverse); /* 0 without memory */
void sg_chirp_destroy(sg_chirp *);

#endif
