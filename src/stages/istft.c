/* istft.c - complex spectra to samples: the least-squares inverse of the STFT.
 * y[i] = sum over t of w[i - t hop] x_t[i - t hop] / sum over t of w[i - t hop]^2.
 * Griffin, Lim: Signal Estimation from Modified Short-Time Fourier Transform (1984), equation 6. */
#include <stdlib.h>

#include "frames/overlap.h"
#include "math/memory.h"

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  sg_overlap *overlap = *state = SG_NEW(sg_overlap);
  return overlap ? sg_overlap_create_istft(overlap, config, facts) : SG_NO_MEMORY;
}

static void destroy(void *state) {
  if (state) sg_overlap_destroy(state);
  free(state);
}

const sg_stage sg_stage_istft = {.name = "istft",
                                 .takes = SG_ROWS,
                                 .gives = SG_SAMPLES,
                                 .create = create,
                                 .destroy = destroy,
                                 .reset = sg_overlap_reset,
                                 .write = sg_overlap_write,
                                 .finish = sg_overlap_finish,
                                 .read = sg_overlap_read,
                                 .count = sg_overlap_count};
