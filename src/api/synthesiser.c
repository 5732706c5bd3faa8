/* synthesiser.c - any synthesis behind one door: finds it by name and lets only clean rows in. */
#include <stdlib.h>
#include <string.h>

#include "math/clean.h"
#include "config.h"
#include "math/lanes.h"
#include "math/memory.h"
#include "stage.h"

struct sg_synthesiser {
  const sg_synthesis *synthesis;
  void *state;
  sg_layout layout;
  double non_finite;
  float *clean; /* [SG_LANES][row_length] */
};

sg_status sg_synthesiser_create(sg_synthesiser **out, const char *kind, const sg_config *config) {
  *out = NULL;
  const sg_synthesis *synthesis = NULL;
  for (int i = 0; sg_syntheses[i]; i++)
    if (!strcmp(sg_syntheses[i]->name, kind)) synthesis = sg_syntheses[i];
  if (!synthesis) return SG_NO_SUCH_KIND;
  sg_status status = sg_config_check(config);
  if (status) return status;

  sg_synthesiser *synthesiser = SG_NEW(sg_synthesiser);
  if (!synthesiser) return SG_NO_MEMORY;
  synthesiser->synthesis = synthesis;
  status = synthesis->create(&synthesiser->state, config, &synthesiser->layout);
  if (!status) {
    synthesiser->clean = SG_NEW_ARRAY(float, (size_t)synthesiser->layout.row_length *SG_LANES);
    if (!synthesiser->clean) status = SG_NO_MEMORY;
  }
  if (status) {
    sg_synthesiser_destroy(synthesiser);
    return status;
  }
  *out = synthesiser;
  return SG_OK;
}

void sg_synthesiser_destroy(sg_synthesiser *synthesiser) {
  if (!synthesiser) return;
  synthesiser->synthesis->destroy(synthesiser->state);
  free(synthesiser->clean);
  free(synthesiser);
}

void sg_synthesiser_reset(sg_synthesiser *synthesiser) {
  synthesiser->synthesis->reset(synthesiser->state);
  synthesiser->non_finite = 0;
}

size_t sg_synthesiser_write(sg_synthesiser *synthesiser, const float *rows, size_t n) {
  size_t length = (size_t)synthesiser->layout.row_length;
  for (size_t done = 0; done < n;) {
    size_t block = n - done < SG_LANES ? n - done : SG_LANES;
    int changed = sg_clean(synthesiser->clean, rows + done * length, block * length, SG_ROW_MAX);
    size_t taken = synthesiser->synthesis->write(synthesiser->state, synthesiser->clean, block);
    if (taken < block) changed = sg_clean(synthesiser->clean, rows + done * length, taken * length, SG_ROW_MAX);
    synthesiser->non_finite += changed;
    done += taken;
    if (taken < block) return done;
  }
  return n;
}

void sg_synthesiser_finish(sg_synthesiser *synthesiser) { synthesiser->synthesis->finish(synthesiser->state); }

size_t sg_synthesiser_read(sg_synthesiser *synthesiser, float *samples, size_t n) {
  return synthesiser->synthesis->read(synthesiser->state, samples, n);
}

int sg_synthesiser_row_length(const sg_synthesiser *synthesiser) { return synthesiser->layout.row_length; }
double sg_synthesiser_hop(const sg_synthesiser *synthesiser) { return synthesiser->layout.hop; }
double sg_synthesiser_latency(const sg_synthesiser *synthesiser) { return synthesiser->layout.latency; }
double sg_synthesiser_non_finite(const sg_synthesiser *synthesiser) { return synthesiser->non_finite; }
