/* autocorrelation.c - frames to their autocorrelation. */
#include "frames/autocorrelation.h"

#include <stdlib.h>
#include <string.h>

#include "frames/window.h"
#include "math/memory.h"

#define PART_MIN 1e-15f
#define LEAST 1e-20f /* fainter parts of the energy become 0: what the inverse FFT makes of them would be subnormal */

sg_status sg_autocorrelation_create(sg_autocorrelation *a, int length, int lags, const double *window) {
  a->length = length;
  a->lags = lags;
  a->size = sg_fft_next_size((double)length + lags - 1);
  if (!a->size) return SG_TOO_LARGE;
  a->forward = sg_fft_create(a->size, 0);
  a->inverse = sg_fft_create(a->size, 1);
  a->frames = SG_NEW_ARRAY(lanes, a->size);
  a->spectrum = SG_NEW_ARRAY(lanes_complex, a->size / 2 + 1);
  if (!a->forward || !a->inverse || !a->frames || !a->spectrum) return SG_NO_MEMORY;
  if (!window) return SG_OK;
  a->window = SG_NEW_ARRAY(float, length);
  if (a->window) sg_window_round(a->window, window, length, 1);
  return a->window ? SG_OK : SG_NO_MEMORY;
}

void sg_autocorrelation_destroy(sg_autocorrelation *a) {
  free(a->window);
  sg_fft_destroy(a->forward);
  sg_fft_destroy(a->inverse);
  free(a->frames);
  free(a->spectrum);
}

const lanes *sg_autocorrelation_run(sg_autocorrelation *a, const float *samples, int hop, int count) {
  const float *rows[SG_LANES];
  for (int f = 0; f < SG_LANES; f++) rows[f] = samples + (f < count ? f : 0) * (size_t)hop;
  for (int i = 0; i < a->length; i++) {
    lanes x = {rows[0][i], rows[1][i], rows[2][i], rows[3][i]};
    a->frames[i] = a->window ? x * lanes_all(a->window[i]) : x;
  }
  memset(a->frames + a->length, 0, (size_t)(a->size - a->length) * sizeof *a->frames);
  sg_fft_forward(a->forward, a->frames, a->spectrum);
  float share = 1 / (float)a->size;
  for (int k = 0; k <= a->size / 2; k++) {
    lanes r = lanes_flush(a->spectrum[k].r, PART_MIN), i = lanes_flush(a->spectrum[k].i, PART_MIN);
    a->spectrum[k] = (lanes_complex){lanes_flush((r * r + i * i) * share, LEAST), lanes_all(0)};
  }
  sg_fft_inverse(a->inverse, a->spectrum, a->frames);
  return a->frames;
}
