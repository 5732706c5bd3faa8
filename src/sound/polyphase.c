/* polyphase.c - inner products of samples with filters, where a resampler spends its time. Every sum is taken in the
 * same order, whatever stands beside it. */
#include "sound/polyphase.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "math/lanes.h"
#include "math/memory.h"
#include "sound/lowpass.h"

#define TABLE_MAX 262144 /* floats of a table that has every place */
#define PERIOD_MAX 1024  /* places of which there is room for four periods */
#define PLACES 2048      /* a sample of the lower rate; a straight line between their filters is within 3e-7 of each */

sg_status sg_polyphase_create(sg_polyphase *s, sg_ratio ratio, size_t block) {
  double lower = fmin(1, (double)ratio.up / (double)ratio.down);
  s->ratio = ratio;
  s->taps = 8 * (int)ceil(SG_LOWPASS_REACH / (4 * lower));
  int is_whole = ratio.up <= TABLE_MAX / s->taps;
  s->phases = is_whole ? (int)ratio.up : (int)ceil(PLACES * lower);
  int rows = s->phases + !is_whole;
  s->capacity = block + 2 * (size_t)s->taps + (ratio.up <= PERIOD_MAX ? 4 * (size_t)ratio.down : 0);
  s->table = SG_NEW_ARRAY(float, (uint64_t)rows *(uint64_t)s->taps);
  s->buffer = SG_NEW_ARRAY(float, s->capacity);
  double *scratch = SG_NEW_ARRAY(double, s->taps);
  sg_status status = s->table && s->buffer && scratch ? SG_OK : SG_NO_MEMORY;
  for (int i = 0; !status && 2 * i <= s->phases; i++) {
    float *row = s->table + (size_t)i * (size_t)s->taps;
    sg_lowpass(row, scratch, s->taps, (double)i / s->phases, lower);
    if (s->phases - i < rows && s->phases > 2 * i) /* the filter is the same on both sides */
      for (int k = 0; k < s->taps; k++)
        s->table[(size_t)(s->phases - i + 1) * (size_t)s->taps - 1 - (size_t)k] = row[k];
  }
  if (!status && ratio.up == ratio.down) { /* nothing is to be kept out */
    memset(s->table, 0, (size_t)s->taps * sizeof *s->table);
    s->table[s->taps / 2 - 1] = 1;
  }
  free(scratch);
  if (!status) sg_polyphase_reset(s);
  return status;
}

void sg_polyphase_destroy(sg_polyphase *s) {
  free(s->table);
  free(s->buffer);
}

void sg_polyphase_reset(sg_polyphase *s) {
  s->fill = (size_t)s->taps / 2 - 1;
  memset(s->buffer, 0, s->fill * sizeof *s->buffer);
  s->next = 0;
  s->between = 0;
}

int sg_polyphase_reach(const sg_polyphase *s) { return s->taps / 2; }

size_t sg_polyphase_room(sg_polyphase *s) {
  size_t drop = s->next < s->fill ? s->next : s->fill;
  return s->capacity - (s->fill - drop);
}

void sg_polyphase_write(sg_polyphase *s, const float *x, size_t n) {
  if (s->capacity - s->fill < n) {
    size_t drop = s->next < s->fill ? s->next : s->fill;
    memmove(s->buffer, s->buffer + drop, (s->fill - drop) * sizeof *s->buffer);
    s->fill -= drop;
    s->next -= drop;
  }
  memcpy(s->buffer + s->fill, x, n * sizeof *x);
  s->fill += n;
}

size_t sg_polyphase_ready(const sg_polyphase *s) {
  int64_t begins = (int64_t)s->fill - s->taps - (int64_t)s->next + 1; /* at so many samples from the next on */
  return begins < 1 ? 0 : (size_t)((begins * s->ratio.up - 1 - s->between) / s->ratio.down + 1);
}

static void advance(sg_polyphase *s, size_t n) {
  s->between += (int64_t)n * s->ratio.down;
  s->next += (size_t)(s->between / s->ratio.up);
  s->between %= s->ratio.up;
}

/* The inner products of one with each of four others. */
static __attribute__((noinline)) lanes products(const float *one, const float *const four[SG_LANES], int taps) {
  const float *p = four[0], *q = four[1], *r = four[2], *s = four[3];
  lanes a = lanes_all(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
  for (int i = 0, k = SG_LANES; i < taps; i += 2 * SG_LANES, k += 2 * SG_LANES) {
    lanes x = lanes_load(one + i), y = lanes_load(one + k);
    a += lanes_load(p + i) * x, e += lanes_load(p + k) * y;
    b += lanes_load(q + i) * x, f += lanes_load(q + k) * y;
    c += lanes_load(r + i) * x, g += lanes_load(r + k) * y;
    d += lanes_load(s + i) * x, h += lanes_load(s + k) * y;
  }
  a += e, b += f, c += g, d += h;
  lanes_transpose(&a, &b, &c, &d);
  return (a + b) + (c + d);
}

/* The next one, between the filters of the two tabulated places around its own. */
static float read_between(sg_polyphase *s) {
  double at = (double)s->between / (double)s->ratio.up * s->phases;
  const float *row = s->table + (size_t)at * (size_t)s->taps, *after = row + s->taps;
  lanes two = products(s->buffer + s->next, (const float *const[]){row, after, row, after}, s->taps);
  advance(s, 1);
  return two[0] + (two[1] - two[0]) * (float)(at - floor(at));
}

/* Up to four periods, in each of which every place comes once: four of the same place at once. */
static size_t read_periods(sg_polyphase *s, float *y, size_t n) {
  size_t down = (size_t)s->ratio.down, up = (size_t)s->ratio.up;
  if (n > 4 * up) n = 4 * up;
  for (size_t i = 0; i < up && i < n; i++, advance(s, 1)) {
    const float *x = s->buffer + s->next, *four[SG_LANES];
    for (size_t k = 0; k < SG_LANES; k++) four[k] = i + k * up < n ? x + k * down : x;
    lanes made = products(s->table + (size_t)s->between * (size_t)s->taps, four, s->taps);
    for (size_t k = 0; k < SG_LANES; k++)
      if (i + k * up < n) y[i + k * up] = made[k];
  }
  if (n > up) advance(s, n - up);
  return n;
}

void sg_polyphase_read(sg_polyphase *s, float *y, size_t n) {
  for (size_t i = 0; i < n;)
    if (s->ratio.up > s->phases) y[i++] = read_between(s);
    else i += read_periods(s, y + i, n - i);
}
