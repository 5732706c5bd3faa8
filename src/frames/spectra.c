/* spectra.c - the spectra of four successive frames at once. */
#include "frames/spectra.h"

#include <math.h>
#include <stdlib.h>

#include "config.h"
#include "math/decibel.h"
#include "math/memory.h"
#include "frames/window.h"

sg_status sg_spectra_create(sg_spectra *spectra, const sg_config *config, sg_rows *rows, int parts, sg_facts *facts) {
  sg_status status = sg_framer_create(&spectra->framer, config, facts);
  if (!status) status = sg_spectra_create_unframed(spectra, config);
  facts->bins = spectra->bins;
  spectra->row_length = facts->row_length = parts * spectra->bins;
  spectra->rows = rows;
  return status;
}

sg_status sg_spectra_create_unframed(sg_spectra *spectra, const sg_config *config) {
  int n = config->n_fft;
  spectra->framer.length = config->align == SG_ALIGN_START ? config->win_length : n;
  spectra->framer.hop = config->hop_length;
  spectra->n_fft = n;
  spectra->first = (spectra->framer.length - config->win_length) / 2;
  spectra->remove_dc = config->remove_dc;
  spectra->is_heard = config->energy != SG_ENERGY_NONE && config->energy_of == SG_OF_FRAME;
  spectra->preemphasis = (float)config->frame_preemphasis;
  spectra->bins = n / 2 + 1;
  spectra->sample_rate = config->sample_rate;
  spectra->win_length = config->win_length;
  spectra->window = SG_NEW_ARRAY(float, n);
  spectra->fft = sg_fft_create(n, 0);
  spectra->frames = SG_NEW_ARRAY(lanes, n);
  spectra->spectrum = SG_NEW_ARRAY(lanes_complex, spectra->bins);
  if (!spectra->window || !spectra->fft || !spectra->frames || !spectra->spectrum) return SG_NO_MEMORY;

  sg_status window = sg_frame_window_scaled(spectra->window, config);
  double sum = 0;
  for (int i = 0; i < n; i++) sum += spectra->window[i];
  spectra->peak = fabs(sum) / 2;
  return window;
}

void sg_spectra_destroy(sg_spectra *spectra) {
  sg_framer_destroy(&spectra->framer);
  sg_fft_destroy(spectra->fft);
  free(spectra->window);
  free(spectra->frames);
  free(spectra->spectrum);
}

/* Kaldi's order: the mean goes, the energy is taken, then pre-emphasis, whose first sample has itself before it, and
 * the window. */
static void prepare(sg_spectra *spectra, const float *samples, int count) {
  int n = spectra->win_length, hop = spectra->framer.hop, first = spectra->first;
  lanes *frames = spectra->frames, *x = frames + first, sum = lanes_all(0);
  const float *a = samples + first;
  const float *b = count > 1 ? a + hop : a, *c = count > 2 ? a + 2 * hop : a, *d = count > 3 ? a + 3 * hop : a;
  for (int i = 0; i < n; i++) sum += x[i] = (lanes){a[i], b[i], c[i], d[i]};
  lanes mean = sum * lanes_all(spectra->remove_dc ? 1.0f / (float)n : 0);
  for (int i = 0; i < n; i++) x[i] -= mean;
  if (spectra->is_heard) {
    spectra->energy = lanes_all(0);
    for (int i = 0; i < n; i++) spectra->energy += x[i] * x[i];
  }
  lanes by = lanes_all(spectra->preemphasis), before = x[0];
  const float *window = spectra->window + first;
  for (int i = 0; i < n; i++) {
    lanes now = x[i];
    x[i] = (now - by * before) * lanes_all(window[i]);
    before = now;
  }
  for (int i = 0; i < first; i++) frames[i] = lanes_all(0);
  for (int i = first + n; i < spectra->n_fft; i++) frames[i] = lanes_all(0);
}

void sg_spectra_run(sg_spectra *spectra, const float *samples, int count) {
  if (spectra->remove_dc || spectra->is_heard || spectra->preemphasis > 0) {
    prepare(spectra, samples, count);
    sg_fft_forward(spectra->fft, spectra->frames, spectra->spectrum);
  } else {
    sg_spectra_transform(spectra, spectra->window, samples, count, spectra->spectrum);
  }
}

void sg_spectra_transform(sg_spectra *spectra, const float *window, const float *samples, int count,
                          lanes_complex *out) {
  int n = spectra->framer.length, hop = spectra->framer.hop, i = 0;
  const float *a = samples;
  const float *b = count > 1 ? a + hop : a, *c = count > 2 ? a + 2 * hop : a, *d = count > 3 ? a + 3 * hop : a;
  lanes *frames = spectra->frames;
  for (; i + SG_LANES <= n; i += SG_LANES) {
    lanes w = lanes_load(window + i);
    lanes s = lanes_load(a + i) * w, t = lanes_load(b + i) * w, u = lanes_load(c + i) * w, v = lanes_load(d + i) * w;
    lanes_transpose(&s, &t, &u, &v);
    frames[i] = s;
    frames[i + 1] = t;
    frames[i + 2] = u;
    frames[i + 3] = v;
  }
  for (; i < n; i++) frames[i] = (lanes){a[i], b[i], c[i], d[i]} * lanes_all(window[i]);
  for (; i < spectra->n_fft; i++) frames[i] = lanes_all(0);
  sg_fft_forward(spectra->fft, frames, out);
}

double sg_spectra_frequency(const void *state, int bin) {
  const sg_spectra *spectra = state;
  return bin * (spectra->sample_rate > 0 ? spectra->sample_rate : 1) / spectra->n_fft;
}

double sg_spectra_peak(const void *state, int bin) {
  (void)bin;
  return ((const sg_spectra *)state)->peak;
}

double sg_spectra_length(const void *state, int bin) {
  (void)bin;
  return ((const sg_spectra *)state)->win_length;
}

size_t sg_spectra_read(void *state, float *rows, size_t max_rows) {
  sg_spectra *spectra = state;
  size_t ready = sg_framer_ready(&spectra->framer, max_rows), hop = (size_t)spectra->framer.hop;
  const float *frame = sg_framer_frame(&spectra->framer);
  for (size_t t = 0; t < ready; t += SG_LANES)
    spectra->rows(state, frame + t * hop, rows + t * (size_t)spectra->row_length,
                  ready - t < SG_LANES ? (int)(ready - t) : SG_LANES);
  sg_framer_advance(&spectra->framer, ready);
  return ready;
}

static inline lanes power_of(lanes_complex c) { return lanes_flush(c.r * c.r + c.i * c.i, SG_POWER_MIN); }

void sg_spectra_power(const sg_spectra *spectra, float exponent, lanes *out) {
  const lanes_complex *spectrum = spectra->spectrum;
  int bins = spectra->bins;
  if (exponent == 2)
    for (int k = 0; k < bins; k++) out[k] = power_of(spectrum[k]);
  else if (exponent == 1)
    for (int k = 0; k < bins; k++) out[k] = lanes_sqrt(power_of(spectrum[k]));
  else
    for (int k = 0; k < bins; k++)
      out[k] = lanes_flush(sg_lanes_pow(power_of(spectrum[k]), exponent / 2), SG_POWER_MIN);
}
