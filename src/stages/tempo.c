/* tempo.c - rows of a tempogram to one row of one value: the tempo of them all, in beats a minute. The lag whose mean
 * is the greatest, as far as its tempo is likely: log(1 + 10^6 mean) less half the square of the octaves from the tempo
 * that is expected, over their deviation. As librosa 0.11 has it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/decibel.h"
#include "math/memory.h"
#include "stage.h"

#define LN2 0.69314718055994531

typedef struct tempo {
  int lags;
  double start, deviation, most; /* beats a minute, octaves, beats a minute */
  double minute;                 /* rows */
  double *sums;                  /* [lags] */
  double rows;
  int finished, given;
} tempo;

static void destroy(void *state) {
  tempo *s = state;
  if (s) free(s->sums);
  free(s);
}

static void reset(void *state) {
  tempo *s = state;
  memset(s->sums, 0, (size_t)s->lags * sizeof *s->sums);
  s->rows = 0;
  s->finished = s->given = 0;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  tempo *s = *state = SG_NEW(tempo);
  if (!s) return SG_NO_MEMORY;
  if (!(facts->sample_rate > 0)) return SG_NEEDS_RATE;
  if (facts->quantity != SG_LIKENESS || facts->input_length < 2) return SG_NEEDS_TEMPOGRAM;
  s->lags = facts->input_length;
  s->start = config->start_bpm;
  s->deviation = config->std_bpm;
  s->most = config->max_tempo < 0 ? INFINITY : config->max_tempo;
  s->minute = 60 * facts->sample_rate / facts->hop;
  s->sums = SG_NEW_ARRAY(double, s->lags);
  facts->row_length = facts->bins = 1;
  facts->quantity = SG_TEMPO;
  facts->latency = INFINITY;
  return s->sums ? SG_OK : SG_NO_MEMORY;
}

static size_t write(void *state, const float *rows, size_t n) {
  tempo *s = state;
  if (s->finished) return 0;
  for (size_t t = 0; t < n; t++, rows += s->lags)
    for (int i = 0; i < s->lags; i++) s->sums[i] += rows[i];
  s->rows += (double)n;
  return n;
}

static void finish(void *state) { ((tempo *)state)->finished = 1; }

/* Tempi above the highest do not count, unless all are. */
static double find_tempo(const tempo *s) {
  int first = 1, best = 0;
  double greatest = -INFINITY;
  while (first < s->lags && s->minute / first >= s->most) first++;
  if (first == s->lags) first = 1;
  for (int i = first; i < s->lags; i++) {
    double octaves = sg_log2(s->minute / i / s->start) / s->deviation;
    double mean = fmax(0, s->sums[i] / fmax(1, s->rows)),
           likely = LN2 * sg_log2(1 + 1e6 * mean) - octaves * octaves / 2;
    if (likely > greatest) greatest = likely, best = i;
  }
  return s->minute / best;
}

static size_t read(void *state, float *rows, size_t max) {
  tempo *s = state;
  if (!s->finished || s->given || !max) return 0;
  s->given = 1;
  rows[0] = (float)find_tempo(s);
  return 1;
}

static double count(const void *state, double rows) {
  (void)state;
  (void)rows;
  return 1;
}

const sg_stage sg_stage_tempo = {.name = "tempo",
                                 .takes = SG_ROWS,
                                 .gives = SG_ROWS,
                                 .create = create,
                                 .destroy = destroy,
                                 .reset = reset,
                                 .write = write,
                                 .finish = finish,
                                 .read = read,
                                 .count = count};
