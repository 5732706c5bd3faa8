/* moments.c - how far the energy of each cell lies from the cell's centre. With X, D and T the spectra under w, w'
 * and time times w:
 *   frequency = bin - Im(D / X) n_fft / (2 pi) bins,   time = centre + Re(T / X) samples. */
#include "moments.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "window.h"

#define RADIAN 0.15915494309189535 /* turns */
#define MOVE_MIN 1e-20f            /* bins, Hz or samples; smaller moves are none */

static sg_status make_windows(sg_moments *m, const sg_config *config) {
  int n = config->n_fft;
  double *w = SG_NEW_ARRAY(double, 2 * (size_t)n), *other = w + n;
  if (!w) return SG_NO_MEMORY;
  sg_status status = sg_frame_window(w, config);
  if (m->derivative) {
    for (int i = 0; i < n; i++) other[i] = (w[i + 1 < n ? i + 1 : 0] - w[i ? i - 1 : n - 1]) / 2;
    sg_window_round(m->derivative, other, n, 1);
  }
  if (m->weighted) {
    for (int i = 0; i < n; i++) other[i] = w[i] * (i - n / 2) / n; /* divided by n: no product may overflow */
    sg_window_round(m->weighted, other, n, 1);
  }
  free(w);
  return status;
}

sg_status sg_moments_create(sg_moments *m, const sg_config *config, int moves, sg_rows *rows, sg_layout *layout) {
  sg_config plain = *config;
  plain.scaling = SG_SCALE_NONE;
  sg_status status = sg_spectra_create(&m->spectra, &plain, rows, 1, layout);
  if (status) return status;
  int n = config->n_fft, bins = m->spectra.bins;
  m->least = (float)config->ref_power;
  m->shared = SG_NEW_ARRAY(lanes_complex, 2 * (size_t)bins);
  m->power = SG_NEW_ARRAY(lanes, 3 * (size_t)bins);
  if (moves & SG_REASSIGN_FREQUENCIES) m->derivative = SG_NEW_ARRAY(float, n);
  if (moves & SG_REASSIGN_TIMES) m->weighted = SG_NEW_ARRAY(float, n);
  if (!m->shared || !m->power || (moves & SG_REASSIGN_FREQUENCIES && !m->derivative) ||
      (moves & SG_REASSIGN_TIMES && !m->weighted))
    return SG_NO_MEMORY;
  m->bin = 1;
  m->other = m->shared + bins;
  m->bins_up = m->power + bins;
  m->samples_late = m->bins_up + bins;
  return make_windows(m, config);
}

void sg_moments_destroy(sg_moments *m) {
  sg_spectra_destroy(&m->spectra);
  free(m->derivative);
  free(m->weighted);
  free(m->shared);
  free(m->power);
}

/* out[k] = scale Re(other[k] / spectrum[k]), or Im, where the power is known */
static void divide(lanes *out, const sg_moments *m, float scale, int imaginary) {
  const lanes_complex *x = m->spectra.spectrum, *y = m->other;
  lanes least = lanes_all(m->least > SG_POWER_MIN ? m->least : SG_POWER_MIN), unknown = lanes_all(NAN);
  for (int k = 0; k < m->spectra.bins; k++) {
    lanes part = imaginary ? y[k].i * x[k].r - y[k].r * x[k].i : y[k].r * x[k].r + y[k].i * x[k].i;
    out[k] = lanes_select(m->power[k] >= least, lanes_flush(part / m->power[k] * lanes_all(scale), MOVE_MIN), unknown);
  }
}

/* The spectra under one of the windows; of a single frame that is a lane of the transform that its windows share. */
static void transform(sg_moments *m, const float *window, int lane, const float *samples, int count, lanes_complex *out) {
  if (count > 1) sg_spectra_transform(&m->spectra, window, samples, count, out);
  else
    for (int k = 0; k < m->spectra.bins; k++)
      out[k] = (lanes_complex){lanes_all(m->shared[k].r[lane]), lanes_all(m->shared[k].i[lane])};
}

void sg_moments_run(sg_moments *m, const float *samples, int count) {
  sg_spectra *s = &m->spectra;
  if (count == 1) {
    const float *d = m->derivative ? m->derivative : s->window, *t = m->weighted ? m->weighted : s->window;
    for (int i = 0; i < s->framer.length; i++)
      s->frames[i] = (lanes){s->window[i], d[i], t[i], 0} * lanes_all(samples[i]);
    sg_fft_lanes_forward(s->fft, s->frames, m->shared);
  }
  transform(m, s->window, 0, samples, count, s->spectrum);
  sg_spectra_power(s, 2, m->power);
  if (m->derivative) {
    transform(m, m->derivative, 1, samples, count, m->other);
    divide(m->bins_up, m, (float)(-RADIAN * s->framer.length * m->bin), 1);
  }
  if (m->weighted) {
    transform(m, m->weighted, 2, samples, count, m->other);
    divide(m->samples_late, m, (float)s->framer.length, 0);
  }
}
