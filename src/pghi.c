/* pghi.c - magnitudes to phases, by integrating the gradient that the logarithm of the magnitudes gives (pghi.h) from
 * the loudest cell outwards, always on from the loudest cell reached. Prusa, Balazs, Sondergaard (2017), algorithm 1. */
#include "pghi.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "decibel.h"
#include "memory.h"
#include "retrieval.h"

#define LN2_TURN 0.11031780034 /* ln 2 / (2 pi) */
#define UNKNOWN 2.0f           /* a phase that no wrapped one equals */
#define CELLS_AT_A_TIME 4096   /* a loop that runs long stays in the browser's slow code */

/* log2 by the series of the inverse hyperbolic tangent, as sg_log2's; what is left out after s^7 is below 5e-8. */
lanes sg_lanes_log2(lanes x) {
  lanes_mask bits = (lanes_mask)x, shifted = bits + (0x3f800000 - 0x3f3504f3);
  lanes_mask exponent = (shifted >> 23) - 127;
  lanes m = (lanes)(bits - exponent * 0x800000), s = (m - 1) / (m + 1), z = s * s;
  lanes series = lanes_all(0.4121985831f);
  series = series * z + 0.5770780164f;
  series = series * z + 0.9617966939f;
  series = series * z + 2.885390082f;
  return __builtin_convertvector(exponent, lanes) + s * series;
}

/* gamma / length^2 for windows of the paper's table 1; 0 for the others. */
static double known_shape(int window) {
  switch (window) {
    case SG_HANN: return 0.25645;
    case SG_COSINE: return 0.41532;
    case SG_HAMMING: return 0.29794;
    case SG_BARTLETT: return 0.27561;
    case SG_BLACKMAN: return 0.17954;
    case SG_NUTTALL: return 0.12807;
  }
  return 0;
}

/* The squared distance of a window from the Gaussian exp(-pi i^2 / (shape length^2)), both with a peak of 1. */
static double distance(const double *window, int n, int length, double peak, double shape) {
  double sum = 0;
  int step = 1 + length / 4096;
  for (int i = 0; i < n; i += step) {
    double u = (i - n / 2) / (double)length;
    double off = window[i] / peak - sg_exp2(-4.5323601418271938 * u * u / shape); /* pi / ln 2 */
    sum += off * off;
  }
  return sum;
}

/* The nearest Gaussian's gamma / length^2, by golden section of its logarithm. */
static double fitted_shape(const double *window, int n, int length) {
  double low = -8, high = 2, peak = 0;
  for (int i = 0; i < n; i++) peak = fmax(peak, fabs(window[i]));
  for (int i = 0; i < 40 && peak > 0; i++) {
    double a = high - 0.6180339887 * (high - low), b = low + 0.6180339887 * (high - low);
    if (distance(window, n, length, peak, sg_exp2(a)) < distance(window, n, length, peak, sg_exp2(b))) high = b;
    else low = a;
  }
  return sg_exp2((low + high) / 2);
}

sg_status sg_pghi_factors(float *per_bin, float *per_frame, const sg_config *config) {
  double shape = known_shape(config->window), length = config->win_length;
  if (!(shape > 0)) {
    double *window = SG_NEW_ARRAY(double, config->n_fft);
    sg_status status = window ? sg_frame_window(window, config) : SG_NO_MEMORY;
    if (!status) shape = fitted_shape(window, config->n_fft, config->win_length);
    free(window);
    if (status) return status;
  }
  double spread = (double)config->hop_length * config->n_fft / (shape * length * length);
  *per_bin = (float)(LN2_TURN * spread);
  *per_frame = (float)(LN2_TURN / spread);
  return SG_OK;
}

/* The floats of the estimate: a cell's phase stands at its index, its log2 magnitude four further on. */
static int32_t cell_at(const sg_retrieval *r, int t, int k) { return ((t / 4) * r->bins + k) * 8 + t % 4; }

/* Turns a frame, at frame t and bin k. */
static float time_gradient(const sg_retrieval *r, const float *logs, int32_t cell, int k) {
  float slope = k > 0 && k < r->bins - 1 ? (logs[cell + 8] - logs[cell - 8]) / 2 : 0; /* even around 0 and n / 2 */
  return r->per_bin * slope + sg_pghi_advance(k, r->spectra.framer.hop, r->spectra.framer.length);
}

/* Turns a bin. */
static float frequency_gradient(const sg_retrieval *r, const float *logs, int t, int k) {
  int before = t > 0 ? t - 1 : 0, after = t < r->frames - 1 ? t + 1 : t;
  float slope = (logs[cell_at(r, after, k)] - logs[cell_at(r, before, k)]) / (float)(after - before);
  return -0.5f - r->per_frame * slope;
}

/* Takes up to count cells from the queue, or from the seeds when it is empty, and goes on from each to those around
 * it. Returns 0 when all are done. */
static __attribute__((noinline)) int integrate(sg_retrieval *r, int count) {
  float *phases = (float *)(void *)r->estimate, *logs = phases + 4;
  float lowest = r->lowest, range = (float)(1 / r->octaves);
  while (count--) {
    int32_t cell = sg_queue_pop(&r->queue);
    if (cell < 0) { /* an island that nothing reached yet starts with phase 0 */
      cell = sg_queue_pop(&r->seeds);
      if (cell < 0) return 0;
      if (phases[cell] != UNKNOWN) continue;
      phases[cell] = 0;
    }
    int t = cell / 8 / r->bins * 4 + cell % 8, k = cell / 8 % r->bins;
    float along_time = time_gradient(r, logs, cell, k), along_frequency = frequency_gradient(r, logs, t, k);
    for (int way = 0; way < 4; way++) {
      int next_t = t + (way == 0) - (way == 1), next_k = k + (way == 2) - (way == 3);
      if (next_t < 0 || next_t >= r->frames || next_k < 0 || next_k >= r->bins) continue;
      int32_t next = cell_at(r, next_t, next_k);
      if (phases[next] != UNKNOWN) continue;
      float step = way < 2 ? along_time + time_gradient(r, logs, next, next_k)
                           : along_frequency + frequency_gradient(r, logs, next_t, next_k);
      phases[next] = sg_wrap(phases[cell] + (way % 2 ? -0.5f : 0.5f) * step);
      sg_queue_push(&r->queue, next, (logs[next] - lowest) * range);
    }
  }
  return 1;
}

void sg_pghi(sg_retrieval *r, uint64_t noise) {
  float *phases = (float *)(void *)r->estimate, *logs = phases + 4;
  float loudest = r->loudest > 0 ? r->loudest : 1, least = (float)(loudest * sg_exp2(-r->octaves));
  float lowest = r->lowest = (float)(sg_log2(loudest) - r->octaves), range = (float)(1 / r->octaves);
  size_t cells = (size_t)r->quads * (size_t)r->bins;
  for (size_t i = 0; i < cells; i++)
    r->estimate[i].i = sg_lanes_log2(lanes_select(r->magnitudes[i] > least, r->magnitudes[i], lanes_all(least)));

  sg_queue_clear(&r->queue);
  sg_queue_clear(&r->seeds);
  r->queue.links = (int32_t *)(void *)r->previous;
  r->seeds.links = r->queue.links + 4;
  for (int32_t t = 0; t < r->frames; t++)
    for (int k = 0; k < r->bins; k++) {
      int32_t cell = cell_at(r, t, k);
      float noisy = sg_noise(&noise);
      int is_heard = r->magnitudes[cell / 8][cell % 8] > least;
      phases[cell] = is_heard ? UNKNOWN : noisy;
      if (is_heard) sg_queue_push(&r->seeds, cell, (logs[cell] - lowest) * range);
    }
  while (integrate(r, CELLS_AT_A_TIME)) continue;
}
