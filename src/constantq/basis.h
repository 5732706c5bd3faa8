/* basis.h - the magnitudes of constant-Q filters' spectra: weights that turn the magnitudes of an STFT's bins into
 * those of the pseudo-CQT. */
#ifndef SG_BASIS_H
#define SG_BASIS_H

#include "math/lanes.h"
#include "specgram.h"

typedef struct sg_band {
  int first, count; /* bins of the STFT */
  float *weights;   /* [count] */
  double frequency; /* Hz */
  double peak;      /* what a sine of amplitude 1 there reads */
} sg_band;

typedef struct sg_basis {
  int n;
  int n_fft;      /* of the STFT, under a Hann window of that length */
  sg_band *bands; /* [n] */
} sg_basis;

/* How many filters, from bin 0 on, are so long that the hybrid CQT takes them whole: two hops or more, when rounded up
 * to a power of two. */
sg_status sg_basis_whole(int *whole, const sg_config *config);

/* The filters from this one on, of the config's constant-Q transform. */
sg_status sg_basis_create(sg_basis *, const sg_config *config, int first);
void sg_basis_destroy(sg_basis *);

/* The STFT that it weighs, with the config's hop and padding. */
sg_config sg_basis_frames(const sg_basis *, const sg_config *config);

/* sums[n] of magnitudes[n_fft / 2 + 1], four frames at once. */
void sg_basis_weigh(const sg_basis *, const lanes *magnitudes, lanes *sums);

#endif
