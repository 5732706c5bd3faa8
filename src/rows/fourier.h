/* fourier.h - whether rows are of Fourier frames, and of what size. */
#ifndef SG_FOURIER_H
#define SG_FOURIER_H

#include "specgram.h"

/* n_fft of the frames whose magnitudes or powers come, of all bins from 0 Hz to half the rate. 0: that is not so. */
int sg_fourier_size(const sg_facts *);

#endif
