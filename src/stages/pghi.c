/* pghi.c - magnitudes to the phases that phase gradient heap integration (phase/pghi.c) finds for them, when all are
 * there; and to the sound that has both. */
#include <stdlib.h>

#include "math/memory.h"
#include "phase/retrieval.h"

typedef struct pghi {
  sg_retrieval retrieval;
  int given; /* rows of phases */
} pghi;

static void destroy(void *state) {
  if (state) sg_retrieval_destroy(state);
  free(state);
}

static void reset(void *state) {
  sg_retrieval_reset(state);
  ((pghi *)state)->given = 0;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  pghi *s = *state = SG_NEW(pghi);
  return s ? sg_retrieval_create(&s->retrieval, config, SG_INIT_PGHI, facts) : SG_NO_MEMORY;
}

static sg_status create_rows(void **state, const sg_config *config, sg_facts *facts) {
  sg_status status = create(state, config, facts);
  facts->origin = config->center ? 0 : config->n_fft / 2;
  facts->phase_lead = config->n_fft / 2;
  facts->row_length = facts->bins;
  facts->quantity = SG_RADIANS;
  return status;
}

static int work(void *state, sg_progress *progress) {
  pghi *s = state;
  if (!s->retrieval.finished || s->retrieval.started) return 0;
  sg_retrieval_start(&s->retrieval);
  *progress = (sg_progress){.done = 1, .total = 2}; /* the way out is the other part */
  return 1;
}

static size_t read(void *state, float *samples, size_t n) {
  pghi *s = state;
  return s->retrieval.started ? sg_retrieval_read(&s->retrieval, samples, n) : 0;
}

/* Leaves the phases, in radians, in the estimate's real parts. */
static int work_rows(void *state, sg_progress *progress) {
  sg_retrieval *r = state;
  size_t cells = (size_t)r->quads * (size_t)r->bins;
  if (!work(state, progress)) return 0;
  for (size_t i = 0; i < cells; i++) r->estimate[i].r = 6.2831853f * sg_lanes_angle(r->estimate[i]);
  return 1;
}

static size_t read_rows(void *state, float *rows, size_t max) {
  pghi *s = state;
  const sg_retrieval *r = &s->retrieval;
  size_t made = 0;
  for (; made < max && r->started && s->given < r->frames; made++, s->given++) {
    const lanes_complex *phases = r->estimate + (size_t)(s->given / SG_LANES) * (size_t)r->bins;
    for (int k = 0; k < r->bins; k++) *rows++ = ((const float *)&phases[k].r)[s->given % SG_LANES];
  }
  return made;
}

static double count_rows(const void *state, double rows) {
  (void)rows;
  return ((const pghi *)state)->retrieval.frames;
}

const sg_stage sg_stage_pghi = {.name = "pghi",
                                .takes = SG_ROWS,
                                .gives = SG_SAMPLES,
                                .create = create,
                                .destroy = destroy,
                                .reset = reset,
                                .write = sg_retrieval_write,
                                .finish = sg_retrieval_finish,
                                .read = read,
                                .count = sg_retrieval_count,
                                .work = work};

const sg_stage sg_stage_pghi_phase = {.name = "pghiPhase",
                                      .takes = SG_ROWS,
                                      .gives = SG_ROWS,
                                      .create = create_rows,
                                      .destroy = destroy,
                                      .reset = reset,
                                      .write = sg_retrieval_write,
                                      .finish = sg_retrieval_finish,
                                      .read = read_rows,
                                      .count = count_rows,
                                      .work = work_rows};
