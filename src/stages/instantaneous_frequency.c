/* instantaneous_frequency.c - frames to the instantaneous frequency of each of their cells, in Hz: by how much the
 * phase advanced since the frame before, less what the bin's own frequency advances, wrapped before it is divided by
 * the hop (Flanagan, Golden: Phase vocoder (1966)); or by the window's derivative, which knows no wrapping. What is not
 * known, in the first frame and where there is no energy, is the bin's own frequency. */
#include <math.h>
#include <stdlib.h>

#include "math/memory.h"
#include "frames/moments.h"
#include "math/angle.h"
#include "frames/rows.h"

typedef struct instantaneous {
  sg_moments moments;
  lanes_complex *last; /* [bins], of the frame before, in lane 3 */
  float *advance;      /* [bins], turns a hop, -1/2..1/2 */
} instantaneous;

static void rows_derivative(void *state, const float *samples, float *rows, int count) {
  sg_moments *m = state;
  sg_moments_run(m, samples, count);
  for (int k = 0; k < m->spectra.bins; k++) {
    lanes up = m->bins_up[k];
    m->bins_up[k] = lanes_select(up == up, up, lanes_all(0)) + (float)(k * m->bin);
  }
  sg_rows_store(m->bins_up, m->spectra.bins, rows, m->spectra.bins, count);
}

static void rows_advance(void *state, const float *samples, float *rows, int count) {
  instantaneous *s = state;
  sg_moments *m = &s->moments;
  float hz = (float)(m->bin * m->spectra.framer.length / m->spectra.framer.hop); /* of a turn a hop */
  sg_spectra_run(&m->spectra, samples, count);
  for (int k = 0; k < m->spectra.bins; k++) {
    lanes_complex x = m->spectra.spectrum[k], *last = &s->last[k];
    lanes_complex before = {__builtin_shufflevector(last->r, x.r, 3, 4, 5, 6),
                            __builtin_shufflevector(last->i, x.i, 3, 4, 5, 6)};
    lanes_complex turned = {x.r * before.r + x.i * before.i, x.i * before.r - x.r * before.i};
    turned.r = lanes_flush(turned.r, SG_POWER_MIN);
    turned.i = lanes_flush(turned.i, SG_POWER_MIN);
    lanes_mask known = (turned.r != 0) | (turned.i != 0);
    lanes extra = sg_lanes_angle(turned) - s->advance[k];
    extra -= (extra + 0x1.8p23f) - 0x1.8p23f;
    m->bins_up[k] = lanes_select(known, extra, lanes_all(0)) * hz + (float)(k * m->bin);
    last->r[3] = x.r[count - 1];
    last->i[3] = x.i[count - 1];
  }
  sg_rows_store(m->bins_up, m->spectra.bins, rows, m->spectra.bins, count);
}

static void reset(void *state) {
  instantaneous *s = state;
  sg_framer_reset(s);
  for (int k = 0; k < s->moments.spectra.bins; k++) s->last[k] = (lanes_complex){lanes_all(0), lanes_all(0)};
}

static void destroy(void *state) {
  instantaneous *s = state;
  if (!s) return;
  sg_moments_destroy(&s->moments);
  free(s->last);
  free(s->advance);
  free(s);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  instantaneous *s = *state = SG_NEW(instantaneous);
  if (!s) return SG_NO_MEMORY;
  if (!(config->sample_rate > 0)) return SG_NEEDS_RATE;
  sg_status status = sg_moments_create(&s->moments, config, config->derivative ? SG_REASSIGN_FREQUENCIES : 0,
                                       config->derivative ? rows_derivative : rows_advance, facts);
  s->moments.bin = config->sample_rate / config->n_fft;
  s->last = SG_NEW_ARRAY(lanes_complex, config->n_fft / 2 + 1);
  s->advance = SG_NEW_ARRAY(float, config->n_fft / 2 + 1);
  if (!s->last || !s->advance) return SG_NO_MEMORY;
  facts->quantity = SG_HERTZ;
  for (int k = 0; k < facts->bins; k++) { /* k hop / n_fft turns: the remainder of k hop is exact */
    double turns = (double)((int64_t)k * config->hop_length % config->n_fft) / config->n_fft;
    s->advance[k] = (float)(turns - floor(turns + 0.5));
  }
  return status;
}

const sg_stage sg_stage_instantaneous_frequency = {.name = "instantaneousFrequency",
                                                   .takes = SG_SAMPLES,
                                                   .gives = SG_ROWS,
                                                   .create = create,
                                                   .destroy = destroy,
                                                   .reset = reset,
                                                   .write = sg_framer_write,
                                                   .finish = sg_framer_finish,
                                                   .read = sg_spectra_read,
                                                   .count = sg_framer_rows,
                                                   .frequency = sg_spectra_frequency,
                                                   .length = sg_spectra_length};
