/* synchrosqueeze.c - frames to spectra whose coefficients have moved along the frequency axis to where the window's
 * derivative finds them, and such spectra to samples. Daubechies, Lu, Wu: Synchrosqueezed wavelet transforms (2011);
 * Thakur, Brevdo, Fuckar, Wu: The synchrosqueezing algorithm for time-varying spectral analysis (2013); the STFT's
 * form after Oberlin, Meignen, Perrier: The Fourier-based synchrosqueezing transform (2014).
 * Coefficients have their phase from the frame's centre, not its first sample as an STFT's, so that those of one
 * component add up. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/memory.h"
#include "frames/moments.h"
#include "frames/overlap.h"
#include "frames/window.h"
#include "math/angle.h"

#define PART_MIN 1e-25f /* fainter parts of a spectrum are rounding alone and become 0 */

typedef struct squeeze {
  sg_moments moments;
  sg_complex *lag; /* [bins], from a phase that counts from the frame's first sample to its centre's */
} squeeze;

/* e^(2 pi j k (n / 2) / n), or its conjugate, for [n / 2 + 1] bins; NULL without memory. */
static sg_complex *half_a_frame(int n, int back) {
  sg_complex *turns = SG_NEW_ARRAY(sg_complex, n / 2 + 1);
  for (int k = 0; turns && k <= n / 2; k++) {
    double turn = (double)((int64_t)k * (n / 2) % n);
    sg_complex_double e = sg_turn(back ? -turn : turn, n);
    turns[k] = (sg_complex){(float)e.r, (float)e.i};
  }
  return turns;
}

/* The sum over all n_fft bins is what counts: bins between 0 and n_fft / 2 stand for two of them. */
static float twins(int k, int n) { return k == 0 || 2 * k == n ? 1 : 2; }

static void rows_squeezed(void *state, const float *samples, float *rows, int count) {
  squeeze *s = state;
  sg_moments *m = &s->moments;
  int bins = m->spectra.bins, n = m->spectra.framer.length;
  sg_moments_run(m, samples, count);
  memset(rows, 0, (size_t)count * (size_t)m->spectra.row_length * sizeof *rows);
  for (int lane = 0; lane < count; lane++, rows += m->spectra.row_length) {
    for (int k = 0; k < bins; k++) {
      float up = m->bins_up[k][lane], place = k + (up == up ? floorf(up + 0.5f) : 0);
      int to = place < 0 ? 0 : place > bins - 1 ? bins - 1 : (int)place;
      float share = twins(k, n) / twins(to, n);
      float re = m->spectra.spectrum[k].r[lane], im = m->spectra.spectrum[k].i[lane];
      rows[2 * to] += share * (re * s->lag[k].r - im * s->lag[k].i);
      rows[2 * to + 1] += share * (re * s->lag[k].i + im * s->lag[k].r);
    }
    for (int i = 0; i < m->spectra.row_length; i++)
      if (fabsf(rows[i]) < PART_MIN) rows[i] = 0;
  }
}

static void destroy(void *state) {
  squeeze *s = state;
  if (!s) return;
  sg_moments_destroy(&s->moments);
  free(s->lag);
  free(s);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  squeeze *s = *state = SG_NEW(squeeze);
  if (!s) return SG_NO_MEMORY;
  sg_status status = sg_moments_create(&s->moments, config, SG_REASSIGN_FREQUENCIES, rows_squeezed, facts);
  s->lag = half_a_frame(config->n_fft, 0);
  facts->quantity = SG_COMPLEX;
  s->moments.spectra.row_length = facts->row_length = 2 * facts->bins;
  return status || s->lag ? status : SG_NO_MEMORY;
}

/* Squeezed to one bin, a sine's coefficients add up to n_fft / 2 times the window's middle. */
static double full_scale(const void *state, int bin) {
  (void)bin;
  const sg_spectra *spectra = &((const sg_moments *)state)->spectra;
  return fabs(spectra->window[spectra->framer.length / 2]) * spectra->framer.length / 2;
}

const sg_stage sg_stage_synchrosqueeze = {.name = "synchrosqueeze",
                                          .takes = SG_SAMPLES,
                                          .gives = SG_ROWS,
                                          .create = create,
                                          .destroy = destroy,
                                          .reset = sg_framer_reset,
                                          .write = sg_framer_write,
                                          .finish = sg_framer_finish,
                                          .read = sg_spectra_read,
                                          .count = sg_framer_rows,
                                          .frequency = sg_spectra_frequency,
                                          .full_scale = full_scale,
                                          .length = sg_spectra_length};

/* The inverse: at a frame's centre the coefficients add up to n_fft w[n_fft / 2] times the sample, and around it each
 * is a sine of its bin's frequency. Frames fade into each other linearly from centre to centre, where their errors of
 * frequency, at most half a bin, cancel to first order. */
static void destroy_inverse(void *state) {
  if (state) sg_overlap_destroy(state);
  free(state);
}

static sg_status create_inverse(void **state, const sg_config *config, sg_facts *facts) {
  int n = config->n_fft;
  sg_overlap *s = *state = SG_NEW(sg_overlap);
  double *window = SG_NEW_ARRAY(double, 2 * (size_t)n), *fade = window + n;
  sg_status status = s && window ? sg_frame_window(window, config) : SG_NO_MEMORY;
  double middle = status ? 1 : window[n / 2];
  if (!status && !(fabs(middle) > SG_SAMPLE_MIN)) status = SG_WINDOW_CENTRE;
  for (int i = 0; i < n && !status; i++) {
    double distance = abs(i - n / 2) / (double)config->hop_length;
    fade[i] = distance < 1 ? 1 - distance : 0;
    window[i] = fade[i] / middle;
  }
  if (!status) status = sg_overlap_create(s, config, window, fade, facts);
  free(window);
  if (status) return status;
  s->lead = half_a_frame(n, 1);
  return s->lead ? SG_OK : SG_NO_MEMORY;
}

const sg_stage sg_stage_unsqueeze = {.name = "unsqueeze",
                                     .takes = SG_ROWS,
                                     .gives = SG_SAMPLES,
                                     .create = create_inverse,
                                     .destroy = destroy_inverse,
                                     .reset = sg_overlap_reset,
                                     .write = sg_overlap_write,
                                     .finish = sg_overlap_finish,
                                     .read = sg_overlap_read,
                                     .count = sg_overlap_count};
