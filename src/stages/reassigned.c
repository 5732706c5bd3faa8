/* reassigned.c - the energy of reassigned cells gathered on a grid: a row of it is one column of a picture. Energy is
 * shared bilinearly among the four points around its place, so that none is lost but what lies beyond the axis.
 * Moves in time are limited to half a window, so that a column is final once no later frame can reach it. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/axis.h"
#include "config.h"
#include "math/memory.h"
#include "frames/moments.h"

#define COLUMNS_MAX 1000000 /* in the ring */
#define C1 32.70319566      /* Hz, where a logarithmic axis begins that begins at 0; its first row holds all below */

typedef struct reassigned {
  sg_moments moments;
  sg_axis axis;
  double f_min, f_max, rate, first; /* first: the first row's Hz */
  int height;
  double step;  /* samples from column to column */
  double reach; /* samples that energy can move, half a window */
  float offset; /* samples, of the time origin */
  double *ring; /* [columns][height], column next at slot and the later ones after it, around the end; a
                   point may gather many thousand cells, whose sum floats would not hold to 1e-6 */
  int columns, slot;
  double written, frames_done, next;
  int finished;
} reassigned;

static void destroy(void *state) {
  reassigned *s = state;
  if (!s) return;
  sg_moments_destroy(&s->moments);
  free(s->ring);
  free(s);
}

static void reset(void *state) {
  reassigned *s = state;
  sg_framer_reset(s);
  memset(s->ring, 0, (size_t)s->columns * (size_t)s->height * sizeof *s->ring);
  s->written = s->frames_done = s->next = 0;
  s->slot = 0;
  s->finished = 0;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  reassigned *s = *state = SG_NEW(reassigned);
  if (!s) return SG_NO_MEMORY;
  sg_config rows = *config;
  if (config->frequency_scale == SG_LOG && config->f_min == 0) rows.f_min = C1;
  s->first = rows.f_min;
  sg_status status = sg_axis_create(&s->axis, &rows, config->frequency_scale, config->height);
  if (!status) status = sg_moments_create(&s->moments, config, sg_moments_moves(config), NULL, facts);
  if (status) return status;
  double hop = config->hop_length;
  facts->quantity = SG_POWER;
  facts->exponent = 2;
  s->height = facts->bins = facts->row_length = config->height;
  s->f_min = config->f_min;
  s->f_max = config->f_max > 0 ? config->f_max : config->sample_rate / 2;
  s->rate = config->sample_rate;
  for (int row = 0; row < s->height; row++) facts->empty_bands += sg_axis_hz(&s->axis, row) > s->rate / 2 * (1 + 1e-12);
  s->moments.bin = s->rate / config->n_fft;
  s->step = facts->hop = config->column_step > 0 ? config->column_step : hop;
  s->reach = (config->win_length + 1) / 2;
  s->offset = config->time_origin && config->n_fft % 2 == 0 ? 0.5f : 0;
  double margin = fmax(s->reach, hop);
  double columns = ceil((2 * margin + 3 * hop) / s->step) + 4; /* what four frames and their moves span */
  facts->latency = config->n_fft - config->n_fft / 2 + (s->step == hop ? ceil(margin / hop) * hop : s->step + margin);
  facts->first_rows = 0;
  s->columns = columns < COLUMNS_MAX ? (int)columns : COLUMNS_MAX;
  if (s->columns != columns) return SG_BAD(column_step);
  s->ring = SG_NEW_ARRAY(double, (uint64_t)s->columns *(uint64_t)s->height);
  return s->ring ? SG_OK : SG_NO_MEMORY;
}

static size_t write(void *state, const float *samples, size_t n) {
  size_t taken = sg_framer_write(state, samples, n);
  ((reassigned *)state)->written += (double)taken;
  return taken;
}

static void finish(void *state) {
  sg_framer_finish(state);
  ((reassigned *)state)->finished = 1;
}

/* As many as there are frames, when the columns' step is the hop. */
static double rows(const void *state, double samples) {
  const reassigned *s = state;
  const sg_framer *framer = &s->moments.spectra.framer;
  double room = samples + 2.0 * framer->before - framer->length;
  return room < 0 ? 0 : 1 + floor(room / s->step * (1 + 1e-12));
}

static double *column(const reassigned *s, double index) {
  int at = s->slot + (index > s->next ? (int)(index - s->next) : 0);
  return s->ring + (size_t)(at < s->columns ? at : at - s->columns) * (size_t)s->height;
}

/* Gathers the frame in a lane. */
static void gather(reassigned *s, int lane) {
  const sg_moments *m = &s->moments;
  double centre = s->frames_done * m->spectra.framer.hop, nyquist = s->rate / 2;
  for (int k = 0; k < m->spectra.bins; k++) {
    float power = m->power[k][lane], up = m->bins_up[k][lane], late = m->samples_late[k][lane];
    if (!(power > 0)) continue;
    double hz = k * m->bin + (up == up ? up : 0), move = late == late ? late + s->offset : 0;
    hz = hz < 0 ? 0 : hz > nyquist ? nyquist : hz;
    if (hz < s->f_min || hz > s->f_max) continue;
    move = move < -s->reach ? -s->reach : move > s->reach ? s->reach : move;
    double x = (centre + move) / s->step, y = hz > s->first ? sg_axis_place(&s->axis, hz) : 0;
    double left = x > 0 ? floor(x) : 0, below = floor(y);
    below = below < 0 ? 0 : below > s->height - 2 ? s->height - 2 : below;
    float right = x > 0 ? (float)(x - left) : 0, above = (float)(y - below);
    double *first = column(s, left) + (int)below, *second = column(s, left + 1) + (int)below;
    first[0] += power * (1 - right) * (1 - above);
    first[1] += power * (1 - right) * above;
    second[0] += power * right * (1 - above);
    second[1] += power * right * above;
  }
  s->frames_done++;
}

/* Gives out column next, with what later columns hold when it is the last one there is. */
static void give(reassigned *s, float *out, double total) {
  double *from = s->ring + (size_t)s->slot * (size_t)s->height;
  for (double beyond = s->next + 1; s->finished && s->next == total - 1 && beyond < s->next + s->columns; beyond++) {
    const double *more = column(s, beyond);
    for (int i = 0; i < s->height; i++) from[i] += more[i];
  }
  for (int i = 0; i < s->height; i++) out[i] = from[i] < SG_POWER_MIN ? 0 : (float)fmin(from[i], FLT_MAX);
  memset(from, 0, (size_t)s->height * sizeof *from);
  s->next++;
  s->slot = s->slot + 1 < s->columns ? s->slot + 1 : 0;
}

static size_t read(void *state, float *out, size_t max_rows) {
  reassigned *s = state;
  sg_framer *framer = &s->moments.spectra.framer;
  double hop = framer->hop, total = rows(s, s->written);
  size_t done = 0;
  while (done < max_rows) {
    double final = s->frames_done * hop - fmax(s->reach, hop); /* no later frame reaches further back */
    if ((s->next + 1) * s->step <= final) give(s, out + done++ * (size_t)s->height, total);
    else {
      int ready = (int)sg_framer_ready(framer, SG_LANES);
      if (ready) {
        sg_moments_run(&s->moments, sg_framer_frame(framer), ready);
        for (int lane = 0; lane < ready; lane++) gather(s, lane);
        sg_framer_advance(framer, (size_t)ready);
      } else if (s->finished && s->next < total) give(s, out + done++ * (size_t)s->height, total);
      else break;
    }
  }
  return done;
}

static double frequency(const void *state, int row) { return sg_axis_hz(&((const reassigned *)state)->axis, row); }

/* A sine's whole main lobe comes to one place (Parseval). */
static double full_scale(const void *state, int bin) {
  (void)bin;
  const sg_spectra *spectra = &((const reassigned *)state)->moments.spectra;
  double squares = 0;
  for (int i = 0; i < spectra->framer.length; i++) squares += (double)spectra->window[i] * spectra->window[i];
  return squares * spectra->framer.length / 4;
}

const sg_stage sg_stage_reassigned = {.name = "reassigned",
                                      .takes = SG_SAMPLES,
                                      .gives = SG_ROWS,
                                      .create = create,
                                      .destroy = destroy,
                                      .reset = reset,
                                      .write = write,
                                      .finish = finish,
                                      .read = read,
                                      .count = rows,
                                      .frequency = frequency,
                                      .full_scale = full_scale,
                                      .length = sg_spectra_length};
