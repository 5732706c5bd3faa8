/* halver.c - samples to half their rate. */
#include "sound/halver.h"

#include <stdlib.h>
#include <string.h>

#include "math/lanes.h"
#include "math/memory.h"
#include "sound/lowpass.h"

sg_status sg_halver_create(sg_halver *s, double wanted, size_t block) {
  s->pairs = sg_lowpass_pairs(wanted);
  size_t capacity = 2 * (size_t)s->pairs + block / 2 + 16;
  s->taps = SG_NEW_ARRAY(float, s->pairs);
  s->even = SG_NEW_ARRAY(float, capacity);
  s->odd = SG_NEW_ARRAY(float, capacity);
  if (!s->taps || !s->even || !s->odd) return SG_NO_MEMORY;
  sg_lowpass_half(s->taps, s->pairs);
  sg_halver_reset(s);
  return SG_OK;
}

void sg_halver_destroy(sg_halver *s) {
  free(s->taps);
  free(s->even);
  free(s->odd);
}

void sg_halver_reset(sg_halver *s) {
  s->next = s->evens = s->odds = (size_t)s->pairs;
  memset(s->odd, 0, (size_t)s->pairs * sizeof *s->odd);
}

int sg_halver_reach(const sg_halver *s) { return 2 * s->pairs - 1; }

static void take(sg_halver *s, const float *x, size_t n) {
  size_t drop = s->next - (size_t)s->pairs;
  memmove(s->even, s->even + drop, (s->evens - drop) * sizeof *s->even);
  memmove(s->odd, s->odd + drop, (s->odds - drop) * sizeof *s->odd);
  s->evens -= drop, s->odds -= drop, s->next -= drop;
  size_t i = 0;
  if (n && s->evens > s->odds) s->odd[s->odds++] = x[i++];
  for (; i + 2 * SG_LANES <= n; i += 2 * SG_LANES, s->evens += SG_LANES, s->odds += SG_LANES) {
    lanes a = lanes_load(x + i), b = lanes_load(x + i + SG_LANES);
    lanes_store(s->even + s->evens, __builtin_shufflevector(a, b, 0, 2, 4, 6));
    lanes_store(s->odd + s->odds, __builtin_shufflevector(a, b, 1, 3, 5, 7));
  }
  for (; i < n; i++)
    if (s->evens > s->odds) s->odd[s->odds++] = x[i];
    else s->even[s->evens++] = x[i];
}

size_t sg_halver_run(sg_halver *s, const float *x, size_t n, float *y) {
  take(s, x, n);
  size_t needed = s->next + (size_t)s->pairs - 1; /* the last odd sample of the next y */
  if (s->odds <= needed) return 0;
  size_t count = s->odds - needed;
  for (size_t k = 0; k < count; k += 2 * SG_LANES) {
    const float *right = s->odd + s->next + k, *left = right - 1, *middle = s->even + s->next + k;
    lanes a = lanes_all(0), b = lanes_all(0);
    for (int i = s->pairs - 1; i >= 0; i--) {
      lanes tap = lanes_all(s->taps[i]);
      a += (lanes_load(left - i) + lanes_load(right + i)) * tap;
      b += (lanes_load(left - i + SG_LANES) + lanes_load(right + i + SG_LANES)) * tap;
    }
    a += lanes_load(middle) * lanes_all(0.5f);
    b += lanes_load(middle + SG_LANES) * lanes_all(0.5f);
    lanes_store(y + k, lanes_flush(a, SG_SAMPLE_MIN));
    lanes_store(y + k + SG_LANES, lanes_flush(b, SG_SAMPLE_MIN));
  }
  s->next += count;
  return count;
}
