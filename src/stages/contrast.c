/* contrast.c - rows of magnitudes to how far peaks stand out of valleys in each octave, in dB or as a difference. Jiang
 * et al.: Music Type Classification by Spectral Contrast Feature (2002), as librosa has it: a band has the bins from
 * its lower edge to its upper one, and the one below (but the lowest band); the highest all above, too; all others lose
 * their top bin, after it has been counted for the quantile. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/memory.h"
#include "rows/descriptor.h"

#define AMIN 1e-10f /* librosa's, of power_to_db, which it takes of magnitudes here */

typedef struct band {
  int first, count; /* bins */
  int few;          /* of them, whose mean a peak and a valley are */
} band;

typedef struct contrast {
  sg_descriptor rows;
  band *bands; /* [count] */
  int count;
  double f_min;
  int linear;
  int parts;     /* rows of peaks and of valleys behind them, as they are */
  float *sorted; /* [bins] */
  float *ends;   /* [2][count] peaks and valleys */
} contrast;

/* Shellsort (1959) with Knuth's gaps. */
static void sort(float *x, int n) {
  int gap = 1;
  while (gap < n / 3) gap = 3 * gap + 1;
  for (; gap > 0; gap /= 3)
    for (int i = gap; i < n; i++) {
      float value = x[i];
      int at = i;
      for (; at >= gap && x[at - gap] > value; at -= gap) x[at] = x[at - gap];
      x[at] = value;
    }
}

static float mean(const float *x, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum += x[i];
  return sg_narrow(sum / n);
}

static void row(void *state, const float *in, float *out) {
  contrast *s = state;
  size_t count = (size_t)s->count;
  for (int b = 0; b < s->count; b++) {
    const band *band = &s->bands[b];
    memcpy(s->sorted, in + band->first, (size_t)band->count * sizeof *in);
    sort(s->sorted, band->count);
    s->ends[b] = mean(s->sorted + band->count - band->few, band->few);
    s->ends[s->count + b] = mean(s->sorted, band->few);
  }
  if (!s->linear && !s->parts) sg_to_db(s->ends, 2 * count, 10, AMIN, 1, -INFINITY);
  if (s->parts) memcpy(out, s->ends, 2 * count * sizeof *out);
  else
    for (size_t b = 0; b < count; b++) out[b] = s->ends[b] - s->ends[count + b];
}

/* The edge below band b; 0 is that of the lowest. */
static double edge(const contrast *s, int b) { return b ? s->f_min * (double)(UINT64_C(1) << (b - 1)) : 0; }

static sg_status make_bands(contrast *s, const sg_config *config, const sg_facts *facts) {
  const double *hz = facts->frequencies;
  int bins = facts->bins;
  for (int b = 0; b < s->count; b++) {
    int first = 0, end = 0, last = b == s->count - 1;
    if (edge(s, b) >= facts->sample_rate / 2) return SG_CONTRAST_BANDS;
    while (first < bins && hz[first] < edge(s, b)) first++;
    while (end < bins && (last || hz[end] <= edge(s, b + 1))) end++;
    if (first >= end) return SG_CONTRAST_BANDS;
    if (b) first--;
    int all = end - first, count = last ? all : all - 1;
    if (first < 0 || count < 1) return SG_CONTRAST_BANDS;
    int few = (int)fmax(1, rint(config->quantile * all));
    s->bands[b] = (band){first, count, few < count ? few : count};
  }
  return SG_OK;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  contrast *s = *state = SG_NEW(contrast);
  if (!s) return SG_NO_MEMORY;
  sg_facts in = *facts;
  s->count = config->n_bands + 1;
  s->f_min = config->f_min;
  s->linear = config->linear;
  s->parts = config->contrast_parts;
  int quantity = s->linear || s->parts ? SG_POWER : SG_DECIBEL;
  sg_status status = sg_descriptor_create(&s->rows, row, s->parts ? 2 * s->count : s->count, quantity, 1, facts);
  if (status) return status;
  s->bands = SG_NEW_ARRAY(band, s->count);
  s->sorted = SG_NEW_ARRAY(float, in.bins);
  s->ends = SG_NEW_ARRAY(float, 2 * s->count);
  if (!s->bands || !s->sorted || !s->ends) return SG_NO_MEMORY;
  return make_bands(s, config, &in);
}

static void destroy(void *state) {
  contrast *s = state;
  if (!s) return;
  free(s->bands);
  free(s->sorted);
  free(s->ends);
  sg_descriptor_destroy(s);
}

static double frequency(const void *state, int bin) {
  const contrast *s = state;
  return edge(s, bin % s->count);
}

const sg_stage sg_stage_contrast = {
    .name = "contrast", .create = create, .destroy = destroy, .frequency = frequency, SG_ROWWISE_STAGE};
