/* measures.c - what a window's spectrum does to a sine, after Harris, "On the use of windows for harmonic analysis with
 * the discrete Fourier transform", 1978. */
#include <math.h>
#include <stdlib.h>

#include "config.h"
#include "fft/fft.h"
#include "math/angle.h"
#include "math/decibel.h"
#include "math/memory.h"

typedef sg_complex_double complex_double;
#define turn sg_turn
#define multiply sg_multiply

enum { STEPS = 8 }; /* points of the grid from bin to bin */

/* |sum of window[n] e^(-2 pi i cycles n)|^2 */
static double power_at(const double *window, int length, double cycles) {
  complex_double sum = {0, 0}, e = {1, 0}, step = turn(-cycles, 1);
  for (int n = 0; n < length; n++) {
    sum.r += window[n] * e.r;
    sum.i += window[n] * e.i;
    e = multiply(e, step);
  }
  return sum.r * sum.r + sum.i * sum.i;
}

/* The frequency between low and high where the power is least (sign 1) or greatest (-1), by golden section. */
static double extreme(const double *window, int length, double low, double high, double sign) {
  const double golden = 0.61803398874989485;
  double a = high - golden * (high - low), b = low + golden * (high - low);
  double power_a = sign * power_at(window, length, a), power_b = sign * power_at(window, length, b);
  for (int i = 0; i < 40; i++) {
    if (power_a < power_b) {
      high = b, b = a, power_b = power_a;
      a = high - golden * (high - low), power_a = sign * power_at(window, length, a);
    } else {
      low = a, a = b, power_a = power_b;
      b = low + golden * (high - low), power_b = sign * power_at(window, length, b);
    }
  }
  return (low + high) / 2;
}

/* The first extreme above a frequency, found in steps. */
static double next_extreme(const double *window, int length, double from, double step, double sign) {
  double power = sign * power_at(window, length, from), next;
  while ((next = sign * power_at(window, length, from + step)) < power && from < 0.5) from += step, power = next;
  return extreme(window, length, from - step, from + step, sign);
}

static double decibels(double power) { return power > 0 ? 10 * (sg_log2(power) / 3.32192809488736235) : -INFINITY; }

/* power[k * STEPS + j] of cycles (k + j / STEPS) / size a sample, up to 1/2: one transform for each j. */
static void fill_power(double *power, sg_cfft_double *fft, complex_double *data, size_t size, const double *window,
                       int length) {
  complex_double *bands = data + size;
  for (int j = 0; j < STEPS; j++) {
    for (int n = 0; n < length; n++) {
      complex_double e = turn(-(double)n * j, (double)size * STEPS);
      data[n] = (complex_double){window[n] * e.r, window[n] * e.i};
    }
    for (size_t n = (size_t)length; n < size; n++) data[n] = (complex_double){0, 0};
    sg_cfft_double_run(fft, data, bands);
    for (size_t k = 0; k < size / 2 + (j == 0); k++)
      power[k * STEPS + (size_t)j] = bands[k].r * bands[k].r + bands[k].i * bands[k].i;
  }
}

sg_status sg_window_measure(sg_window_metrics *out, const double *window, int length) {
  if (length < 1 || length > SG_FFT_MAX) return SG_BAD(win_length);
  double sum = 0, squares = 0;
  for (int n = 0; n < length; n++) sum += window[n], squares += window[n] * window[n];
  if (!(fabs(sum) > SG_SAMPLE_MIN && fabs(sum) <= SG_FFT_MAX && squares <= (double)SG_FFT_MAX * SG_FFT_MAX))
    return SG_WINDOW_SUM;

  size_t size = 2;
  while (size < (size_t)length) size *= 2;
  size_t last = size / 2 * STEPS;
  complex_double *data = SG_NEW_ARRAY(complex_double, 2 * size);
  sg_cfft_double *fft = sg_cfft_double_create((int)size);
  double *power = SG_NEW_ARRAY(double, last + 1);
  if (data && fft && power) {
    fill_power(power, fft, data, size, window, length);
    double grid = 1 / ((double)size * STEPS), half = sum * sum / 2;

    size_t below = 1; /* the first point below half of what is at 0; past the last point there is none */
    while (below <= last && power[below] > half) below++;
    size_t null = below; /* the grid's first minimum; narrow lobes may hide an earlier one between its points */
    while (null < last && power[null + 1] < power[null]) null++;

    double width_3db = 0.5, first_null = 0.5, side_power = 0;
    if (below <= last) {
      double inside = (double)(below - 1) * grid, outside = (double)below * grid;
      for (int i = 0; i < 40; i++) {
        width_3db = (inside + outside) / 2;
        if (power_at(window, length, width_3db) > half) inside = width_3db;
        else outside = width_3db;
      }
    }
    if (null < last) {
      size_t start = null > below + STEPS ? null - STEPS : below;
      first_null = next_extreme(window, length, (double)start * grid, grid / 8, 1);
      side_power = power_at(window, length, next_extreme(window, length, first_null, grid / 8, -1));
      size_t side = last;
      for (size_t k = last; (double)k * grid > first_null; k--)
        if (power[k] > power[side]) side = k;
      double low = fmax(first_null, ((double)side - 1) * grid), high = ((double)side + 1) * grid;
      side_power = fmax(side_power, power_at(window, length, extreme(window, length, low, high, -1)));
    }
    *out = (sg_window_metrics){
        .main_lobe_width = 2 * first_null * length,
        .side_lobe_level = decibels(side_power / (sum * sum)),
        .enbw = length * squares / (sum * sum),
        .scallop_loss = decibels(power_at(window, length, 0.5 / length) / (sum * sum)),
        .coherent_gain = sum / length,
        .width_3db = 2 * width_3db * length,
    };
  }
  sg_status status = data && fft && power ? SG_OK : SG_NO_MEMORY;
  free(data);
  free(fft);
  free(power);
  return status;
}
