/* cqt.c - sound to the constant-Q and variable-Q transforms, exactly: for bin b of frame t, with librosa's filters
 * (constantq.h) at full rate,
 *   C[t][b] = factor_b * sum over m of window_b[m] x[t hop + m] exp(-2 pi j f_b m / rate).
 *
 * Each bin's sum is taken over the lowest level of the pyramid (pyramid.h) that can carry its filter, with the window
 * and the exponential evaluated at that level's own samples, for each of the places that a frame's centre can have
 * between them; so any hop will do. What this leaves out of the definition, relative to a filter's response to its
 * own frequency (at the worst frequency) and to the root of its energy (for noise):
 *                                                              worst frequency    noise
 *   side lobes of the window beyond the level's Nyquist frequency       1.4e-7    1e-6 (TAIL)
 *   what half-band filters add and take away, in all levels             7e-7      5e-7
 *   single precision                                                    1e-7      3e-7
 * So noise comes out within 1.5e-6, and a loud tone leaves at most -120 dB of itself where the definition has nothing.
 * tests/cqt-accuracy.mjs measures it. */
#include <math.h>
#include <stdlib.h>

#include "constantq.h"
#include "memory.h"
#include "products.h"
#include "pyramid.h"
#include "turn.h"

#define TAIL 1e-6       /* see above */
#define MAIN_LOBE 2     /* bins of a filter's spectrum that must lie in a level's undisturbed band */
#define PART_MIN 1e-25f /* fainter parts of a row are rounding alone and become 0 */
#define TAP_MIN 1e-10   /* of a filter's largest: fainter parts of its taps become 0, lest products be subnormal */
#define BATCH 32        /* frames made at a time, so that filters are read once for all of them */

typedef struct bin {
  int level;
  int first, count;  /* its samples of the level, counted from the one at or before the frame's centre */
  int phase_shift;   /* frames t have kernel (t * hop mod 2^level) >> phase_shift ... */
  int phases;        /* ... of so many, which frame t + phases has too */
  float *kernels;    /* [phases][re, im][count] */
} bin;

typedef struct cqt {
  sg_pyramid pyramid;
  sg_constantq constantq;
  int n_bins;
  int64_t next;      /* frame */
  bin *bins;         /* [n_bins] */
  double *frequencies; /* [n_bins], Hz */
} cqt;

static void destroy(void *state) {
  cqt *s = state;
  if (!s) return;
  sg_pyramid_destroy(&s->pyramid);
  for (int b = 0; s->bins && b < s->n_bins; b++) free(s->bins[b].kernels);
  free(s->bins);
  free(s->frequencies);
  free(s);
}

static void reset(void *state) {
  sg_pyramid_reset(state);
  ((cqt *)state)->next = 0;
}

static int floor_divide(int a, int by) { return (int)floor((double)a / by); }

/* The lowest level whose band holds the main lobe, and whose Nyquist frequency all but the tail. */
static int choose_level(const sg_constantq *cq, const sg_filter *filter) {
  int level = 0;
  for (double nyquist = 0.25; level + 1 < SG_LEVELS; level++, nyquist /= 2)
    if (filter->frequency + cq->reach / filter->length > nyquist ||
        filter->frequency + MAIN_LOBE / filter->length > SG_PYRAMID_BAND * nyquist) break;
  return level;
}

/* Where a bin's samples lie; the level is told what frames will need of it. */
static void place_bin(cqt *s, bin *bin, const sg_filter *filter, int hop) {
  int step = 1 << (bin->level = choose_level(&s->constantq, filter));
  sg_level *level = &s->pyramid.levels[bin->level];
  while (bin->phase_shift < bin->level && !(hop >> bin->phase_shift & 1)) bin->phase_shift++;
  bin->phases = step >> bin->phase_shift;
  int last = floor_divide((bin->phases - 1) * (1 << bin->phase_shift) + filter->last, step);
  bin->first = floor_divide(filter->last - filter->count + step, step); /* the first sample, m = last - count + 1, rounded up */
  bin->count = (last - bin->first + SG_LANES) / SG_LANES * SG_LANES;
  if (!level->used || bin->first < level->first) level->first = bin->first;
  if (!level->used || last > level->last) level->last = last;
  level->used = 1;
}

static sg_status make_kernels(const sg_constantq *cq, bin *bin, const sg_filter *filter, double *window) {
  double factor;
  sg_status status = sg_constantq_factor(cq, filter, window, &factor);
  bin->kernels = SG_NEW_ARRAY(float, 2 * (size_t)bin->phases * (size_t)bin->count);
  if (!bin->kernels) return SG_NO_MEMORY;
  int step = 1 << bin->level, n = bin->level ? bin->count : filter->count;
  float *re = bin->kernels;
  for (int phase = 0; phase < bin->phases && !status; phase++, re += 2 * bin->count) {
    double m = (double)bin->first * step - phase * (1 << bin->phase_shift), least = TAP_MIN * factor * step;
    float *im = re + bin->count;
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

static sg_status create(void **state, const sg_config *config, sg_layout *layout, double gamma) {
  cqt *s = *state = SG_NEW(cqt);
  if (!s) return SG_NO_MEMORY;
  sg_status status = sg_constantq_create(&s->constantq, config, gamma, TAIL);
  if (status) return status;
  layout->bins = s->n_bins = config->n_bins;
  layout->row_length = 2 * s->n_bins;
  s->bins = SG_NEW_ARRAY(bin, s->n_bins);
  s->frequencies = SG_NEW_ARRAY(double, s->n_bins);
  double *window = SG_NEW_ARRAY(double, sg_constantq_filter(&s->constantq, 0).count + SG_LANES);
  if (!s->bins || !s->frequencies || !window) status = SG_NO_MEMORY;
  for (int b = 0; b < s->n_bins && !status; b++) {
    sg_filter filter = sg_constantq_filter(&s->constantq, b);
    s->frequencies[b] = sg_constantq_frequency(&s->constantq, b);
    place_bin(s, &s->bins[b], &filter, config->hop_length);
    status = make_kernels(&s->constantq, &s->bins[b], &filter, window);
  }
  free(window);
  return status ? status : sg_pyramid_create(&s->pyramid, config, layout);
}

static sg_status create_cqt(void **state, const sg_config *config, sg_layout *layout) {
  return create(state, config, layout, 0);
}

static sg_status create_vqt(void **state, const sg_config *config, sg_layout *layout) {
  return create(state, config, layout, config->gamma);
}

static void make_rows(const cqt *s, float *rows, int count) {
  int hop = s->pyramid.hop;
  for (int b = 0; b < s->n_bins; b++) {
    const bin *bin = &s->bins[b];
    for (int start = 0; start < bin->phases && start < count; start++) {
      int64_t phase = (s->next + start) * hop % (1 << bin->level) >> bin->phase_shift;
      const float *kernel = bin->kernels + 2 * (size_t)bin->count * (size_t)phase;
      for (int t = start; t < count;) { /* frames of this phase */
        const float *x[SG_LANES];
        int frames = (count - 1 - t) / bin->phases + 1 < SG_LANES ? 1 : SG_LANES;
        for (int f = 0; f < frames; f++)
          x[f] = sg_pyramid_at(&s->pyramid, bin->level, s->next + t + f * bin->phases) + bin->first;
        lanes_complex c = frames == 1 ? sg_product(kernel, bin->count, x[0]) : sg_products(kernel, bin->count, x);
        for (int f = 0; f < frames; f++, t += bin->phases) {
          float *part = rows + 2 * ((size_t)t * (size_t)s->n_bins + (size_t)b);
          part[0] = fabsf(c.r[f]) >= PART_MIN ? c.r[f] : 0;
          part[1] = fabsf(c.i[f]) >= PART_MIN ? c.i[f] : 0;
        }
      }
    }
  }
}

static size_t read(void *state, float *rows, size_t max_rows) {
  cqt *s = state;
  size_t done = 0, count;
  while (done < max_rows) {
    count = sg_pyramid_ready(&s->pyramid, s->next, max_rows - done < BATCH ? max_rows - done : BATCH);
    if (!count) break;
    make_rows(s, rows + 2 * done * (size_t)s->n_bins, (int)count);
    s->next += (int64_t)count;
    done += count;
  }
  return done;
}

static double frequency(const void *state, int bin) { return ((const cqt *)state)->frequencies[bin]; }

const sg_transform sg_cqt = {"cqt", create_cqt, destroy, reset, sg_pyramid_write, sg_framer_finish,
                             read, sg_pyramid_rows, frequency};
const sg_transform sg_vqt = {"vqt", create_vqt, destroy, reset, sg_pyramid_write, sg_framer_finish,
                             read, sg_pyramid_rows, frequency};
