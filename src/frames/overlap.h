/* overlap.h - spectra to overlapping frames to samples: what every synthesis ends in.
 * y[i] = sum over t of v[i - t hop] x_t[i - t hop] / sum over t of u[i - t hop]
 * for frames x_t and windows v and u; for the inverse STFT v is the window and u its square. */
#ifndef SG_OVERLAP_H
#define SG_OVERLAP_H

#include "fft/fft.h"
#include "math/lanes.h"
#include "stage.h"

typedef struct sg_overlap {
  int n, hop, pad;
  int bins;         /* n / 2 + 1 */
  double length;    /* samples wanted, or negative */
  sg_complex *lead; /* [bins], what the rows' bins are multiplied by; or NULL */
  float *window;    /* [n], v / n: the inverse FFT is not normalised */
  float *weight;    /* [n], u */
  sg_fft *fft;
  lanes_complex *spectrum; /* [bins], for the caller to fill */
  lanes *frames;           /* [n] */
  float *rows;             /* [SG_LANES][n] */
  float *sums, *weights;   /* [capacity], of samples base, base + 1, ... counted from the first frame's first */
  size_t capacity;
  double base, next; /* next: the first sample not yet given out */
  double frames_done;
  int finished;
} sg_overlap;

/* v and u are [n_fft]. Refuses windows and hops that leave samples uncovered, when the config says so. */
sg_status sg_overlap_create(sg_overlap *, const sg_config *config, const double *v, const double *u, sg_facts *facts);
/* Under the config's window and its square: the inverse STFT. */
sg_status sg_overlap_create_istft(sg_overlap *, const sg_config *config, sg_facts *facts);
void sg_overlap_destroy(sg_overlap *);
void sg_overlap_reset(void *overlap);
int sg_overlap_room(sg_overlap *, int count); /* how many of count frames there is room for; the rest after a read */
/* Adds count (1..4) frames, as far as there is room. */
void sg_overlap_add(sg_overlap *, const lanes_complex *spectrum, int count);
void sg_overlap_finish(void *overlap);
double sg_overlap_count(const void *overlap, double frames);     /* samples of so many frames */
size_t sg_overlap_read(void *overlap, float *samples, size_t n); /* samples made. 0: add more frames */

/* Loads count (1..4) complex rows [bins][2] into overlap->spectrum; lanes beyond count repeat the first. */
void sg_overlap_load(sg_overlap *, const float *rows, int count);
/* The write of a synthesis whose state starts with an overlap and whose rows are complex spectra. */
size_t sg_overlap_write(void *overlap, const float *rows, size_t n);

#endif
