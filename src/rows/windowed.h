/* windowed.h - stages whose rows depend on some rows before and after. Such a stage has one of these as its first
 * member, so that its write, read and reset serve it. */
#ifndef SG_WINDOWED_H
#define SG_WINDOWED_H

#include "stage.h"

/* What stands for the rows that the window wants beyond the first and the last. */
enum sg_row_ends {
  SG_ENDS_ZERO,   /* rows of zeros */
  SG_ENDS_EDGE,   /* the first row and the last */
  SG_ENDS_MIRROR, /* the rows mirrored, the first and the last not repeated */
  SG_ENDS_INSIDE  /* none: the window stays inside, and its row lies before or behind its middle. Fewer rows than the
                     window has give none */
};

/* rows[before + 1 + after]; the row that out is made for is rows[at], at = before but with SG_ENDS_INSIDE. */
typedef void sg_window_of_rows(void *state, const float *const *rows, int at, float *out);

typedef struct sg_windowed {
  sg_window_of_rows *window;
  int before, after;
  int ends;             /* enum sg_row_ends */
  int in, out;          /* floats a row */
  float *ring;          /* [capacity][in], row i at i mod capacity */
  float *zeros;         /* [in] */
  const float **places; /* [before + 1 + after] */
  double *lengths;      /* [bins] samples that a row's bin hears; NULL: not known */
  int64_t capacity, written, next;
  int finished;
} sg_windowed;

/* Adds to facts->latency what the rows after take, and keeps what lengths become. */
sg_status sg_windowed_create(sg_windowed *, sg_window_of_rows *window, int before, int after, int ends, int out,
                             sg_facts *facts);
void sg_windowed_destroy(sg_windowed *);
void sg_windowed_reset(void *windowed);
size_t sg_windowed_write(void *windowed, const float *rows, size_t n);
void sg_windowed_finish(void *windowed);
size_t sg_windowed_read(void *windowed, float *rows, size_t max);
double sg_windowed_count(const void *windowed, double rows);
double sg_windowed_length(const void *windowed, int bin);

/* What every such stage has in its table. */
#define SG_WINDOWED_STAGE                                                                     \
  .takes = SG_ROWS, .gives = SG_ROWS, .reset = sg_windowed_reset, .write = sg_windowed_write, \
  .finish = sg_windowed_finish, .read = sg_windowed_read, .count = sg_windowed_count, .length = sg_windowed_length

#endif
