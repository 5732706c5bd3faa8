/* analyser.c - any transform behind one door: finds it by name and lets only clean samples in. */
#include <stdlib.h>
#include <string.h>

#include "math/clean.h"
#include "config.h"
#include "math/memory.h"
#include "stage.h"

#define CLEAN_BLOCK 1024 /* samples cleaned at a time */

struct sg_analyser {
  const sg_transform *transform;
  void *state;
  sg_layout layout;
  double non_finite;
  float clean[CLEAN_BLOCK];
};

sg_status sg_analyser_create(sg_analyser **out, const char *kind, const sg_config *config) {
  *out = NULL;
  const sg_transform *transform = NULL;
  for (int i = 0; sg_transforms[i]; i++)
    if (!strcmp(sg_transforms[i]->name, kind)) transform = sg_transforms[i];
  if (!transform) return SG_NO_SUCH_KIND;
  sg_status status = sg_config_check(config);
  if (status) return status;

  sg_analyser *analyser = SG_NEW(sg_analyser);
  if (!analyser) return SG_NO_MEMORY;
  analyser->transform = transform;
  status = transform->create(&analyser->state, config, &analyser->layout);
  if (status) {
    sg_analyser_destroy(analyser);
    return status;
  }
  *out = analyser;
  return SG_OK;
}

void sg_analyser_destroy(sg_analyser *analyser) {
  if (!analyser) return;
  analyser->transform->destroy(analyser->state);
  free(analyser);
}

void sg_analyser_reset(sg_analyser *analyser) {
  analyser->transform->reset(analyser->state);
  analyser->non_finite = 0;
}

size_t sg_analyser_write(sg_analyser *analyser, const float *samples, size_t n) {
  for (size_t done = 0; done < n;) {
    size_t block = n - done < CLEAN_BLOCK ? n - done : CLEAN_BLOCK;
    int changed = sg_clean(analyser->clean, samples + done, block, SG_SAMPLE_MAX);
    size_t taken = analyser->transform->write(analyser->state, analyser->clean, block);
    if (taken < block) changed = sg_clean(analyser->clean, samples + done, taken, SG_SAMPLE_MAX);
    analyser->non_finite += changed;
    done += taken;
    if (taken < block) return done;
  }
  return n;
}

void sg_analyser_finish(sg_analyser *analyser) { analyser->transform->finish(analyser->state); }

size_t sg_analyser_read(sg_analyser *analyser, float *rows, size_t max_rows) {
  return analyser->transform->read(analyser->state, rows, max_rows);
}

int sg_analyser_bins(const sg_analyser *analyser) { return analyser->layout.bins; }
int sg_analyser_row_length(const sg_analyser *analyser) { return analyser->layout.row_length; }
int sg_analyser_width(const sg_analyser *analyser, int bin) {
  const sg_layout *layout = &analyser->layout;
  return layout->widths ? layout->widths[bin] : layout->row_length / layout->bins;
}

double sg_analyser_hop(const sg_analyser *analyser) { return analyser->layout.hop; }
double sg_analyser_origin(const sg_analyser *analyser) { return analyser->layout.origin; }
double sg_analyser_latency(const sg_analyser *analyser) { return analyser->layout.latency; }
double sg_analyser_non_finite(const sg_analyser *analyser) { return analyser->non_finite; }

double sg_analyser_delay(const sg_analyser *analyser, int bin) {
  return analyser->layout.delays ? analyser->layout.delays[bin] : 0;
}

double sg_analyser_rows(const sg_analyser *analyser, double samples) {
  return analyser->transform->rows(analyser->state, samples);
}

double sg_analyser_frequency(const sg_analyser *analyser, int bin) {
  return analyser->transform->frequency(analyser->state, bin);
}
