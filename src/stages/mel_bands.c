/* mel_bands.c - rows of magnitudes or powers of Fourier frames to mel bands: what mel.c makes of the frames. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "frames/mel_bank.h"
#include "frames/spectra.h"
#include "math/memory.h"
#include "rows/fourier.h"
#include "rows/rowwise.h"

typedef struct bands {
  sg_rowwise rows;
  sg_mel_bank bank;
} bands;

static void row(void *state, const float *in, float *out) {
  const bands *s = state;
  const float *weight = s->bank.weights;
  for (int m = 0; m < s->rows.out; m++) {
    const float *power = in + s->bank.bands[m].first;
    float sum = 0;
    for (int i = 0; i < s->bank.bands[m].count; i++) sum += *power++ * *weight++;
    out[m] = fabsf(sum) >= SG_POWER_MIN ? fminf(sum, FLT_MAX) : 0;
  }
}

static void destroy(void *state) {
  bands *s = state;
  if (!s) return;
  sg_rowwise_destroy(&s->rows);
  sg_mel_bank_destroy(&s->bank);
  free(s);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  bands *s = *state = SG_NEW(bands);
  if (!s) return SG_NO_MEMORY;
  sg_config own = *config;
  own.n_fft = sg_fourier_size(facts);
  own.sample_rate = facts->sample_rate;
  if (!own.n_fft) return SG_NEEDS_SPECTRUM;
  if (!(own.sample_rate > 0)) return SG_NEEDS_RATE;
  if (!(own.f_max > 0)) own.f_max = own.sample_rate / 2;
  sg_status status = sg_mel_bank_create(&s->bank, &own);
  if (status) return status;
  facts->empty_bands = sg_mel_bank_empty(&s->bank);
  facts->bins = facts->row_length = own.n_mels;
  return sg_rowwise_create(&s->rows, row, facts->input_length, own.n_mels);
}

static double frequency(const void *state, int bin) { return ((const bands *)state)->bank.edges[bin + 1]; }

const sg_stage sg_stage_mel_bands = {
    .name = "melBands", .create = create, .destroy = destroy, .frequency = frequency, SG_ROWWISE_STAGE};
