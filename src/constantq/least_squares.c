/* least_squares.c - conjugate gradients on A'A x = A'C, where A is the transform and A' its transpose times positive
 * weights, so that C's distance counts by these. Hestenes, Stiefel: Methods of conjugate gradients for solving linear
 * systems (1952). Sums and steps are worked in double. */
#include "constantq/least_squares.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/clean.h"
#include "math/memory.h"
#include "math/pairs.h"

#define ROWS SG_LEAST_SQUARES_ROWS
#define BLOCK 1024          /* samples cleaned at a time */
#define ENOUGH 1e-14        /* of the residual's energy at the start: no step goes on below */
#define SAMPLE_LEAST 1e-25f /* fainter samples become 0 */
#define SAMPLE_MOST 1e30f   /* louder ones this, lest any grow without end that rows beyond all sense have made */

extern const sg_stage sg_stage_vqt, sg_stage_icqt;

static size_t at_least_one(size_t n) { return n ? n : 1; }

sg_status sg_least_squares_create(sg_least_squares *s, const sg_config *config, double frames, sg_facts *facts) {
  double n = config->length >= 0 ? config->length : fmax(0, frames - 1) * config->hop_length;
  sg_config own = *config;
  sg_facts there = *facts;
  if (!(n < 0x1p32)) return SG_TOO_LARGE;
  own.length = n;
  own.low_latency = 0;
  s->n = (size_t)n;
  s->frames = (int64_t)frames;
  sg_status status = sg_stage_vqt.create(&s->there, &own, &there);
  if (!status) status = sg_stage_icqt.create(&s->back, &own, facts);
  if (status) return status;
  s->row_length = facts->input_length;
  facts->latency = INFINITY;
  s->x = SG_NEW_ARRAY(float, at_least_one(s->n));
  s->residual = SG_NEW_ARRAY(float, at_least_one(s->n));
  s->direction = SG_NEW_ARRAY(float, at_least_one(s->n));
  s->image = SG_NEW_ARRAY(float, at_least_one(s->n));
  s->rows = SG_NEW_ARRAY(float, (size_t)s->row_length *ROWS);
  s->clean = SG_NEW_ARRAY(float, (size_t)s->row_length *ROWS + BLOCK);
  return s->x && s->residual && s->direction && s->image && s->rows && s->clean ? SG_OK : SG_NO_MEMORY;
}

void sg_least_squares_destroy(sg_least_squares *s) {
  sg_stage_vqt.destroy(s->there);
  sg_stage_icqt.destroy(s->back);
  free(s->x);
  free(s->residual);
  free(s->direction);
  free(s->image);
  free(s->rows);
  free(s->clean);
}

void sg_least_squares_reset(sg_least_squares *s) {
  memset(s->x, 0, s->n * sizeof *s->x);
  s->given = 0;
}

size_t sg_least_squares_read(sg_least_squares *s, float *samples, size_t max) {
  size_t left = s->n - s->given, n = left < max ? left : max;
  memcpy(samples, s->x + s->given, n * sizeof *samples);
  s->given += n;
  return n;
}

void sg_least_squares_listen(sg_least_squares *s) {
  sg_stage_vqt.reset(s->there);
  s->taken = 0;
  s->heard = 0;
  s->passed = 0;
}

int sg_least_squares_rows(sg_least_squares *s, const float *x) {
  for (;;) {
    size_t count = sg_stage_vqt.read(s->there, s->rows, ROWS), left = s->n - s->taken;
    if (count) return (int)count;
    if (s->heard) return 0;
    if (left > BLOCK) left = BLOCK;
    sg_clean(s->clean, x + s->taken, left, SG_SAMPLE_MAX);
    s->taken += sg_stage_vqt.write(s->there, s->clean, left);
    if (s->taken == s->n) {
      sg_stage_vqt.finish(s->there);
      s->heard = 1;
    }
  }
}

void sg_least_squares_speak(sg_least_squares *s) {
  sg_stage_icqt.reset(s->back);
  s->made = 0;
  s->passed = 0;
}

static void take_samples(sg_least_squares *s, float *y) {
  size_t count;
  do {
    count = sg_stage_icqt.read(s->back, y + s->made, s->n - s->made);
    s->made += count;
  } while (count && s->made < s->n);
}

void sg_least_squares_spread(sg_least_squares *s, const float *rows, int count, float *y) {
  sg_clean(s->clean, rows, (size_t)count * (size_t)s->row_length, SG_ROW_MAX);
  for (size_t done = 0; done < (size_t)count;) {
    done += sg_stage_icqt.write(s->back, s->clean + done * (size_t)s->row_length, (size_t)count - done);
    take_samples(s, y);
  }
  s->passed += count;
}

void sg_least_squares_end(sg_least_squares *s, float *y) {
  sg_stage_icqt.finish(s->back);
  take_samples(s, y);
}

/* The last numbers of an array that no four of them are. */
static lanes load_last(const float *x, size_t count) {
  lanes v = {0};
  memcpy(&v, x, count * sizeof *x);
  return v;
}

/* Four sums side by side, in this order everywhere. */
static double dot(const float *x, const float *y, size_t n) {
  pair low = {0}, high = {0};
  for (size_t i = 0; i < n; i += SG_LANES) {
    int whole = i + SG_LANES <= n;
    lanes a = whole ? lanes_load(x + i) : load_last(x + i, n - i),
          b = whole ? lanes_load(y + i) : load_last(y + i, n - i);
    low += low_pair(a) * low_pair(b);
    high += high_pair(a) * high_pair(b);
  }
  return (low[0] + low[1]) + (high[0] + high[1]);
}

/* to = x + by * y; to may be either. */
static void combine(float *to, const float *x, double by, const float *y, size_t n) {
  const lanes most = lanes_all(SAMPLE_MOST);
  for (size_t i = 0; i < n; i += SG_LANES) {
    int whole = i + SG_LANES <= n;
    lanes a = whole ? lanes_load(x + i) : load_last(x + i, n - i),
          b = whole ? lanes_load(y + i) : load_last(y + i, n - i);
    lanes sum = join_pairs(low_pair(a) + low_pair(b) * by, high_pair(a) + high_pair(b) * by);
    sum = lanes_select(sum < most, sum, most);
    sum = lanes_flush(lanes_select(sum > -most, sum, -most), SAMPLE_LEAST);
    if (whole) lanes_store(to + i, sum);
    else memcpy(to + i, &sum, (n - i) * sizeof *to);
  }
}

static void next_image(sg_least_squares *s) {
  sg_least_squares_listen(s);
  sg_least_squares_speak(s);
}

void sg_least_squares_start(sg_least_squares *s, int steps) {
  memcpy(s->direction, s->residual, s->n * sizeof *s->direction);
  s->energy = dot(s->residual, s->residual, s->n);
  s->enough = ENOUGH * s->energy;
  s->step = 0;
  s->steps = steps;
  next_image(s);
}

int sg_least_squares_work(sg_least_squares *s) {
  if (s->step >= s->steps || !(s->energy > s->enough)) return 0;
  int count = sg_least_squares_rows(s, s->direction);
  if (count) {
    int64_t left = s->frames - s->passed;
    sg_least_squares_spread(s, s->rows, left < count ? (int)left : count, s->image);
    return 1;
  }
  sg_least_squares_end(s, s->image);
  double product = dot(s->direction, s->image, s->n), length = s->energy / product;
  if (!(product > 0 && length <= SAMPLE_MOST)) s->steps = 0; /* nothing but rounding is left to gain */
  if (!s->steps) return 0;
  combine(s->x, s->x, length, s->direction, s->n);
  combine(s->residual, s->residual, -length, s->image, s->n);
  double next = dot(s->residual, s->residual, s->n);
  combine(s->direction, s->residual, next / s->energy, s->direction, s->n);
  s->energy = next;
  s->step++;
  next_image(s);
  return s->step < s->steps && s->energy > s->enough;
}

double sg_least_squares_done(const sg_least_squares *s) {
  return s->step + (s->frames ? (double)s->passed / (double)s->frames : 0);
}
