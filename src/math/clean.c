/* clean.c - numbers from outside without what could spoil a spectrum. */
#include "math/clean.h"

#include <math.h>

#include "math/lanes.h"
#include "specgram.h"

int sg_clean(float *to, const float *from, size_t n, float most) {
  int changed = 0;
  for (size_t i = 0; i < n; i += SG_LANES) {
    size_t count = n - i < SG_LANES ? n - i : SG_LANES;
    lanes x = {0};
    if (count == SG_LANES) x = lanes_load(from + i);
    else memcpy(&x, from + i, count * sizeof *from);
    lanes_mask fit = lanes_abs(x) <= lanes_all(most); /* false for NaN too */
    if (!lanes_every(fit))
      for (int k = 0; k < SG_LANES; k++)
        if (!fit[k]) {
          x[k] = isfinite(x[k]) ? copysignf(most, x[k]) : 0;
          changed++;
        }
    x = lanes_flush(x, SG_SAMPLE_MIN);
    if (count == SG_LANES) lanes_store(to + i, x);
    else memcpy(to + i, &x, count * sizeof *to);
  }
  return changed;
}
