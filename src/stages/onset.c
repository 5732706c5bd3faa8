/* onset.c - rows of decibels to how much more there is in them than some rows before: max(0, S[t] - max(S[t - lag])),
 * the mean or median of all bins. Boeck, Widmer: Maximum filter vibrato suppression for onset detection (2013), as
 * librosa's onset_strength has it: a row's onset stands in the row that its frame's first sample lies in. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "math/memory.h"
#include "rows/rowwise.h"

#define POLE 0.99   /* of what takes the slow part away */
#define LEAST 1e-20 /* smaller numbers are rounding alone and become 0 */

typedef struct onset {
  sg_rowwise rows;
  int lag, around, shift; /* rows; bins of the maximum filter; rows by which onsets are late */
  int median, detrend;
  float *before;      /* [lag][in], the last rows, each bin the greatest around it */
  float *late;        /* [shift + 1], the last onsets */
  float *rises;       /* [in] */
  double last, level; /* of what comes out, before and behind detrending */
  int64_t taken;
} onset;

static void destroy(void *state) {
  onset *s = state;
  if (!s) return;
  sg_rowwise_destroy(&s->rows);
  free(s->before);
  free(s->late);
  free(s->rises);
  free(s);
}

static void reset(void *state) {
  onset *s = state;
  sg_rowwise_reset(s);
  s->last = s->level = 0;
  s->taken = 0;
  memset(s->late, 0, ((size_t)s->shift + 1) * sizeof *s->late);
}

static void keep(const onset *s, const float *row, float *to) {
  int n = s->rows.in, below = s->around / 2, above = s->around - 1 - below;
  for (int k = 0; k < n; k++) {
    int last = k + above < n ? k + above : n - 1;
    to[k] = row[k];
    for (int i = k > below ? k - below : 0; i <= last; i++)
      if (row[i] > to[k]) to[k] = row[i];
  }
}

/* Of numbers from 0 on, whose bits are in their own order: half of them, bit by bit from the highest. */
static float find_middle(const float *x, int n, int rank) {
  uint32_t value = 0;
  for (int bit = 30; bit >= 0; bit--) {
    int lower = 0;
    uint32_t from = value | 1u << bit;
    for (int k = 0; k < n; k++) {
      uint32_t bits;
      memcpy(&bits, &x[k], sizeof bits);
      lower += bits < from;
    }
    if (lower <= rank) value = from;
  }
  float middle;
  memcpy(&middle, &value, sizeof middle);
  return middle;
}

static float gather(const onset *s) {
  int n = s->rows.in;
  double sum = 0;
  if (s->median) return (float)(((double)find_middle(s->rises, n, (n - 1) / 2) + find_middle(s->rises, n, n / 2)) / 2);
  for (int k = 0; k < n; k++) sum += s->rises[k];
  return sum / n >= LEAST ? (float)(sum / n) : 0;
}

static void row(void *state, const float *in, float *out) {
  onset *s = state;
  float *before = s->before + (size_t)(s->taken % s->lag) * (size_t)s->rows.in;
  float *late = s->late + s->taken % (s->shift + 1), *due = s->late + (s->taken + 1) % (s->shift + 1);
  for (int k = 0; k < s->rows.in; k++) s->rises[k] = in[k] > before[k] ? in[k] - before[k] : 0;
  *late = s->taken < s->lag ? 0 : gather(s);
  keep(s, in, before);
  s->taken++;
  double level = *due - s->last + POLE * s->level;
  s->level = fabs(level) >= LEAST ? level : 0;
  s->last = *due;
  *out = s->detrend ? (float)s->level : *due;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  onset *s = *state = SG_NEW(onset);
  if (!s) return SG_NO_MEMORY;
  if (facts->row_length != facts->bins) return SG_NEEDS_REAL;
  if (facts->input_length < 1) return SG_ROW_LENGTH;
  s->lag = config->lag;
  s->around = config->max_size;
  s->median = config->aggregate == SG_AGGREGATE_MEDIAN;
  s->detrend = config->detrend;
  s->shift = config->onset_center ? (int)fmin(INT16_MAX, floor(config->n_fft / (2 * facts->hop))) : 0;
  s->before = SG_NEW_ARRAY(float, (uint64_t)s->lag *(uint64_t)facts->input_length);
  s->late = SG_NEW_ARRAY(float, s->shift + 1);
  s->rises = SG_NEW_ARRAY(float, facts->input_length);
  if (!s->before || !s->late || !s->rises) return SG_NO_MEMORY;
  facts->row_length = facts->bins = 1;
  facts->quantity = SG_ONSET;
  return sg_rowwise_create(&s->rows, row, facts->input_length, 1);
}

const sg_stage sg_stage_onset = {.name = "onset",
                                 .takes = SG_ROWS,
                                 .gives = SG_ROWS,
                                 .create = create,
                                 .destroy = destroy,
                                 .reset = reset,
                                 .write = sg_rowwise_write,
                                 .finish = sg_rowwise_finish,
                                 .read = sg_rowwise_read,
                                 .count = sg_rowwise_count};
