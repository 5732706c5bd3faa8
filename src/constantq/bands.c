/* bands.c - overlapping constant-Q bands of a long spectrum: Velasco, Holighaus, Dörfler, Grill: Constructing an
 * invertible constant-Q transform with nonstationary Gabor frames (2011). */
#include "constantq/bands.h"

#include <math.h>

#include "math/angle.h"
#include "math/decibel.h"

#define WIDTH_MIN 4.0 /* bins of the spectrum: no band is narrower */

double sg_half_hann(double x) { return x <= 0 ? 1 : x >= 1 ? 0 : 0.5 + 0.5 * sg_turn(x, 2).r; }

double sg_hann_band_weight(const sg_hann_band *band, double bin) {
  return bin < band->centre ? sg_half_hann((band->centre - bin) / band->down)
                            : sg_half_hann((bin - band->centre) / band->up);
}

sg_status sg_hann_bands_place(sg_hann_band *bands, int count, int n, const sg_config *config) {
  double bins = n / config->sample_rate, ratio = sg_exp2(1.0 / config->bins_per_octave);
  int last = count - 1;
  for (int k = 1; k < last; k++) {
    sg_hann_band *band = &bands[k];
    band->frequency = config->f_min * sg_exp2((k - 1 + config->tuning) / config->bins_per_octave);
    band->centre = band->frequency * bins;
    band->down = fmax(band->centre * (1 - 1 / ratio), WIDTH_MIN / 2);
    band->up = fmax(band->centre * (ratio - 1), WIDTH_MIN / 2);
  }
  sg_hann_band *low = &bands[0], *high = &bands[last];
  low->up = low[1].down;
  low->centre = low[1].centre - low->up;
  low->down = high->up = INFINITY;
  high->down = high[-1].up;
  high->centre = high[-1].centre + high->down;
  high->frequency = config->sample_rate / 2;
  if (!(high[-1].frequency < high->frequency)) return SG_ABOVE_NYQUIST;
  for (int k = 0; k <= last; k++) {
    sg_hann_band *band = &bands[k];
    double end = fmin(ceil(band->centre + band->up), n / 2 + 1);
    band->first = (int)fmax(floor(band->centre - band->down) + 1, 0);
    band->width = (int)end - band->first;
  }
  return SG_OK;
}
