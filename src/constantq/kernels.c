/* kernels.c - filters as the octaves' levels have samples: window and exponential are evaluated there, for each of the
 * places that a frame's centre can have between a level's samples. cqt.c says what that costs in accuracy. */
#include "constantq/kernels.h"

#include <math.h>
#include <stdlib.h>

#include "constantq/dot.h"
#include "math/angle.h"
#include "math/memory.h"

#define TAIL 1e-6       /* of a filter's energy (its root) may lie beyond its level's Nyquist frequency */
#define MAIN_LOBE 2     /* bins of a filter's spectrum that must lie in its level's undisturbed band */
#define DELAY 0.05      /* of a filter's length that decimation may take with low latency: a tenth more than its half */
#define PART_MIN 1e-25f /* fainter parts of a row are rounding alone and become 0 */
#define TAP_MIN 1e-10   /* of a filter's largest: fainter parts of its taps become 0, lest products be subnormal */

static int floor_divide(int a, int by) { return (int)floor((double)a / by); }

/* The lowest level whose band holds the main lobe, whose Nyquist frequency all but the tail, and which comes in time.
 * */
static int choose_level(const sg_constantq *cq, const sg_filter *filter, double most_delay) {
  int level = 0;
  for (double nyquist = 0.25; level + 1 < SG_LEVELS; level++, nyquist /= 2)
    if (filter->frequency + cq->reach / filter->length > nyquist ||
        filter->frequency + MAIN_LOBE / filter->length > SG_OCTAVES_BAND * nyquist ||
        sg_octaves_delay(level + 1) > most_delay)
      break;
  return level;
}

/* By how much a filter is shifted to end where the last sample of its level stands that a frame's centre leaves known.
 * */
static int delay_of(const sg_filter *filter, int level) {
  return filter->last - floor_divide(-sg_octaves_delay(level), 1 << level) * (1 << level);
}

static void place(sg_kernel *kernel, const sg_filter *filter, int delay, int hop, sg_level *levels) {
  int step = 1 << kernel->level;
  sg_level *level = &levels[kernel->level];
  while (kernel->phase_shift < kernel->level && !(hop >> kernel->phase_shift & 1)) kernel->phase_shift++;
  kernel->phases = step >> kernel->phase_shift;
  int last = floor_divide((kernel->phases - 1) * (1 << kernel->phase_shift) + filter->last - delay, step);
  kernel->first =
      floor_divide(filter->last - delay - filter->count + step, step); /* sample last - count + 1, rounded up */
  kernel->count = (last - kernel->first + SG_LANES) / SG_LANES * SG_LANES;
  if (!level->used || kernel->first < level->first) level->first = kernel->first;
  if (!level->used || last > level->last) level->last = last;
  level->used = 1;
}

static sg_status fill(sg_kernel *kernel, const sg_constantq *cq, const sg_filter *filter, int delay, double *window) {
  double factor;
  sg_status status = sg_constantq_factor(cq, filter, window, &factor, &kernel->energy, &kernel->peak);
  kernel->peak /= 2;
  kernel->length = filter->length;
  kernel->values = SG_NEW_ARRAY(float, 2 * (uint64_t)kernel->phases * (uint64_t)kernel->count);
  if (!kernel->values) return SG_NO_MEMORY;
  int step = 1 << kernel->level, n = kernel->level ? kernel->count : filter->count;
  float *re = kernel->values;
  for (int phase = 0; phase < kernel->phases && !status; phase++, re += 2 * kernel->count) {
    double m = (double)kernel->first * step - phase * (1 << kernel->phase_shift) + delay,
           least = TAP_MIN * factor * step;
    float *im = re + kernel->count;
    status = sg_constantq_window(cq, filter, window, n, m, step);
    sg_complex_double e = sg_turn(-filter->frequency * m, 1), turn = sg_turn(-filter->frequency * step, 1);
    for (int i = 0; i < n; i++, e = sg_multiply(e, turn)) {
      double a = window[i] * factor * step, r = a * e.r, j = a * e.i;
      re[i] = fabs(r) >= least ? (float)r : 0;
      im[i] = fabs(j) >= least ? (float)j : 0;
    }
  }
  return status;
}

sg_status sg_kernels_create(sg_kernels *kernels, const sg_config *config, double gamma, int low_latency,
                            sg_level levels[SG_LEVELS]) {
  sg_constantq cq;
  sg_status status = sg_constantq_create(&cq, config, gamma, TAIL);
  if (status) return status;
  kernels->n = config->n_bins;
  kernels->bins = SG_NEW_ARRAY(sg_kernel, kernels->n);
  double *window = SG_NEW_ARRAY(double, sg_constantq_filter(&cq, 0).count + SG_LANES);
  if (low_latency) kernels->delays = SG_NEW_ARRAY(int, kernels->n);
  if (!kernels->bins || !window || (low_latency && !kernels->delays)) status = SG_NO_MEMORY;
  for (int b = 0; b < kernels->n && !status; b++) {
    sg_kernel *kernel = &kernels->bins[b];
    sg_filter filter = sg_constantq_filter(&cq, b);
    kernel->frequency = sg_constantq_frequency(&cq, b);
    kernel->level = choose_level(&cq, &filter, low_latency ? DELAY * filter.length : INFINITY);
    int delay = low_latency ? kernels->delays[b] = delay_of(&filter, kernel->level) : 0;
    place(kernel, &filter, delay, config->hop_length, levels);
    status = fill(kernel, &cq, &filter, delay, window);
  }
  if (low_latency) levels[0].used = 1; /* whatever the bins need, a row waits for its own sample */
  free(window);
  return status;
}

void sg_kernels_destroy(sg_kernels *kernels) {
  for (int b = 0; kernels->bins && b < kernels->n; b++) free(kernels->bins[b].values);
  free(kernels->bins);
  free(kernels->delays);
}

/* Bin b of frames frame + start, frame + start + phases, ... below count, which share a kernel. */
static void make_bin(const sg_kernels *kernels, const sg_octaves *octaves, int b, int64_t frame, int start, int count,
                     float *rows) {
  const sg_kernel *kernel = &kernels->bins[b];
  const float *values = sg_kernel_at(kernel, (frame + start) * octaves->hop);
  for (int t = start; t < count;) {
    const float *x[SG_LANES];
    int frames = (count - 1 - t) / kernel->phases + 1 < SG_LANES ? 1 : SG_LANES;
    for (int f = 0; f < frames; f++)
      x[f] = sg_octaves_at(octaves, kernel->level, frame + t + f * kernel->phases) + kernel->first;
    lanes_complex c = frames == 1 ? sg_product(values, kernel->count, x[0]) : sg_products(values, kernel->count, x);
    for (int f = 0; f < frames; f++, t += kernel->phases) {
      float *part = rows + 2 * ((size_t)t * (size_t)kernels->n + (size_t)b);
      part[0] = fabsf(c.r[f]) >= PART_MIN ? c.r[f] : 0;
      part[1] = fabsf(c.i[f]) >= PART_MIN ? c.i[f] : 0;
    }
  }
}

void sg_kernels_rows(const sg_kernels *kernels, const sg_octaves *octaves, int64_t frame, int count, float *rows) {
  for (int b = 0; b < kernels->n; b++)
    for (int start = 0; start < kernels->bins[b].phases && start < count; start++)
      make_bin(kernels, octaves, b, frame, start, count, rows);
}
