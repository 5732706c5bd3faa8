/* retrieval.h - magnitudes without phases, and the sound that they may have come from: what Griffin-Lim's iteration
 * and the phase gradients' integration work on. Frames lie four by four: lane f of quad q is frame 4 q + f.
 *
 * A row that comes holds magnitudes, and for SG_INIT_PHASES the phases to start from, in radians, behind them. */
#ifndef SG_RETRIEVAL_H
#define SG_RETRIEVAL_H

#include "frames/overlap.h"
#include "math/angle.h"
#include "phase/queue.h"

typedef struct sg_retrieval {
  sg_overlap overlap; /* makes the estimate's sound */
  int frames, quads, bins;
  int init; /* enum sg_init */
  double seed;
  int taken;                /* frames */
  int finished, started;    /* whether all rows are there; whether phases are */
  int quads_in;             /* already in the overlap */
  lanes *magnitudes;        /* [quads][bins] */
  lanes_complex *estimate;  /* [quads][bins], magnitudes with phases; before the start phases alone, in turns */
  lanes_complex *previous;  /* [quads][bins], the last spectra */
  double energy;            /* of the magnitudes */
  float loudest;            /* magnitude */
  double octaves;           /* from the loudest down to the tolerance */
  float lowest;             /* log2 of the magnitude there */
  float per_bin, per_frame; /* see pghi.h */
  float *advance;           /* [bins], turns a frame, of each bin's own frequency */
  float *rest;              /* [quads], for sg_pghi */
  int bin_bits;             /* 2^bin_bits >= bins */
  sg_queue queue;           /* its links are the floats of previous */
} sg_retrieval;

sg_status sg_retrieval_create(sg_retrieval *, const sg_config *config, int init, sg_facts *facts);
void sg_retrieval_destroy(sg_retrieval *);
void sg_retrieval_reset(void *retrieval);

/* The write, finish and count of a stage whose state starts with a retrieval. More rows than were announced have no
 * place in the sound, fewer leave silence. */
size_t sg_retrieval_write(void *retrieval, const float *rows, size_t n);
void sg_retrieval_finish(void *retrieval);
double sg_retrieval_count(const void *retrieval, double rows);

void sg_retrieval_start(sg_retrieval *); /* magnitudes with the phases that init stands for */
void sg_retrieval_rewind(sg_retrieval *);
size_t sg_retrieval_read(sg_retrieval *, float *samples, size_t n); /* the next of the estimate's sound; 0 at its end */

/* Leaves phases by phase gradient heap integration, in turns, in the estimate's real parts. */
void sg_pghi(sg_retrieval *, uint64_t noise);

#endif
