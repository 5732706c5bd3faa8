/* istft.c - complex spectra to samples: the least-squares inverse of the STFT.
 * y[i] = sum over t of w[i - t hop] x_t[i - t hop] / sum over t of w[i - t hop]^2.
 * Griffin, Lim: Signal Estimation from Modified Short-Time Fourier Transform (1984), equation 6. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fft.h"
#include "memory.h"
#include "rows.h"
#include "spectra.h"

#define BLOCK 16384        /* samples made in between two moves of the buffer, or four hops where that is more */
#define NOLA_MIN 1e-11     /* of the squared window's peak; torch.istft refuses below it too */
#define WEIGHT_MIN 1.17549435e-38f /* librosa divides by weights above the smallest normal number */

typedef struct istft {
  int n, hop, pad;
  double length;         /* samples wanted, or negative */
  float *window;         /* [n], divided by n: the inverse FFT is not normalised */
  float *squares;        /* [n], window squared */
  sg_fft_lanes *fft;
  lanes_complex *spectrum; /* [n / 2 + 1] */
  lanes *frames;           /* [n] */
  float *rows;             /* [SG_LANES][n] */
  float *sums, *weights;   /* [capacity], of samples base, base + 1, ... counted from the first frame's first */
  size_t capacity;
  double base, next;       /* next: the first sample not yet given out */
  double frames_done;
  int finished;
} istft;

static void destroy(void *state) {
  istft *s = state;
  if (!s) return;
  sg_fft_lanes_destroy(s->fft);
  free(s->window);
  free(s->squares);
  free(s->spectrum);
  free(s->frames);
  free(s->rows);
  free(s->sums);
  free(s->weights);
  free(s);
}

static void reset(void *state) {
  istft *s = state;
  memset(s->sums, 0, s->capacity * sizeof *s->sums);
  memset(s->weights, 0, s->capacity * sizeof *s->weights);
  s->base = s->frames_done = 0;
  s->next = s->pad;
  s->finished = 0;
}

/* Whether every sample from the first frame's centre (or start, when not centred) on is covered; the end mirrors it.
 * weight[i] = square[i] + weight[i - hop]; borrows the buffer of weights. */
static int is_covered(istft *s) {
  float peak = 0;
  int covered = 1;
  for (int i = 0; i < s->pad + s->n; i++) {
    float square = i < s->n ? s->squares[i] : 0;
    s->weights[i] = square + (i < s->hop ? 0 : s->weights[i - s->hop]);
    peak = fmaxf(peak, square);
  }
  for (int i = s->pad; i < s->pad + s->n; i++)
    if (!(s->weights[i] > NOLA_MIN * peak)) covered = 0;
  return covered;
}

static sg_status create(void **state, const sg_config *config, sg_layout *layout) {
  istft *s = *state = SG_NEW(istft);
  if (!s) return SG_NO_MEMORY;
  int n = s->n = config->n_fft;
  size_t hops = 4 * (size_t)config->hop_length;
  s->hop = config->hop_length;
  s->pad = config->center ? n / 2 : 0;
  s->length = config->length;
  s->capacity = 2 * (size_t)n + (hops > BLOCK ? hops : BLOCK);
  s->window = SG_NEW_ARRAY(float, n);
  s->squares = SG_NEW_ARRAY(float, n);
  s->fft = sg_fft_lanes_create(n, 1);
  s->spectrum = SG_NEW_ARRAY(lanes_complex, n / 2 + 1);
  s->frames = SG_NEW_ARRAY(lanes, n);
  s->rows = SG_NEW_ARRAY(float, SG_LANES * (size_t)n);
  s->sums = SG_NEW_ARRAY(float, s->capacity);
  s->weights = SG_NEW_ARRAY(float, s->capacity);
  if (!s->window || !s->squares || !s->fft || !s->spectrum || !s->frames || !s->rows || !s->sums || !s->weights)
    return SG_NO_MEMORY;

  double sum, sum_of_squares;
  sg_status status = sg_frame_window(s->window, config, &sum, &sum_of_squares);
  if (status) return status;
  for (int i = 0; i < n; i++) {
    s->squares[i] = s->window[i] * s->window[i];
    s->window[i] /= (float)n;
  }
  layout->bins = n / 2 + 1;
  layout->row_length = 2 * layout->bins;
  layout->hop = s->hop;
  layout->latency = n - s->pad > s->hop ? n - s->pad - s->hop : 0;
  sg_status covered = config->on_nola && !is_covered(s) ? SG_NOLA : SG_OK;
  reset(s);
  return covered;
}

/* Forgets the samples before next, so that buffers start at it. */
static void make_room(istft *s) {
  size_t drop = (size_t)(s->next - s->base), keep;
  if (drop > s->capacity) drop = s->capacity;
  keep = s->capacity - drop;
  memmove(s->sums, s->sums + drop, keep * sizeof *s->sums);
  memmove(s->weights, s->weights + drop, keep * sizeof *s->weights);
  memset(s->sums + keep, 0, drop * sizeof *s->sums);
  memset(s->weights + keep, 0, drop * sizeof *s->weights);
  s->base += (double)drop;
}

static void add(float *to, const float *x, const float *by, int n) {
  int i = 0;
  for (; i + SG_LANES <= n; i += SG_LANES)
    lanes_store(to + i, lanes_load(to + i) + lanes_load(x + i) * lanes_load(by + i));
  for (; i < n; i++) to[i] += x[i] * by[i];
}

static void add_squares(float *to, const float *squares, int n) {
  int i = 0;
  for (; i + SG_LANES <= n; i += SG_LANES) lanes_store(to + i, lanes_load(to + i) + lanes_load(squares + i));
  for (; i < n; i++) to[i] += squares[i];
}

static size_t write(void *state, const float *rows, size_t n) {
  istft *s = state;
  size_t done = 0, length = 2 * (size_t)(s->n / 2 + 1);
  while (done < n && !s->finished) {
    size_t count = n - done < SG_LANES ? n - done : SG_LANES;
    double end = (s->frames_done + (double)count - 1) * s->hop + s->n;
    if (end - s->base > (double)s->capacity) make_room(s);
    while (count && end - s->base > (double)s->capacity) {
      count--;
      end -= s->hop;
    }
    if (!count) break;
    sg_rows_load(rows + done * length, (int)length, &s->spectrum[0].r, (int)length, (int)count);
    sg_fft_lanes_inverse(s->fft, s->spectrum, s->frames);
    sg_rows_store(s->frames, s->n, s->rows, s->n, (int)count);
    for (size_t f = 0; f < count; f++) {
      size_t at = (size_t)(s->frames_done * s->hop - s->base);
      add(s->sums + at, s->rows + f * (size_t)s->n, s->window, s->n);
      add_squares(s->weights + at, s->squares, s->n);
      s->frames_done++;
    }
    done += count;
  }
  return done;
}

static void finish(void *state) { ((istft *)state)->finished = 1; }

/* The first sample that may not be given out yet. */
static double end_of_ready(const istft *s) {
  double end = 0, covered = s->frames_done > 0 ? (s->frames_done - 1) * s->hop + s->n : 0;
  if (s->finished) end = s->length < 0 ? covered - s->pad : s->length + s->pad;
  else {
    end = s->frames_done * s->hop; /* later frames add to what follows */
    if (s->length >= 0) end = fmin(end, s->length + s->pad);
    else end = fmin(end, covered - s->pad); /* the last frame's end would be cut off, and this may be the last */
  }
  return end;
}

static size_t read(void *state, float *samples, size_t n) {
  istft *s = state;
  double ready = end_of_ready(s) - s->next;
  if (ready <= 0) return 0;
  if ((double)n > ready) n = (size_t)ready;
  for (size_t i = 0; i < n; i++) {
    double at = s->next - s->base + (double)i;
    float y = 0;
    if (at < (double)s->capacity) {
      float weight = s->weights[(size_t)at];
      y = s->sums[(size_t)at];
      if (fabsf(y) < SG_POWER_MIN) y = 0; /* before a tiny weight makes much of what some engines flush */
      if (weight > WEIGHT_MIN) y /= weight;
    }
    samples[i] = fabsf(y) >= SG_POWER_MIN ? y : 0;
  }
  s->next += (double)n;
  return n;
}

const sg_synthesis sg_istft = {"istft", create, destroy, reset, write, finish, read};
