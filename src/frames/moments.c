/* moments.c - how far the energy of each cell lies from the cell's centre. With X, D and T the spectra under w, w'
 * and time times w:
 *   frequency = bin - Im(D / X) n_fft / (2 pi) bins,   time = centre + Re(T / X) samples. */
#include "frames/moments.h"

#include <math.h>
#include <stdlib.h>

#include "math/memory.h"
#include "math/angle.h"
#include "frames/window.h"

#define RADIAN 0.15915494309189535 /* turns */
#define MOVE_MIN 1e-20f            /* bins, Hz or samples; smaller moves are none */

static sg_status make_windows(sg_moments *m, const sg_config *config) {
  int n = config->n_fft;
  double *w = SG_NEW_ARRAY(double, 2 * (size_t)n), *other = w + n;
  m->derivative = SG_NEW_ARRAY(float, 2 * (size_t)n);
  m->shared = SG_NEW_ARRAY(lanes_complex, m->spectra.bins);
  sg_status status = w && m->derivative && m->shared ? sg_frame_window(w, config) : SG_NO_MEMORY;
  if (!status) {
    m->weighted = m->derivative + n;
    for (int i = 0; i < n; i++) other[i] = (w[i + 1 < n ? i + 1 : 0] - w[i ? i - 1 : n - 1]) / 2;
    sg_window_round(m->derivative, other, n, 1);
    for (int i = 0; i < n; i++) other[i] = w[i] * (i - n / 2) / n; /* divided by n: no product may overflow */
    sg_window_round(m->weighted, other, n, 1);
  }
  free(w);
  return status;
}

int sg_moments_moves(const sg_config *config) {
  return (config->reassign_frequencies ? SG_REASSIGN_FREQUENCIES : 0) |
         (config->reassign_times ? SG_REASSIGN_TIMES : 0);
}

sg_status sg_moments_create(sg_moments *m, const sg_config *config, int moves, sg_rows *rows, sg_facts *facts) {
  sg_config plain = *config;
  plain.scaling = SG_SCALE_NONE;
  sg_status status = sg_spectra_create(&m->spectra, &plain, rows, 1, facts);
  if (status) return status;
  int n = config->n_fft, bins = m->spectra.bins;
  m->moves = moves;
  m->bin = m->slope = 1;
  m->least = (float)config->ref_power;
  m->slopes = SG_NEW_ARRAY(lanes_complex, 2 * (size_t)bins);
  m->power = SG_NEW_ARRAY(lanes, 3 * (size_t)bins);
  if (!m->slopes || !m->power) return SG_NO_MEMORY;
  m->delays = m->slopes + bins;
  m->bins_up = m->power + bins;
  m->samples_late = m->bins_up + bins;
  if (!moves) return SG_OK;
  if (config->window != SG_HANN || config->win_length != n || sg_fft_next_size(n) != n) return make_windows(m, config);
  m->slope = sg_turn(1, n).i;
  m->hann = sg_hann_create(n);
  return m->hann ? SG_OK : SG_NO_MEMORY;
}

void sg_moments_destroy(sg_moments *m) {
  sg_spectra_destroy(&m->spectra);
  sg_hann_destroy(m->hann);
  free(m->derivative);
  free(m->shared);
  free(m->slopes);
  free(m->power);
}

/* The powers, and what of each other spectrum's quotient by the first is asked for, where the power is known. */
static void divide(sg_moments *m) {
  int moved = m->moves & SG_REASSIGN_FREQUENCIES, delayed = m->moves & SG_REASSIGN_TIMES;
  double n = m->spectra.framer.length;
  lanes up = lanes_all((float)(-RADIAN * n * m->bin * m->slope)), late = lanes_all((float)n);
  lanes least = lanes_all(m->least > SG_POWER_MIN ? m->least : SG_POWER_MIN), unknown = lanes_all(NAN);
  sg_spectra_power(&m->spectra, 2, m->power);
  for (int k = 0; k < m->spectra.bins; k++) {
    lanes_complex x = m->spectra.spectrum[k], d = m->slopes[k], t = m->delays[k];
    lanes share = 1 / m->power[k];
    lanes_mask known = m->power[k] >= least;
    if (moved)
      m->bins_up[k] = lanes_select(known, lanes_flush((d.i * x.r - d.r * x.i) * share * up, MOVE_MIN), unknown);
    if (delayed)
      m->samples_late[k] = lanes_select(known, lanes_flush((t.r * x.r + t.i * x.i) * share * late, MOVE_MIN), unknown);
  }
}

/* Of a single frame, the spectra under all windows are lanes of one FFT. */
static void transform_frame(sg_moments *m, const float *samples) {
  sg_spectra *s = &m->spectra;
  for (int i = 0; i < s->framer.length; i++)
    s->frames[i] = (lanes){s->window[i], m->derivative[i], m->weighted[i], 0} * lanes_all(samples[i]);
  sg_fft_forward(s->fft, s->frames, m->shared);
  for (int k = 0; k < s->bins; k++) {
    lanes_complex all = m->shared[k];
    s->spectrum[k] = (lanes_complex){lanes_all(all.r[0]), lanes_all(all.i[0])};
    m->slopes[k] = (lanes_complex){lanes_all(all.r[1]), lanes_all(all.i[1])};
    m->delays[k] = (lanes_complex){lanes_all(all.r[2]), lanes_all(all.i[2])};
  }
}

void sg_moments_run(sg_moments *m, const float *samples, int count) {
  sg_spectra *s = &m->spectra;
  int moved = m->moves & SG_REASSIGN_FREQUENCIES, delayed = m->moves & SG_REASSIGN_TIMES;
  if (m->hann) sg_hann_run(m->hann, samples, s->framer.hop, count, s->spectrum, m->slopes, delayed ? m->delays : NULL);
  else if (count == 1) transform_frame(m, samples);
  else {
    sg_spectra_run(s, samples, count);
    if (moved) sg_spectra_transform(s, m->derivative, samples, count, m->slopes);
    if (delayed) sg_spectra_transform(s, m->weighted, samples, count, m->delays);
  }
  divide(m);
}
