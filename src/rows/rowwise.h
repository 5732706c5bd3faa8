/* rowwise.h - stages that turn each row into another one by itself. Such a stage has one of these as its first member,
 * so that its write, read and reset serve it. */
#ifndef SG_ROWWISE_H
#define SG_ROWWISE_H

#include "stage.h"

typedef void sg_row(void *state, const float *in, float *out);

typedef struct sg_rowwise {
  sg_row *row;
  int in, out;        /* floats a row */
  float *made;        /* [ROOM][out] */
  size_t have, given; /* rows of it */
  int finished;
} sg_rowwise;

sg_status sg_rowwise_create(sg_rowwise *, sg_row *row, int in, int out);
void sg_rowwise_destroy(sg_rowwise *);
void sg_rowwise_reset(void *rowwise);
size_t sg_rowwise_write(void *rowwise, const float *rows, size_t n);
void sg_rowwise_finish(void *rowwise);
size_t sg_rowwise_read(void *rowwise, float *rows, size_t max);
double sg_rowwise_count(const void *rowwise, double rows);

/* What every such stage has in its table. */
#define SG_ROWWISE_STAGE                                                                    \
  .takes = SG_ROWS, .gives = SG_ROWS, .reset = sg_rowwise_reset, .write = sg_rowwise_write, \
  .finish = sg_rowwise_finish, .read = sg_rowwise_read, .count = sg_rowwise_count

#endif
