/* rowwise.c - each row turned into another one by itself. */
#include "rows/rowwise.h"

#include <stdlib.h>
#include <string.h>

#include "math/memory.h"

#define ROOM 16 /* rows that wait to be read */

sg_status sg_rowwise_create(sg_rowwise *s, sg_row *row, int in, int out) {
  s->row = row;
  s->in = in;
  s->out = out;
  s->made = SG_NEW_ARRAY(float, (size_t)out *ROOM);
  return s->made ? SG_OK : SG_NO_MEMORY;
}

void sg_rowwise_destroy(sg_rowwise *s) { free(s->made); }

void sg_rowwise_reset(void *state) {
  sg_rowwise *s = state;
  s->have = s->given = 0;
  s->finished = 0;
}

size_t sg_rowwise_write(void *state, const float *rows, size_t n) {
  sg_rowwise *s = state;
  size_t done = 0;
  if (s->given == s->have) s->given = s->have = 0;
  for (; done < n && s->have < ROOM && !s->finished; done++, s->have++)
    s->row(s, rows + done * (size_t)s->in, s->made + s->have * (size_t)s->out);
  return done;
}

void sg_rowwise_finish(void *state) { ((sg_rowwise *)state)->finished = 1; }

size_t sg_rowwise_read(void *state, float *rows, size_t max) {
  sg_rowwise *s = state;
  size_t left = s->have - s->given, n = left < max ? left : max;
  memcpy(rows, s->made + s->given * (size_t)s->out, n * (size_t)s->out * sizeof *rows);
  s->given += n;
  return n;
}

double sg_rowwise_count(const void *state, double rows) {
  (void)state;
  return rows;
}
