/* tempogram.c - rows of one value, the onset strength, to how like each stretch of them is to itself some rows later:
 * its autocorrelation under a window. Grosche, Mueller, Kurth: Cyclic tempogram - a mid-level tempo representation for
 * music signals (2010), as librosa 0.11 has it. Rows are cut as samples are: beyond the ends a straight line leads from
 * 0 to the outermost row. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "frames/autocorrelation.h"
#include "frames/framer.h"
#include "frames/window.h"
#include "math/memory.h"
#include "math/norm.h"
#include "stage.h"

#define LEAST 1e-25f /* fainter numbers are rounding alone and become 0 */

typedef struct tempogram {
  sg_framer framer;
  sg_autocorrelation correlation;
  int length, center;
  double norm;
  double rows_a_second;
  double written, given;
} tempogram;

static void destroy(void *state) {
  tempogram *s = state;
  if (!s) return;
  sg_framer_destroy(&s->framer);
  sg_autocorrelation_destroy(&s->correlation);
  free(s);
}

static void reset(void *state) {
  tempogram *s = state;
  sg_framer_reset(s);
  s->written = s->given = 0;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  tempogram *s = *state = SG_NEW(tempogram);
  if (!s) return SG_NO_MEMORY;
  if (facts->row_length != 1 || facts->input_length > 1) return SG_ONE_VALUE;
  sg_config cut = *config;
  sg_facts rows = {0};
  s->length = cut.n_fft = cut.win_length = config->tempo_length;
  cut.hop_length = 1;
  cut.pad_mode = SG_LINEAR_RAMP;
  s->center = config->center;
  s->norm = config->row_norm;
  double *window = SG_NEW_ARRAY(double, s->length);
  sg_status status = window ? sg_frame_window(window, &cut) : SG_NO_MEMORY;
  if (!status) status = sg_framer_create(&s->framer, &cut, &rows);
  if (!status) status = sg_autocorrelation_create(&s->correlation, s->length, s->length, window);
  free(window);
  s->rows_a_second = (facts->sample_rate > 0 ? facts->sample_rate : 1) / facts->hop;
  facts->latency += (rows.latency - 1) * facts->hop;
  facts->origin += rows.origin * facts->hop;
  facts->input_length = 1;
  facts->row_length = facts->bins = s->length;
  facts->quantity = SG_LIKENESS;
  return status;
}

static size_t write(void *state, const float *rows, size_t n) {
  size_t taken = sg_framer_write(state, rows, n);
  ((tempogram *)state)->written += (double)taken;
  return taken;
}

/* As many as rows came; an even window of centred rows would fit in once more. */
static double count(const void *state, double rows) {
  const tempogram *s = state;
  double fit = sg_framer_rows(s, rows);
  return s->center ? fmin(rows, fit) : fit;
}

static size_t read(void *state, float *rows, size_t max) {
  tempogram *s = state;
  size_t ready = sg_framer_ready(&s->framer, max);
  if (s->framer.finished) ready = (size_t)fmin((double)ready, count(s, s->written) - s->given);
  for (size_t t = 0; t < ready; t += SG_LANES) {
    int n = ready - t < SG_LANES ? (int)(ready - t) : SG_LANES;
    const lanes *r = sg_autocorrelation_run(&s->correlation, sg_framer_frame(&s->framer) + t, 1, n);
    for (int f = 0; f < n; f++, rows += s->length) {
      for (int i = 0; i < s->length; i++) rows[i] = fabsf(r[i][f]) >= LEAST ? r[i][f] : 0;
      if (s->norm != SG_NORM_NONE) sg_normalise(rows, s->length, s->norm);
    }
  }
  sg_framer_advance(&s->framer, ready);
  s->given += (double)ready;
  return ready;
}

/* Beats a second whose distance is so many rows; of none, 0. */
static double frequency(const void *state, int bin) {
  return bin ? ((const tempogram *)state)->rows_a_second / bin : 0;
}

const sg_stage sg_stage_tempogram = {.name = "tempogram",
                                     .takes = SG_ROWS,
                                     .gives = SG_ROWS,
                                     .create = create,
                                     .destroy = destroy,
                                     .reset = reset,
                                     .write = write,
                                     .finish = sg_framer_finish,
                                     .read = read,
                                     .count = count,
                                     .frequency = frequency};
