/* augment.c - SpecAugment: rows warped in time, and stretches of rows and bands of bins masked (Park et al., 2019).
 * Masks are drawn as torchaudio draws them, the warp as ESPnet does. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/memory.h"
#include "math/noise.h"
#include "specgram.h"

static double uniform(uint64_t *state) { return sg_noise(state) + 0.5; }

/* A mask along an axis of n, no wider than a share of it: where it starts and ends. */
static void draw_mask(uint64_t *state, double most, double share, int n, double mask[2]) {
  if (share < 1) most = fmin(most, floor(n * share));
  double width = uniform(state) * most, start = floor(uniform(state) * (n - width));
  mask[0] = fmax(start, 0);
  mask[1] = fmax(fmin(start + floor(width), n), mask[0]);
}

/* What may be multiplied and added up. */
static float tame(float x) { return fabsf(x) <= SG_ROW_MAX ? x : x > 0 ? SG_ROW_MAX : x < 0 ? -SG_ROW_MAX : 0; }

/* The weights of the four rows around a place t behind the second one: Keys's cubic convolution (1981), a = -3/4. */
static void weigh(float weights[4], double t, int is_linear) {
  const double a = -0.75;
  for (int k = 0; k < 4; k++) {
    double x = fabs(t + 1 - k);
    double cubic = x <= 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
    weights[k] = (float)(is_linear ? fmax(1 - x, 0) : cubic);
  }
}

/* Rows resized to other rows, each place the middle of a row, the outermost rows going on for ever. */
static void resize(float *to, int after, const float *from, int before, int bins, int is_linear) {
  for (int t = 0; t < after; t++, to += bins) {
    double place = (t + 0.5) * before / after - 0.5, second = floor(place);
    float weights[4];
    const float *rows[4];
    weigh(weights, place - second, is_linear);
    for (int k = 0; k < 4; k++) rows[k] = from + (size_t)fmax(0, fmin(second - 1 + k, before - 1)) * (size_t)bins;
    for (int i = 0; i < bins; i++) {
      float y = 0;
      for (int k = 0; k < 4; k++) y += weights[k] * tame(rows[k][i]);
      to[i] = fabsf(y) >= FLT_MIN ? y : 0;
    }
  }
}

static sg_status warp(float *x, int frames, int bins, int from, int to, int is_linear) {
  size_t floats = (size_t)frames * (size_t)bins, before = (size_t)from * (size_t)bins;
  float *copy = SG_NEW_ARRAY(float, floats);
  if (!copy) return SG_NO_MEMORY;
  memcpy(copy, x, floats * sizeof *copy);
  resize(x, to, copy, from, bins, is_linear);
  resize(x + (size_t)to * (size_t)bins, frames - to, copy + before, frames - from, bins, is_linear);
  free(copy);
  return SG_OK;
}

static float mean(const float *x, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += tame(x[i]);
  return n ? (float)(sum / (double)n) : 0;
}

sg_status sg_augment(float *x, int frames, int bins, const sg_config *config, double *drawn) {
  uint64_t state = (uint64_t)config->seed;
  int reach = config->time_warp, is_linear = config->warp_mode == SG_WARP_BILINEAR, times = config->n_time_masks;
  double *masks = drawn + 2;
  drawn[0] = drawn[1] = 0;
  if (reach > 0 && bins > 0 && frames > 2 * reach) {
    drawn[0] = reach + floor(uniform(&state) * (frames - 2 * reach));
    drawn[1] = drawn[0] - reach + 1 + floor(uniform(&state) * (2 * reach));
    sg_status status = warp(x, frames, bins, (int)drawn[0], (int)drawn[1], is_linear);
    if (status) return status;
  }
  float value = config->mask_value <= SG_MASK_MEAN ? mean(x, (size_t)frames * (size_t)bins) : (float)config->mask_value;
  for (int m = 0; m < times + config->n_freq_masks; m++, masks += 2) {
    int is_time = m < times;
    draw_mask(&state, is_time ? config->time_mask_param : config->freq_mask_param, config->mask_share,
              is_time ? frames : bins, masks);
    int first = is_time ? (int)masks[0] : 0, end = is_time ? (int)masks[1] : frames;
    for (int t = first; t < end; t++)
      for (int i = is_time ? 0 : (int)masks[0]; i < (is_time ? bins : masks[1]); i++)
        x[(size_t)t * (size_t)bins + (size_t)i] = value;
  }
  return SG_OK;
}
