/* least_squares.h - rows to the sound whose constant-Q transform A is nearest to them, by conjugate gradients between
 * the transform and its weighted transpose, in steps that each take little time. */
#ifndef SG_LEAST_SQUARES_H
#define SG_LEAST_SQUARES_H

#include "stage.h"

#define SG_LEAST_SQUARES_ROWS 64 /* rows that a step moves */

typedef struct sg_least_squares {
  void *there, *back; /* the transform (it is "vqt", of any gamma), and its transpose, "icqt" */
  int row_length;
  int64_t frames;           /* that count */
  size_t n;                 /* samples */
  float *x;                 /* [n] the sound so far */
  float *residual;          /* [n] transpose of what is missing in the rows */
  float *direction, *image; /* [n] in which x moves next, and the transpose of its transform */
  float *rows, *clean;      /* [SG_LEAST_SQUARES_ROWS][row_length] */
  size_t taken, made;       /* samples of the way there, and of the way back */
  int heard;                /* nothing is left of the way there, but rows to read */
  int64_t passed;           /* frames of a pass, so far */
  int step, steps;
  double energy, enough; /* of the residual */
  size_t given;          /* samples of x that were read */
} sg_least_squares;

sg_status sg_least_squares_create(sg_least_squares *, const sg_config *config, double frames, sg_facts *facts);
void sg_least_squares_destroy(sg_least_squares *);

/* The way there: the next rows of the transform of x[n], at most SG_LEAST_SQUARES_ROWS, in s->rows; 0 at its end. */
void sg_least_squares_listen(sg_least_squares *);
int sg_least_squares_rows(sg_least_squares *, const float *x);

/* The way back: adds count rows to what becomes y[n], and then finishes it. */
void sg_least_squares_speak(sg_least_squares *);
void sg_least_squares_spread(sg_least_squares *, const float *rows, int count, float *y);
void sg_least_squares_end(sg_least_squares *, float *y);

/* Steps of conjugate gradients from x along the residual, which must be set. Started from silence, they lead to the
 * faintest of all sounds that are as near. work: a part of a step; whether there is more to do. */
void sg_least_squares_start(sg_least_squares *, int steps);
int sg_least_squares_work(sg_least_squares *);
double sg_least_squares_done(const sg_least_squares *); /* steps, and the part of the next */

/* Silence to start from, and the sound once it is found. */
void sg_least_squares_reset(sg_least_squares *);
size_t sg_least_squares_read(sg_least_squares *, float *samples, size_t max);

#endif
