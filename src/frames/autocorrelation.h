/* autocorrelation.h - frames to their autocorrelation, r[lag] = sum over i of x[i] x[i + lag], four frames at once: the
 * inverse FFT of the power spectrum of the frame and as many zeros as keep its ends apart (Wiener, Khinchin). */
#ifndef SG_AUTOCORRELATION_H
#define SG_AUTOCORRELATION_H

#include "fft/fft.h"
#include "math/lanes.h"
#include "specgram.h"

typedef struct sg_autocorrelation {
  int length, lags, size; /* samples a frame; lags from 0 on; of the FFT */
  float *window;          /* [length], or NULL */
  sg_fft *forward, *inverse;
  lanes *frames;           /* [size] */
  lanes_complex *spectrum; /* [size / 2 + 1] */
} sg_autocorrelation;

/* lags is at most length. A window [length] is rounded and kept; NULL: none. */
sg_status sg_autocorrelation_create(sg_autocorrelation *, int length, int lags, const double *window);
void sg_autocorrelation_destroy(sg_autocorrelation *);
/* Of count (1..4) frames at samples, samples + hop, ...: [lags], a lane each. */
const lanes *sg_autocorrelation_run(sg_autocorrelation *, const float *samples, int hop, int count);

#endif
