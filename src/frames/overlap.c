/* overlap.c - spectra to overlapping frames to samples. */
#include "frames/overlap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/memory.h"
#include "frames/rows.h"
#include "frames/spectra.h"
#include "frames/window.h"

#define BLOCK 16384    /* samples made in between two moves of the buffer, or four hops where that is more */
#define NOLA_MIN 1e-11 /* of the largest weight; torch.istft refuses below it too */
#define WEIGHT_MIN 1.17549435e-38f /* librosa divides by weights above the smallest normal number */

void sg_overlap_destroy(sg_overlap *s) {
  sg_fft_destroy(s->fft);
  free(s->window);
  free(s->weight);
  free(s->spectrum);
  free(s->frames);
  free(s->rows);
  free(s->lead);
  free(s->sums);
  free(s->weights);
}

void sg_overlap_reset(void *state) {
  sg_overlap *s = state;
  memset(s->sums, 0, s->capacity * sizeof *s->sums);
  memset(s->weights, 0, s->capacity * sizeof *s->weights);
  s->base = s->frames_done = 0;
  s->next = s->pad;
  s->finished = 0;
}

/* Whether every sample from the first frame's centre (or start, when not centred) on is covered while frames follow.
 * The sum at i is weight[i] + the sum at i - hop; borrows the buffer of weights. */
static int is_covered(sg_overlap *s) {
  float peak = 0;
  int covered = 1;
  for (int i = 0; i < s->pad + s->n; i++) {
    float weight = i < s->n ? s->weight[i] : 0;
    s->weights[i] = weight + (i < s->hop ? 0 : s->weights[i - s->hop]);
    peak = fmaxf(peak, weight);
  }
  for (int i = s->pad; i < s->pad + s->n; i++)
    if (!(s->weights[i] > NOLA_MIN * peak)) covered = 0;
  return covered;
}

/* Whether the samples under the last of so many frames that none will follow are covered, up to the last one wanted.
 * The sum at offset f in the last frame is weight[f] + the sum at f + hop, less what frames before the first would add.
 */
static sg_status check_end(const sg_overlap *s, double frames) {
  double first = s->pad - (frames - 1) * s->hop, peak = 0;
  double end = s->length < 0 ? s->n - s->pad : s->pad + s->length - (frames - 1) * s->hop;
  double *sums = SG_NEW_ARRAY(double, s->n);
  int covered = end <= s->n;
  if (!sums) return SG_NO_MEMORY;
  for (int f = s->n - 1; f >= 0; f--) {
    double beyond = f + frames * s->hop, extra = beyond < s->n ? s->weight[(int)beyond] : 0;
    sums[f] = s->weight[f] + (f < s->n - s->hop ? sums[f + s->hop] : 0) - extra;
    peak = fmax(peak, s->weight[f]);
  }
  for (int f = s->hop; f < s->n && f < end; f++)
    if (f >= first && !(sums[f] > NOLA_MIN * peak)) covered = 0;
  free(sums);
  return covered ? SG_OK : s->length < 0 ? SG_NOLA : SG_BEYOND_FRAMES;
}

/* What is not covered, of as many frames as are known to come. */
static sg_status check_cover(sg_overlap *s, double frames) {
  int has_gaps = s->hop > s->n && frames != 1;
  if (has_gaps || !is_covered(s)) return SG_NOLA;
  return frames >= 1 ? check_end(s, frames) : SG_OK;
}

sg_status sg_overlap_create(sg_overlap *s, const sg_config *config, const double *v, const double *u, sg_facts *facts) {
  int n = s->n = config->n_fft;
  size_t hops = 4 * (size_t)config->hop_length;
  s->hop = config->hop_length;
  s->pad = config->center ? n / 2 : 0;
  s->bins = facts->bins = n / 2 + 1;
  s->length = config->length;
  s->capacity = 2 * (size_t)n + (hops > BLOCK ? hops : BLOCK);
  s->window = SG_NEW_ARRAY(float, n);
  s->weight = SG_NEW_ARRAY(float, n);
  s->fft = sg_fft_create(n, 1);
  s->spectrum = SG_NEW_ARRAY(lanes_complex, s->bins);
  s->frames = SG_NEW_ARRAY(lanes, n);
  s->rows = SG_NEW_ARRAY(float, (size_t)n *SG_LANES);
  s->sums = SG_NEW_ARRAY(float, s->capacity + SG_LANES);
  s->weights = SG_NEW_ARRAY(float, s->capacity + SG_LANES);
  if (!s->window || !s->weight || !s->fft || !s->spectrum || !s->frames || !s->rows || !s->sums || !s->weights)
    return SG_NO_MEMORY;
  sg_window_round(s->window, v, n, 1.0 / n);
  sg_window_round(s->weight, u, n, 1);
  facts->input_length = 2 * s->bins;
  facts->hop = s->hop;
  facts->latency = n - s->pad > s->hop ? n - s->pad - s->hop : 0;
  sg_status covered = config->on_nola ? check_cover(s, config->n_frames) : SG_OK;
  sg_overlap_reset(s);
  return covered;
}

double sg_overlap_count(const void *state, double frames) {
  const sg_overlap *s = state;
  if (s->length >= 0) return s->length;
  return frames > 0 ? (frames - 1) * s->hop + s->n - 2.0 * s->pad : 0;
}

sg_status sg_overlap_create_istft(sg_overlap *overlap, const sg_config *config, sg_facts *facts) {
  int n = config->n_fft;
  double *window = SG_NEW_ARRAY(double, 2 * (size_t)n), *squares = window + n;
  if (!window) return SG_NO_MEMORY;
  sg_status status = sg_frame_window(window, config);
  for (int i = 0; i < n; i++)
    squares[i] = (double)(float)window[i] * (float)window[i]; /* as the frames were windowed */
  if (!status) status = sg_overlap_create(overlap, config, window, squares, facts);
  free(window);
  return status;
}

/* Forgets the samples before next, so that buffers start at it. */
static void make_room(sg_overlap *s) {
  size_t drop = (size_t)(s->next - s->base), keep;
  if (drop > s->capacity) drop = s->capacity;
  keep = s->capacity - drop;
  memmove(s->sums, s->sums + drop, keep * sizeof *s->sums);
  memmove(s->weights, s->weights + drop, keep * sizeof *s->weights);
  memset(s->sums + keep, 0, drop * sizeof *s->sums);
  memset(s->weights + keep, 0, drop * sizeof *s->weights);
  s->base += (double)drop;
}

void sg_overlap_load(sg_overlap *s, const float *rows, int count) {
  sg_rows_load(rows, 2 * s->bins, &s->spectrum[0].r, 2 * s->bins, count);
  for (int k = 0; s->lead && k < s->bins; k++) {
    lanes_complex x = s->spectrum[k];
    sg_complex e = s->lead[k];
    s->spectrum[k] = (lanes_complex){x.r * e.r - x.i * e.i, x.r * e.i + x.i * e.r};
  }
}

static void add(float *to, const float *x, const float *by, int n) {
  int i = 0;
  for (; i + SG_LANES <= n; i += SG_LANES)
    lanes_store(to + i, lanes_load(to + i) + lanes_load(x + i) * lanes_load(by + i));
  for (; i < n; i++) to[i] += x[i] * by[i];
}

static void add_weights(float *to, const float *weight, int n) {
  int i = 0;
  for (; i + SG_LANES <= n; i += SG_LANES) lanes_store(to + i, lanes_load(to + i) + lanes_load(weight + i));
  for (; i < n; i++) to[i] += weight[i];
}

/* Whether the next frame begins after the last sample wanted. Such frames are taken and forgotten: nothing that could
 * be read makes room for them. */
static int is_beyond(const sg_overlap *s) { return s->length >= 0 && s->frames_done * s->hop >= s->length + s->pad; }

int sg_overlap_room(sg_overlap *s, int count) {
  if (s->finished) return 0;
  if (is_beyond(s)) return count;
  double end = s->frames_done * s->hop + s->n - s->base, capacity = (double)s->capacity;
  if (end + (count - 1.0) * s->hop > capacity) {
    make_room(s);
    end = s->frames_done * s->hop + s->n - s->base;
  }
  double room = end > capacity ? 0 : 1 + floor((capacity - end) / s->hop);
  return room < count ? (int)room : count;
}

void sg_overlap_add(sg_overlap *s, const lanes_complex *spectrum, int count) {
  if (is_beyond(s)) {
    s->frames_done += count;
    return;
  }
  sg_fft_inverse(s->fft, spectrum, s->frames);
  sg_rows_store(s->frames, s->n, s->rows, s->n, count);
  for (int f = 0; f < count; f++) {
    size_t at = (size_t)(s->frames_done * s->hop - s->base);
    add(s->sums + at, s->rows + (size_t)f * (size_t)s->n, s->window, s->n);
    add_weights(s->weights + at, s->weight, s->n);
    s->frames_done++;
  }
}

size_t sg_overlap_write(void *state, const float *rows, size_t n) {
  sg_overlap *s = state;
  size_t done = 0;
  for (int count; done < n; done += (size_t)count) {
    count = sg_overlap_room(s, n - done < SG_LANES ? (int)(n - done) : SG_LANES);
    if (!count) break;
    sg_overlap_load(s, rows + done * 2 * (size_t)s->bins, count);
    sg_overlap_add(s, s->spectrum, count);
  }
  return done;
}

void sg_overlap_finish(void *state) { ((sg_overlap *)state)->finished = 1; }

/* The first sample that may not be given out yet. */
static double end_of_ready(const sg_overlap *s) {
  double end = 0, covered = s->frames_done > 0 ? (s->frames_done - 1) * s->hop + s->n : 0;
  if (s->finished) end = s->length < 0 ? covered - s->pad : s->length + s->pad;
  else {
    end = s->frames_done * s->hop; /* later frames add to what follows */
    if (s->length >= 0) end = fmin(end, s->length + s->pad);
    else end = fmin(end, covered - s->pad); /* the last frame's end would be cut off, and this may be the last */
  }
  return end;
}

static inline lanes quotient(const float *sums, const float *weights) {
  /* Flushed before a tiny weight makes much of what some engines flush themselves. */
  lanes sum = lanes_flush(lanes_load(sums), SG_POWER_MIN), weight = lanes_load(weights);
  return lanes_flush(lanes_select(weight > lanes_all(WEIGHT_MIN), sum / weight, sum), SG_POWER_MIN);
}

size_t sg_overlap_read(void *state, float *samples, size_t n) {
  sg_overlap *s = state;
  double ready = end_of_ready(s) - s->next, at = s->next - s->base, stored = (double)s->capacity - at;
  if (ready <= 0) return 0;
  if ((double)n > ready) n = (size_t)ready;
  size_t known = stored <= 0 ? 0 : stored < (double)n ? (size_t)stored : n, i = 0;
  const float *sums = s->sums + (known ? (size_t)at : 0), *weights = s->weights + (known ? (size_t)at : 0);
  for (; i + SG_LANES <= known; i += SG_LANES) lanes_store(samples + i, quotient(sums + i, weights + i));
  for (; i < known; i++)
    samples[i] = quotient(sums + i, weights + i)[0]; /* the buffers are SG_LANES longer than capacity */
  memset(samples + known, 0, (n - known) * sizeof *samples);
  s->next += (double)n;
  return n;
}
