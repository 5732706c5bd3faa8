/* kit.h - what the native tests share: a check that says where, the seeded signal of tests/helpers/signals.js, and
 * whole signals and all rows through a stream in chunks of any kind. */
#ifndef KIT_H
#define KIT_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "specgram.h"

#define CHECK(fact)                                                      \
  do {                                                                   \
    if (!(fact)) {                                                       \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #fact); \
      abort();                                                           \
    }                                                                    \
  } while (0)

/* Marsaglia's xorshift32 (2003). */
static inline uint32_t next_random(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  return *state ^= *state << 5;
}

static inline size_t random_below(uint32_t *state, size_t n) {
  return (size_t)((uint64_t)next_random(state) * n >> 32);
}

static inline void make_signal(float *x, int n, uint32_t seed) {
  double phase = 0;
  for (int i = 0; i < n; i++) {
    phase += 0.005 + (0.245 / 20000) * i;
    while (phase >= 1) phase -= 1;
    double half = phase < 0.5 ? phase : phase - 0.5, arc = 16 * half * (0.5 - half);
    double noise = next_random(&seed) * 0x1p-31 - 1;
    x[i] = (float)((phase < 0.5 ? arc : -arc) * 0.8 + noise * 0.08);
  }
}

/* Numbers that grow as they come. */
typedef struct floats {
  float *data;
  size_t count, capacity;
} floats;

static inline float *make_space(floats *to, size_t n) {
  if (!to->data || to->count + n > to->capacity) {
    to->capacity = 2 * (to->count + n) + 1;
    to->data = realloc(to->data, to->capacity * sizeof(float));
    CHECK(to->data);
  }
  return to->data + to->count;
}

/* A chain of one stage. */
static inline sg_status open_stream(sg_stream **out, const char *kind, const sg_config *config) {
  return sg_stream_create(out, &(sg_step){kind, config}, 1, NULL);
}

static inline int width_of(const sg_stream *stream, int bin) {
  const sg_facts *facts = sg_stream_facts(stream);
  return facts->widths ? facts->widths[bin] : facts->row_length / facts->bins;
}

static inline double delay_of(const sg_stream *stream, int bin) {
  const sg_facts *facts = sg_stream_facts(stream);
  return facts->delays ? facts->delays[bin] : 0;
}

/* All that can only be done when everything is there; it never goes back. */
static inline void work_through(sg_stream *stream) {
  sg_progress progress = {0};
  for (double done = 0; sg_stream_work(stream, &progress); done = progress.done)
    CHECK(progress.done >= done && progress.done <= progress.total);
}

/* All rows of a signal, taken in random chunks (seed not 0), or in chunks as large as they can be (0). */
static inline floats analyse(sg_stream *analyser, const float *x, size_t n, uint32_t seed) {
  floats rows = {0};
  size_t length = (size_t)sg_stream_facts(analyser)->row_length, done = 0, most = 64, count = 0;
  int finished = 0;
  while (!finished || count) {
    size_t chunk = seed ? random_below(&seed, 1 + random_below(&seed, 700)) : n;
    if (chunk > n - done) chunk = n - done;
    done += sg_stream_write(analyser, x + done, chunk);
    if (done == n && (!seed || !random_below(&seed, 3))) {
      sg_stream_finish(analyser);
      if (seed % 2) work_through(analyser);
      finished = 1;
    }
    if (seed && !finished && !random_below(&seed, 3)) {
      count = 1;
      continue;
    }
    if (seed) most = 1 + random_below(&seed, 9);
    count = sg_stream_read(analyser, make_space(&rows, most * length), most);
    CHECK(count <= most);
    rows.count += count * length;
  }
  CHECK(sg_stream_write(analyser, x, n ? 1 : 0) == 0);
  return rows;
}

/* All samples of rows, or rows of rows, likewise; at most limit floats. */
static inline floats synthesise(sg_stream *synthesiser, const float *rows, size_t n, uint32_t seed, size_t limit) {
  floats samples = {0};
  size_t length = (size_t)sg_stream_facts(synthesiser)->input_length, done = 0, most = 4096, count = 0;
  size_t unit = (size_t)sg_stream_facts(synthesiser)->row_length;
  int finished = 0;
  while ((!finished || count) && samples.count < limit) {
    size_t chunk = seed ? random_below(&seed, 8) : n;
    if (chunk > n - done) chunk = n - done;
    done += sg_stream_write(synthesiser, rows + done * length, chunk);
    if (done == n && (!seed || !random_below(&seed, 3))) {
      sg_stream_finish(synthesiser);
      work_through(synthesiser);
      finished = 1;
    }
    if (seed) most = 1 + random_below(&seed, 900);
    if (most > (limit - samples.count) / unit) most = (limit - samples.count) / unit;
    count = sg_stream_read(synthesiser, make_space(&samples, most * unit), most);
    CHECK(count <= most);
    samples.count += count * unit;
  }
  return samples;
}

/* Makes the processor flush subnormal numbers to zero, as Firefox does on its audio thread and others do not. */
static inline void flush_subnormals(int on) {
#ifdef __x86_64__
  const unsigned flush_to_zero = 1 << 15, denormals_are_zero = 1 << 6, both = flush_to_zero | denormals_are_zero;
  __builtin_ia32_ldmxcsr(on ? __builtin_ia32_stmxcsr() | both : __builtin_ia32_stmxcsr() & ~both);
#else
  (void)on;
#endif
}

static inline int equal(floats a, floats b) {
  return a.count == b.count && (!a.count || !memcmp(a.data, b.data, a.count * sizeof(float)));
}

#endif
