/* pcen.c - rows of magnitudes or powers to per-channel energy normalisation: each band over its own past, its range
 * compressed. Wang et al.: Trainable frontend for robust and far-field keyword spotting (2017), as librosa.pcen has it;
 * each band's past begins at 1. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "math/decibel.h"
#include "math/memory.h"
#include "rows/rowwise.h"

#define LN2 0.69314718055994531
#define LEAST 1e-30 /* fainter numbers become 0, also what is remembered */
#define SMALL 0.01  /* below it series are nearer than differences: what they leave out is below 1e-8 */

typedef struct pcen {
  sg_rowwise rows;
  double b, gain, bias, power, eps;
  double of_bias;    /* bias^power */
  int before, after; /* bands around one, of which the greatest is remembered */
  double *past;      /* [bins] */
} pcen;

static double raise(double x, double exponent) { return x > 0 ? sg_exp2(exponent * sg_log2(x)) : 0; }

/* ln(1 + x), x >= 0 */
static double log_above(double x) {
  return x < SMALL ? x * (1 - x * (1.0 / 2 - x * (1.0 / 3 - x / 4))) : LN2 * sg_log2(1 + x);
}

/* (1 + x)^p - 1, x >= 0 */
static double rise(double x, double p) {
  if (x >= SMALL || p > 4) return raise(1 + x, p) - 1;
  return p * x * (1 + (p - 1) / 2 * x * (1 + (p - 2) / 3 * x * (1 + (p - 3) / 4 * x)));
}

static void row(void *state, const float *in, float *out) {
  const pcen *s = state;
  int bins = s->rows.in;
  for (int k = 0; k < bins; k++) {
    float greatest = in[k];
    for (int i = k - s->before; i <= k + s->after; i++)
      if (i >= 0 && i < bins) greatest = fmaxf(greatest, in[i]);
    double past = s->b * (double)fmaxf(0, greatest) + (1 - s->b) * s->past[k];
    s->past[k] = past >= LEAST ? past : 0;
    double x = (double)fmaxf(0, in[k]) * raise(s->eps + past, -s->gain), y;
    if (s->power == 0) y = log_above(x);
    else if (s->bias == 0) y = raise(x, s->power);
    else y = s->of_bias * rise(x / s->bias, s->power);
    out[k] = (float)(y >= LEAST ? fmin(y, FLT_MAX) : 0);
  }
}

static void reset(void *state) {
  pcen *s = state;
  sg_rowwise_reset(s);
  for (int k = 0; k < s->rows.in; k++) s->past[k] = 1;
}

static void destroy(void *state) {
  pcen *s = state;
  if (!s) return;
  sg_rowwise_destroy(&s->rows);
  free(s->past);
  free(s);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  pcen *s = *state = SG_NEW(pcen);
  if (!s) return SG_NO_MEMORY;
  if (facts->quantity != SG_POWER || facts->row_length != facts->bins) return SG_NEEDS_POWERS;
  double rate = config->sample_rate > 0 ? config->sample_rate : facts->sample_rate;
  double hop = config->hop_length > 0 ? config->hop_length : facts->hop;
  s->b = config->smoothing;
  if (!(s->b > 0)) {
    if (!(rate > 0)) return SG_NEEDS_RATE;
    double frames = config->time_constant * rate / hop;
    s->b = 2 / (sqrt(1 + 4 * frames * frames) + 1); /* (sqrt(1 + 4 f^2) - 1) / 2 f^2, without a difference */
  }
  s->gain = config->pcen_gain;
  s->bias = config->bias;
  s->power = config->pcen_power;
  s->eps = config->eps;
  s->of_bias = raise(s->bias, s->power);
  s->before = config->max_size / 2;
  s->after = config->max_size - s->before - 1;
  s->past = SG_NEW_ARRAY(double, facts->bins);
  if (!s->past) return SG_NO_MEMORY;
  facts->quantity = SG_NORMALISED;
  sg_status status = sg_rowwise_create(&s->rows, row, facts->input_length, facts->row_length);
  if (!status) reset(s);
  return status;
}

const sg_stage sg_stage_pcen = {.name = "pcen",
                                .takes = SG_ROWS,
                                .gives = SG_ROWS,
                                .create = create,
                                .destroy = destroy,
                                .reset = reset,
                                .write = sg_rowwise_write,
                                .finish = sg_rowwise_finish,
                                .read = sg_rowwise_read,
                                .count = sg_rowwise_count};
