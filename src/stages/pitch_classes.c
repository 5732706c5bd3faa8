/* pitch_classes.c - rows of a constant-Q transform, or their magnitudes, to the magnitudes of pitch classes, as
 * librosa's cq_to_chroma: class 0 is C, and each bin counts for the nearest class. Rows are normalised one by one. */
#include <math.h>
#include <stdlib.h>

#include "config.h"
#include "frames/spectra.h"
#include "math/decibel.h"
#include "math/memory.h"
#include "math/norm.h"
#include "rows/rowwise.h"

#define C4 261.6255653005986 /* Hz */

typedef struct classes {
  sg_rowwise rows;
  int bins, parts; /* floats a bin: 2, or 1 of magnitudes */
  int first;       /* class of the bins around f_min, times bins a class, plus half of those */
  int merge;       /* bins a class */
  double norm;
  float threshold;
} classes;

static void gather(void *state, const float *bins, float *row) {
  const classes *s = state;
  int count = s->rows.out, chroma = s->first / s->merge, left = s->merge - s->first % s->merge;
  for (int k = 0; k < count; k++) row[k] = 0;
  for (int b = 0; b < s->bins; b++, left--) {
    if (!left) chroma++, left = s->merge;
    if (chroma == count) chroma = 0;
    if (s->parts == 1) row[chroma] += fabsf(bins[b]);
    else {
      float power = bins[2 * b] * bins[2 * b] + bins[2 * b + 1] * bins[2 * b + 1];
      if (power >= SG_POWER_MIN) row[chroma] += sqrtf(power);
    }
  }
  for (int k = 0; k < count; k++)
    if (!(row[k] >= s->threshold && row[k] >= SG_SAMPLE_MIN)) row[k] = 0;
  if (s->norm > 0) sg_normalise(row, count, s->norm);
}

/* Whether bins lie where the config says that they do, but for a tuning that was estimated. */
static int lie_so(const sg_config *config, const double *hz, int bins) {
  double first = sg_log2(hz[0] / config->f_min) * config->bins_per_octave - config->tuning;
  double rise = sg_log2(hz[bins - 1] / hz[0]) * config->bins_per_octave;
  return fabs(first) <= 0.5 + 1e-9 && fabs(rise - (bins - 1)) < 1e-6;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  classes *s = *state = SG_NEW(classes);
  if (!s) return SG_NO_MEMORY;
  const double *hz = facts->frequencies; /* where nobody knows them, they are believed to be right */
  int magnitudes = facts->quantity == SG_POWER && facts->exponent == 1;
  if ((facts->quantity != SG_COMPLEX && !magnitudes) || facts->widths) return SG_NEEDS_CONSTANT_Q;
  if (hz && !(hz[0] > 0)) return SG_NEEDS_CONSTANT_Q;
  if (!(config->f_min > 0)) return SG_F_MIN;
  s->bins = facts->bins;
  s->parts = magnitudes ? 1 : 2;
  s->norm = config->chroma_norm;
  s->threshold = (float)config->threshold;
  s->merge = config->bins_per_octave / config->n_chroma;
  if (s->merge * config->n_chroma != config->bins_per_octave) return SG_BAD(n_chroma);
  if (hz && !lie_so(config, hz, facts->bins)) return SG_OTHER_BINS;
  double octaves = sg_log2(config->f_min / C4);
  s->first = (int)floor((octaves - floor(octaves)) * config->n_chroma + 0.5) * s->merge + s->merge / 2;
  facts->delays = NULL;
  facts->bins = facts->row_length = config->n_chroma;
  facts->quantity = SG_POWER;
  facts->exponent = 1;
  return sg_rowwise_create(&s->rows, gather, s->parts * s->bins, config->n_chroma);
}

static void destroy(void *state) {
  if (state) sg_rowwise_destroy(state);
  free(state);
}

/* Hz of a class in the octave from middle C on. */
static double frequency(const void *state, int bin) {
  return C4 * sg_exp2((double)bin / ((const classes *)state)->rows.out);
}

const sg_stage sg_stage_pitch_classes = {
    .name = "pitchClasses", .create = create, .destroy = destroy, .frequency = frequency, SG_ROWWISE_STAGE};
