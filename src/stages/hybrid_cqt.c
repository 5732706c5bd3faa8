/* hybrid_cqt.c - sound to librosa's hybrid CQT: magnitudes of the constant-Q transform for the bins whose filters are
 * long against the hop, and the pseudo-CQT for those above. The octaves' first level serves both. */
#include <math.h>
#include <stdlib.h>

#include "constantq/basis.h"
#include "constantq/kernels.h"
#include "frames/rows.h"
#include "frames/spectra.h"
#include "math/memory.h"

#define BATCH 32 /* frames made at a time, a multiple of four */

typedef struct hybrid {
  sg_octaves octaves;
  sg_kernels kernels; /* of the long filters */
  sg_spectra spectra; /* of frames of the octaves' first level, for the short ones */
  sg_basis basis;
  int n_bins;
  float *rows;       /* [BATCH][kernels.n][2] */
  lanes *magnitudes; /* [n_fft / 2 + 1] */
  lanes *sums;       /* [basis.n] */
  int64_t next;      /* frame */
} hybrid;

static void destroy(void *state) {
  hybrid *s = state;
  if (!s) return;
  sg_octaves_destroy(&s->octaves);
  sg_kernels_destroy(&s->kernels);
  sg_spectra_destroy(&s->spectra);
  sg_basis_destroy(&s->basis);
  free(s->rows);
  free(s->magnitudes);
  free(s->sums);
  free(s);
}

static void reset(void *state) {
  sg_octaves_reset(state);
  ((hybrid *)state)->next = 0;
}

static sg_status create_long(hybrid *s, const sg_config *config, int count) {
  sg_config filters = *config;
  filters.n_bins = count;
  sg_status status = sg_kernels_create(&s->kernels, &filters, 0, 0, s->octaves.levels);
  s->rows = SG_NEW_ARRAY(float, 2 * BATCH * (size_t)count);
  return status ? status : s->rows ? SG_OK : SG_NO_MEMORY;
}

static sg_status create_short(hybrid *s, const sg_config *config, int first) {
  sg_status status = sg_basis_create(&s->basis, config, first);
  if (status) return status;
  sg_config frames = sg_basis_frames(&s->basis, config);
  status = sg_spectra_create_unframed(&s->spectra, &frames);
  s->magnitudes = SG_NEW_ARRAY(lanes, s->spectra.bins);
  s->sums = SG_NEW_ARRAY(lanes, s->basis.n);
  sg_level *level = &s->octaves.levels[0];
  int half = s->basis.n_fft / 2;
  if (!level->used || level->first > -half) level->first = -half;
  if (!level->used || level->last < half - 1) level->last = half - 1;
  level->used = 1;
  return status ? status : s->magnitudes && s->sums ? SG_OK : SG_NO_MEMORY;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  hybrid *s = *state = SG_NEW(hybrid);
  int whole;
  if (!s) return SG_NO_MEMORY;
  s->n_bins = config->n_bins;
  sg_status status = sg_basis_whole(&whole, config);
  if (!status && whole > 0) status = create_long(s, config, whole);
  if (!status && whole < s->n_bins) status = create_short(s, config, whole);
  if (status) return status;
  facts->bins = facts->row_length = s->n_bins;
  facts->quantity = SG_POWER;
  facts->exponent = 1;
  return sg_octaves_create(&s->octaves, config, facts);
}

static void make_long(hybrid *s, int count, float *rows) {
  int n = s->kernels.n;
  sg_kernels_rows(&s->kernels, &s->octaves, s->next, count, s->rows);
  for (int t = 0; t < count; t++)
    for (int b = 0; b < n; b++) {
      const float *c = s->rows + 2 * ((size_t)t * (size_t)n + (size_t)b);
      rows[(size_t)t * (size_t)s->n_bins + (size_t)b] = (float)sqrt((double)c[0] * c[0] + (double)c[1] * c[1]);
    }
}

static void make_short(hybrid *s, int count, float *rows) {
  for (int t = 0; t < count; t += SG_LANES) {
    int frames = count - t < SG_LANES ? count - t : SG_LANES;
    sg_spectra_run(&s->spectra, sg_octaves_at(&s->octaves, 0, s->next + t) - s->basis.n_fft / 2, frames);
    sg_spectra_power(&s->spectra, 1, s->magnitudes);
    sg_basis_weigh(&s->basis, s->magnitudes, s->sums);
    sg_rows_store(s->sums, s->basis.n, rows + (size_t)t * (size_t)s->n_bins + s->kernels.n, s->n_bins, frames);
  }
}

static size_t read(void *state, float *rows, size_t max_rows) {
  hybrid *s = state;
  size_t done = 0, count;
  while (done < max_rows) {
    count = sg_octaves_ready(&s->octaves, s->next, max_rows - done < BATCH ? max_rows - done : BATCH);
    if (!count) break;
    float *to = rows + done * (size_t)s->n_bins;
    if (s->kernels.n) make_long(s, (int)count, to);
    if (s->basis.n) make_short(s, (int)count, to);
    s->next += (int64_t)count;
    done += count;
  }
  return done;
}

static double frequency(const void *state, int bin) {
  const hybrid *s = state;
  return bin < s->kernels.n ? s->kernels.bins[bin].frequency : s->basis.bands[bin - s->kernels.n].frequency;
}

static double full_scale(const void *state, int bin) {
  const hybrid *s = state;
  return bin < s->kernels.n ? s->kernels.bins[bin].peak : s->basis.bands[bin - s->kernels.n].peak;
}

static double length(const void *state, int bin) {
  const hybrid *s = state;
  return bin < s->kernels.n ? s->kernels.bins[bin].length : s->basis.n_fft;
}

const sg_stage sg_stage_hybrid_cqt = {.name = "hybridCqt",
                                      .takes = SG_SAMPLES,
                                      .gives = SG_ROWS,
                                      .create = create,
                                      .destroy = destroy,
                                      .reset = reset,
                                      .write = sg_octaves_write,
                                      .finish = sg_framer_finish,
                                      .read = read,
                                      .count = sg_octaves_rows,
                                      .frequency = frequency,
                                      .full_scale = full_scale,
                                      .length = length};
