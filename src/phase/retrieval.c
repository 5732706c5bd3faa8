/* retrieval.c - magnitudes and the phases to start from, as they come, to a first estimate; and an estimate to its
 * sound. */
#include "phase/retrieval.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "math/decibel.h"
#include "math/memory.h"
#include "math/noise.h"
#include "phase/pghi.h"

void sg_retrieval_destroy(sg_retrieval *r) {
  sg_overlap_destroy(&r->overlap);
  free(r->magnitudes);
  free(r->estimate);
  free(r->previous);
  free(r->advance);
  free(r->rest);
}

void sg_retrieval_reset(void *state) {
  sg_retrieval *r = state;
  size_t cells = (size_t)r->quads * (size_t)r->bins;
  memset(r->magnitudes, 0, cells * sizeof *r->magnitudes);
  memset(r->estimate, 0, cells * sizeof *r->estimate);
  r->energy = r->loudest = 0;
  r->taken = r->finished = r->started = 0;
}

/* Frames of a sound of the length that is wanted, if one is. */
static double wanted_frames(const sg_config *config) {
  double room = config->length - (config->center ? config->n_fft % 2 : config->n_fft);
  if (config->length < 0) return config->n_frames;
  return room < 0 ? 0 : 1 + floor(room / config->hop_length);
}

sg_status sg_retrieval_create(sg_retrieval *r, const sg_config *config, int init, sg_facts *facts) {
  if (!(config->n_frames >= 1)) return SG_FEW_FRAMES;
  if (!(config->n_frames <= INT32_MAX - SG_LANES)) return SG_BAD(n_frames);
  if (config->hop_length > config->win_length) return SG_HOP_ABOVE_WINDOW;
  sg_status status = sg_overlap_create_istft(&r->overlap, config, facts);
  if ((!status || status == SG_NOLA || status == SG_BEYOND_FRAMES) && wanted_frames(config) != config->n_frames)
    status = SG_LENGTH_FRAMES;
  if (!status) status = sg_pghi_factors(&r->per_bin, &r->per_frame, config);
  if (status) return status;
  r->frames = (int)config->n_frames;
  r->quads = (r->frames + SG_LANES - 1) / SG_LANES;
  r->bins = r->overlap.bins;
  r->init = init;
  r->seed = config->seed;
  r->octaves = -sg_log2(config->tolerance);
  uint64_t cells = (uint64_t)r->quads * (uint64_t)r->bins;
  r->magnitudes = SG_NEW_ARRAY(lanes, cells);
  r->estimate = SG_NEW_ARRAY(lanes_complex, cells);
  r->previous = SG_NEW_ARRAY(lanes_complex, cells);
  r->advance = SG_NEW_ARRAY(float, r->bins);
  r->rest = SG_NEW_ARRAY(float, r->quads);
  if (!r->magnitudes || !r->estimate || !r->previous || !r->advance || !r->rest) return SG_NO_MEMORY;
  for (int k = 0; k < r->bins; k++) r->advance[k] = sg_pghi_advance(k, config->hop_length, config->n_fft);
  r->queue.links = (int32_t *)(void *)r->previous;
  while (1 << r->bin_bits < r->bins) r->bin_bits++;
  facts->input_length = init == SG_INIT_PHASES ? 2 * r->bins : r->bins;
  facts->latency = INFINITY;
  return SG_OK;
}

static void take(sg_retrieval *r, const float *row) {
  int bins = r->bins, lane = r->taken % SG_LANES;
  size_t at = (size_t)(r->taken++ / SG_LANES) * (size_t)bins;
  float *magnitudes = (float *)(void *)(r->magnitudes + at) + lane, loudest = r->loudest;
  double energy = 0;
  for (int k = 0; k < bins; k++) {
    float x = row[k] < SG_SAMPLE_MIN ? 0 : row[k];
    magnitudes[SG_LANES * k] = x;
    energy += (double)x * x;
    if (x > loudest) loudest = x;
  }
  r->loudest = loudest;
  r->energy += energy;
  float *phases = (float *)(void *)(r->estimate + at) + lane; /* in the real parts */
  for (int k = 0; k < bins && r->init == SG_INIT_PHASES; k++) {
    double turns = row[bins + k] / (2 * SG_PI);
    turns = fabs(turns) < 1e15 ? turns - floor(turns + 0.5) : 0;
    phases[2 * SG_LANES * k] = (float)turns;
  }
}

size_t sg_retrieval_write(void *state, const float *rows, size_t n) {
  sg_retrieval *r = state;
  size_t length = (size_t)(r->init == SG_INIT_PHASES ? 2 * r->bins : r->bins);
  if (r->finished) return 0;
  for (size_t t = 0; t < n && r->taken < r->frames; t++) take(r, rows + t * length);
  return n;
}

void sg_retrieval_finish(void *state) { ((sg_retrieval *)state)->finished = 1; }

double sg_retrieval_count(const void *state, double rows) {
  const sg_retrieval *r = state;
  (void)rows;
  return sg_overlap_count(&r->overlap, r->frames);
}

void sg_retrieval_start(sg_retrieval *r) {
  size_t cells = (size_t)r->quads * (size_t)r->bins;
  uint64_t noise = (uint64_t)r->seed;
  int init = r->init;
  if (init == SG_INIT_PGHI) sg_pghi(r, noise);
  for (size_t i = 0; i < cells; i++) {
    lanes turns = r->estimate[i].r;
    for (int f = 0; f < SG_LANES && init == SG_INIT_NOISE; f++) turns[f] = sg_noise(&noise);
    lanes_complex e = sg_lanes_unit(init == SG_INIT_ZERO ? lanes_all(0) : turns);
    r->estimate[i] = (lanes_complex){r->magnitudes[i] * e.r, r->magnitudes[i] * e.i};
    r->previous[i] = (lanes_complex){lanes_all(0), lanes_all(0)};
  }
  sg_retrieval_rewind(r);
  r->started = 1;
}

void sg_retrieval_rewind(sg_retrieval *r) {
  sg_overlap_reset(&r->overlap);
  r->quads_in = 0;
}

size_t sg_retrieval_read(sg_retrieval *r, float *samples, size_t n) {
  sg_overlap *overlap = &r->overlap;
  for (;;) {
    size_t made = sg_overlap_read(overlap, samples, n);
    if (made || overlap->finished) return made;
    int left = r->frames - SG_LANES * r->quads_in, count = sg_overlap_room(overlap, left < SG_LANES ? left : SG_LANES);
    if (count > 0) sg_overlap_add(overlap, r->estimate + (size_t)r->quads_in++ * (size_t)r->bins, count);
    else sg_overlap_finish(overlap);
  }
}
