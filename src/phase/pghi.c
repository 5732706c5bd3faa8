/* pghi.c - magnitudes to phases, by integrating the gradient that the logarithm of the magnitudes gives (pghi.h) from
 * the loudest cell outwards, always on from the loudest cell reached. Prusa, Balazs, Sondergaard (2017), algorithm 1.
 * */
#include "phase/pghi.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/decibel.h"
#include "math/memory.h"
#include "math/noise.h"
#include "phase/retrieval.h"
#include "frames/window.h"

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

/* A cell's number, from which frame and bin are read without a division; and where it lies among the floats of the
 * estimate: its phase there, its log2 magnitude four further on. */
static int32_t cell_of(const sg_retrieval *r, int t, int k) { return ((t / 4) << r->bin_bits | k) * 4 + t % 4; }
static size_t place_of(const sg_retrieval *r, int t, int k) {
  return ((size_t)(t / 4) * (size_t)r->bins + (size_t)k) * 8 + (size_t)(t % 4);
}

/* dL/dk; L is even around 0 and n / 2, which of odd n is half a bin above the last. */
static float along_bins(const sg_retrieval *r, const float *log, int k) {
  if (k > 0 && k < r->bins - 1) return (log[8] - log[-8]) / 2;
  return k == 0 || 2 * k == r->overlap.n ? 0 : (log[0] - log[-8]) / 2;
}

/* dL/dt */
static float along_frames(const sg_retrieval *r, const float *logs, int t, int k) {
  int last = r->frames - 1, from = t > 0 ? t - 1 : 0, to = t < last ? t + 1 : last;
  float rise = logs[place_of(r, to, k)] - logs[place_of(r, from, k)];
  return t > 0 && t < last ? rise / 2 : rise;
}

/* The loudest cell of a quad that has no phase yet, or -1. */
static int32_t loudest_unknown(const sg_retrieval *r, int quad, float *log) {
  const float *phases = (const float *)(const void *)r->estimate, *logs = phases + 4;
  int32_t found = -1;
  *log = -INFINITY;
  for (int k = 0; k < r->bins; k++)
    for (int f = 0; f < 4; f++) {
      size_t at = place_of(r, 4 * quad + f, k);
      if (phases[at] == UNKNOWN && logs[at] > *log) {
        *log = logs[at];
        found = cell_of(r, 4 * quad + f, k);
      }
    }
  return found;
}

/* The loudest of all cells without a phase, or -1. r->rest[quad] is at least the log2 of the loudest one there. */
static int32_t next_island(sg_retrieval *r) {
  for (;;) {
    int quad = 0;
    float log;
    for (int i = 1; i < r->quads; i++)
      if (r->rest[i] > r->rest[quad]) quad = i;
    if (r->rest[quad] == -INFINITY) return -1;
    int32_t cell = loudest_unknown(r, quad, &log);
    int is_next = cell >= 0 && log == r->rest[quad];
    r->rest[quad] = log;
    if (is_next) return cell;
  }
}

/* Takes up to count cells from the queue and goes on from each to those around it. Returns 0 when all are done. */
static __attribute__((noinline)) int integrate(sg_retrieval *r, int count) {
  float *phases = (float *)(void *)r->estimate, *logs = phases + 4;
  float range = (float)(1 / r->octaves);
  while (count--) {
    int32_t cell = sg_queue_pop(&r->queue);
    if (cell < 0) { /* an island that nothing reached yet starts with phase 0 */
      cell = next_island(r);
      if (cell < 0) return 0;
    }
    int t = (cell / 4 >> r->bin_bits) * 4 + cell % 4, k = cell / 4 & ((1 << r->bin_bits) - 1);
    size_t place = place_of(r, t, k);
    if (phases[place] == UNKNOWN) phases[place] = 0;
    float by_bin = along_bins(r, logs + place, k), by_frame = along_frames(r, logs, t, k);
    for (int way = 0; way < 4; way++) {
      int to_t = t + (way == 0) - (way == 1), to_k = k + (way == 2) - (way == 3);
      if (to_t < 0 || to_t >= r->frames || to_k < 0 || to_k >= r->bins) continue;
      size_t to = place_of(r, to_t, to_k);
      if (phases[to] != UNKNOWN) continue;
      float step = way < 2 ? r->advance[k] + r->per_bin * (by_bin + along_bins(r, logs + to, k)) / 2
                           : -0.5f - r->per_frame * (by_frame + along_frames(r, logs, to_t, to_k)) / 2;
      phases[to] = sg_wrap(way % 2 ? phases[place] - step : phases[place] + step);
      sg_queue_push(&r->queue, cell_of(r, to_t, to_k), (logs[to] - r->lowest) * range);
    }
  }
  return 1;
}

void sg_pghi(sg_retrieval *r, uint64_t noise) {
  float loudest = r->loudest > 0 ? r->loudest : 1, least = (float)(loudest * sg_exp2(-r->octaves));
  size_t cells = (size_t)r->quads * (size_t)r->bins;
  r->lowest = (float)(sg_log2(loudest) - r->octaves);
  for (size_t i = 0; i < cells; i++) {
    lanes magnitude = r->magnitudes[i], turns;
    for (int f = 0; f < SG_LANES; f++) turns[f] = sg_noise(&noise);
    r->estimate[i].r = lanes_select(magnitude > least, lanes_all(UNKNOWN), turns);
    r->estimate[i].i = sg_lanes_log2(lanes_select(magnitude > least, magnitude, lanes_all(least)));
  }
  for (int quad = 0; quad < r->quads; quad++) loudest_unknown(r, quad, &r->rest[quad]);
  sg_queue_clear(&r->queue);
  while (integrate(r, CELLS_AT_A_TIME)) continue;
}
