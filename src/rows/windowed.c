/* windowed.c - rows made from a window of rows before and after. */
#include "rows/windowed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/memory.h"

#define ROOM 16 /* rows taken in beyond those that the window needs */

sg_status sg_windowed_create(sg_windowed *s, sg_window_of_rows *window, int before, int after, int ends, int out,
                             sg_facts *facts) {
  int in = facts->input_length, width = before + 1 + after;
  if (in < 1) return SG_ROW_LENGTH;
  s->window = window;
  s->before = before;
  s->after = after;
  s->ends = ends;
  s->in = in;
  s->out = out;
  s->capacity = (int64_t)width + before + after + ROOM;
  s->ring = SG_NEW_ARRAY(float, (uint64_t)s->capacity *(uint64_t)in);
  s->zeros = SG_NEW_ARRAY(float, in);
  s->places = SG_NEW_ARRAY(const float *, width);
  if (!s->ring || !s->zeros || !s->places) return SG_NO_MEMORY;
  int head = ends == SG_ENDS_MIRROR ? before : ends == SG_ENDS_INSIDE ? width - 1 : 0; /* what row 0 waits for */
  double later = facts->latency - facts->first_rows, hop = facts->hop * facts->step;
  double first = later + (head > after ? head : after) * hop;
  facts->latency = fmax(facts->latency, first); /* where the rows before waited longer, these wait no more */
  facts->first_rows = facts->latency - later - after * hop;
  if (!facts->lengths || facts->bins < 1) return SG_OK;
  s->lengths = SG_NEW_ARRAY(double, facts->bins);
  for (int k = 0; s->lengths && k < facts->bins; k++) s->lengths[k] = facts->lengths[k] + (width - 1) * facts->hop;
  return s->lengths ? SG_OK : SG_NO_MEMORY;
}

void sg_windowed_destroy(sg_windowed *s) {
  free(s->ring);
  free(s->zeros);
  free(s->places);
  free(s->lengths);
}

void sg_windowed_reset(void *state) {
  sg_windowed *s = state;
  s->written = s->next = 0;
  s->finished = 0;
}

size_t sg_windowed_write(void *state, const float *rows, size_t n) {
  sg_windowed *s = state;
  int64_t needed = s->next - s->before - s->after; /* no row before this one is looked at again */
  size_t done = 0;
  for (; done < n && s->written - needed < s->capacity && !s->finished; done++, s->written++)
    memcpy(s->ring + (size_t)(s->written % s->capacity) * (size_t)s->in, rows + done * (size_t)s->in,
           (size_t)s->in * sizeof *rows);
  return done;
}

void sg_windowed_finish(void *state) { ((sg_windowed *)state)->finished = 1; }

static const float *row_at(const sg_windowed *s, int64_t index) {
  int64_t n = s->written, last = n - 1;
  if (index < 0 || index > last) {
    if (s->ends == SG_ENDS_ZERO) return s->zeros;
    if (s->ends == SG_ENDS_EDGE || n == 1) index = index < 0 ? 0 : last;
    else { /* the rows and their mirror image make one period */
      int64_t period = 2 * last, place = ((index % period) + period) % period;
      index = place <= last ? place : period - place;
    }
  }
  return s->ring + (size_t)(index % s->capacity) * (size_t)s->in;
}

static int is_ready(const sg_windowed *s) {
  int64_t n = s->written;
  if (s->ends == SG_ENDS_INSIDE && n <= s->before + s->after) return 0;
  if (s->finished) return s->next < n;
  return n > s->next + s->after && (s->ends != SG_ENDS_MIRROR || n > s->before);
}

size_t sg_windowed_read(void *state, float *rows, size_t max) {
  sg_windowed *s = state;
  int width = s->before + 1 + s->after;
  size_t done = 0;
  for (; done < max && is_ready(s); done++, s->next++) {
    int64_t first = s->next - s->before;
    if (s->ends == SG_ENDS_INSIDE) first = first < 0 ? 0 : first > s->written - width ? s->written - width : first;
    for (int i = 0; i < width; i++) s->places[i] = row_at(s, first + i);
    s->window(s, s->places, (int)(s->next - first), rows + done * (size_t)s->out);
  }
  return done;
}

double sg_windowed_count(const void *state, double rows) {
  const sg_windowed *s = state;
  return s->ends == SG_ENDS_INSIDE && rows <= s->before + s->after ? 0 : rows;
}

double sg_windowed_length(const void *state, int bin) {
  const sg_windowed *s = state;
  return s->lengths ? s->lengths[bin] : NAN;
}
