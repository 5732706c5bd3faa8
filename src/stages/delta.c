/* delta.c - rows to how they change: the slope, or a higher derivative, of the polynomial of that order that fits the
 * rows around best. Savitzky, Golay: Smoothing and differentiation of data by simplified least squares procedures
 * (1964), as librosa.feature.delta has it. A polynomial's highest derivative is the same wherever it is taken, so that
 * at both ends (mode interp) the rows have what the outermost window has. */
#include <math.h>
#include <stdlib.h>

#include "config.h"
#include "math/memory.h"
#include "rows/windowed.h"

#define LEAST 1e-25f /* fainter numbers are rounding alone and become 0 */

typedef struct delta {
  sg_windowed rows;
  double *weights; /* [width] */
} delta;

static void window(void *state, const float *const *rows, int at, float *out) {
  const delta *s = state;
  int width = s->rows.before + 1 + s->rows.after;
  (void)at;
  for (int k = 0; k < s->rows.in; k++) {
    double sum = 0;
    for (int i = 0; i < width; i++) sum += s->weights[i] * rows[i][k];
    out[k] = fabs(sum) >= LEAST ? (float)sum : 0;
  }
}

static void destroy(void *state) {
  delta *s = state;
  if (!s) return;
  sg_windowed_destroy(&s->rows);
  free(s->weights);
  free(s);
}

/* The derivative of the fit is order! times its leading coefficient: the inner product with Gram's polynomial p of that
 * degree over sum of p^2, p being monic. p_(j+1) = x p_j - b_j p_(j-1), b_j = sum p_j^2 / sum p_(j-1)^2 (Gram, 1883).
 */
static sg_status make_weights(delta *s, int width, int order) {
  double *last = SG_NEW_ARRAY(double, 2 * (size_t)width), *next = last + width, before = 1, factorial = 1;
  s->weights = SG_NEW_ARRAY(double, width);
  if (!last || !s->weights) {
    free(last);
    return SG_NO_MEMORY;
  }
  double *p = s->weights;
  for (int i = 0; i < width; i++) p[i] = 1;
  for (int j = 0;; j++) {
    double squares = 0;
    for (int i = 0; i < width; i++) squares += p[i] * p[i];
    if (j == order) {
      for (int i = 0; i < width; i++) p[i] *= factorial / squares;
      break;
    }
    for (int i = 0; i < width; i++) next[i] = (i - width / 2) * p[i] - (j ? squares / before : 0) * last[i];
    for (int i = 0; i < width; i++) last[i] = p[i], p[i] = next[i];
    before = squares;
    factorial *= j + 1;
  }
  free(last);
  return SG_OK;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  static const int ends[] = {SG_ENDS_INSIDE, SG_ENDS_EDGE, SG_ENDS_MIRROR, SG_ENDS_ZERO};
  delta *s = *state = SG_NEW(delta);
  if (!s) return SG_NO_MEMORY;
  int half = config->width / 2;
  if (config->mode == SG_DELTA_WRAP) return SG_NEEDS_END;
  if (config->width % 2 == 0) return SG_BAD(width);
  if (config->order >= config->width) return SG_ORDER_ABOVE_WIDTH;
  sg_status status = make_weights(s, config->width, config->order);
  if (status) return status;
  return sg_windowed_create(&s->rows, window, half, half, ends[config->mode], facts->row_length, facts);
}

const sg_stage sg_stage_delta = {.name = "delta", .create = create, .destroy = destroy, SG_WINDOWED_STAGE};
