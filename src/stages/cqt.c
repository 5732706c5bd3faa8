/* cqt.c - sound to the constant-Q and variable-Q transforms, exactly: for bin b of frame t, with librosa's filters
 * (filters.h) at full rate,
 *   C[t][b] = factor_b * sum over m of window_b[m] x[t hop + m] exp(-2 pi j f_b m / rate),
 * or, with low latency, the same around t hop - delay_b.
 *
 * Each bin's sum is taken over the lowest level of the octaves (octaves.h) that can carry its filter, with the window
 * and the exponential evaluated at that level's own samples (kernels.h), for each of the places that a frame's centre
 * can have between them; so any hop will do. What this leaves out of the definition, relative to a filter's response to
 * its own frequency (at the worst frequency) and to the root of its energy (for noise):
 *                                                              worst frequency    noise
 *   side lobes of the window beyond the level's Nyquist frequency       1.4e-7    1e-6 (TAIL in kernels.c)
 *   what half-band filters add and take away, in all levels             7e-7      5e-7
 *   single precision                                                    1e-7      3e-7
 * So noise comes out within 1.5e-6, and a loud tone leaves at most -120 dB of itself where the definition has
 * nothing. tests/promises/cqt-accuracy.mjs measures it. librosa's top octave, the only one that it takes from the
 * samples themselves, is farther from the definition, 6e-5 for noise and 12 bins an octave, as it drops its filters'
 * negative frequencies. */
#include <math.h>
#include <stdlib.h>

#include "constantq/kernels.h"
#include "math/memory.h"
#include "constantq/octaves.h"

#define BATCH 32 /* frames made at a time, so that kernels are read once for all of them */

typedef struct cqt {
  sg_octaves octaves;
  sg_kernels kernels;
  int64_t next; /* frame */
} cqt;

static void destroy(void *state) {
  cqt *s = state;
  if (!s) return;
  sg_octaves_destroy(&s->octaves);
  sg_kernels_destroy(&s->kernels);
  free(s);
}

static void reset(void *state) {
  sg_octaves_reset(state);
  ((cqt *)state)->next = 0;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts, double gamma) {
  cqt *s = *state = SG_NEW(cqt);
  if (!s) return SG_NO_MEMORY;
  if (config->low_latency && (config->pad_mode == SG_REFLECT || config->pad_mode == SG_SYMMETRIC))
    return SG_LATE_PADDING;
  facts->bins = config->n_bins;
  facts->quantity = SG_COMPLEX;
  facts->row_length = 2 * config->n_bins;
  sg_status status = sg_kernels_create(&s->kernels, config, gamma, config->low_latency, s->octaves.levels);
  facts->delays = s->kernels.delays;
  return status ? status : sg_octaves_create(&s->octaves, config, facts);
}

static sg_status create_cqt(void **state, const sg_config *config, sg_facts *facts) {
  return create(state, config, facts, 0);
}

static sg_status create_vqt(void **state, const sg_config *config, sg_facts *facts) {
  return create(state, config, facts, config->gamma);
}

static size_t read(void *state, float *rows, size_t max_rows) {
  cqt *s = state;
  size_t done = 0, count;
  while (done < max_rows) {
    count = sg_octaves_ready(&s->octaves, s->next, max_rows - done < BATCH ? max_rows - done : BATCH);
    if (!count) break;
    sg_kernels_rows(&s->kernels, &s->octaves, s->next, (int)count, rows + 2 * done * (size_t)s->kernels.n);
    s->next += (int64_t)count;
    done += count;
  }
  return done;
}

static double frequency(const void *state, int bin) { return ((const cqt *)state)->kernels.bins[bin].frequency; }

static double full_scale(const void *state, int bin) { return ((const cqt *)state)->kernels.bins[bin].peak; }
static double length(const void *state, int bin) { return ((const cqt *)state)->kernels.bins[bin].length; }

const sg_stage sg_stage_cqt = {.name = "cqt",
                               .takes = SG_SAMPLES,
                               .gives = SG_ROWS,
                               .create = create_cqt,
                               .destroy = destroy,
                               .reset = reset,
                               .write = sg_octaves_write,
                               .finish = sg_framer_finish,
                               .read = read,
                               .count = sg_octaves_rows,
                               .frequency = frequency,
                               .full_scale = full_scale,
                               .length = length};
const sg_stage sg_stage_vqt = {.name = "vqt",
                               .takes = SG_SAMPLES,
                               .gives = SG_ROWS,
                               .create = create_vqt,
                               .destroy = destroy,
                               .reset = reset,
                               .write = sg_octaves_write,
                               .finish = sg_framer_finish,
                               .read = read,
                               .count = sg_octaves_rows,
                               .frequency = frequency,
                               .full_scale = full_scale,
                               .length = length};
