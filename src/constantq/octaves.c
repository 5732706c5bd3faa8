/* octaves.c - a signal at its own rate, at half of it, at a quarter, and so on, by one linear-phase half-band filter:
 *   y[k] = x[2k] / 2 + sum over odd i of h[i] (x[2k - i] + x[2k + i])
 * so that sample k of level d stands exactly at 2^d k. h is the ideal filter under Kaiser's window. Its response is
 * within 3e-7 of 1 up to half of the new Nyquist frequency and below 3e-7 (-131 dB) from three halves on; what folds
 * deeper down the band is weaker still, as the response mirrors itself about a quarter of the rate. */
#include "constantq/octaves.h"

#include <stdlib.h>
#include <string.h>

#include "math/memory.h"
#include "constantq/halfband.h"
#include "math/angle.h"

#define REACH SG_HALFBAND_REACH
#define BETA 14.5   /* of Kaiser's window */
#define BLOCK 16384 /* samples taken in between two moves of a level */
#define SLACK 16    /* samples beyond a level's fill that lanes may touch */

static int64_t floor_shift(int64_t x, int shift) { return x >> shift; }

sg_extent sg_octaves_extent(const sg_level levels[SG_LEVELS]) {
  sg_extent extent = {0};
  for (int d = 0; d < SG_LEVELS; d++) {
    if (!levels[d].used) continue;
    int before = (2 * SG_HALFBAND - levels[d].first) * (1 << d),
        after = levels[d].last * (1 << d) + sg_octaves_delay(d) + 1;
    extent.depth = d + 1;
    if (before > extent.before) extent.before = before;
    if (after > extent.after) extent.after = after;
  }
  int whole = 1 << extent.depth, most = extent.before > extent.after ? extent.before : extent.after;
  extent.lead = (most / whole + 1) * whole;
  return extent;
}

sg_status sg_halfband(float taps[SG_HALFBAND]) {
  double window[2 * REACH + 3], h[SG_HALFBAND], sum = 0;
  sg_status status = sg_window(window, 2 * REACH + 3, &(sg_config){.window = SG_KAISER, .window_parameter = BETA}, 0);
  if (status) return status;
  for (int i = 0; i < SG_HALFBAND; i++) {
    int n = REACH - 2 * i;
    sum += h[i] = (n % 4 == 1 ? 1 : -1) / (SG_PI * n) * window[1 + 2 * i];
  }
  for (int i = 0; i < SG_HALFBAND; i++) taps[i] = (float)(h[i] / (4 * sum));
  return SG_OK;
}

sg_status sg_octaves_create(sg_octaves *octaves, const sg_config *config, sg_facts *facts) {
  sg_extent extent = sg_octaves_extent(octaves->levels);
  octaves->depth = extent.depth;
  octaves->lead = extent.lead;
  octaves->hop = config->hop_length;

  sg_config padding = *config;
  padding.n_fft = 2 * extent.lead;
  padding.center = 1;
  sg_status status = sg_framer_create(&octaves->framer, &padding, facts);
  if (!status) status = sg_halfband(octaves->taps);
  if (status) return status;
  octaves->framer.length = octaves->framer.hop = 1; /* it hands on single samples, as many as there are */
  facts->hop = octaves->hop;
  facts->latency = extent.after > octaves->framer.head_needs ? extent.after : octaves->framer.head_needs;
  facts->first_rows = facts->latency - extent.after;

  octaves->sides = SG_NEW_ARRAY(float, BLOCK / 2 + REACH + SLACK);
  octaves->centres = SG_NEW_ARRAY(float, BLOCK / 2 + REACH + SLACK);
  if (!octaves->sides || !octaves->centres) return SG_NO_MEMORY;
  for (int d = 0; d < octaves->depth; d++) {
    sg_level *level = &octaves->levels[d];
    int block = BLOCK >> d;
    level->capacity = (size_t)((extent.lead + extent.after) >> d) + (size_t)(level->last - level->first + 2 * REACH) +
                      (size_t)(block > 64 ? block : 64);
    level->samples = SG_NEW_ARRAY(float, level->capacity + SLACK);
    if (!level->samples) return SG_NO_MEMORY;
  }
  sg_octaves_reset(octaves);
  return SG_OK;
}

void sg_octaves_destroy(sg_octaves *octaves) {
  sg_framer_destroy(&octaves->framer);
  for (int d = 0; d < SG_LEVELS; d++) free(octaves->levels[d].samples);
  free(octaves->sides);
  free(octaves->centres);
}

void sg_octaves_reset(void *state) {
  sg_octaves *octaves = state;
  sg_framer_reset(&octaves->framer);
  octaves->written = 0;
  int64_t base = 0;
  for (int d = 0; d < octaves->depth; d++) {
    octaves->levels[d].fill = 0;
    octaves->levels[d].base = base;
    base = (base + REACH + 1) / 2;
  }
}

size_t sg_octaves_write(void *state, const float *samples, size_t n) {
  sg_octaves *octaves = state;
  size_t taken = sg_framer_write(&octaves->framer, samples, n);
  octaves->written += (int64_t)taken;
  return taken;
}

double sg_octaves_rows(const void *state, double samples) {
  int hop = ((const sg_octaves *)state)->hop;
  return 1 + (double)((int64_t)samples / hop);
}

void sg_level_forget(sg_level *level, int64_t from) {
  int64_t drop = from - level->base;
  if (drop <= 0) return;
  if (drop > (int64_t)level->fill) drop = (int64_t)level->fill;
  level->fill -= (size_t)drop;
  level->base += drop;
  memmove(level->samples, level->samples + drop, level->fill * sizeof *level->samples);
}

/* Makes as many samples of a level from the one above as it has and as there is room for. */
static int descend(sg_octaves *octaves, int d) {
  const sg_level *from = &octaves->levels[d - 1];
  sg_level *to = &octaves->levels[d];
  int64_t next = to->base + (int64_t)to->fill;
  int64_t n = floor_shift(from->base + (int64_t)from->fill - 1 - REACH, 1) + 1 - next;
  if (n > (int64_t)(to->capacity - to->fill)) n = (int64_t)(to->capacity - to->fill);
  if (n > BLOCK / 2) n = BLOCK / 2;
  if (n <= 0) return 0;
  sg_halve(octaves->taps, from->samples + (2 * next - REACH - from->base), octaves->sides, octaves->centres,
           to->samples + to->fill, (int)n);
  to->fill += (size_t)n;
  return 1;
}

/* Moves samples as far down as they go; whether any moved. What frames before this one needed is forgotten. */
static int pull(sg_octaves *octaves, int64_t frame) {
  int moved = 0;
  int64_t centre = frame * octaves->hop + octaves->lead;
  for (int d = 0; d < octaves->depth; d++) {
    sg_level *level = &octaves->levels[d], *below = level + 1;
    if (level->capacity - level->fill < level->capacity / 4) {
      int64_t keep = floor_shift(centre, d) + level->first;
      if (d + 1 < octaves->depth && 2 * (below->base + (int64_t)below->fill) - REACH < keep)
        keep = 2 * (below->base + (int64_t)below->fill) - REACH;
      sg_level_forget(level, keep);
    }
    if (d) {
      moved |= descend(octaves, d);
    } else {
      size_t n = sg_framer_ready(&octaves->framer, level->capacity - level->fill);
      memcpy(level->samples + level->fill, sg_framer_frame(&octaves->framer), n * sizeof *level->samples);
      level->fill += n;
      sg_framer_advance(&octaves->framer, n);
      moved |= n > 0;
    }
  }
  return moved;
}

size_t sg_octaves_ready(sg_octaves *octaves, int64_t frame, size_t max) {
  for (;;) {
    int64_t most = octaves->written / octaves->hop + 1 - frame; /* frames beyond the end have padding alone */
    if (most > (int64_t)max) most = (int64_t)max;
    for (int d = 0; d < octaves->depth; d++) {
      const sg_level *level = &octaves->levels[d];
      if (!level->used) continue;
      /* the last full-rate place whose frame this level can serve */
      int64_t place = (level->base + (int64_t)level->fill - level->last) * (1 << d) - 1 - octaves->lead;
      int64_t frames = place < 0 ? 0 : place / octaves->hop + 1 - frame;
      if (frames < most) most = frames;
    }
    if (most == (int64_t)max || !pull(octaves, frame)) return most > 0 ? (size_t)most : 0;
  }
}
