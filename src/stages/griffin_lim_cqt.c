/* griffin_lim_cqt.c - magnitudes of a constant-Q transform to a sound that has them: to and fro between the sound and
 * its rows, which take the magnitudes asked for and keep the phases found, as librosa's griffinlim_cqt. With momentum:
 * Perraudin, Balazs, Sondergaard: A Fast Griffin-Lim Algorithm (2013). The way back is two steps of least squares from
 * the sound before, and four at the end.
 *
 * A row that comes holds magnitudes, and for SG_INIT_PHASES the phases to start from, in radians, behind them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "constantq/least_squares.h"
#include "math/angle.h"
#include "math/memory.h"
#include "math/noise.h"

#define REFINE 2                /* steps of least squares in each iteration */
#define PASSES (2 + 2 * REFINE) /* of an iteration: what is missing, the steps to and fro, the new rows */
#define LAST_PASSES (1 + 4 * REFINE)
#define ROWS SG_LEAST_SQUARES_ROWS

enum phase { TAKING, MISSING, REFINING, LISTENING, FOUND };

typedef struct griffinlim {
  sg_least_squares squares;
  int bins, frames, iterations, init;
  double gain; /* of the rows before the last, momentum / (1 + momentum) */
  double seed;
  float *wanted;  /* [frames][bins] magnitudes */
  float *missing; /* [frames][bins][2] the rows asked for, less those of the sound */
  float *before;  /* [frames][bins][2] rows of the sound */
  double energy;  /* of the magnitudes */
  uint64_t noise;
  enum phase phase;
  int frame;           /* of a pass over the rows */
  int iteration, last; /* complete ones; whether no more are to come, but the last steps back to the sound */
  int stopped;
  double errors, convergence;
} griffinlim;

static void destroy(void *state) {
  griffinlim *s = state;
  if (!s) return;
  sg_least_squares_destroy(&s->squares);
  free(s->wanted);
  free(s->missing);
  free(s->before);
  free(s);
}

static void reset(void *state) {
  griffinlim *s = state;
  size_t cells = (size_t)s->frames * (size_t)s->bins;
  sg_least_squares_reset(&s->squares);
  memset(s->wanted, 0, cells * sizeof *s->wanted);
  memset(s->missing, 0, 2 * cells * sizeof *s->missing);
  memset(s->before, 0, 2 * cells * sizeof *s->before);
  s->noise = (uint64_t)s->seed;
  s->energy = s->convergence = 0;
  s->phase = TAKING;
  s->frame = s->iteration = s->last = s->stopped = 0;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  griffinlim *s = *state = SG_NEW(griffinlim);
  if (!s) return SG_NO_MEMORY;
  if (!(config->n_frames >= 1 && config->n_frames <= INT32_MAX)) return SG_BAD(n_frames);
  if (config->init == SG_INIT_PGHI) return SG_BAD(init);
  if (config->length >= 0 && 1 + floor(config->length / config->hop_length) != config->n_frames)
    return SG_LENGTH_FRAMES;
  sg_status status = sg_least_squares_create(&s->squares, config, config->n_frames, facts);
  if (status) return status;
  s->frames = (int)config->n_frames;
  s->bins = config->n_bins;
  s->iterations = config->n_iter;
  s->init = config->init;
  s->seed = config->seed;
  s->gain = config->momentum / (1 + config->momentum);
  uint64_t cells = (uint64_t)s->frames * (uint64_t)s->bins;
  s->wanted = SG_NEW_ARRAY(float, cells);
  s->missing = SG_NEW_ARRAY(float, 2 * cells);
  s->before = SG_NEW_ARRAY(float, 2 * cells);
  if (!s->wanted || !s->missing || !s->before) return SG_NO_MEMORY;
  facts->input_length = s->init == SG_INIT_PHASES ? 2 * s->bins : s->bins;
  reset(s);
  return SG_OK;
}

static float turns_of(griffinlim *s, const float *phases, int b) {
  if (s->init == SG_INIT_NOISE) return sg_noise(&s->noise);
  if (s->init == SG_INIT_ZERO) return 0;
  double turns = phases[b] / (2 * SG_PI);
  return fabs(turns) < 1e15 ? (float)(turns - floor(turns + 0.5)) : 0;
}

static void take(griffinlim *s, const float *row) {
  size_t at = (size_t)s->frame++ * (size_t)s->bins;
  const float *phases = s->init == SG_INIT_PHASES ? row + s->bins : NULL;
  for (int b = 0; b < s->bins; b++) {
    float magnitude = row[b] >= SG_SAMPLE_MIN ? row[b] : 0;
    lanes_complex e = sg_lanes_unit(lanes_all(turns_of(s, phases, b)));
    s->wanted[at + (size_t)b] = magnitude;
    s->missing[2 * (at + (size_t)b)] = magnitude * e.r[0];
    s->missing[2 * (at + (size_t)b) + 1] = magnitude * e.i[0];
    s->energy += (double)magnitude * magnitude;
  }
}

/* More rows than were announced have no place in the sound. */
static size_t write(void *state, const float *rows, size_t n) {
  griffinlim *s = state;
  size_t length = (size_t)(s->init == SG_INIT_PHASES ? 2 * s->bins : s->bins);
  if (s->phase != TAKING) return 0;
  for (size_t t = 0; t < n && s->frame < s->frames; t++) take(s, rows + t * length);
  return n;
}

static void begin(griffinlim *s, int last) {
  s->phase = MISSING;
  s->frame = 0;
  s->last = last;
  s->errors = 0;
  sg_least_squares_speak(&s->squares);
}

static void finish(void *state) {
  griffinlim *s = state;
  if (s->phase == TAKING) begin(s, s->iterations == 0);
}

/* Rows of the sound take the magnitudes asked for, with the phases that momentum gives them; adds up how far they are
 * off. */
static void update(griffinlim *s, const float *rows, int count) {
  size_t from = (size_t)s->frame * (size_t)s->bins, cells = (size_t)count * (size_t)s->bins;
  const float *wanted = s->wanted + from;
  float *missing = s->missing + 2 * from, *before = s->before + 2 * from;
  for (size_t i = 0; i < cells; i++) {
    double a = rows[2 * i], b = rows[2 * i + 1], re = a - s->gain * before[2 * i], im = b - s->gain * before[2 * i + 1];
    double size = sqrt(re * re + im * im), scale = size > 0 ? wanted[i] / size : 0;
    double off = sqrt(a * a + b * b) - wanted[i];
    missing[2 * i] = (float)(re * scale - a);
    missing[2 * i + 1] = (float)(im * scale - b);
    before[2 * i] = rows[2 * i];
    before[2 * i + 1] = rows[2 * i + 1];
    s->errors += off * off;
  }
  s->frame += count;
}

static void miss(griffinlim *s) {
  int count = s->frames - s->frame < ROWS ? s->frames - s->frame : ROWS;
  const float *rows = s->missing + 2 * (size_t)s->frame * (size_t)s->bins;
  sg_least_squares_spread(&s->squares, rows, count, s->squares.residual);
  s->frame += count;
  if (s->frame < s->frames) return;
  sg_least_squares_end(&s->squares, s->squares.residual);
  s->squares.frames = s->frames;
  sg_least_squares_start(&s->squares, s->last ? 2 * REFINE : REFINE);
  s->phase = REFINING;
}

static void refine(griffinlim *s) {
  if (sg_least_squares_work(&s->squares)) return;
  s->phase = s->last ? FOUND : LISTENING;
  s->frame = 0;
  sg_least_squares_listen(&s->squares);
}

static void listen(griffinlim *s) {
  int count = sg_least_squares_rows(&s->squares, s->squares.x);
  if (count) {
    update(s, s->squares.rows, count);
    return;
  }
  s->convergence = s->energy > 0 ? sqrt(s->errors / s->energy) : 0;
  begin(s, ++s->iteration == s->iterations || s->stopped);
}

static double passes_done(const griffinlim *s) {
  double before = (double)s->iteration * PASSES, part = (double)s->frame / s->frames;
  if (s->phase == MISSING) return before + part;
  if (s->phase == REFINING) return before + 1 + 2 * sg_least_squares_done(&s->squares);
  return before + (s->phase == LISTENING ? 1 + 2 * REFINE + part : LAST_PASSES);
}

static int work(void *state, sg_progress *progress) {
  griffinlim *s = state;
  switch (s->phase) {
    case MISSING: miss(s); break;
    case REFINING: refine(s); break;
    case LISTENING: listen(s); break;
    default: return 0;
  }
  progress->done = passes_done(s);
  progress->total = (s->last ? s->iteration : s->iterations) * (double)PASSES + LAST_PASSES;
  progress->iteration = s->iteration;
  progress->convergence = s->convergence;
  return 1;
}

/* The iteration at work, if any, is the last; the steps after it are worth their time. */
static void stop(void *state) {
  griffinlim *s = state;
  s->stopped = 1;
  if (s->phase == MISSING && s->frame == 0) s->last = 1;
}

static size_t read(void *state, float *samples, size_t n) {
  griffinlim *s = state;
  return s->phase == FOUND || s->stopped ? sg_least_squares_read(&s->squares, samples, n) : 0;
}

static double count(const void *state, double rows) {
  (void)rows;
  return (double)((const griffinlim *)state)->squares.n;
}

const sg_stage sg_stage_griffin_lim_cqt = {.name = "griffinLimCqt",
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
