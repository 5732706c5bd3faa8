/* reassignment.c - frames to where the energy of each of their cells belongs. Auger, Flandrin: Improving the
 * readability of time-frequency and time-scale representations by the reassignment method (1995). A row holds
 * three planes of [bins]: Hz, samples after the row's own, and magnitude. Times are differences, so that a float
 * holds them exactly however long the signal. */
#include <math.h>
#include <stdlib.h>

#include "math/memory.h"
#include "frames/moments.h"
#include "frames/rows.h"

typedef struct reassignment {
  sg_moments moments;
  float *centres; /* [bins], Hz */
  float lowest, highest, later;
  int fill;
} reassignment;

#define BLOCK 32 /* columns that become rows at a time, still in the nearest cache */

static void rows_reassigned(void *state, const float *samples, float *rows, int count) {
  reassignment *s = state;
  sg_moments *m = &s->moments;
  int bins = m->spectra.bins, length = m->spectra.row_length;
  sg_moments_run(m, samples, count);
  lanes lowest = lanes_all(s->lowest), highest = lanes_all(s->highest), none = lanes_all(0), unknown = lanes_all(NAN);
  for (int from = 0; from < bins; from += BLOCK) {
    lanes hz[BLOCK], late[BLOCK], magnitude[BLOCK];
    int size = bins - from < BLOCK ? bins - from : BLOCK;
    for (int i = 0, k = from; i < size; i++, k++) {
      lanes up = m->bins_up[k], after = m->samples_late[k], own = lanes_all(s->centres[k]), place = own + up;
      place = lanes_select(place < lowest, lowest, place);
      place = lanes_select(place > highest, highest, place);
      hz[i] = lanes_select(up == up, place, s->fill ? own : unknown);
      late[i] = lanes_select(after == after, after + s->later, s->fill ? none : unknown);
      magnitude[i] = lanes_sqrt(m->power[k]);
    }
    sg_rows_store(hz, size, rows + from, length, count);
    sg_rows_store(late, size, rows + bins + from, length, count);
    sg_rows_store(magnitude, size, rows + 2 * bins + from, length, count);
  }
}

static void destroy(void *state) {
  reassignment *s = state;
  if (!s) return;
  sg_moments_destroy(&s->moments);
  free(s->centres);
  free(s);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  reassignment *s = *state = SG_NEW(reassignment);
  if (!s) return SG_NO_MEMORY;
  if (!(config->sample_rate > 0)) return SG_NEEDS_RATE;
  sg_status status = sg_moments_create(&s->moments, config, sg_moments_moves(config), rows_reassigned, facts);
  if (status) return status;
  s->moments.bin = config->sample_rate / config->n_fft;
  facts->quantity = SG_CELLS;
  s->moments.spectra.row_length = facts->row_length = 3 * facts->bins;
  s->lowest = config->clip ? 0 : -INFINITY;
  s->highest = config->clip ? (float)(config->sample_rate / 2) : INFINITY;
  s->later = config->time_origin && config->reassign_times && config->n_fft % 2 == 0 ? 0.5f : 0;
  s->fill = config->fill_nan;
  s->centres = SG_NEW_ARRAY(float, facts->bins);
  if (config->clip && s->highest > config->sample_rate / 2) s->highest -= s->highest * 0x1p-23f; /* the float below */
  for (int k = 0; s->centres && k < facts->bins; k++) {
    float centre = (float)(k * s->moments.bin);
    s->centres[k] = centre < s->highest ? centre : s->highest;
  }
  return s->centres ? SG_OK : SG_NO_MEMORY;
}

const sg_stage sg_stage_reassignment = {.name = "reassignment",
                                        .takes = SG_SAMPLES,
                                        .gives = SG_ROWS,
                                        .create = create,
                                        .destroy = destroy,
                                        .reset = sg_framer_reset,
                                        .write = sg_framer_write,
                                        .finish = sg_framer_finish,
                                        .read = sg_spectra_read,
                                        .count = sg_framer_rows,
                                        .frequency = sg_spectra_frequency,
                                        .length = sg_spectra_length};
