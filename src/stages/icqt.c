/* icqt.c - the constant-Q transform's transpose, weighted so that it nearly undoes it where frames are close enough:
 * with the filters g_b of cqt.c,
 *   y[n] = sum over t, b of weight_b Re(C[t][b] conj(g_b[n - t hop])),
 *   weight_b = 2 hop (f_b ln 2 / bins_per_octave) / (rate * sum of |g_b|^2),
 * which makes the sum over b of weight_b |G_b(f)|^2 / (2 hop) close to 1 in the band. It runs cqt.c backwards: each
 * value spreads its kernel over its level, and the levels go up by the transpose of the half-band filter. Being the
 * exact transpose (times positive weights), it is what least squares by conjugate gradients needs. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "constantq/kernels.h"
#include "math/memory.h"
#include "constantq/dot.h"

#define LN2 0.69314718055994531
#define SAMPLE_MIN 1e-25f /* fainter samples become 0 */
#define MARGIN 32         /* samples of a level that lanes and filters may touch beyond those that frames do */

typedef struct icqt {
  sg_kernels kernels;
  float *weights;             /* [n_bins] */
  sg_level levels[SG_LEVELS]; /* what has been spread over them so far; base is kept, fill is not used */
  int64_t risen[SG_LEVELS];   /* samples below this one of a level have gone up */
  sg_extent extent;
  int hop;
  float taps[SG_HALFBAND];
  int64_t frame;        /* the next one */
  int64_t given, ready; /* samples out, samples that no later frame will change */
  int64_t frames;       /* written */
  int finished;
  double length; /* samples wanted, or negative */
} icqt;

static void destroy(void *state) {
  icqt *s = state;
  if (!s) return;
  sg_kernels_destroy(&s->kernels);
  for (int d = 0; d < SG_LEVELS; d++) free(s->levels[d].samples);
  free(s->weights);
  free(s);
}

static void reset(void *state) {
  icqt *s = state;
  for (int d = 0; d < s->extent.depth; d++) {
    sg_level *level = &s->levels[d];
    memset(level->samples, 0, level->capacity * sizeof *level->samples);
    level->base = 0;
    s->risen[d] = SG_LANES * 3; /* nothing lies before, and the filter reaches back to 3 */
  }
  s->frame = s->frames = s->given = s->ready = s->finished = 0;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  icqt *s = *state = SG_NEW(icqt);
  if (!s) return SG_NO_MEMORY;
  sg_status status = sg_kernels_create(&s->kernels, config, config->gamma, 0, s->levels);
  if (!status) status = sg_halfband(s->taps);
  if (status) return status;
  s->hop = config->hop_length;
  s->length = config->length;
  if (config->n_frames >= 1 && s->length >= config->n_frames * s->hop) return SG_BEYOND_FRAMES;
  s->extent = sg_octaves_extent(s->levels);
  s->weights = SG_NEW_ARRAY(float, s->kernels.n);
  if (!s->weights) return SG_NO_MEMORY;
  for (int b = 0; b < s->kernels.n; b++) {
    const sg_kernel *kernel = &s->kernels.bins[b];
    double width = kernel->frequency * LN2 / config->bins_per_octave;
    s->weights[b] = (float)(2 * s->hop * width / (config->sample_rate * kernel->energy));
  }
  for (int d = 0; d < s->extent.depth; d++) {
    sg_level *level = &s->levels[d];
    size_t block = (size_t)(4 * s->hop > 16384 ? 4 * s->hop : 16384) >> d;
    level->capacity = (size_t)(2 * s->extent.lead >> d) + (size_t)(level->last - level->first) + block + 4 * MARGIN;
    level->samples = SG_NEW_ARRAY(float, level->capacity);
    if (!level->samples) return SG_NO_MEMORY;
  }
  facts->bins = s->kernels.n;
  facts->input_length = 2 * s->kernels.n;
  facts->hop = s->hop;
  facts->latency = s->extent.before;
  reset(s);
  return SG_OK;
}

/* Forgets what has gone up, or out; whether the frame's samples, and those between it and the next one's, then fit. */
static int has_room(icqt *s, int64_t centre) {
  for (int d = 0; d < s->extent.depth; d++) {
    sg_level *level = &s->levels[d];
    int64_t end = (centre >> d) + level->last + MARGIN, next = ((centre + s->hop) >> d) + level->first + MARGIN;
    if (next > end) end = next;
    if (end - level->base <= (int64_t)level->capacity) continue;
    int64_t keep = d ? s->risen[d] - SG_HALFBAND : s->extent.lead + s->given;
    size_t drop = keep > level->base ? (size_t)(keep - level->base) : 0;
    if (drop > level->capacity) drop = level->capacity;
    memmove(level->samples, level->samples + drop, (level->capacity - drop) * sizeof *level->samples);
    memset(level->samples + level->capacity - drop, 0, drop * sizeof *level->samples);
    level->base += (int64_t)drop;
    if (end - level->base > (int64_t)level->capacity) return 0;
  }
  return 1;
}

/* Takes up what no frame from this centre on will change. */
static void rise(icqt *s, int64_t centre) {
  int64_t final = INT64_MAX;
  for (int d = s->extent.depth - 1; d >= 0; d--) {
    sg_level *level = &s->levels[d];
    int64_t untouched = (centre >> d) + level->first;
    if (level->used && untouched < final) final = untouched;
    if (!d) break;
    int64_t from = s->risen[d], n = (final - SG_HALFBAND - from) / SG_LANES * SG_LANES;
    if (n > 0) {
      sg_double(s->taps, level->samples + (from - level->base), level[-1].samples + (2 * from - level[-1].base),
                (int)n);
      s->risen[d] += n;
    }
    final = 2 * s->risen[d];
  }
  s->ready = final - s->extent.lead;
}

/* One frame's values, or none at all, which lets what went before go up; whether there was room. */
static int take(icqt *s, const float *row) {
  int64_t centre = s->frame * s->hop + s->extent.lead;
  if (!has_room(s, centre)) return 0;
  for (int b = 0; row && b < s->kernels.n; b++) {
    const sg_kernel *kernel = &s->kernels.bins[b];
    sg_level *level = &s->levels[kernel->level];
    sg_spread(sg_kernel_at(kernel, centre), kernel->count, row[2 * b] * s->weights[b], row[2 * b + 1] * s->weights[b],
              level->samples + ((centre >> kernel->level) + kernel->first - level->base));
  }
  s->frame++;
  rise(s, centre + s->hop);
  return 1;
}

static size_t write(void *state, const float *rows, size_t n) {
  icqt *s = state;
  size_t done = 0;
  for (; done < n && !s->finished; done++) {
    if (s->length >= 0 && (double)s->given >= s->length) continue; /* nobody will read what comes of it */
    if (!take(s, rows + done * 2 * (size_t)s->kernels.n)) break;
  }
  s->frames += (int64_t)done;
  return done;
}

static void finish(void *state) { ((icqt *)state)->finished = 1; }

static size_t read(void *state, float *samples, size_t n) {
  icqt *s = state;
  int64_t end = s->length >= 0 ? (int64_t)s->length : s->frames > 0 ? (s->frames - 1) * s->hop : 0, count;
  do {
    count = s->ready < end ? s->ready - s->given : end - s->given;
  } while (count <= 0 && s->finished && s->given < end && take(s, NULL));
  if (count <= 0) return 0;
  if (n > (size_t)count) n = (size_t)count;
  const float *from = s->levels[0].samples + (s->extent.lead + s->given - s->levels[0].base);
  for (size_t i = 0; i < n; i++) samples[i] = fabsf(from[i]) >= SAMPLE_MIN ? from[i] : 0;
  s->given += (int64_t)n;
  return n;
}

static double count(const void *state, double rows) {
  const icqt *s = state;
  return s->length >= 0 ? s->length : fmax(0, rows - 1) * s->hop;
}

const sg_stage sg_stage_icqt = {.name = "icqt",
                                .takes = SG_ROWS,
                                .gives = SG_SAMPLES,
                                .create = create,
                                .destroy = destroy,
                                .reset = reset,
                                .write = write,
                                .finish = finish,
                                .read = read,
                                .count = count};
