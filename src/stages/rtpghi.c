/* rtpghi.c - magnitudes to samples as they come: the phases of each frame by integrating gradients from the frame
 * before it and within it, with one frame of look-ahead for the differences in time. Prusa, Sondergaard: Real-Time
 * Spectrogram Inversion Using Phase Gradient Heap Integration (2016). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/decibel.h"
#include "frames/overlap.h"
#include "math/memory.h"
#include "math/noise.h"
#include "phase/pghi.h"
#include "math/angle.h"
#include "phase/queue.h"

#define UNKNOWN 2.0f

/* What is known of one frame, each [bins]. */
typedef struct frame {
  float *magnitudes, *logs, *along_time, *phases; /* log2; turns a frame; turns */
  float loudest;
} frame;

typedef struct rtpghi {
  sg_overlap overlap;
  float *memory;
  frame frames[3]; /* of which come: frame t - 1, whose phases are known, t and t + 1 */
  frame *past, *now, *next;
  float *along_frequency; /* [bins], turns a bin, of the frame in work */
  float per_bin, per_frame;
  double octaves; /* from the loudest down to the tolerance */
  float lowest;   /* log2 of the magnitude there */
  double seen;    /* frames written */
  int closing;    /* the last frame has no look-ahead and still waits */
  uint64_t noise;
  sg_queue queue, seeds; /* cells of past, 0 .. bins - 1, and of now, bins .. 2 bins - 1 */
} rtpghi;

static void destroy(void *state) {
  rtpghi *s = state;
  if (!s) return;
  sg_overlap_destroy(&s->overlap);
  free(s->memory);
  free(s->queue.links);
  free(s->seeds.links);
  free(s);
}

static void reset(void *state) {
  rtpghi *s = state;
  sg_overlap_reset(&s->overlap);
  s->seen = s->closing = 0;
  s->noise = 0;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  rtpghi *s = *state = SG_NEW(rtpghi);
  if (!s) return SG_NO_MEMORY;
  if (config->hop_length > config->win_length) return SG_HOP_ABOVE_WINDOW;
  sg_status status = sg_overlap_create_istft(&s->overlap, config, facts);
  if (!status) status = sg_pghi_factors(&s->per_bin, &s->per_frame, config);
  if (status) return status;
  size_t bins = (size_t)s->overlap.bins;
  s->octaves = -sg_log2(config->tolerance);
  s->memory = SG_NEW_ARRAY(float, 13 * bins);
  s->queue.links = SG_NEW_ARRAY(int32_t, 2 * bins);
  s->seeds.links = SG_NEW_ARRAY(int32_t, 2 * bins);
  if (!s->memory || !s->queue.links || !s->seeds.links) return SG_NO_MEMORY;
  float *at = s->memory;
  for (int i = 0; i < 3; i++, at += 4 * bins) s->frames[i] = (frame){at, at + bins, at + 2 * bins, at + 3 * bins, 0};
  s->along_frequency = at;
  s->past = &s->frames[0];
  s->now = &s->frames[1];
  s->next = &s->frames[2];
  facts->input_length = s->overlap.bins;
  facts->latency += s->overlap.hop;
  return SG_OK;
}

/* Takes a row in as frame next. */
static void take(rtpghi *s, const float *row) {
  int bins = s->overlap.bins;
  frame *f = s->past;
  s->past = s->now;
  s->now = s->next;
  s->next = f;
  s->seen++;
  f->loudest = 0;
  for (int k = 0; k < bins; k++) {
    f->magnitudes[k] = fabsf(row[k]);
    if (f->magnitudes[k] > f->loudest) f->loudest = f->magnitudes[k];
    f->logs[k] = sg_lanes_log2(lanes_all(f->magnitudes[k] > SG_SAMPLE_MIN ? f->magnitudes[k] : SG_SAMPLE_MIN))[0];
  }
  for (int k = 0; k < bins; k++) {
    int above = k < bins - 1 ? k + 1 : k; /* of odd n, whose bins end half a bin below the mirror */
    float slope = k > 0 && 2 * k < s->overlap.n ? (f->logs[above] - f->logs[k - 1]) / 2 : 0;
    f->along_time[k] = s->per_bin * slope + sg_pghi_advance(k, s->overlap.hop, s->overlap.n);
  }
}

static void push(const rtpghi *s, sg_queue *queue, const frame *f, int k) {
  sg_queue_push(queue, f == s->past ? k : s->overlap.bins + k, (f->logs[k] - s->lowest) / (float)s->octaves);
}

static void reach(rtpghi *s, int k, float phase) {
  if (s->now->phases[k] != UNKNOWN) return;
  s->now->phases[k] = sg_wrap(phase);
  push(s, &s->queue, s->now, k);
}

/* The phases of frame now. Differences in time are central, or one-sided at either end. */
static void integrate(rtpghi *s, int has_past, int has_next) {
  int bins = s->overlap.bins;
  frame *past = s->past, *now = s->now;
  const float *before = has_past ? past->logs : now->logs, *after = has_next ? s->next->logs : now->logs;
  float *slope = s->along_frequency;
  float peak = has_past && past->loudest > now->loudest ? past->loudest : now->loudest;
  float least = (float)(peak * sg_exp2(-s->octaves));
  s->lowest = peak > 0 ? (float)(sg_log2(peak) - s->octaves) : 0;
  sg_queue_clear(&s->queue);
  sg_queue_clear(&s->seeds);
  for (int k = 0; k < bins; k++) {
    float noisy = sg_noise(&s->noise);
    now->phases[k] = now->magnitudes[k] > least ? UNKNOWN : noisy;
    if (now->magnitudes[k] > least) push(s, &s->seeds, now, k);
    if (has_past && past->magnitudes[k] > least) push(s, &s->queue, past, k);
    slope[k] = -0.5f - s->per_frame * (after[k] - before[k]) / (has_past && has_next ? 2.0f : 1.0f);
  }
  for (;;) {
    int cell = sg_queue_pop(&s->queue), k = cell < bins ? cell : cell - bins;
    if (cell >= bins) {
      if (k + 1 < bins) reach(s, k + 1, now->phases[k] + (slope[k] + slope[k + 1]) / 2);
      if (k > 0) reach(s, k - 1, now->phases[k] - (slope[k] + slope[k - 1]) / 2);
    } else if (cell >= 0) reach(s, k, past->phases[k] + (past->along_time[k] + now->along_time[k]) / 2);
    else { /* what nothing leads to starts as if it had been there before */ cell = sg_queue_pop(&s->seeds);
      if (cell < 0) return;
      reach(s, cell - bins, (has_past ? past->phases[cell - bins] : 0) + now->along_time[cell - bins]);
    }
  }
}

/* Frame now, complete, into a lane of the overlap's spectrum. */
static void emit(rtpghi *s, int has_past, int has_next, int lane) {
  integrate(s, has_past, has_next);
  for (int k = 0; k < s->overlap.bins; k++) {
    lanes_complex e = sg_lanes_unit(lanes_all(s->now->phases[k]));
    s->overlap.spectrum[k].r[lane] = s->now->magnitudes[k] * e.r[0];
    s->overlap.spectrum[k].i[lane] = s->now->magnitudes[k] * e.i[0];
  }
}

static size_t write(void *state, const float *rows, size_t n) {
  rtpghi *s = state;
  size_t done = 0;
  while (done < n && !s->closing) {
    int count = sg_overlap_room(&s->overlap, n - done < SG_LANES ? (int)(n - done) : SG_LANES), made = 0;
    if (!count) break;
    for (int i = 0; i < count; i++) {
      take(s, rows + (done + (size_t)i) * (size_t)s->overlap.bins);
      if (s->seen > 1) emit(s, s->seen > 2, 1, made++);
    }
    if (made) sg_overlap_add(&s->overlap, s->overlap.spectrum, made);
    done += (size_t)count;
  }
  return done;
}

static void finish(void *state) {
  rtpghi *s = state;
  if (!s->overlap.finished) s->closing = 1;
}

static size_t read(void *state, float *samples, size_t n) {
  rtpghi *s = state;
  if (s->closing && (s->seen == 0 || sg_overlap_room(&s->overlap, 1))) {
    if (s->seen > 0) {
      frame *unused = s->past;
      s->past = s->now;
      s->now = s->next;
      s->next = unused;
      emit(s, s->seen > 1, 0, 0);
      sg_overlap_add(&s->overlap, s->overlap.spectrum, 1);
    }
    s->closing = 0;
    sg_overlap_finish(&s->overlap);
  }
  return sg_overlap_read(&s->overlap, samples, n);
}

const sg_stage sg_stage_rtpghi = {.name = "rtpghi",
                                  .takes = SG_ROWS,
                                  .gives = SG_SAMPLES,
                                  .create = create,
                                  .destroy = destroy,
                                  .reset = reset,
                                  .write = write,
                                  .finish = finish,
                                  .read = read,
                                  .count = sg_overlap_count};
