/* griffinlim.c - magnitudes to a sound whose STFT has them: to and fro between the sound and its spectra, which take
 * the magnitudes asked for and keep the phases found. Griffin, Lim: Signal Estimation from Modified Short-Time
 * Fourier Transform (1984); with momentum: Perraudin, Balazs, Sondergaard: A Fast Griffin-Lim Algorithm (2013), in
 * the form of librosa: estimate = magnitudes * unit(C_i - momentum / (1 + momentum) C_(i-1)). */
#include <math.h>
#include <stdlib.h>

#include "config.h"
#include "math/decibel.h"
#include "math/memory.h"
#include "math/noise.h"
#include "phase/pghi.h"
#include "phase/retrieval.h"

#define BLOCK 4096 /* samples that go from overlap to spectra at a time */

void sg_retrieval_destroy(sg_retrieval *r) {
  if (!r) return;
  sg_spectra_destroy(&r->spectra);
  sg_overlap_destroy(&r->overlap);
  free(r->magnitudes);
  free(r->estimate);
  free(r->previous);
  free(r->block);
  free(r->advance);
  free(r->rest);
  free(r);
}

static sg_status create(sg_retrieval *r, const sg_config *config, int frames) {
  sg_facts facts = {0};
  sg_config own = *config;
  own.scaling = SG_SCALE_NONE;
  if (frames < 2) return SG_FEW_FRAMES;
  if (own.hop_length > own.win_length) return SG_HOP_ABOVE_WINDOW;
  sg_status status = sg_spectra_create(&r->spectra, &own, NULL, 2, &facts);
  if (!status && own.length >= 0 && sg_framer_rows(&r->spectra.framer, own.length) != frames) status = SG_LENGTH_FRAMES;
  if (!status) status = sg_overlap_create_istft(&r->overlap, &own, &facts);
  if (!status) status = sg_pghi_factors(&r->per_bin, &r->per_frame, &own);
  if (status) return status;
  r->frames = frames;
  r->quads = (frames + SG_LANES - 1) / SG_LANES;
  r->bins = facts.bins;
  r->gain = (float)(own.momentum / (1 + own.momentum));
  r->octaves = -sg_log2(own.tolerance);
  size_t cells = (size_t)r->quads * (size_t)r->bins;
  r->magnitudes = SG_NEW_ARRAY(lanes, cells);
  r->estimate = SG_NEW_ARRAY(lanes_complex, cells);
  r->previous = SG_NEW_ARRAY(lanes_complex, cells);
  r->block = SG_NEW_ARRAY(float, BLOCK);
  r->advance = SG_NEW_ARRAY(float, r->bins);
  r->rest = SG_NEW_ARRAY(float, r->quads);
  if (!r->magnitudes || !r->estimate || !r->previous || !r->block || !r->advance || !r->rest) return SG_NO_MEMORY;
  for (int k = 0; k < r->bins; k++) r->advance[k] = sg_pghi_advance(k, own.hop_length, own.n_fft);
  r->queue.links = (int32_t *)(void *)r->previous;
  while (1 << r->bin_bits < r->bins) r->bin_bits++;
  return SG_OK;
}

sg_status sg_retrieval_create(sg_retrieval **out, const sg_config *config, int frames) {
  *out = NULL;
  sg_config own = *config;
  sg_status status = sg_config_complete(&own, "retrieval");
  if (status) return status;
  sg_retrieval *r = SG_NEW(sg_retrieval);
  status = r ? create(r, &own, frames) : SG_NO_MEMORY;
  if (status) sg_retrieval_destroy(r);
  else *out = r;
  return status;
}

sg_status sg_retrieval_magnitudes(sg_retrieval *r, const float *rows, int first, int count) {
  if (first < 0 || count < 0 || count > r->frames - first) return SG_FEW_FRAMES;
  for (int t = first; t < first + count; t++, rows += r->bins) {
    size_t at = (size_t)(t / SG_LANES) * (size_t)r->bins;
    double energy = 0;
    for (int k = 0; k < r->bins; k++) {
      if (!(rows[k] >= 0 && rows[k] <= SG_ROW_MAX)) return SG_NOT_MAGNITUDES;
      float x = rows[k] < SG_SAMPLE_MIN ? 0 : rows[k];
      r->magnitudes[at + (size_t)k][t % SG_LANES] = x;
      energy += (double)x * x;
      if (x > r->loudest) r->loudest = x;
    }
    r->energy += energy;
  }
  return SG_OK;
}

void sg_retrieval_phases(sg_retrieval *r, const float *rows, int first, int count) {
  for (int t = first; t < first + count && t < r->frames && t >= 0; t++, rows += r->bins)
    for (int k = 0; k < r->bins; k++) {
      double turns = rows[k] / (2 * 3.14159265358979324);
      turns = fabs(turns) < 1e15 ? turns - floor(turns + 0.5) : 0;
      r->estimate[(size_t)(t / SG_LANES) * (size_t)r->bins + (size_t)k].r[t % SG_LANES] = (float)turns;
    }
}

void sg_retrieval_start(sg_retrieval *r, int init, double seed) {
  size_t cells = (size_t)r->quads * (size_t)r->bins;
  uint64_t noise = seed >= 0 && seed < 0x1p53 ? (uint64_t)seed : 0;
  if (init == SG_INIT_PGHI) sg_pghi(r, noise);
  for (size_t i = 0; i < cells; i++) {
    lanes turns = r->estimate[i].r;
    for (int f = 0; f < SG_LANES && init == SG_INIT_NOISE; f++) turns[f] = sg_noise(&noise);
    lanes_complex e = sg_lanes_unit(init == SG_INIT_ZERO ? lanes_all(0) : turns);
    r->estimate[i] = (lanes_complex){r->magnitudes[i] * e.r, r->magnitudes[i] * e.i};
    r->previous[i] = (lanes_complex){lanes_all(0), lanes_all(0)};
  }
  sg_retrieval_rewind(r);
}

void sg_retrieval_rewind(sg_retrieval *r) {
  sg_overlap_reset(&r->overlap);
  r->quads_in = 0;
}

size_t sg_retrieval_read(sg_retrieval *r, float *samples, size_t n) {
  sg_overlap *overlap = &r->overlap;
  for (;;) {
    size_t made = sg_overlap_read(overlap, samples, n);
    if (made || overlap->finished) return made;
    int left = r->frames - SG_LANES * r->quads_in, count = sg_overlap_room(overlap, left < SG_LANES ? left : SG_LANES);
    if (count > 0) sg_overlap_add(overlap, r->estimate + (size_t)r->quads_in++ * (size_t)r->bins, count);
    else sg_overlap_finish(overlap);
  }
}

/* The spectra of four frames, or of the last ones, become the estimate for them; adds up how far they are off. */
static double update(sg_retrieval *r, int quad, int count) {
  const sg_framer *framer = &r->spectra.framer;
  size_t at = (size_t)quad * (size_t)r->bins;
  const lanes *magnitudes = r->magnitudes + at;
  const lanes_complex *spectrum = r->spectra.spectrum;
  lanes_complex *estimate = r->estimate + at, *previous = r->previous + at;
  lanes errors = lanes_all(0), gain = lanes_all(r->gain);
  sg_spectra_run(&r->spectra, sg_framer_frame(framer), count);
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

double sg_retrieval_iterate(sg_retrieval *r) {
  sg_framer *framer = &r->spectra.framer;
  size_t pending = 0, taken = 0;
  double errors = 0;
  sg_retrieval_rewind(r);
  sg_framer_reset(framer);
  for (int quad = 0; quad < r->quads;) {
    size_t ready = sg_framer_ready(framer, SG_LANES);
    if (ready == SG_LANES || (ready && framer->finished)) {
      errors += update(r, quad++, (int)ready);
      sg_framer_advance(framer, ready);
    } else if (pending) {
      size_t more = sg_framer_write(framer, r->block + taken, pending);
      taken += more;
      pending -= more;
    } else {
      pending = sg_retrieval_read(r, r->block, BLOCK);
      taken = 0;
      if (!pending) sg_framer_finish(framer);
    }
  }
  sg_retrieval_rewind(r);
  return r->energy > 0 ? sqrt(errors / r->energy) : 0;
}

void sg_retrieval_read_phases(const sg_retrieval *r, float *rows, int first, int count) {
  for (int t = first; t < first + count && t < r->frames && t >= 0; t++)
    for (int k = 0; k < r->bins; k++)
      *rows++ =
          6.2831853f * sg_lanes_angle(r->estimate[(size_t)(t / SG_LANES) * (size_t)r->bins + (size_t)k])[t % SG_LANES];
}
