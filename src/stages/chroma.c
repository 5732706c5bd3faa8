/* chroma.c - the constant-Q transform's magnitudes gathered in pitch classes, as librosa's chroma_cqt: class 0 is C,
 * and each
 * bin counts for the nearest class. Rows are normalised one by one. */
#include <math.h>
#include <stdlib.h>

#include "config.h"
#include "math/decibel.h"
#include "math/memory.h"
#include "math/norm.h"
#include "stage.h"

#define BATCH 16
#define C4 261.6255653005986 /* Hz */

typedef struct chroma {
  void *cqt;
  int n_bins, n_chroma;
  int first; /* class of the bins around f_min, times bins a class, plus half of those */
  int merge; /* bins a class */
  double norm;
  float threshold;
  float *rows; /* [BATCH][n_bins][2] */
} chroma;

extern const sg_stage sg_stage_cqt;

static void destroy(void *state) {
  chroma *s = state;
  if (!s) return;
  sg_stage_cqt.destroy(s->cqt);
  free(s->rows);
  free(s);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  chroma *s = *state = SG_NEW(chroma);
  if (!s) return SG_NO_MEMORY;
  sg_config filters = *config;
  filters.low_latency = 0;
  s->n_bins = config->n_bins;
  s->n_chroma = config->n_chroma;
  s->norm = config->chroma_norm;
  s->threshold = (float)config->threshold;
  s->merge = config->bins_per_octave / s->n_chroma;
  if (s->merge * s->n_chroma != config->bins_per_octave) return SG_BAD(n_chroma);
  sg_status status = sg_stage_cqt.create(&s->cqt, &filters, facts);
  if (status) return status;
  double octaves = sg_log2(config->f_min / C4);
  s->first = (int)floor((octaves - floor(octaves)) * s->n_chroma + 0.5) * s->merge + s->merge / 2;
  s->rows = SG_NEW_ARRAY(float, 2 * BATCH * (size_t)s->n_bins);
  facts->bins = facts->row_length = s->n_chroma;
  facts->quantity = SG_POWER;
  facts->exponent = 1;
  return s->rows ? SG_OK : SG_NO_MEMORY;
}

static void reset(void *state) { sg_stage_cqt.reset(((chroma *)state)->cqt); }
static size_t write(void *state, const float *samples, size_t n) {
  return sg_stage_cqt.write(((chroma *)state)->cqt, samples, n);
}
static void finish(void *state) { sg_stage_cqt.finish(((chroma *)state)->cqt); }
static double rows_of(const void *state, double samples) {
  return sg_stage_cqt.count(((const chroma *)state)->cqt, samples);
}

static void gather(const chroma *s, const float *bins, float *row) {
  for (int k = 0; k < s->n_chroma; k++) row[k] = 0;
  for (int b = 0; b < s->n_bins; b++) {
    float re = bins[2 * b], im = bins[2 * b + 1];
    row[(s->first + b) / s->merge % s->n_chroma] += sqrtf(re * re + im * im);
  }
  for (int k = 0; k < s->n_chroma; k++)
    if (!(row[k] >= s->threshold && row[k] >= SG_SAMPLE_MIN)) row[k] = 0;
  if (s->norm > 0) sg_normalise(row, s->n_chroma, s->norm);
}

static size_t read(void *state, float *rows, size_t max_rows) {
  chroma *s = state;
  size_t done = 0, count;
  while (done < max_rows) {
    count = sg_stage_cqt.read(s->cqt, s->rows, max_rows - done < BATCH ? max_rows - done : BATCH);
    if (!count) break;
    for (size_t t = 0; t < count; t++, done++)
      gather(s, s->rows + 2 * t * (size_t)s->n_bins, rows + done * (size_t)s->n_chroma);
  }
  return done;
}

/* Hz of a class in the octave from middle C on. */
static double frequency(const void *state, int bin) {
  return C4 * sg_exp2((double)bin / ((const chroma *)state)->n_chroma);
}

const sg_stage sg_stage_chroma = {.name = "chroma",
                                  .takes = SG_SAMPLES,
                                  .gives = SG_ROWS,
                                  .create = create,
                                  .destroy = destroy,
                                  .reset = reset,
                                  .write = write,
                                  .finish = finish,
                                  .read = read,
                                  .count = rows_of,
                                  .frequency = frequency};
