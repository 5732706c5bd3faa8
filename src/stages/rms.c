/* rms.c - frames of samples to one number each: their root mean square, and how often they cross zero; and rows of a
 * spectrum to the root mean square of their frames (Parseval), all as librosa has them. */
#include <math.h>
#include <stdlib.h>

#include "frames/framer.h"
#include "math/memory.h"
#include "rows/descriptor.h"

typedef struct frames {
  sg_framer framer;
  float threshold; /* of crossings; -1: of "rms" */
} frames;

static float rms(const float *x, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum += (double)x[i] * x[i];
  return sg_narrow(sqrt(sum / n));
}

/* What lies within the threshold is positive; the frame's first sample crosses nothing. */
static float crossings(const float *x, int n, float threshold) {
  int count = 0;
  for (int i = 1; i < n; i++) count += (x[i] < -threshold) != (x[i - 1] < -threshold);
  return (float)((double)count / n);
}

static size_t read(void *state, float *rows, size_t max) {
  frames *s = state;
  size_t ready = sg_framer_ready(&s->framer, max);
  const float *frame = sg_framer_frame(&s->framer);
  int n = s->framer.length;
  for (size_t t = 0; t < ready; t++, frame += s->framer.hop)
    rows[t] = s->threshold < 0 ? rms(frame, n) : crossings(frame, n, s->threshold);
  sg_framer_advance(&s->framer, ready);
  return ready;
}

static sg_status create(void **state, const sg_config *config, float threshold, sg_facts *facts) {
  frames *s = *state = SG_NEW(frames);
  if (!s) return SG_NO_MEMORY;
  sg_config own = *config;
  own.n_fft = config->frame_length;
  if (threshold >= 0) own.pad_mode = SG_EDGE;
  s->threshold = threshold;
  facts->bins = facts->row_length = 1;
  facts->quantity = threshold < 0 ? SG_POWER : SG_RATIO;
  facts->exponent = 1;
  return sg_framer_create(&s->framer, &own, facts);
}

static sg_status create_rms(void **state, const sg_config *config, sg_facts *facts) {
  return create(state, config, -1, facts);
}

static sg_status create_crossings(void **state, const sg_config *config, sg_facts *facts) {
  return create(state, config, (float)config->threshold, facts);
}

static void destroy(void *state) {
  frames *s = state;
  if (!s) return;
  sg_framer_destroy(&s->framer);
  free(s);
}

#define FRAMES_STAGE                                                                                             \
  .takes = SG_SAMPLES, .gives = SG_ROWS, .destroy = destroy, .reset = sg_framer_reset, .write = sg_framer_write, \
  .finish = sg_framer_finish, .read = read, .count = sg_framer_rows, .frequency = sg_descriptor_frequency

const sg_stage sg_stage_rms = {.name = "rms", .create = create_rms, FRAMES_STAGE};
const sg_stage sg_stage_zero_crossing_rate = {.name = "zeroCrossingRate", .create = create_crossings, FRAMES_STAGE};

typedef struct spectrum {
  sg_descriptor rows;
  int length;       /* samples a frame */
  int is_magnitude; /* or power */
} spectrum;

/* Every bin stands for two, but that of 0 Hz and, of even frames, that of half the sample rate. */
static void spectrum_row(void *state, const float *in, float *out) {
  const spectrum *s = state;
  double sum = 0, one = 0;
  int n = s->rows.rows.in;
  for (int k = 0; k < n; k++) {
    double power = s->is_magnitude ? (double)in[k] * in[k] : in[k];
    if (k == 0 || 2 * k == s->length) one += power;
    else sum += power;
  }
  *out = sg_narrow(sqrt(2 * sum + one) / s->length);
}

static sg_status create_spectrum(void **state, const sg_config *config, sg_facts *facts) {
  spectrum *s = *state = SG_NEW(spectrum);
  (void)config;
  if (!s) return SG_NO_MEMORY;
  double rate = facts->sample_rate > 0 ? facts->sample_rate : 1, exponent = facts->exponent;
  const double *hz = facts->frequencies;
  int bins = facts->bins;
  sg_status status = sg_descriptor_create(&s->rows, spectrum_row, 1, SG_POWER, 0, facts);
  if (status) return status;
  s->length = bins > 1 && hz[1] > 0 ? (int)fmin(2.0 * SG_FFT_MAX, rate / hz[1] + 0.5) : 1;
  s->is_magnitude = exponent == 1;
  if (s->length / 2 + 1 != bins || !(s->is_magnitude || exponent == 2)) return SG_NEEDS_SPECTRUM;
  facts->exponent = 1;
  return SG_OK;
}

const sg_stage sg_stage_spectrum_rms = {
    .name = "spectrumRms", .create = create_spectrum, .destroy = sg_descriptor_destroy, SG_DESCRIPTOR_STAGE};
