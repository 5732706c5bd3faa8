/* given.c - rows of a spectrogram that there is, as they are, with what is known of it: so any stage of rows can stand
 * behind it. */
#include <math.h>
#include <stdlib.h>

#include "math/memory.h"
#include "rows/rowwise.h"

typedef struct given {
  sg_rowwise rows;
  double *frequencies; /* [bins], where they are given */
  double step;         /* Hz from bin to bin of Fourier frames */
} given;

static void row(void *state, const float *in, float *out) {
  const given *s = state;
  for (int i = 0; i < s->rows.in; i++) out[i] = in[i];
}

static void destroy(void *state) {
  given *s = state;
  if (!s) return;
  sg_rowwise_destroy(&s->rows);
  free(s->frequencies);
  free(s);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  given *s = *state = SG_NEW(given);
  if (!s) return SG_NO_MEMORY;
  if (facts->input_length) return SG_DOES_NOT_FOLLOW;
  int in_pairs = config->quantity == SG_COMPLEX || config->quantity == SG_PHASE || config->quantity == SG_OFFSET;
  if (config->row_length % (1 + in_pairs)) return SG_ROW_LENGTH;
  facts->input_length = facts->row_length = config->row_length;
  facts->bins = config->row_length / (1 + in_pairs);
  facts->quantity = config->quantity;
  facts->exponent = config->power;
  facts->hop = config->column_step;
  facts->origin = config->row_origin;
  double rate = config->sample_rate > 0 ? config->sample_rate : 1;
  s->step = facts->bins == config->n_fft / 2 + 1 ? rate / config->n_fft : NAN;
  if (config->frequencies) {
    s->frequencies = SG_NEW_ARRAY(double, facts->bins);
    if (!s->frequencies) return SG_NO_MEMORY;
    for (int k = 0; k < facts->bins; k++) s->frequencies[k] = config->frequencies[k];
  }
  return sg_rowwise_create(&s->rows, row, config->row_length, config->row_length);
}

static double frequency(const void *state, int bin) {
  const given *s = state;
  return s->frequencies ? s->frequencies[bin] : bin * s->step;
}

const sg_stage sg_stage_given = {
    .name = "given", .create = create, .destroy = destroy, .frequency = frequency, SG_ROWWISE_STAGE};
