/* smooth.c - rows to the means of those around them, under a Hann window of so many rows (its zeros at both ends lie
 * beyond them), as CENS smooths chroma. Before the first row and after the last there is nothing. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "math/angle.h"
#include "math/memory.h"
#include "rows/windowed.h"

typedef struct smooth {
  sg_windowed rows;
  double *weights; /* [before + 1 + after], the last for the first row; they add up to 1 */
  double *sums;    /* [row length] */
} smooth;

static void mean(void *state, const float *const *rows, int at, float *out) {
  const smooth *s = state;
  int last = s->rows.before + s->rows.after;
  (void)at;
  for (int k = 0; k < s->rows.out; k++) s->sums[k] = 0;
  for (int i = last; i >= 0; i--) {
    if (rows[i] == s->rows.zeros) continue; /* most of them, where a window is longer than the sound */
    for (int k = 0; k < s->rows.out; k++) s->sums[k] += s->weights[last - i] * rows[i][k];
  }
  for (int k = 0; k < s->rows.out; k++) out[k] = fabs(s->sums[k]) >= FLT_MIN ? (float)s->sums[k] : 0;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  smooth *s = *state = SG_NEW(smooth);
  if (!s) return SG_NO_MEMORY;
  if (!facts->input_length) return SG_ROW_LENGTH;
  int width = config->win_len_smooth > 1 ? config->win_len_smooth : 1;
  double total = 0;
  s->weights = SG_NEW_ARRAY(double, width);
  s->sums = SG_NEW_ARRAY(double, facts->input_length);
  if (!s->weights || !s->sums) return SG_NO_MEMORY;
  for (int i = 0; i < width; i++) total += s->weights[i] = 0.5 - 0.5 * sg_turn(i + 1, width + 1).r;
  for (int i = 0; i < width; i++) s->weights[i] /= total;
  return sg_windowed_create(&s->rows, mean, (width - 1) / 2, width / 2, SG_ENDS_ZERO, facts->input_length, facts);
}

static void destroy(void *state) {
  smooth *s = state;
  if (!s) return;
  sg_windowed_destroy(&s->rows);
  free(s->weights);
  free(s->sums);
  free(s);
}

const sg_stage sg_stage_smooth = {.name = "smooth", .create = create, .destroy = destroy, SG_WINDOWED_STAGE};
