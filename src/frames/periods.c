/* periods.c - frames to how unlike they are themselves a period later. */
#include "frames/periods.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "math/memory.h"

#define LEAST 1e-16 /* energy of a frame; below it is silence */

sg_status sg_periods_create(sg_periods *s, const sg_config *config, sg_facts *facts) {
  double rate = s->sample_rate = config->sample_rate;
  sg_config frames = *config;
  frames.n_fft = config->frame_length;
  if (!(rate > 0)) return SG_NEEDS_RATE;
  if (!(config->f_min > 0)) return SG_F_MIN;
  if (!(config->f_min < config->f_max)) return SG_F_ORDER;
  if (!(config->f_max <= rate / 2)) return SG_F_MAX;
  if (!(rate / config->f_min < config->frame_length - 1)) return SG_FRAME_SHORT;
  s->least = (int)floor(rate / config->f_max);
  int most = (int)ceil(rate / config->f_min);
  s->count = most - s->least + 1;
  sg_status status = sg_framer_create(&s->framer, &frames, facts);
  if (!status) status = sg_autocorrelation_create(&s->correlation, config->frame_length, most + 1, NULL);
  if (status) return status;
  s->unlike = SG_NEW_ARRAY(double, SG_LANES *(uint64_t)s->count);
  facts->bins = facts->row_length = 1;
  facts->quantity = SG_HERTZ;
  return s->unlike ? SG_OK : SG_NO_MEMORY;
}

void sg_periods_destroy(sg_periods *s) {
  sg_framer_destroy(&s->framer);
  sg_autocorrelation_destroy(&s->correlation);
  free(s->unlike);
}

/* d(lag) = sum over i of (x[i] - x[i + lag])^2, x being 0 behind the frame: 2 r(0) - 2 r(lag), less the energy of the
 * first lag samples, which have no partner. */
static void look(const sg_periods *s, const float *x, const lanes *r, int lane, double *unlike) {
  double energy = 0, head = 0, sum = 0;
  for (int i = 0; i < s->framer.length; i++) energy += (double)x[i] * x[i];
  if (energy < LEAST) memset(unlike, 0, (size_t)s->count * sizeof *unlike);
  if (energy < LEAST) return;
  for (int lag = 1; lag < s->least + s->count; lag++) {
    head += (double)x[lag - 1] * x[lag - 1];
    double d = fmax(0, 2 * (energy - r[lag][lane]) - head);
    sum += d;
    if (lag >= s->least) unlike[lag - s->least] = d / (sum / lag + FLT_MIN);
  }
}

void sg_periods_run(sg_periods *s, const float *samples, int count) {
  int hop = s->framer.hop;
  const lanes *r = sg_autocorrelation_run(&s->correlation, samples, hop, count);
  for (int f = 0; f < count; f++) look(s, samples + f * (size_t)hop, r, f, s->unlike + f * (size_t)s->count);
}

double sg_periods_frequency(const sg_periods *s, const double *unlike, int index) {
  double shift = 0;
  if (index > 0 && index < s->count - 1) {
    double bend = unlike[index + 1] + unlike[index - 1] - 2 * unlike[index];
    double slope = (unlike[index + 1] - unlike[index - 1]) / 2;
    if (fabs(slope) < fabs(bend)) shift = -slope / bend;
  }
  return s->sample_rate / (s->least + index + shift);
}

int sg_periods_trough(const sg_periods *s, const double *unlike, int index) {
  double here = unlike[index];
  if (index == 0) return here < unlike[1];
  return here < unlike[index - 1] && (index == s->count - 1 || here <= unlike[index + 1]);
}
