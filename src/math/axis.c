/* axis.c - frequencies to places on an axis and back. Mel scales: Young et al., The HTK Book (2006); Slaney,
 * Auditory Toolbox (1998). A scale's unit does not matter here: HTK's is counted in octaves of 1 + f / 700. */
#include "math/axis.h"

#include "math/decibel.h"

#define SLANEY_OCTAVE 10.081880157308323 /* 27 / log2(6.4): mels an octave above 1000 Hz */

static double to_scale(const sg_axis *axis, double hz) {
  if (axis->scale == SG_LINEAR) return hz;
  if (axis->scale == SG_LOG) return sg_log2(hz);
  if (axis->htk) return sg_log2(1 + hz / 700);
  return hz < 1000 ? 3 * hz / 200 : 15 + SLANEY_OCTAVE * sg_log2(hz / 1000);
}

static double from_scale(const sg_axis *axis, double value) {
  if (axis->scale == SG_LINEAR) return value;
  if (axis->scale == SG_LOG) return sg_exp2(value);
  if (axis->htk) return 700 * (sg_exp2(value) - 1);
  return value < 15 ? 200 * value / 3 : 1000 * sg_exp2((value - 15) / SLANEY_OCTAVE);
}

sg_status sg_axis_create(sg_axis *axis, const sg_config *config, int scale, int points) {
  double f_max = config->f_max > 0 ? config->f_max : config->sample_rate / 2;
  if (!(config->sample_rate > 0)) return SG_NEEDS_RATE;
  if (!(config->f_min < f_max)) return SG_F_ORDER;
  if (scale == SG_LOG && !(config->f_min >= 1e-6)) return SG_LOG_ZERO;
  *axis = (sg_axis){scale, config->htk, 0, 1};
  axis->first = to_scale(axis, config->f_min);
  axis->step = (to_scale(axis, f_max) - axis->first) / (points - 1);
  return axis->step > 0 ? SG_OK : SG_F_ORDER;
}

double sg_axis_place(const sg_axis *axis, double hz) { return (to_scale(axis, hz) - axis->first) / axis->step; }
double sg_axis_hz(const sg_axis *axis, double place) { return from_scale(axis, axis->first + axis->step * place); }
