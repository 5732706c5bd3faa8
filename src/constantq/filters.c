/* filters.c - the filters of constant-Q and variable-Q transforms, as librosa 0.11 defines them at full rate.
 * Schörkhuber, Klapuri, Holighaus, Dörfler: A Matlab toolbox for efficient perfect reconstruction time-frequency
 * transforms with log-frequency resolution (2014), for the bandwidths; equal temperament. */
#include "constantq/filters.h"

#include <math.h>

#include "config.h"
#include "math/decibel.h"
#include "math/angle.h"

#define ERB_SLOPE 0.108 /* Glasberg, Moore (1990): 24.7 Hz + 0.108 f */
#define ERB_FLOOR 24.7

/* A window's cosines, from a few of its samples; and how far its spectrum
 *   |W(x)| = |sin(pi x) / pi * sum of a[j] x / (x^2 - j^2)|
 * reaches: the tail's energy is summed inwards from where only its order (1 / x) counts. */
static sg_status find_cosines(sg_constantq *cq, double tail) {
  enum { POINTS = 2 * (SG_COSINES + 2), FAR = 4096 };
  double window[POINTS], rest = 0, energy = 0, sum = 0;
  sg_status status = sg_window(window, POINTS, cq->config, 1);
  if (status) return status;
  for (int j = 0; j <= POINTS / 2; j++) {
    double a = 0;
    for (int i = 0; i < POINTS; i++) a += window[i] * sg_turn((double)i * j, POINTS).r;
    a *= (j ? 2.0 : 1.0) / POINTS;
    if (j >= SG_COSINES) rest += fabs(a);
    else if (fabs(cq->a[j] = a) > 1e-12) cq->terms = j + 1;
    energy += j && j < SG_COSINES ? a * a / 2 : a * a;
  }
  cq->is_cosines = rest < 1e-12;
  cq->reach = INFINITY;
  for (double x = FAR + 0.5; cq->is_cosines && x > SG_COSINES; x--) {
    double w = 0;
    for (int j = 0; j < cq->terms; j++) w += cq->a[j] * x / (x * x - j * j) / SG_PI;
    sum += x > FAR ? w * w * x : w * w;
    if (sum > tail * tail * energy) break;
    cq->reach = x;
  }
  return SG_OK;
}

sg_status sg_constantq_create(sg_constantq *cq, const sg_config *config, double gamma, double tail) {
  double ratio = sg_exp2(2.0 / config->bins_per_octave), alpha = (ratio - 1) / (ratio + 1);
  cq->config = config;
  cq->f_min = config->f_min * sg_exp2(config->tuning / config->bins_per_octave);
  cq->q = config->filter_scale / alpha;
  if (gamma < 0) gamma = alpha * ERB_FLOOR / ERB_SLOPE;
  cq->widening = gamma / alpha;
  if (!(config->sample_rate > 0)) return SG_NEEDS_RATE;
  if (!(config->f_min > 0)) return SG_F_MIN;

  enum { POINTS = 1000 }; /* librosa measures the noise bandwidth of its windows at this length */
  double window[POINTS], sum = 0, squares = 0;
  sg_status status = sg_window(window, POINTS, config, 1);
  if (status) return status;
  for (int i = 0; i < POINTS; i++) sum += window[i], squares += window[i] * window[i];
  double highest = sg_constantq_frequency(cq, config->n_bins - 1);
  if (!(highest * (1 + POINTS * squares / (sum * sum) / 2 / cq->q) + gamma / 2 <= config->sample_rate / 2))
    return SG_ABOVE_NYQUIST;
  if (!(sg_constantq_filter(cq, 0).length <= SG_FFT_MAX)) return SG_FILTER_LONG;
  return find_cosines(cq, tail);
}

double sg_constantq_frequency(const sg_constantq *cq, double bin) {
  int per_octave = cq->config->bins_per_octave;
  double octave = floor(bin / per_octave);
  return cq->f_min * sg_exp2(octave) * sg_exp2((bin - octave * per_octave) / per_octave);
}

sg_filter sg_constantq_filter(const sg_constantq *cq, int bin) {
  double rate = cq->config->sample_rate, hz = sg_constantq_frequency(cq, bin);
  sg_filter filter = {.frequency = hz / rate, .length = cq->q * rate / (hz + cq->widening)};
  if (filter.length <= SG_FFT_MAX) {
    filter.last = (int)ceil(filter.length / 2);
    filter.count = filter.last + (int)floor(filter.length / 2);
  }
  return filter;
}

sg_status sg_constantq_window(const sg_constantq *cq, const sg_filter *filter, double *window, int n, double first,
                              double step) {
  if (!cq->is_cosines) {
    sg_status status = sg_window(window, n, cq->config, 1);
    for (int i = 0; i < n / 2; i++) { /* place 0 is the last sample */
      double swapped = window[i];
      window[i] = window[n - 1 - i];
      window[n - 1 - i] = swapped;
    }
    return status;
  }
  double place = filter->last - first;
  sg_complex_double at = sg_turn(place, filter->count), turn = sg_turn(-step, filter->count);
  for (int i = 0; i < n; i++, place -= step, at = sg_multiply(at, turn)) {
    double below = 0, above = 0; /* Clenshaw's sum of a[j] T_j(cos) */
    for (int j = cq->terms - 1; j > 0; j--) {
      double next = cq->a[j] + 2 * at.r * below - above;
      above = below;
      below = next;
    }
    window[i] = place >= 0 && place <= filter->count ? cq->a[0] + at.r * below - above : 0;
  }
  return SG_OK;
}

sg_status sg_constantq_factor(const sg_constantq *cq, const sg_filter *filter, double *scratch, double *factor,
                              double *energy, double *sum) {
  double p = cq->config->filter_norm, norm = 0, squares = 0, total = 0;
  int n = filter->count, is_known = cq->reach < n && p == 1; /* such windows are nowhere negative */
  if (is_known) {
    norm = total = n * cq->a[0];
    for (int j = 0; j < cq->terms; j++) squares += n * cq->a[j] * cq->a[j] / (j ? 2 : 1);
  }
  sg_status status = is_known ? SG_OK : sg_constantq_window(cq, filter, scratch, n, filter->last - n + 1, 1);
  if (status) return status;
  for (int i = 0; i < n && !is_known; i++) {
    double w = fabs(scratch[i]);
    squares += w * w;
    total += scratch[i];
    if (isinf(p)) norm = fmax(norm, w);
    else if (p == 1) norm += w;
    else if (p > 0 && w > SG_SAMPLE_MIN) norm += p == 2 ? w * w : sg_exp2(p * sg_log2(w));
  }
  if (p == 2) norm = sqrt(norm);
  else if (p > 0 && p != 1 && !isinf(p)) norm = sg_exp2(sg_log2(norm) / p);
  if (!(p > 0)) norm = 1;
  *factor = (cq->config->scale ? sqrt(filter->length) : filter->length) / norm;
  *energy = squares * *factor * *factor;
  *sum = fabs(total) * *factor;
  return norm > 0 ? SG_OK : SG_WINDOW_SUM;
}
