/* griffin_lim.c - magnitudes to a sound whose STFT has them: to and fro between the sound and its spectra, which take
 * the magnitudes asked for and keep the phases found. Griffin, Lim: Signal Estimation from Modified Short-Time Fourier
 * Transform (1984); with momentum: Perraudin, Balazs, Sondergaard: A Fast Griffin-Lim Algorithm (2013), in the form of
 * librosa: estimate = magnitudes * unit(C_i - momentum / (1 + momentum) C_(i-1)). */
#include <math.h>
#include <stdlib.h>

#include "frames/spectra.h"
#include "math/memory.h"
#include "phase/retrieval.h"

#define BLOCK 4096 /* samples that go from overlap to spectra at a time */

typedef struct griffinlim {
  sg_retrieval retrieval;
  sg_spectra spectra; /* takes the estimate's sound apart */
  float gain;         /* of the spectra before the last, momentum / (1 + momentum) */
  float *block;       /* samples on their way from overlap to spectra */
  int iterations, iteration, stopped;
  double convergence; /* of the sound that the last iteration started from */
} griffinlim;

static void destroy(void *state) {
  griffinlim *s = state;
  if (!s) return;
  sg_retrieval_destroy(&s->retrieval);
  sg_spectra_destroy(&s->spectra);
  free(s->block);
  free(s);
}

static void reset(void *state) {
  griffinlim *s = state;
  sg_retrieval_reset(&s->retrieval);
  s->iteration = s->stopped = 0;
  s->convergence = 0;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  griffinlim *s = *state = SG_NEW(griffinlim);
  sg_facts there = {0};
  if (!s) return SG_NO_MEMORY;
  sg_status status = sg_retrieval_create(&s->retrieval, config, config->init, facts);
  if (!status) status = sg_spectra_create(&s->spectra, config, NULL, 2, &there);
  if (status) return status;
  s->iterations = config->n_iter;
  s->gain = (float)(config->momentum / (1 + config->momentum));
  s->block = SG_NEW_ARRAY(float, BLOCK);
  return s->block ? SG_OK : SG_NO_MEMORY;
}

/* The spectra of four frames, or of the last ones, become the estimate for them; adds up how far they are off. */
static double update(griffinlim *s, int quad, int count) {
  const sg_framer *framer = &s->spectra.framer;
  const sg_retrieval *r = &s->retrieval;
  size_t at = (size_t)quad * (size_t)r->bins;
  const lanes *magnitudes = r->magnitudes + at;
  const lanes_complex *spectrum = s->spectra.spectrum;
  lanes_complex *estimate = r->estimate + at, *previous = r->previous + at;
  lanes errors = lanes_all(0), gain = lanes_all(s->gain);
  sg_spectra_run(&s->spectra, sg_framer_frame(framer), count);
  for (int k = 0; k < r->bins; k++) {
    lanes_complex c = spectrum[k], a = {c.r - gain * previous[k].r, c.i - gain * previous[k].i};
    lanes size = lanes_sqrt(lanes_flush(a.r * a.r + a.i * a.i, SG_POWER_MIN));
    lanes scale = lanes_select(size > 0, magnitudes[k] / size, lanes_all(0));
    lanes off = lanes_sqrt(lanes_flush(c.r * c.r + c.i * c.i, SG_POWER_MIN)) - magnitudes[k];
    estimate[k] = (lanes_complex){a.r * scale, a.i * scale};
    previous[k] = c;
    errors += off * off;
  }
  double sum = 0;
  for (int f = 0; f < count; f++) sum += errors[f];
  return sum;
}

/* Returns the distance of the magnitudes of the sound that it started from from those asked for, as a share of these.
 */
static double iterate(griffinlim *s) {
  sg_framer *framer = &s->spectra.framer;
  sg_retrieval *r = &s->retrieval;
  size_t pending = 0, taken = 0;
  double errors = 0;
  sg_retrieval_rewind(r);
  sg_framer_reset(framer);
  for (int quad = 0; quad < r->quads;) {
    size_t ready = sg_framer_ready(framer, SG_LANES);
    if (ready == SG_LANES || (ready && framer->finished)) {
      errors += update(s, quad++, (int)ready);
      sg_framer_advance(framer, ready);
    } else if (pending) {
      size_t more = sg_framer_write(framer, s->block + taken, pending);
      taken += more;
      pending -= more;
    } else {
      pending = sg_retrieval_read(r, s->block, BLOCK);
      taken = 0;
      if (!pending) sg_framer_finish(framer);
    }
  }
  sg_retrieval_rewind(r);
  return r->energy > 0 ? sqrt(errors / r->energy) : 0;
}

static int is_found(const griffinlim *s) {
  return s->retrieval.started && (s->iteration == s->iterations || s->stopped);
}

static int work(void *state, sg_progress *progress) {
  griffinlim *s = state;
  if (!s->retrieval.finished || is_found(s)) return 0;
  if (s->retrieval.started) {
    s->convergence = iterate(s);
    s->iteration++;
  } else sg_retrieval_start(&s->retrieval);
  progress->done = 1 + s->iteration;
  progress->total = 2 + s->iterations; /* the sound's way out is the last part */
  progress->iteration = s->iteration;
  progress->convergence = s->convergence;
  return 1;
}

static void stop(void *state) { ((griffinlim *)state)->stopped = 1; }

static size_t read(void *state, float *samples, size_t n) {
  griffinlim *s = state;
  sg_retrieval *r = &s->retrieval;
  if (r->finished && !r->started && s->stopped) sg_retrieval_start(r);
  return is_found(s) ? sg_retrieval_read(r, samples, n) : 0;
}

const sg_stage sg_stage_griffin_lim = {.name = "griffinLim",
                                       .takes = SG_ROWS,
                                       .gives = SG_SAMPLES,
                                       .create = create,
                                       .destroy = destroy,
                                       .reset = reset,
                                       .write = sg_retrieval_write,
                                       .finish = sg_retrieval_finish,
                                       .read = read,
                                       .count = sg_retrieval_count,
                                       .work = work,
                                       .stop = stop};
