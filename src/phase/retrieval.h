/* retrieval.h - magnitudes without phases, and the sound that they may have come from: what Griffin-Lim's iteration
 * and the phase gradients' integration work on. Frames lie four by four: lane f of quad q is frame 4 q + f. */
#ifndef SG_RETRIEVAL_H
#define SG_RETRIEVAL_H

#include "frames/overlap.h"
#include "math/angle.h"
#include "phase/queue.h"
#include "frames/spectra.h"

struct sg_retrieval {
  sg_spectra spectra; /* takes the estimate's sound apart */
  sg_overlap overlap; /* makes it */
  int frames, quads, bins;
  int quads_in;             /* already in the overlap */
  float gain;               /* of the spectra before the last, momentum / (1 + momentum) */
  lanes *magnitudes;        /* [quads][bins] */
  lanes_complex *estimate;  /* [quads][bins], magnitudes with phases */
  lanes_complex *previous;  /* [quads][bins], the last spectra */
  double energy;            /* of the magnitudes */
  float *block;             /* samples on their way from overlap to spectra */
  float loudest;            /* magnitude */
  double octaves;           /* from the loudest down to the tolerance */
  float lowest;             /* log2 of the magnitude there */
  float per_bin, per_frame; /* see pghi.h */
  float *advance;           /* [bins], turns a frame, of each bin's own frequency */
  float *rest;              /* [quads], for sg_pghi */
  int bin_bits;             /* 2^bin_bits >= bins */
  sg_queue queue;           /* its links are the floats of previous */
};

/* Leaves phases by phase gradient heap integration, in turns, in the estimate's real parts. */
void sg_pghi(sg_retrieval *, uint64_t noise);

#endif
