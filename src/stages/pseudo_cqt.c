/* pseudo_cqt.c - sound to librosa's pseudo-CQT: the magnitudes of STFT frames, weighted by the magnitudes of the
 * constant-Q filters' spectra. */
#include <stdlib.h>

#include "constantq/basis.h"
#include "frames/rows.h"
#include "frames/spectra.h"
#include "math/memory.h"

typedef struct pseudo {
  sg_spectra spectra;
  sg_basis basis;
  lanes *magnitudes; /* [n_fft / 2 + 1] */
  lanes *sums;       /* [n_bins] */
} pseudo;

static void destroy(void *state) {
  pseudo *s = state;
  if (!s) return;
  sg_spectra_destroy(&s->spectra);
  sg_basis_destroy(&s->basis);
  free(s->magnitudes);
  free(s->sums);
  free(s);
}

static void rows_pseudo(void *state, const float *samples, float *rows, int count) {
  pseudo *s = state;
  sg_spectra_run(&s->spectra, samples, count);
  sg_spectra_power(&s->spectra, 1, s->magnitudes);
  sg_basis_weigh(&s->basis, s->magnitudes, s->sums);
  sg_rows_store(s->sums, s->basis.n, rows, s->basis.n, count);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  pseudo *s = *state = SG_NEW(pseudo);
  if (!s) return SG_NO_MEMORY;
  sg_status status = sg_basis_create(&s->basis, config, 0);
  if (status) return status;
  sg_config frames = sg_basis_frames(&s->basis, config);
  status = sg_spectra_create(&s->spectra, &frames, rows_pseudo, 1, facts);
  if (status) return status;
  s->magnitudes = SG_NEW_ARRAY(lanes, s->spectra.bins);
  s->sums = SG_NEW_ARRAY(lanes, s->basis.n);
  if (!s->magnitudes || !s->sums) return SG_NO_MEMORY;
  facts->bins = facts->row_length = s->spectra.row_length = s->basis.n;
  facts->quantity = SG_POWER;
  facts->exponent = 1;
  return SG_OK;
}

static double frequency(const void *state, int bin) { return ((const pseudo *)state)->basis.bands[bin].frequency; }

static double full_scale(const void *state, int bin) { return ((const pseudo *)state)->basis.bands[bin].peak; }

const sg_stage sg_stage_pseudo_cqt = {.name = "pseudoCqt",
                                      .takes = SG_SAMPLES,
                                      .gives = SG_ROWS,
                                      .create = create,
                                      .destroy = destroy,
                                      .reset = sg_framer_reset,
                                      .write = sg_framer_write,
                                      .finish = sg_framer_finish,
                                      .read = sg_spectra_read,
                                      .count = sg_framer_rows,
                                      .frequency = frequency,
                                      .full_scale = full_scale,
                                      .length = sg_spectra_length};
