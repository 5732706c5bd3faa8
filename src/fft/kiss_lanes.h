/* kiss_lanes.h - the real FFT of even fast sizes (fft.h), which is KissFFT's own. */
#ifndef SG_KISS_LANES_H
#define SG_KISS_LANES_H

#include "math/lanes.h"

typedef struct sg_rfft sg_rfft;
sg_rfft *sg_rfft_create(int n, int inverse); /* NULL without memory. Release with free() */
void sg_rfft_forward(sg_rfft *, const lanes *samples, lanes_complex *spectrum);
void sg_rfft_inverse(sg_rfft *, const lanes_complex *spectrum, lanes *samples);

#endif
