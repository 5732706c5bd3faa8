/* framer.c - samples in, overlapping frames out. */
#include "frames/framer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/memory.h"

#define BLOCK 16384 /* samples taken in between two moves of the buffer, or four hops where that is more */

static int pad_of(int given, const sg_config *config) {
  return given != SG_PAD_CENTER ? given : config->center ? config->n_fft / 2 : 0;
}

sg_status sg_framer_create(sg_framer *framer, const sg_config *config, sg_facts *facts) {
  int after = pad_of(config->pad_after, config);
  framer->length = config->align == SG_ALIGN_START ? config->win_length : config->n_fft;
  framer->hop = config->hop_length;
  framer->before = pad_of(config->pad_before, config);
  framer->after = after > 0 ? after : 0;
  framer->spare = after < 0 ? -after : 0;
  framer->pad_mode = config->pad_mode;
  framer->head_needs = !framer->before || config->pad_mode == SG_CONSTANT ? 0
                       : config->pad_mode == SG_REFLECT                   ? framer->before + 1
                       : config->pad_mode == SG_SYMMETRIC                 ? framer->before
                                                                          : 1;
  size_t hops = 4 * (size_t)framer->hop;
  size_t kept = (size_t)framer->length + (size_t)framer->spare + (size_t)framer->after + 1;
  size_t first = (size_t)framer->before + (size_t)framer->head_needs;
  framer->capacity = (kept > first ? kept : first) + 1 + (hops > BLOCK ? hops : BLOCK);
  framer->buffer = SG_NEW_ARRAY(float, framer->capacity);
  framer->tail = SG_NEW_ARRAY(float, framer->after + 1);
  if (!framer->buffer || !framer->tail) return SG_NO_MEMORY;

  facts->hop = framer->hop;
  facts->origin = framer->length / 2 - framer->before;
  int last = framer->length - framer->length / 2 + framer->spare; /* samples of a frame from its own moment on */
  facts->latency = framer->head_needs - facts->origin > last ? framer->head_needs - facts->origin : last;
  facts->first_rows = facts->latency - last;
  sg_framer_reset(framer);
  return SG_OK;
}

void sg_framer_destroy(sg_framer *framer) {
  free(framer->buffer);
  free(framer->tail);
}

void sg_framer_reset(void *state) {
  sg_framer *framer = state;
  framer->fill = (size_t)framer->before;
  framer->next = 0;
  framer->tail_done = 0;
  framer->head_done = 0;
  framer->finished = 0;
}

double sg_framer_rows(const void *state, double samples) {
  const sg_framer *framer = state;
  double room = samples + framer->before + framer->after - framer->spare - framer->length;
  return room < 0 ? 0 : 1 + floor(room / framer->hop);
}

/* The sample that padding puts at index, for a signal x[n] whose index lies outside 0..n-1. */
static float padded(const float *x, int64_t n, int64_t index, const sg_framer *framer) {
  int64_t before = -index, after = index - (n - 1); /* the distance from the signal, where positive */
  int64_t period = framer->pad_mode == SG_REFLECT ? 2 * (n - 1) : 2 * n;
  if (n == 0 || framer->pad_mode == SG_CONSTANT) return 0;
  if (framer->pad_mode == SG_EDGE || (n == 1 && framer->pad_mode == SG_REFLECT)) return x[before > 0 ? 0 : n - 1];
  if (framer->pad_mode == SG_LINEAR_RAMP) { /* numpy.linspace(0, edge, pad, endpoint=False) */
    double edge = x[before > 0 ? 0 : n - 1], pad = before > 0 ? framer->before : framer->after;
    return (float)(edge * ((pad - (double)(before > 0 ? before : after)) / pad));
  }
  /* Mirrored again and again: the signal and its mirror image make one period. */
  int64_t place = ((index % period) + period) % period;
  if (place < n) return x[place];
  return x[framer->pad_mode == SG_REFLECT ? period - place : period - 1 - place];
}

static void make_head(sg_framer *framer) {
  int64_t known = (int64_t)framer->fill - framer->before;
  const float *x = framer->buffer + framer->before;
  for (int64_t i = 0; i < framer->before; i++) framer->buffer[i] = padded(x, known, i - framer->before, framer);
  framer->head_done = 1;
}

/* Moves what is still needed to the front: the frames not yet read, and the last samples, which the tail mirrors. */
static void make_room(sg_framer *framer) {
  size_t kept = (size_t)framer->after + 1, drop = framer->fill > kept ? framer->fill - kept : 0;
  if (!framer->head_done) return;
  if (drop > framer->next) drop = framer->next;
  memmove(framer->buffer, framer->buffer + drop, (framer->fill - drop) * sizeof *framer->buffer);
  framer->fill -= drop;
  framer->next -= drop;
}

static size_t append(sg_framer *framer, const float *samples, size_t n) {
  if (framer->capacity - framer->fill < n) make_room(framer);
  size_t room = framer->capacity - framer->fill;
  if (n > room) n = room;
  memcpy(framer->buffer + framer->fill, samples, n * sizeof *samples);
  framer->fill += n;
  return n;
}

size_t sg_framer_write(void *state, const float *samples, size_t n) {
  sg_framer *framer = state;
  size_t taken = framer->finished ? 0 : append(framer, samples, n);
  if (!framer->head_done && framer->fill >= (size_t)framer->before + (size_t)framer->head_needs) make_head(framer);
  return taken;
}

void sg_framer_finish(void *state) {
  sg_framer *framer = state;
  if (framer->finished) return;
  framer->finished = 1;
  /* Before the head is made the buffer holds the whole sound behind room for the head; then either the whole padded
   * signal or what the tail mirrors, its last samples. */
  int64_t at = framer->head_done ? 0 : framer->before, known = (int64_t)framer->fill - at;
  if (framer->head_done && known > framer->after + 1) known = framer->after + 1;
  const float *x = framer->buffer + framer->fill - known;
  for (int64_t i = 0; i < framer->after; i++) framer->tail[i] = padded(x, known, known + i, framer);
  if (!framer->head_done) make_head(framer);
}

size_t sg_framer_ready(sg_framer *framer, size_t max) {
  if (!framer->head_done) return 0;
  if (framer->finished && framer->tail_done < (size_t)framer->after)
    framer->tail_done += append(framer, framer->tail + framer->tail_done, (size_t)framer->after - framer->tail_done);
  size_t length = (size_t)framer->length + (size_t)framer->spare;
  if (framer->fill < framer->next + length) return 0;
  size_t ready = 1 + (framer->fill - framer->next - length) / (size_t)framer->hop;
  return ready < max ? ready : max;
}

const float *sg_framer_frame(const sg_framer *framer) { return framer->buffer + framer->next; }

void sg_framer_advance(sg_framer *framer, size_t frames) { framer->next += frames * (size_t)framer->hop; }
