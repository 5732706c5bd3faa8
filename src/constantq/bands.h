/* bands.h - overlapping bands of a long spectrum, constant-Q but at its ends: Hann windows between the neighbouring
 * bands' centres, so that their sum covers every bin. */
#ifndef SG_BANDS_H
#define SG_BANDS_H

#include "specgram.h"

typedef struct sg_hann_band {
  double frequency;        /* Hz */
  double centre, down, up; /* bins of the spectrum: the peak of the window, and how far it falls to either side */
  int first, width;        /* bins under the window */
  float *weights;          /* [width], the owner's */
} sg_hann_band;

/* Where count bands of a spectrum of n samples lie; the first and the last have all that is below and above the
 * others. */
sg_status sg_hann_bands_place(sg_hann_band *bands, int count, int n, const sg_config *config);

/* 1 up to 0, 0 from 1 on, half a Hann window between. */
double sg_half_hann(double x);

/* The window at a bin. */
double sg_hann_band_weight(const sg_hann_band *, double bin);

#endif
