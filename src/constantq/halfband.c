/* halfband.c - a signal to half its rate and back. */
#include "constantq/halfband.h"

#include "specgram.h"

void sg_halve(const float *taps, const float *x, float *sides, float *centres, float *y, int count) {
  for (int i = 0; i < count + SG_HALFBAND_REACH + 1; i += SG_LANES) {
    lanes a = lanes_load(x + 2 * i), b = lanes_load(x + 2 * i + SG_LANES);
    lanes_store(sides + i, __builtin_shufflevector(a, b, 0, 2, 4, 6));
    lanes_store(centres + i, __builtin_shufflevector(a, b, 1, 3, 5, 7));
  }
  centres += SG_HALFBAND_REACH / 2;
  for (int k = 0; k < count; k += SG_LANES) {
    const float *left = sides + k, *right = left + SG_HALFBAND_REACH;
    lanes sum = lanes_all(0);
    for (int i = 0; i < SG_HALFBAND; i++) sum += (lanes_load(left + i) + lanes_load(right - i)) * lanes_all(taps[i]);
    sum += lanes_load(centres + k) * lanes_all(0.5f);
    lanes_store(y + k, lanes_flush(sum, SG_SAMPLE_MIN));
  }
}

void sg_double(const float *taps, const float *y, float *x, int count) {
  for (int k = 0; k < count; k += SG_LANES, x += 2 * SG_LANES) {
    const float *left = y + k + 1 - SG_HALFBAND, *right = y + k + SG_HALFBAND;
    lanes even = lanes_load(y + k) * lanes_all(0.5f), odd = lanes_all(0);
    for (int i = 0; i < SG_HALFBAND; i++) odd += (lanes_load(left + i) + lanes_load(right - i)) * lanes_all(taps[i]);
    lanes_store(x, lanes_load(x) + __builtin_shufflevector(even, odd, 0, 4, 1, 5));
    lanes_store(x + SG_LANES, lanes_load(x + SG_LANES) + __builtin_shufflevector(even, odd, 2, 6, 3, 7));
  }
}
