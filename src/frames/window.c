/* window.c - every window by its formula, periodic or symmetric. Formulas and conventions are SciPy's
 * (scipy.signal.windows), Kaldi's for povey. Only operations that IEEE 754 rounds alike everywhere are used (and
 * sg_log2, sg_exp2), so that tables have the same bits on every machine. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "fft/fft.h"
#include "math/decibel.h"
#include "math/memory.h"
#include "math/angle.h"
#include "frames/designs.h"
#include "frames/window.h"

enum { COEFFICIENTS_MAX = 64 };

static const double pi = SG_PI, log2_e = 1.44269504088896341;

typedef sg_complex_double complex_double;
#define turn sg_turn
#define multiply sg_multiply

static double cosine(double turns, double whole) { return turn(turns, whole).r; }
static double sine(double turns, double whole) { return turn(turns, whole).i; }

static double exponential(double x) { return sg_exp2(x * log2_e); }

/* ---- Shapes: sample i of m >= 2 of the symmetric window, i <= (m - 1) / 2. */

static double cosine_sum(const double *a, int terms, int i, int m) {
  double sum = a[0];
  for (int k = 1; k < terms; k++) sum += (k % 2 ? -a[k] : a[k]) * cosine((double)k * i, m - 1);
  return sum;
}
#define COSINE_SUM(i, m, ...) \
  cosine_sum((const double[]){__VA_ARGS__}, sizeof((double[]){__VA_ARGS__}) / sizeof(double), i, m)

/* I0(x) e^-x: the power series, or beyond 30 the asymptotic one, whose smallest term is near e^-60 there
 * (Abramowitz and Stegun 9.6.12, 9.7.1). */
static double bessel_i0_scaled(double x) {
  double sum = 1, term = 1;
  if (x <= 30) {
    for (int k = 1; term > 1e-17 * sum; k++) sum += term *= x * x / (4.0 * k * k);
    return sum * exponential(-x);
  }
  for (int k = 1; term > 1e-17; k++) sum += term *= (2.0 * k - 1) * (2 * k - 1) / (8 * k * x);
  return sum / sqrt(2 * pi * x);
}

static double kaiser(double beta, int i, int m) {
  double position = 2.0 * i / (m - 1), u = 1 - position, root = sqrt(position * (2 - position));
  return exponential(-beta * u * u / (1 + root)) * bessel_i0_scaled(beta * root) / bessel_i0_scaled(beta);
}

/* Of windows of several parameters one of them, of its two floats. */
static double several(const sg_config *config, int k) {
  return (double)config->window_values[2 * k] + config->window_values[2 * k + 1];
}

static double shape(const sg_config *config, int kind, int i, int m) {
  double parameter = config->window_parameter;
  double position = 2.0 * i / (m - 1); /* 0 at the end, 1 in the middle */
  double out = m - 1 - 2.0 * i;        /* twice the samples to the middle */
  switch (kind) {
    case SG_BOXCAR: return 1;
    case SG_HANN: return sine(i, 2.0 * (m - 1)) * sine(i, 2.0 * (m - 1));
    case SG_HAMMING: return COSINE_SUM(i, m, 0.54, 0.46);
    case SG_BLACKMAN: return COSINE_SUM(i, m, 0.42, 0.5, 0.08);
    case SG_NUTTALL: return COSINE_SUM(i, m, 0.3635819, 0.4891775, 0.1365995, 0.0106411);
    case SG_BLACKMANHARRIS: return COSINE_SUM(i, m, 0.35875, 0.48829, 0.14128, 0.01168);
    case SG_FLATTOP: return COSINE_SUM(i, m, 0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368);
    case SG_BARTLETT: return position;
    case SG_PARZEN: {
      double u = out / m, v = 1 - u;
      return out <= (m - 1) / 2.0 ? 1 - 6 * u * u * v : 2 * v * v * v;
    }
    case SG_BOHMAN: return i ? position * cosine(out, 2.0 * (m - 1)) + sine(out, 2.0 * (m - 1)) / pi : 0;
    case SG_COSINE: return sine(i + 0.5, 2.0 * m);
    case SG_BARTHANN: return 0.62 - 0.24 * (1 - position) + 0.38 * cosine(out, 2.0 * (m - 1));
    case SG_LANCZOS: return position < 1 ? sine(out, 2.0 * (m - 1)) / (pi * (1 - position)) : 1;
    case SG_POVEY: {
      double hann = shape(config, SG_HANN, i, m);
      return hann > 0 ? sg_exp2(0.85 * sg_log2(hann)) : 0;
    }
    case SG_KAISER: return kaiser(parameter, i, m);
    case SG_TUKEY: {
      double taper = parameter * (m - 1);
      double s = i <= floor(taper / 2) && taper > 0 ? sine(i, 2 * taper) : 1;
      return s * s;
    }
    case SG_GAUSSIAN: {
      double u = out / (2 * parameter);
      return exponential(-0.5 * u * u);
    }
    case SG_TRIANG: return (2.0 * i + (m % 2 ? 2 : 1)) / (m + m % 2);
    case SG_EXPONENTIAL: return exponential(-out / (2 * parameter));
    case SG_GENERAL_HAMMING: return COSINE_SUM(i, m, parameter, 1 - parameter);
    case SG_GENERAL_GAUSSIAN: {
      double u = out / (2 * several(config, 1));
      return exponential(u > 0 ? -0.5 * sg_exp2(2 * several(config, 0) * sg_log2(u)) : 0);
    }
    case SG_GENERAL_COSINE: {
      double a[COEFFICIENTS_MAX];
      for (int k = 0; k < parameter; k++) a[k] = several(config, k);
      return cosine_sum(a, (int)parameter, i, m);
    }
  }
  return 0;
}

static double ratio_of(double decibels) { return sg_exp2(decibels / 20 * 3.32192809488736235); }

/* ---- Dolph-Chebyshev: the spectrum is the Chebyshev polynomial T_n(x), n = m - 1, at x = cosh(g) cos(pi k / m),
 * with cosh(n g) the ratio of main to side lobes. */

/* T_n(x) for x >= 0 from excess = x - 1 (near 1 the difference is what counts): the n-th power, by squaring, of
 * x + sqrt(x^2 - 1) for x > 1 and of e^(i acos x) below. */
static double chebyshev(int n, double excess) {
  double x = 1 + excess, root = sqrt(fabs(excess) * (2 + excess));
  if (excess > 0) {
    double power = 1;
    for (double square = x + root; n; n /= 2, square *= square)
      if (n % 2) power *= square;
    return (power + 1 / power) / 2;
  }
  complex_double power = {1, 0};
  for (complex_double square = {x, root}; n; n /= 2, square = multiply(square, square))
    if (n % 2) power = multiply(power, square);
  return power.r;
}

/* The circular convolution of data and chirp, times size, in chirp. */
static void convolve(sg_cfft_double *fft, size_t size, complex_double *data, complex_double *chirp,
                     complex_double *bands) {
  sg_cfft_double_run(fft, data, bands);
  sg_cfft_double_run(fft, chirp, data);
  for (size_t k = 0; k < size; k++) {
    data[k] = multiply(data[k], bands[k]);
    data[k].i = -data[k].i; /* the inverse is the conjugate's, conjugated */
  }
  sg_cfft_double_run(fft, data, chirp);
  for (size_t k = 0; k < size; k++) chirp[k].i = -chirp[k].i;
}

/* Fills the first length samples of the symmetric window of m. Its half spectrum p[k] is real, so with h = 0 for
 * odd and 1/2 for even m,
 *   window[middle + j - h] ~ p[0] + 2 sum_k p[k] cos(2 pi k (j - h) / m),
 * a sum done in O(m log m) by Bluestein's convolution with a chirp: k j = (k^2 + j^2 - (j - k)^2) / 2. */
static sg_status chebwin(double *window, int length, int m, double attenuation) {
  int n = m - 1, terms = n / 2, outputs = m / 2 + 1;
  size_t size = 2;
  while (size < (size_t)terms + (size_t)outputs - 1) size *= 2;
  complex_double *data = SG_NEW_ARRAY(complex_double, 3 * size), *chirp = data + size, *bands = chirp + size;
  sg_cfft_double *fft = sg_cfft_double_create((int)size);
  int done = data && fft;
  if (done) {
    double ratio = ratio_of(attenuation);
    double g = sg_log2(ratio + sqrt(ratio * ratio - 1)) / log2_e / n;
    double sinh_half = 0, term = g / 2; /* g is at most 36; cosh(g) - 1 = 2 sinh(g/2)^2 */
    for (int k = 1; term > 1e-17 * sinh_half; k++) {
      sinh_half += term;
      term *= g * g / 4 / (2.0 * k * (2 * k + 1));
    }
    double excess = 2 * sinh_half * sinh_half;
    double first = chebyshev(n, excess);

    double period = 2.0 * m; /* of the chirp e^(pi i j^2 / m) in j^2 */
    for (int k = 1; k <= terms; k++) {
      double s = sine(k, 4.0 * m);
      double p = 2 * chebyshev(n, excess * cosine(k, period) - 2 * s * s);
      complex_double e = turn((m % 2 ? 0 : (double)k) - (double)k * k, period);
      data[k] = (complex_double){p * e.r, p * e.i};
    }
    for (int j = -terms; j < outputs - 1; j++) chirp[j < 0 ? j + (int)size : j] = turn((double)j * j, period);

    convolve(fft, size, data, chirp, bands);

    double most = 0;
    for (int j = m % 2 ? 0 : 1; j < outputs; j++) {
      complex_double e = turn(-(double)j * j, period);
      double value = first + multiply(chirp[j], e).r / (double)size;
      if (n / 2 + j < length) window[n / 2 + j] = value;
      window[n - n / 2 - j] = value;
      if (value > most) most = value;
    }
    for (int i = 0; i < length; i++) window[i] /= most;
  }
  free(data);
  free(fft);
  return done ? SG_OK : SG_NO_MEMORY;
}

/* Whether the parameters are those of a window; length is that of the window. */
static sg_status judge(const sg_config *config, int length) {
  double p = config->window_parameter, sum = 0;
  int fits = 1, is_several = config->window >= SG_TAYLOR;
  if (is_several && !config->window_values) return SG_BAD(window_values);
  if (is_several && config->window != SG_GENERAL_COSINE && p != 2) return SG_WINDOW_PARAMETERS;
  switch (config->window) {
    case SG_KAISER:
    case SG_KAISER_BESSEL_DERIVED: fits = p >= 0 && p <= 1e9; break;
    case SG_TUKEY:
    case SG_GENERAL_HAMMING: fits = p >= 0 && p <= 1; break;
    case SG_CHEBWIN: fits = p >= 1 && p <= 300; break;
    case SG_GAUSSIAN:
    case SG_EXPONENTIAL: fits = p > 0 && p <= 1e9; break;
    case SG_DPSS: fits = p > 0 && (p < length / 2.0 || length == 1); break;
    case SG_TAYLOR: {
      double nbar = several(config, 0), level = several(config, 1);
      fits = nbar >= 1 && nbar <= SG_TAYLOR_MAX && nbar == floor(nbar) && level >= 1 && level <= 300;
      break;
    }
    case SG_GENERAL_GAUSSIAN: {
      double power = several(config, 0), width = several(config, 1);
      fits = power > 0 && power <= 1e3 && width > 0 && width <= 1e9;
      break;
    }
    case SG_GENERAL_COSINE:
      fits = p >= 1 && p <= COEFFICIENTS_MAX && p == floor(p);
      for (int k = 0; fits && k < p; k++) sum += fabs(several(config, k));
      fits = fits && sum <= 1e9;
      break;
    default: break;
  }
  if (!fits) return config->window <= SG_GAUSSIAN ? SG_BAD(window_parameter) : SG_WINDOW_PARAMETERS;
  return config->window == SG_KAISER_BESSEL_DERIVED && length % 2 ? SG_ODD_WINDOW : SG_OK;
}

/* The first half of the symmetric window of m >= 2, of those that are not fitted to its length. */
static sg_status fill_half(double *window, int m, const sg_config *config) {
  double p = config->window_parameter;
  switch (config->window) {
    case SG_DPSS: return sg_dpss(window, m, p);
    case SG_TAYLOR: sg_taylor(window, m, (int)several(config, 0), ratio_of(several(config, 1))); return SG_OK;
    case SG_KAISER_BESSEL_DERIVED:
      for (int i = 0; i <= m / 2; i++) window[i] = kaiser(p, 2 * i <= m / 2 ? i : m / 2 - i, m / 2 + 1);
      sg_princen_bradley(window, m);
      return SG_OK;
    default:
      for (int i = 0; 2 * i < m; i++) window[i] = shape(config, config->window, i, m);
      return SG_OK;
  }
}

sg_status sg_window(double *window, int length, const sg_config *config, int periodic) {
  int kind = config->window;
  if (length < 1 || length > SG_FFT_MAX) return SG_BAD(win_length);
  if (kind < 0 || kind >= SG_CUSTOM) return SG_BAD(window);
  sg_status status = judge(config, length);
  if (status) return status;
  int m = periodic && kind != SG_KAISER_BESSEL_DERIVED ? length + 1 : length;
  if (length == 1) {
    window[0] = 1;
  } else if (kind == SG_CHEBWIN) {
    status = chebwin(window, length, m, config->window_parameter);
  } else {
    status = fill_half(window, m, config);
    for (int i = (m + 1) / 2; !status && i < length; i++) window[i] = window[m - 1 - i];
  }
  if (status) return status;
  /* Rounding dust at the ends of a Blackman window, or a Gaussian's far tails: products with faint samples would
   * be subnormal. */
  for (int i = 0; i < length; i++)
    if (fabs(window[i]) < SG_SAMPLE_MIN) window[i] = 0;
  return SG_OK;
}

/* ---- The window of a frame. */

/* Window values below this share of 1 change no result, and could make subnormals. */
#define WINDOW_MIN 1e-12

sg_status sg_frame_window(double *window, const sg_config *config) {
  int length = config->win_length;
  double *values = window + (config->align == SG_ALIGN_START ? 0 : (config->n_fft - length) / 2), size = 0;
  sg_status status = SG_OK;
  if (config->window == SG_CUSTOM && !config->window_values) status = SG_BAD(window_values);
  else if (config->window == SG_CUSTOM)
    for (int i = 0; i < length; i++) values[i] = config->window_values[i];
  else status = sg_window(values, length, config, config->periodic);
  for (int i = 0; i < length; i++) size += fabs(values[i]);
  return !status && !(size <= SG_FFT_MAX) ? SG_WINDOW_SUM : status;
}

void sg_window_round(float *to, const double *window, int length, double scale) {
  for (int i = 0; i < length; i++) to[i] = fabs(window[i]) < WINDOW_MIN ? 0 : (float)(window[i] * scale);
}

/* What the window is multiplied by for the config's scaling. */
static sg_status window_scale(double *scale, const double *window, const sg_config *config) {
  double sum = 0, squares = 0;
  for (int i = 0; i < config->n_fft; i++) sum += window[i], squares += window[i] * window[i];
  *scale = 1;
  if (config->scaling == SG_SCALE_PSD && !(config->sample_rate > 0)) return SG_NEEDS_RATE;
  if (config->scaling == SG_SCALE_MAGNITUDE) *scale = 1 / fabs(sum);
  if (config->scaling == SG_SCALE_PSD) *scale = 1 / sqrt(squares * config->sample_rate);
  return *scale <= 1e9 ? SG_OK : SG_WINDOW_SUM; /* a window that adds up to nothing cannot be scaled by its sum */
}

float sg_stored(double value, const sg_config *config) {
  float stored = (float)value;
  uint32_t bits;
  if (!config->bfloat16) return stored;
  memcpy(&bits, &stored, sizeof bits);
  bits += 0x7fff + (bits >> 16 & 1); /* to nearest, ties to even */
  bits &= 0xffff0000;
  memcpy(&stored, &bits, sizeof bits);
  return stored;
}

sg_status sg_frame_window_scaled(float *out, const sg_config *config) {
  double scale, *window = SG_NEW_ARRAY(double, config->n_fft);
  if (!window) return SG_NO_MEMORY;
  sg_status status = sg_frame_window(window, config);
  if (!status) status = window_scale(&scale, window, config);
  if (!status) sg_window_round(out, window, config->n_fft, scale);
  for (int i = 0; i < config->n_fft; i++) out[i] = sg_stored(out[i], config);
  free(window);
  return status;
}
