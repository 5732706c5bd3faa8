/* icqt_least_squares.c - rows of "cqt" or "vqt" to the sound whose transform is nearest to them. The rows go through
 * the transpose as they come, and are not kept; without any steps, what they gave is the sound. */
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "constantq/least_squares.h"
#include "math/memory.h"

typedef struct inverse {
  sg_least_squares squares;
  int64_t frames; /* that may come */
  int steps;
  int finished, found;
} inverse;

static void destroy(void *state) {
  inverse *s = state;
  if (!s) return;
  sg_least_squares_destroy(&s->squares);
  free(s);
}

static void reset(void *state) {
  inverse *s = state;
  sg_least_squares_reset(&s->squares);
  sg_least_squares_speak(&s->squares);
  s->finished = s->found = 0;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  inverse *s = *state = SG_NEW(inverse);
  if (!s) return SG_NO_MEMORY;
  if (!(config->n_frames >= 1)) return SG_BAD(n_frames);
  s->frames = (int64_t)config->n_frames;
  s->steps = config->n_iter;
  sg_status status = sg_least_squares_create(&s->squares, config, config->n_frames, facts);
  if (!status) reset(s);
  return status;
}

/* More rows than were announced have no place in the sound. */
static size_t write(void *state, const float *rows, size_t n) {
  inverse *s = state;
  sg_least_squares *squares = &s->squares;
  if (s->finished) return 0;
  for (size_t done = 0; done < n && squares->passed < s->frames;) {
    int64_t count = s->frames - squares->passed;
    if (count > SG_LEAST_SQUARES_ROWS) count = SG_LEAST_SQUARES_ROWS;
    if ((size_t)count > n - done) count = (int64_t)(n - done);
    sg_least_squares_spread(squares, rows + done * (size_t)squares->row_length, (int)count, squares->residual);
    done += (size_t)count;
  }
  return n;
}

static void finish(void *state) {
  inverse *s = state;
  if (s->finished) return;
  s->finished = 1;
  s->squares.frames = s->squares.passed;
  sg_least_squares_end(&s->squares, s->squares.residual);
  sg_least_squares_start(&s->squares, s->steps);
  if (!s->steps) memcpy(s->squares.x, s->squares.residual, s->squares.n * sizeof *s->squares.x);
}

static int work(void *state, sg_progress *progress) {
  inverse *s = state;
  if (s->found) return 0;
  s->found = !sg_least_squares_work(&s->squares);
  progress->done = s->found ? s->steps : sg_least_squares_done(&s->squares);
  progress->total = s->steps;
  progress->iteration = s->squares.step;
  return 1;
}

static void stop(void *state) { ((inverse *)state)->found = 1; }

static size_t read(void *state, float *samples, size_t n) {
  inverse *s = state;
  return s->found ? sg_least_squares_read(&s->squares, samples, n) : 0;
}

static double count(const void *state, double rows) {
  (void)rows;
  return (double)((const inverse *)state)->squares.n;
}

const sg_stage sg_stage_icqt_least_squares = {.name = "icqtLeastSquares",
                                              .takes = SG_ROWS,
                                              .gives = SG_SAMPLES,
                                              .create = create,
                                              .destroy = destroy,
                                              .reset = reset,
                                              .write = write,
                                              .finish = finish,
                                              .read = read,
                                              .count = count,
                                              .work = work,
                                              .stop = stop};
