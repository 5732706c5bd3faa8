/* descriptor.c - what stages that describe rows of magnitudes share. */
#include "rows/descriptor.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

sg_status sg_descriptor_create(sg_descriptor *s, sg_row *row, int out, int quantity, int rate, sg_facts *facts) {
  int is_spectrum = facts->quantity == SG_POWER && facts->frequencies && facts->row_length == facts->bins;
  if (!is_spectrum) return SG_NEEDS_SPECTRUM;
  if (rate && !(facts->sample_rate > 0)) return SG_NEEDS_RATE;
  s->hz = facts->frequencies;
  facts->bins = facts->row_length = out;
  facts->quantity = quantity;
  facts->delays = NULL;
  return sg_rowwise_create(&s->rows, row, facts->input_length, out);
}

void sg_descriptor_destroy(void *state) {
  if (state) sg_rowwise_destroy(state);
  free(state);
}

double sg_descriptor_frequency(const void *state, int bin) {
  (void)state;
  (void)bin;
  return NAN;
}

float sg_narrow(double x) { return fabs(x) >= FLT_MIN ? (float)fmax(-FLT_MAX, fmin(x, FLT_MAX)) : 0; }
