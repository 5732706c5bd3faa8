/* mel_inverse.c - rows of mel bands to magnitudes of Fourier frames that have these bands, none of them negative: least
 * squares |F x - m| over x >= 0, by a primal-dual interior point method (Wright: Primal-dual interior-point methods,
 * 1997), whose steps need no more than a banded system of the bands. Of all answers it comes to one that is spread. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "config.h"
#include "frames/mel_bank.h"
#include "frames/spectra.h"
#include "math/decibel.h"
#include "math/memory.h"
#include "rows/rowwise.h"

#define STEPS 60      /* at most; 10 to 25 are enough */
#define ENOUGH 1e-8   /* what is left, as a share of the bands' square sum; */
#define NO_LESS 1e-10 /* or what it may lie above the least possible */
#define KEPT 0.95     /* of the way to where something would be negative */
#define CLOSER 0.1    /* how much nearer to the edge each step aims */

typedef struct inverse {
  sg_rowwise rows;
  sg_mel_bank bank;
  int bins, heard;        /* heard: bins that bands take in */
  int width;              /* bands after one that share bins with it, at most */
  double exponent, rate;  /* 1 / power; Hz from bin to bin */
  int *starts;            /* [n_mels], of a band's weights */
  double *x, *slack;      /* [bins]; slack: of x >= 0, above 0 where the bin is heard */
  double *share;          /* [bins], x / slack */
  double *change, *other; /* [bins], of x and of slack */
  double *bands;          /* [n_mels] */
  double *matrix;         /* [n_mels][width + 1], of band i and band i - d at [i][d] */
} inverse;

static void destroy(void *state) {
  inverse *s = state;
  if (!s) return;
  sg_rowwise_destroy(&s->rows);
  sg_mel_bank_destroy(&s->bank);
  free(s->starts);
  free(s->x);
  free(s->slack);
  free(s->share);
  free(s->change);
  free(s->other);
  free(s->bands);
  free(s->matrix);
  free(s);
}

/* F x */
static void gather(const inverse *s, const double *x, double *bands) {
  const float *weight = s->bank.weights;
  for (int m = 0; m < s->bank.n_mels; m++) {
    double sum = 0;
    for (int i = 0; i < s->bank.bands[m].count; i++) sum += *weight++ * x[s->bank.bands[m].first + i];
    bands[m] = sum;
  }
}

/* F' of bands */
static void spread(const inverse *s, const double *bands, double *x) {
  const float *weight = s->bank.weights;
  for (int k = 0; k < s->bins; k++) x[k] = 0;
  for (int m = 0; m < s->bank.n_mels; m++)
    for (int i = 0; i < s->bank.bands[m].count; i++) x[s->bank.bands[m].first + i] += *weight++ * bands[m];
}

/* The last bin of a band. */
static int last_of(const inverse *s, int m) { return s->bank.bands[m].first + s->bank.bands[m].count - 1; }

/* The matrix I + F diag(share) F' as L L' (Cholesky). */
static void factor(inverse *s) {
  int w = s->width + 1;
  for (int i = 0; i < s->bank.n_mels; i++) {
    double *row = s->matrix + (size_t)i * (size_t)w;
    for (int j = i - s->width > 0 ? i - s->width : 0; j <= i; j++) {
      const double *other = s->matrix + (size_t)j * (size_t)w;
      const sg_band *a = &s->bank.bands[i], *b = &s->bank.bands[j];
      int from = a->first > b->first ? a->first : b->first;
      int to = last_of(s, i) < last_of(s, j) ? last_of(s, i) : last_of(s, j);
      double sum = i == j;
      for (int k = from; k <= to; k++)
        sum +=
            s->share[k] * s->bank.weights[s->starts[i] + k - a->first] * s->bank.weights[s->starts[j] + k - b->first];
      for (int k = i - s->width > 0 ? i - s->width : 0; k < j; k++) sum -= row[i - k] * other[j - k];
      row[i - j] = i == j ? sqrt(fmax(sum, DBL_MIN)) : sum / other[0];
    }
  }
}

/* bands to the solution of that system. */
static void solve(inverse *s) {
  int w = s->width + 1, n = s->bank.n_mels;
  double *b = s->bands;
  for (int i = 0; i < n; i++) {
    const double *row = s->matrix + (size_t)i * (size_t)w;
    for (int d = 1; d < w && d <= i; d++) b[i] -= row[d] * b[i - d];
    b[i] /= row[0];
  }
  for (int i = n - 1; i >= 0; i--) {
    for (int d = 1; d < w && i + d < n; d++) b[i] -= s->matrix[(size_t)(i + d) * (size_t)w + (size_t)d] * b[i + d];
    b[i] /= s->matrix[(size_t)i * (size_t)w];
  }
}

/* One step; returns whether there was anything to gain. */
static int improve(inverse *s, const float *mel, double squares) {
  double left = 0, gap = 0, length = 1;
  gather(s, s->x, s->bands);
  for (int m = 0; m < s->bank.n_mels; m++) {
    s->bands[m] -= mel[m];
    left += s->bands[m] * s->bands[m];
  }
  for (int k = 0; k < s->bins; k++) gap += s->x[k] * s->slack[k];
  if (left <= ENOUGH * squares || gap <= NO_LESS * squares) return 0;
  double aim = CLOSER * gap / s->heard;
  spread(s, s->bands, s->change);
  for (int k = 0; k < s->bins; k++) {
    s->share[k] = s->slack[k] > 0 ? s->x[k] / s->slack[k] : 0;
    s->change[k] = s->slack[k] > 0 ? s->share[k] * (aim / s->x[k] - s->change[k]) : 0;
  }
  gather(s, s->change, s->bands);
  factor(s);
  solve(s);
  spread(s, s->bands, s->other);
  for (int k = 0; k < s->bins; k++) {
    if (!(s->slack[k] > 0)) continue;
    double change = s->change[k] -= s->share[k] * s->other[k];
    double other = s->other[k] = aim / s->x[k] - s->slack[k] - change / s->share[k];
    if (change < 0) length = fmin(length, -KEPT * s->x[k] / change);
    if (other < 0) length = fmin(length, -KEPT * s->slack[k] / other);
  }
  for (int k = 0; k < s->bins; k++) {
    if (!(s->slack[k] > 0)) continue;
    s->x[k] += length * s->change[k];
    s->slack[k] += length * s->other[k];
  }
  return 1;
}

static void row(void *state, const float *in, float *out) {
  inverse *s = state;
  double squares = 0, sum = 0, weights = 0;
  for (int m = 0; m < s->bank.n_mels; m++) squares += (double)in[m] * in[m], sum += fmax(0, in[m]);
  int total = s->starts[s->bank.n_mels];
  for (int i = 0; i < total; i++) weights += s->bank.weights[i];
  for (int k = 0; k < s->bins; k++) s->x[k] = weights > 0 ? sum / weights : 0;
  if (sum > 0 && weights > 0) {
    gather(s, s->x, s->bands);
    spread(s, s->bands, s->slack);
    for (int i = 0; i < STEPS && improve(s, in, squares); i++) continue;
  }
  for (int k = 0; k < s->bins; k++) {
    double x = s->slack[k] > 0 && s->x[k] >= SG_POWER_MIN ? s->x[k] : 0;
    if (x > 0) x = s->exponent == 0.5 ? sqrt(x) : sg_exp2(s->exponent * sg_log2(x));
    out[k] = (float)(x >= SG_POWER_MIN ? fmin(x, FLT_MAX) : 0);
  }
}

/* Where each band's weights begin, how far bands reach into each other, and how many bins they take in. */
static void survey(inverse *s) {
  const sg_band *bands = s->bank.bands;
  for (int m = 0; m < s->bank.n_mels; m++) {
    s->starts[m + 1] = s->starts[m] + bands[m].count;
    for (int i = 0; i < m; i++)
      if (bands[m].first <= last_of(s, i) && bands[i].first <= last_of(s, m) && m - i > s->width) s->width = m - i;
    for (int k = bands[m].first; k <= last_of(s, m); k++) s->heard += s->x[k] == 0, s->x[k] = 1;
  }
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  inverse *s = *state = SG_NEW(inverse);
  if (!s) return SG_NO_MEMORY;
  if (facts->row_length != facts->bins) return SG_NEEDS_REAL;
  sg_config own = *config;
  own.n_mels = facts->input_length;
  if (own.n_mels < 1 || own.n_mels > SG_MELS_MAX) return SG_BAD(n_mels);
  s->bins = own.n_fft / 2 + 1;
  s->exponent = 1 / own.power;
  s->rate = own.sample_rate / own.n_fft;
  sg_status status = sg_mel_bank_create(&s->bank, &own);
  if (status) return status;
  double **arrays[] = {&s->x, &s->slack, &s->share, &s->change, &s->other};
  for (int i = 0; i < 5; i++)
    if (!(*arrays[i] = SG_NEW_ARRAY(double, s->bins))) return SG_NO_MEMORY;
  s->starts = SG_NEW_ARRAY(int, own.n_mels + 1);
  s->bands = SG_NEW_ARRAY(double, own.n_mels);
  if (!s->starts || !s->bands) return SG_NO_MEMORY;
  survey(s);
  s->matrix = SG_NEW_ARRAY(double, (uint64_t)own.n_mels *((uint64_t)s->width + 1));
  if (!s->matrix) return SG_NO_MEMORY;
  facts->bins = facts->row_length = s->bins;
  facts->quantity = SG_POWER;
  facts->exponent = 1;
  return sg_rowwise_create(&s->rows, row, own.n_mels, s->bins);
}

static double frequency(const void *state, int bin) { return bin * ((const inverse *)state)->rate; }

const sg_stage sg_stage_mel_inverse = {
    .name = "melInverse", .create = create, .destroy = destroy, .frequency = frequency, SG_ROWWISE_STAGE};
