/* transform.h - what every analysis and every synthesis provides. One file a transform: it keeps
 * its functions static, shows one of these tables, and transforms.c lists it. */
#ifndef SG_TRANSFORM_H
#define SG_TRANSFORM_H

#include "specgram.h"

typedef struct sg_layout {
  int bins;          /* frequencies a row */
  int row_length;    /* floats a row */
  const int *widths; /* [bins] floats of a row for each bin, kept by the state; NULL: row_length / bins for all */
  const int *delays; /* [bins] samples by which each bin is behind its row, kept by the state; NULL: 0 for all */
  double hop;        /* samples from row to row */
  double origin;     /* sample that row 0 stands for */
  double latency;    /* samples to be written after a row's own before it can be read */
} sg_layout;

/* The meaning of each function is that of sg_analyser_* in specgram.h. samples are clean here.
 * create sets *state also when it fails: destroy takes half-built states and NULL. */
typedef struct sg_transform {
  const char *name;
  sg_status (*create)(void **state, const sg_config *config, sg_layout *layout);
  void (*destroy)(void *state);
  void (*reset)(void *state);
  size_t (*write)(void *state, const float *samples, size_t n);
  void (*finish)(void *state);
  size_t (*read)(void *state, float *rows, size_t max_rows);
  double (*rows)(const void *state, double samples);
  double (*frequency)(const void *state, int bin);
} sg_transform;

typedef struct sg_synthesis {
  const char *name;
  sg_status (*create)(void **state, const sg_config *config, sg_layout *layout);
  void (*destroy)(void *state);
  void (*reset)(void *state);
  size_t (*write)(void *state, const float *rows, size_t n);
  void (*finish)(void *state);
  size_t (*read)(void *state, float *samples, size_t n);
} sg_synthesis;

extern const sg_transform *const sg_transforms[]; /* NULL ends both */
extern const sg_synthesis *const sg_syntheses[];

#endif
