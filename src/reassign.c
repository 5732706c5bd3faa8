/* reassign.c - frames to where the energy of each of their cells belongs. Auger, Flandrin: Improving the
 * readability of time-frequency and time-scale representations by the reassignment method (1995). A row holds
 * three planes of [bins]: Hz above the bin's frequency, samples after the frame's centre, and magnitude.
 * Differences are stored, not sums, so that a float holds them exactly however long the signal. */
#include <stdlib.h>

#include "memory.h"
#include "moments.h"
#include "rows.h"

static void rows_reassigned(void *state, const float *samples, float *rows, int count) {
  sg_moments *m = state;
  int bins = m->spectra.bins, length = m->spectra.row_length;
  sg_moments_run(m, samples, count);
  for (int k = 0; k < bins; k++) m->power[k] = lanes_sqrt(m->power[k]);
  sg_rows_store(m->bins_up, bins, rows, length, count);
  sg_rows_store(m->samples_late, bins, rows + bins, length, count);
  sg_rows_store(m->power, bins, rows + 2 * bins, length, count);
}

static void destroy(void *state) {
  if (state) sg_moments_destroy(state);
  free(state);
}

static sg_status create(void **state, const sg_config *config, sg_layout *layout) {
  sg_moments *m = *state = SG_NEW(sg_moments);
  if (!m) return SG_NO_MEMORY;
  if (!(config->sample_rate > 0)) return SG_NEEDS_RATE;
  sg_status status = sg_moments_create(m, config, config->reassign, rows_reassigned, layout);
  m->bin = config->sample_rate / config->n_fft;
  m->spectra.row_length = layout->row_length = 3 * layout->bins;
  return status;
}

const sg_transform sg_reassignment = {
    "reassignment", create, destroy, sg_framer_reset, sg_framer_write, sg_framer_finish,
    sg_spectra_read, sg_framer_rows, sg_spectra_frequency};
