/* basis.c - the magnitudes of constant-Q filters' spectra: for a filter of window w, N samples long,
 *   weight[k] = sqrt(N) factor / n_fft^(3/2) |sum over m of w[m] exp(2 pi j (f / rate - k / n_fft) m)|
 * with the factor of filters.h. n_fft is the least power of two that holds the longest filter and two hops, as librosa
 * has it. */
#include "constantq/basis.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "constantq/filters.h"
#include "fft/fft.h"
#include "frames/spectra.h"
#include "math/angle.h"
#include "math/memory.h"
#include "math/pairs.h"

#define WEIGHT_MIN 1e-6 /* of a filter's greatest: what lies beyond the last such weight is left out */
#define TAP_MIN 1e-12   /* fainter parts of a filter's taps could only make subnormals */
#define RUN 16          /* products that are added in single precision, before they are in double */

/* What a filter's spectrum is made with. */
typedef struct scratch {
  double *window;         /* [count of the longest] */
  lanes *taps;            /* [n_fft] re, im */
  lanes_complex *spectra; /* [n_fft / 2 + 1] of re, im */
  double *magnitudes;     /* [n_fft / 2 + 1] */
  sg_fft *fft;
} scratch;

static int power_of_two_from(double least) {
  int power = 1;
  while (power < least) power *= 2;
  return power;
}

sg_status sg_basis_whole(int *whole, const sg_config *config) {
  sg_constantq cq;
  sg_status status = sg_constantq_create(&cq, config, 0, 0);
  for (*whole = 0; !status && *whole < config->n_bins; ++*whole)
    if (power_of_two_from(sg_constantq_filter(&cq, *whole).length) < 2 * config->hop_length) break;
  return status;
}

static void destroy_scratch(scratch *s) {
  free(s->window);
  free(s->taps);
  free(s->spectra);
  free(s->magnitudes);
  sg_fft_destroy(s->fft);
}

static int create_scratch(scratch *s, int longest, int n_fft) {
  size_t bins = (size_t)n_fft / 2 + 1;
  s->window = SG_NEW_ARRAY(double, longest);
  s->taps = SG_NEW_ARRAY(lanes, n_fft);
  s->spectra = SG_NEW_ARRAY(lanes_complex, bins);
  s->magnitudes = SG_NEW_ARRAY(double, bins);
  s->fft = sg_fft_create(n_fft, 0);
  return s->window && s->taps && s->spectra && s->magnitudes && s->fft;
}

static float tap(double x) { return fabs(x) >= TAP_MIN ? (float)x : 0; }

/* A filter's spectrum, of its real and its imaginary part apart, and from these its magnitudes without any gain. */
static sg_status find_magnitudes(scratch *s, const sg_constantq *cq, const sg_filter *filter, int n_fft) {
  sg_status status = sg_constantq_window(cq, filter, s->window, filter->count, filter->last - filter->count + 1, 1);
  sg_complex_double e = {1, 0}, turn = sg_turn(filter->frequency, 1);
  for (int i = 0; i < filter->count; i++, e = sg_multiply(e, turn))
    s->taps[i] = (lanes){tap(s->window[i] * e.r), tap(s->window[i] * e.i), 0, 0};
  memset(s->taps + filter->count, 0, (size_t)(n_fft - filter->count) * sizeof *s->taps);
  sg_fft_forward(s->fft, s->taps, s->spectra);
  for (int k = 0; k <= n_fft / 2; k++) {
    lanes_complex x = s->spectra[k];
    double re = (double)x.r[0] - x.i[1], im = (double)x.i[0] + x.r[1];
    s->magnitudes[k] = sqrt(re * re + im * im);
  }
  return status;
}

/* What a band reads of a sine of amplitude 1 at its own frequency, which lies at this place among the bins: of a Hann
 * window of n samples, a bin at distance d hears n / 4 |sin(pi d) / (pi d (1 - d^2))|. */
static double peak_of(const sg_band *band, double place, int n_fft) {
  double sine = fabs(sg_turn(place, 2).i), sum = 0;
  for (int i = 0; i < band->count; i++) {
    double d = fabs(place - (band->first + i)), divisor = SG_PI * d * fabs(1 - d * d);
    double share = divisor > 1e-6 ? sine / divisor : d < 0.5 ? 1 : 0.5;
    sum += band->weights[i] * share;
  }
  return sum * n_fft / 4;
}

static sg_status fill(sg_band *band, scratch *s, const sg_constantq *cq, const sg_filter *filter, int n_fft) {
  double factor, energy, sum, greatest = 0;
  sg_status status = sg_constantq_factor(cq, filter, s->window, &factor, &energy, &sum);
  if (!status) status = find_magnitudes(s, cq, filter, n_fft);
  if (status) return status;
  int first = 0, last = n_fft / 2;
  for (int k = 0; k <= last; k++) greatest = fmax(greatest, s->magnitudes[k]);
  while (first < last && !(s->magnitudes[first] > WEIGHT_MIN * greatest)) first++;
  while (last > first && !(s->magnitudes[last] > WEIGHT_MIN * greatest)) last--;
  band->first = first;
  band->count = last - first + 1;
  band->weights = SG_NEW_ARRAY(float, band->count);
  if (!band->weights) return SG_NO_MEMORY;
  double gain = factor * sqrt(filter->length / n_fft) / n_fft;
  for (int i = 0; i < band->count; i++) band->weights[i] = (float)(gain * s->magnitudes[first + i]);
  band->peak = peak_of(band, filter->frequency * n_fft, n_fft);
  return SG_OK;
}

sg_status sg_basis_create(sg_basis *basis, const sg_config *config, int first) {
  sg_constantq cq;
  sg_status status = sg_constantq_create(&cq, config, 0, 0);
  if (status) return status;
  sg_filter longest = sg_constantq_filter(&cq, first);
  scratch scratch = {0};
  basis->n = config->n_bins - first;
  basis->n_fft = power_of_two_from(fmax(longest.length, 2 * config->hop_length));
  basis->bands = SG_NEW_ARRAY(sg_band, basis->n);
  if (!basis->bands || !create_scratch(&scratch, longest.count, basis->n_fft)) status = SG_NO_MEMORY;
  for (int b = 0; b < basis->n && !status; b++) {
    sg_filter filter = sg_constantq_filter(&cq, first + b);
    basis->bands[b].frequency = sg_constantq_frequency(&cq, first + b);
    status = fill(&basis->bands[b], &scratch, &cq, &filter, basis->n_fft);
  }
  destroy_scratch(&scratch);
  return status;
}

sg_config sg_basis_frames(const sg_basis *basis, const sg_config *config) {
  sg_config frames = sg_defaults("stft");
  frames.sample_rate = config->sample_rate;
  frames.n_fft = frames.win_length = basis->n_fft;
  frames.hop_length = config->hop_length;
  frames.pad_mode = config->pad_mode;
  return frames;
}

void sg_basis_destroy(sg_basis *basis) {
  for (int b = 0; basis->bands && b < basis->n; b++) free(basis->bands[b].weights);
  free(basis->bands);
}

/* Up to RUN products, in four sums, so that no addition waits for the one before. */
static inline lanes short_sum(const float *weights, const lanes *magnitudes, int count) {
  lanes a = {0}, b = {0}, c = {0}, d = {0};
  int i = 0;
  for (; i + 4 <= count; i += 4) {
    a += lanes_all(weights[i]) * magnitudes[i];
    b += lanes_all(weights[i + 1]) * magnitudes[i + 1];
    c += lanes_all(weights[i + 2]) * magnitudes[i + 2];
    d += lanes_all(weights[i + 3]) * magnitudes[i + 3];
  }
  for (; i < count; i++) a += lanes_all(weights[i]) * magnitudes[i];
  return (a + b) + (c + d);
}

void sg_basis_weigh(const sg_basis *basis, const lanes *magnitudes, lanes *sums) {
  for (int b = 0; b < basis->n; b++) {
    const sg_band *band = &basis->bands[b];
    pair low = {0}, high = {0};
    for (int i = 0; i < band->count; i += RUN) {
      int count = band->count - i < RUN ? band->count - i : RUN;
      lanes part = short_sum(band->weights + i, magnitudes + band->first + i, count);
      low += low_pair(part);
      high += high_pair(part);
    }
    sums[b] = lanes_flush(join_pairs(low, high), SG_POWER_MIN);
  }
}
